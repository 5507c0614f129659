import { closeConversation, findConversation, listConversations, listMessages } from '../../db/conversations.ts';
import type { Conversation } from '../../db/schema.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountParams, accountErrors, isUuid, jsonAnswer } from '../schemas/common.ts';
import {
  conversationAnswer,
  conversationList,
  conversationParams,
  conversationQuery,
  conversationWithMessages,
} from '../schemas/conversations.ts';

/** What consumers answered, behind `authenticate`. */
export function conversationRoutes(app: App, { db, now }: RouteDeps): void {
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
      const { campaignId, skill, state, limit, offset } = request.query;
      const filter = { campaignId, skill, state, limit, offset };
      const rows = await listConversations(db, request.account.id, filter);
      return { conversations: rows.map(toWire), limit, offset };
    },
  });

  app.route({
    method: 'GET',
    url: '/conversations/:conversationId',
    schema: {
      operationId: 'getConversation',
      tags: ['Conversations'],
      summary: 'One conversation with its messages',
      params: conversationParams,
      response: { 200: jsonAnswer('The conversation.', conversationWithMessages), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { conversationId: id } = request.params;
      const conversation = isUuid(id) ? await findConversation(db, request.account.id, id) : undefined;
      if (!conversation) throw noConversation(id);
      const messages = await listMessages(db, conversation.id);
      return {
        ...toWire(conversation),
        messages: messages.map((message) => ({
          id: message.id,
          text: message.text,
          receivedAt: message.received_at.toISOString(),
        })),
      };
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
        "The consumer's next message is a new conversation on the default skill. Closed again, it keeps its first instant.",
      params: conversationParams,
      response: {
        200: jsonAnswer('The conversation, closed.', conversationAnswer),
        ...accountErrors(404, 413, 415),
      },
    },
    handler: async (request) => {
      const { conversationId: id } = request.params;
      const closed = isUuid(id) ? await closeConversation(db, request.account.id, id, now()) : undefined;
      if (!closed) throw noConversation(id);
      return toWire(closed);
    },
  });
}

function toWire(row: Conversation) {
  return {
    id: row.id,
    state: row.closed_at === null ? ('OPEN' as const) : ('CLOSED' as const),
    channel: row.channel,
    consumer: row.consumer,
    brandNumber: row.brand_address,
    skill: row.skill,
    route: row.route,
    proactiveCampaignId: row.campaign_id,
    recipientId: row.recipient_id,
    context: row.context,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

function noConversation(id: string): ApiError {
  return new ApiError(404, `The account has no conversation ${JSON.stringify(id)}`);
}
