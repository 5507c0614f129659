import type { Db } from '../../db/connect.ts';
import {
  closeConversation,
  findConversation,
  findOrigin,
  listConversations,
  listMessages,
  type NamedConversation,
  type Origin,
} from '../../db/conversations.ts';
import { getDeliveryStanding, type DeliveryStanding } from '../../db/conversation-events.ts';
import type { Account } from '../../db/schema.ts';
import { originMessage } from '../../domain/origin.ts';
import { answerConversation, toMessageAnswer } from '../answer-conversation.ts';
import type { Caller } from '../caller.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountParams, accountErrors, isUuid, jsonAnswer } from '../schemas/common.ts';
import {
  answerRequest,
  closeRequest,
  conversationAnswer,
  conversationList,
  conversationParams,
  conversationQuery,
  conversationWithMessages,
  messageAnswer,
  messageList,
  messagesQuery,
} from '../schemas/conversations.ts';
import { idempotencyHeaders } from '../schemas/idempotency.ts';

/** Of the messages that a conversation is shown with. */
const FIRST_PAGE = { limit: 100, offset: 0 };

/** What consumers answered, and what agents answered them, behind `authenticate`. A user reaches those of their skills: to them there are no others. */
export function conversationRoutes(app: App, { db, outbox, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/conversations',
    schema: {
      operationId: 'listConversations',
      tags: ['Conversations'],
      summary: 'List conversations',
      params: accountParams,
      querystring: conversationQuery,
      response: { 200: jsonAnswer('A page of them.', conversationList), ...accountErrors() },
    },
    handler: async (request) => {
      const { limit, offset, ...filter } = request.query;
      const { rows, count } = await listConversations(
        db,
        request.account.id,
        filter,
        { limit, offset },
        request.caller.skills,
      );
      return { conversations: rows.map(toWire), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'GET',
    url: '/conversations/:conversationId',
    schema: {
      operationId: 'getConversation',
      tags: ['Conversations'],
      summary: 'One conversation: what was sent, and what was said',
      description: 'With its first 100 messages.',
      params: conversationParams,
      response: { 200: jsonAnswer('The conversation.', conversationWithMessages), ...accountErrors(404) },
    },
    handler: async (request) => {
      const conversation = await mustFind(db, request);
      const origin = await findOrigin(db, conversation);
      const { rows, count } = await listMessages(db, conversation.id, FIRST_PAGE);
      const standing = await getDeliveryStanding(db, { conversationId: conversation.id });
      return {
        ...toWire(conversation),
        delivery: toDelivery(conversation, standing),
        origin: origin ? toOrigin(conversation, origin) : null,
        messages: rows.map(toMessageAnswer),
        page: { count, ...FIRST_PAGE },
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/conversations/:conversationId/messages',
    schema: {
      operationId: 'listConversationMessages',
      tags: ['Conversations'],
      summary: "A conversation's messages, the consumer's and the agents'",
      params: conversationParams,
      querystring: messagesQuery,
      response: { 200: jsonAnswer('A page of them, oldest first.', messageList), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { limit, offset } = request.query;
      const conversation = await mustFind(db, request);
      const { rows, count } = await listMessages(db, conversation.id, { limit, offset });
      return { messages: rows.map(toMessageAnswer), page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'POST',
    url: '/conversations/:conversationId/messages',
    schema: {
      operationId: 'answerConversation',
      tags: ['Conversations'],
      summary: "Send an agent's answer",
      description:
        'Over the channel and from the number that the consumer wrote to, ahead of campaigns, at any hour. It is stored before the answer and sent once; `GET …/messages` says what became of it. 409: the conversation is closed, the consumer has opted out, the channel is off or paused, or WhatsApp’s 24 hours since the consumer’s last message are over.',
      params: conversationParams,
      headers: idempotencyHeaders,
      body: answerRequest,
      response: { 201: jsonAnswer('It will be sent.', messageAnswer), ...accountErrors(404, 409, 413, 415, 422) },
    },
    handler: async (request, reply) => {
      const { conversationId } = request.params;
      const message = isUuid(conversationId)
        ? await answerConversation(db, {
            account: request.account,
            conversationId,
            reach: request.caller.skills,
            text: request.body.text,
            author: request.by,
            idempotencyKey: request.headers['idempotency-key'],
            now: now(),
          })
        : undefined;
      if (!message) throw noConversation(conversationId);
      outbox.kick();
      return reply.code(201).send(message);
    },
  });

  app.route({
    method: 'POST',
    url: '/conversations/:conversationId/close',
    schema: {
      operationId: 'closeConversation',
      tags: ['Conversations'],
      summary: 'Close a conversation',
      description:
        "The consumer's next message is a new conversation on the default skill. Closed again, it keeps its first instant; a csat that was missing may still be added. The body may be left out.",
      params: conversationParams,
      body: closeRequest,
      response: {
        200: jsonAnswer('The conversation, closed.', conversationAnswer),
        ...accountErrors(404, 413, 415),
      },
    },
    handler: async (request) => {
      const { conversationId: id } = request.params;
      const close = { csat: request.body?.csat ?? null, at: now(), reach: request.caller.skills };
      const closed = isUuid(id) ? await closeConversation(db, request.account.id, id, close) : undefined;
      if (!closed) throw noConversation(id);
      outbox.kick();
      return toWire(closed);
    },
  });
}

type ConversationCall = { account: Account; caller: Caller; params: { conversationId: string } };

async function mustFind(db: Db, { account, caller, params }: ConversationCall): Promise<NamedConversation> {
  const { conversationId: id } = params;
  const conversation = isUuid(id) ? await findConversation(db, account.id, id, caller.skills) : undefined;
  if (!conversation) throw noConversation(id);
  return conversation;
}

function toWire(row: NamedConversation) {
  return {
    id: row.id,
    state: row.closed_at === null ? ('OPEN' as const) : ('CLOSED' as const),
    channel: row.channel,
    consumer: row.consumer,
    brandNumber: row.brand_address,
    skill: row.skill,
    route: row.route,
    proactiveCampaignId: row.campaign_id,
    campaignName: row.campaign_name,
    recipientId: row.recipient_id,
    context: row.context,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    csat: row.csat,
  };
}

function toDelivery({ adapter, external_id: externalId }: NamedConversation, standing: DeliveryStanding) {
  if (adapter === 'inbox') return null;
  const { waiting, since, lastError, lastTriedAt } = standing;
  return {
    adapter,
    state: waiting === 0 ? ('DELIVERED' as const) : lastError === null ? ('PENDING' as const) : ('FAILING' as const),
    waiting,
    waitingSince: since?.toISOString() ?? null,
    lastError,
    lastTriedAt: lastTriedAt?.toISOString() ?? null,
    externalId,
  };
}

function toOrigin(conversation: NamedConversation, origin: Origin) {
  const message = originMessage(conversation.channel, origin);
  return message === undefined
    ? null
    : {
        ...message,
        sentAt: origin.sentAt?.toISOString() ?? null,
        campaignName: conversation.campaign_name,
        context: conversation.context,
      };
}

function noConversation(id: string): ApiError {
  return new ApiError(404, `The account has no conversation ${JSON.stringify(id)}`);
}
