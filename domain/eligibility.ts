import { CHANNEL_NAMES, type Channel } from './channel.ts';
import type { ChannelFacts } from './decision.ts';
import { PROACTIVE } from './errors.ts';
import { parsePhone, smsEligibility } from './phone.ts';
import type { ChannelPlan, InAppPlan, WhatsAppPlan } from './plan.ts';
import { actionOf } from './provider-codes.ts';
import { errorSource } from './standing.ts';
import { isTooLongForWhatsApp, type Variables } from './template.ts';

export type Registration = { app: string; expired: boolean };

export type EligibilityFacts = {
  /** What is to be sent, or as much of it as matters here. */
  entry: ChannelPlan | { channel: 'sms' } | { channel: 'wa'; template: Pick<WhatsAppPlan['template'], 'category'> };
  /** The consumer's address on the channel, E.164; null: none was given. */
  address: string | null;
  /** Whether the account has the channel switched on. */
  enabled: boolean;
  /** The provider's code from an earlier refusal of this address; null: none is remembered. */
  learntCode: string | null;
  /** Twilio's code from when it said, on whichever channel, that the address is no number; null: it has not. */
  badNumberCode?: string | null;
  /** Twilio Lookup's word for the number's line, where the account asks for it and the answer is fresh; null: nothing is known. */
  lineType?: string | null;
  /** The account's own numbers, where it is known which one the message goes out from. */
  senders?: readonly { channel: Channel; number: string }[] | undefined;
  /** In-App: the apps that the user is registered with, and whether the registration has run out. */
  registrations?: readonly Registration[];
  /** What a template would be filled in with, where a message is meant. */
  variables?: Variables;
  /** Whether the account sends WhatsApp marketing templates to the US all the same. */
  marketingToUs: boolean;
};

/** How long Twilio Lookup's answer is believed: numbers are moved to other carriers, and given to other people. */
export const LINE_TYPE_DAYS = 90;

/** Twilio's own code for a message to a landline. */
const LANDLINE = '21635';

/** WhatsApp's own codes for it. */
const MARKETING_TO_US = '131049';
const TOO_LONG = '132005';

/** Whether a consumer can be reached on a channel, as far as it is known before any call; null: it may be tried. */
export function eligibilityOf(facts: EligibilityFacts): ChannelFacts['ineligible'] {
  const { entry, address } = facts;
  const name = CHANNEL_NAMES[entry.channel];
  if (!facts.enabled) return notEligible(`${name} is switched off for the account.`);
  if (address === null) return notEligible(`The consumer has no address on ${name}.`);
  const lost = lostSender(entry, facts.senders);
  if (lost !== undefined) return notEligible(`${lost}, which the campaign sends from, is no longer the account's.`);
  if (typeof facts.badNumberCode === 'string') {
    const reason = 'Twilio said that the number is not valid: nothing is sent to it again.';
    return { source: 'outbound_twilio', code: facts.badNumberCode, reason };
  }
  if (facts.learntCode !== null) {
    const reason = `${name} refused this consumer before: ${actionOf(entry.channel, facts.learntCode).meaning}.`;
    return { source: errorSource(entry.channel, 'REFUSED'), code: facts.learntCode, reason };
  }
  if (entry.channel === 'inapp') return inAppEligibility(entry, facts.registrations ?? []);
  const parsed = parsePhone(address);
  if (!parsed.ok) return notEligible(`The number is not valid: ${parsed.reason}.`);
  if (entry.channel === 'sms') {
    const sms = smsEligibility(parsed.phone);
    if (!sms.eligible) return notEligible(sms.reason);
    if (facts.lineType !== 'landline') return null;
    const reason = 'Twilio Lookup says that the number is a landline, which takes no SMS.';
    return { source: 'outbound_twilio', code: LANDLINE, reason };
  }
  if (entry.template.category === 'MARKETING' && parsed.phone.country === 'US' && !facts.marketingToUs) {
    const reason = 'WhatsApp does not deliver marketing templates to numbers in the US.';
    return { source: 'outbound_wa', code: MARKETING_TO_US, reason };
  }
  if ('from' in entry && facts.variables && isTooLongForWhatsApp(entry, facts.variables)) {
    return { source: 'outbound_wa', code: TOO_LONG, reason: `${actionOf('wa', TOO_LONG).meaning}.` };
  }
  return null;
}

/** A number that the message would go out from, and that was taken away from the account: it may be another account's by now. */
function lostSender(entry: EligibilityFacts['entry'], senders: EligibilityFacts['senders']): string | undefined {
  if (!senders || !('from' in entry)) return undefined;
  const { channel, from } = entry;
  return senders.some((own) => own.channel === channel && own.number === from) ? undefined : from;
}

/** One current registration with any of the handoff's apps is enough. */
function inAppEligibility(entry: InAppPlan, registrations: readonly Registration[]): ChannelFacts['ineligible'] {
  const own = registrations.filter(({ app }) => entry.apps.includes(app));
  if (own.some(({ expired }) => !expired)) return null;
  if (own.length > 0) {
    const reason = "The user's registration with the app has run out: it was not opened for too long.";
    return { source: 'proactive', code: PROACTIVE.inAppExpired, reason };
  }
  const reason = "The user is registered with none of the handoff's apps.";
  return { source: 'proactive', code: PROACTIVE.inAppUnknown, reason };
}

function notEligible(reason: string): NonNullable<ChannelFacts['ineligible']> {
  return { source: 'proactive', code: PROACTIVE.notEligible, reason };
}
