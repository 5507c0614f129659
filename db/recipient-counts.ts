import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** A campaign with fewer rows than this is summed about as fast as one with a single row. */
const COMPACT_FROM_ROWS = 50;
const CAMPAIGNS_AT_ONCE = 200;

const KEY = sql.raw(
  'account_id, campaign_id, channel, state, eligible, sent, delivered, read, responded, closed, csat, error_source, error_code',
);

/**
 * Puts the counts of recipients together where at least half of them can be, and returns how many campaigns that was. One statement takes rows
 * away and writes their sum: a reader sees the one or the other, and two at once take different rows.
 */
export async function compactRecipientCounts(db: Db): Promise<number> {
  let compacted = 0;
  for (;;) {
    const { rows } = await sql<{ campaigns: number }>`
      WITH piled AS (
        SELECT campaign_id FROM recipient_count GROUP BY campaign_id
        HAVING count(*) >= ${COMPACT_FROM_ROWS} AND count(*) >= 2 * count(DISTINCT (${KEY}))
        LIMIT ${CAMPAIGNS_AT_ONCE}
      ), taken AS (
        DELETE FROM recipient_count WHERE campaign_id IN (SELECT campaign_id FROM piled) RETURNING *
      ), summed AS (
        INSERT INTO recipient_count SELECT ${KEY}, sum(n) FROM taken GROUP BY ${KEY} HAVING sum(n) <> 0
      )
      SELECT count(DISTINCT campaign_id) AS campaigns FROM taken`.execute(db);
    const campaigns = rows[0]?.campaigns ?? 0;
    compacted += campaigns;
    if (campaigns === 0) return compacted;
  }
}
