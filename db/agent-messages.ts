import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { AnswerFacts, NoticeFacts } from '../domain/answer.ts';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import { actionOf, type CodeRule } from '../domain/provider-codes.ts';
import { errorSource } from '../domain/standing.ts';
import { answerMovesForward, type AgentMessageState } from '../domain/status.ts';
import { rememberIneligible } from './attempts.ts';
import type { Db } from './connect.ts';
import { consumerKindOf } from '../domain/opt-out-consumer.ts';
import { findOptOutChannel, insertOptOut } from './opt-outs.ts';
import { insertOutbox } from './outbox.ts';
import type { AgentMessage, Conversation, Database } from './schema.ts';

/** Stores an agent's answer and has it sent. */
export async function insertAgentMessage(
  trx: Transaction<Database>,
  message: {
    id: string;
    conversation: Conversation;
    author: string;
    text: string;
    ratePerSecond: number;
    /** What the adapter's side calls it, where it was written there. */
    externalRef?: string;
  },
  now: Date,
): Promise<AgentMessage> {
  const { id, conversation, author, text, ratePerSecond } = message;
  const { account_id: accountId, channel } = conversation;
  const inserted = await trx
    .insertInto('agent_message')
    .values({
      id,
      account_id: accountId,
      conversation_id: conversation.id,
      author,
      text,
      channel,
      from_address: conversation.brand_address,
      to_address: conversation.consumer,
      created_at: now,
      external_ref: message.externalRef ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertOutbox(trx, { kind: 'agent-message', accountId, messageId: id, channel, ratePerSecond });
  return inserted;
}

export function findAgentMessage(db: Db, id: string): Promise<AgentMessage | undefined> {
  return db.selectFrom('agent_message').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Holds what an answer or a notice stands on until the transaction ends: a close, a STOP, a START, or a pause that is answered later came later.
 * The conversation first, or the opt-out that is confirmed, then the message, then the channel. Read the facts in a statement after it.
 */
export async function lockForAnswer(trx: Transaction<Database>, id: string): Promise<AgentMessage | undefined> {
  await sql`SELECT FROM conversation WHERE id = (SELECT conversation_id FROM agent_message WHERE id = ${id}) FOR SHARE`.execute(
    trx,
  );
  await sql`SELECT FROM opt_out WHERE confirmation_id = ${id} ORDER BY id FOR SHARE`.execute(trx);
  const message = await trx.selectFrom('agent_message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!message) return undefined;
  await sql`SELECT FROM channel_setting WHERE account_id = ${message.account_id} AND channel = ${message.channel} FOR SHARE`.execute(
    trx,
  );
  return message;
}

type Facts = AnswerFacts & {
  /** What the provider calls the brand's number; null: it is no longer the account's, or needs none. */
  fromRef: string | null;
  /** The account's messages a second on the channel. */
  ratePerSecond: number;
};

/** What decides whether an answer may be written in a conversation, in one query. Throws where there is no such conversation. */
export function getAnswerFacts(db: Db, conversationId: string): Promise<Facts> {
  return readFacts(
    db,
    sql`SELECT account_id, channel, consumer, brand_address, closed_at FROM conversation WHERE id = ${conversationId}`,
  );
}

/** The same for a message that has been written: an answer in its conversation, or a notice, which has none. */
export async function getMessageFacts(db: Db, messageId: string): Promise<Facts & NoticeFacts> {
  const facts = await readFacts(
    db,
    sql`SELECT m.account_id, m.channel, m.to_address AS consumer, m.from_address AS brand_address, c.closed_at
      FROM agent_message m LEFT JOIN conversation c ON c.id = m.conversation_id WHERE m.id = ${messageId}`,
  );
  const { rows } = await sql<{ confirms: boolean; since: boolean }>`
    SELECT EXISTS (SELECT FROM opt_out o WHERE o.confirmation_id = m.id AND o.revoked_at IS NULL) AS confirms,
      EXISTS (SELECT FROM opt_out o WHERE ${holdsFor('o', 'm', 'm.to_address')} AND coalesce(o.renewed_at, o.created_at) > m.created_at) AS since
    FROM agent_message m WHERE m.id = ${messageId}`.execute(db);
  return { ...facts, confirmsHolding: rows[0]?.confirms ?? false, optedOutSince: rows[0]?.since ?? false };
}

/** That an opt-out holds for a consumer on the channel of a row with an account's id. All are names that the statement gives. */
function holdsFor(optOut: string, row: string, consumer: string): RawBuilder<boolean> {
  const [o, r] = [sql.raw(optOut), sql.raw(row)];
  return sql`${o}.account_id = ${r}.account_id AND ${o}.consumer = ${sql.raw(consumer)} AND ${o}.revoked_at IS NULL
    AND ${o}.kind = CASE ${r}.channel WHEN 'inapp' THEN 'user' ELSE 'phone' END
    AND (${o}.channel IS NULL OR ${o}.channel = ${r}.channel)`;
}

async function readFacts(db: Db, about: RawBuilder<unknown>): Promise<Facts> {
  const { rows } = await sql<{
    channel: Channel;
    closed_at: Date | null;
    opted_out: boolean;
    enabled: boolean | null;
    paused_reason: string | null;
    rate_per_second: number | null;
    number: string | null;
    provider_ref: string | null;
    last_message_at: Date | null;
  }>`
    SELECT v.channel, v.closed_at, s.enabled, s.paused_reason, s.rate_per_second, n.number, n.provider_ref,
      EXISTS (SELECT FROM opt_out o WHERE ${holdsFor('o', 'v', 'v.consumer')}) AS opted_out,
      (SELECT max(m.received_at) FROM inbound_message m WHERE m.account_id = v.account_id AND m.channel = v.channel
        AND m.consumer = v.consumer AND m.brand_address = v.brand_address) AS last_message_at
    FROM (${about}) v
    LEFT JOIN channel_setting s ON s.account_id = v.account_id AND s.channel = v.channel
    LEFT JOIN outbound_number n ON n.account_id = v.account_id AND n.channel = v.channel AND n.number = v.brand_address`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new Error('There is no such conversation or message');
  return {
    channel: row.channel,
    closedAtMs: row.closed_at?.getTime() ?? null,
    optedOut: row.opted_out,
    channelOn: row.enabled ?? false,
    pausedReason: row.paused_reason,
    numberIsOwn: row.channel === 'inapp' || row.number !== null,
    lastMessageAtMs: row.last_message_at?.getTime() ?? null,
    fromRef: row.provider_ref,
    ratePerSecond: row.rate_per_second ?? 10,
  };
}

/** Whether an answer that was written before this one in its conversation still waits for its call. */
export async function isBehindAnother(db: Db, message: AgentMessage): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM agent_message WHERE conversation_id = ${message.conversation_id} AND state IN ('QUEUED', 'CALLING')
      AND (created_at, id) < (SELECT created_at, id FROM agent_message WHERE id = ${message.id}) LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Writes the intent to call the provider. It must be committed before the call: after a crash it is what says that there may have been one. */
export async function recordAnswerCall(db: Db, id: string, at: Date): Promise<void> {
  await db
    .updateTable('agent_message')
    .set((eb) => ({ state: 'CALLING', called_at: at, tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

const OPEN: AgentMessageState[] = ['QUEUED', 'CALLING', 'UNKNOWN'];
const NO_ERROR = { error_source: null, code: null, message: null, failed_at: null } as const;

/** The gateway took it. A webhook can say so, and more, before the answer does: both move forwards only. */
export async function recordAnswerSent(db: Db, id: string, providerMessageId: string, at: Date): Promise<void> {
  await db
    .updateTable('agent_message')
    .set((eb) => ({
      provider_message_id: eb.fn.coalesce('provider_message_id', eb.val(providerMessageId)),
      sent_at: eb.fn.coalesce('sent_at', eb.val(at)),
    }))
    .where('id', '=', id)
    .execute();
  await db
    .updateTable('agent_message')
    .set({ state: 'SENT', ...NO_ERROR })
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .execute();
}

export type AnswerError = { source: ErrorSource; code: string; message: string };

/** The provider did not take it: it is called again later. Does nothing to one that a webhook has resolved. */
export async function requeueAnswer(db: Db, id: string, error: AnswerError | null): Promise<void> {
  await db
    .updateTable('agent_message')
    .set({ state: 'QUEUED', ...(error && columnsOf(error)) })
    .where('id', '=', id)
    .where('state', '=', 'CALLING')
    .execute();
}

/** The end of an answer that was not sent, or of which it can't be found out. Does nothing to one that a webhook has resolved. */
export async function closeAnswer(
  db: Db,
  id: string,
  state: 'FAILED' | 'UNKNOWN',
  error: AnswerError,
  at: Date,
): Promise<void> {
  await db
    .updateTable('agent_message')
    .set({ state, ...columnsOf(error), ...(state === 'FAILED' ? { failed_at: at } : {}) })
    .where('id', '=', id)
    .where('state', 'in', ['QUEUED', 'CALLING'])
    .execute();
}

function columnsOf({ source, code, message }: AnswerError) {
  return { error_source: source, code, message };
}

/** What a provider's code means beyond this one answer: an opt-out, a number to remember, a channel to pause. */
export async function recordAnswerConsequences(
  db: Db,
  message: AgentMessage,
  code: string,
  rule: CodeRule,
  at: Date,
): Promise<void> {
  const { account_id: accountId, channel, to_address: address } = message;
  if (rule.rememberNotEligible) await rememberIneligible(db, { accountId, channel, address, code }, at.getTime());
  if (rule.action === 'opted-out') {
    const scoped = await findOptOutChannel(db, accountId, channel);
    const consumer = { kind: consumerKindOf(channel), consumer: address };
    await insertOptOut(db, { accountId, ...consumer, channel: scoped, source: `provider:${code}` }, at.getTime());
  } else if (rule.action === 'pause-channel') {
    await db
      .updateTable('channel_setting')
      .set({ paused_reason: `${rule.meaning} (code ${code}).` })
      .where('account_id', '=', accountId)
      .where('channel', '=', channel)
      .where('paused_reason', 'is', null)
      .execute();
  }
}

export type AnswerReceipt = {
  channel: Channel;
  /** Our reference, where the provider gives it back. */
  messageId?: string | undefined;
  providerMessageId?: string | undefined;
  state: 'SENT' | 'DELIVERED' | 'READ' | 'FAILED';
  code?: string | undefined;
};

/** Moves an agent's message forwards, whatever the order in which receipts come and however often. Returns false where none fits. */
export async function applyAnswerReceipt(
  trx: Transaction<Database>,
  receipt: AnswerReceipt,
  at: Date,
): Promise<boolean> {
  const { channel, messageId, providerMessageId, state, code } = receipt;
  if (messageId === undefined && providerMessageId === undefined) return false;
  const message = await trx
    .selectFrom('agent_message')
    .selectAll()
    .where('channel', '=', channel)
    .where((eb) =>
      messageId === undefined ? eb('provider_message_id', '=', providerMessageId ?? '') : eb('id', '=', messageId),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!message) return false;
  const moves = answerMovesForward(message.state, state);
  const seen = (known: Date | null, ...states: (typeof state)[]) => known ?? (states.includes(state) ? at : null);
  const rule = actionOf(channel, code ?? 'unknown');
  const isFailed = moves && state === 'FAILED';
  await trx
    .updateTable('agent_message')
    .set({
      provider_message_id: message.provider_message_id ?? providerMessageId ?? null,
      sent_at: seen(message.sent_at, 'SENT', 'DELIVERED', 'READ'),
      delivered_at: seen(message.delivered_at, 'DELIVERED', 'READ'),
      read_at: seen(message.read_at, 'READ'),
      ...(moves ? { state, ...NO_ERROR } : {}),
      ...(isFailed
        ? {
            failed_at: at,
            ...columnsOf({
              source: errorSource(channel, 'FAILED'),
              code: code ?? 'unknown',
              message: `${rule.meaning}.`,
            }),
          }
        : {}),
    })
    .where('id', '=', message.id)
    .execute();
  if (isFailed) await recordAnswerConsequences(trx, message, code ?? 'unknown', rule, at);
  return true;
}
