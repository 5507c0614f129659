import { createHmac } from 'node:crypto';
import type { Carrier } from './carrier.ts';
import type { LivePersonConversation, LivePersonLine } from './liveperson.ts';
import type { Delivery } from './outbox.ts';

const AGENT_ID = '29c3019d-fe0b-5200-afe8-737abfeae4b4';

/** Tells the connector of a line, as LivePerson's webhooks do: also of those that it published itself. */
export function notifyOfLine(
  carrier: Carrier,
  { id, consumerId, accountId }: LivePersonConversation,
  { sequence, role, text, contentType }: LivePersonLine,
): Promise<Delivery> {
  const originatorId = role === 'CONSUMER' ? consumerId : AGENT_ID;
  return notify(carrier, accountId, 'ms.MessagingEventNotification', {
    sequence,
    originatorId,
    originatorMetadata: { id: originatorId, role },
    serverTimestamp: Date.now(),
    event: { type: 'ContentEvent', message: text, contentType },
    conversationId: id,
    dialogId: id,
  });
}

/** Tells the connector of the whole state of a conversation. */
export function notifyOfConversation(carrier: Carrier, conversation: LivePersonConversation): Promise<Delivery> {
  const { id, accountId, consumerId, skillId, state, closedBy, csat, startedAt, endedAt } = conversation;
  const ended = endedAt === undefined ? {} : { endTs: endedAt };
  const dialog = { dialogId: id, dialogType: 'MAIN', channelType: 'MESSAGING', state, creationTs: startedAt, ...ended };
  return notify(carrier, accountId, 'cqm.ExConversationChangeNotification', {
    type: 'UPSERT',
    result: {
      convId: id,
      effectiveTTR: -1,
      conversationDetails: {
        skillId,
        participants: [{ id: consumerId, role: 'CONSUMER' }],
        dialogs: [dialog],
        brandId: accountId,
        state,
        startTs: startedAt,
        ...ended,
        ...(closedBy === undefined ? {} : { closeReason: closedBy }),
        ...(csat === undefined ? {} : { csat: { csatRate: csat, status: 'FILLED' } }),
      },
    },
  });
}

function notify(carrier: Carrier, accountId: string, type: string, change: object): Promise<Delivery> {
  const { PUBLIC_URL, LIVEPERSON_APP_KEY: appKey, LIVEPERSON_APP_SECRET: secret } = carrier.config;
  const body = JSON.stringify({ kind: 'notification', body: { changes: [change] }, type });
  return carrier.outbox.deliver({
    url: `${PUBLIC_URL}/webhooks/liveperson`,
    headers: {
      'content-type': 'application/json',
      'x-liveperson-account-id': accountId,
      'x-liveperson-client-id': appKey,
      'x-liveperson-signature': `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`,
    },
    body,
  });
}
