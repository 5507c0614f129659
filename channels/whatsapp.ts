import { ProviderRefusal, resultOfFailure, retryAfterMs } from './answers.ts';
import type { ChannelAdapter, OutboundMessage, SendResult, TemplateContent } from './port.ts';

export type WhatsAppOptions = {
  baseUrl: string;
  accessToken: string;
  timeoutMs: number;
};

/** The version of the Graph API that the request's shape belongs to. */
const API_VERSION = 'v23.0';

/** WhatsApp over the Cloud API, `POST /{phone-number-id}/messages`. */
export function createWhatsAppAdapter(options: WhatsAppOptions): ChannelAdapter {
  return {
    channel: 'wa',
    canFind: false,
    send: (message) => send(options, message),
    find: () =>
      Promise.resolve({ outcome: 'unknown', message: 'WhatsApp has no look-up: only its status webhook can tell' }),
  };
}

async function send(options: WhatsAppOptions, message: OutboundMessage): Promise<SendResult> {
  if (message.fromRef === undefined) {
    return { outcome: 'refused', code: 'no_phone_number_id', message: 'The number has no WhatsApp phone-number-id' };
  }
  try {
    const response = await fetch(`${options.baseUrl}/${API_VERSION}/${encodeURIComponent(message.fromRef)}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(encodeWhatsAppMessage(message)),
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    return resultOfAnswer(response, await response.text());
  } catch (error) {
    return resultOfFailure(error);
  }
}

/**
 * The request body for one message. `validUntil` has no equivalent here: WhatsApp keeps an accepted message for a phone that is off
 * for as long as the template's own time-to-live says.
 */
export function encodeWhatsAppMessage(message: OutboundMessage): Record<string, unknown> {
  const { content } = message;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(isUserId(message.to) ? { recipient: message.to } : { to: message.to }),
    biz_opaque_callback_data: message.attemptId,
    ...(content.kind === 'text'
      ? { type: 'text', text: { body: content.text } }
      : { type: 'template', template: encodeTemplate(content) }),
  };
}

/** A user whom WhatsApp names by an id of its own: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
function isUserId(address: string): boolean {
  return /^[A-Z]{2}\./.test(address);
}

function encodeTemplate(content: TemplateContent): Record<string, unknown> {
  const components: Record<string, unknown>[] = [];
  if (content.header) {
    const { header } = content;
    const parameter = header.type === 'text' ? header : { type: header.type, [header.type]: { link: header.link } };
    components.push({ type: 'header', parameters: [parameter] });
  }
  if (content.bodyParameters.length > 0) {
    components.push({ type: 'body', parameters: content.bodyParameters.map((text) => ({ type: 'text', text })) });
  }
  for (const { index, subType, text } of content.buttonParameters) {
    const parameter = subType === 'quick_reply' ? { type: 'payload', payload: text } : { type: 'text', text };
    components.push({ type: 'button', sub_type: subType, index: String(index), parameters: [parameter] });
  }
  return {
    name: content.name,
    language: { code: content.language },
    ...(components.length > 0 ? { components } : {}),
  };
}

type Answer = {
  contacts?: { wa_id?: unknown }[];
  messages?: { id?: unknown }[];
  error?: { code?: unknown; message?: unknown; error_data?: { details?: unknown } };
};

/**
 * An error body of WhatsApp's own is a refusal whatever its status: the Cloud API puts it in place of the message's id. A 5xx
 * without one comes from something in front of it, which may have passed the request on.
 */
function resultOfAnswer(response: Response, body: string): SendResult {
  const answer = parse(body);
  const id = answer?.messages?.[0]?.id;
  if (response.ok) {
    if (typeof id !== 'string') return { outcome: 'unknown', message: 'WhatsApp answered without a message id' };
    const waId = answer?.contacts?.[0]?.wa_id;
    return {
      outcome: 'accepted',
      providerMessageId: id,
      ...(typeof waId === 'string' && /^\d+$/.test(waId) ? { toAlias: `+${waId}` } : {}),
    };
  }
  const error = answer?.error;
  if (typeof error?.code !== 'number' && response.status >= 500) {
    return { outcome: 'unknown', message: `WhatsApp answered ${response.status}` };
  }
  const details = error?.error_data?.details;
  const said = [error?.message, details].filter((part) => typeof part === 'string').join(': ');
  return resultOfFailure(
    new ProviderRefusal(
      typeof error?.code === 'number' ? String(error.code) : `http_${response.status}`,
      said || `HTTP ${response.status}`,
      retryAfterMs(response.headers.get('retry-after')),
    ),
  );
}

function parse(body: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
