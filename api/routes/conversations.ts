import { z } from 'zod';
import type { Db } from '../../db/connect.ts';
import {
  closeConversation,
  findConversation,
  findOrigin,
  listConversations,
  listMessages,
  markConversationRead,
  type NamedConversation,
  type Origin,
} from '../../db/conversations.ts';
import { getDeliveryStanding, type DeliveryStanding } from '../../db/conversation-events.ts';
import type { Account } from '../../db/schema.ts';
import { originMessage } from '../../domain/origin.ts';
import { answerConversation, toMessageAnswer } from '../answer-conversation.ts';
import { toConversation, toListedConversation } from '../conversation-answer.ts';
import { createConversationStreams } from '../conversation-streams.ts';
import type { Caller } from '../caller.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountParams, accountErrors, isUuid, jsonAnswer } from '../schemas/common.ts';
import {
  answerRequest,
  closeRequest,
  conversationAnswer,
  conversationEventsQuery,
  conversationList,
  conversationParams,
  conversationQuery,
  conversationWithMessages,
  messageAnswer,
  messageList,
  messagesQuery,
} from '../schemas/conversations.ts';
import { eventStream } from '../schemas/event-stream.ts';
import { idempotencyHeaders } from '../schemas/idempotency.ts';

/** Of the messages that a conversation is shown with. */
const FIRST_PAGE = { limit: 100, offset: 0 };

/** What consumers answered, and what agents answered them, behind `authenticate`. A user reaches those of their skills: to them there are no others. */
export function conversationRoutes(app: App, deps: RouteDeps): void {
  const { db, outbox, now } = deps;
  inboxRoutes(app, deps);

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
      const { sort, limit, offset, ...filter } = request.query;
      const { account, caller } = request;
      const page = { limit, offset };
      const { rows, count } = await listConversations(db, account.id, filter, sort, page, caller.skills);
      return { conversations: rows.map(toListedConversation), page: { count, offset, limit } };
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
        ...toConversation(conversation),
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
      return toConversation(closed);
    },
  });
}

/** What an agents' inbox needs beside the list. */
function inboxRoutes(app: App, deps: RouteDeps): void {
  const { db, now } = deps;
  const streams = createConversationStreams(deps);
  app.addHook('preClose', (done) => {
    streams.close();
    done();
  });

  app.route({
    method: 'GET',
    url: '/conversations/events',
    schema: {
      operationId: 'streamConversations',
      tags: ['Conversations'],
      summary: 'Conversations that change, as server-sent events',
      description:
        'First an event `ready`: list what there is. Then an event `conversation`, as in the list, for each that is opened, written in, read or closed, and fits. Another `ready` says that some may have been missed. It ends with the authorisation of the call.',
      params: accountParams,
      querystring: conversationEventsQuery,
      response: { 200: eventStream, ...accountErrors() },
    },
    handler: async (request, reply) => {
      const { campaignId, skill, channel, consumer } = request.query;
      await streams.open(request, reply, { campaignId, skill, channel, consumer });
    },
  });

  app.route({
    method: 'POST',
    url: '/conversations/:conversationId/read',
    schema: {
      operationId: 'markConversationRead',
      tags: ['Conversations'],
      summary: 'Say that an agent has read a conversation',
      description: 'For all agents: `unread` counts from then on. An answer says so too. The consumer is told nothing.',
      params: conversationParams,
      response: { 204: z.null().describe('It is read.'), ...accountErrors(404, 413, 415) },
    },
    handler: async (request, reply) => {
      const { id } = await mustFind(db, request);
      await markConversationRead(db, request.account.id, id, now());
      return reply.code(204).send(null);
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
