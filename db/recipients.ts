import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import {
  decide,
  MOVED_BY_SETTINGS,
  type Constraint,
  type Decision,
  type SleepDecision,
  type Turn,
} from '../domain/decision.ts';
import { isUnsent, UNSENT_STATES, type RecipientState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { lockConsumer } from './consumer-messages.ts';
import { findFacts, listFacts, type RecipientFacts } from './facts.ts';
import type { Database, Recipient } from './schema.ts';

/** The ids of a campaign's next recipients in their order, `limit` at the most, from place `from` on. */
export async function listRecipientIds(db: Db, campaignId: string, from: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('recipient')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('seq', '>=', from)
    .where('seq', '<', from + limit)
    .orderBy('seq')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Holds a recipient until the transaction ends, so that no two tries act on the same facts. Whoever locks more than one row takes the
 * recipient's first. A statement that waits for a lock goes on with the snapshot from before it: read the facts in one of their own.
 */
export async function lockRecipient(trx: Transaction<Database>, recipientId: string): Promise<void> {
  await sql`SELECT FROM recipient WHERE id = ${recipientId} FOR UPDATE`.execute(trx);
}

/**
 * As `lockRecipient`, and holds what can pause it too, its campaign and its channels: a pause or resume that is answered later came later. Last
 * the consumer, where messages to them are limited: of two campaigns that send to one at once, the second sees what the first has begun.
 */
export async function lockForSending(trx: Transaction<Database>, recipientId: string): Promise<void> {
  // One statement: each part needs what the one before it has locked.
  await sql`
    WITH own AS MATERIALIZED (SELECT campaign_id, account_id FROM recipient WHERE id = ${recipientId} FOR UPDATE),
      running AS MATERIALIZED (SELECT own.account_id FROM campaign c JOIN own ON c.id = own.campaign_id FOR SHARE OF c)
    SELECT FROM channel_setting s WHERE s.account_id = (SELECT account_id FROM running)
    ORDER BY s.channel FOR SHARE`.execute(trx);
  await lockConsumer(trx, recipientId);
}

/**
 * Decides on recipients that nobody has looked at yet, and returns the turn of each that may be sent to, having written it down. The others
 * decide for themselves when their workflows begin: what they wait for, or why they end, and their slot where the campaign has a send rate.
 */
export async function decideOnPage(
  trx: Transaction<Database>,
  ids: readonly string[],
  nowMs: number,
): Promise<Map<string, Turn>> {
  const turns = new Map<string, Turn>();
  for (const { recipient, facts } of await listFacts(trx, ids, nowMs)) {
    if (facts.state !== 'NOT_SENT' || facts.campaign.sendRate !== null) continue;
    const decision = decide(facts, nowMs);
    if (decision.kind !== 'send') continue;
    turns.set(recipient.id, { channel: decision.channel, ratePerSecond: decision.ratePerSecond });
  }
  const recorded = new Set<string>();
  for (const channel of new Set([...turns.values()].map((turn) => turn.channel))) {
    const ids = [...turns].filter(([, turn]) => turn.channel === channel).map(([id]) => id);
    // One whose own workflow has looked meanwhile waits for what that has written.
    for (const id of await recordTurn(trx, ids, channel, nowMs, ['NOT_SENT'])) recorded.add(id);
  }
  return new Map([...turns].filter(([id]) => recorded.has(id)));
}

const PAUSES: Constraint[] = ['PAUSED', 'CHANNEL_PAUSED'];

/** Who waits for a person, or to be woken for another try. The index recipient_parked has the same words. */
export const IS_PARKED = sql<boolean>`state = 'SCHEDULED' AND waits_for IS NOT NULL
  AND (wake_at IS NULL OR waits_for IN ('PAUSED', 'CHANNEL_PAUSED'))`;

/**
 * Reads the facts of a recipient, decides, writes the decision down and returns both; undefined where there is no such recipient.
 * Inside a transaction.
 */
export async function decideAndRecord(
  trx: Transaction<Database>,
  recipientId: string,
  nowMs: number,
): Promise<(RecipientFacts & { decision: Decision }) | undefined> {
  let decided = await decideOn(trx, recipientId, nowMs);
  if (decided?.decision.kind === 'sleep' && isWokenByPeople(decided.decision)) {
    // A resume, or other settings, wake who waits for them: they must not come between the facts that this one waits by and their being written.
    await lockForSending(trx, recipientId);
    decided = await decideOn(trx, recipientId, nowMs);
  }
  if (decided) await recordDecision(trx, decided.recipient, decided.decision, nowMs);
  return decided;
}

/**
 * It waits for a person, to end a pause or to set a window that ever opens; or for what other settings end earlier: windows, limits, rules.
 */
function isWokenByPeople({ constraint, until }: SleepDecision): boolean {
  return PAUSES.includes(constraint) || until === null || MOVED_BY_SETTINGS.includes(constraint);
}

async function decideOn(trx: Transaction<Database>, recipientId: string, nowMs: number) {
  const known = await findFacts(trx, recipientId, nowMs);
  return known && { ...known, decision: decide(known.facts, nowMs) };
}

/** Writes what was decided, so that people read what the workflow does. A recipient that is sent or closed stays as it is. */
async function recordDecision(db: Db, recipient: Recipient, decision: Decision, nowMs: number): Promise<void> {
  const { id: recipientId } = recipient;
  if (decision.kind === 'stop' && decision.state === 'SENT') return settleSent(db, recipient);
  // What was read as ended may have been reopened since, to be tried again.
  if (!isUnsent(recipient.state)) return;
  if (decision.kind === 'send') {
    if (recipient.turn_channel !== decision.channel) await recordTurn(db, [recipientId], decision.channel, nowMs);
    return;
  }
  const update = db
    .updateTable('recipient')
    .where('id', '=', recipientId)
    .where('state', 'in', [...UNSENT_STATES])
    .set({ reason: decision.reason, turn_at: null, turn_channel: null });
  if (decision.kind === 'sleep') {
    await update
      .set({
        // A call whose outcome is being found out can have sent the message: it is not one that waits.
        state: decision.constraint === 'OUTCOME' ? 'SENDING' : 'SCHEDULED',
        waits_for: decision.constraint,
        wake_at: decision.until === null ? null : new Date(decision.until),
        // A slot that is not used when it comes is gone: the next one is taken on waking.
        ...(decision.constraint === 'RATE' ? {} : { slot_at: null }),
      })
      .execute();
    return;
  }
  const now = new Date(nowMs);
  await update
    .set({
      state: decision.state,
      waits_for: null,
      wake_at: null,
      error_source: decision.error?.source ?? null,
      error_code: decision.error?.code ?? null,
      error_message: decision.reason,
      ...(decision.state === 'SKIPPED' ? { skipped_at: now } : {}),
      ...(decision.state === 'CANCELLED' || decision.state === 'EXPIRED'
        ? { cancelled_at: endedAt(decision.state, now) }
        : {}),
      ...(decision.state === 'FAILED' || decision.state === 'UNKNOWN' ? { failed_at: now } : {}),
    })
    .execute();
}

/** A recipient is ended with its campaign, whenever its workflow finds out; one whose call was under way when that is over. */
function endedAt(state: 'CANCELLED' | 'EXPIRED', now: Date): RawBuilder<Date> {
  const end = sql.ref(state === 'CANCELLED' ? 'c.cancelled_at' : 'c.expires_at');
  return sql<Date>`CASE state WHEN 'SENDING' THEN ${now}::timestamptz
    ELSE least(${now}::timestamptz, (SELECT ${end} FROM campaign c WHERE c.id = recipient.campaign_id)) END`;
}

/**
 * One of its messages is with the gateway, or with the consumer. Nothing to write where the recipient says so already; where another call was
 * under way when that became known, and came to nothing, it is written now.
 */
async function settleSent(db: Db, { id: recipientId, state }: Recipient): Promise<void> {
  if (!isUnsent(state)) return;
  await sql`UPDATE recipient r SET state = CASE t.state WHEN 'ACCEPTED' THEN 'SENT' ELSE t.state END, channel = t.channel,
      called_at = t.called_at, sent_at = coalesce(r.sent_at, t.ended_at, t.called_at),
      delivered_at = CASE WHEN t.state IN ('DELIVERED', 'READ') THEN coalesce(r.delivered_at, t.receipt_at) END,
      read_at = CASE WHEN t.state = 'READ' THEN coalesce(r.read_at, t.receipt_at) END,
      waits_for = NULL, wake_at = NULL, turn_at = NULL, turn_channel = NULL, reason = NULL, error_source = NULL, error_code = NULL,
      error_message = NULL, failed_at = NULL, skipped_at = NULL, cancelled_at = NULL
    FROM (SELECT * FROM attempt WHERE recipient_id = ${recipientId} AND state IN ('ACCEPTED', 'DELIVERED', 'READ')
      ORDER BY array_position(ARRAY['READ', 'DELIVERED', 'ACCEPTED'], state) LIMIT 1) t
    WHERE r.id = ${recipientId} AND r.state IN (${sql.join([...UNSENT_STATES])})`.execute(db);
}

/**
 * They wait for their turn in the account's rate on the channel, and for nothing else. Asked again they keep their places. Returns those of whom
 * that is new.
 */
async function recordTurn(
  db: Db,
  recipientIds: readonly string[],
  channel: Channel,
  nowMs: number,
  from: readonly RecipientState[] = ['NOT_SENT', 'SCHEDULED'],
): Promise<string[]> {
  const recorded = await db
    .updateTable('recipient')
    .set({
      state: 'SCHEDULED',
      waits_for: null,
      wake_at: null,
      reason: null,
      turn_at: new Date(nowMs),
      turn_channel: channel,
    })
    .where('id', '=', sql<string>`ANY(${recipientIds}::uuid[])`)
    .where('state', 'in', [...from])
    .where('turn_channel', 'is distinct from', channel)
    .returning('id')
    .execute();
  return recorded.map(({ id }) => id);
}

/** Takes the next free slot of a campaign with a send rate, for a recipient that is locked. */
export async function takeSlot(
  trx: Transaction<Database>,
  recipientId: string,
  sendRate: number,
  nowMs: number,
): Promise<void> {
  const now = new Date(nowMs);
  const { next_slot_at } = await trx
    .updateTable('campaign')
    .set({
      next_slot_at: sql<Date>`greatest(coalesce(next_slot_at, ${now}::timestamptz), ${now}::timestamptz)
        + make_interval(secs => ${1 / sendRate})`,
    })
    .where('id', '=', (eb) => eb.selectFrom('recipient').select('campaign_id').where('id', '=', recipientId))
    .returning('next_slot_at')
    .executeTakeFirstOrThrow();
  const slotMs = (next_slot_at?.getTime() ?? nowMs) - 1000 / sendRate;
  await trx
    .updateTable('recipient')
    .set({ slot_at: new Date(slotMs) })
    .where('id', '=', recipientId)
    .execute();
}

/**
 * Another try for recipients that failed: their refused attempts no longer count. They are parked until something wakes their workflows.
 * Returns how many there were to reopen; who has not failed stays as it is.
 */
export async function reopenFailed(db: Db, recipientIds: readonly string[], nowMs: number): Promise<number> {
  const now = new Date(nowMs);
  const result = await db
    .updateTable('recipient')
    .set((eb) => ({
      state: 'SCHEDULED',
      waits_for: 'RETRY',
      wake_at: null,
      reason: 'It had failed, and a person has asked for another try.',
      channel: null,
      slot_at: null,
      // Attempts carry the workers' clock: one that is ahead of ours must not leave an attempt that counts.
      retried_at: sql<Date>`greatest(${now}::timestamptz, ${eb
        .selectFrom('attempt')
        .select(sql<Date>`max(called_at) + interval '1 millisecond'`.as('after'))
        .whereRef('recipient_id', '=', 'recipient.id')})`,
      error_source: null,
      error_code: null,
      error_message: null,
      failed_at: null,
    }))
    .where('id', '=', sql<string>`ANY(${recipientIds}::uuid[])`)
    .where('state', '=', 'FAILED')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Parked recipients wait for a person. `after` is the id of the last one of the page before. */
export async function listParked(
  db: Db,
  accountId: string,
  what: { campaignId: string } | { channel: string },
  after: string | null,
  limit: number,
): Promise<{ id: string; campaign_id: string }[]> {
  let query = db
    .selectFrom('recipient')
    .select(['id', 'campaign_id'])
    .where('account_id', '=', accountId)
    .where(IS_PARKED)
    .orderBy('id')
    .limit(limit);
  // A paused channel parks recipients of every campaign; those that it does not concern decide again, and park again.
  query =
    'campaignId' in what
      ? query.where('campaign_id', '=', what.campaignId)
      : query.where('waits_for', '=', 'CHANNEL_PAUSED');
  if (after !== null) query = query.where('id', '>', after);
  return query.execute();
}
