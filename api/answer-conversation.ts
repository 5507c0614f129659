import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { getAnswerFacts, insertAgentMessage } from '../db/agent-messages.ts';
import type { Db } from '../db/connect.ts';
import { findConversation, type ConversationMessage, type Reach } from '../db/conversations.ts';
import type { Account, Conversation, Database } from '../db/schema.ts';
import { LONGEST_ANSWER, refuseAnswer } from '../domain/answer.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import { ApiError } from './errors.ts';
import { answerOnce } from './idempotency.ts';
import type { messageAnswer } from './schemas/conversations.ts';

export type Answer = {
  account: Account;
  conversationId: string;
  /** The skills of whoever answers. */
  reach: Reach;
  text: string;
  /** The API client or user that wrote it. */
  author: string;
  idempotencyKey: string | undefined;
  now: Date;
};

type MessageAnswer = z.infer<typeof messageAnswer>;

/**
 * Takes an agent's answer in and has it sent; undefined where the account has no such conversation. Throws an ApiError for one that can't be
 * sent: a conversation that is closed, a consumer who has opted out, a channel that is off, WhatsApp's 24 hours.
 */
export function answerConversation(db: Db, answer: Answer): Promise<MessageAnswer | undefined> {
  const { account, text, idempotencyKey: key, now } = answer;
  return db.transaction().execute(async (trx) => {
    const conversation = await findConversation(trx, account.id, answer.conversationId, answer.reach);
    if (!conversation) return undefined;
    const body = { conversationId: conversation.id, text };
    const call = { accountId: account.id, operation: 'message', key, body, now };
    return answerOnce(trx, call, () => insertAnswer(trx, conversation, answer));
  });
}

async function insertAnswer(
  trx: Transaction<Database>,
  conversation: Conversation,
  { text, author, now }: Answer,
): Promise<MessageAnswer> {
  const longest = LONGEST_ANSWER[conversation.channel];
  if (text.length > longest) {
    const name = CHANNEL_NAMES[conversation.channel];
    throw new ApiError(400, `text: ${name} takes ${longest} characters at most, and it has ${text.length}`);
  }
  const facts = await getAnswerFacts(trx, conversation.id);
  const refusal = refuseAnswer(facts, now.getTime());
  if (refusal !== undefined) throw new ApiError(409, refusal);
  const { ratePerSecond } = facts;
  const message = await insertAgentMessage(trx, { id: randomUUID(), conversation, author, text, ratePerSecond }, now);
  return toMessageAnswer({ ...message, direction: 'OUT' });
}

/** A message of a conversation on the wire. */
export function toMessageAnswer(row: ConversationMessage): MessageAnswer {
  const { id, direction, author, text, state } = row;
  return {
    id,
    direction,
    author,
    text,
    state,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    readAt: row.read_at?.toISOString() ?? null,
    failedAt: row.failed_at?.toISOString() ?? null,
    error: row.code === null ? null : { source: row.error_source, code: row.code, message: row.message ?? '' },
  };
}
