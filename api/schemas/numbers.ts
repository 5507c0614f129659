import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { CONSTRAINTS } from '../../domain/decision.ts';
import { OPT_OUT_SCOPES } from '../../domain/opt-out-consumer.ts';
import { accountParams, instantAnswer } from './common.ts';

export const numberParams = accountParams.extend({
  phone: z.string().meta({
    description:
      'In international form, URL-encoded: with `+`, `00` or neither; spaces, brackets and dashes do not count.',
    examples: ['+12025550173'],
  }),
});

const optOut = z
  .object({
    since: instantAnswer,
    scope: z.enum(OPT_OUT_SCOPES).describe('account: of all channels. channel: of this one alone.'),
    source: z.string().describe('Where it came from: the channel of a STOP, a provider, or an API client.'),
    reason: z.string().nullable(),
    words: z.string().nullable().describe('What the consumer wrote.'),
    rule: z.string().nullable().describe('By which rule that is an opt-out.'),
  })
  .meta({
    id: 'NumberOptOut',
    examples: [
      {
        since: '2026-01-02T09:00:00.000Z',
        scope: 'account',
        source: 'consumer:sms',
        reason: null,
        words: 'Please stop',
        rule: 'keyword:STOP',
      },
    ],
  });

const numberChannel = z
  .object({
    channel: z.enum(CHANNELS),
    eligible: z.boolean().describe('Whether the number can be reached on it, as far as is known without a call.'),
    reason: z.string().nullable().describe('Why it is not eligible.'),
    errorSource: z.string().nullable(),
    errorCode: z.string().nullable().describe('What a recipient would fail with.'),
    learntAt: instantAnswer.nullable().describe('When a provider said so; believed for 30 days.'),
    lineType: z
      .object({
        type: z.string().nullable().describe("Twilio's own word: mobile, landline, fixedVoip, nonFixedVoip…"),
        problem: z.string().nullable().describe('Why it is not known: messages are then sent all the same.'),
        lookedUpAt: instantAnswer,
      })
      .nullable()
      .describe(
        'What Twilio Lookup said of it in the last 90 days; null: it was not asked. Landlines get no SMS while `lineTypeLookup` is on.',
      ),
    remarks: z.array(z.string()).describe('What holds for some messages only.'),
    enabled: z.boolean().describe('Whether the account has the channel switched on.'),
    pausedReason: z.string().nullable().describe('Why nothing is sent on it for now.'),
    window: z
      .object({
        open: z.boolean(),
        opensAt: instantAnswer
          .nullable()
          .describe('The next opening; null: it is open, or does not open within 15 days.'),
        closesAt: instantAnswer.nullable().describe('The next closing; null: it is closed, or stays open.'),
        local: z
          .array(
            z.object({
              zone: z.string(),
              localTime: z.string().describe('Now.'),
              opensAtLocal: z.string().nullable(),
              closesAtLocal: z.string().nullable(),
            }),
          )
          .describe('The same on the wall of each possible zone.'),
      })
      .nullable()
      .describe(
        "The account's window of the channel, in all possible zones at once; null: the channel has no numbers.",
      ),
    optedOut: z.boolean(),
    optOut: optOut.nullable(),
    openConversation: z
      .object({ id: z.uuid(), skill: z.string(), since: instantAnswer })
      .nullable()
      .describe('While there is one on any channel, a campaign does not send.'),
    messages: z
      .object({
        last24Hours: z.number().int(),
        last7Days: z.number().int(),
        lastAt: instantAnswer.nullable(),
      })
      .describe('Messages of campaigns to it that a gateway took.'),
    nextSendAt: instantAnswer
      .nullable()
      .describe(
        'When a message that is posted now for this channel alone could be sent; null: not, or not without a person.',
      ),
    waitsFor: z.enum(CONSTRAINTS).nullable(),
    sentence: z.string().describe('What would become of such a message.'),
  })
  .meta({ id: 'NumberChannel' });

const channelExample = {
  channel: 'sms' as const,
  eligible: true,
  reason: null,
  errorSource: null,
  errorCode: null,
  learntAt: null,
  lineType: { type: 'mobile', problem: null, lookedUpAt: '2026-01-14T13:00:03.000Z' },
  remarks: [],
  enabled: true,
  pausedReason: null,
  window: {
    open: true,
    opensAt: null,
    closesAt: '2026-01-15T02:00:00.000Z',
    local: [
      {
        zone: 'America/New_York',
        localTime: 'Wed 10:00',
        opensAtLocal: null,
        closesAtLocal: 'Wed 14 Jan at 21:00',
      },
    ],
  },
  optedOut: false,
  optOut: null,
  openConversation: null,
  messages: { last24Hours: 1, last7Days: 2, lastAt: '2026-01-14T13:00:04.000Z' },
  nextSendAt: '2026-01-14T15:00:00.000Z',
  waitsFor: null,
  sentence: 'May be sent on SMS now.',
};

export const numberAnswer = z
  .object({
    phone: z.string().describe('As it was asked for.'),
    valid: z.boolean(),
    reason: z
      .string()
      .nullable()
      .describe(
        'Why it is not valid: not a phone number, no such country code, too short, too long, impossible in its country.',
      ),
    e164: z.string().nullable(),
    type: z.string().nullable().describe('Such as MOBILE, FIXED_LINE, FIXED_LINE_OR_MOBILE, TOLL_FREE.'),
    country: z
      .string()
      .nullable()
      .describe('ISO 3166; of a number that is not valid, the one that its country code tells.'),
    zones: z.array(z.string()).describe('IANA names: where its owner may be. A window must be open in all of them.'),
    zoneSource: z
      .string()
      .nullable()
      .describe('What they come from: area-code, prefix, country, override (a reviewed correction), unknown.'),
    places: z
      .array(z.string())
      .describe(
        'Where the rules of the rule set in force take its owner to be: states and provinces (US-FL), countries, or * for anywhere. Empty without a rule set.',
      ),
    ruleVersion: z.string().describe('Versions of the timezone data and of the rule set in force.'),
    channels: z.array(numberChannel).describe('Empty where the number is not valid.'),
  })
  .meta({
    id: 'Number',
    examples: [
      {
        phone: '+1 (202) 555-0173',
        valid: true,
        reason: null,
        e164: '+12025550173',
        type: 'FIXED_LINE_OR_MOBILE',
        country: 'US',
        zones: ['America/New_York'],
        zoneSource: 'area-code',
        places: [],
        ruleVersion: 'map-9.0.18 overrides-1 tz-2026a',
        channels: [channelExample],
      },
      {
        phone: '+1202555',
        valid: false,
        reason: 'too short',
        e164: null,
        type: null,
        country: 'US',
        zones: [],
        zoneSource: null,
        places: [],
        ruleVersion: 'map-9.0.18 overrides-1 tz-2026a',
        channels: [],
      },
    ],
  });
