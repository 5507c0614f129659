import { sql, type SelectQueryBuilder } from 'kysely';
import { CHANNELS } from '../domain/channel.ts';
import { decide, type Constraint, type Facts } from '../domain/decision.ts';
import type { ErrorSource } from '../domain/errors.ts';
import { forecast, type Forecast, type Line } from '../domain/forecast.ts';
import {
  effectiveState,
  isUnsent,
  RECIPIENT_STATES,
  UNSENT_STATES,
  type CampaignEnd,
  type RecipientState,
} from '../domain/status.ts';
import type { Db } from './connect.ts';
import { listFacts, type RecipientFacts } from './facts.ts';
import { findNudge, type NudgeRecord } from './nudges.ts';
import { listRecipientOptOuts, type ListedOptOut } from './opt-out-list.ts';
import { listLines } from './queue.ts';
import type { Attempt, Campaign, Conversation, Database } from './schema.ts';

export type RecipientFilter = {
  states?: readonly RecipientState[] | undefined;
  /** Names of one candidate zone: the one given and its present name. */
  zones?: readonly string[] | undefined;
  /** All candidate zones, as the recipient has them. */
  allZones?: readonly string[] | undefined;
  errorCode?: string | undefined;
  errorSource?: ErrorSource | undefined;
  /** How the consumer may be addressed, on any channel: a number as E.164, a user id. */
  addresses?: readonly string[] | undefined;
  waitsFor?: readonly Constraint[] | undefined;
};

/** A recipient as people read it. `forecast`: of one that is still to be sent to. */
export type ListedRecipient = RecipientFacts & { state: RecipientState; forecast: Forecast | null };

type Page = { limit: number; offset: number };

/** Of facts that are read at once: a page's length. */
const ROWS_AT_ONCE = 500;

/**
 * A page of a campaign's recipients in the order of the request, each unsent one with its forecast at `nowMs`, and how many there are in all.
 * What a recipient waits for is known only once the deciding function has been asked, so with `waitsFor` all unsent ones are.
 */
export async function listRecipients(
  db: Db,
  campaign: Campaign,
  filter: RecipientFilter,
  page: Page,
  nowMs: number,
): Promise<{ count: number; recipients: ListedRecipient[] }> {
  if (filter.waitsFor !== undefined) return listWaiting(db, campaign, filter, filter.waitsFor, page, nowMs);
  const ids = await matching(db, campaign, filter, nowMs)
    .select('id')
    .orderBy('seq')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const recipients = await listKnown(
    db,
    campaign,
    ids.map(({ id }) => id),
    nowMs,
  );
  // A page that is not full is the last: who is looked for by number need not be looked for again to be counted.
  const isLast = ids.length < page.limit && (ids.length > 0 || page.offset === 0);
  const count = isLast ? page.offset + ids.length : await countMatching(db, campaign, filter, nowMs);
  return { count, recipients };
}

/** All recipients of a campaign that fit, in the order of the request, a page at a time: none is held open while its reader takes its time. */
export async function* readRecipients(
  db: Db,
  campaign: Campaign,
  filter: RecipientFilter,
  now: () => Date,
): AsyncGenerator<ListedRecipient[]> {
  let after = -1;
  for (;;) {
    const nowMs = now().getTime();
    const rows = await matching(db, campaign, filter, nowMs)
      .select(['id', 'seq'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(ROWS_AT_ONCE)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) yield await listKnown(db, campaign, ids, nowMs);
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last.seq;
  }
}

/** How many of a campaign's recipients are still to be sent to that fit the filter, whatever they wait for. */
export async function countUnsent(db: Db, campaign: Campaign, filter: RecipientFilter, nowMs: number): Promise<number> {
  const { count } = await matching(db, campaign, filter, nowMs)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', [...UNSENT_STATES])
    .executeTakeFirstOrThrow();
  return count;
}

async function listWaiting(
  db: Db,
  campaign: Campaign,
  filter: RecipientFilter,
  waitsFor: readonly Constraint[],
  page: Page,
  nowMs: number,
) {
  const rows = await matching(db, campaign, filter, nowMs)
    .select('id')
    .where('state', 'in', [...UNSENT_STATES])
    .orderBy('seq')
    .execute();
  let count = 0;
  const recipients: ListedRecipient[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const ids = rows.slice(from, from + ROWS_AT_ONCE).map(({ id }) => id);
    for (const known of await listKnown(db, campaign, ids, nowMs)) {
      const waits = known.forecast?.waitsFor;
      if (waits == null || !waitsFor.includes(waits)) continue;
      if (count >= page.offset && recipients.length < page.limit) recipients.push(known);
      count += 1;
    }
  }
  return { count, recipients };
}

/** The recipients with these ids, in their order, with their forecasts. */
async function listKnown(db: Db, campaign: Campaign, ids: string[], nowMs: number): Promise<ListedRecipient[]> {
  const known = await listFacts(db, ids, nowMs);
  const now = new Date(nowMs);
  const states = known.map(({ recipient, facts }) => effectiveState(endOf(facts), recipient.state, now));
  const inLine = known.filter(({ facts }, index) => {
    if (!isUnsent(states[index] ?? 'UNKNOWN')) return false;
    // Queues are counted only for who has nothing else to wait for.
    return decide(facts, nowMs).kind === 'send';
  });
  const lines = await listLines(
    db,
    campaign,
    inLine.map(({ recipient }) => recipient),
  );
  return known.map((one, index) => {
    const state = states[index] ?? one.recipient.state;
    if (!isUnsent(state)) return { ...one, state, forecast: null };
    const line = lines.get(one.recipient.id) ?? NOBODY_AHEAD;
    return { ...one, state, forecast: forecast({ ...one, line, nowMs }) };
  });
}

function endOf({ campaign: { status, expiresAtMs } }: Facts): CampaignEnd {
  return { status, expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs) };
}

const NOBODY_AHEAD: Line = { turn: null, queued: {}, unlooked: 0 };

function matching(
  db: Db,
  campaign: Campaign,
  filter: RecipientFilter,
  nowMs: number,
): SelectQueryBuilder<Database, 'recipient', object> {
  const { zones, allZones, errorCode, errorSource, addresses } = filter;
  let query = db
    .selectFrom('recipient')
    .where('account_id', '=', campaign.account_id)
    .where('campaign_id', '=', campaign.id);
  const states = storedStates(campaign, filter, new Date(nowMs));
  if (states) query = query.where(isOneOf(states));
  if (zones !== undefined) query = query.where(sql<boolean>`zones && ${[...zones]}::text[]`);
  if (allZones !== undefined) query = query.where(sql<boolean>`zones = ${[...allZones]}::text[]`);
  if (errorCode !== undefined) query = query.where('error_code', '=', errorCode);
  if (errorSource !== undefined) query = query.where('error_source', '=', errorSource);
  if (addresses !== undefined) {
    query = query.where((eb) => eb.or(CHANNELS.map((channel) => eb(channel, 'in', addresses))));
  }
  return query;
}

/** The states in the database of those who are, for the reader, in one of the states asked for; undefined: all. */
function storedStates(campaign: Campaign, { states }: RecipientFilter, now: Date): RecipientState[] | undefined {
  const end = { status: campaign.status, expiresAt: campaign.expires_at };
  return states && RECIPIENT_STATES.filter((stored) => states.includes(effectiveState(end, stored, now)));
}

/** None of them is nobody, which IN can't say. Where all are unsent it is said for the index recipient_unsent_zones too. */
function isOneOf(states: RecipientState[]) {
  const unsent = sql.join(UNSENT_STATES.map((state) => sql.lit(state)));
  const also = states.every(isUnsent) ? sql` AND state IN (${unsent})` : sql``;
  return sql<boolean>`(state = ANY(${states}::text[])${also})`;
}

/** From the kept counts wherever they know what is asked. */
async function countMatching(db: Db, campaign: Campaign, filter: RecipientFilter, nowMs: number): Promise<number> {
  const { errorCode, errorSource } = filter;
  if (filter.zones !== undefined || filter.allZones !== undefined || filter.addresses !== undefined) {
    const counted = await matching(db, campaign, filter, nowMs)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return counted.count;
  }
  let query = db
    .selectFrom('recipient_count')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('n'), sql<number>`0`).as('count'))
    .where('campaign_id', '=', campaign.id);
  const states = storedStates(campaign, filter, new Date(nowMs));
  if (states) query = query.where(isOneOf(states));
  if (errorCode !== undefined) query = query.where('error_code', '=', errorCode);
  if (errorSource !== undefined) query = query.where('error_source', '=', errorSource);
  return (await query.executeTakeFirstOrThrow()).count;
}

export type RecipientRecord = ListedRecipient & {
  attempts: Attempt[];
  conversation: Conversation | null;
  /** Newest first. */
  optOuts: ListedOptOut[];
  /** Of the last message that went into an inbox; null: no device was to be told. */
  nudge: NudgeRecord | null;
};

/** One recipient of a campaign with all that is kept of it; undefined where there is none. */
export async function findRecipientRecord(
  db: Db,
  campaign: Campaign,
  recipientId: string,
  nowMs: number,
): Promise<RecipientRecord | undefined> {
  const found = await matching(db, campaign, {}, nowMs).select('id').where('id', '=', recipientId).executeTakeFirst();
  if (!found) return undefined;
  const [known] = await listKnown(db, campaign, [found.id], nowMs);
  if (!known) return undefined;
  const attempts = await db
    .selectFrom('attempt')
    .selectAll()
    .where('recipient_id', '=', recipientId)
    .orderBy('number')
    .execute();
  const optOuts = await listRecipientOptOuts(db, recipientId);
  const inApp = attempts.findLast(({ channel, state }) => channel === 'inapp' && state !== 'ABSENT');
  const nudge = (inApp && (await findNudge(db, inApp.id))) ?? null;
  return { ...known, attempts, conversation: await conversationOf(db, known), optOuts, nudge };
}

async function conversationOf(db: Db, { recipient }: ListedRecipient): Promise<Conversation | null> {
  if (recipient.conversation_id === null) return null;
  const conversation = await db
    .selectFrom('conversation')
    .selectAll()
    .where('account_id', '=', recipient.account_id)
    .where('id', '=', recipient.conversation_id)
    .executeTakeFirst();
  return conversation ?? null;
}
