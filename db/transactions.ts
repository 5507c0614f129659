import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { MessageStatus } from '../domain/funnel.ts';
import type { CampaignStatus, RecipientState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { STATUS_OF_COUNTED, STATUS_OF_RECIPIENT } from './message-status.ts';
import { inScope, isOneOf, type ReportScope } from './reports.ts';

export type TransactionFilters = {
  channels?: Channel[] | undefined;
  skills?: string[] | undefined;
  statuses?: MessageStatus[] | undefined;
  /** Recipients' ids, all of them uuids. */
  ids?: string[] | undefined;
};

/** A recipient as reports tell of it. Instants are epoch milliseconds. */
export type Transaction = {
  id: string;
  campaign_id: string;
  channel: Channel;
  initial_channel: Channel;
  skill: string;
  handoff_id: string | null;
  state: RecipientState;
  message_status: MessageStatus;
  campaign_status: CampaignStatus;
  campaign_status_reason: string | null;
  /** The number (E.164) or user id that it was, or is to be, addressed by. */
  consumer: string;
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
  /** The consumer's first opt-out since the campaign, and the first time since then that an opt-out was taken back. */
  opted_out_ms: number | null;
  opted_in_ms: number | null;
  responded_ms: number | null;
  closed_ms: number | null;
};

/**
 * A page of transactions in the order of their campaigns and requests, and how many there are in all. The counts say which campaigns hold the
 * page, so that those before it are never read; one statement, so that the two fit together.
 */
export async function listTransactions(
  db: Db,
  accountId: string,
  scope: ReportScope,
  filters: TransactionFilters,
  page: { offset: number; limit: number },
): Promise<{ count: number; transactions: Transaction[] }> {
  const { rows } = await sql<{ count: number } & (Transaction | { id: null })>`
    WITH ${filters.ids ? pageOfIds(accountId, scope, filters, page) : pageOfCampaigns(accountId, scope, filters, page)},
    call AS (
      SELECT a.recipient_id,
        coalesce(max(a.called_at) FILTER (WHERE a.state IN ('ACCEPTED', 'DELIVERED', 'READ')), max(a.called_at)) AS called_at
      FROM attempt a WHERE a.recipient_id = ANY(ARRAY(SELECT id FROM page)) GROUP BY a.recipient_id
    ), address AS (
      SELECT id, accepted_at, wa AS consumer FROM page WHERE wa IS NOT NULL
      UNION ALL SELECT id, accepted_at, sms FROM page WHERE sms IS DISTINCT FROM wa AND sms IS NOT NULL
      UNION ALL SELECT id, accepted_at, inapp FROM page WHERE inapp IS NOT NULL
    ), stop AS (
      SELECT p.id, min(o.created_at) FILTER (WHERE o.created_at >= p.accepted_at) AS opted_out_at,
        min(o.revoked_at) FILTER (WHERE o.revoked_at >= p.accepted_at) AS opted_in_at
      FROM opt_out o JOIN address p USING (consumer)
      WHERE o.account_id = ${accountId} AND o.consumer = ANY(ARRAY(SELECT consumer FROM address)) GROUP BY p.id
    )
    SELECT total.count, t.*
    FROM total LEFT JOIN (
      SELECT p.id, p.campaign_id, p.channel, p.initial_channel, p.skill, p.handoff_id, p.state, p.message_status,
        p.campaign_status, p.campaign_status_reason, p.conversation_id, p.error_source, p.error_code, p.error_message,
        coalesce(CASE p.channel WHEN 'wa' THEN p.wa WHEN 'sms' THEN p.sms ELSE p.inapp END, p.wa, p.sms, p.inapp) AS consumer,
        ${ms('p.accepted_at', 'accepted_ms')}, ${ms('p.eligible_at', 'eligible_ms')}, ${ms('call.called_at', 'called_ms')},
        ${ms('p.sent_at', 'sent_ms')}, ${ms('coalesce(p.delivered_at, p.read_at)', 'delivered_ms')}, ${ms('p.read_at', 'read_ms')},
        ${ms('p.failed_at', 'failed_ms')}, ${ms('p.skipped_at', 'skipped_ms')}, ${ms('p.cancelled_at', 'cancelled_ms')},
        ${ms('p.responded_at', 'responded_ms')}, ${ms('p.conversation_closed_at', 'closed_ms')},
        ${ms('stop.opted_out_at', 'opted_out_ms')}, ${ms('stop.opted_in_at', 'opted_in_ms')}, p.created_at, p.seq
      FROM page p LEFT JOIN call ON call.recipient_id = p.id LEFT JOIN stop ON stop.id = p.id
    ) t ON true
    ORDER BY t.created_at, t.campaign_id, t.seq`.execute(db);
  const transactions = rows.filter((row): row is { count: number } & Transaction => row.id !== null);
  return { count: rows[0]?.count ?? 0, transactions };
}

/** A page may have 5,000 rows of 13 instants: as numbers they are read several times as fast. */
function ms(instant: string, as: string): RawBuilder<number | null> {
  return sql<number | null>`date_part('epoch', ${sql.raw(instant)}) * 1000 AS ${sql.ref(as)}`;
}

const COLUMNS = sql`r.id, r.campaign_id, r.seq, coalesce(r.channel, c.initial_channel) AS channel, r.wa, r.sms, r.inapp, r.state,
  r.error_source, r.error_code, r.error_message, r.accepted_at, r.eligible_at, r.sent_at, r.delivered_at, r.read_at, r.responded_at,
  r.failed_at, r.skipped_at, r.cancelled_at, r.conversation_id, r.conversation_closed_at, ${STATUS_OF_RECIPIENT} AS message_status`;
const OF_CAMPAIGN = sql`c.created_at, c.skill, c.handoff_id, c.initial_channel, c.status AS campaign_status,
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
        AND ${hasStatus(STATUS_OF_COUNTED, statuses)}
      GROUP BY c.id HAVING sum(n.n) > 0
    ), total AS (
      SELECT coalesce(sum(n), 0)::int AS count FROM counted
    ), placed AS (
      SELECT id, n, sum(n) OVER (ORDER BY created_at, id) - n AS before FROM counted
    ), here AS MATERIALIZED (
      SELECT id, greatest(${offset}::bigint - before, 0)::bigint AS skip,
        (least(n, ${offset}::bigint + ${limit}::bigint - before) - greatest(${offset}::bigint - before, 0))::bigint AS take
      FROM placed WHERE before < ${offset}::bigint + ${limit}::bigint AND before + n > ${offset}::bigint
    ), page AS MATERIALIZED (
      SELECT r.*, ${OF_CAMPAIGN} FROM here JOIN campaign c USING (id)
      CROSS JOIN LATERAL (
        SELECT ${COLUMNS} FROM recipient r
        WHERE r.campaign_id = c.id AND ${hasChannel(channels)} AND ${hasStatus(STATUS_OF_RECIPIENT, statuses)}
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
      SELECT ${COLUMNS}, ${OF_CAMPAIGN}
      FROM recipient r JOIN campaign c ON c.id = r.campaign_id
      WHERE r.id = ANY(${ids}::uuid[]) AND ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)}
        AND ${hasChannel(channels)} AND ${hasStatus(STATUS_OF_RECIPIENT, statuses)}
    ), total AS (
      SELECT count(*)::int AS count FROM matched
    ), page AS MATERIALIZED (
      SELECT * FROM matched ORDER BY created_at, campaign_id, seq OFFSET ${offset}::bigint LIMIT ${limit}::bigint
    )`;
}

function hasChannel(channels: Channel[] | undefined): RawBuilder<boolean> {
  return channels
    ? sql<boolean>`coalesce(r.channel, c.initial_channel) = ANY(${channels}::text[])`
    : sql<boolean>`true`;
}

function hasStatus(status: RawBuilder<MessageStatus>, statuses: MessageStatus[] | undefined): RawBuilder<boolean> {
  return statuses ? sql<boolean>`${status} = ANY(${statuses}::text[])` : sql<boolean>`true`;
}
