import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** A campaign with fewer rows than this is summed about as fast as one with a single row. */
const COMPACT_FROM_ROWS = 50;
const CAMPAIGNS_AT_ONCE = 200;

const KEY =
  'account_id, campaign_id, channel, state, eligible, sent, delivered, read, responded, closed, csat, error_source, error_code';

/** Puts all that is counted of recipients together, and returns of how many campaigns `recipient_count` was. */
export async function compactCounts(db: Db): Promise<number> {
  await compactTable(db, 'zone_count', 'campaign_id, zones', 'n');
  await compactTable(db, 'minute_count', 'campaign_id, minute', 'sent, delivered, read, failed, responded');
  return compactRecipientCounts(db);
}

/**
 * Puts the counts of recipients together where at least half of them can be, and returns how many campaigns that was. One statement takes rows
 * away and writes their sum: a reader sees the one or the other, and two at once take different rows.
 */
export function compactRecipientCounts(db: Db): Promise<number> {
  return compactTable(db, 'recipient_count', KEY, 'n');
}

async function compactTable(db: Db, name: string, columns: string, counts: string): Promise<number> {
  const [table, key] = [sql.raw(name), sql.raw(columns)];
  const sums = sql.raw(
    counts
      .split(', ')
      .map((count) => `sum(${count})`)
      .join(', '),
  );
  const isAnything = sql.raw(
    counts
      .split(', ')
      .map((count) => `sum(${count}) <> 0`)
      .join(' OR '),
  );
  let compacted = 0;
  for (;;) {
    const { rows } = await sql<{ campaigns: number }>`
      WITH piled AS (
        SELECT campaign_id FROM ${table} GROUP BY campaign_id
        HAVING count(*) >= ${COMPACT_FROM_ROWS} AND count(*) >= 2 * count(DISTINCT (${key}))
        LIMIT ${CAMPAIGNS_AT_ONCE}
      ), taken AS (
        DELETE FROM ${table} WHERE campaign_id IN (SELECT campaign_id FROM piled) RETURNING *
      ), summed AS (
        INSERT INTO ${table} SELECT ${key}, ${sums} FROM taken GROUP BY ${key} HAVING ${isAnything}
      )
      SELECT count(DISTINCT campaign_id) AS campaigns FROM taken`.execute(db);
    const campaigns = rows[0]?.campaigns ?? 0;
    compacted += campaigns;
    if (campaigns === 0) return compacted;
  }
}
