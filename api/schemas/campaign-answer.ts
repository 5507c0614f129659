import { z } from 'zod';
import { campaignStatus, traceId } from './campaign-counts.ts';

const acceptedConsumer = z.object({
  id: z.uuid().describe('The recipient; the same as in …/conversations.'),
  phoneNumber: z
    .string()
    .optional()
    .describe('E.164; In-App has none.')
    .meta({ examples: ['+12025550173'] }),
  consumerContent: z.looseObject({}).optional().describe('As it was sent; the old form has none.'),
});

const ERRORS = [
  'INVALID_NUMBER: no valid number, or one that takes no SMS',
  'DUPLICATE_NUMBER: an earlier consumer of this campaign has the number or user id',
  'MISSING_CONSUMER_INFORMATION==<CHANNEL>: no number for a channel of the template or handoff, such as SMS or WA; INAPP: no user id of 1 to 255 characters',
  'TOO_MANY_VARIABLES, INSUFFICIENT_VARIABLES: more than the texts have; none',
  'MISSING_VARIABLE=<NAME>, VARIABLE_NOT_STRING=<NAME>, VARIABLE_TOO_LONG=<NAME>: the first that is so',
  'TOO_MANY_HEADER_VARIABLES, INSUFFICIENT_HEADER_VARIABLES, MISSING_HEADER_VARIABLE=<TYPE>: as above, of the header',
  'HEADER_VARIABLE_NOT_STRING, HEADER_VARIABLE_INVALID_URL: no https address of a file of the right kind',
  'IMAGE_URL_NOT_WHITELISTED: the account does not permit its host',
  'INVALID_TIMEZONE: no IANA timezone',
  'MESSAGE_TOO_LONG: an SMS of more than 1,600 characters with its variables filled in; In-App 4,096',
  'MESSAGE_EMPTY: an SMS without any text with its variables filled in',
];

export const failedConsumer = z
  .looseObject({
    phone: z.string().describe('E.164, or "+" and the digits that came; empty where none came.'),
    countryCode: z.string().describe('ISO 3166; empty where it cannot be told.'),
    errorMessage: z.string().describe(ERRORS.join('\n\n')),
  })
  .describe(
    'The consumer as it was sent, and why it was not taken. What is no object comes back as the field `consumer`.',
  );

/** 201 of `POST …/campaign`: contract.md section 2. */
export const campaignAnswer = z
  .object({
    proactiveCampaignId: z.string(),
    leCampaignId: z.string(),
    leEngagementId: z.string(),
    requestTraceId: traceId,
    acceptedRecipients: z
      .number()
      .int()
      .optional()
      .describe(
        'With a `recipientListId`: how many recipients there are. They are not repeated under `acceptedConsumers`.',
      ),
    acceptedConsumers: z.array(acceptedConsumer).describe('In the order of the request; always there.'),
    failedConsumers: z.array(failedConsumer).describe('In the order of the request; always there.'),
  })
  .meta({
    id: 'CampaignAnswer',
    examples: [
      {
        proactiveCampaignId: 'a9cRASfbQ',
        leCampaignId: '1239032370',
        leEngagementId: '1244018070',
        requestTraceId: 'f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3',
        acceptedConsumers: [
          {
            id: '252d195b-1a4f-4807-aa45-97d2a5560e44',
            phoneNumber: '+12025550173',
            consumerContent: { sms: '12025550173' },
          },
        ],
        failedConsumers: [
          {
            consumerContent: { sms: '1202' },
            variables: { 1: 'Ada' },
            phone: '+1202',
            countryCode: 'US',
            errorMessage: 'INVALID_NUMBER',
          },
        ],
      },
    ],
  });

export type CampaignAnswer = z.infer<typeof campaignAnswer>;

/** 200 of `GET …/campaign/{id}/conversations`: contract.md section 2. */
export const outcomesAnswer = z
  .object({
    campaignStatus,
    conversations: z
      .array(
        z.object({
          id: z.uuid().describe('`acceptedConsumers[].id`.'),
          status: z
            .enum(['DRAFT', 'NOT_SENT', 'SCHEDULED', 'DELIVERED', 'FAILED', 'SKIPPED'])
            .describe(
              'NOT_SENT: published, not yet scheduled. SCHEDULED: waits for its window or its turn. DELIVERED: the gateway took it. SKIPPED: opted out.',
            ),
          conversationId: z.uuid().nullable().describe('Of the conversation that a reply opened.'),
          errorMessage: z.string().nullable().describe('Why it was not sent: source and code, and a sentence.'),
        }),
      )
      .describe('In the order of the request.'),
  })
  .meta({
    id: 'CampaignConversations',
    examples: [
      {
        campaignStatus: 'FINISHED',
        conversations: [
          {
            id: '252d195b-1a4f-4807-aa45-97d2a5560e44',
            status: 'DELIVERED',
            conversationId: null,
            errorMessage: null,
          },
        ],
      },
    ],
  });
