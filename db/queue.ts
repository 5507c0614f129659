import { sql } from 'kysely';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import type { Line } from '../domain/forecast.ts';
import type { Db } from './connect.ts';
import type { Campaign, Recipient } from './schema.ts';

/**
 * Where unsent recipients of one campaign stand, by their ids: their place in the account's queue of a channel, or what is before them on
 * the way there. The engine takes first who came first.
 */
export async function listLines(db: Db, campaign: Campaign, recipients: Recipient[]): Promise<Map<string, Line>> {
  const queuing = recipients.filter((recipient) => recipient.turn_at !== null);
  const others = recipients.filter((recipient) => recipient.turn_at === null);
  const turns = queuing.length === 0 ? new Map<string, Line['turn']>() : await listTurns(db, campaign, queuing);
  const queued = others.length === 0 ? {} : await countQueued(db, campaign.account_id);
  const ahead = others.some(({ state }) => state === 'NOT_SENT')
    ? await listUnlooked(db, campaign.id, others)
    : undefined;
  return new Map(
    recipients.map(({ id }) => [id, { turn: turns.get(id) ?? null, queued, unlooked: ahead?.get(id) ?? 0 }]),
  );
}

async function listTurns(db: Db, campaign: Campaign, queuing: Recipient[]): Promise<Map<string, Line['turn']>> {
  const turns = new Map<string, Line['turn']>();
  for (const channel of new Set(queuing.flatMap((recipient) => recipient.turn_channel ?? []))) {
    const own = queuing.filter((recipient) => recipient.turn_channel === channel);
    for (const { id, place } of await listPlaces(db, campaign.account_id, channel, own)) {
      turns.set(id, { channel, place });
    }
  }
  return turns;
}

/** Counts who came before all of these, which an index alone can do, and puts in order only those from the first of these to the last. */
async function listPlaces(db: Db, accountId: string, channel: Channel, queuing: Recipient[]) {
  const ids = queuing.map(({ id }) => id);
  const turnsMs = queuing.map((recipient) => recipient.turn_at?.getTime() ?? 0);
  const first = new Date(Math.min(...turnsMs));
  const afterLast = new Date(Math.max(...turnsMs) + 1);
  const { rows } = await sql<{ id: string; place: number }>`
    SELECT q.id, q.place + (SELECT count(*) FROM recipient
      WHERE account_id = ${accountId} AND turn_channel = ${channel} AND turn_at < ${first}::timestamptz) AS place
    FROM (SELECT id, row_number() OVER (ORDER BY turn_at, seq, id) AS place FROM recipient
      WHERE account_id = ${accountId} AND turn_channel = ${channel}
        AND turn_at >= ${first}::timestamptz AND turn_at < ${afterLast}::timestamptz) q
    WHERE q.id = ANY(${ids}::uuid[])`.execute(db);
  return rows;
}

/** How many are in the account's queue of each channel. */
export async function countQueued(db: Db, accountId: string): Promise<Line['queued']> {
  const { rows } = await sql<{ channel: Channel; count: number }>`
    SELECT c.channel, q.count FROM unnest(${[...CHANNELS]}::text[]) AS c (channel)
    CROSS JOIN LATERAL (SELECT count(*) AS count FROM recipient
      WHERE account_id = ${accountId} AND turn_channel = c.channel AND turn_at IS NOT NULL) q`.execute(db);
  return Object.fromEntries(rows.map(({ channel, count }) => [channel, count]));
}

/** How many of the campaign no workflow has looked at that come before each of these. */
async function listUnlooked(db: Db, campaignId: string, recipients: Recipient[]): Promise<Map<string, number>> {
  const ids = recipients.map(({ id }) => id);
  const { rows } = await sql<{ id: string; ahead: number }>`
    SELECT q.id, q.ahead
    FROM (SELECT id, row_number() OVER (ORDER BY seq) - 1 AS ahead
      FROM recipient WHERE campaign_id = ${campaignId} AND state = 'NOT_SENT') q
    WHERE q.id = ANY(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ahead }) => [id, ahead]));
}
