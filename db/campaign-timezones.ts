import { sql } from 'kysely';
import { decide, windowOf } from '../domain/decision.ts';
import { forecast, type Forecast } from '../domain/forecast.ts';
import { isUnsent, effectiveState } from '../domain/status.ts';
import type { WindowState } from '../domain/window.ts';
import type { Db } from './connect.ts';
import { listFacts, type RecipientFacts } from './facts.ts';
import { countQueued } from './queue.ts';
import type { Campaign } from './schema.ts';

/**
 * Who waits to be sent to in the same zones, with the window there at this moment, and the forecast of the last of those who wait for what
 * most of them wait for.
 */
export type WaitingZones = {
  zones: string[];
  waiting: number;
  last: RecipientFacts;
  window: WindowState;
  forecast: Forecast;
};

/** How many of a group, from its end, are looked at for what most of it waits for. */
const LOOKED_AT = 20;

/** A campaign's waiting recipients by their zones at `nowMs`, most first, and how many groups there are. None once the campaign is over. */
export async function listWaitingZones(
  db: Db,
  campaign: Campaign,
  page: { limit: number; offset: number },
  nowMs: number,
): Promise<{ count: number; groups: WaitingZones[] }> {
  if (isOver(campaign, new Date(nowMs))) return { count: 0, groups: [] };
  const counted = await countWaiting(db, campaign.id);
  const shown = counted.slice(page.offset, page.offset + page.limit);
  const ids = await findLast(
    db,
    campaign.id,
    shown.map(({ zones }) => zones),
  );
  const known = await listFacts(db, ids, nowMs);
  const line = await lineOf(db, campaign, known, nowMs);
  const groups = known.flatMap((last) => {
    const group = shown.find(({ zones }) => sameZones(zones, last.recipient.zones));
    return group ? [{ ...group, last, ...standing(last, line, nowMs) }] : [];
  });
  return { count: counted.length, groups };
}

/** Who waits to be sent to, by their zones; most first. Asks nothing of the campaign: that it is over the caller knows. */
export async function countWaiting(db: Db, campaignId: string): Promise<{ zones: string[]; waiting: number }[]> {
  const { rows } = await sql<{ zones: string[]; waiting: number }>`
    SELECT zones, sum(n) AS waiting FROM zone_count WHERE campaign_id = ${campaignId}
    GROUP BY zones HAVING sum(n) > 0 ORDER BY waiting DESC, zones`.execute(db);
  return rows;
}

/** Served by the index recipient_unsent_zones, which has the same three states. */
async function findLast(db: Db, campaignId: string, groups: string[][]): Promise<string[]> {
  if (groups.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    SELECT m.id FROM jsonb_array_elements(${JSON.stringify(groups)}::jsonb) WITH ORDINALITY AS g (zones, place)
    CROSS JOIN LATERAL (
      SELECT id, seq, count(*) OVER (PARTITION BY waits_for) AS alike FROM (
        SELECT id, seq, waits_for FROM recipient
        WHERE campaign_id = ${campaignId} AND zones = ARRAY(SELECT jsonb_array_elements_text(g.zones))
          AND state IN ('NOT_SENT', 'SCHEDULED', 'SENDING') AND state <> 'SENDING'
        ORDER BY seq DESC LIMIT ${LOOKED_AT}) l
      ORDER BY alike DESC, seq DESC LIMIT 1) m
    ORDER BY g.place`.execute(db);
  return rows.map(({ id }) => id);
}

/** The end of the line: whoever is the last of many comes after all that are in it. */
async function lineOf(db: Db, campaign: Campaign, known: RecipientFacts[], nowMs: number) {
  const inLine = known.some(({ facts }) => decide(facts, nowMs).kind === 'send');
  if (!inLine) return { turn: null, queued: {}, unlooked: 0 };
  const { rows } = await sql<{ n: number }>`SELECT coalesce(sum(n), 0) AS n FROM recipient_count
    WHERE campaign_id = ${campaign.id} AND state = 'NOT_SENT'`.execute(db);
  const unlooked = Math.max(0, (rows[0]?.n ?? 0) - 1);
  return { turn: null, queued: await countQueued(db, campaign.account_id), unlooked };
}

function standing(last: RecipientFacts, line: Parameters<typeof forecast>[0]['line'], nowMs: number) {
  const ahead = forecast({ ...last, line, nowMs });
  const channel = last.facts.channels.find((one) => one.channel === ahead.channel) ?? last.facts.channels[0];
  const window: WindowState = channel ? windowOf(last.facts, channel, nowMs) : { open: true, closesAtMs: null };
  return { window, forecast: ahead };
}

function sameZones(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((zone, index) => zone === other[index]);
}

/** Whether nobody who waits is sent to any more. */
export function isOver({ status, expires_at: expiresAt }: Campaign, now: Date): boolean {
  return !isUnsent(effectiveState({ status, expiresAt }, 'SCHEDULED', now));
}
