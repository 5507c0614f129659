import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { MessageStatus } from '../domain/funnel.ts';
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

/** A recipient as reports tell of it. */
export type Transaction = {
  id: string;
  campaign_id: string;
  channel: Channel;
  initial_channel: Channel;
  skill: string;
  handoff_id: string | null;
  message_status: MessageStatus;
  /** The number (E.164) or user id that it was, or is to be, addressed by. */
  consumer: string;
  conversation_id: string | null;
  error_source: ErrorSource | null;
  error_code: string | null;
  error_message: string | null;
  accepted_at: Date;
  eligible_at: Date | null;
  /** The call to the provider: that of the message which was taken, else the last one. */
  called_at: Date | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  failed_at: Date | null;
  skipped_at: Date | null;
  cancelled_at: Date | null;
  responded_at: Date | null;
  conversation_closed_at: Date | null;
  /** The consumer's first opt-out since the campaign, and the first time since that one was taken back. */
  opted_out_at: Date | null;
  opted_in_at: Date | null;
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
    WITH ${filters.ids ? pageOfIds(accountId, scope, filters, page) : pageOfCampaigns(accountId, scope, filters, page)}
    SELECT total.count, t.*
    FROM total LEFT JOIN (
      SELECT r.id, r.campaign_id, coalesce(r.channel, r.initial_channel) AS channel, r.initial_channel, r.skill, r.handoff_id,
        r.message_status,
        coalesce(CASE coalesce(r.channel, r.initial_channel) WHEN 'wa' THEN r.wa WHEN 'sms' THEN r.sms ELSE r.inapp END,
          r.wa, r.sms, r.inapp) AS consumer,
        r.conversation_id, r.error_source, r.error_code, r.error_message, r.accepted_at, r.eligible_at, a.called_at,
        r.sent_at, coalesce(r.delivered_at, r.read_at) AS delivered_at, r.read_at, r.failed_at, r.skipped_at,
        r.cancelled_at, r.responded_at, r.conversation_closed_at, o.opted_out_at, o.opted_in_at, r.created_at, r.seq
      FROM page r
      LEFT JOIN LATERAL (
        SELECT a.called_at FROM attempt a WHERE a.recipient_id = r.id
        ORDER BY a.state IN ('ACCEPTED', 'DELIVERED', 'READ') DESC, a.number DESC LIMIT 1
      ) a ON true
      LEFT JOIN LATERAL (
        SELECT min(o.created_at) FILTER (WHERE o.created_at >= r.accepted_at) AS opted_out_at, min(o.revoked_at) AS opted_in_at
        FROM opt_out o
        WHERE o.account_id = r.account_id AND o.consumer IN (r.wa, r.sms, r.inapp)
          AND (o.created_at >= r.accepted_at OR o.revoked_at >= r.accepted_at)
      ) o ON true
    ) t ON true
    ORDER BY t.created_at, t.campaign_id, t.seq`.execute(db);
  const transactions = rows.filter((row): row is { count: number } & Transaction => row.id !== null);
  return { count: rows[0]?.count ?? 0, transactions };
}

const OF_CAMPAIGN = sql`c.created_at, c.skill, c.handoff_id, c.initial_channel`;

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
    ), page AS (
      SELECT r.*, ${OF_CAMPAIGN} FROM here JOIN campaign c USING (id)
      CROSS JOIN LATERAL (
        SELECT r.*, ${STATUS_OF_RECIPIENT} AS message_status FROM recipient r
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
      SELECT r.*, ${OF_CAMPAIGN}, ${STATUS_OF_RECIPIENT} AS message_status
      FROM recipient r JOIN campaign c ON c.id = r.campaign_id
      WHERE r.id = ANY(${ids}::uuid[]) AND ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)}
        AND ${hasChannel(channels)} AND ${hasStatus(STATUS_OF_RECIPIENT, statuses)}
    ), total AS (
      SELECT count(*)::int AS count FROM matched
    ), page AS (
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
