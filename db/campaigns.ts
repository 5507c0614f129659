import { sql, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { AcceptedConsumer } from '../domain/consumer.ts';
import { NOBODY_ELSE, placeInOpening, type OthersWaiting } from '../domain/opening-line.ts';
import { TIMEZONE_DATA_VERSION } from '../domain/timezone.ts';
import type { Db } from './connect.ts';
import { listOthersWaiting } from './opening-line.ts';
import { insertOutbox } from './outbox.ts';
import type { Campaign, Database, NewCampaign, NewRecipient, Recipient, RecipientList } from './schema.ts';
import { insertListedRecipients } from './uploaded-lists.ts';

/** Postgres takes 65,535 parameters in a statement; a recipient has 17. */
const ROWS_AT_ONCE = 1000;

/**
 * Stores a campaign with all its recipients and the message that starts it, in the caller's transaction. Without recipients nothing
 * is started. `recipients` come with their ids, in the order of the request; or they are the good ones of a list that is locked.
 */
export async function insertCampaign(
  trx: Transaction<Database>,
  campaign: NewCampaign,
  recipients: (AcceptedConsumer & { id: string })[] | ListToLaunch,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('campaign')
    .values({ ...campaign, created_at: now })
    .execute();
  if (!Array.isArray(recipients)) {
    const { list, inAppTimezone } = recipients;
    await insertListedRecipients(trx, list, { campaign, inAppTimezone, now });
  } else if (recipients.length > 0) {
    const others = await listOthersWaiting(trx, campaign, now);
    await insertRecipients(trx, recipientRows(campaign, recipients, others, now));
  } else return;
  await insertOutbox(trx, { kind: 'start-campaign', accountId: campaign.account_id, campaignId: campaign.id });
}

/** `inAppTimezone` as in `readConsumers`: what the list's users without a zone get. */
export type ListToLaunch = { list: RecipientList; inAppTimezone: string | null };

async function insertRecipients(trx: Transaction<Database>, rows: NewRecipient[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await trx
      .insertInto('recipient')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
}

function recipientRows(
  campaign: NewCampaign,
  recipients: (AcceptedConsumer & { id: string })[],
  others: ReadonlyMap<string, OthersWaiting>,
  now: Date,
): NewRecipient[] {
  const inZones = new Map<string, number>();
  return recipients.map((recipient, seq) => {
    const { zones, source } = recipient.zones;
    const together = zones.join();
    const ordinal = inZones.get(together) ?? 0;
    inZones.set(together, ordinal + 1);
    return {
      id: recipient.id,
      account_id: campaign.account_id,
      campaign_id: campaign.id,
      seq,
      consumer_content: recipient.consumerContent && JSON.stringify(recipient.consumerContent),
      wa: recipient.addresses.wa ?? null,
      sms: recipient.addresses.sms ?? null,
      inapp: recipient.addresses.inapp ?? null,
      zones,
      zone_source: source,
      zone_version: TIMEZONE_DATA_VERSION,
      zone_ordinal: placeInOpening(ordinal, others.get(together) ?? NOBODY_ELSE),
      variables: JSON.stringify(recipient.variables),
      header_variables: JSON.stringify(recipient.headerVariables),
      button_variables: JSON.stringify(recipient.buttonVariables),
      context: recipient.context && JSON.stringify(recipient.context),
      accepted_at: now,
    };
  });
}

/**
 * Takes recipients out of today's allowance of a channel, the day being that of the account's timezone: contract.md section 3. Of two at
 * once the second waits for the first one's end, so together they never pass the limit. Past it, returns what remains and takes nothing.
 */
export async function takeDailyAllowance(
  trx: Transaction<Database>,
  account: { id: string; timezone: string },
  channel: Channel,
  want: { count: number; limit: number },
  now: Date,
): Promise<{ ok: true } | { ok: false; remaining: number }> {
  const today = sql<string>`(${now}::timestamptz AT TIME ZONE ${account.timezone})::date`;
  const taken =
    want.count <= want.limit &&
    (
      await sql`
        INSERT INTO daily_usage (account_id, channel, day, accepted)
        VALUES (${account.id}, ${channel}, ${today}, ${want.count})
        ON CONFLICT (account_id, channel, day) DO UPDATE SET accepted = daily_usage.accepted + excluded.accepted
        WHERE daily_usage.accepted + excluded.accepted <= ${want.limit}
        RETURNING accepted`.execute(trx)
    ).rows.length > 0;
  if (taken) return { ok: true };
  const usage = await trx
    .selectFrom('daily_usage')
    .select('accepted')
    .where('account_id', '=', account.id)
    .where('channel', '=', channel)
    .where('day', '=', today)
    .executeTakeFirst();
  return { ok: false, remaining: Math.max(0, want.limit - (usage?.accepted ?? 0)) };
}

export function findCampaign(db: Db, accountId: string, id: string): Promise<Campaign | undefined> {
  return db
    .selectFrom('campaign')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type Outcome = Pick<
  Recipient,
  | 'id'
  | 'state'
  | 'conversation_id'
  | 'error_source'
  | 'error_code'
  | 'error_message'
  | 'reason'
  | 'waits_for'
  | 'wake_at'
>;

/** A campaign and where each of its recipients is, in the order of the request, all of one moment; undefined where there is no such campaign. */
export function findOutcomes(
  db: Db,
  accountId: string,
  id: string,
): Promise<{ campaign: Campaign; outcomes: Outcome[] } | undefined> {
  const oneMoment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return oneMoment.execute(async (trx) => {
    const campaign = await findCampaign(trx, accountId, id);
    return campaign && { campaign, outcomes: await listOutcomes(trx, id) };
  });
}

function listOutcomes(db: Db, campaignId: string): Promise<Outcome[]> {
  return db
    .selectFrom('recipient')
    .select([
      'id',
      'state',
      'conversation_id',
      'error_source',
      'error_code',
      'error_message',
      'reason',
      'waits_for',
      'wake_at',
    ])
    .where('campaign_id', '=', campaignId)
    .orderBy('seq')
    .execute();
}
