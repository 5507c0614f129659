import type { Channel } from './channel.ts';
import { NO_RECEIPT, PROACTIVE, type ErrorSource } from './errors.ts';
import { actionOf, type ProviderAction } from './provider-codes.ts';

/** What a person can do about an error. `action`: what the product does about it by itself. Sentences. */
export type ErrorAdvice = { action: string; whatToDo: string };

const BY_ITSELF: Record<ProviderAction, string> = {
  retry: 'Tried again with growing waits, for about five hours; then the next channel.',
  'retry-then-next-channel': 'Tried once more after a minute; then the next channel.',
  'sleep-until-opening': 'Tried again at the next opening of the window, five times at most; then the next channel.',
  'next-channel': 'Not tried again on this channel; the next channel is tried.',
  'bad-number': 'Nothing is ever sent to this number again, on any channel.',
  'opted-out': 'The opt-out is recorded, and nothing is sent on this channel any more.',
  'pause-campaign': 'The campaign is paused until a person resumes it, for every recipient would fail alike.',
  'pause-channel': 'The channel is paused for the whole account until a person resumes it.',
  'no-retry-next-may-try': 'Not tried again on this channel; the next channel is tried.',
};

const WAIT_AND_RETRY = 'Nothing at first. If recipients have failed with it, retry them once the provider is well.';
const SLOW_DOWN =
  'Lower the account’s rate on the channel, or have the provider raise its limit; then retry those that failed.';
const CORRECT = 'Have the number corrected where it comes from, and leave it out of the next campaign.';
const OTHER_CHANNEL = 'Reach the consumer on another channel: add one to the handoff for the next campaign.';
const SENDER =
  'Set the sender right at Twilio, or campaign from another of the account’s numbers; then resume the campaign.';
const TOKEN = 'Give the server a valid access token of the WhatsApp account; then resume the channel.';
const META = 'Settle it in Meta’s Business Manager; then resume the channel.';
const TEMPLATE = 'Mend the template or the handoff, cancel the campaign, and launch it again.';
const NOT_AGAIN = 'Do not send to this consumer on this channel.';

/** By channel and the provider's code: each code of the tables in provider-codes.ts has its line, and a test says which has not. */
const WHAT_TO_DO: Record<Channel, Readonly<Record<string, string>>> = {
  sms: {
    '20429': SLOW_DOWN,
    '20500': WAIT_AND_RETRY,
    '30001': SLOW_DOWN,
    '30500': WAIT_AND_RETRY,
    '21611': SLOW_DOWN,
    '63017': SLOW_DOWN,
    '30003': 'Retry them at another time of day.',
    '30008': 'Retry them later. If it stays, ask Twilio with the message’s id.',
    '30610': 'Launch with a narrower window, or with the consumer’s `timezone` where the number’s is not theirs.',
    '30047': 'Retry them at a quieter hour.',
    '30036': 'Retry them at a quieter hour.',
    '21612': 'Campaign to these numbers from a sender that reaches their country or carrier.',
    '21614': OTHER_CHANNEL,
    '21635': OTHER_CHANNEL,
    '30004': NOT_AGAIN,
    '30005': CORRECT,
    '30006': OTHER_CHANNEL,
    '30007':
      'Word the message so that carriers do not take it for unwanted: no shortened links, the brand’s name, the opt-out text; check the sender’s registration.',
    '21211': CORRECT,
    '21610': 'Nothing: the consumer may answer START to come back.',
    '21408': 'Permit the country in Twilio’s geographic permissions; then resume the campaign.',
    '21606': SENDER,
    '21602': 'Give the message a text: cancel the campaign and launch it again.',
    '21617': 'Shorten the text or its variables: cancel the campaign and launch it again.',
    '20003': 'Give the server Twilio’s valid credentials; then resume the campaign.',
    '30002': 'Have Twilio reactivate the account; then resume the campaign.',
    '30032': SENDER,
    '30034': SENDER,
    [NO_RECEIPT]: 'Look the message up at Twilio by its id where it matters. It counts as sent, and is not sent again.',
  },
  wa: {
    '131026': OTHER_CHANNEL,
    '131049': 'Nothing at once: WhatsApp limits marketing to each consumer. Try another channel, or later.',
    '130472': OTHER_CHANNEL,
    '131047': 'Answer with a template: launch a campaign to this consumer.',
    '132005': 'Shorten the variables and retry.',
    '131050': 'Nothing: the consumer may take it back in WhatsApp.',
    '130429': SLOW_DOWN,
    '80007': SLOW_DOWN,
    '131056': WAIT_AND_RETRY,
    '131000': WAIT_AND_RETRY,
    '131016': WAIT_AND_RETRY,
    '1': WAIT_AND_RETRY,
    '2': WAIT_AND_RETRY,
    '132000': TEMPLATE,
    '132001': TEMPLATE,
    '132007': TEMPLATE,
    '132012': TEMPLATE,
    '132015': 'Wait until WhatsApp takes the template up again, or better its text; then resume the campaign.',
    '132016': 'Make a new template and have it approved: cancel the campaign, and launch it again.',
    '0': TOKEN,
    '190': TOKEN,
    '368': META,
    '131031': META,
    '131042': META,
    '131048': META,
  },
  inapp: {
    [PROACTIVE.inAppExpired]: 'Nothing: it can be reached again once the user opens the app.',
    [PROACTIVE.inAppUnknown]: 'Check that the app registers its users, and that the user ids are the app’s own.',
  },
};

/** Codes of our own, whose source is `proactive`: domain/errors.ts. */
const OURS: Readonly<Record<string, ErrorAdvice>> = {
  [PROACTIVE.notEligible]: {
    action: 'Nothing is sent: no channel of the campaign is open to the recipient.',
    whatToDo:
      'See the recipient’s sentence: a channel that is off, a missing or wrong number, a sender that was taken away.',
  },
  [PROACTIVE.openConversation]: {
    action: 'Nothing is sent while the consumer and an agent are in a conversation.',
    whatToDo: 'Close the conversation once it is over, and retry the recipient.',
  },
  [PROACTIVE.unexpected]: {
    action: 'The campaign has ended as failed; its workflow says why.',
    whatToDo:
      'Give whoever runs this server the link to the workflow; then launch the campaign again for those who were not sent to.',
  },
  [PROACTIVE.timeout]: {
    action: 'Not sent again: the consumer may have the message.',
    whatToDo: 'Ask the provider with the attempt’s reference where it matters.',
  },
};

/** What is done and can be done about an error of a recipient; of a code without a line, what its kind allows. */
export function adviceOn(channel: Channel, source: ErrorSource, code: string): ErrorAdvice {
  const ours = source === 'proactive' && Object.hasOwn(OURS, code) ? OURS[code] : undefined;
  if (ours) return ours;
  const of = source === 'outbound_wa' ? 'wa' : source === 'proactive' ? channel : 'sms';
  const { action } = actionOf(of, code);
  return {
    action: code === NO_RECEIPT ? 'It counts as sent, and is not sent again.' : BY_ITSELF[action],
    whatToDo: (Object.hasOwn(WHAT_TO_DO[of], code) ? WHAT_TO_DO[of][code] : undefined) ?? unlisted(action),
  };
}

/** Whether a code of a provider has a line of its own. */
export function hasAdvice(channel: Channel, code: string): boolean {
  return Object.hasOwn(WHAT_TO_DO[channel], code);
}

function unlisted(action: ProviderAction): string {
  if (action === 'retry') return WAIT_AND_RETRY;
  if (action === 'pause-campaign' || action === 'pause-channel') return 'Set the credentials right; then resume.';
  return 'Look the code up in the provider’s list of errors.';
}
