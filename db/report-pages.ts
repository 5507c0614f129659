import { setImmediate } from 'node:timers/promises';
import { sql, type QueryResult, type RawBuilder, type Selectable } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { MessageStatus } from '../domain/funnel.ts';
import type { ConsumerKind } from '../domain/opt-out-consumer.ts';
import type { RecipientState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { countedHaveStatus, recipientHasStatus, statusOfRecipient } from './message-status.ts';
import { inScope, isOneOf, type ReportScope } from './reports.ts';
import type { Database } from './schema.ts';

export type TransactionFilters = {
  channels?: Channel[] | undefined;
  skills?: string[] | undefined;
  statuses?: MessageStatus[] | undefined;
  /** Recipients' ids, all of them uuids. */
  ids?: string[] | undefined;
};

/** What the recipients of a campaign have in common. */
export type ReportedCampaign = Pick<
  Selectable<Database['campaign']>,
  'id' | 'skill' | 'handoff_id' | 'initial_channel' | 'status' | 'status_reason' | 'cancelled_at' | 'expires_at'
>;

/** A recipient as reports tell of it. Instants are epoch milliseconds. */
export type ReportedRecipient = {
  id: string;
  campaign_id: string;
  campaign: ReportedCampaign;
  /** Its place in the request. */
  seq: number;
  channel: Channel;
  state: RecipientState;
  message_status: MessageStatus;
  /** E.164. */
  wa: string | null;
  sms: string | null;
  inapp: string | null;
  conversation_id: string | null;
  error_source: ErrorSource | null;
  error_code: string | null;
  error_message: string | null;
  accepted_ms: number;
  eligible_ms: number | null;
  /** The call to the provider: that of the message which was taken, else the last one. */
  called_ms: number | null;
  sent_ms: number | null;
  delivered_ms: number | null;
  read_ms: number | null;
  failed_ms: number | null;
  skipped_ms: number | null;
  cancelled_ms: number | null;
  responded_ms: number | null;
  closed_ms: number | null;
};

type Row = Omit<ReportedRecipient, 'campaign'>;

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

/** A time that a consumer opted out. Epoch milliseconds. */
export type OptOutTimes = { consumer: string; kind: ConsumerKind; createdMs: number; revokedMs: number | null };

/** Recipients, and all times that their consumers opted out, where they were asked for. */
export type Part = { recipients: ReportedRecipient[]; optOuts: OptOutTimes[] };

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
      const texts = await next;
      if (texts.done === true) return;
      next = asked.next();
      // Its error is for who waits for it, a moment later.
      next.catch(() => undefined);
      // It is asked for before this thread is busy.
      await setImmediate();
      for (const row of texts.value.rows) yield readPart(row, campaigns);
    }
  } finally {
    // What follows on this connection would wait for the rest for ever.
    await asked.return?.();
  }
}

function readPart({ lines, opt_outs }: Texts, campaigns: Map<string, ReportedCampaign>): Part {
  // Sorted by the database none would begin to arrive before the last one is read. They come almost in order.
  const rows = readLines(lines, readLine).sort(byRequest);
  const recipients = rows.flatMap((row) => {
    const campaign = campaigns.get(row.campaign_id);
    return campaign ? [Object.assign(row, { campaign })] : [];
  });
  return { recipients, optOuts: readLines(opt_outs, readOptOut) };
}

function byRequest(a: Row, b: Row): number {
  if (a.accepted_ms !== b.accepted_ms) return a.accepted_ms - b.accepted_ms;
  if (a.campaign_id !== b.campaign_id) return a.campaign_id < b.campaign_id ? -1 : 1;
  return a.seq - b.seq;
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
    if (take > 0) shares.push({ campaignId: id, skip, take });
    before += n;
  }
  return { count: before, places: await placesOf(trx, query, shares) };
}

/** Of those of a campaign's recipients that fit: so many come before the page, so many are on it. */
type Share = { campaignId: string; skip: number; take: number };

async function placesOf(trx: Db, { filters, now }: PageQuery, shares: Share[]): Promise<Place[]> {
  // Those who were accepted have places without a gap, and retention takes the last first.
  if (!filters.channels && !filters.statuses) {
    return shares.map(({ campaignId, skip, take }) => ({
      campaignId,
      seqs: Array.from({ length: take }, (_, index) => skip + index),
    }));
  }
  const { rows } = await sql<Place>`
    SELECT c.id AS "campaignId", ARRAY(
      SELECT r.seq FROM recipient r
      WHERE r.campaign_id = c.id AND ${hasChannel(filters.channels)} AND ${recipientHasStatus(filters.statuses, now)}
      ORDER BY r.seq OFFSET here.skip LIMIT here.take
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

type Texts = { lines: string | null; opt_outs: string | null };

/**
 * A row for each part, made when it is asked for: one statement is planned once, and the database goes on where it was. The addresses of a part need not come here for
 * their opt-outs.
 */
function askFor(db: Db, query: PageQuery, places: Place[]): AsyncIterator<QueryResult<Texts>> {
  const parts = partsOf(places);
  const pieces = parts.flatMap((part, n) => part.map((place) => ({ ...place, n })));
  const statement = sql<Texts>`
    SELECT part.lines, ${query.withOptOuts ? optOutsOf(query.accountId) : sql`NULL`} AS opt_outs
    FROM generate_series(0, ${parts.length - 1}::int) n CROSS JOIN LATERAL (
      SELECT string_agg(${line(query.now)}, E'\\n') AS lines,
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
    ) part`;
  return db.getExecutor().stream(statement.compile(db), 1);
}

function optOutsOf(accountId: string): RawBuilder<string | null> {
  return sql`(
    SELECT string_agg(${OPT_OUT}, E'\\n') FROM unnest(part.consumers) AS of(consumer)
    JOIN opt_out o ON o.account_id = ${accountId} AND o.consumer = of.consumer
  )`;
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

/** A recipient on one line, as it is at `now`. */
const line = (now: Date) => sql<string>`concat_ws(E'\\t', ${COLUMNS}, ${statusOfRecipient(now)})`;

/**
 * A recipient in the order that `readLine` reads. A page may have 5,000 of two dozen fields: as columns each would be a piece of the
 * answer to be found and decoded, a quarter of what the API does for the page. What others wrote is in JSON, which says a
 * tab and the end of a line in other words.
 */
const COLUMNS = sql.raw(
  [
    'r.id',
    'r.campaign_id',
    'r.seq',
    'coalesce(r.channel, c.initial_channel)',
    'r.wa',
    'r.sms',
    'to_json(r.inapp)',
    'r.state',
    'r.error_source',
    'to_json(r.error_code)',
    'to_json(r.error_message)',
    'r.conversation_id',
    ...[
      'r.accepted_at',
      'r.eligible_at',
      'r.called_at',
      'r.sent_at',
      'coalesce(r.delivered_at, r.read_at)',
      'r.read_at',
      'r.failed_at',
      'r.skipped_at',
      'r.cancelled_at',
      'r.responded_at',
      'r.conversation_closed_at',
    ].map(epochMs),
  ]
    .map((value) => `coalesce((${value})::text, '')`)
    .join(', '),
);

/** A time that a consumer opted out, in the order that `readOptOut` reads. */
const OPT_OUT = sql<string>`concat_ws(E'\\t', o.kind, to_json(o.consumer), ${ms('o.created_at')}, ${ms('o.revoked_at')})`;

function readLines<T>(lines: string | null, read: (line: string) => T): T[] {
  return lines ? lines.split('\n').map(read) : [];
}

function readOptOut(line: string): OptOutTimes {
  const at = line.split('\t');
  return {
    kind: at[0] as ConsumerKind,
    consumer: textOf(at[1]) ?? '',
    createdMs: Number(at[2]),
    revokedMs: numberOf(at[3]),
  };
}

function readLine(line: string): Row {
  const at = line.split('\t');
  return {
    id: at[0] ?? '',
    campaign_id: at[1] ?? '',
    seq: Number(at[2]),
    channel: at[3] as Channel,
    wa: wordOf(at[4]),
    sms: wordOf(at[5]),
    inapp: textOf(at[6]),
    state: at[7] as RecipientState,
    error_source: wordOf(at[8]) as ErrorSource | null,
    error_code: textOf(at[9]),
    error_message: textOf(at[10]),
    conversation_id: wordOf(at[11]),
    accepted_ms: Number(at[12]),
    eligible_ms: numberOf(at[13]),
    called_ms: numberOf(at[14]),
    sent_ms: numberOf(at[15]),
    delivered_ms: numberOf(at[16]),
    read_ms: numberOf(at[17]),
    failed_ms: numberOf(at[18]),
    skipped_ms: numberOf(at[19]),
    cancelled_ms: numberOf(at[20]),
    responded_ms: numberOf(at[21]),
    closed_ms: numberOf(at[22]),
    message_status: at[23] as MessageStatus,
  };
}

function wordOf(word: string | undefined): string | null {
  return word === undefined || word === '' ? null : word;
}

function textOf(json: string | undefined): string | null {
  return json ? (JSON.parse(json) as string) : null;
}

function numberOf(digits: string | undefined): number | null {
  return digits ? Number(digits) : null;
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

/** As numbers, instants are read several times as fast. */
export function ms(instant: string): RawBuilder<number> {
  return sql<number>`${sql.raw(epochMs(instant))}`;
}

function epochMs(instant: string): string {
  return `date_part('epoch', ${instant}) * 1000`;
}
