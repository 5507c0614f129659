import { z } from 'zod';
import { TIMELINE_STEPS } from '../../db/campaign-timeline.ts';
import { CHANNELS } from '../../domain/channel.ts';
import { CONSTRAINTS } from '../../domain/decision.ts';
import { instantAnswer, pageAnswer, paging } from './common.ts';
import { constraint } from './recipients.ts';

export const timezonesQuery = z.looseObject(paging);

const group = z.object({
  zones: z
    .array(z.object({ zone: z.string(), localTime: z.string().describe('Now, on the wall there: "Tue 07:42".') }))
    .describe(
      'All that the numbers can be in. `GET …/recipients?zones=` with them, separated by commas, lists the group.',
    ),
  waiting: z.number().int().describe('How many wait to be sent to.'),
  channel: z.enum(CHANNELS).nullable().describe('What they are to be sent on.'),
  isOpen: z.boolean().describe('Whether the send window is open now, in all of the zones.'),
  closesAt: instantAnswer.nullable().describe('Where it is open: until then; null: it stays so.'),
  opensAt: instantAnswer
    .nullable()
    .describe('Where it is closed: from then on; null: the zones and windows never allow it.'),
  waitsFor: z.enum(CONSTRAINTS).nullable().describe('The constraint that binds now.'),
  constraint: constraint.nullable(),
  sentence: z
    .string()
    .describe(
      'All of it for a person, said of the last in the group of those who wait for what most of them wait for.',
    ),
  lastSendAt: instantAnswer
    .nullable()
    .describe('When that last one can be sent, about; null: a person must act first.'),
  lastRecipientId: z.uuid().describe('Which one that is.'),
});

/** 200 of `GET …/campaign/{id}/timezones`. */
export const timezonesAnswer = z.object({ timezones: z.array(group).describe('Most first.'), page: pageAnswer }).meta({
  id: 'CampaignTimezones',
  examples: [
    {
      timezones: [
        {
          zones: [{ zone: 'America/Los_Angeles', localTime: 'Wed 07:00' }],
          waiting: 37,
          channel: 'sms',
          isOpen: false,
          closesAt: null,
          opensAt: '2026-01-14T16:00:00.000Z',
          waitsFor: 'WINDOW',
          constraint: {
            kind: 'WINDOW',
            opensAt: '2026-01-14T16:00:00.000Z',
            zones: [{ zone: 'America/Los_Angeles', localTime: 'Wed 07:00', opensAtLocal: 'Wed 14 Jan at 08:00' }],
          },
          sentence:
            'Waits for its send window on SMS: it is now Wed 07:00 in America/Los_Angeles, and the window opens on Wed 14 Jan at 08:00 in America/Los_Angeles.',
          lastSendAt: '2026-01-14T16:00:03.600Z',
          lastRecipientId: '252d195b-1a4f-4807-aa45-97d2a5560e44',
        },
      ],
      page: { count: 1, offset: 0, limit: 100 },
    },
  ],
});

const count = z.number().int();

/** 200 of `GET …/campaign/{id}/timeline`. */
export const timelineAnswer = z
  .object({
    step: z
      .enum(TIMELINE_STEPS)
      .describe('How long each stretch is: by how long the campaign took, so that there are some two hundred.'),
    timezone: z.string().describe("The account's: hours and days are its."),
    timeline: z
      .array(
        z.object({
          at: instantAnswer.describe('Where the stretch begins.'),
          sent: count.describe('What the gateway took.'),
          delivered: count,
          read: count,
          failed: count,
          responded: count,
        }),
      )
      .describe('In order; a stretch in which nothing happened is left out.'),
  })
  .meta({
    id: 'CampaignTimeline',
    examples: [
      {
        step: 'minute',
        timezone: 'America/New_York',
        timeline: [
          { at: '2026-01-14T15:00:00.000Z', sent: 600, delivered: 580, read: 12, failed: 3, responded: 1 },
          { at: '2026-01-14T15:01:00.000Z', sent: 598, delivered: 601, read: 40, failed: 2, responded: 4 },
        ],
      },
    ],
  });

/** 200 of `GET …/campaign/{id}/errors`. */
export const errorsAnswer = z
  .object({
    errors: z
      .array(
        z.object({
          channel: z.enum(CHANNELS).describe('Of the last call; where there was none, the one that is tried first.'),
          source: z.string(),
          code: z.string(),
          recipients: count,
          message: z.string().nullable().describe('The words that the last of them got.'),
          meaning: z.string(),
          action: z.string().describe('What the product does about it by itself.'),
          whatToDo: z.string().describe('What a person can do.'),
        }),
      )
      .describe('Most first.'),
  })
  .meta({
    id: 'CampaignErrors',
    examples: [
      {
        errors: [
          {
            channel: 'sms',
            source: 'twilio',
            code: '30005',
            recipients: 2,
            message: 'The number is unknown or no longer in use.',
            meaning: 'The number is unknown or no longer in use',
            action: 'Not tried again on this channel; the next channel is tried.',
            whatToDo: 'Have the number corrected where it comes from, and leave it out of the next campaign.',
          },
        ],
      },
    ],
  });

export const eventsQuery = z.looseObject({
  ids: z
    .string()
    .meta({ description: 'Ids of campaigns, separated by commas: a page of the list.', examples: ['a9cRASfbQ'] })
    .transform((text) => [...new Set(text.split(',').map((id) => id.trim()))].filter((id) => id !== ''))
    .pipe(z.array(z.string()).min(1, { error: 'names no campaign' }).max(100, { error: 'are more than 100' })),
});

export const recipientsFile = z.unknown().meta({
  id: 'RecipientsFile',
  type: 'string',
  examples: [
    'position,id,wa,sms,inapp,state,sentence,timezones,channel,waitsFor,nextSendAt,acceptedAt,sentAt,deliveredAt,readAt,respondedAt,failedAt,errorSource,errorCode,errorMessage\r\n',
  ],
});
