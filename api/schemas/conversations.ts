import { z } from 'zod';
import { LONGEST_ANSWER } from '../../domain/answer.ts';
import { CHANNELS } from '../../domain/channel.ts';
import { accountParams, instantAnswer, pageAnswer, paging } from './common.ts';

export const conversationParams = accountParams.extend({
  conversationId: z.string().meta({ examples: ['6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11'] }),
});

/** Of a query: once, several times, or once with commas. */
const skills = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',')))
  .transform((given) => given.map((name) => name.trim()).filter((name) => name !== ''))
  .optional()
  .meta({ description: 'Of any of these skills: with commas, or the parameter several times.', examples: ['sales'] });

const filters = {
  campaignId: z.string().optional().describe('Only those that answer this campaign.'),
  skill: skills,
  channel: z.enum(CHANNELS).optional(),
  consumer: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('Only those of this consumer: a number, with or without `+`, or a user id.'),
};

export const CONVERSATION_SORTS = ['openedAt', 'latestMessage'] as const;

export const conversationQuery = z.looseObject({
  state: z.enum(['OPEN', 'CLOSED']).optional(),
  ...filters,
  sort: z
    .enum(CONVERSATION_SORTS)
    .default('openedAt')
    .describe('By when it was opened, or by its latest message; newest first.'),
  ...paging,
});

/** One that is closed is told of too: else it would stay in an inbox for good. */
export const conversationEventsQuery = z.looseObject(filters);

export const messagesQuery = z.looseObject(paging);

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
  campaignName: z.string().nullable(),
  recipientId: z.uuid().nullable().describe('`acceptedConsumers[].id`.'),
  context: z.array(z.unknown()).nullable().describe('`sdes` of the consumer, as they were sent.'),
  openedAt: instantAnswer,
  closedAt: instantAnswer.nullable(),
  csat: z.number().int().nullable().describe('What the consumer thought of it, 1 to 5.'),
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
  campaignName: 'Orders of March',
  recipientId: '252d195b-1a4f-4807-aa45-97d2a5560e44',
  context: [{ type: 'ctmrinfo', info: { customerId: '138' } }],
  openedAt: '2026-03-02T16:20:11.000Z',
  closedAt: null,
  csat: null,
};

export const conversationAnswer = conversation.meta({ id: 'Conversation', examples: [example] });

const lastMessage = z.object({
  direction: z.enum(['IN', 'OUT']).describe("IN: the consumer's. OUT: an agent's."),
  text: z.string(),
  at: instantAnswer,
});

export const listedConversation = conversation
  .extend({
    lastMessage: lastMessage.nullable().describe('Null: it has no message.'),
    unread: z.number().int().describe("The consumer's messages since an agent last answered, or marked it as read."),
  })
  .meta({
    id: 'ListedConversation',
    examples: [
      {
        ...example,
        lastMessage: { direction: 'IN', text: 'Where is my order?', at: '2026-03-02T16:20:11.000Z' },
        unread: 1,
      },
    ],
  });

export const conversationList = z
  .object({ conversations: z.array(listedConversation).describe('Newest first.'), page: pageAnswer })
  .meta({
    id: 'ConversationList',
    examples: [
      {
        conversations: [
          {
            ...example,
            lastMessage: { direction: 'IN', text: 'Where is my order?', at: '2026-03-02T16:20:11.000Z' },
            unread: 1,
          },
        ],
        page: { count: 1, offset: 0, limit: 100 },
      },
    ],
  });

const inExample = {
  id: '0b2ad5a4-6c5e-4b0f-8d0e-3f5f0f7c9a10',
  direction: 'IN',
  author: '+12025550173',
  text: 'Where is my order?',
  state: 'RECEIVED',
  createdAt: '2026-03-02T16:20:11.000Z',
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  error: null,
};
const outExample = {
  ...inExample,
  id: '7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b',
  direction: 'OUT',
  author: 'demo-client',
  text: 'With you tomorrow by noon.',
  state: 'DELIVERED',
  createdAt: '2026-03-02T16:21:40.000Z',
  sentAt: '2026-03-02T16:21:40.310Z',
  deliveredAt: '2026-03-02T16:21:41.000Z',
};

export const messageAnswer = z
  .object({
    id: z.uuid(),
    direction: z.enum(['IN', 'OUT']).describe("IN: the consumer's. OUT: an agent's."),
    author: z
      .string()
      .describe('The consumer; or the API client or user that wrote the answer, `liveperson` for an agent there.'),
    text: z.string(),
    state: z
      .enum(['RECEIVED', 'QUEUED', 'CALLING', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'UNKNOWN'])
      .describe(
        'RECEIVED: from the consumer. QUEUED: waits for its call to the provider. CALLING: the call is under way, or its outcome is looked for. SENT: the provider took it. UNKNOWN: the provider never said; it is not sent again.',
      ),
    createdAt: instantAnswer.describe('When the consumer sent it, or the agent wrote it.'),
    sentAt: instantAnswer.nullable(),
    deliveredAt: instantAnswer.nullable(),
    readAt: instantAnswer.nullable().describe('SMS has no read.'),
    failedAt: instantAnswer.nullable(),
    error: z
      .object({
        source: z.string().nullable().describe('`outbound_wa`, `outbound_twilio`, `twilio` or `proactive`.'),
        code: z.string(),
        message: z.string(),
      })
      .nullable()
      .describe('Why it failed; while it is QUEUED, why the last call came to nothing.'),
  })
  .meta({ id: 'ConversationMessage', examples: [outExample] });

const messages = z.array(messageAnswer).describe("The consumer's and the agents', oldest first.");
const messagesPage = { count: 2, offset: 0, limit: 100 };

export const messageList = z
  .object({ messages, page: pageAnswer })
  .meta({ id: 'ConversationMessageList', examples: [{ messages: [inExample, outExample], page: messagesPage }] });

const origin = z
  .object({
    text: z.string().describe('As the consumer got it, variables filled in.'),
    media: z
      .object({ type: z.string(), link: z.string() })
      .nullable()
      .describe("A WhatsApp template's picture, video or document."),
    sentAt: instantAnswer.nullable(),
    campaignName: z.string().nullable(),
    context: z.array(z.unknown()).nullable(),
  })
  .describe('The message that the consumer answers; null where it answers none.');

const delivery = z
  .object({
    adapter: z.enum(['webhook', 'liveperson']),
    state: z
      .enum(['DELIVERED', 'PENDING', 'FAILING'])
      .describe(
        'DELIVERED: the adapter has taken everything. PENDING: something waits for its first call. FAILING: the last call came to nothing, and it is told again until it takes it.',
      ),
    waiting: z.number().int().describe('Events that it has not taken.'),
    waitingSince: instantAnswer.nullable().describe('Since when the oldest of them waits.'),
    lastError: z.string().nullable().describe('Why the last call came to nothing.'),
    lastTriedAt: instantAnswer.nullable(),
    externalId: z.string().nullable().describe('What LivePerson calls the conversation.'),
  })
  .describe('How far the adapter has been told; null where agents work in our inbox.');

export const conversationWithMessages = conversation
  .extend({
    origin: origin.nullable(),
    delivery: delivery.nullable(),
    messages,
    page: pageAnswer.describe('Of `messages`: the rest is under /messages.'),
  })
  .meta({
    id: 'ConversationWithMessages',
    examples: [
      {
        ...example,
        origin: {
          text: 'Hi Ada, your order A-1207 is on its way. Any question? Just answer this message.',
          media: null,
          sentAt: '2026-03-02T16:02:03.000Z',
          campaignName: example.campaignName,
          context: example.context,
        },
        delivery: null,
        messages: [inExample, outExample],
        page: messagesPage,
      },
    ],
  });

/** `POST …/close`: a body may be left out. */
export const closeRequest = z
  .object({
    csat: z.number().int().min(1).max(5).nullish().describe('What the consumer thought of it, 1 to 5.'),
  })
  .nullish()
  .meta({ id: 'CloseConversationRequest' });

export const CLOSE_EXAMPLE = { csat: 5 };

export const answerRequest = z
  .object({
    text: z
      .string()
      .max(Math.max(...Object.values(LONGEST_ANSWER)))
      .refine((text) => text.trim() !== '', 'it is empty')
      .meta({
        description: 'An SMS takes 1,600 characters, WhatsApp 4,096.',
        examples: ['With you tomorrow by noon.'],
      }),
  })
  .meta({ id: 'AnswerRequest' });

export const ANSWER_EXAMPLE = { text: 'With you tomorrow by noon.' };
