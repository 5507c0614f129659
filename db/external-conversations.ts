import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { LONGEST_ANSWER } from '../domain/answer.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import { PROACTIVE } from '../domain/errors.ts';
import { splitText } from '../domain/split-text.ts';
import type { LivePersonChange, LivePersonMessage } from '../domain/webhooks/liveperson.ts';
import { closeAnswer, getAnswerFacts, insertAgentMessage } from './agent-messages.ts';
import type { Db } from './connect.ts';
import { appendToOpenConversation, closeConversationIn, openConversation } from './conversations.ts';
import type { Conversation, Database } from './schema.ts';
import { transact } from './transaction.ts';

/**
 * An agent's line from LivePerson: it goes to the consumer as an answer of ours does, once, however often it is told. What can't be sent there is
 * kept as an answer that failed. Returns false where the conversation is none of the account's.
 */
export function takeLivePersonMessage(
  db: Db,
  accountId: string,
  message: LivePersonMessage,
  at: Date,
): Promise<boolean> {
  return transact(db, async (trx) => {
    const conversation = await lockExternal(trx, accountId, message.conversationId);
    if (!conversation) return false;
    if (message.isConsumer) {
      await confirmMessage(trx, conversation.id, message.text, at);
      return true;
    }
    const ref = `${message.dialogId}/${message.sequence}`;
    const { channel } = conversation;
    const { ratePerSecond } = await getAnswerFacts(trx, conversation.id);
    const parts =
      message.text === undefined ? [`[${message.contentType}]`] : splitText(message.text, LONGEST_ANSWER[channel]);
    for (const [index, text] of parts.entries()) {
      const external = index === 0 ? ref : `${ref}.${index}`;
      if (await isKnown(trx, conversation.id, external)) continue;
      const answer = {
        id: randomUUID(),
        conversation,
        author: 'liveperson',
        text,
        ratePerSecond,
        externalRef: external,
      };
      // Of one instant, they would go in the order of their ids.
      await insertAgentMessage(trx, answer, new Date(at.getTime() + index));
      if (message.text !== undefined) continue;
      const reason = `${CHANNEL_NAMES[channel]} can't carry what the agent sent (${message.contentType}).`;
      const error = { source: 'proactive', code: PROACTIVE.notEligible, message: reason } as const;
      await closeAnswer(trx, answer.id, 'FAILED', error, at);
    }
    return true;
  });
}

/**
 * What LivePerson says of a conversation as a whole: that it is there, which dialog of it is open, that it is closed. Returns false where it is none
 * of the account's.
 */
export function takeLivePersonChange(db: Db, accountId: string, change: LivePersonChange, now: Date): Promise<boolean> {
  return transact(db, async (trx) => {
    // Closing locks the recipient first, and the conversation after it.
    const known = await findExternal(trx, accountId, change.conversationId);
    const conversation = known ?? (await adopt(trx, accountId, change, now));
    if (!conversation) return false;
    if (change.state === 'CLOSE') {
      const at = change.endedAt === undefined ? now : new Date(change.endedAt);
      await closeByLivePerson(trx, conversation, { csat: change.csat ?? null, at: at < now ? at : now }, now);
    } else if (change.dialogId !== undefined && change.dialogId !== conversation.external_dialog_id) {
      await trx
        .updateTable('conversation')
        .set({ external_dialog_id: change.dialogId })
        .where('id', '=', conversation.id)
        .execute();
    }
    return true;
  });
}

/** What the consumer wrote and LivePerson was not told before its agents closed is the beginning of a new conversation, as if it had come after. */
async function closeByLivePerson(
  trx: Transaction<Database>,
  { account_id: accountId, id, recipient_id: recipientId }: Conversation,
  close: { csat: number | null; at: Date },
  now: Date,
): Promise<void> {
  await closeConversationIn(trx, accountId, id, { ...close, byAdapter: true });
  const { rows } = await sql<{ message_id: string | null }>`
    DELETE FROM conversation_event WHERE conversation_id = ${id} AND delivered_at IS NULL RETURNING message_id`.execute(
    trx,
  );
  const untold = rows.flatMap(({ message_id: messageId }) => messageId ?? []);
  if (untold.length === 0) return;
  const messages = await trx
    .selectFrom('inbound_message')
    .selectAll()
    .where('id', 'in', untold)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  const recipient =
    recipientId === null
      ? undefined
      : await trx
          .selectFrom('recipient')
          .select(['id', 'campaign_id', 'context'])
          .where('id', '=', recipientId)
          .executeTakeFirst();
  for (const message of messages) {
    if (await appendToOpenConversation(trx, message, now)) continue;
    await openConversation(trx, message, { skill: null, route: 'after-close', recipient: recipient ?? null }, now);
  }
}

function findExternal(db: Db, accountId: string, externalId: string): Promise<Conversation | undefined> {
  return db
    .selectFrom('conversation')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('adapter', '=', 'liveperson')
    .where('external_id', '=', externalId)
    .executeTakeFirst();
}

/** An agent's line locks what a close does, and in its order: none is written into a conversation while it closes. */
async function lockExternal(
  trx: Transaction<Database>,
  accountId: string,
  externalId: string,
): Promise<Conversation | undefined> {
  const found = await findExternal(trx, accountId, externalId);
  return found && trx.selectFrom('conversation').selectAll().where('id', '=', found.id).forUpdate().executeTakeFirst();
}

/** The answer to our opening it was lost on the way, or is not here yet: this is the conversation, by its consumer. */
async function adopt(
  trx: Transaction<Database>,
  accountId: string,
  { conversationId, consumerId, state }: LivePersonChange,
  at: Date,
): Promise<Conversation | undefined> {
  if (consumerId === undefined || state !== 'OPEN') return undefined;
  const waiting = await trx
    .selectFrom('conversation')
    .select('id')
    .where('account_id', '=', accountId)
    .where('adapter', '=', 'liveperson')
    .where('external_consumer_id', '=', consumerId)
    .where('external_id', 'is', null)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!waiting) return undefined;
  await confirm(trx, waiting.id, sql`kind = 'opened'`, at);
  return trx
    .updateTable('conversation')
    .set({ external_id: conversationId })
    .where('id', '=', waiting.id)
    .returningAll()
    .executeTakeFirst();
}

/**
 * LivePerson shows what it took from the consumer: it settles a call whose answer was lost. Of two lines with the same words it could be either:
 * then the second is told again rather than perhaps not at all.
 */
async function confirmMessage(db: Db, conversationId: string, text: string | undefined, at: Date): Promise<void> {
  if (text === undefined) return;
  const isIt = sql`btrim((SELECT m.text FROM inbound_message m WHERE m.id = message_id)) = ${text.trim()}`;
  const isAnother = sql`EXISTS (
    SELECT FROM conversation_event o JOIN inbound_message m ON m.id = o.message_id
    WHERE o.conversation_id = ${conversationId} AND o.delivered_at IS NOT NULL AND btrim(m.text) = ${text.trim()})`;
  await confirm(db, conversationId, sql`kind = 'message' AND ${isIt} AND NOT ${isAnother}`, at);
}

/** Of the next event alone, once a call was made for it: those after it have not been told. */
async function confirm(db: Db, conversationId: string, which: ReturnType<typeof sql>, at: Date): Promise<void> {
  await sql`
    UPDATE conversation_event SET delivered_at = ${at}, last_error = NULL
    WHERE conversation_id = ${conversationId} AND delivered_at IS NULL AND tries > 0 AND ${which}
      AND seq = (SELECT min(seq) FROM conversation_event WHERE conversation_id = ${conversationId} AND delivered_at IS NULL)`.execute(
    db,
  );
}

async function isKnown(db: Db, conversationId: string, externalRef: string): Promise<boolean> {
  const row = await db
    .selectFrom('agent_message')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('external_ref', '=', externalRef)
    .executeTakeFirst();
  return row !== undefined;
}
