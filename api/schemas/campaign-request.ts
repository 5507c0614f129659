import { z } from 'zod';
import { API_CONSENT_WORDS, TICKED_CONSENT_WORDS } from '../../domain/consent.ts';
import { checkWindows, DAYS } from '../../domain/window.ts';
import { instant } from './common.ts';
import { message, numberToSendFrom } from './message.ts';

/** Hours and minutes also come as strings, "08": contract.md section 2. */
const clockPart = z
  .union([z.number().int().min(0).max(59), z.string().regex(/^[0-5]?\d$/, { abort: true })], {
    error: 'must be a whole number from 0 to 59, or one as a string',
  })
  .transform(Number);

/** An id or a name that is all digits also comes as a number. One past 2^53 has lost digits on its way, and is no text. */
const digitsOrText = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);

/** In any case. */
const day = z.preprocess((value) => (typeof value === 'string' ? value.trim().toUpperCase() : value), z.enum(DAYS));

const wallTime = z.object({
  hour: clockPart.meta({ description: '0 to 23; 24 only as the end of a day.', examples: [8, '08'] }),
  minute: clockPart.meta({ examples: [0, '00'] }),
});

const schedulingMetrics = z
  .object({
    windows: z.array(z.object({ day, startTime: wallTime, endTime: wallTime })),
  })
  .superRefine(({ windows }, context) => {
    for (const message of checkWindows(windows)) context.addIssue({ code: 'custom', message });
  })
  .meta({
    description:
      "When recipients may be sent to, by the wall clock of their own place, [start, end). Only the days listed are used. Without it, the account's windows of the channel: 08:00 to 21:00 every day unless changed.",
    examples: [{ windows: [{ day: 'MONDAY', startTime: { hour: 8, minute: 0 }, endTime: { hour: 21, minute: 0 } }] }],
  });

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const phoneValue = z.union([z.string(), z.number()]);

/** What a consumer may look like. The request takes any JSON in its place: one bad consumer never stops the others. */
const consumerDocument = z.looseObject({
  consumerContent: z
    .looseObject({ wa: phoneValue.optional(), sms: phoneValue.optional(), inapp: phoneValue.optional() })
    .optional()
    .meta({
      description:
        'The number on each channel that the template or handoff sends on, in international form; `+`, spaces, brackets and dashes do not count. For In-App the user id that the app has for them.',
      examples: [{ wa: '12025550173', sms: '12025550173' }],
    }),
  consumerCountryCode: phoneValue.optional().meta({ description: 'The old form of the same.', examples: ['1'] }),
  consumerPhoneNumber: phoneValue
    .optional()
    .meta({ description: 'The old form of the same.', examples: ['2025550173'] }),
  variables: z
    .record(z.string(), z.string().max(1550))
    .optional()
    .meta({ description: 'All variables of the texts, by name.', examples: [{ 1: 'Ada', 2: 'A-1207' }] }),
  headerVariables: z
    .looseObject({
      image: z.string().optional(),
      video: z.string().optional(),
      document: z.string().optional(),
      text: z.string().optional(),
    })
    .optional()
    .describe(
      "For a template with a header: an https address of a jpg or png, of an mp4 or 3gpp, or of a pdf. Images come from the account's permitted hosts. `text`: the value of the variable in a header of text, which has 60 characters with it.",
    ),
  buttonVariables: z
    .looseObject({ url: z.string().max(2000).optional() })
    .optional()
    .meta({
      description:
        'For a template with a button whose address ends in a variable: that end, percent-encoded, and not the whole address.',
      examples: [{ url: 'AS4567FG' }],
    }),
  sdes: z
    .array(z.looseObject({ type: z.string() }))
    .optional()
    .meta({
      description: 'Context for the agent, kept with the conversation. Also as `lpSdes` or `lp_sdes`.',
      examples: [[{ type: 'ctmrinfo', info: { customerId: '138' } }]],
    }),
  timezone: z
    .string()
    .optional()
    .meta({ description: 'IANA name; overrides what the number says.', examples: ['America/Denver'] }),
});

const consumerJsonSchema = { ...z.toJSONSchema(consumerDocument, { io: 'input' }), $schema: undefined };

/** What is sent, to whom and when: all of a campaign but its name and who answers for it. */
export const campaignContent = {
  templateId: z
    .preprocess(digitsOrText, z.string().min(1).max(32).nullish())
    .optional()
    .meta({
      description:
        'A handoff; an approved WhatsApp template, by its id here or at WhatsApp; or `1234567890`, the SMS whose whole text is variable "1". Left out where there is a `message`, or a list, which has its own.',
      examples: ['H100000002'],
    }),
  message: message.nullish().describe('In place of `templateId`: what is said, written for this campaign alone.'),
  outboundNumber: numberToSendFrom.meta({
    description:
      "One of the account's numbers for a channel; `+`, spaces, brackets and dashes do not count. Absent or empty: the handoff's own, or the account's first for the channel. In-App has none: left out. A `message` has its own.",
    examples: ['12025550101'],
  }),
  consumers: z
    .array(z.unknown().meta({ ...consumerJsonSchema, title: 'Consumer' } as Record<string, unknown>))
    .min(1, 'must have at least one consumer')
    .nullish()
    .describe('1 to 100, or to what the account is raised to, at most 1,000. Here, or in a list.'),
  recipientListId: z.uuid().nullish().meta({
    description:
      'In place of `consumers`: a list of recipients. Its good lines become the recipients, and what it was uploaded for is what is sent: a `templateId` or `message` beside it must say the same. It is launched once.',
  }),
  schedulingMetrics: schedulingMetrics.nullish(),
  startAt: instant.nullish().meta({
    description: 'Nothing is sent before this instant, such as 2026-03-01T15:00:00Z.',
  }),
  expiresAt: instant.nullish().meta({
    description: 'Who has not been sent to by this instant never is.',
  }),
  sendRate: z
    .number()
    .min(0.001)
    .nullish()
    .meta({ description: "Messages a second for this campaign, at most the account's own rate.", examples: [2] }),
};

/** Adds that what is sent, and to whom, is said, and each once. */
export function saidOnce<T extends z.ZodType>(schema: T): T {
  const needed = (field: string) => ({ path: [field], params: { isMissing: true }, when: () => true });
  return (
    schema
      .refine((body) => !(has(body, 'consumers') && has(body, 'recipientListId')), {
        path: ['recipientListId'],
        error: 'is given beside consumers: one of them alone',
      })
      .refine((body) => !(has(body, 'templateId') && has(body, 'message')), {
        path: ['message'],
        error: 'is given beside templateId: one of them alone',
      })
      .refine((body) => !(has(body, 'outboundNumber') && has(body, 'message')), {
        path: ['outboundNumber'],
        error: 'is given beside message, whose channels have their own',
      })
      // Also where other fields are missing: they are all said at once.
      .refine(
        (body) => !isObject(body) || ['templateId', 'message', 'recipientListId'].some((field) => has(body, field)),
        needed('templateId'),
      )
      .refine(
        (body) => !isObject(body) || ['consumers', 'recipientListId'].some((field) => has(body, field)),
        needed('consumers'),
      )
  );
}

function has(body: unknown, field: string): boolean {
  return isObject(body) && body[field] != null;
}

/** `POST …/campaign`: contract.md section 2. */
export const campaignRequest = saidOnce(
  z.object({
    campaignName: z
      .string()
      .min(1)
      .max(255)
      .meta({ examples: ['Orders of March'] }),
    skill: z
      .preprocess(digitsOrText, z.string().min(1).max(255))
      .meta({ description: 'An onboarded skill. Replies within the lookback period go to it.', examples: ['sales'] }),
    ...campaignContent,
    consent: z.literal(true, { error: `must be true. ${API_CONSENT_WORDS}` }).describe(API_CONSENT_WORDS),
    consentWords: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .nullish()
      .meta({
        description:
          'The words that a person ticked, where it was not a program that stated the consent. They are kept with the campaign, and who launched it.',
        examples: [TICKED_CONSENT_WORDS],
      }),
  }),
).meta({ id: 'CampaignRequest' });

/** One that the demo account accepts. */
export const CAMPAIGN_EXAMPLE = {
  campaignName: 'Orders of March',
  skill: 'sales',
  templateId: 'H100000002',
  consent: true,
  consumers: [
    {
      consumerContent: { wa: '12025550173', sms: '12025550173' },
      variables: { 1: 'Ada', 2: 'A-1207' },
      sdes: [{ type: 'ctmrinfo', info: { customerId: '138' } }],
    },
  ],
};

export type CampaignRequest = z.infer<typeof campaignRequest>;

export const campaignHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'A repeat within 24 hours with the same body gets the first answer and makes nothing; with another body, 422. Use it, and retry without fear.',
    ),
});
