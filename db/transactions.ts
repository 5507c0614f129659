import { sql, type RawBuilder } from 'kysely';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import { consumerKindOf, type ConsumerKind } from '../domain/opt-out-consumer.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { MessageStatus } from '../domain/funnel.ts';
import type { CampaignStatus, RecipientState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { countedHaveStatus, recipientHasStatus, STATUS_OF_RECIPIENT } from './message-status.ts';
import { inScope, isOneOf, type ReportScope } from './reports.ts';

export type TransactionFilters = {
  channels?: Channel[] | undefined;
  skills?: string[] | undefined;
  statuses?: MessageStatus[] | undefined;
  /** Recipients' ids, all of them uuids. */
  ids?: string[] | undefined;
};

/** A recipient as reports tell of it. Instants are epoch milliseconds. */
export type ReportedRecipient = {
  id: string;
  campaign_id: string;
  /** Its place in the request. */
  seq: number;
  channel: Channel;
  initial_channel: Channel;
  skill: string;
  handoff_id: string | null;
  state: RecipientState;
  message_status: MessageStatus;
  campaign_status: CampaignStatus;
  campaign_status_reason: string | null;
  /** E.164. */
  wa: string | null;
  sms: string | null;
  inapp: string | null;
  conversation_id: string | null;
  error_source: ErrorSource | null;
  error_code: string | null;
  error_message: string | null;
  accepted_ms: number;
  eligible_ms: number | null;
  /** The call to the provider: that of the message which was taken, else the last one. */
  called_ms: number | null;
  sent_ms: number | null;
  delivered_ms: number | null;
  read_ms: number | null;
  failed_ms: number | null;
  skipped_ms: number | null;
  cancelled_ms: number | null;
  responded_ms: number | null;
  closed_ms: number | null;
};

/** The consumer's first opt-out since the campaign, and the first time since then that an opt-out was taken back. Epoch milliseconds. */
export type OptOutSince = { outMs: number | null; inMs: number | null };

export type Transaction = { recipient: ReportedRecipient; optOut: OptOutSince };

type Page = { offset: number; limit: number };

/** A page of transactions in the order of their campaigns and requests, and how many there are in all. */
export function listTransactions(
  db: Db,
  accountId: string,
  scope: ReportScope,
  filters: TransactionFilters,
  page: Page,
): Promise<{ count: number; transactions: Transaction[] }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const { count, recipients } = await listReportedRecipients(trx, accountId, scope, filters, page);
      const optOuts = await findOptOuts(trx, accountId, recipients);
      return { count, transactions: recipients.map((recipient) => ({ recipient, optOut: since(recipient, optOuts) })) };
    });
}

/**
 * A page of recipients in the order of their campaigns and requests, and how many there are in all. The counts say which campaigns hold the
 * page, so that those before it are never read; one statement, so that the two fit together.
 */
export async function listReportedRecipients(
  db: Db,
  accountId: string,
  scope: ReportScope,
  filters: TransactionFilters,
  page: Page,
): Promise<{ count: number; recipients: ReportedRecipient[] }> {
  const { rows } = await sql<{ count: number } & (ReportedRecipient | { id: null })>`
    WITH ${filters.ids ? pageOfIds(accountId, scope, filters, page) : pageOfCampaigns(accountId, scope, filters, page)}
    SELECT total.count, page.* FROM total LEFT JOIN page ON true`.execute(db);
  const recipients = rows.filter((row): row is { count: number } & ReportedRecipient => row.id !== null);
  // Sorted by the database a page would not begin to arrive before its last row is read. They come almost in order.
  recipients.sort(byRequest);
  return { count: rows[0]?.count ?? 0, recipients };
}

function byRequest(a: ReportedRecipient, b: ReportedRecipient): number {
  if (a.accepted_ms !== b.accepted_ms) return a.accepted_ms - b.accepted_ms;
  if (a.campaign_id !== b.campaign_id) return a.campaign_id < b.campaign_id ? -1 : 1;
  return a.seq - b.seq;
}

type OptOutTimes = { consumer: string; kind: ConsumerKind; created_ms: number; revoked_ms: number | null };

/** All times that the recipients' consumers opted out, by address. */
async function findOptOuts(
  db: Db,
  accountId: string,
  recipients: ReportedRecipient[],
): Promise<Map<string, OptOutTimes[]>> {
  const consumers = new Set<string>();
  for (const recipient of recipients) {
    for (const channel of CHANNELS) {
      const address = recipient[channel];
      if (address !== null) consumers.add(address);
    }
  }
  const { rows } = await sql<OptOutTimes>`
    SELECT o.consumer, o.kind, ${ms('o.created_at')} AS created_ms, ${ms('o.revoked_at')} AS revoked_ms
    FROM opt_out o WHERE o.account_id = ${accountId} AND o.consumer = ${anyOf([...consumers], 'text')}`.execute(db);
  return Map.groupBy(rows, (row) => `${row.kind} ${row.consumer}`);
}

const NEVER: OptOutSince = { outMs: null, inMs: null };

function since(recipient: ReportedRecipient, optOuts: Map<string, OptOutTimes[]>): OptOutSince {
  const keys = new Set(CHANNELS.map((channel) => `${consumerKindOf(channel)} ${recipient[channel] ?? ''}`));
  const times = [...keys].flatMap((key) => optOuts.get(key) ?? []);
  if (times.length === 0) return NEVER;
  const first = (all: (number | null)[]) => {
    const later = all.filter((time) => time !== null && time >= recipient.accepted_ms) as number[];
    return later.length === 0 ? null : Math.min(...later);
  };
  return { outMs: first(times.map((time) => time.created_ms)), inMs: first(times.map((time) => time.revoked_ms)) };
}

/** Thousands of values, each looked up in an index: told their number, Postgres would rather read the whole table. */
function anyOf(values: string[], type: 'uuid' | 'text'): RawBuilder<unknown> {
  return sql`ANY(ARRAY(SELECT unnest(${values}::${sql.raw(type)}[])))`;
}

/** A page may have 5,000 rows of ten instants: as numbers they are read several times as fast. */
function ms(instant: string): RawBuilder<number> {
  return sql<number>`date_part('epoch', ${sql.raw(instant)}) * 1000`;
}

const COLUMNS = sql`r.id, r.campaign_id, r.seq, coalesce(r.channel, c.initial_channel) AS channel, r.wa, r.sms, r.inapp, r.state,
  r.error_source, r.error_code, r.error_message, r.conversation_id, ${ms('r.accepted_at')} AS accepted_ms,
  ${ms('r.eligible_at')} AS eligible_ms, ${ms('r.called_at')} AS called_ms, ${ms('r.sent_at')} AS sent_ms, ${ms('coalesce(r.delivered_at, r.read_at)')} AS delivered_ms,
  ${ms('r.read_at')} AS read_ms, ${ms('r.failed_at')} AS failed_ms, ${ms('r.skipped_at')} AS skipped_ms,
  ${ms('r.cancelled_at')} AS cancelled_ms, ${ms('r.responded_at')} AS responded_ms, ${ms('r.conversation_closed_at')} AS closed_ms,
  ${STATUS_OF_RECIPIENT} AS message_status, c.skill, c.handoff_id, c.initial_channel, c.status AS campaign_status,
  c.status_reason AS campaign_status_reason`;

/** Two tables, `total` and `page`: the campaigns' counts say where the page begins. */
function pageOfCampaigns(
  accountId: string,
  scope: ReportScope,
  { channels, skills, statuses }: TransactionFilters,
  { offset, limit }: { offset: number; limit: number },
): RawBuilder<unknown> {
  return sql`counted AS MATERIALIZED (
      SELECT c.id, c.created_at, sum(n.n) AS n FROM campaign c JOIN recipient_count n ON n.campaign_id = c.id
      WHERE ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)} AND ${isOneOf('n.channel', channels)}
        AND ${countedHaveStatus(statuses)}
      GROUP BY c.id HAVING sum(n.n) > 0
    ), total AS (
      SELECT coalesce(sum(n), 0)::int AS count FROM counted
    ), placed AS (
      SELECT id, n, sum(n) OVER (ORDER BY created_at, id) - n AS before FROM counted
    ), here AS MATERIALIZED (
      SELECT id, greatest(${offset}::bigint - before, 0)::bigint AS skip,
        (least(n, ${offset}::bigint + ${limit}::bigint - before) - greatest(${offset}::bigint - before, 0))::bigint AS take
      FROM placed WHERE before < ${offset}::bigint + ${limit}::bigint AND before + n > ${offset}::bigint
    ), page AS (
      SELECT r.* FROM here JOIN campaign c USING (id)
      CROSS JOIN LATERAL (
        SELECT ${COLUMNS} FROM recipient r
        WHERE r.campaign_id = c.id AND ${hasChannel(channels)} AND ${recipientHasStatus(statuses)}
        ORDER BY r.seq OFFSET here.skip LIMIT here.take
      ) r
    )`;
}

/** The same where the recipients are named one by one. */
function pageOfIds(
  accountId: string,
  scope: ReportScope,
  { ids = [], channels, skills, statuses }: TransactionFilters,
  { offset, limit }: { offset: number; limit: number },
): RawBuilder<unknown> {
  return sql`matched AS (
      SELECT ${COLUMNS}
      FROM recipient r JOIN campaign c ON c.id = r.campaign_id
      WHERE r.id = ANY(${ids}::uuid[]) AND ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)}
        AND ${hasChannel(channels)} AND ${recipientHasStatus(statuses)}
    ), total AS (
      SELECT count(*)::int AS count FROM matched
    ), page AS (
      SELECT * FROM matched ORDER BY accepted_ms, campaign_id, seq OFFSET ${offset}::bigint LIMIT ${limit}::bigint
    )`;
}

function hasChannel(channels: Channel[] | undefined): RawBuilder<boolean> {
  return channels
    ? sql<boolean>`coalesce(r.channel, c.initial_channel) = ANY(${channels}::text[])`
    : sql<boolean>`true`;
}
