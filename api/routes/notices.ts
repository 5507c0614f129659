import { listNotices, type Notice } from '../../db/notices.ts';
import { optOutConsumersOf } from '../../domain/opt-out-consumer.ts';
import type { App, RouteDeps } from '../deps.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { noticeList, noticeQuery } from '../schemas/notices.ts';

/** What the account's own texts answered to STOP and HELP, behind `authenticate`. */
export function noticeRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/notices',
    schema: {
      operationId: 'listNotices',
      tags: ['Opt-outs'],
      summary: 'List what STOP and HELP were answered with',
      description: 'Confirmations of opt-outs and help texts, newest first, with what became of each.',
      params: accountParams,
      querystring: noticeQuery,
      response: { 200: jsonAnswer('A page of them.', noticeList), ...accountErrors() },
    },
    handler: async (request) => {
      const { consumer, limit, offset, ...filter } = request.query;
      const consumers =
        consumer === undefined ? undefined : optOutConsumersOf(consumer, null).map((named) => named.consumer);
      const page = { limit, offset };
      const { notices, count } = await listNotices(db, request.account.id, { ...filter, consumers }, page);
      return { notices: notices.map(toWire), page: { count, offset, limit } };
    },
  });
}

function toWire(row: Notice) {
  return {
    id: row.id,
    purpose: row.purpose === 'help' ? ('help' as const) : ('confirmation' as const),
    channel: row.channel,
    consumer: row.to_address,
    brandNumber: row.from_address,
    words: row.inbound_text,
    text: row.text,
    state: row.state,
    providerMessageId: row.provider_message_id,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    readAt: row.read_at?.toISOString() ?? null,
    failedAt: row.failed_at?.toISOString() ?? null,
    error: row.code === null ? null : { source: row.error_source, code: row.code, message: row.message ?? '' },
  };
}
