import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { CONSTRAINTS } from '../../domain/decision.ts';
import { PUSH_PLATFORMS } from '../../domain/push.ts';
import { RECIPIENT_STATES } from '../../domain/status.ts';
import { optOutAnswer } from './opt-outs.ts';
import { campaignParams, instantAnswer, pageAnswer } from './common.ts';

export const recipientParams = campaignParams.extend({
  recipientId: z
    .string()
    .meta({ description: '`acceptedConsumers[].id`.', examples: ['252d195b-1a4f-4807-aa45-97d2a5560e44'] }),
});

const rate = z.number().describe('Messages a second.');

export const constraint = z
  .discriminatedUnion('kind', [
    z
      .object({
        kind: z.literal('WINDOW'),
        opensAt: instantAnswer.nullable().describe('When it is open in all zones at once; null: it never is.'),
        zones: z.array(
          z.object({
            zone: z.string(),
            localTime: z.string().describe('Now.'),
            opensAtLocal: z.string().nullable(),
          }),
        ),
        heldBy: z
          .string()
          .optional()
          .describe("The rules of the account's rule set that keep it closed, where its own window would not."),
      })
      .describe('Its send window, in all of its possible zones at once.'),
    z
      .object({
        kind: z.literal('RATE'),
        of: z
          .enum(['ACCOUNT', 'CAMPAIGN', 'OPENING'])
          .describe(
            "The account's queue on the channel; the campaign's own send rate; or those of one opening, who go one after the other.",
          ),
        place: z.number().int().describe('1 is next.'),
        ratePerSecond: rate,
        estimatedAt: instantAnswer,
      })
      .describe('Its turn.'),
    z
      .object({
        kind: z.literal('DAILY_LIMIT'),
        limit: z.number().int(),
        sentToday: z.number().int(),
        timezone: z.string().describe("The account's."),
        nextDayAt: instantAnswer,
      })
      .describe("The account's recipients of a day on the channel."),
    z
      .object({
        kind: z.literal('CONSUMER_LIMIT'),
        limit: z.number().int(),
        periodHours: z.number().describe('24, or 168 for 7 days.'),
        by: z.string().nullable().describe("The rule that sets the limit; null: the account's `messagesPerConsumer`."),
        freeAt: instantAnswer.describe('When it lets the next message through.'),
      })
      .describe('The messages of campaigns that the consumer may get within a time.'),
    z
      .object({
        kind: z.enum(['PAUSED', 'CHANNEL_PAUSED']),
        since: instantAnswer.nullable(),
        why: z.string().nullable(),
      })
      .describe('The campaign is paused, or its channel. A person resumes it.'),
    z.object({ kind: z.literal('START_DATE'), startAt: instantAnswer }).describe("The campaign's `startAt`."),
    z
      .object({
        kind: z.literal('BACK_OFF'),
        code: z.string(),
        meaning: z.string(),
        attempt: z.number().int().describe('Tries on the channel until now.'),
        until: instantAnswer,
      })
      .describe('The provider asked to be left alone, or is unwell.'),
    z
      .object({ kind: z.literal('OUTCOME'), calledAt: instantAnswer, until: instantAnswer })
      .describe('A call is under way, or its answer was lost and is being looked for.'),
  ])
  .meta({
    id: 'Constraint',
    description: 'The particulars of what it waits for; `kind` is `waitsFor`.',
    examples: [
      {
        kind: 'WINDOW',
        opensAt: '2026-01-14T13:00:00.000Z',
        zones: [{ zone: 'America/New_York', localTime: 'Wed 07:42', opensAtLocal: 'Wed 14 Jan at 08:00' }],
      },
    ],
  });

const recipientError = z
  .object({
    source: z.string().nullable(),
    code: z.string().nullable(),
    message: z.string().nullable(),
  })
  .meta({
    id: 'RecipientError',
    examples: [{ source: 'twilio', code: '30005', message: 'The number is unknown or no longer in use.' }],
  });

const recipient = z.object({
  id: z.uuid().describe('`acceptedConsumers[].id`.'),
  position: z.number().int().describe('Its place in the campaign, from 0: the order of the request.'),
  state: z.enum(RECIPIENT_STATES),
  addresses: z
    .partialRecord(z.enum(CHANNELS), z.string())
    .describe('Its address on each channel: E.164, on In-App the user id.'),
  zones: z.array(z.string()).describe('IANA names: where it may be. The window must be open in all of them.'),
  channel: z
    .enum(CHANNELS)
    .nullable()
    .describe('Where it went; of an unsent one, where it is to go. Null: nothing was, or will be, tried.'),
  nextSendAt: instantAnswer
    .nullable()
    .describe(
      'Unsent: the next instant at which it can be sent. Null: a person must act first, or nothing more is sent.',
    ),
  waitsFor: z
    .enum(CONSTRAINTS)
    .nullable()
    .describe('Unsent: the constraint that binds now. Null: it waits for nothing more.'),
  constraint: constraint.nullable(),
  sentAt: instantAnswer.nullable().describe('When the gateway took it.'),
  error: recipientError
    .nullable()
    .describe('Why it was not sent, or not delivered. Of one that is sent: that no receipt came within 72 hours.'),
  sentence: z.string().describe('What it waits for, or what became of it: all of the above for a person.'),
  workflowUrl: z.string().describe('Its workflow in the Temporal UI.'),
});

const listed = {
  id: '252d195b-1a4f-4807-aa45-97d2a5560e44',
  position: 0,
  state: 'SCHEDULED' as const,
  addresses: { sms: '+12025550173' },
  zones: ['America/New_York'],
  channel: 'sms' as const,
  nextSendAt: '2026-01-14T13:00:00.000Z',
  waitsFor: 'WINDOW' as const,
  constraint: {
    kind: 'WINDOW' as const,
    opensAt: '2026-01-14T13:00:00.000Z',
    zones: [{ zone: 'America/New_York', localTime: 'Wed 07:42', opensAtLocal: 'Wed 14 Jan at 08:00' }],
  },
  sentAt: null,
  error: null,
  sentence:
    'Waits for its send window on SMS: it is now Wed 07:42 in America/New_York, and it opens on Wed 14 Jan at 08:00 in America/New_York.',
  workflowUrl:
    'http://127.0.0.1:8233/namespaces/default/workflows/recipient%2F17728909%2Fa9cRASfbQ%2F252d195b-1a4f-4807-aa45-97d2a5560e44',
};

export const recipientAnswer = recipient.meta({ id: 'Recipient', examples: [listed] });

export const recipientList = z
  .object({ recipients: z.array(recipientAnswer).describe('In the order of the request.'), page: pageAnswer })
  .meta({ id: 'RecipientList', examples: [{ recipients: [listed], page: { count: 1, offset: 0, limit: 100 } }] });

const attempt = z
  .object({
    id: z.uuid().describe('The reference that went to the provider.'),
    number: z.number().int(),
    channel: z.enum(CHANNELS),
    state: z
      .enum(['CALLING', 'UNKNOWN', 'ABSENT', 'REFUSED', 'ACCEPTED', 'DELIVERED', 'READ', 'FAILED'])
      .describe(
        'CALLING: under way. UNKNOWN: its answer was lost. ABSENT: the provider never got it. REFUSED: it was not taken. ACCEPTED: it was. FAILED: it was, and could not be delivered.',
      ),
    from: z.string(),
    to: z.string(),
    providerMessageId: z.string().nullable(),
    code: z.string().nullable().describe("The provider's."),
    meaning: z.string().nullable().describe('What the code means.'),
    message: z.string().nullable().describe("In the provider's words."),
    calledAt: instantAnswer,
    endedAt: instantAnswer.nullable().describe('When its answer came.'),
    receiptAt: instantAnswer.nullable().describe('When the last delivery receipt came.'),
    localTime: z
      .string()
      .nullable()
      .describe('The wall clock in each possible zone at the call.')
      .meta({ examples: ['Wed 10:02 America/New_York'] }),
    ruleVersion: z
      .string()
      .describe('Versions of the timezone data, and of the rule set in force, that the decision stood on.')
      .meta({ examples: ['map-9.0.43 overrides-1 tz-2026a rules-strict-1'] }),
  })
  .meta({
    id: 'Attempt',
    examples: [
      {
        id: '0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10',
        number: 1,
        channel: 'sms',
        state: 'DELIVERED',
        from: '+12025550100',
        to: '+12025550173',
        providerMessageId: 'SM00000000000000000000000000000001',
        code: null,
        meaning: null,
        message: null,
        calledAt: '2026-01-14T15:02:00.000Z',
        endedAt: '2026-01-14T15:02:00.400Z',
        receiptAt: '2026-01-14T15:02:03.000Z',
        localTime: 'Wed 10:02 America/New_York',
        ruleVersion: 'map-9.0.18 overrides-1 tz-2026a',
      },
    ],
  });

const nudge = z
  .object({
    state: z
      .enum(['WAITING', 'PUSHED', 'NOT_PUSHED', 'UNKNOWN'])
      .describe('PUSHED: a platform took it for a device. UNKNOWN: one may have; it is not told again.'),
    reason: z.string().nullable().describe('Why no device was told.'),
    endedAt: instantAnswer.nullable(),
    devices: z.array(
      z.object({
        app: z.string(),
        platform: z.enum(PUSH_PLATFORMS),
        state: z
          .enum(['WAITING', 'CALLING', 'PUSHED', 'REFUSED', 'UNKNOWN'])
          .describe('WAITING: to be called again. CALLING: under way. UNKNOWN: the answer was lost.'),
        reason: z.string().nullable().describe('Why not, in the platform’s words.'),
        tries: z.number().int().describe('Calls to the platform until now.'),
        calledAt: instantAnswer.nullable(),
        endedAt: instantAnswer.nullable().describe('When the platform took it, or it was clear that it is not told.'),
      }),
    ),
    workflowUrl: z.string().describe('Its workflow in the Temporal UI.'),
  })
  .meta({
    id: 'Nudge',
    examples: [
      {
        state: 'PUSHED',
        reason: null,
        endedAt: '2026-01-14T15:02:05.600Z',
        devices: [
          {
            app: 'demo-shop',
            platform: 'fcm',
            state: 'PUSHED',
            reason: null,
            tries: 1,
            calledAt: '2026-01-14T15:02:05.420Z',
            endedAt: '2026-01-14T15:02:05.600Z',
          },
        ],
        workflowUrl:
          'http://127.0.0.1:8233/namespaces/default/workflows/nudge%2F17728909%2F0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10',
      },
    ],
  });

export const recipientDetails = recipient
  .extend({
    proactiveCampaignId: z.string(),
    campaignName: z.string(),
    zoneSource: z
      .string()
      .describe(
        'Where its zones come from: given with it; the area code, prefix or country of its number; a reviewed correction of those (override); unknown or none.',
      ),
    zoneVersion: z.string().describe('Version of the timezone data that they were found with.'),
    acceptedAt: instantAnswer,
    eligibleAt: instantAnswer.nullable().describe('When it was first tried on a channel.'),
    closedAt: instantAnswer.nullable().describe('When it was clear that it is not sent.'),
    retriedAt: instantAnswer.nullable().describe('When an operator asked for another try.'),
    attempts: z.array(attempt).describe('Every call to a provider, in order.'),
    consent: z
      .object({ by: z.string().describe('The API client or user.'), at: instantAnswer, words: z.string().nullable() })
      .describe('Who stated that the brand holds the opt-in of its consumers, when, and in which words.'),
    receipts: z.object({
      sentAt: instantAnswer.nullable(),
      deliveredAt: instantAnswer.nullable(),
      readAt: instantAnswer.nullable(),
    }),
    reply: z
      .object({
        respondedAt: instantAnswer.nullable(),
        repliesUntil: instantAnswer.nullable().describe("Until then a reply goes to the campaign's skill."),
        skill: z.string().describe("The campaign's."),
      })
      .describe('What the consumer answered, and where an answer goes.'),
    conversation: z
      .object({
        id: z.uuid(),
        state: z.enum(['OPEN', 'CLOSED']),
        skill: z.string(),
        openedAt: instantAnswer,
        closedAt: instantAnswer.nullable(),
      })
      .nullable()
      .describe('The one that the reply opened.'),
    optOuts: z
      .array(optOutAnswer)
      .describe('Those of its consumer that hold, or were taken back after it was accepted; newest first.'),
    nudge: nudge
      .nullable()
      .describe(
        'In-App: what became of the push to the user’s devices. It says nothing of the message itself, which is delivered once the app says so. Null: no device was to be told.',
      ),
  })
  .meta({
    id: 'RecipientDetails',
    examples: [
      {
        ...listed,
        state: 'DELIVERED',
        nextSendAt: null,
        waitsFor: null,
        constraint: null,
        sentAt: '2026-01-14T15:02:00.400Z',
        sentence: 'Sent by SMS on Wed 14 Jan at 10:02 in America/New_York; delivered 3 s later; answered 4 min later.',
        proactiveCampaignId: 'a9cRASfbQ',
        campaignName: 'Orders of January',
        zoneSource: 'area-code',
        zoneVersion: 'map-9.0.18 overrides-1 tz-2026a',
        acceptedAt: '2026-01-14T12:42:00.000Z',
        eligibleAt: '2026-01-14T15:02:00.000Z',
        closedAt: null,
        retriedAt: null,
        attempts: attempt.meta()?.examples as unknown[],
        consent: { by: 'demo-client', at: '2026-01-14T12:42:00.000Z', words: null },
        receipts: {
          sentAt: '2026-01-14T15:02:00.400Z',
          deliveredAt: '2026-01-14T15:02:03.000Z',
          readAt: null,
        },
        reply: {
          respondedAt: '2026-01-14T15:06:00.000Z',
          repliesUntil: '2026-02-13T15:02:00.400Z',
          skill: 'sales',
        },
        conversation: {
          id: '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11',
          state: 'OPEN',
          skill: 'sales',
          openedAt: '2026-01-14T15:06:00.000Z',
          closedAt: null,
        },
        optOuts: [],
        nudge: null,
      },
    ],
  });
