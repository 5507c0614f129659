import { z } from 'zod';
import { refuseSecret } from '../../domain/webhooks/standard.ts';
import { instantAnswer } from './common.ts';

const skill = z.object({
  name: z.string().min(1).max(255).describe('Our name of the skill.'),
  skillId: z
    .string()
    .regex(/^-?\d{1,20}$/, 'must be the number that LivePerson gave it')
    .describe("LivePerson's id of it."),
  campaignId: z
    .string()
    .regex(/^\d{1,20}$/, 'must be a number')
    .optional(),
  engagementId: z
    .string()
    .regex(/^\d{1,20}$/, 'must be a number')
    .optional()
    .describe('With `campaignId`: the campaign and engagement that LivePerson routes and counts by.'),
});

const LONGEST_GRACE_HOURS = 168;
const graceHours = z
  .number()
  .min(0)
  .max(LONGEST_GRACE_HOURS)
  .default(24)
  .describe('So long the secret that a new one replaces counts too, for the other side to change over. 0: not at all.');

const secret = z
  .string()
  .superRefine((text, context) => {
    const reason = refuseSecret(text);
    if (reason !== undefined) context.addIssue({ code: 'custom', message: reason });
  })
  .optional()
  .describe(
    'Signs the calls: `whsec_` and 24 to 64 bytes in base64. Absent: the one that is there; at first one is made. Never shown again.',
  );

const url = z
  .string()
  .max(2_048)
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'must be an address such as https://example.com/hook',
  )
  .refine((text) => (URL.parse(text)?.username ?? '') === '', 'must not have a name or password in it')
  .describe('Where each event is posted. https, on the public internet.');

/** `PUT /settings/conversations`. The fields of an adapter are its own: of another they are ignored. */
export const conversationSettingsRequest = z
  .discriminatedUnion(
    'adapter',
    [
      z.object({ adapter: z.literal('inbox') }),
      z.object({ adapter: z.literal('webhook'), url, secret, graceHours }),
      z.object({
        adapter: z.literal('liveperson'),
        accountId: z
          .string()
          .regex(/^[a-z]{0,2}\d{1,20}$/i, 'must be the number of the LivePerson account')
          .describe('The LivePerson account.'),
        appKey: z.string().min(1).max(255).describe('The client id of the app that is installed there.'),
        appSecret: z
          .string()
          .min(1)
          .max(255)
          .optional()
          .describe('Its secret. Absent: the one that is there. Never shown.'),
        graceHours,
        skills: z
          .array(skill)
          .max(500)
          .default([])
          .describe('Where the conversations of our skills go. One that is not named goes to all of its agents (-1).'),
      }),
    ],
    { error: 'must be inbox, webhook or liveperson' },
  )
  .meta({ id: 'ConversationSettingsRequest' });

export const CONVERSATION_SETTINGS_EXAMPLE = { adapter: 'inbox' };

const waiting = z
  .object({
    events: z.number().int().describe('That an adapter has not taken, in all conversations.'),
    since: instantAnswer.nullable().describe('Since when the oldest of them waits.'),
    lastError: z.string().nullable(),
  })
  .describe('What is still to be told; it is told until it is taken.');
const secrets = {
  secretSetAt: instantAnswer,
  previousSecretUntil: instantAnswer.nullable().describe('Null: the one before it no longer counts.'),
};

export const conversationSettings = z
  .discriminatedUnion('adapter', [
    z.object({ adapter: z.literal('inbox'), waiting }),
    z.object({
      adapter: z.literal('webhook'),
      url: z.string(),
      secret: z.string().optional().describe('Shown once, where it was made here.'),
      ...secrets,
      waiting,
    }),
    z.object({
      adapter: z.literal('liveperson'),
      accountId: z.string(),
      appKey: z.string(),
      skills: z.array(skill),
      webhookUrl: z.string().describe('Where the app’s webhooks must go: LivePerson sets it.'),
      ...secrets,
      waiting,
    }),
  ])
  .meta({
    id: 'ConversationSettings',
    examples: [{ adapter: 'inbox', waiting: { events: 0, since: null, lastError: null } }],
  });
