import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import { routeReply } from '../domain/lookback.ts';
import type { Plan } from '../domain/plan.ts';
import type { AgentMessageState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { insertConversationEvents } from './conversation-events.ts';
import { forgetMissingReceipt } from './missing-receipts.ts';
import { lockRecipient } from './recipients.ts';
import type { Conversation, Database, InboundMessage } from './schema.ts';
import { transact } from './transaction.ts';

/** The skills whose conversations somebody reaches; null: all. */
export type Reach = string[] | null;

export type ConversationFilter = {
  campaignId?: string | undefined;
  /** Any of them. */
  skill?: readonly string[] | undefined;
  ids?: readonly string[] | undefined;
  state?: 'OPEN' | 'CLOSED' | undefined;
  channel?: Channel | undefined;
  /** A number in any of its written forms, or a user id. */
  consumer?: string | undefined;
};

export type ConversationSort = 'openedAt' | 'latestMessage';

/** A conversation with its last message, and how many of the consumer's no agent has read. */
export type ListedConversation = NamedConversation & {
  last_message: { direction: 'IN' | 'OUT'; text: string; at: string } | null;
  unread: number;
};

/** A page of the account's conversations, newest first, and how many there are. */
export async function listConversations(
  db: Db,
  accountId: string,
  filter: ConversationFilter,
  sort: ConversationSort,
  page: { limit: number; offset: number },
  reach: Reach = null,
): Promise<{ rows: ListedConversation[]; count: number }> {
  let query = db.selectFrom('conversation').where('conversation.account_id', '=', accountId);
  if (reach) query = query.where('conversation.skill', '=', sql<string>`ANY(${reach}::text[])`);
  if (filter.campaignId !== undefined) query = query.where('conversation.campaign_id', '=', filter.campaignId);
  if (filter.skill !== undefined)
    query = query.where(sql<boolean>`conversation.skill = ANY(${[...filter.skill]}::text[])`);
  if (filter.ids !== undefined) query = query.where(sql<boolean>`conversation.id = ANY(${[...filter.ids]}::uuid[])`);
  if (filter.channel !== undefined) query = query.where('conversation.channel', '=', filter.channel);
  if (filter.consumer !== undefined) {
    query = query.where('conversation.consumer', 'in', [filter.consumer, `+${filter.consumer.replace(/\D/g, '')}`]);
  }
  if (filter.state !== undefined) {
    query = query.where('conversation.closed_at', filter.state === 'OPEN' ? 'is' : 'is not', null);
  }
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  // The words of the indexes conversation_account and conversation_latest.
  const latest =
    sort === 'latestMessage'
      ? sql<Date>`coalesce(conversation.last_message_at, conversation.opened_at)`
      : sql<Date>`conversation.opened_at`;
  const take = Math.max(Math.min(page.limit, count - page.offset), 0);
  const rest = count - page.offset - take;
  // What comes before the page is read to be skipped, or what comes after it: the fewer.
  const isNearTheEnd = rest < page.offset;
  const onPage = query
    .select('conversation.id')
    .orderBy(latest, isNearTheEnd ? 'asc' : 'desc')
    .orderBy('conversation.id', isNearTheEnd ? 'desc' : 'asc')
    // One that has come since they were counted pushes nobody off a page that is not full.
    .limit(isNearTheEnd ? take : page.limit)
    .offset(isNearTheEnd ? Math.max(rest, 0) : page.offset);
  // Their messages are looked for once they are known: not those of all that come before the page.
  const rows = await db
    .selectFrom('conversation')
    .where('conversation.id', 'in', onPage)
    .leftJoin('campaign', 'campaign.id', 'conversation.campaign_id')
    .selectAll('conversation')
    .select(['campaign.name as campaign_name', 'campaign.handoff_id'])
    .select([LAST_MESSAGE.as('last_message'), UNREAD.as('unread')])
    .orderBy(latest, 'desc')
    .orderBy('conversation.id')
    .execute();
  return { rows, count };
}

const LAST_MESSAGE = sql<ListedConversation['last_message']>`(
  SELECT json_build_object('direction', m.direction, 'text', m.text, 'at', m.at) FROM (
    (SELECT 'IN' AS direction, text, received_at AS at FROM inbound_message
      WHERE conversation_id = conversation.id ORDER BY received_at DESC LIMIT 1)
    UNION ALL
    (SELECT 'OUT', text, created_at FROM agent_message
      WHERE conversation_id = conversation.id ORDER BY created_at DESC LIMIT 1)) m
  ORDER BY m.at DESC, m.direction DESC LIMIT 1)`;

const UNREAD = sql<number>`(SELECT count(*) FROM inbound_message
  WHERE conversation_id = conversation.id AND (conversation.seen_at IS NULL OR received_at > conversation.seen_at))`;

/** Says that an agent has read what came until `at`. Returns whether there is such a conversation; read already, nothing changes. */
export async function markConversationRead(db: Db, accountId: string, id: string, at: Date): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ seen_at: at })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('seen_at', 'is', null), eb('seen_at', '<', eb.ref('last_message_at'))]))
    .execute();
}

/** A conversation with the name of the campaign that it answers, and the handoff that sent it. */
export type NamedConversation = Conversation & { campaign_name: string | null; handoff_id: string | null };

export function findConversation(
  db: Db,
  accountId: string,
  id: string,
  reach: Reach = null,
): Promise<NamedConversation | undefined> {
  return db
    .selectFrom('conversation')
    .leftJoin('campaign', 'campaign.id', 'conversation.campaign_id')
    .selectAll('conversation')
    .select(['campaign.name as campaign_name', 'campaign.handoff_id'])
    .where('conversation.account_id', '=', accountId)
    .where('conversation.id', '=', id)
    .$if(reach !== null, (query) => query.where('conversation.skill', '=', sql<string>`ANY(${reach}::text[])`))
    .executeTakeFirst();
}

/** What was sent to the consumer and is answered here. */
export type Origin = {
  plan: Plan;
  variables: Record<string, string>;
  headerVariables: Record<string, string>;
  sentAt: Date | null;
};

/** The message that a conversation answers; undefined where it answers none, or where its recipient was erased. */
export async function findOrigin(db: Db, conversation: Conversation): Promise<Origin | undefined> {
  if (conversation.recipient_id === null) return undefined;
  const row = await db
    .selectFrom('recipient')
    .innerJoin('campaign', 'campaign.id', 'recipient.campaign_id')
    .select(['campaign.plan', 'recipient.variables', 'recipient.header_variables', 'recipient.sent_at'])
    .select((eb) =>
      eb
        .selectFrom('attempt')
        .select((attempt) => attempt.fn.max('called_at').as('called_at'))
        .whereRef('attempt.recipient_id', '=', 'recipient.id')
        .where('attempt.channel', '=', conversation.channel)
        .where('attempt.state', 'not in', ['REFUSED', 'ABSENT'])
        .where('attempt.called_at', '<=', conversation.opened_at)
        .as('called_at'),
    )
    .where('recipient.id', '=', conversation.recipient_id)
    .executeTakeFirst();
  return (
    row && {
      plan: row.plan,
      variables: row.variables,
      headerVariables: row.header_variables,
      sentAt: row.called_at ?? row.sent_at,
    }
  );
}

/** What the consumer wrote; undefined where it was erased. */
export async function findInboundText(db: Db, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('inbound_message').select('text').where('id', '=', id).executeTakeFirst();
  return row?.text;
}

/** One message of a conversation, of the consumer's (IN) or an agent's (OUT). */
export type ConversationMessage = {
  id: string;
  direction: 'IN' | 'OUT';
  author: string;
  text: string;
  state: 'RECEIVED' | AgentMessageState;
  error_source: ErrorSource | null;
  code: string | null;
  message: string | null;
  created_at: Date;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  failed_at: Date | null;
};

/** A page of a conversation's messages, oldest first, and how many there are. */
export async function listMessages(
  db: Db,
  conversationId: string,
  page: { limit: number; offset: number },
): Promise<{ rows: ConversationMessage[]; count: number }> {
  const { rows } = await sql<ConversationMessage>`
    SELECT id, 'IN' AS direction, consumer AS author, text, 'RECEIVED' AS state, NULL AS error_source, NULL AS code,
      NULL AS message, received_at AS created_at, NULL::timestamptz AS sent_at, NULL::timestamptz AS delivered_at,
      NULL::timestamptz AS read_at, NULL::timestamptz AS failed_at
    FROM inbound_message WHERE conversation_id = ${conversationId}
    UNION ALL
    SELECT id, 'OUT', author, text, state, error_source, code, message, created_at, sent_at, delivered_at, read_at, failed_at
    FROM agent_message WHERE conversation_id = ${conversationId}
    ORDER BY created_at, direction, id LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db);
  const counted = await sql<{ count: number }>`
    SELECT (SELECT count(*) FROM inbound_message WHERE conversation_id = ${conversationId})
      + (SELECT count(*) FROM agent_message WHERE conversation_id = ${conversationId}) AS count`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/**
 * Closes a conversation and returns it as it is then; undefined where there is none. Closed again, it keeps its first instant; a `csat` that was
 * missing may still come, one that is there stays. Its recipient, whose row comes first, is counted as closed with it.
 */
export function closeConversation(
  db: Db,
  accountId: string,
  id: string,
  close: { csat: number | null; at: Date; reach?: Reach },
): Promise<NamedConversation | undefined> {
  return transact(db, async (trx) => {
    const before = await closeConversationIn(trx, accountId, id, close);
    return before && findConversation(trx, accountId, id);
  });
}

/**
 * As `closeConversation`, in a transaction of the caller's; returns the conversation as it was before, locked. `byAdapter`: its adapter's side has
 * closed it, and need not be told.
 */
export async function closeConversationIn(
  trx: Transaction<Database>,
  accountId: string,
  id: string,
  { csat, at, byAdapter = false, reach = null }: { csat: number | null; at: Date; byAdapter?: boolean; reach?: Reach },
): Promise<Conversation | undefined> {
  const found = await findConversation(trx, accountId, id, reach);
  if (!found) return undefined;
  if (found.recipient_id !== null) await lockRecipient(trx, found.recipient_id);
  const before = await trx
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const closed = await trx
    .updateTable('conversation')
    .set((eb) => ({
      closed_at: eb.fn.coalesce('closed_at', eb.val(at)),
      csat: eb.fn.coalesce('csat', eb.val(csat)),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (found.recipient_id !== null) await recordClosed(trx, found.recipient_id, closed);
  if (before.closed_at === null && !byAdapter) await insertConversationEvents(trx, closed, [{ kind: 'closed' }], at);
  return before;
}

/** The conversation that the reply opened is the one that counts: a later one from the same recipient is another. */
async function recordClosed(db: Db, recipientId: string, conversation: Conversation): Promise<void> {
  const { id, closed_at: closedAt, csat } = conversation;
  await db
    .updateTable('recipient')
    .set({ conversation_closed_at: closedAt, csat })
    .where('id', '=', recipientId)
    .where((eb) => eb.or([eb('conversation_id', '=', id), eb('conversation_id', 'is', null)]))
    .where((eb) =>
      eb.or([eb('conversation_closed_at', 'is distinct from', closedAt), eb('csat', 'is distinct from', csat)]),
    )
    .execute();
}

/**
 * Adds a message to the consumer's open conversation with this number, and returns its id; undefined where none is open. `at`: when it came into
 * this conversation, where that is not when it came.
 */
export async function appendToOpenConversation(
  db: Db,
  message: InboundMessage,
  at = message.received_at,
): Promise<string | undefined> {
  const open = await db
    .selectFrom('conversation')
    .select(['id', 'account_id', 'adapter'])
    .where('account_id', '=', message.account_id)
    .where('consumer', '=', message.consumer)
    .where('channel', '=', message.channel)
    .where('brand_address', '=', message.brand_address)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!open) return undefined;
  await db.updateTable('inbound_message').set({ conversation_id: open.id }).where('id', '=', message.id).execute();
  await insertConversationEvents(db, open, [{ kind: 'message', messageId: message.id }], at);
  return open.id;
}

/** Opens a conversation with its first message, where the account's agents work now. `skill` null: the account's default skill. */
export async function openConversation(
  db: Db,
  message: InboundMessage,
  to: {
    skill: string | null;
    route: Conversation['route'];
    recipient: { id: string; campaign_id: string; context: unknown[] | null } | null;
  },
  at = message.received_at,
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
      adapter: eb
        .selectFrom('account')
        .select('conversation_adapter')
        .where('id', '=', message.account_id)
        .$asScalar()
        .$notNull(),
      campaign_id: to.recipient?.campaign_id ?? null,
      recipient_id: to.recipient?.id ?? null,
      context: to.recipient?.context ? JSON.stringify(to.recipient.context) : null,
      opened_at: at,
    }))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'consumer', 'channel', 'brand_address'])
        .where('closed_at', 'is', null)
        .doNothing(),
    )
    .returning(['id', 'account_id', 'adapter'])
    .executeTakeFirst();
  // Two messages at once: the other one has opened it.
  if (!opened) return (await appendToOpenConversation(db, message, at)) ?? openConversation(db, message, to, at);
  await db.updateTable('inbound_message').set({ conversation_id: id }).where('id', '=', message.id).execute();
  const origin = opened.adapter === 'liveperson' && to.recipient !== null ? [{ kind: 'origin' } as const] : [];
  const first = { kind: 'message', messageId: message.id } as const;
  await insertConversationEvents(db, opened, [{ kind: 'opened' }, ...origin, first], at);
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
    await forgetMissingReceipt(trx, recipient.id);
  });
}
