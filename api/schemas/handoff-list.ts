import { z } from 'zod';
import { accountParams } from './common.ts';

/** The public documents' words for channels; the last two we never have. */
const CHANNEL_WORDS = ['wa', 'sms-twilio', 'inapp', 'apple-twilio', 'googlercs'] as const;

export const handoffListQuery = z.looseObject({
  v: z.string().optional().describe('The version, 1. Not looked at.'),
  limit: z.coerce.number().int().min(1).max(500).default(30).describe('At most so many: 1 to 500.'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('From this place on.'),
});

export const handoffListParams = accountParams.extend({
  channel: z.enum(CHANNEL_WORDS).describe('`apple-twilio` and `googlercs` have no handoffs here.'),
});

const component = z.looseObject({
  type: z.string().describe('header, body, footer or button.'),
  sub_type: z.string().optional().describe('image, document, video, phone_number, url or quick_reply.'),
  content: z.string().optional().describe('Text with `${{1}}` for its variables.'),
  variables: z.array(z.string()).optional(),
  optOut: z.string().optional().describe('SMS body: the text that tells how to opt out.'),
  index: z.number().int().optional(),
  phone_number: z.string().optional(),
  url: z.string().optional(),
});

const channel = z.object({
  type: z.enum(['wa', 'sms-twilio', 'inapp']),
  language: z.string(),
  outboundnumber: z.string().optional().describe('E.164; not for In-App.'),
  namespace: z.string().optional().describe('WhatsApp only.'),
  templatename: z.string().optional().describe('WhatsApp only.'),
  appNames: z.array(z.string()).optional().describe('In-App only.'),
  messageComponents: z.array(component),
});

export const handoffProfile = z
  .object({
    id: z.string(),
    name: z.string(),
    lookbackPeriodDay: z.number().int(),
    lookbackPeriodHour: z.number().int(),
    routeAllWithinLookback: z
      .boolean()
      .describe('Always false: after a conversation was closed, the next message goes to the default skill.'),
    createdAt: z.string().meta({ format: 'date-time' }),
    updatedAt: z.string().meta({ format: 'date-time' }),
    channels: z.array(channel).describe('In priority order.'),
  })
  .meta({
    id: 'HandoffProfile',
    examples: [
      {
        id: 'H100000001',
        name: 'Order update by SMS',
        lookbackPeriodDay: 30,
        lookbackPeriodHour: 0,
        routeAllWithinLookback: false,
        createdAt: '2026-03-02T16:20:11.000Z',
        updatedAt: '2026-03-02T16:20:11.000Z',
        channels: [
          {
            type: 'sms-twilio',
            language: 'en_US',
            outboundnumber: '+12025550100',
            messageComponents: [
              {
                type: 'body',
                content: 'Hi ${{1}}, your order ${{2}} is on its way. Any question? Just answer.',
                variables: ['1', '2'],
                optOut: 'Reply STOP to opt out.',
              },
            ],
          },
        ],
      },
    ],
  });

export type HandoffProfile = z.infer<typeof handoffProfile>;

export const handoffProfiles = z.array(handoffProfile);
