import { channelFaults, LONGEST_HANDOFF_SMS, type HandoffFault } from './handoff-rules.ts';
import { render, variableNames } from './template.ts';

/**
 * What a campaign says, written for it alone, without a handoff: one channel, or WhatsApp and then SMS ("Prioritized" in the guide). A null or
 * absent `outboundNumber` is the account's first of the channel.
 */
export type Message = {
  wa?: { templateId: string; outboundNumber?: string | null | undefined } | undefined;
  /** `text` with `{{1}}` or `${{1}}` for its variables; of `{{1}}` alone, each recipient brings the whole text. */
  sms?: { text: string; optOutText: string; outboundNumber?: string | null | undefined } | undefined;
  inapp?: { text: string; appNames: string[] } | undefined;
};

/** The guide, "Step 2 - Define Recipients": with its values and the opt-out text. */
export const LONGEST_MESSAGE_SMS = LONGEST_HANDOFF_SMS;

/**
 * What is wrong with a message, as far as it can be told without the account and the recipients; none: all is well. A variable counts as one
 * character here: with its values each recipient's text is judged by itself.
 */
export function messageFaults({ wa, sms, inapp }: Message): HandoffFault[] {
  if (!wa && !sms && !inapp) return [{ path: [], reason: 'must have wa, sms or inapp' }];
  if (inapp && (wa || sms)) return [{ path: ['inapp'], reason: 'stands alone, without sms or wa' }];
  return [
    ...(sms ? channelFaults({ type: 'sms', ...sms, text: shortest(sms.text) }, ['sms']) : []),
    ...(inapp ? channelFaults({ type: 'inapp', ...inapp, text: shortest(inapp.text) }, ['inapp']) : []),
  ];
}

function shortest(text: string): string {
  return render(text, Object.fromEntries(variableNames(text).map((name) => [name, '_'])));
}
