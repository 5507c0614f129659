import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { accountParams, instantAnswer, paging } from './common.ts';

export const conversationParams = accountParams.extend({
  conversationId: z.string().meta({ examples: ['6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11'] }),
});

export const conversationQuery = z.looseObject({
  campaignId: z.string().optional().describe('Only those that answer this campaign.'),
  skill: z.string().optional(),
  state: z.enum(['OPEN', 'CLOSED']).optional(),
  ...paging,
});

const conversation = z.object({
  id: z.uuid(),
  state: z.enum(['OPEN', 'CLOSED']),
  channel: z.enum(CHANNELS),
  consumer: z.string().describe('E.164.'),
  brandNumber: z.string().describe('E.164; the number that the consumer wrote to.'),
  skill: z.string(),
  route: z
    .enum(['campaign', 'after-lookback', 'after-close', 'inbound'])
    .describe(
      "Why this skill. campaign: a reply within the lookback period, the campaign's skill. after-lookback: later than that; after-close: an earlier conversation was closed; inbound: it answers nothing; all three the default skill.",
    ),
  proactiveCampaignId: z.string().nullable(),
  recipientId: z.uuid().nullable().describe('`acceptedConsumers[].id`.'),
  context: z.array(z.unknown()).nullable().describe('`sdes` of the consumer, as they were sent.'),
  openedAt: instantAnswer,
  closedAt: instantAnswer.nullable(),
});

const example = {
  id: '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11',
  state: 'OPEN',
  channel: 'wa',
  consumer: '+12025550173',
  brandNumber: '+12025550101',
  skill: 'sales',
  route: 'campaign',
  proactiveCampaignId: 'a9cRASfbQ',
  recipientId: '252d195b-1a4f-4807-aa45-97d2a5560e44',
  context: [{ type: 'ctmrinfo', info: { customerId: '138' } }],
  openedAt: '2026-03-02T16:20:11.000Z',
  closedAt: null,
};

export const conversationAnswer = conversation.meta({ id: 'Conversation', examples: [example] });

export const conversationWithMessages = conversation
  .extend({
    messages: z
      .array(z.object({ id: z.uuid(), text: z.string(), receivedAt: instantAnswer }))
      .describe("The consumer's messages, oldest first."),
  })
  .meta({
    id: 'ConversationWithMessages',
    examples: [
      {
        ...example,
        messages: [
          {
            id: '0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10',
            text: 'Where is my order?',
            receivedAt: '2026-03-02T16:20:11.000Z',
          },
        ],
      },
    ],
  });

export const conversationList = z
  .object({
    conversations: z.array(conversationAnswer).describe('Newest first.'),
    limit: z.number().int(),
    offset: z.number().int(),
  })
  .meta({ id: 'ConversationList', examples: [{ conversations: [example], limit: 100, offset: 0 }] });
