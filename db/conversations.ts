import { randomUUID } from 'node:crypto';
import { routeReply } from '../domain/lookback.ts';
import type { Db } from './connect.ts';
import type { Conversation, InboundMessage } from './schema.ts';
import { transact } from './transaction.ts';

export type ConversationFilter = {
  campaignId?: string | undefined;
  skill?: string | undefined;
  state?: 'OPEN' | 'CLOSED' | undefined;
  limit: number;
  offset: number;
};

/** Newest first. */
export function listConversations(db: Db, accountId: string, filter: ConversationFilter): Promise<Conversation[]> {
  let query = db.selectFrom('conversation').selectAll().where('account_id', '=', accountId);
  if (filter.campaignId !== undefined) query = query.where('campaign_id', '=', filter.campaignId);
  if (filter.skill !== undefined) query = query.where('skill', '=', filter.skill);
  if (filter.state !== undefined) query = query.where('closed_at', filter.state === 'OPEN' ? 'is' : 'is not', null);
  return query.orderBy('opened_at', 'desc').orderBy('id').limit(filter.limit).offset(filter.offset).execute();
}

export function findConversation(db: Db, accountId: string, id: string): Promise<Conversation | undefined> {
  return db
    .selectFrom('conversation')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The consumer's messages, oldest first. */
export function listMessages(db: Db, conversationId: string): Promise<InboundMessage[]> {
  return db
    .selectFrom('inbound_message')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
}

/** Closes a conversation and returns it as it is then; undefined where there is none. Closed again, it keeps its first instant. */
export async function closeConversation(
  db: Db,
  accountId: string,
  id: string,
  at: Date,
): Promise<Conversation | undefined> {
  await db
    .updateTable('conversation')
    .set({ closed_at: at })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
  return findConversation(db, accountId, id);
}

/** Adds a message to the consumer's open conversation with this number, and returns its id; undefined where none is open. */
export async function appendToOpenConversation(db: Db, message: InboundMessage): Promise<string | undefined> {
  const open = await db
    .selectFrom('conversation')
    .select('id')
    .where('account_id', '=', message.account_id)
    .where('consumer', '=', message.consumer)
    .where('channel', '=', message.channel)
    .where('brand_address', '=', message.brand_address)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!open) return undefined;
  await db.updateTable('inbound_message').set({ conversation_id: open.id }).where('id', '=', message.id).execute();
  return open.id;
}

/** Opens a conversation with its first message. `skill` null: the account's default skill. */
export async function openConversation(
  db: Db,
  message: InboundMessage,
  to: {
    skill: string | null;
    route: Conversation['route'];
    recipient: { id: string; campaign_id: string; context: unknown[] | null } | null;
  },
): Promise<string> {
  const id = randomUUID();
  const opened = await db
    .insertInto('conversation')
    .values((eb) => ({
      id,
      account_id: message.account_id,
      consumer: message.consumer,
      brand_address: message.brand_address,
      channel: message.channel,
      skill:
        to.skill ??
        eb.selectFrom('account').select('default_skill').where('id', '=', message.account_id).$asScalar().$notNull(),
      route: to.route,
      campaign_id: to.recipient?.campaign_id ?? null,
      recipient_id: to.recipient?.id ?? null,
      context: to.recipient?.context ? JSON.stringify(to.recipient.context) : null,
      opened_at: message.received_at,
    }))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'consumer', 'channel', 'brand_address'])
        .where('closed_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirst();
  // Two messages at once: the other one has opened it.
  if (opened.numInsertedOrUpdatedRows === 0n) {
    return (await appendToOpenConversation(db, message)) ?? openConversation(db, message, to);
  }
  await db.updateTable('inbound_message').set({ conversation_id: id }).where('id', '=', message.id).execute();
  return id;
}

/**
 * Routes the answer to a message of ours and records its conversation: domain/lookback.ts decides. Called twice for one message it
 * changes nothing.
 */
export function routeInboundMessage(db: Db, messageId: string): Promise<void> {
  return transact(db, async (trx) => {
    const message = await trx
      .selectFrom('inbound_message')
      .selectAll()
      .where('id', '=', messageId)
      .forUpdate()
      .executeTakeFirst();
    if (message?.conversation_id !== null || message.recipient_id === null) return;
    const recipient = await trx
      .selectFrom('recipient')
      .innerJoin('campaign', 'campaign.id', 'recipient.campaign_id')
      .innerJoin('account', 'account.id', 'recipient.account_id')
      .select([
        'recipient.id',
        'recipient.campaign_id',
        'recipient.context',
        'recipient.sent_at',
        'recipient.accepted_at',
      ])
      .select(['campaign.skill', 'campaign.lookback_minutes', 'account.default_skill'])
      .where('recipient.id', '=', message.recipient_id)
      .forUpdate('recipient')
      .executeTakeFirstOrThrow();
    const latest = await trx
      .selectFrom('conversation')
      .select('closed_at')
      .where('recipient_id', '=', recipient.id)
      .orderBy('opened_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (await appendToOpenConversation(trx, message)) return;
    const route = routeReply({
      // An answer can be here before the gateway's: then the message is as new as can be.
      sentAtMs: (recipient.sent_at ?? message.received_at).getTime(),
      receivedAtMs: message.received_at.getTime(),
      lookbackMinutes: recipient.lookback_minutes,
      conversation: latest ? 'closed' : 'none',
      campaignSkill: recipient.skill,
      defaultSkill: recipient.default_skill,
    });
    const id = await openConversation(trx, message, { skill: route.skill, route: route.route, recipient });
    await trx
      .updateTable('recipient')
      .set((eb) => ({
        responded_at: eb.fn.coalesce('responded_at', eb.val(message.received_at)),
        conversation_id: eb.fn.coalesce('conversation_id', eb.val(id)),
      }))
      .where('id', '=', recipient.id)
      .execute();
  });
}
