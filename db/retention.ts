import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Db } from './connect.ts';
import { DRAFT_DAYS } from './drafts.ts';
import type { Database } from './schema.ts';
import { transact } from './transaction.ts';

/** What is before these instants goes. */
export type Cutoffs = {
  now: Date;
  data: Date;
  /** Null: consents go with their campaigns. */
  consents: Date | null;
};

/** Erases at most `limit` rows that are too old, and returns how many it was and whether there may be more. */
export type EraseStep = (db: Db, cutoffs: Cutoffs, limit: number) => Promise<{ erased: number; more: boolean }>;

/** The last that happened to a recipient. */
const LAST_EVENT = sql<Date>`greatest(r.accepted_at, r.called_at, r.sent_at, r.delivered_at, r.read_at, r.responded_at, r.failed_at,
  r.skipped_at, r.cancelled_at, r.retried_at, r.conversation_closed_at)`;

/**
 * A campaign is over since before `cutoff`: nobody is still to be sent to, and nothing has happened to anybody, nor in a conversation that it led to,
 * since. An open conversation keeps it. Of `c`.
 */
function isOver(cutoff: Date) {
  return sql<boolean>`c.created_at < ${cutoff}
    AND NOT EXISTS (SELECT FROM recipient r WHERE r.campaign_id = c.id AND r.state IN ('NOT_SENT', 'SCHEDULED', 'SENDING'))
    AND NOT EXISTS (SELECT FROM recipient r WHERE r.campaign_id = c.id AND ${LAST_EVENT} >= ${cutoff})
    AND NOT EXISTS (SELECT FROM conversation v WHERE v.campaign_id = c.id AND (v.closed_at IS NULL OR v.closed_at >= ${cutoff}))`;
}

/**
 * Erases recipients of one campaign that is over, with their attempts and conversations, and with the last of them the campaign, which is what is
 * counted.
 */
export const eraseCampaigns: EraseStep = (db, cutoffs, limit) =>
  transact(db, async (trx) => {
    const found = await sql<{ id: string }>`
      SELECT c.id FROM campaign c WHERE ${isOver(cutoffs.data)} ORDER BY c.created_at LIMIT 1`.execute(trx);
    const id = found.rows[0]?.id;
    if (id === undefined) return { erased: 0, more: false };
    // Recipients before their campaign, as everywhere. Whoever was tried again meanwhile is seen once all are held. The last ones first: the places
    // of those that are left have no gap, which is how reports find a page.
    const page = await sql<{ id: string }>`
      SELECT id FROM recipient WHERE id = ANY(ARRAY(
        SELECT id FROM recipient WHERE campaign_id = ${id} ORDER BY seq DESC LIMIT ${limit}
      )) ORDER BY id FOR UPDATE`.execute(trx);
    await sql`SELECT FROM campaign WHERE id = ${id} FOR UPDATE`.execute(trx);
    const still = await sql`SELECT FROM campaign c WHERE c.id = ${id} AND ${isOver(cutoffs.data)}`.execute(trx);
    if (still.rows.length === 0) return { erased: 0, more: true };
    const recipientIds = page.rows.map((row) => row.id);
    if (cutoffs.consents) await keepConsents(trx, id, recipientIds, cutoffs.consents);
    await sql`DELETE FROM conversation WHERE recipient_id = ANY(${recipientIds}::uuid[])`.execute(trx);
    await sql`DELETE FROM recipient WHERE id = ANY(${recipientIds}::uuid[])`.execute(trx);
    if (recipientIds.length === limit) return { erased: 0, more: true };
    await sql`DELETE FROM conversation WHERE campaign_id = ${id}`.execute(trx);
    await sql`DELETE FROM campaign WHERE id = ${id}`.execute(trx);
    return { erased: 1, more: true };
  });

/** Of every address that a message may have gone to. */
async function keepConsents(
  trx: Transaction<Database>,
  campaignId: string,
  recipientIds: string[],
  cutoff: Date,
): Promise<void> {
  const kept = await sql`
    INSERT INTO consent (campaign_id, account_id, stated_by, words, stated_at)
    SELECT id, account_id, consented_by, consent_words, created_at FROM campaign
    WHERE id = ${campaignId} AND created_at >= ${cutoff}
    ON CONFLICT (campaign_id) DO UPDATE SET stated_by = excluded.stated_by
    RETURNING campaign_id`.execute(trx);
  if (kept.rows.length === 0) return;
  await sql`
    INSERT INTO consent_consumer (campaign_id, kind, consumer, sent_at)
    SELECT r.campaign_id, a.kind, a.consumer, max(r.sent_at)
    FROM recipient r, LATERAL (VALUES ('phone', r.wa), ('phone', r.sms), ('user', r.inapp)) AS a (kind, consumer)
    WHERE r.id = ANY(${recipientIds}::uuid[]) AND a.consumer IS NOT NULL
    GROUP BY r.campaign_id, a.kind, a.consumer
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** A step that is one statement, which takes at most `limit` rows. */
function rows(statement: (cutoffs: Cutoffs, limit: number) => RawBuilder<unknown>): EraseStep {
  return async (db, cutoffs, limit) => {
    const { numAffectedRows = 0n } = await statement(cutoffs, limit).execute(db);
    return { erased: Number(numAffectedRows), more: Number(numAffectedRows) === limit };
  };
}

/** The steps, by what they erase. What comes later may stand on what came earlier. */
export const ERASE_STEPS: Record<string, EraseStep> = {
  campaigns: eraseCampaigns,
  // Those that no campaign led to, or whose campaign is gone.
  conversations: rows(
    ({ data }, limit) => sql`DELETE FROM conversation WHERE id IN (SELECT id FROM conversation
        WHERE campaign_id IS NULL AND closed_at < ${data} ORDER BY closed_at LIMIT ${limit})`,
  ),
  // Opt-outs, opt-ins, HELP with their answers, and what no conversation was opened for. The opt-outs themselves stay.
  messages: rows(
    ({ data }, limit) => sql`DELETE FROM inbound_message WHERE id IN (SELECT id FROM inbound_message
        WHERE conversation_id IS NULL AND received_at < ${data} ORDER BY received_at LIMIT ${limit})`,
  ),
  inAppMessages: rows(
    ({ data }, limit) => sql`DELETE FROM inapp_message WHERE id IN (SELECT id FROM inapp_message
        WHERE created_at < ${data} ORDER BY created_at LIMIT ${limit})`,
  ),
  inAppUsers: rows(
    (
      { data },
      limit,
    ) => sql`DELETE FROM inapp_user WHERE (account_id, user_id, app) IN (SELECT account_id, user_id, app FROM inapp_user
        WHERE expires_at < ${data} LIMIT ${limit})`,
  ),
  inAppDevices: rows(
    ({ data }, limit) =>
      sql`DELETE FROM inapp_device WHERE id IN (SELECT id FROM inapp_device WHERE seen_at < ${data} LIMIT ${limit})`,
  ),
  // What was learnt of an address: at worst it is asked for again.
  refusals: rows(
    (
      { data },
      limit,
    ) => sql`DELETE FROM channel_ineligibility WHERE (account_id, channel, address) IN (SELECT account_id, channel, address
        FROM channel_ineligibility WHERE learnt_at < ${data} LIMIT ${limit})`,
  ),
  dailyUsage: rows(
    (
      { data },
      limit,
    ) => sql`DELETE FROM daily_usage WHERE (account_id, channel, day) IN (SELECT account_id, channel, day FROM daily_usage
        WHERE day < ${data}::date LIMIT ${limit})`,
  ),
  // What Temporal has refused for all that time is about something that is gone.
  outbox: rows(
    ({ data }, limit) =>
      sql`DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE created_at < ${data} ORDER BY id LIMIT ${limit})`,
  ),
  auditEvents: rows(
    ({ data }, limit) => sql`DELETE FROM audit_event WHERE id IN (SELECT id FROM audit_event
        WHERE at < ${data} ORDER BY at LIMIT ${limit})`,
  ),
  // What they did keeps their names.
  users: rows(
    ({ data }, limit) =>
      sql`DELETE FROM web_user WHERE id IN (SELECT id FROM web_user WHERE seen_at < ${data} LIMIT ${limit})`,
  ),
  templates: rows(
    ({ data }, limit) => sql`DELETE FROM template WHERE (account_id, id) IN (SELECT account_id, id FROM template
        WHERE deleted_at < ${data} AND (waba_id IS NULL OR withdrawn_at < ${data}) LIMIT ${limit})`,
  ),
  drafts: rows(
    ({ now }, limit) => sql`DELETE FROM draft WHERE id IN (SELECT id FROM draft
        WHERE updated_at < ${now}::timestamptz - make_interval(days => ${DRAFT_DAYS}) ORDER BY updated_at LIMIT ${limit})`,
  ),
  appSecrets: rows(
    ({ now }, limit) => sql`UPDATE inapp_app SET previous_secret = NULL, previous_secret_until = NULL
        WHERE (account_id, name) IN (SELECT account_id, name FROM inapp_app WHERE previous_secret_until < ${now} LIMIT ${limit})`,
  ),
  conversationSecrets: rows(
    ({ now }, limit) => sql`UPDATE conversation_adapter SET previous_secret = NULL, previous_secret_until = NULL
        WHERE (account_id, adapter) IN (SELECT account_id, adapter FROM conversation_adapter
          WHERE previous_secret_until < ${now} LIMIT ${limit})`,
  ),
  consumersOfConsents: rows(
    (
      { now, consents },
      limit,
    ) => sql`DELETE FROM consent_consumer WHERE (campaign_id, kind, consumer) IN (SELECT o.campaign_id, o.kind, o.consumer
        FROM consent c JOIN consent_consumer o USING (campaign_id) WHERE c.stated_at < ${consents ?? now} LIMIT ${limit})`,
  ),
  consents: rows(
    ({ now, consents }, limit) => sql`DELETE FROM consent WHERE campaign_id IN (SELECT campaign_id FROM consent
        WHERE stated_at < ${consents ?? now} LIMIT ${limit})`,
  ),
};
