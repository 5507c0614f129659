import { z } from 'zod';
import { MOST_MESSAGES } from '../../domain/consumer-limit.ts';
import { LONGEST_ANSWER } from '../../domain/answer.ts';
import type { Channel } from '../../domain/channel.ts';
import { OPT_OUT_SCOPES } from '../../domain/opt-out-consumer.ts';
import { LONGEST_LOOKBACK_MINUTES, SHORTEST_LOOKBACK_MINUTES } from '../../domain/handoff-rules.ts';
import { parseTimezone } from '../../domain/timezone.ts';
import { instantAnswer } from './common.ts';

const example = {
  accountId: '17728909',
  name: 'Daybreak demo',
  timezone: 'America/New_York',
  defaultSkill: 'general',
  lookbackMinutes: 43_200,
  maxConsumersPerCall: 100,
  maxRecipientsPerFile: 10_000,
  whatsappMarketingToUs: false,
  lineTypeLookup: false,
  ruleSet: null,
  ruleSetVersion: null,
  messagesPerConsumer: { per24Hours: null, per7Days: null },
  optOutScope: 'account' as const,
  optOutConfirmation: {
    sms: null,
    wa: 'You will get no more messages from us. Write START to get them again.',
    inapp: null,
  },
  helpText: {
    sms: 'Daybreak: call +1 202 555 0100 or write to help@example.com. STOP ends these messages.',
    wa: null,
    inapp: null,
  },
  apiCallsPerSecond: 10,
  createdAt: '2026-03-02T16:20:11.000Z',
};

const texts = (description: string) =>
  z
    .object({ sms: z.string().nullable(), wa: z.string().nullable(), inapp: z.string().nullable() })
    .describe(`${description} Null: nothing does on this channel.`);

export const settingsAnswer = z
  .object({
    accountId: z.string(),
    name: z.string(),
    timezone: z.string().describe("IANA name. The day of the daily limits is this timezone's."),
    defaultSkill: z.string().describe('Gets replies after the lookback period, and whatever answers nothing.'),
    lookbackMinutes: z.number().int().describe('Of handoffs and campaigns that name none.'),
    maxConsumersPerCall: z.number().int(),
    maxRecipientsPerFile: z
      .number()
      .int()
      .describe('Lines of a file of recipients. It may have 10 MB for 10,000, and more in proportion.'),
    whatsappMarketingToUs: z
      .boolean()
      .describe(
        'Whether WhatsApp marketing templates are tried on US numbers, to which WhatsApp does not deliver them.',
      ),
    lineTypeLookup: z
      .boolean()
      .describe('Whether Twilio Lookup is asked before the first SMS to a number, so that landlines get none.'),
    ruleSet: z
      .string()
      .nullable()
      .describe('The rules of the law by jurisdiction that narrow all windows: the name of a rule set. Null: none.'),
    ruleSetVersion: z.number().int().nullable().describe('The version of it that is in force.'),
    messagesPerConsumer: z
      .object({ per24Hours: z.number().int().nullable(), per7Days: z.number().int().nullable() })
      .describe('How many messages of campaigns one consumer may be sent, on all channels together. Null: no limit.'),
    optOutScope: z
      .enum(OPT_OUT_SCOPES)
      .describe(
        'Whether STOP, and what providers and imports bring, holds on all channels or on the one it came over.',
      ),
    optOutConfirmation: texts('Confirms an opt-out, once, over the channel on which it came.'),
    helpText: texts('Answers HELP and INFO.'),
    apiCallsPerSecond: z.number().int().describe('Of each API on its own. Set by whoever runs this server.'),
    createdAt: instantAnswer,
  })
  .meta({ id: 'Settings', examples: [example] });

const text = (channel: Channel) => z.string().trim().min(1).max(LONGEST_ANSWER[channel]).nullable().optional();

export const textsChange = z.object({ sms: text('sms'), wa: text('wa'), inapp: text('inapp') });

/** UTC is a fine place for an account, though none for a consumer. */
const timezone = z.string().transform((text, context) => {
  if (text.trim().toUpperCase() === 'UTC') return 'UTC';
  const parsed = parseTimezone(text);
  if (parsed.ok) return parsed.zone;
  context.addIssue({ code: 'custom', message: parsed.reason });
  return z.NEVER;
});

const most = z.number().int().min(1).max(MOST_MESSAGES).nullable().optional();

export const SETTINGS_EXAMPLE = {
  timezone: 'America/New_York',
  defaultSkill: 'general',
  lookbackMinutes: 43_200,
  maxConsumersPerCall: 100,
  maxRecipientsPerFile: 10_000,
  whatsappMarketingToUs: false,
  lineTypeLookup: false,
  ruleSet: null,
  messagesPerConsumer: { per24Hours: 3, per7Days: null },
  optOutScope: 'account',
  optOutConfirmation: { sms: 'You will get no more messages from us. Reply START to get them again.' },
  helpText: { sms: 'Daybreak: call +1 202 555 0100. STOP ends these messages.' },
};

export const settingsChange = z
  .object({
    name: z.string().trim().min(1).max(255).optional(),
    timezone: timezone.optional().meta({ description: 'IANA name, or UTC.', examples: ['America/New_York'] }),
    defaultSkill: z.string().min(1).max(255).optional().describe('One of the onboarded skills.'),
    lookbackMinutes: z.number().int().min(SHORTEST_LOOKBACK_MINUTES).max(LONGEST_LOOKBACK_MINUTES).optional(),
    maxConsumersPerCall: z.number().int().min(1).max(1000).optional(),
    maxRecipientsPerFile: z.number().int().min(1).max(100_000).optional(),
    whatsappMarketingToUs: z.boolean().optional(),
    lineTypeLookup: z.boolean().optional().describe('Twilio charges for each number that is looked up.'),
    ruleSet: z.string().nullable().optional().describe('`strict`, or a rule set of your own; null: none.'),
    messagesPerConsumer: z
      .object({ per24Hours: most, per7Days: most })
      .optional()
      .describe('In any 24 hours and any 7 days. Null: no limit; what is absent stays.'),
    optOutScope: z
      .enum(OPT_OUT_SCOPES)
      .optional()
      .describe('Of opt-outs from now on: those that there are keep theirs.'),
    optOutConfirmation: textsChange
      .optional()
      .describe('By channel; null takes a text away. No marketing in it: it goes to who has just opted out.'),
    helpText: textsChange.optional().describe('By channel; null takes a text away.'),
  })
  .meta({ id: 'SettingsChange', description: 'What is absent stays as it is.', examples: [SETTINGS_EXAMPLE] });
