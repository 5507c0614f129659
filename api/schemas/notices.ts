import { z } from 'zod';
import { NOTICE_PURPOSES } from '../../domain/answer.ts';
import { CHANNELS } from '../../domain/channel.ts';
import { AGENT_MESSAGE_STATES } from '../../domain/status.ts';
import { instantAnswer, pageAnswer, paging } from './common.ts';

const purpose = z
  .enum(NOTICE_PURPOSES)
  .describe('confirmation: it confirms an opt-out. help: it answers HELP or INFO.');
const state = z
  .enum(AGENT_MESSAGE_STATES)
  .describe('As of an answer in a conversation. UNKNOWN: the provider never said; it is not sent again.');

export const noticeQuery = z.looseObject({
  purpose: purpose.optional(),
  state: state.optional(),
  channel: z.enum(CHANNELS).optional(),
  consumer: z.string().min(1).optional().describe('A number in any notation, or a user id.'),
  ...paging,
});

const noticeAnswer = z
  .object({
    id: z.uuid().describe('The reference that went to the provider.'),
    purpose,
    channel: z.enum(CHANNELS),
    consumer: z.string().describe('E.164, or an In-App user id.'),
    brandNumber: z.string().describe('The number that the consumer wrote to; on In-App the app.'),
    words: z.string().describe('What the consumer wrote.'),
    text: z.string().describe("What is sent: the account's text at that moment."),
    state,
    providerMessageId: z.string().nullable(),
    createdAt: instantAnswer.describe('When the consumer wrote.'),
    sentAt: instantAnswer.nullable(),
    deliveredAt: instantAnswer.nullable(),
    readAt: instantAnswer.nullable(),
    failedAt: instantAnswer.nullable(),
    error: z
      .object({ source: z.string().nullable(), code: z.string(), message: z.string() })
      .nullable()
      .describe('Why it was not sent, or not delivered.'),
  })
  .meta({
    id: 'Notice',
    examples: [
      {
        id: '7f7a1bd0-52a7-4a0c-9d6e-0a3f5c1d2e4b',
        purpose: 'confirmation',
        channel: 'sms',
        consumer: '+12025550173',
        brandNumber: '+12025550100',
        words: 'Please stop',
        text: 'You will get no more messages from Daybreak. Reply START to get them again.',
        state: 'DELIVERED',
        providerMessageId: 'SM00000000000000000000000000000001',
        createdAt: '2026-03-02T16:20:11.000Z',
        sentAt: '2026-03-02T16:20:11.400Z',
        deliveredAt: '2026-03-02T16:20:12.000Z',
        readAt: null,
        failedAt: null,
        error: null,
      },
    ],
  });

export const noticeList = z
  .object({ notices: z.array(noticeAnswer).describe('Newest first.'), page: pageAnswer })
  .meta({
    id: 'NoticeList',
    examples: [{ notices: noticeAnswer.meta()?.examples as unknown[], page: { count: 1, offset: 0, limit: 100 } }],
  });
