import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { Source } from '../domain/funnel.ts';
import type { Db } from './connect.ts';
import { statusOfCounted } from './message-status.ts';

/** What a report is about: one campaign, or the campaigns of a half-open interval. All recipients of a campaign are attempted with it. */
export type ReportScope = { campaignId: string } | { from: Date; to: Date };

export type AnalyticsFilters = {
  channels?: Channel[] | undefined;
  skills?: string[] | undefined;
  /** Asked for, it is a group of its own as well; so is `sources`. */
  handoffIds?: string[] | undefined;
  sources?: Source[] | undefined;
};

/** The funnel of the recipients of a day, a channel and a skill: contract.md section 5. */
export type AnalyticsRow = {
  /** MM-DD-YYYY in the account's timezone. */
  day: string;
  channel: Channel;
  skill: string;
  handoff_id?: string | null;
  source?: 'API' | 'UI';
  attempted: number;
  eligible: number;
  skipped: number;
  /** The gateway took it. */
  sent: number;
  /** Still to be sent to. */
  pending: number;
  delivered: number;
  read: number;
  responded: number;
  closed: number;
  /** The mean of 1 to 5, two decimals; null where nobody said. */
  csat: number | null;
  /** How many said. */
  rated: number;
  /** How many by `<source>_<code>`. */
  errors: Record<string, number>;
};

/**
 * Sums the funnel over counts, so that no recipient is read. In the order of days, then by name. Tens of thousands of counts are put together by their
 * status at `now` first, which then is found once for each: as a condition of each sum it would be found for each of them.
 */
export async function listAnalytics(
  db: Db,
  account: { id: string; timezone: string },
  scope: ReportScope,
  now: Date,
  filters: AnalyticsFilters = {},
): Promise<AnalyticsRow[]> {
  const names = sql.join([
    sql.ref('channel'),
    sql.ref('skill'),
    ...(filters.handoffIds ? [sql.ref('handoff_id')] : []),
    ...(filters.sources ? [sql.ref('source')] : []),
  ]);
  const groups = sql`date, ${names}`;
  const { rows } = await sql<AnalyticsRow>`
    WITH chosen AS MATERIALIZED (
      SELECT c.id, c.status, c.expires_at, c.skill, c.handoff_id, c.source, (c.created_at AT TIME ZONE ${account.timezone})::date AS date
      FROM campaign c
      WHERE ${inScope(account.id, scope)} AND ${isOneOf('c.skill', filters.skills)}
        AND ${isOneOf('c.handoff_id', filters.handoffIds)} AND ${isOneOf('c.source', filters.sources)}
    ), counted AS (
      SELECT c.*, n.*, ${statusOfCounted(now)} AS message_status
      FROM chosen c JOIN recipient_count n ON n.campaign_id = c.id
      WHERE ${isOneOf('n.channel', filters.channels)}
    ), by_status AS (
      SELECT ${groups}, message_status, error_source, error_code, sum(n) AS n,
        sum(n) FILTER (WHERE eligible) AS eligible,
        sum(n) FILTER (WHERE delivered OR read) AS delivered,
        sum(n) FILTER (WHERE read) AS read,
        sum(n) FILTER (WHERE responded) AS responded,
        sum(n) FILTER (WHERE closed) AS closed,
        sum(n * csat) AS csat, sum(n) FILTER (WHERE csat IS NOT NULL) AS rated
      FROM counted GROUP BY ${groups}, message_status, error_source, error_code
    ), by_error AS (
      SELECT ${groups}, error_source || '_' || error_code AS error, sum(n) AS attempted, sum(eligible) AS eligible,
        sum(n) FILTER (WHERE message_status = 'SKIPPED') AS skipped,
        sum(n) FILTER (WHERE message_status IN ('RESPONDED', 'READ', 'DELIVERED', 'SENT')) AS sent,
        sum(n) FILTER (WHERE message_status IN ('SCHEDULED', 'NOT_SENT')) AS pending,
        sum(delivered) AS delivered, sum(read) AS read, sum(responded) AS responded, sum(closed) AS closed,
        sum(csat) AS csat, sum(rated) AS rated
      FROM by_status GROUP BY ${groups}, error
    )
    SELECT to_char(date, 'MM-DD-YYYY') AS day, ${names}, sum(attempted)::int AS attempted, ${total('eligible')},
      ${total('skipped')}, ${total('sent')}, ${total('pending')}, ${total('delivered')}, ${total('read')},
      ${total('responded')}, ${total('closed')}, round(sum(csat) / nullif(sum(rated), 0), 2)::float8 AS csat, ${total('rated')},
      coalesce(json_object_agg(error, attempted) FILTER (WHERE error IS NOT NULL AND attempted > 0), '{}') AS errors
    FROM by_error GROUP BY ${groups} HAVING sum(attempted) > 0 ORDER BY ${groups}`.execute(db);
  return rows;
}

function total(column: string): RawBuilder<number> {
  return sql<number>`coalesce(sum(${sql.ref(column)}), 0)::int AS ${sql.ref(column)}`;
}

/** The campaigns `c` that a report is about. */
export function inScope(accountId: string, scope: ReportScope): RawBuilder<boolean> {
  if ('campaignId' in scope) return sql<boolean>`c.account_id = ${accountId} AND c.id = ${scope.campaignId}`;
  return sql<boolean>`c.account_id = ${accountId} AND c.created_at >= ${scope.from} AND c.created_at < ${scope.to}`;
}

/** Without a list everything is. */
export function isOneOf(column: string, values: readonly string[] | undefined): RawBuilder<boolean> {
  return values ? sql<boolean>`${sql.ref(column)} = ANY(${[...values]}::text[])` : sql<boolean>`true`;
}
