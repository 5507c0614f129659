import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { messageOf, retryAfterMs } from '../channels/answers.ts';
import { PRIVATE, publicLookup } from '../channels/public-lookup.ts';
import type { WebhookSettings } from '../domain/conversation-adapter.ts';
import { hasPrivateHost } from '../domain/private-address.ts';
import { signedHeaders } from '../domain/webhooks/standard.ts';
import type { ConversationAdapter, ConversationEvent, Delivery, Secrets } from './port.ts';

export type WebhookOptions = {
  timeoutMs: number;
  /** Whether plain http and private addresses may be called. */
  allowPrivate: boolean;
  /** Epoch ms: the receiver compares it with its own clock. */
  now: () => number;
};

/** Posts each event as signed JSON. Any 2xx takes it; redirects are not followed. */
export function createWebhookAdapter(options: WebhookOptions): ConversationAdapter<WebhookSettings> {
  return {
    deliver: (event, { settings, secrets }) => post(options, settings.url, secrets, event),
  };
}

async function post(
  options: WebhookOptions,
  address: string,
  { current, previous }: Secrets,
  event: ConversationEvent,
): Promise<Delivery> {
  const url = new URL(address);
  if (!options.allowPrivate && (url.protocol !== 'https:' || hasPrivateHost(url))) return refused(PRIVATE);
  const body = JSON.stringify(toWire(event));
  const secrets = previous === undefined ? [current] : [current, previous];
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Daybreak',
    ...signedHeaders(secrets, { id: event.id, body, atMs: options.now() }),
  };
  try {
    const { statusCode = 0, headers: answered } = await send(url, body, headers, options);
    if (statusCode >= 200 && statusCode < 300) return { outcome: 'taken' };
    const code = `http_${statusCode}`;
    const message = `It answered HTTP ${statusCode}`;
    return { outcome: 'refused', code, message, retryAfterMs: retryAfterMs(answered['retry-after']) };
  } catch (error) {
    return messageOf(error) === PRIVATE
      ? refused(PRIVATE)
      : { outcome: 'unknown', code: 'no_answer', message: messageOf(error) };
  }
}

function refused(message: string): Delivery {
  return { outcome: 'refused', code: 'not_called', message: `It was not called: ${message}` };
}

/** The status says it all: the rest of the answer is not waited for. */
function send(
  url: URL,
  body: string,
  headers: Record<string, string | number>,
  { timeoutMs, allowPrivate }: WebhookOptions,
): Promise<Pick<IncomingMessage, 'statusCode' | 'headers'>> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(timeoutMs);
    const options = {
      method: 'POST',
      headers,
      signal,
      agent: false,
      ...(allowPrivate ? {} : { lookup: publicLookup }),
    };
    request(url, options, (response) => {
      resolve(response);
      response.destroy();
    })
      .on('error', (error) => reject(signal.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error))
      .end(body);
  });
}

/** The event as the receiver reads it: docs/conversations.md. */
function toWire(event: ConversationEvent) {
  const { accountId, campaignId, ...conversation } = event.conversation;
  const data = {
    accountId,
    conversation: { ...conversation, proactiveCampaignId: campaignId },
    ...detailsOf(event),
  };
  return { type: `conversation.${event.kind}`, timestamp: event.at, data };
}

function detailsOf(event: ConversationEvent) {
  switch (event.kind) {
    case 'opened':
      return { context: event.context, origin: event.origin };
    case 'origin':
      return { origin: event.origin };
    case 'message':
      return { message: event.message };
    case 'closed':
      return { closedAt: event.at, csat: event.csat };
  }
}
