import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { CountRow } from '../domain/campaign-counts.ts';
import type { Channel } from '../domain/channel.ts';
import type { WireCampaignStatus } from '../domain/status.ts';
import { COUNT_SUMS } from './campaign-counts.ts';
import type { Db } from './connect.ts';
import { wireCampaignStatus } from './effective-state.ts';
import type { CampaignTable } from './schema.ts';

export type CampaignFilter = {
  /** None of a list: all. */
  statuses: WireCampaignStatus[];
  /** Any of the plan's channels. */
  channels: Channel[];
  /** The name contains it, in any case. */
  name?: string | undefined;
  source?: 'API' | 'UI' | undefined;
  skill?: string | undefined;
  /** Launched in [from, to). */
  createdFrom?: Date | undefined;
  createdTo?: Date | undefined;
};

export type CampaignSort = 'createdAt' | 'name' | 'startAt' | 'recipients';

export type CampaignPage = { sort: CampaignSort; descending: boolean; limit: number; offset: number };

type Columns =
  | 'id'
  | 'name'
  | 'skill'
  | 'template_id'
  | 'handoff_id'
  | 'source'
  | 'status'
  | 'status_reason'
  | 'created_at'
  | 'start_at'
  | 'expires_at'
  | 'send_rate';

export type CampaignRow = Pick<Selectable<CampaignTable>, Columns> & {
  /** In the order in which they are tried. */
  channels: Channel[];
  /** Counted by state. */
  counts: CountRow[];
};

/** One without a start of its own starts when it is launched. */
const SORT_KEYS: Record<CampaignSort, RawBuilder<unknown>> = {
  createdAt: sql`c.created_at`,
  name: sql`lower(c.name)`,
  startAt: sql`coalesce(c.start_at, c.created_at)`,
  recipients: sql`(SELECT coalesce(sum(k.n), 0) FROM recipient_count k WHERE k.campaign_id = c.id)`,
};

/** The columns of a row, of the campaign `p`. */
const SUMMED = sql`p.id, p.name, p.skill, p.template_id, p.handoff_id, p.source, p.status, p.status_reason, p.created_at, p.start_at,
  p.expires_at, p.send_rate, jsonb_path_query_array(p.plan, '$[*].channel') AS channels,
  coalesce((SELECT json_agg(s) FROM (SELECT state, ${COUNT_SUMS} FROM recipient_count k
    WHERE k.campaign_id = p.id GROUP BY state HAVING sum(n) <> 0) s), '[]') AS counts`;

/**
 * A page of an account's campaigns as they are at `now`, and how many there are in all that fit. One statement, so that status and counts are of
 * one moment; what is counted are the page's campaigns alone. Ties go by id.
 */
export async function listCampaigns(
  db: Db,
  accountId: string,
  filter: CampaignFilter,
  page: CampaignPage,
  now: Date,
): Promise<{ campaigns: CampaignRow[]; count: number }> {
  const fits = sql.join(conditions(accountId, filter, now), sql` AND `);
  const direction = sql.raw(page.descending ? 'DESC' : 'ASC');
  const { rows } = await sql<CampaignRow & { total: number }>`
    WITH page AS (
      SELECT c.*, count(*) OVER () AS total,
        row_number() OVER (ORDER BY ${SORT_KEYS[page.sort]} ${direction}, c.id ${direction}) AS place
      FROM campaign c WHERE ${fits} ORDER BY place LIMIT ${page.limit} OFFSET ${page.offset}
    )
    SELECT p.total, ${SUMMED} FROM page p ORDER BY p.place`.execute(db);
  // Past the end there is no row to say how many there are.
  return { campaigns: rows, count: rows[0]?.total ?? (page.offset === 0 ? 0 : await countCampaigns(db, fits)) };
}

/** Campaigns with their counts, whoever's they are, in no order; without those that there are not. */
export async function listCampaignsById(
  db: Db,
  ids: readonly string[],
): Promise<(CampaignRow & { account_id: string })[]> {
  const { rows } = await sql<CampaignRow & { account_id: string }>`
    SELECT p.account_id, ${SUMMED} FROM campaign p WHERE p.id = ANY(${[...ids]}::text[])`.execute(db);
  return rows;
}

async function countCampaigns(db: Db, fits: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM campaign c WHERE ${fits}`.execute(db);
  return rows[0]?.count ?? 0;
}

function conditions(accountId: string, filter: CampaignFilter, now: Date): RawBuilder<unknown>[] {
  const { statuses, channels, name, source, skill, createdFrom, createdTo } = filter;
  const all = [sql`c.account_id = ${accountId}`];
  if (source !== undefined) all.push(sql`c.source = ${source}`);
  if (skill !== undefined) all.push(sql`c.skill = ${skill}`);
  if (createdFrom) all.push(sql`c.created_at >= ${createdFrom}`);
  if (createdTo) all.push(sql`c.created_at < ${createdTo}`);
  if (name !== undefined) all.push(sql`strpos(lower(c.name), lower(${name})) > 0`);
  if (channels.length > 0) {
    const any = channels.map((channel) => sql`c.plan @> ${JSON.stringify([{ channel }])}::jsonb`);
    all.push(sql`(${sql.join(any, sql` OR `)})`);
  }
  if (statuses.length > 0) all.push(sql`${wireCampaignStatus('c', now)} IN (${sql.join(statuses)})`);
  return all;
}
