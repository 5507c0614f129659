import type { Channel } from './channel.ts';
import { NO_RECEIPT, NO_RECEIPT_AFTER_HOURS, PROACTIVE } from './errors.ts';

/** What to do about a provider's error code. */
export type ProviderAction =
  /** The same call again, with back-off. */
  | 'retry'
  /** Once more inside the window, then the next channel. */
  | 'retry-then-next-channel'
  /** Too late in the day for the provider: back to sleep until the next opening. */
  | 'sleep-until-opening'
  /** No retry here: step down now. */
  | 'next-channel'
  /** The number is no number: nothing is ever sent to it again. */
  | 'bad-number'
  /** The consumer opted out at the provider: record it, no step-down. */
  | 'opted-out'
  /** The campaign's content or settings are wrong: every recipient would fail alike. */
  | 'pause-campaign'
  /** The account's access to the channel is broken: every campaign would fail alike. */
  | 'pause-channel'
  /** A code without a rule: not again on this channel; the next one may try. */
  | 'no-retry-next-may-try';

export type CodeRule = {
  action: ProviderAction;
  /** Whether the number is remembered as not eligible on this channel. */
  rememberNotEligible: boolean;
  /** The least time to wait before the next try, where the provider names one. */
  backOffMs: number | undefined;
  /** What the code means, for support staff. */
  meaning: string;
};

type Table = Readonly<Record<string, CodeRule>>;

function rule(
  action: ProviderAction,
  meaning: string,
  more: { remember?: boolean; backOffMs?: number } = {},
): CodeRule {
  return { action, rememberNotEligible: more.remember ?? false, backOffMs: more.backOffMs, meaning };
}

/** Twilio's codes: https://www.twilio.com/docs/api/errors */
const SMS: Table = {
  '20429': rule('retry', 'Twilio is taking too many requests from this account at once'),
  '20500': rule('retry', 'Twilio had an internal error'),
  '30001': rule('retry', "Twilio's queue for this sender is full"),
  '30500': rule('retry', 'Twilio had an internal error while sending'),
  '21611': rule('retry', 'The sender has too many messages in its queue at Twilio'),
  '63017': rule('retry', 'The sender is over its rate limit'),

  '30003': rule('retry-then-next-channel', 'The phone is off or out of reach'),
  '30008': rule('retry-then-next-channel', 'The carrier reported a failure without a reason'),

  '30610': rule('sleep-until-opening', "The message fell into the quiet hours of the consumer's place"),
  '30047': rule('sleep-until-opening', 'The message waited longer than it was allowed to'),
  '30036': rule('sleep-until-opening', "The message's validity ended before it could be delivered"),

  '21612': rule('next-channel', 'This sender cannot reach this number', { remember: true }),
  '21614': rule('next-channel', 'The number is not a mobile number', { remember: true }),
  '21635': rule('next-channel', 'The number is a landline', { remember: true }),
  '30004': rule('next-channel', 'The number blocks messages', { remember: true }),
  '30005': rule('next-channel', 'The number is unknown or no longer in use', { remember: true }),
  '30006': rule('next-channel', 'The number is a landline or its carrier cannot be reached', { remember: true }),
  '30007': rule('next-channel', 'The carrier filtered the message as unwanted', { remember: true }),

  '21211': rule('bad-number', 'The number is not valid', { remember: true }),

  '21610': rule('opted-out', 'The consumer answered STOP to this sender'),

  '21408': rule('pause-campaign', 'The Twilio account may not send to this country'),
  '21606': rule('pause-campaign', 'The sender is not a number of the Twilio account, or cannot send SMS'),
  '21602': rule('pause-campaign', 'The message has no text'),
  '21617': rule('pause-campaign', 'The message is longer than 1,600 characters'),
  '20003': rule('pause-campaign', 'Twilio refused the credentials'),
  '30002': rule('pause-campaign', 'The Twilio account is suspended'),
  '30032': rule('pause-campaign', 'The toll-free sender is not verified'),
  '30034': rule('pause-campaign', 'The sender is not registered for business messages in the US (A2P 10DLC)'),

  // Said by db/missing-receipts.ts of a message that was taken. Twilio has no such code, and nothing follows from it.
  [NO_RECEIPT]: rule('no-retry-next-may-try', `No delivery receipt came within ${NO_RECEIPT_AFTER_HOURS} hours`),
};

/** WhatsApp's codes: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
const WHATSAPP: Table = {
  '131026': rule('next-channel', 'The number is not on WhatsApp, or cannot receive this message', { remember: true }),
  '131049': rule('next-channel', 'WhatsApp chose not to deliver, to keep the amount of marketing down'),
  '130472': rule('next-channel', 'The consumer is part of a WhatsApp experiment and gets no marketing'),
  '131047': rule('next-channel', 'More than 24 hours since the consumer wrote: only a template may be sent'),
  '132005': rule('next-channel', 'The template is too long with its variables filled in'),

  '131050': rule('opted-out', 'The consumer stopped marketing messages from this business in WhatsApp'),

  '130429': rule('retry', 'WhatsApp is taking too many messages from this number at once'),
  '80007': rule('retry', 'The WhatsApp account is over its rate limit'),
  '131056': rule('retry', 'Too many messages to this consumer in a short time', { backOffMs: 6_000 }),
  '131000': rule('retry', 'WhatsApp had an unknown error'),
  '131016': rule('retry', 'A WhatsApp service is unavailable for the moment'),
  '1': rule('retry', 'WhatsApp had an unknown error, or could not read the request'),
  '2': rule('retry', 'WhatsApp is down or overloaded for the moment'),

  '132000': rule('pause-campaign', 'The template takes another number of variables'),
  '132001': rule('pause-campaign', 'The template does not exist in this language, or is not approved'),
  '132007': rule('pause-campaign', "The template's content breaks a WhatsApp policy"),
  '132012': rule('pause-campaign', 'A variable has not the format that the template asks for'),
  '132015': rule('pause-campaign', 'The template is paused for its low quality'),
  '132016': rule('pause-campaign', 'The template was paused too often and is disabled'),

  '0': rule('pause-channel', 'WhatsApp refused the access token'),
  '190': rule('pause-channel', 'The WhatsApp access token has expired'),
  '368': rule('pause-channel', 'The WhatsApp account is blocked for breaking a policy'),
  '131031': rule('pause-channel', 'The WhatsApp account is locked'),
  '131042': rule('pause-channel', 'The WhatsApp account has a payment problem'),
  '131048': rule('pause-channel', 'The WhatsApp number is restricted: too many of its messages were reported as spam'),
};

/** Our own inbox's codes: contract.md section 5. A registration changes with the app, so nothing is remembered. */
const IN_APP: Table = {
  [PROACTIVE.inAppExpired]: rule('next-channel', "The user's registration with the app has run out"),
  [PROACTIVE.inAppUnknown]: rule('next-channel', 'The user is not registered with the app'),
};

const TABLES: Record<Channel, Table> = { sms: SMS, wa: WHATSAPP, inapp: IN_APP };

/** The codes that have a rule of their own, by channel. */
export function listCodes(channel: Channel): string[] {
  return Object.keys(TABLES[channel]);
}

/** Twilio's codes for a number that is none: they hold for every channel, and no time changes them. */
export const BAD_NUMBER_CODES = Object.keys(SMS).filter((code) => SMS[code]?.action === 'bad-number');

/**
 * What to do about a provider's error code, from its answer or from a later status webhook. `code` is the provider's own number;
 * or, where the answer carried none, `http_<status>`; or `unreachable`, where no connection came about. A code without a rule is
 * not tried again on the channel, and the next one may. The tables are those of docs/channels.md, sections 2 and 3.
 */
export function actionOf(channel: Channel, code: string): CodeRule {
  const table = TABLES[channel];
  const listed = Object.hasOwn(table, code) ? table[code] : undefined;
  if (listed) return listed;
  if (code === 'unreachable') return rule('retry', 'The provider could not be reached');
  if (code === 'http_429') return rule('retry', 'The provider is taking too many requests at once');
  if (/^http_5\d\d$/.test(code)) return rule('retry', `The provider had an internal error (HTTP ${code.slice(5)})`);
  if (code === 'http_401') {
    return rule(channel === 'wa' ? 'pause-channel' : 'pause-campaign', 'The provider refused the credentials');
  }
  return rule('no-retry-next-may-try', `The provider refused the message with code ${code}`);
}
