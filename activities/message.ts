import type { OutboundMessage } from '../channels/port.ts';
import type { RecipientFacts } from '../db/facts.ts';
import type { SendChannel } from '../domain/plan.ts';
import { smsText, whatsappContent } from '../domain/template.ts';

/** The message of a recipient on one channel of the plan, its variables filled in. Throws where the plan or the recipient lacks the channel. */
export function outboundMessage(
  { recipient, plan }: RecipientFacts,
  channel: SendChannel,
  attemptId: string,
  validUntil: string | null,
): OutboundMessage {
  const entry = plan.find((candidate) => candidate.channel === channel);
  const to = recipient[channel];
  if (!entry || to === null) throw new Error(`The recipient ${recipient.id} has no ${channel}`);
  return {
    attemptId,
    from: entry.from,
    fromRef: entry.channel === 'wa' ? entry.fromRef : undefined,
    to,
    content:
      entry.channel === 'wa'
        ? whatsappContent(entry, recipient.variables, recipient.header_variables)
        : { kind: 'text', text: smsText(entry, recipient.variables) },
    validUntil: validUntil ?? undefined,
  };
}
