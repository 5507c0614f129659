import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { MOST_MESSAGES } from '../../domain/consumer-limit.ts';
import { isJurisdiction } from '../../domain/places.ts';
import { DAYS } from '../../domain/window.ts';
import { accountParams, instantAnswer } from './common.ts';
import { weeklyWindows } from './windows.ts';

const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

export const ruleSetParams = accountParams.extend({ name: z.string().meta({ examples: ['strict'] }) });

/** Of a rule set that is written. */
export const ownRuleSetParams = accountParams.extend({
  name: z
    .string()
    .regex(NAME, 'must be 1 to 40 small letters, digits and hyphens')
    .meta({ examples: ['our-own'] }),
});

export const ruleSetQuery = z.object({
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('An earlier one; absent: the latest.'),
});

const isDate = (text: string) => {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};
const date = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, { error: 'must be a date such as 2026-12-25', abort: true })
  .refine(isDate, 'is no day of the calendar');
const monthDay = z
  .string()
  .regex(/^\d\d-\d\d$/, { error: 'must be a month and a day such as 12-25', abort: true })
  // A leap year has them all.
  .refine((text) => isDate(`2028-${text}`), 'is no day of the calendar');

const holidayName = {
  name: z.string().trim().min(1).max(100),
  observed: z
    .boolean()
    .optional()
    .describe('Where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after.'),
};

const holiday = z
  .union([
    z.strictObject({ ...holidayName, date: date.describe('Of one year.') }),
    z.strictObject({ ...holidayName, monthDay: monthDay.describe('Of every year.') }),
    z.strictObject({
      ...holidayName,
      nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
      weekday: z.enum(DAYS),
      month: z.number().int().min(1).max(12),
    }),
    z.strictObject({
      ...holidayName,
      easter: z.number().int().min(-100).max(250).describe('Days after Easter Sunday; negative: before it.'),
    }),
  ])
  .meta({
    id: 'Holiday',
    description:
      'A day on which nothing is sent: a date, a month and day, an nth weekday of a month, or days after Easter.',
    examples: [{ name: 'Christmas Day', monthDay: '12-25' }],
  });

const wallTimeAnswer = z.object({ hour: z.number().int(), minute: z.number().int() });

const ruleFields = {
  jurisdiction: z
    .string()
    .refine(isJurisdiction, 'must be * for everywhere, a country such as US, or a part of one such as US-FL')
    .meta({ description: '`*`, a country (ISO 3166-1), or a part of one (ISO 3166-2).', examples: ['US-FL'] }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .describe('For people.')
    .meta({ examples: ['Florida'] }),
  source: z.string().trim().min(1).max(500).describe('Where it comes from.'),
  asOf: date.describe('When that was last looked at.'),
};

const RULE_EXAMPLE = {
  jurisdiction: 'US-FL',
  name: 'Florida',
  channels: ['wa', 'sms'] as const,
  windows: DAYS.map((day) => ({ day, startTime: { hour: 8, minute: 0 }, endTime: { hour: 20, minute: 0 } })),
  holidays: [{ name: 'Christmas Day', monthDay: '12-25' }],
  messagesPer24Hours: 3,
  source: 'Fla. Stat. § 501.616(6)',
  asOf: '2026-11-22',
};

const ruleRequest = z
  .object({
    ...ruleFields,
    channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length),
    windows: weeklyWindows.nullable().default(null).describe('Nothing is sent outside of them. Null: any time.'),
    holidays: z.array(holiday).max(200).default([]),
    messagesPer24Hours: z.number().int().min(1).max(MOST_MESSAGES).nullable().default(null),
  })
  .meta({ id: 'RuleRequest', examples: [RULE_EXAMPLE] });

export const RULE_SET_EXAMPLE = {
  description: 'Florida as our lawyers read it.',
  rules: [RULE_EXAMPLE],
};

export const ruleSetRequest = z
  .object({
    description: z.string().trim().max(500).default(''),
    rules: z.array(ruleRequest).min(1).max(500),
  })
  .meta({ id: 'RuleSetRequest', examples: [RULE_SET_EXAMPLE] });

const rule = z
  .object({
    jurisdiction: z.string(),
    name: z.string(),
    channels: z.array(z.enum(CHANNELS)),
    windows: z.array(z.object({ day: z.enum(DAYS), startTime: wallTimeAnswer, endTime: wallTimeAnswer })).nullable(),
    holidays: z.array(holiday),
    messagesPer24Hours: z.number().int().nullable(),
    source: z.string(),
    asOf: z.string(),
  })
  .meta({ id: 'Rule', examples: [RULE_EXAMPLE] });

const ruleSet = z.object({
  name: z.string(),
  version: z.number().int().describe('One more with each change. An attempt names the one that it stood on.'),
  description: z.string(),
  builtIn: z.boolean().describe('It comes with the product, and cannot be changed.'),
  inForce: z
    .boolean()
    .describe("Whether it is this version that narrows the account's windows: `ruleSet` of the settings."),
  createdAt: instantAnswer.nullable().describe('When this version was written.'),
  createdBy: z.string().nullable().describe('The API client or user that wrote it.'),
});

const example = {
  name: 'our-own',
  version: 2,
  description: 'Florida as our lawyers read it.',
  builtIn: false,
  inForce: true,
  createdAt: '2026-11-22T10:00:00.000Z',
  createdBy: 'demo-client',
};

export const ruleSetAnswer = ruleSet
  .extend({ rules: z.array(rule) })
  .meta({ id: 'RuleSet', examples: [{ ...example, rules: [RULE_EXAMPLE] }] });

export const ruleSetList = z
  .object({
    ruleSets: z
      .array(ruleSet.extend({ jurisdictions: z.array(z.string()).describe('What it has rules for.') }))
      .describe('Those that come with the product, then your own, each in its latest version.'),
  })
  .meta({ id: 'RuleSetList', examples: [{ ruleSets: [{ ...example, jurisdictions: ['US-FL'] }] }] });
