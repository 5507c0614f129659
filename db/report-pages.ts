import { sql, type RawBuilder, type Selectable } from 'kysely';
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
};

/** A time that a consumer opted out. Epoch milliseconds. */
export type OptOutTimes = { consumer: string; kind: ConsumerKind; createdMs: number; revokedMs: number | null };

/** Recipients, and all times that their consumers opted out. */
export type Part = { recipients: ReportedRecipient[]; optOuts: OptOutTimes[] };

/**
 * A page of recipients in the order of their campaigns and requests: parts to be asked for one after the other, and how many there are in all.
 * What comes of a part is yet to be read, so that the next can be asked for before.
 */
export type PageParts = { count: number; parts: (() => Promise<() => Part>)[] };

/** So many make good use of a statement, and are gone again before the garbage collector looks. */
const PART = 1_000;

/** Finds where a page lies. What is read of it later, in the same transaction, fits together. */
export async function findPage(trx: Db, query: PageQuery): Promise<PageParts> {
  if (query.filters.ids) {
    const { count, ids } = await findIds(trx, query);
    const campaigns = await findCampaigns(
      trx,
      ids.map(({ campaignId }) => campaignId),
    );
    const parts = chunksOf(ids, () => 1);
    return {
      count,
      parts: parts.map((part) => async () => {
        const texts = await askFor(trx, query, hasId(part));
        return () => readPart(texts, campaigns);
      }),
    };
  }
  const { count, places } = await findPlaces(trx, query);
  const campaigns = await findCampaigns(
    trx,
    places.map(({ campaignId }) => campaignId),
  );
  const parts = chunksOf(places, ({ take }) => take);
  return {
    count,
    parts: parts.map((part) => async () => {
      const texts = await askFor(trx, query, isAt(part, query));
      return () => readPart(texts, campaigns);
    }),
  };
}

/** In lists that have PART or more by their last item. */
function chunksOf<T>(items: T[], sizeOf: (item: T) => number): T[][] {
  const chunks: T[][] = [];
  let size = PART;
  for (const item of items) {
    if (size >= PART) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(item);
    size += sizeOf(item);
  }
  return chunks;
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

/** A campaign that has a part of the page: so many of its recipients come before, so many are on it. */
type Place = { campaignId: string; skip: number; take: number };

/** The campaigns' counts say which of them hold the page, so that those before it are never read. */
async function findPlaces(
  db: Db,
  { accountId, scope, filters: { channels, skills, statuses }, offset, limit, now }: PageQuery,
): Promise<{ count: number; places: Place[] }> {
  const { rows } = await sql<{ id: string; n: number }>`
    SELECT c.id, sum(n.n)::int AS n FROM campaign c JOIN recipient_count n ON n.campaign_id = c.id
    WHERE ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)} AND ${isOneOf('n.channel', channels)}
      AND ${countedHaveStatus(statuses, now)}
    GROUP BY c.id HAVING sum(n.n) > 0 ORDER BY c.created_at, c.id`.execute(db);
  const places: Place[] = [];
  let before = 0;
  for (const { id, n } of rows) {
    const skip = Math.max(offset - before, 0);
    const take = Math.min(n, offset + limit - before) - skip;
    if (take > 0) places.push({ campaignId: id, skip, take });
    before += n;
  }
  return { count: before, places };
}

/** Recipients `r` with their campaigns `c`, for `askFor`: those at some places. */
function isAt(places: Place[], { filters: { channels, statuses }, now }: PageQuery): RawBuilder<unknown> {
  return sql`unnest(${places.map(({ campaignId }) => campaignId)}::text[],
      ${places.map(({ skip }) => skip)}::int[], ${places.map(({ take }) => take)}::int[]) AS here(id, skip, take)
    JOIN campaign c USING (id)
    CROSS JOIN LATERAL (
      SELECT * FROM recipient r
      WHERE r.campaign_id = c.id AND ${hasChannel(channels)} AND ${recipientHasStatus(statuses, now)}
      ORDER BY r.seq OFFSET here.skip LIMIT here.take
    ) r`;
}

/** Those that are named. */
function hasId(part: NamedRecipient[]): RawBuilder<unknown> {
  return sql`recipient r JOIN campaign c ON c.id = r.campaign_id AND r.id = ${anyOf(
    part.map(({ id }) => id),
    'uuid',
  )}`;
}

type Texts = { lines: string | null; opt_outs: string | null };

/** In one statement: the addresses of a part need not come here to be asked about, and the database has no rest between. */
async function askFor(db: Db, { accountId, now }: PageQuery, recipients: RawBuilder<unknown>): Promise<Texts> {
  const { rows } = await sql<Texts>`
    WITH part AS MATERIALIZED (SELECT ${line(now)} AS line, r.wa, r.sms, r.inapp FROM ${recipients})
    SELECT (SELECT string_agg(line, E'\\n') FROM part) AS lines, (
      SELECT string_agg(${OPT_OUT}, E'\\n') FROM opt_out o
      WHERE o.account_id = ${accountId} AND o.consumer = ANY(ARRAY(
        SELECT wa FROM part WHERE wa IS NOT NULL
        UNION ALL SELECT sms FROM part WHERE sms IS DISTINCT FROM wa AND sms IS NOT NULL
        UNION ALL SELECT inapp FROM part WHERE inapp IS NOT NULL
      ))
    ) AS opt_outs`.execute(db);
  return rows[0] ?? { lines: null, opt_outs: null };
}

type NamedRecipient = { id: string; campaignId: string };

/** Which of the recipients that are named one by one are on the page. */
async function findIds(
  db: Db,
  { accountId, scope, filters: { ids = [], channels, skills, statuses }, offset, limit, now }: PageQuery,
): Promise<{ count: number; ids: NamedRecipient[] }> {
  const { rows } = await sql<NamedRecipient>`
    SELECT r.id, r.campaign_id AS "campaignId" FROM recipient r JOIN campaign c ON c.id = r.campaign_id
    WHERE r.id = ${anyOf(ids, 'uuid')} AND ${inScope(accountId, scope)} AND ${isOneOf('c.skill', skills)}
      AND ${hasChannel(channels)} AND ${recipientHasStatus(statuses, now)}
    ORDER BY r.accepted_at, r.campaign_id, r.seq`.execute(db);
  return { count: rows.length, ids: rows.slice(offset, offset + limit) };
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
