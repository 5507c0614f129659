import { sql, type Transaction } from 'kysely';
import { recipientRetryRefusal, retryRefusal } from '../domain/campaign-change.ts';
import { lockCampaign, readChanged, setStatus, type ChangedCampaign } from './campaign-changes.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import { reopenFailed } from './recipients.ts';
import type { Database } from './schema.ts';
import { transact } from './transaction.ts';

export type RetryResult = ({ ok: true; reopened: number } & ChangedCampaign) | { ok: false; reason: string };

/**
 * Reopens one recipient that has failed and has its workflow told, which is started anew where it has ended. Returns undefined where the
 * account has no such recipient in such a campaign. Of two at once the second finds it reopened, and is refused.
 */
export function retryRecipient(
  db: Db,
  accountId: string,
  campaignId: string,
  recipientId: string,
  now: Date,
): Promise<RetryResult | undefined> {
  return transact(db, async (trx) => {
    const recipient = await trx
      .selectFrom('recipient')
      .select('state')
      .where('account_id', '=', accountId)
      .where('campaign_id', '=', campaignId)
      .where('id', '=', recipientId)
      .forUpdate()
      .executeTakeFirst();
    if (!recipient) return undefined;
    const refusal = recipientRetryRefusal(recipient.state);
    return reopen(trx, accountId, campaignId, refusal === undefined ? [recipientId] : [], now, refusal);
  });
}

/**
 * Reopens all recipients of a campaign that have failed, and has their workflows woken page by page. Nobody has failed: nothing is changed,
 * and `reopened` is 0. Returns undefined where there is no such campaign.
 */
export function retryFailed(
  db: Db,
  accountId: string,
  campaignId: string,
  now: Date,
): Promise<RetryResult | undefined> {
  return transact(db, async (trx) => {
    const failed = await trx
      .selectFrom('recipient')
      .select('id')
      .where('account_id', '=', accountId)
      .where('campaign_id', '=', campaignId)
      .where('state', '=', 'FAILED')
      .orderBy('id')
      .forUpdate()
      .execute();
    return reopen(
      trx,
      accountId,
      campaignId,
      failed.map(({ id }) => id),
      now,
    );
  });
}

/** The recipients are held already: they come before their campaign. A refusal of the campaign's goes before the recipient's own. */
async function reopen(
  trx: Transaction<Database>,
  accountId: string,
  campaignId: string,
  recipientIds: string[],
  now: Date,
  refusal?: string,
): Promise<RetryResult | undefined> {
  const campaign = await lockCampaign(trx, accountId, campaignId);
  if (!campaign) return undefined;
  const reason = retryRefusal({ status: campaign.status, expiresAt: campaign.expires_at }, now) ?? refusal;
  if (reason !== undefined) return { ok: false, reason };
  const before = await readChanged(trx, campaign, campaign.status, now);
  if (recipientIds.length === 0) return { ok: true, reopened: 0, ...before };
  const lost = await findLostNumber(trx, campaignId);
  if (lost !== undefined)
    return { ok: false, reason: `The campaign sends from ${lost}, which is no longer the account's` };
  const reopened = await reopenFailed(trx, recipientIds, now.getTime());
  await forgetRefusals(trx, accountId, recipientIds);
  // A pause that nobody was left to be held by is over with the campaign: who is tried again now is meant to be sent to.
  const status = before.status === 'FINISHED' ? 'RUNNING' : campaign.status;
  if (status !== campaign.status) await setStatus(trx, campaignId, status, now);
  const [only, ...more] = recipientIds;
  await insertOutbox(
    trx,
    only !== undefined && more.length === 0
      ? { kind: 'reassess', accountId, campaignId, recipientId: only }
      : { kind: 'resume', accountId, what: { campaignId } },
  );
  return { ok: true, reopened, ...(await readChanged(trx, campaign, status, now)) };
}

/** A number that the campaign sends from and that was taken away since, which it may be when nobody is left to be sent to: it may be another account's now. */
async function findLostNumber(trx: Transaction<Database>, campaignId: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    SELECT e ->> 'from' AS number FROM campaign c, jsonb_array_elements(c.plan) e
    WHERE c.id = ${campaignId} AND e ->> 'from' IS NOT NULL AND NOT EXISTS (SELECT FROM outbound_number n
      WHERE n.account_id = c.account_id AND n.channel = e ->> 'channel' AND n.number = e ->> 'from')
    LIMIT 1`.execute(trx);
  return rows[0]?.number;
}

/** What was learnt of these recipients' addresses: a person who asks for another try wants the provider asked again. See decision 0007. */
async function forgetRefusals(trx: Transaction<Database>, accountId: string, recipientIds: string[]): Promise<void> {
  await sql`DELETE FROM channel_ineligibility i USING recipient r
    WHERE r.id = ANY(${recipientIds}::uuid[]) AND i.account_id = ${accountId}
      AND i.address = CASE i.channel WHEN 'wa' THEN r.wa WHEN 'sms' THEN r.sms ELSE r.inapp END`.execute(trx);
  await sql`DELETE FROM line_type l USING recipient r
    WHERE r.id = ANY(${recipientIds}::uuid[]) AND l.account_id = ${accountId} AND l.number = r.sms`.execute(trx);
}
