import { sql } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { CountRow } from '../domain/campaign-counts.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { Db } from './connect.ts';

/** Sums over rows of `recipient_count` that are alike in their state. */
export const COUNT_SUMS = sql`sum(n) AS n, coalesce(sum(n) FILTER (WHERE eligible), 0) AS eligible,
  coalesce(sum(n) FILTER (WHERE delivered), 0) AS delivered, coalesce(sum(n) FILTER (WHERE read), 0) AS read,
  coalesce(sum(n) FILTER (WHERE responded), 0) AS responded`;

/** A campaign's recipients, counted by state. */
export async function listCounts(db: Db, campaignId: string): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`SELECT state, ${COUNT_SUMS} FROM recipient_count
    WHERE campaign_id = ${campaignId} GROUP BY state HAVING sum(n) <> 0`.execute(db);
  return rows;
}

export type DetailedCountRow = CountRow & {
  channel: Channel;
  error_source: ErrorSource | null;
  error_code: string | null;
};

/** A campaign's recipients, counted by state, channel and error. */
export async function listDetailedCounts(db: Db, campaignId: string): Promise<DetailedCountRow[]> {
  const { rows } = await sql<DetailedCountRow>`
    SELECT state, channel, error_source, error_code, ${COUNT_SUMS} FROM recipient_count
    WHERE campaign_id = ${campaignId} GROUP BY state, channel, error_source, error_code HAVING sum(n) <> 0`.execute(db);
  return rows;
}
