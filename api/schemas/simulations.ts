import { z } from 'zod';
import { failedConsumer } from './campaign-answer.ts';
import { CAMPAIGN_EXAMPLE, campaignContent, saidOnce } from './campaign-request.ts';
import { instantAnswer } from './common.ts';

/** A campaign as it would be launched. */
export const simulationRequest = saidOnce(z.object(campaignContent)).meta({
  id: 'SimulationRequest',
  description: 'The body of a campaign, as it would be launched. `campaignName`, `skill` and `consent` may be there.',
});

export type SimulationRequest = z.infer<typeof simulationRequest>;

const { templateId, consumers } = CAMPAIGN_EXAMPLE;

export const SIMULATION_EXAMPLE = { templateId, consumers, sendRate: 2 };

const count = z.number().int();
const orNull = instantAnswer.nullable();

const EXAMPLE = {
  at: '2026-03-01T15:00:00.000Z',
  channels: [{ channel: 'sms' as const, ratePerSecond: 10, queued: 0 }],
  recipients: 10,
  sends: 10,
  startsAt: '2026-03-01T15:00:00.000Z',
  endsAt: '2026-03-01T15:00:09.000Z',
  zones: [
    {
      timezones: ['America/New_York'],
      recipients: 10,
      localTime: 'Sun 10:00',
      isOpen: true,
      opensAt: '2026-03-01T15:00:00.000Z',
      sends: 10,
      firstSendAt: '2026-03-01T15:00:00.000Z',
      lastSendAt: '2026-03-01T15:00:09.000Z',
      heldByRules: [],
    },
  ],
  notSent: [],
  days: [{ date: '2026-03-01', sends: 10, held: 0 }],
  hours: [{ from: '2026-03-01T15:00:00.000Z', sends: 10 }],
  dailyLimit: {
    channel: 'sms' as const,
    limit: 10_000,
    remaining: 10_000,
    isPassed: false,
    timezone: 'America/New_York',
  },
  excluded: { wrong: 0, duplicates: 0, optedOut: 0 },
  failedConsumers: [],
};

export const simulationAnswer = z
  .object({
    at: instantAnswer.describe('It is launched at this instant.'),
    channels: z
      .array(
        z.object({
          channel: z.enum(['wa', 'sms', 'inapp']),
          ratePerSecond: z.number().describe("The account's."),
          queued: count.describe('Of other campaigns, who wait for their turn before it.'),
        }),
      )
      .describe('That it is sent on.'),
    recipients: count.describe('Who the launch would accept.'),
    sends: count.describe('Who of them would be sent to.'),
    startsAt: orNull.describe('The first send; null: there is none.'),
    endsAt: orNull.describe('The last one.'),
    zones: z
      .array(
        z.object({
          timezones: z
            .array(z.string())
            .describe('It waits until the window is open in all of them. Empty: In-App without a zone.'),
          recipients: count,
          localTime: z.string().nullable().describe('By the clock of the first of them now.'),
          isOpen: z.boolean().describe('Whether the window of any of them is open now.'),
          opensAt: orNull.describe('From when on the first of them may be sent to; null: never.'),
          sends: count,
          firstSendAt: orNull,
          lastSendAt: orNull,
          heldByRules: z
            .array(z.object({ rules: z.string(), recipients: count }))
            .describe('Whom the rule set in force keeps back now, though the window is open, or opens earlier.'),
        }),
      )
      .describe('The most recipients first.'),
    notSent: z
      .array(
        z.object({
          reason: z.enum(['NEVER', 'EXPIRED', 'STOPPED', 'HELD', 'TOO_FAR']),
          sentence: z.string(),
          recipients: count,
        }),
      )
      .describe(
        'Who would not be sent to: NEVER, no instant is open in all possible zones; EXPIRED, the campaign ends before their turn; STOPPED, opted out, not eligible or in a conversation; HELD, until a person resumes a channel; TOO_FAR, after more days than are looked at.',
      ),
    days: z
      .array(z.object({ date: z.string(), sends: count, held: count }))
      .describe(
        "By the account's days. `held`: whose turn came when the day's limit was used up, and who wait for the next day.",
      ),
    hours: z.array(z.object({ from: instantAnswer, sends: count })).describe('The hours in which anything is sent.'),
    dailyLimit: z
      .object({
        channel: z.enum(['wa', 'sms', 'inapp']),
        limit: count,
        remaining: count.describe(
          'Of the recipients that the account may launch today on the channel that is tried first.',
        ),
        isPassed: z.boolean().describe('Whether the launch would be refused today for having more.'),
        timezone: z.string(),
      })
      .nullable(),
    excluded: z
      .object({ wrong: count, duplicates: count, optedOut: count })
      .describe('Lines or consumers that the launch would not accept.'),
    failedConsumers: z
      .array(failedConsumer)
      .describe('The consumers among them as the launch would answer them; of a list none: its lines say it.'),
  })
  .meta({ id: 'Simulation', examples: [EXAMPLE] });
