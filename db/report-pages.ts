import { setImmediate } from 'node:timers/promises';
import { sql, type QueryResult, type RawBuilder } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { MessageStatus } from '../domain/funnel.ts';
import type { Db } from './connect.ts';
import { countedHaveStatus, recipientHasStatus } from './message-status.ts';
import {
  optOutTexts,
  readPart,
  recipientTexts,
  type Part,
  type PartRow,
  type ReportedCampaign,
} from './report-parts.ts';
import { inScope, isOneOf, type ReportScope } from './reports.ts';

export type TransactionFilters = {
  channels?: Channel[] | undefined;
  skills?: string[] | undefined;
  statuses?: MessageStatus[] | undefined;
  /** Recipients' ids, all of them uuids. */
  ids?: string[] | undefined;
};

/** What a page is asked of, as it is at `now`. */
export type PageQuery = {
  accountId: string;
  scope: ReportScope;
  filters: TransactionFilters;
  offset: number;
  limit: number;
  now: Date;
  /** Whether the times that their consumers opted out are asked for. */
  withOptOuts: boolean;
};

/** A page of recipients in the order of their campaigns and requests, part by part, and how many there are in all. */
export type Page = { count: number; parts: AsyncIterable<Part> };

/** So few that little is left to do once the last part is there. */
const PART = 500;

/** Finds where a page lies. Its parts are to be read in the same transaction, one of several statements that see the same rows. */
export async function findPage(trx: Db, query: PageQuery): Promise<Page> {
  const { count, places } = await (query.filters.ids ? findNamed(trx, query) : findPlaces(trx, query));
  return { count, parts: readParts(trx, query, places) };
}

/** Of a campaign that has a part of the page: which of its recipients are on it, in their order. */
type Place = { campaignId: string; seqs: number[] };

/** While a part is read and worked on, the database makes the next. */
async function* readParts(trx: Db, query: PageQuery, places: Place[]): AsyncGenerator<Part> {
  const campaigns = await findCampaigns(
    trx,
    places.map(({ campaignId }) => campaignId),
  );
  const asked = askFor(trx, query, places);
  try {
    let next = asked.next();
    for (;;) {
      const row = await next;
      if (row.done === true) return;
      next = asked.next();
      // Its error is for who waits for it, a moment later.
      next.catch(() => undefined);
      // It is asked for before this thread is busy.
      await setImmediate();
      for (const part of row.value.rows) yield readPart(part, campaigns);
    }
  } finally {
    // What follows on this connection would wait for the rest for ever.
    await asked.return?.();
  }
}

async function findCampaigns(db: Db, ids: string[]): Promise<Map<string, ReportedCampaign>> {
  if (ids.length === 0) return new Map();
  const campaigns = await db
    .selectFrom('campaign')
    .select(['id', 'skill', 'handoff_id', 'initial_channel', 'status', 'status_reason', 'cancelled_at', 'expires_at'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(campaigns.map((campaign) => [campaign.id, campaign]));
}

/** The campaigns' counts say which of them hold the page, so that those before it are never read. */
async function findPlaces(trx: Db, query: PageQuery): Promise<{ count: number; places: Place[] }> {
  const { accountId, scope, filters, offset, limit, now } = query;
  const { rows } = await sql<{ id: string; n: number }>`
    SELECT c.id, sum(n.n)::int AS n FROM campaign c JOIN recipient_count n ON n.campaign_id = c.id
    WHERE ${inScope(accountId, scope)} AND ${isOneOf('c.skill', filters.skills)}
      AND ${isOneOf('n.channel', filters.channels)} AND ${countedHaveStatus(filters.statuses, now)}
    GROUP BY c.id HAVING sum(n.n) > 0 ORDER BY c.created_at, c.id`.execute(trx);
  const shares: Share[] = [];
  let before = 0;
  for (const { id, n } of rows) {
    const skip = Math.max(offset - before, 0);
    const take = Math.min(n, offset + limit - before) - skip;
    if (take > 0) shares.push({ campaignId: id, skip, take, rest: n - skip - take });
    before += n;
  }
  return { count: before, places: await placesOf(trx, query, shares) };
}

/** Of those of a campaign's recipients that fit: so many come before the page, so many are on it, so many come after it. */
type Share = { campaignId: string; skip: number; take: number; rest: number };

async function placesOf(trx: Db, query: PageQuery, shares: Share[]): Promise<Place[]> {
  // Those who were accepted have places without a gap, and retention takes the last first.
  if (!query.filters.channels && !query.filters.statuses) {
    return shares.map(({ campaignId, skip, take }) => ({
      campaignId,
      seqs: Array.from({ length: take }, (_, index) => skip + index),
    }));
  }
  // Who does not fit is read to be skipped: as few as may be. Only of the first campaign some may come before the page.
  const [first, ...others] = shares;
  if (!first || first.skip <= first.rest) return pick(trx, query, shares, 'ASC');
  const last = await pick(trx, query, [{ ...first, skip: first.rest }], 'DESC');
  return [
    ...last.map((place) => ({ ...place, seqs: place.seqs.toReversed() })),
    ...(await pick(trx, query, others, 'ASC')),
  ];
}

/** Those who fit, each campaign's counted from its first or from its last. */
async function pick(
  trx: Db,
  { filters, now }: PageQuery,
  shares: Pick<Share, 'campaignId' | 'skip' | 'take'>[],
  direction: 'ASC' | 'DESC',
): Promise<Place[]> {
  if (shares.length === 0) return [];
  const { rows } = await sql<Place>`
    SELECT c.id AS "campaignId", ARRAY(
      SELECT r.seq FROM recipient r
      WHERE r.campaign_id = c.id AND ${hasChannel(filters.channels)} AND ${recipientHasStatus(filters.statuses, now)}
      ORDER BY r.seq ${sql.raw(direction)} OFFSET here.skip LIMIT here.take
    ) AS seqs
    FROM unnest(${shares.map(({ campaignId }) => campaignId)}::text[], ${shares.map(({ skip }) => skip)}::int[],
      ${shares.map(({ take }) => take)}::int[]) AS here(id, skip, take)
    JOIN campaign c USING (id) ORDER BY c.created_at, c.id`.execute(trx);
  return rows;
}

/** Which of the recipients that are named one by one are on the page. */
async function findNamed(
  db: Db,
  { accountId, scope, filters: { ids = [], channels, skills, statuses }, offset, limit, now }: PageQuery,
): Promise<{ count: number; places: Place[] }> {
  const { rows } = await sql<{ campaignId: string; seq: number }>`
    SELECT r.campaign_id AS "campaignId", r.seq FROM recipient r JOIN campaign c ON c.id = r.campaign_id
    WHERE r.id = ${anyOf(ids, 'uuid')} AND ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)}
      AND ${hasChannel(channels)} AND ${recipientHasStatus(statuses, now)}
    ORDER BY r.accepted_at, r.campaign_id, r.seq`.execute(db);
  const named = Map.groupBy(rows.slice(offset, offset + limit), ({ campaignId }) => campaignId);
  const places = [...named].map(([campaignId, those]) => ({ campaignId, seqs: those.map(({ seq }) => seq) }));
  return { count: rows.length, places };
}

/**
 * A row for each part, made when it is asked for: one statement is planned once, and the database goes on where it was. The addresses of a part need not come here for
 * their opt-outs.
 */
function askFor(db: Db, query: PageQuery, places: Place[]): AsyncIterator<QueryResult<PartRow>> {
  const parts = partsOf(places);
  const pieces = parts.flatMap((part, n) => part.map((place) => ({ ...place, n })));
  const statement = sql<PartRow>`
    SELECT part.lines, part.instants, opt_out.lines AS opt_outs, opt_out.instants AS opt_out_instants
    FROM generate_series(0, ${parts.length - 1}::int) n CROSS JOIN LATERAL (
      SELECT ${recipientTexts(query.now)},
        array_agg(r.wa) FILTER (WHERE r.wa IS NOT NULL)
          || array_agg(r.sms) FILTER (WHERE r.sms IS DISTINCT FROM r.wa AND r.sms IS NOT NULL)
          || array_agg(r.inapp) FILTER (WHERE r.inapp IS NOT NULL) AS consumers
      FROM unnest(${pieces.map(({ n }) => n)}::int[], ${pieces.map(({ campaignId }) => campaignId)}::text[],
        ${pieces.map(({ seqs }) => `{${seqs.join()}}`)}::text[]) AS here(n, id, seqs)
      JOIN campaign c USING (id)
      CROSS JOIN LATERAL (
        SELECT * FROM recipient r WHERE r.campaign_id = c.id AND r.seq = ANY(here.seqs::int[]) OFFSET 0
      ) r
      WHERE here.n = n.n
    ) part CROSS JOIN LATERAL (
      SELECT ${optOutTexts} FROM unnest(part.consumers) AS of(consumer)
      JOIN opt_out o ON o.account_id = ${query.accountId} AND o.consumer = of.consumer WHERE ${query.withOptOuts}
    ) opt_out`;
  return db.getExecutor().stream(statement.compile(db), 1);
}

/** Pieces of places, PART recipients together. */
function partsOf(places: Place[]): Place[][] {
  const parts: Place[][] = [];
  let room = 0;
  for (const { campaignId, seqs } of places) {
    for (let from = 0; from < seqs.length;) {
      if (room === 0) {
        parts.push([]);
        room = PART;
      }
      const piece = seqs.slice(from, from + room);
      parts.at(-1)?.push({ campaignId, seqs: piece });
      from += piece.length;
      room -= piece.length;
    }
  }
  return parts;
}

function hasChannel(channels: Channel[] | undefined): RawBuilder<boolean> {
  return channels
    ? sql<boolean>`coalesce(r.channel, c.initial_channel) = ANY(${channels}::text[])`
    : sql<boolean>`true`;
}

/** Thousands of values, each looked up in an index: told their number, Postgres would rather read the whole table. */
function anyOf(values: string[], type: 'uuid' | 'text'): RawBuilder<unknown> {
  return sql`ANY(ARRAY(SELECT unnest(${values}::${sql.raw(type)}[])))`;
}
