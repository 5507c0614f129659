import twilio from 'twilio';
import { ProviderRefusal, messageOf, resultOfFailure } from './answers.ts';
import type { ChannelAdapter, FindResult, OutboundMessage, SendResult } from './port.ts';
import { TwilioTransport } from './twilio-transport.ts';

export type TwilioOptions = {
  baseUrl: string;
  accountSid: string;
  authToken: string;
  /** How Twilio reaches the API: status callbacks come back to it. */
  publicUrl: string;
  timeoutMs: number;
  /** Epoch ms: a parameter, for tests whose time is another. */
  now?: () => number;
};

/** Twilio's bounds: https://www.twilio.com/docs/messaging/api/message-resource#request-body-parameters */
const MAX_VALIDITY_SECONDS = 36_000;
/** Twilio's clock against ours; its dates are whole seconds besides. */
const CLOCK_SKEW_MS = 5_000;
const LOOK_UP_PAGE = 200;

/** SMS over Twilio's Messages API. Each call is made once: the library's own retries are off. */
export function createTwilioAdapter(options: TwilioOptions): ChannelAdapter {
  const client = twilio(options.accountSid, options.authToken, {
    httpClient: new TwilioTransport(options.baseUrl, options.timeoutMs),
    autoRetry: false,
  });
  return {
    channel: 'sms',
    canFind: true,
    send: (message) => send(client, options, message),
    find: (message, since, held) => find(client, message, since, held),
  };
}

async function send(
  client: twilio.Twilio,
  { publicUrl, now = Date.now }: TwilioOptions,
  message: OutboundMessage,
): Promise<SendResult> {
  if (message.content.kind !== 'text') {
    return { outcome: 'refused', code: 'template_on_sms', message: 'SMS takes text only' };
  }
  try {
    const created = await client.messages.create({
      to: message.to,
      from: message.from,
      body: message.content.text,
      statusCallback: `${publicUrl}/webhooks/twilio/status/${encodeURIComponent(message.attemptId)}`,
      ...(message.validUntil === undefined ? {} : { validityPeriod: validitySeconds(message.validUntil, now()) }),
    });
    if (!created.sid) return { outcome: 'unknown', message: 'Twilio answered without a message id' };
    return { outcome: 'accepted', providerMessageId: created.sid };
  } catch (error) {
    return resultOfFailure(error);
  }
}

/** Whole seconds until the window closes, rounded down, within what Twilio takes. */
function validitySeconds(validUntil: string, nowMs: number): number {
  const seconds = Math.floor((Date.parse(validUntil) - nowMs) / 1_000);
  return Math.min(Math.max(seconds, 1), MAX_VALIDITY_SECONDS);
}

/**
 * Twilio has no idempotency key and echoes no reference, so the message is looked up by its receiver, sender and text, newest
 * first. The dates are compared here: Twilio's own filter is by day and by the date of sending, which a queued message has not yet.
 */
async function find(
  client: twilio.Twilio,
  message: OutboundMessage,
  since: string,
  held: readonly string[],
): Promise<FindResult> {
  if (message.content.kind !== 'text') return { outcome: 'absent' };
  const text = message.content.text.trim();
  const earliestMs = Date.parse(since) - CLOCK_SKEW_MS;
  try {
    const page = await client.messages.page({ to: message.to, from: message.from, pageSize: LOOK_UP_PAGE });
    const found = page.instances.find(
      (each) =>
        createdMs(each) >= earliestMs &&
        each.direction !== 'inbound' &&
        bodyOf(each) === text &&
        !held.includes(each.sid),
    );
    if (found) return { outcome: 'accepted', providerMessageId: found.sid };
    const last = page.instances.at(-1);
    if (page.nextPageUrl !== undefined && last && createdMs(last) >= earliestMs) {
      return { outcome: 'unknown', message: 'Too many messages to this number since then to tell' };
    }
    return { outcome: 'absent' };
  } catch (error) {
    const what = error instanceof ProviderRefusal ? `Twilio refused the look-up: ${error.message}` : messageOf(error);
    return { outcome: 'unknown', message: what };
  }
}

/** The library's type promises a date; a message that lacks one is taken as new, so that it is never overlooked. */
function createdMs(message: { dateCreated: Date | null | undefined }): number {
  return message.dateCreated instanceof Date ? message.dateCreated.getTime() : Number.POSITIVE_INFINITY;
}

/** A message of pictures only has no text, though the library's type promises one. */
function bodyOf(message: { body: string | null }): string {
  return (message.body ?? '').trim();
}
