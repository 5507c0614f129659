import { z } from 'zod';
import { DEFAULT_OPT_OUT_TEXT, MOST_APPS } from '../../domain/handoff-rules.ts';
import { LONGEST_MESSAGE_SMS, messageFaults } from '../../domain/message.ts';
import { numberAsDialled } from '../../domain/phone.ts';

/** Without what does not count in a number. An empty text is no number. */
function dialled(value: unknown): unknown {
  if (value === '') return null;
  return typeof value === 'string' || typeof value === 'number' ? (numberAsDialled(value) ?? value) : value;
}

/** A number of the account's to send from. */
export const numberToSendFrom = z
  .preprocess(
    dialled,
    z
      .string()
      .regex(/^\+?\d{1,16}$/, 'must be at most 16 digits, with or without +')
      .nullish(),
  )
  .optional();

const ownNumber = numberToSendFrom.meta({
  description: "One of the account's numbers for the channel. Absent: its first.",
  examples: ['12025550100'],
});

/** What a campaign says, written for it alone. */
export const message = z
  .object({
    wa: z
      .object({
        templateId: z
          .string()
          .min(1)
          .max(32)
          .meta({ description: 'An approved WhatsApp template.', examples: ['order_update'] }),
        outboundNumber: ownNumber,
      })
      .optional(),
    sms: z
      .object({
        text: z.string().meta({
          description: `With \`{{1}}\` for its variables; \`{{1}}\` alone: each recipient brings the whole text. With its values and the opt-out text at most ${LONGEST_MESSAGE_SMS} characters.`,
          examples: ['Hello {{1}}, your order {{2}} is on its way.'],
        }),
        optOutText: z
          .string()
          .default(DEFAULT_OPT_OUT_TEXT)
          .describe('Follows the text on a line of its own. It may not be empty.'),
        outboundNumber: ownNumber,
      })
      .optional(),
    inapp: z
      .object({
        text: z.string().meta({ examples: ['Hello {{1}}, we are open again.'] }),
        appNames: z.array(z.string()).describe(`The account's apps in whose inboxes it appears: 1 to ${MOST_APPS}.`),
      })
      .optional(),
  })
  .superRefine((value, context) => {
    for (const { path, reason } of messageFaults(value)) context.addIssue({ code: 'custom', path, message: reason });
  })
  .meta({
    id: 'Message',
    description:
      'A message written for one campaign, without a handoff: `sms`, `wa` or `inapp`; or `wa` and `sms`, which is sent where WhatsApp is not taken.',
    examples: [{ sms: { text: 'Hello {{1}}, we are open again.', optOutText: 'Reply STOP to opt out.' } }],
  });

/** The same in a query: its JSON. */
export const messageInQuery = z
  .string()
  .max(8_192)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' });
      return z.NEVER;
    }
  })
  .pipe(message);
