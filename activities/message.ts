import type { MessageContent, OutboundMessage } from '../channels/port.ts';
import type { RecipientFacts } from '../db/facts.ts';
import { senderOf, type ChannelPlan, type SendChannel } from '../domain/plan.ts';
import { inAppText, smsText, whatsappContent } from '../domain/template.ts';

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
    from: senderOf(entry),
    fromRef: entry.channel === 'wa' ? entry.fromRef : undefined,
    to,
    apps: entry.channel === 'inapp' ? entry.apps : undefined,
    content: contentOf(entry, recipient),
    validUntil: validUntil ?? undefined,
  };
}

function contentOf(entry: ChannelPlan, recipient: RecipientFacts['recipient']): MessageContent {
  switch (entry.channel) {
    case 'wa':
      return whatsappContent(entry, {
        variables: recipient.variables,
        headerVariables: recipient.header_variables,
        buttonVariables: recipient.button_variables,
      });
    case 'sms':
      return { kind: 'text', text: smsText(entry, recipient.variables) };
    case 'inapp':
      return { kind: 'text', text: inAppText(entry, recipient.variables) };
  }
}
