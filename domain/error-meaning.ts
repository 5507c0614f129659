import { PROACTIVE, type ErrorSource } from './errors.ts';
import { actionOf } from './provider-codes.ts';

const OURS: Record<string, string> = {
  [PROACTIVE.notEligible]: 'The recipient cannot be reached on any channel of the campaign',
  [PROACTIVE.inAppExpired]: 'The registration of the user with the app has run out',
  [PROACTIVE.inAppUnknown]: "The user is registered with none of the handoff's apps",
  [PROACTIVE.openConversation]: 'The consumer had an open conversation with the account',
  [PROACTIVE.unexpected]: 'The campaign failed for a reason of ours',
  [PROACTIVE.timeout]: 'The provider never said whether it took the message',
};

/** What a code of the error dictionary (contract.md section 5) means, for support staff; a sentence without its full stop. */
export function meaningOf(source: ErrorSource, code: string): string {
  if (source === 'proactive')
    return (Object.hasOwn(OURS, code) ? OURS[code] : undefined) ?? `A failure of ours, with code ${code}`;
  return actionOf(source === 'outbound_wa' ? 'wa' : 'sms', code).meaning;
}
