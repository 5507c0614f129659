import { sql } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import { UNSENT_STATES } from '../domain/status.ts';
import type { Db } from './connect.ts';

/** Who is about to call a provider: for a recipient of a campaign, or with an answer. */
export type Caller = { recipientId: string } | { messageId: string };

/** How long until the turn comes; `given`: whether it is the caller's, or the line is too long to stand in. */
export type Turn = { given: boolean; waitMs: number };

/**
 * Gives a call its turn in its account's pace on the channel: turns are 1/rate seconds apart, whoever asks and in whichever process, and one that
 * nobody asks for in time is gone. By the database's clock alone, in one statement that holds the row for as long as it runs. A turn that would
 * come later than in `longestMs` is not given. Undefined where nothing is left to call for.
 */
export async function takeTurn(db: Db, channel: Channel, caller: Caller, longestMs: number): Promise<Turn | undefined> {
  const { rows } = await sql<{ given_in_ms: number | null; last_in_ms: number | null }>`
    WITH own AS (
      SELECT account_id, channel, make_interval(secs => 1.0 / rate_per_second) AS gap
      FROM channel_setting WHERE account_id = (${accountOf(caller)}) AND channel = ${channel}),
    given AS (
      INSERT INTO pace AS p (account_id, channel, turn_at) SELECT account_id, channel, clock_timestamp() FROM own
      ON CONFLICT (account_id, channel) DO UPDATE
        SET turn_at = greatest(p.turn_at + (SELECT gap FROM own), clock_timestamp())
        WHERE p.turn_at + (SELECT gap FROM own) <= clock_timestamp() + make_interval(secs => ${longestMs / 1000})
      RETURNING turn_at)
    SELECT ${inMs(sql`(SELECT turn_at FROM given)`)} AS given_in_ms, ${inMs(sql`p.turn_at`)} AS last_in_ms
    FROM own LEFT JOIN pace p ON p.account_id = own.account_id AND p.channel = own.channel`.execute(db);
  const [turn] = rows;
  if (!turn) return undefined;
  const { given_in_ms: ms, last_in_ms: lastMs } = turn;
  return { given: ms !== null, waitMs: Math.max(0, Math.ceil(ms ?? lastMs ?? 0)) };
}

function inMs(at: ReturnType<typeof sql>) {
  return sql`(extract(epoch FROM ${at} - clock_timestamp()) * 1000)::float8`;
}

function accountOf(caller: Caller) {
  return 'recipientId' in caller
    ? sql`SELECT account_id FROM recipient WHERE id = ${caller.recipientId} AND state IN (${sql.join([...UNSENT_STATES])})`
    : sql`SELECT account_id FROM agent_message WHERE id = ${caller.messageId} AND state IN ('QUEUED', 'CALLING')`;
}
