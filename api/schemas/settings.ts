import { z } from 'zod';
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
  whatsappMarketingToUs: false,
  lineTypeLookup: false,
  apiCallsPerSecond: 10,
  createdAt: '2026-03-02T16:20:11.000Z',
};

export const settingsAnswer = z
  .object({
    accountId: z.string(),
    name: z.string(),
    timezone: z.string().describe("IANA name. The day of the daily limits is this timezone's."),
    defaultSkill: z.string().describe('Gets replies after the lookback period, and whatever answers nothing.'),
    lookbackMinutes: z.number().int().describe('Of handoffs and campaigns that name none.'),
    maxConsumersPerCall: z.number().int(),
    whatsappMarketingToUs: z
      .boolean()
      .describe(
        'Whether WhatsApp marketing templates are tried on US numbers, to which WhatsApp does not deliver them.',
      ),
    lineTypeLookup: z
      .boolean()
      .describe('Whether Twilio Lookup is asked before the first SMS to a number, so that landlines get none.'),
    apiCallsPerSecond: z.number().int().describe('Of each API on its own. Set by whoever runs this server.'),
    createdAt: instantAnswer,
  })
  .meta({ id: 'Settings', examples: [example] });

/** UTC is a fine place for an account, though none for a consumer. */
const timezone = z.string().transform((text, context) => {
  if (text.trim().toUpperCase() === 'UTC') return 'UTC';
  const parsed = parseTimezone(text);
  if (parsed.ok) return parsed.zone;
  context.addIssue({ code: 'custom', message: parsed.reason });
  return z.NEVER;
});

export const SETTINGS_EXAMPLE = {
  timezone: 'America/New_York',
  defaultSkill: 'general',
  lookbackMinutes: 43_200,
  maxConsumersPerCall: 100,
  whatsappMarketingToUs: false,
  lineTypeLookup: false,
};

export const settingsChange = z
  .object({
    name: z.string().trim().min(1).max(255).optional(),
    timezone: timezone.optional().meta({ description: 'IANA name, or UTC.', examples: ['America/New_York'] }),
    defaultSkill: z.string().min(1).max(255).optional().describe('One of the onboarded skills.'),
    lookbackMinutes: z.number().int().min(SHORTEST_LOOKBACK_MINUTES).max(LONGEST_LOOKBACK_MINUTES).optional(),
    maxConsumersPerCall: z.number().int().min(1).max(1000).optional(),
    whatsappMarketingToUs: z.boolean().optional(),
    lineTypeLookup: z.boolean().optional().describe('Twilio charges for each number that is looked up.'),
  })
  .meta({ id: 'SettingsChange', description: 'What is absent stays as it is.', examples: [SETTINGS_EXAMPLE] });
