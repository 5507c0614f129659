import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import {
  DEFAULT_OPT_OUT_TEXT,
  handoffFaults,
  LONGEST_HANDOFF_SMS,
  LONGEST_INAPP_TEXT,
  LONGEST_LOOKBACK_MINUTES,
  LONGEST_NAME,
  MOST_APPS,
  SHORTEST_LOOKBACK_MINUTES,
} from '../../domain/handoff-rules.ts';
import { STOCK_SMS } from '../../domain/plan.ts';
import { accountParams, instantAnswer, pageAnswer, paging } from './common.ts';

const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,4}){0,2}$/, 'must be a language such as en or en_US')
  .default('en_US')
  .meta({ description: 'Of the text.', examples: ['en_US'] });

const outboundNumber = z
  .string()
  .regex(/^\+?\d{1,16}$/, 'must be at most 16 digits, with or without +')
  .nullish()
  .meta({
    description: "One of the account's numbers for the channel. Absent: its first.",
    examples: ['+12025550100'],
  });

const smsRequest = z
  .object({
    type: z.literal('sms'),
    text: z.string().meta({
      description: `With \`\${{1}}\` for its variables. With a line break and the opt-out text at most ${LONGEST_HANDOFF_SMS} characters.`,
      minLength: 1,
      maxLength: LONGEST_HANDOFF_SMS,
    }),
    optOutText: z
      .string()
      .nullish()
      .transform((text) => text ?? DEFAULT_OPT_OUT_TEXT)
      .meta({ description: `How to opt out. Absent: "${DEFAULT_OPT_OUT_TEXT}"` }),
    outboundNumber,
    language,
  })
  .meta({ title: 'SMS' });

const waRequest = z
  .object({
    type: z.literal('wa'),
    templateId: z.string().meta({
      description: 'An approved template without media and buttons. The language is its own.',
      minLength: 1,
      examples: ['order_update'],
    }),
    outboundNumber,
  })
  .meta({ title: 'WhatsApp' });

const inAppRequest = z
  .object({
    type: z.literal('inapp'),
    text: z.string().meta({
      description: 'Plain text, with `${{1}}` for its variables.',
      minLength: 1,
      maxLength: LONGEST_INAPP_TEXT,
    }),
    appNames: z.array(z.string()).meta({
      description: 'The apps whose users can be sent to.',
      minItems: 1,
      maxItems: MOST_APPS,
      examples: [['com.example.shop']],
    }),
    language,
  })
  .meta({ title: 'In-App' });

/** One that the demo account accepts. */
export const HANDOFF_EXAMPLE = {
  name: 'Order update, spring',
  lookbackMinutes: 1440,
  channels: [
    { type: 'wa', templateId: 'order_update', outboundNumber: '+12025550101' },
    {
      type: 'sms',
      text: 'Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.',
      optOutText: 'Reply STOP to opt out.',
      outboundNumber: '+12025550100',
    },
  ],
};

export const handoffRequest = z
  .object({
    id: z
      .string()
      .regex(/^[\w.-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens and underscores')
      .refine((id) => id !== STOCK_SMS, { error: 'is that of the stock SMS' })
      .nullish()
      .meta({
        description:
          'For one that is brought along, so that clients go on naming it as they do. Absent: it gets a new one. It never changes.',
        examples: ['H482915037'],
      }),
    name: z
      .string()
      .trim()
      .meta({
        description: "The handoff's title, the only one of the account. Without < and >.",
        minLength: 1,
        maxLength: LONGEST_NAME,
        examples: ['Order update, spring'],
      }),
    lookbackMinutes: z
      .number()
      .int()
      .min(SHORTEST_LOOKBACK_MINUTES)
      .max(LONGEST_LOOKBACK_MINUTES)
      .nullish()
      .meta({
        description:
          "How long after the sending a reply goes to the campaign's skill: 60 minutes to 30 days. Absent: the account's.",
        examples: [1440],
      }),
    channels: z
      .array(
        z.discriminatedUnion('type', [smsRequest, waRequest, inAppRequest], { error: 'must be sms, wa or inapp' }),
        'must be a list of channels',
      )
      .meta({ description: 'In priority order: sms, wa, or both; or inapp alone.', minItems: 1, maxItems: 2 }),
  })
  .superRefine((handoff, context) => {
    for (const { path, reason } of handoffFaults(handoff)) {
      context.addIssue({ code: 'custom', path, message: reason });
    }
  })
  .meta({ id: 'HandoffRequest', examples: [HANDOFF_EXAMPLE] });

export type HandoffRequest = z.infer<typeof handoffRequest>;

export const handoffParams = accountParams.extend({
  handoffId: z.string().meta({ examples: ['H100000001'] }),
});

export const SORTS = { name: 'name', createdAt: 'created_at', updatedAt: 'updated_at' } as const;

export const handoffQuery = z.looseObject({
  name: z.string().optional().describe('Only those with this in their name, in any case.'),
  channel: z.enum(CHANNELS).optional().describe('Only those that send on it.'),
  sort: z.enum(['name', 'createdAt', 'updatedAt']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
  ...paging,
});

const variables = z.array(z.string()).describe('The names of the variables in its text.');

const smsAnswer = z
  .object({
    type: z.literal('sms'),
    text: z.string(),
    optOutText: z.string().nullable(),
    outboundNumber: z.string(),
    language: z.string(),
    variables,
    characters: z
      .number()
      .int()
      .describe(`Of the message as it goes out, with its variables as they are written, of ${LONGEST_HANDOFF_SMS}.`),
    segments: z
      .number()
      .int()
      .describe('The text messages that carriers count and charge, with the variables as they are written.'),
    unicodeCharacters: z
      .array(z.string())
      .describe('Those that make it UCS-2, with 70 characters in a segment in place of 160; empty: none does.'),
  })
  .meta({ title: 'SMS' });

const waAnswer = z
  .object({
    type: z.literal('wa'),
    templateId: z.string().nullable().describe('Null: the template is no longer there.'),
    templateName: z.string(),
    templateStatus: z
      .enum(['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'])
      .nullable()
      .describe('Campaigns are accepted with APPROVED only.'),
    text: z.string().describe("The template's body."),
    footer: z.string().nullable(),
    outboundNumber: z.string(),
    language: z.string(),
    variables,
  })
  .meta({ title: 'WhatsApp' });

const inAppAnswer = z
  .object({
    type: z.literal('inapp'),
    text: z.string(),
    appNames: z.array(z.string()),
    language: z.string(),
    variables,
  })
  .meta({ title: 'In-App' });

const example = {
  id: 'H482915037',
  name: 'Order update, spring',
  lookbackMinutes: 1440,
  channels: [
    {
      type: 'wa',
      templateId: 'order_update',
      templateName: 'order_update',
      templateStatus: 'APPROVED',
      text: 'Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer this message.',
      footer: null,
      outboundNumber: '+12025550101',
      language: 'en_US',
      variables: ['1', '2'],
    },
    {
      type: 'sms',
      text: 'Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.',
      optOutText: 'Reply STOP to opt out.',
      outboundNumber: '+12025550100',
      language: 'en_US',
      variables: ['1', '2'],
      characters: 93,
      segments: 1,
      unicodeCharacters: [],
    },
  ],
  createdAt: '2026-03-02T16:20:11.000Z',
  updatedAt: '2026-03-02T16:20:11.000Z',
};

export const handoffAnswer = z
  .object({
    id: z.string().describe("A campaign's `templateId`."),
    name: z.string(),
    lookbackMinutes: z.number().int(),
    channels: z.array(z.discriminatedUnion('type', [smsAnswer, waAnswer, inAppAnswer])).describe('In priority order.'),
    createdAt: instantAnswer,
    updatedAt: instantAnswer,
  })
  .meta({ id: 'Handoff', examples: [example] });

export type HandoffAnswer = z.infer<typeof handoffAnswer>;

export const handoffList = z
  .object({ handoffs: z.array(handoffAnswer), page: pageAnswer })
  .meta({ id: 'HandoffList', examples: [{ handoffs: [example], page: { count: 1, offset: 0, limit: 100 } }] });
