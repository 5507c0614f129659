import twilio from 'twilio';
import type { MessageInstance, MessagePage } from 'twilio/lib/rest/api/v2010/account/message.js';
import { ProviderRefusal, messageOf, resultOfFailure } from './answers.ts';
import type { ChannelAdapter, FindResult, OutboundMessage, SendResult } from './port.ts';
import { createLineTypeLookup } from './twilio-lookup.ts';
import { TwilioTransport } from './twilio-transport.ts';

export type TwilioOptions = {
  baseUrl: string;
  /** Where Twilio Lookup is, which has a host of its own. */
  lookupsBaseUrl: string;
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
/** What is left between Twilio's clock and ours once its answers have told the difference; its dates are whole seconds besides. */
const CLOCK_SKEW_MS = 5_000;
const LOOK_UP_PAGE = 200;
const LOOK_UP_PAGES = 5;
/** The validity that a queued message can have, after which it is in no queue. */
const ORDER_SLACK_MS = MAX_VALIDITY_SECONDS * 1_000;

type Twilio = { client: twilio.Twilio; transport: TwilioTransport };

/** SMS over Twilio's Messages API. Each call is made once: the library's own retries are off. */
export function createTwilioAdapter(options: TwilioOptions): ChannelAdapter {
  const transport = new TwilioTransport(options.baseUrl, options.timeoutMs);
  const client = twilio(options.accountSid, options.authToken, { httpClient: transport, autoRetry: false });
  return {
    channel: 'sms',
    canFind: true,
    send: (message) => send(client, options, message),
    find: (message, since, held, rivals = 0) => find({ client, transport }, message, since, held, rivals),
    lineType: createLineTypeLookup(options),
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
 * Twilio has no idempotency key and echoes no reference, so the message is looked for among all that went from its sender to its receiver
 * since then. The dates are compared here: Twilio's own filter is by day and by the date of sending, which a queued message has not yet.
 * What can be neither this message nor surely another is `unknown`: it may have been taken, and is not sent again.
 */
async function find(
  { client, transport }: Twilio,
  message: OutboundMessage,
  since: string,
  held: readonly string[],
  rivals: number,
): Promise<FindResult> {
  if (message.content.kind !== 'text') return { outcome: 'absent' };
  const { text } = message.content;
  try {
    const listed = await listSince(client, transport, message, Date.parse(since));
    if (!listed) return { outcome: 'unknown', message: 'Too many messages to this number to tell' };
    const candidates = listed.filter((each) => isBetween(each, message) && !held.includes(each.sid));
    const same = candidates.filter((each) => likeness(each, text) === 'same');
    const [found] = same;
    if (found && same.length > rivals) return { outcome: 'accepted', providerMessageId: found.sid };
    if (found) {
      return { outcome: 'unknown', message: 'Several calls to this number are open, and Twilio has fewer messages' };
    }
    if (candidates.some((each) => likeness(each, text) === 'perhaps')) {
      return { outcome: 'unknown', message: 'Twilio has a message to this number whose text can not be compared' };
    }
    return { outcome: 'absent' };
  } catch (error) {
    const what = error instanceof ProviderRefusal ? `Twilio refused the look-up: ${error.message}` : messageOf(error);
    return { outcome: 'unknown', message: what };
  }
}

/**
 * All messages between two numbers that were made since an instant, by Twilio's clock; undefined where there are more pages than are read.
 * Twilio promises the order of the dates of sending alone, so a page ends the search only when all of it is well before.
 */
async function listSince(
  client: twilio.Twilio,
  transport: TwilioTransport,
  { to, from }: OutboundMessage,
  sinceMs: number,
): Promise<MessageInstance[] | undefined> {
  const since: MessageInstance[] = [];
  let page: Pick<MessagePage, 'instances' | 'nextPageUrl' | 'nextPage'> = await client.messages.page({
    to,
    from,
    pageSize: LOOK_UP_PAGE,
  });
  // Once it has answered: each answer says what Twilio's clock shows.
  const earliestMs = sinceMs + transport.clockOffsetMs - CLOCK_SKEW_MS;
  for (let pages = 1; pages <= LOOK_UP_PAGES; pages++) {
    since.push(...page.instances.filter((each) => createdMs(each) >= earliestMs));
    const isOver = page.instances.every((each) => createdMs(each) < earliestMs - ORDER_SLACK_MS);
    const next = isOver || page.nextPageUrl === undefined ? undefined : await page.nextPage();
    if (!next) return since;
    page = next;
  }
  return undefined;
}

/** Whether it went from this sender to this receiver: asked of each, for a list's later pages are another's to fill. */
function isBetween({ direction, to, from }: MessageInstance, wanted: OutboundMessage): boolean {
  return direction !== 'inbound' && isOrLacks(to, wanted.to) && isOrLacks(from, wanted.from);
}

function isOrLacks(number: string | null, wanted: string): boolean {
  return !number || number.replace(/\D/g, '') === wanted.replace(/\D/g, '');
}

/** The library's type promises a date; a message that lacks one is taken as new, so that it is never overlooked. */
function createdMs(message: { dateCreated: Date | null | undefined }): number {
  return message.dateCreated instanceof Date ? message.dateCreated.getTime() : Number.POSITIVE_INFINITY;
}

/** What a trial account's messages begin with: https://www.twilio.com/docs/messaging/guides/how-to-use-your-free-trial-account */
const TRIAL_PREFIX = /^sent from your twilio trial account\s*-\s*/i;

/**
 * Whether a message of Twilio's is the one with this text. Blanks do not count, for Twilio trims. A text that something was put before, or
 * none at all, as for an account whose messages are redacted, may be it.
 */
function likeness({ body }: { body: string | null }, text: string): 'same' | 'perhaps' | 'another' {
  const [theirs, ours] = [withoutBlanks((body ?? '').replace(TRIAL_PREFIX, '')), withoutBlanks(text)];
  if (theirs === ours) return 'same';
  return theirs === '' || theirs.endsWith(ours) ? 'perhaps' : 'another';
}

function withoutBlanks(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '');
}
