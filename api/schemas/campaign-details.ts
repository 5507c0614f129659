import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { RECIPIENT_STATES } from '../../domain/status.ts';
import { DAYS } from '../../domain/window.ts';
import { campaignCounts, COUNTS_EXAMPLE, traceId } from './campaign-counts.ts';
import { campaignSummaryFields, SUMMARY_EXAMPLE } from './campaign-list.ts';
import { instantAnswer } from './common.ts';

const channel = z.enum(CHANNELS);
const wallTime = z.object({ hour: z.number().int(), minute: z.number().int() });
const windows = z.array(z.object({ day: z.enum(DAYS), startTime: wallTime, endTime: wallTime }));

const planEntry = z.object({
  channel,
  from: z.string().nullable().describe('The number that it is sent from, E.164; null on In-App.'),
  text: z.string().nullable().describe('What is sent, with `{{1}}` or `${{1}}` for its variables.'),
  optOutText: z.string().nullable().describe('Follows the text on a line of its own.'),
  template: z
    .object({
      name: z.string(),
      language: z.string(),
      category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
      header: z.enum(['image', 'video', 'document']).nullable(),
    })
    .nullable()
    .describe('Of WhatsApp.'),
  apps: z.array(z.string()).nullable().describe('In-App: the apps in which it appears.'),
  windows: windows.describe(
    "When it may be sent, on the recipient's own wall clock: the campaign's windows, or the account's. The rules of a rule set in force narrow them for each recipient by itself: see the recipient.",
  ),
  pausedReason: z
    .string()
    .nullable()
    .describe("Why the account's channel is paused, and nobody is sent to on it; null: it runs."),
});

const zoneCount = z.object({
  zones: z
    .array(z.object({ zone: z.string(), localTime: z.string().describe('Now, on the wall there: "Tue 07:42".') }))
    .describe(
      'All that the number can be in; nothing is sent unless it may be in each of them. Empty: no zone, no guard.',
    ),
  waiting: z.number().int(),
  windows: z
    .array(
      z.object({
        channel,
        isOpen: z.boolean(),
        closesAt: instantAnswer.nullable().describe('Where it is open: until then; null: it stays so.'),
        opensAt: instantAnswer
          .nullable()
          .describe('Where it is closed: from then on; null: its zones and windows never allow it.'),
      }),
    )
    .describe('Of each channel of the plan.'),
});

const stateCounts = z.object(
  Object.fromEntries(RECIPIENT_STATES.map((state) => [state, z.number().int()])) as Record<
    (typeof RECIPIENT_STATES)[number],
    z.ZodNumber
  >,
);

const windowExample = {
  day: 'MONDAY',
  startTime: { hour: 8, minute: 0 },
  endTime: { hour: 21, minute: 0 },
};

/** 200 of `GET …/campaign/{id}`. */
export const campaignDetails = z
  .object({
    ...campaignSummaryFields,
    schedulingMetrics: z.object({ windows }).nullable().describe("Its own windows; null: the account's hold."),
    lookbackMinutes: z.number().int().describe("So long after the sending a reply goes to the campaign's skill."),
    leCampaignId: z.string(),
    leEngagementId: z.string(),
    requestTraceId: traceId.describe('Of the call that launched it.'),
    plan: z.array(planEntry).describe('As it was frozen at the launch, in the order in which the channels are tried.'),
    consent: z
      .object({
        statedBy: z.string().describe('The API client or user.'),
        statedAt: instantAnswer,
        words: z.string().nullable().describe('What was agreed to, where the web tool showed it in words.'),
      })
      .describe('Who stated that the brand holds the opt-in of all its consumers.'),
    countsByState: stateCounts.describe(
      'NOT_SENT: not looked at yet. SCHEDULED: waits. SENDING: a call to the provider is under way. UNKNOWN: the provider never said whether it took the message.',
    ),
    countsByChannel: z
      .array(z.object({ channel, counts: campaignCounts }))
      .describe('Who was sent nothing counts on the channel that was tried last, or that is tried first.'),
    countsByZone: z.array(zoneCount).describe('Who waits to be sent to, by where they can be; most first.'),
    errors: z
      .array(
        z.object({
          errorSource: z.string(),
          errorCode: z.string(),
          meaning: z.string(),
          count: z.number().int(),
        }),
      )
      .describe('Why recipients have failed; most first.'),
    workflowUrl: z.string().describe("The campaign's workflow in the Temporal UI."),
  })
  .meta({
    id: 'CampaignDetails',
    examples: [
      {
        ...SUMMARY_EXAMPLE,
        schedulingMetrics: { windows: [windowExample] },
        lookbackMinutes: 43200,
        leCampaignId: '1239032370',
        leEngagementId: '1244018070',
        requestTraceId: 'f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3',
        plan: [
          {
            channel: 'wa',
            from: '+12025550101',
            text: 'Hi {{1}}, your order {{2}} is on its way.',
            optOutText: null,
            apps: null,
            template: { name: 'order_update', language: 'en_US', category: 'UTILITY', header: null },
            windows: [windowExample],
            pausedReason: null,
          },
          {
            channel: 'sms',
            from: '+12025550100',
            text: 'Hi ${{1}}, your order ${{2}} is on its way.',
            optOutText: 'Reply STOP to opt out.',
            template: null,
            apps: null,
            windows: [windowExample],
            pausedReason: null,
          },
        ],
        consent: { statedBy: 'demo-client', statedAt: '2026-03-02T15:00:00.000Z', words: null },
        countsByState: {
          NOT_SENT: 0,
          SCHEDULED: 37,
          SENDING: 2,
          SENT: 3,
          DELIVERED: 35,
          READ: 20,
          FAILED: 2,
          SKIPPED: 1,
          CANCELLED: 0,
          EXPIRED: 0,
          UNKNOWN: 0,
        },
        countsByChannel: [{ channel: 'wa', counts: COUNTS_EXAMPLE }],
        countsByZone: [
          {
            zones: [{ zone: 'America/Los_Angeles', localTime: 'Mon 07:00' }],
            waiting: 37,
            windows: [
              { channel: 'wa', isOpen: false, closesAt: null, opensAt: '2026-03-02T16:00:00.000Z' },
              { channel: 'sms', isOpen: false, closesAt: null, opensAt: '2026-03-02T16:00:00.000Z' },
            ],
          },
        ],
        errors: [
          {
            errorSource: 'twilio',
            errorCode: '30005',
            meaning: 'The number is unknown or no longer in use',
            count: 2,
          },
        ],
        workflowUrl: 'http://127.0.0.1:8233/namespaces/default/workflows/campaign%2F17728909%2Fa9cRASfbQ',
      },
    ],
  });

export type CampaignDetailsAnswer = z.infer<typeof campaignDetails>;
