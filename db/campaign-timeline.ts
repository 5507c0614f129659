import { sql } from 'kysely';
import type { Db } from './connect.ts';

export const TIMELINE_STEPS = ['minute', '5 minutes', 'hour', 'day'] as const;
export type TimelineStep = (typeof TIMELINE_STEPS)[number];

/** What happened in the stretch that begins at `at`. */
export type TimelineBucket = {
  at: Date;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  responded: number;
};

const HOUR_MS = 3_600_000;
/** A picture has room for some two hundred stretches. */
const LONGEST_MS: [TimelineStep, number][] = [
  ['minute', 3 * HOUR_MS],
  ['5 minutes', 15 * HOUR_MS],
  ['hour', 8 * 24 * HOUR_MS],
];

/** What happened in a campaign over time, in stretches that go by how long it took; those in which nothing did are left out. */
export async function listTimeline(
  db: Db,
  campaignId: string,
  timezone: string,
): Promise<{ step: TimelineStep; buckets: TimelineBucket[] }> {
  const step = stepOf(await findLengthMs(db, campaignId));
  // Hours and days are those of the account's wall: a zone may be half an hour off.
  const at =
    step === 'hour' || step === 'day'
      ? sql`date_trunc(${step}, minute, ${timezone})`
      : sql`date_bin(${step === 'minute' ? '1 minute' : '5 minutes'}::interval, minute, 'epoch')`;
  const { rows } = await sql<TimelineBucket>`
    SELECT ${at} AS at, sum(sent) AS sent, sum(delivered) AS delivered, sum(read) AS read, sum(failed) AS failed,
      sum(responded) AS responded
    FROM minute_count WHERE campaign_id = ${campaignId}
    GROUP BY 1 HAVING sum(sent) <> 0 OR sum(delivered) <> 0 OR sum(read) <> 0 OR sum(failed) <> 0 OR sum(responded) <> 0
    ORDER BY 1`.execute(db);
  return { step, buckets: rows };
}

async function findLengthMs(db: Db, campaignId: string): Promise<number> {
  const { rows } = await sql<{ first: Date | null; last: Date | null }>`
    SELECT min(minute) AS first, max(minute) AS last FROM minute_count WHERE campaign_id = ${campaignId}`.execute(db);
  const { first = null, last = null } = rows[0] ?? {};
  return first && last ? last.getTime() - first.getTime() : 0;
}

function stepOf(lengthMs: number): TimelineStep {
  return LONGEST_MS.find(([, longestMs]) => lengthMs < longestMs)?.[0] ?? 'day';
}
