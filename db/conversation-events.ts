import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AdapterName, ConversationEventKind } from '../domain/conversation-adapter.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import type { Conversation, ConversationEventRow } from './schema.ts';

export type NewEvent = { kind: Exclude<ConversationEventKind, 'message'> } | { kind: 'message'; messageId: string };

/**
 * Writes what the conversation's adapter has to be told, in order, and has it told. Whoever calls holds the conversation's row: its events get
 * their places one after the other. The inbox is our own tables, and is told nothing.
 */
export async function insertConversationEvents(
  db: Db,
  { id, account_id, adapter }: Pick<Conversation, 'id' | 'account_id'> & { adapter: AdapterName },
  events: NewEvent[],
  at: Date,
): Promise<void> {
  if (adapter === 'inbox') return;
  for (const event of events) {
    await db
      .insertInto('conversation_event')
      .values({
        id: randomUUID(),
        account_id,
        conversation_id: id,
        kind: event.kind,
        message_id: event.kind === 'message' ? event.messageId : null,
        created_at: at,
      })
      // Closed at once by two.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await insertOutbox(db, { kind: 'conversation', accountId: account_id, conversationId: id });
}

/** The oldest event that the conversation's adapter has not taken. */
export function findNextEvent(db: Db, conversationId: string): Promise<ConversationEventRow | undefined> {
  return db
    .selectFrom('conversation_event')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('delivered_at', 'is', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
}

/** Counts a call before it is made: from then on it may have been taken. Returns which one it is, from 1. */
export async function recordTry(db: Db, eventId: string, at: Date): Promise<number> {
  const row = await db
    .updateTable('conversation_event')
    .set((eb) => ({ tries: eb('tries', '+', 1), tried_at: at }))
    .where('id', '=', eventId)
    .returning('tries')
    .executeTakeFirst();
  return row?.tries ?? 1;
}

/** The adapter took it. What it calls the conversation is written once. */
export async function recordDelivered(
  db: Db,
  event: Pick<ConversationEventRow, 'id' | 'conversation_id'>,
  externalId: string | undefined,
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('conversation_event')
      .set((eb) => ({ delivered_at: eb.fn.coalesce('delivered_at', eb.val(at)), last_error: null }))
      .where('id', '=', event.id)
      .execute();
    if (externalId === undefined) return;
    await trx
      .updateTable('conversation')
      .set({ external_id: externalId })
      .where('id', '=', event.conversation_id)
      .where('external_id', 'is', null)
      .execute();
  });
}

/** It was not taken, or nobody knows. Returns false where it is settled meanwhile: its webhook can be faster than our time-out. */
export async function recordNotDelivered(db: Db, eventId: string, error: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('conversation_event')
    .set({ last_error: error })
    .where('id', '=', eventId)
    .where('delivered_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function recordExternalConsumer(
  db: Db,
  conversationId: string,
  externalConsumerId: string,
): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ external_consumer_id: externalConsumerId })
    .where('id', '=', conversationId)
    .execute();
}

/** How far a conversation's adapter has been told, or those of a whole account. */
export type DeliveryStanding = {
  waiting: number;
  /** Since when the oldest of them waits. */
  since: Date | null;
  lastError: string | null;
  lastTriedAt: Date | null;
};

export async function getDeliveryStanding(
  db: Db,
  of: { conversationId: string } | { accountId: string },
): Promise<DeliveryStanding> {
  const whose =
    'conversationId' in of ? sql`conversation_id = ${of.conversationId}` : sql`account_id = ${of.accountId}`;
  const { rows } = await sql<{ waiting: number; since: Date | null; last_error: string | null; tried_at: Date | null }>`
    SELECT count(*) AS waiting, min(created_at) AS since, max(tried_at) AS tried_at,
      (array_agg(last_error ORDER BY tried_at DESC) FILTER (WHERE last_error IS NOT NULL))[1] AS last_error
    FROM conversation_event WHERE ${whose} AND delivered_at IS NULL`.execute(db);
  const [row] = rows;
  return {
    waiting: row?.waiting ?? 0,
    since: row?.since ?? null,
    lastError: row?.last_error ?? null,
    lastTriedAt: row?.tried_at ?? null,
  };
}
