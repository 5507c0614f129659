import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { MESSAGE_STATUSES } from '../../domain/funnel.ts';
import { instantAnswer } from './common.ts';

const metadata = z.object({
  accountId: z.string(),
  app: z.literal('prmsg'),
  attemptedStartTime: z.number().int().optional().describe('Epoch milliseconds.'),
  attemptedEndTime: z.number().int().optional().describe('Epoch milliseconds.'),
  proactiveCampaignId: z.string().optional(),
  filters: z.record(z.string(), z.array(z.string())).optional().describe('Those that were understood.'),
});

const count = z.number().int();
const analyticsRow = z.object({
  channel: z.enum(CHANNELS).describe('Where it went; who was sent nothing counts where it is tried first.'),
  skill: z.string().describe("The campaign's."),
  transactionday: z.string().describe("MM-DD-YYYY in the account's timezone."),
  handoffid: z.string().nullable().optional().describe('Only where it is filtered by.'),
  source: z.enum(['API', 'UI']).optional().describe('Only where it is filtered by.'),
  attempted: count.describe('Everyone accepted.'),
  eligible: count.describe('Could be sent to on the channel.'),
  skipped: count.describe('Opted out.'),
  sent: count.describe('The gateway took it.'),
  failed: count.describe('attempted − sent − skipped: with `pending`, which is still to be sent to.'),
  pending: count.describe('Ours. Still to be sent to: `failed − pending` have really failed.'),
  delivered: count.describe('As the gateway reports it; what is read is delivered.'),
  read: count.describe('As the gateway reports it. SMS has none.'),
  conversationscreated: count.describe('A reply opened a conversation.'),
  conversationsclosed: count,
  csat: z.number().nullable().describe('The mean of 1 to 5; null where nobody said.'),
  csatresponses: count.optional().describe('Ours. How many said: only where `csatResponses` asks for it.'),
  error_aggregation: z.record(z.string(), count).describe('How many by `<source>_<code>`.'),
});

const exampleRow = {
  channel: 'wa' as const,
  skill: 'sales',
  transactionday: '01-14-2026',
  attempted: 500,
  eligible: 475,
  skipped: 10,
  sent: 440,
  failed: 50,
  pending: 20,
  delivered: 430,
  read: 400,
  conversationscreated: 200,
  conversationsclosed: 185,
  csat: 4.25,
  error_aggregation: { outbound_wa_131026: 25, proactive_1001: 5 },
};
const exampleInterval = {
  accountId: '17728909',
  app: 'prmsg' as const,
  attemptedStartTime: 1768348800000,
  attemptedEndTime: 1768435200000,
};

export const analyticsAnswer = z
  .object({ requestMetadata: metadata, analytics: z.array(analyticsRow) })
  .meta({ id: 'Analytics', examples: [{ requestMetadata: exampleInterval, analytics: [exampleRow] }] });

const messageStatus = z
  .enum(MESSAGE_STATUSES)
  .describe('The furthest that the message came. SCHEDULED and NOT_SENT: still to be sent to.');
const error = {
  errorSource: z.enum(['outbound_wa', 'outbound_twilio', 'twilio', 'proactive']).nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
};
const consumerId = z.string().describe('The number (E.164) or user id that it was, or is to be, addressed by.');

const consumerReport = z.object({
  id: z.uuid().describe('`acceptedConsumers[].id`.'),
  status: messageStatus,
  consumerId,
  conversationId: z.uuid().nullable(),
  ...error,
});

export const campaignReportAnswer = z
  .object({
    requestMetadata: metadata,
    page: z.object({
      count: count.describe('All that there are.'),
      previousOffset: count.describe('-1 where there is none.'),
      currentOffset: count,
      nextOffset: count.describe('-1 where there is none.'),
    }),
    consumersReport: z.array(consumerReport).describe('In the order of the request.'),
  })
  .meta({
    id: 'CampaignReport',
    examples: [
      {
        requestMetadata: { accountId: '17728909', app: 'prmsg', proactiveCampaignId: 'a9cRASfbQ' },
        page: { count: 1, previousOffset: -1, currentOffset: 0, nextOffset: -1 },
        consumersReport: [
          {
            id: '252d195b-1a4f-4807-aa45-97d2a5560e44',
            status: 'FAILED',
            consumerId: '+12025550173',
            conversationId: null,
            errorSource: 'outbound_wa',
            errorCode: '131026',
            errorMessage: 'The number is not on WhatsApp, or cannot receive this message.',
          },
        ],
      },
    ],
  });

const at = instantAnswer.nullable();
const transaction = z.object({
  channel: z.enum(CHANNELS).describe('Where it went; before that, where it is tried first.'),
  skill: z.string().describe("The campaign's."),
  transactionId: z.uuid().describe('`acceptedConsumers[].id`.'),
  attemptedTime: instantAnswer.describe('When the campaign was accepted.'),
  eligibleTime: at.describe('When it was found that it can be sent to.'),
  inviteTime: at.describe('The call to the provider: that of the message which was taken, else the last one.'),
  sentTime: at.describe('The gateway took it.'),
  deliveredTime: at,
  readTime: at,
  failedTime: at,
  skippedTime: at,
  cancelledTime: at.describe('It found its campaign cancelled or over.'),
  optInsTime: at.describe("The first time since `attemptedTime` that the consumer's opt-out was taken back."),
  optOutsTime: at.describe('The first time since `attemptedTime` that the consumer opted out.'),
  conversationId: z.uuid().nullable(),
  conversationsCreatedTime: at,
  conversationsClosedTime: at,
  consumerId,
  ...error,
  proactiveCampaignId: z.string(),
  initialSkill: z.string(),
  initialChannel: z.enum(CHANNELS),
  handOffId: z.string().nullable(),
  ivrNumber: z.null(),
  messageStatus,
});

const exampleTransaction = {
  channel: 'wa' as const,
  skill: 'sales',
  transactionId: '252d195b-1a4f-4807-aa45-97d2a5560e44',
  attemptedTime: '2026-01-14T15:00:00.000Z',
  eligibleTime: '2026-01-14T15:00:01.100Z',
  inviteTime: '2026-01-14T15:00:01.100Z',
  sentTime: '2026-01-14T15:00:01.350Z',
  deliveredTime: '2026-01-14T15:00:03.000Z',
  readTime: '2026-01-14T15:02:10.000Z',
  failedTime: null,
  skippedTime: null,
  cancelledTime: null,
  optInsTime: null,
  optOutsTime: null,
  conversationId: null,
  conversationsCreatedTime: null,
  conversationsClosedTime: null,
  consumerId: '+12025550173',
  errorSource: null,
  errorCode: null,
  errorMessage: null,
  proactiveCampaignId: 'a9cRASfbQ',
  initialSkill: 'sales',
  initialChannel: 'wa' as const,
  handOffId: 'H100000002',
  ivrNumber: null,
  messageStatus: 'READ' as const,
};

export const transactionsAnswer = z
  .object({
    requestMetadata: metadata,
    page: z.object({
      count: count.describe('All that there are.'),
      offset: count.optional().describe('Of version 2.0.'),
      limit: count.optional().describe('Of version 2.0.'),
      currentPage: z.string().optional().describe('Of the first version.'),
      nextPage: z.string().optional().describe('Of the first version; absent on the last page.'),
    }),
    transactions: z.array(transaction).describe('Oldest first, and in the order of their requests.'),
  })
  .meta({
    id: 'Transactions',
    examples: [
      {
        requestMetadata: exampleInterval,
        page: { count: 1, offset: 0, limit: 100 },
        transactions: [exampleTransaction],
      },
    ],
  });

export type WireAnalyticsRow = z.infer<typeof analyticsRow>;
export type WireConsumerReport = z.infer<typeof consumerReport>;
