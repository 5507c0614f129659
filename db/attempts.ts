import { sql, type RawBuilder } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import { SENT_STATES } from '../domain/status.ts';
import type { Db } from './connect.ts';
import type { Attempt, Recipient } from './schema.ts';

/** The call of this recipient whose outcome is not known, if there is one. */
export function findOpenAttempt(db: Db, recipientId: string): Promise<Attempt | undefined> {
  return db
    .selectFrom('attempt')
    .selectAll()
    .where('recipient_id', '=', recipientId)
    .where('state', 'in', ['CALLING', 'UNKNOWN'])
    .orderBy('number', 'desc')
    .executeTakeFirst();
}

/** A call that began so long before another can no more bring a message after it: calls begin late and time out, but within this. */
const RIVAL_WITHIN = '1 minute';

/**
 * The provider's ids of other messages to this address, agents' answers too: a look-up must not take one of them for its own. And how many other
 * calls from the same number may have brought a message since this one began, and are not resolved.
 */
export async function listOtherMessages(
  db: Db,
  message: Pick<Attempt, 'id' | 'account_id' | 'channel' | 'from_address' | 'to_address'> & { called_at: Date },
): Promise<{ held: string[]; rivals: number }> {
  const { rows } = await sql<{ provider_message_id: string | null }>`
    SELECT provider_message_id FROM (
      (SELECT id, provider_message_id, called_at, from_address, state IN ('CALLING', 'UNKNOWN') AS open FROM attempt
        WHERE account_id = ${message.account_id} AND channel = ${message.channel} AND to_address = ${message.to_address}
        ORDER BY called_at DESC LIMIT 200)
      UNION ALL
      (SELECT id, provider_message_id, called_at, from_address, state IN ('CALLING', 'UNKNOWN') FROM agent_message
        WHERE account_id = ${message.account_id} AND channel = ${message.channel} AND to_address = ${message.to_address}
        ORDER BY created_at DESC LIMIT 200)
    ) AS message
    WHERE id != ${message.id} AND (provider_message_id IS NOT NULL
      OR open AND from_address = ${message.from_address} AND called_at > ${message.called_at}::timestamptz - interval '${sql.raw(RIVAL_WITHIN)}')`.execute(
    db,
  );
  const held = rows.flatMap(({ provider_message_id: id }) => (id === null ? [] : [id]));
  return { held, rivals: rows.length - held.length };
}

/** Writes the intent to call a provider. It must be committed before the call: after a crash it is what says that there may have been one. */
export async function insertAttempt(
  db: Db,
  attempt: {
    id: string;
    recipient: Pick<Recipient, 'id' | 'account_id'>;
    channel: Channel;
    from: string;
    to: string;
    localTime: string;
    ruleVersion: string;
    calledAtMs: number;
  },
): Promise<Attempt> {
  const { id, recipient, channel } = attempt;
  const calledAt = new Date(attempt.calledAtMs);
  const inserted = await db
    .insertInto('attempt')
    .values({
      id,
      account_id: recipient.account_id,
      recipient_id: recipient.id,
      number: sql<number>`(SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE recipient_id = ${recipient.id})`,
      channel,
      state: 'CALLING',
      from_address: attempt.from,
      to_address: attempt.to,
      local_time: attempt.localTime,
      rule_version: attempt.ruleVersion,
      // The API's clock wrote when it was tried again: behind that one, what the provider says would not count.
      called_at: sql<Date>`greatest(${calledAt}::timestamptz, (SELECT retried_at FROM recipient WHERE id = ${recipient.id}))`,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db
    .updateTable('recipient')
    .set({
      state: 'SENDING',
      channel,
      waits_for: null,
      wake_at: null,
      turn_at: null,
      turn_channel: null,
      reason: null,
      eligible_at: sql<Date>`coalesce(eligible_at, ${calledAt}::timestamptz)`,
      called_at: inserted.called_at,
    })
    .where('id', '=', recipient.id)
    .execute();
  return inserted;
}

/** What no longer holds of a recipient that is sent. */
export const SENT_AFTER_ALL = {
  reason: null,
  waits_for: null,
  wake_at: null,
  turn_at: null,
  turn_channel: null,
  error_source: null,
  error_code: null,
  error_message: null,
  failed_at: null,
  skipped_at: null,
  cancelled_at: null,
} as const;

/**
 * The gateway took it. A webhook can say so before the answer does, and a receipt can be there already: both move forwards only.
 * Returns whether this was the first to say so.
 */
export async function recordAccepted(
  db: Db,
  attempt: Pick<Attempt, 'id' | 'account_id' | 'recipient_id' | 'channel' | 'called_at'>,
  providerMessageId: string | null,
  nowMs: number,
  toAlias: string | null = null,
): Promise<boolean> {
  const now = new Date(nowMs);
  const moved = await db
    .updateTable('attempt')
    .set({
      state: 'ACCEPTED',
      ended_at: now,
      ...(providerMessageId === null ? {} : { provider_message_id: unlessHeld(attempt, providerMessageId) }),
      ...(toAlias === null ? {} : { to_alias: toAlias }),
    })
    .where('id', '=', attempt.id)
    .where('state', 'in', ['CALLING', 'UNKNOWN', 'ABSENT'])
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) {
    if (providerMessageId !== null) {
      await db
        .updateTable('attempt')
        .set({
          provider_message_id: unlessHeld(attempt, providerMessageId),
          ...(toAlias === null ? {} : { to_alias: toAlias }),
        })
        .where('id', '=', attempt.id)
        .where('provider_message_id', 'is', null)
        .execute();
    }
    return false;
  }
  // Where another message was taken first, that one is what the recipient says.
  await db
    .updateTable('recipient')
    .set({ ...SENT_AFTER_ALL, state: 'SENT', sent_at: now, channel: attempt.channel, called_at: attempt.called_at })
    .where('id', '=', attempt.recipient_id)
    .where('state', 'not in', [...SENT_STATES])
    .execute();
  await countSent(db, attempt.account_id, attempt.channel, now);
  return true;
}

/**
 * The provider's id of a message, for the attempt that has none yet. Of two messages with the same text a look-up can have given each attempt the
 * other's: what comes with our own reference counts all the same, and leaves the ids as they are.
 */
export function unlessHeld(attempt: Pick<Attempt, 'channel'>, providerMessageId: string): RawBuilder<string> {
  return sql<string>`coalesce(attempt.provider_message_id, (SELECT ${providerMessageId}::text WHERE NOT EXISTS (
    SELECT FROM attempt o WHERE o.channel = ${attempt.channel} AND o.provider_message_id = ${providerMessageId})))`;
}

async function countSent(db: Db, accountId: string, channel: Channel, at: Date): Promise<void> {
  await sql`INSERT INTO daily_usage (account_id, channel, day, sent)
    SELECT id, ${channel}, (${at}::timestamptz AT TIME ZONE timezone)::date, 1 FROM account WHERE id = ${accountId}
    ON CONFLICT (account_id, channel, day) DO UPDATE SET sent = daily_usage.sent + 1`.execute(db);
}

/** The call came to nothing: refused, never taken, or (UNKNOWN: it may have been taken) without an answer. Does nothing to an attempt that a webhook has resolved. */
export async function recordOutcome(
  db: Db,
  attempt: Pick<Attempt, 'id' | 'recipient_id'>,
  outcome: {
    state: 'REFUSED' | 'ABSENT' | 'UNKNOWN';
    code: string | null;
    message: string | null;
    retry_after_ms?: number | null;
  },
  nowMs: number,
): Promise<void> {
  await db
    .updateTable('attempt')
    .set({ ...outcome, ended_at: new Date(nowMs) })
    .where('id', '=', attempt.id)
    .where('state', 'in', ['CALLING', 'UNKNOWN'])
    .execute();
  if (outcome.state === 'UNKNOWN') return;
  await db
    .updateTable('recipient')
    .set({ state: 'SCHEDULED' })
    .where('id', '=', attempt.recipient_id)
    .where('state', '=', 'SENDING')
    .execute();
}

/** Remembers that an address can't be reached on a channel, so that the next campaign does not try. */
export async function rememberIneligible(
  db: Db,
  fact: { accountId: string; channel: Channel; address: string; code: string },
  nowMs: number,
): Promise<void> {
  const learnt = { code: fact.code, learnt_at: new Date(nowMs) };
  await db
    .insertInto('channel_ineligibility')
    .values({ account_id: fact.accountId, channel: fact.channel, address: fact.address, ...learnt })
    .onConflict((conflict) => conflict.columns(['account_id', 'channel', 'address']).doUpdateSet(learnt))
    .execute();
}
