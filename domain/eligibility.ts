import { CHANNEL_NAMES } from './channel.ts';
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
  /** In-App: the apps that the user is registered with, and whether the registration has run out. */
  registrations?: readonly Registration[];
  /** What a template would be filled in with, where a message is meant. */
  variables?: Variables;
  /** Whether the account sends WhatsApp marketing templates to the US all the same. */
  marketingToUs: boolean;
};

/** WhatsApp's own codes for it. */
const MARKETING_TO_US = '131049';
const TOO_LONG = '132005';

/** Whether a consumer can be reached on a channel, as far as it is known before any call; null: it may be tried. */
export function eligibilityOf(facts: EligibilityFacts): ChannelFacts['ineligible'] {
  const { entry, address } = facts;
  const name = CHANNEL_NAMES[entry.channel];
  if (!facts.enabled) return notEligible(`${name} is switched off for the account.`);
  if (address === null) return notEligible(`The consumer has no address on ${name}.`);
  if (facts.learntCode !== null) {
    const reason = `${name} refused this consumer before: ${actionOf(entry.channel, facts.learntCode).meaning}.`;
    return { source: errorSource(entry.channel, 'REFUSED'), code: facts.learntCode, reason };
  }
  if (entry.channel === 'inapp') return inAppEligibility(entry, facts.registrations ?? []);
  const parsed = parsePhone(address);
  if (!parsed.ok) return notEligible(`The number is not valid: ${parsed.reason}.`);
  if (entry.channel === 'sms') {
    const sms = smsEligibility(parsed.phone);
    return sms.eligible ? null : notEligible(sms.reason);
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
