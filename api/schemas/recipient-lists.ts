import { z } from 'zod';
import { LONGEST_SMS } from '../../domain/consumer.ts';
import { LONGEST_MESSAGE_SMS } from '../../domain/message.ts';
import { LIST_ROW_STATES } from '../../domain/recipient-file.ts';
import { MOST_MENDED_LINES, MOST_TYPED_LINES } from '../../domain/list-limits.ts';
import { campaignRequest } from './campaign-request.ts';
import { message, messageInQuery } from './message.ts';
import { accountParams, instantAnswer, pageAnswer, paging } from './common.ts';

const ID = '0b7c7a9e-3f0c-4c39-9d5c-6f6f2f1f7a10';

const EXAMPLE = {
  id: ID,
  name: 'orders.csv',
  templateId: 'H100000001',
  message: null,
  channels: ['sms' as const],
  columns: ['Phone', 'B1', 'B2', 'Timezone'],
  state: 'READY' as const,
  bytes: 173,
  bytesRead: 173,
  lines: 5,
  good: 2,
  wrong: 1,
  duplicates: 1,
  optedOut: 1,
  zones: [{ timezones: ['America/New_York'], count: 2 }],
  proactiveCampaignId: null,
  uploadedBy: 'demo-client',
  uploadedAt: '2026-03-01T15:00:00.000Z',
  deletedAt: '2026-03-08T15:00:00.000Z',
};

export const recipientListAnswer = z
  .object({
    id: z.uuid().describe('The `recipientListId` of a campaign.'),
    name: z.string().nullable(),
    templateId: z.string().nullable().describe('What its recipients were judged for: this or `message`.'),
    message: message.nullable(),
    channels: z.array(z.enum(['wa', 'sms', 'inapp'])).describe('On which it is sent, in their order.'),
    columns: z.array(z.string()).describe('Those of a line, in the order in which `cells` has them.'),
    state: z
      .enum(['READING', 'READY', 'LAUNCHED'])
      .describe(
        'READING: the file is still coming, and the counts grow. LAUNCHED: it is a campaign, and can be no other.',
      ),
    bytes: z.number().int().nullable().describe('Of the whole file; null: its length was not said beforehand.'),
    bytesRead: z.number().int(),
    lines: z
      .number()
      .int()
      .describe('All that have been read but the header, empty ones, and those that were dropped.'),
    good: z.number().int().describe('Who a campaign with this list would be sent to.'),
    wrong: z.number().int().describe('Lines that cannot be taken. The others are.'),
    duplicates: z.number().int().describe('Lines whose number another good line has.'),
    optedOut: z.number().int().describe('Who is opted out of every channel of the template.'),
    zones: z
      .array(z.object({ timezones: z.array(z.string()), count: z.number().int() }))
      .describe(
        'Of the good ones, the most first, once all is read: a message waits until the window is open in all of these.',
      ),
    proactiveCampaignId: z.string().nullable().describe('The campaign that it was launched as.'),
    uploadedBy: z.string(),
    uploadedAt: instantAnswer,
    deletedAt: instantAnswer.describe('When it goes, launched or not. A campaign keeps its own recipients.'),
  })
  .meta({ id: 'UploadedList', examples: [EXAMPLE] });

export const recipientLists = z
  .object({ recipientLists: z.array(recipientListAnswer).describe('Newest first.'), page: pageAnswer })
  .meta({ id: 'UploadedLists', examples: [{ recipientLists: [EXAMPLE], page: { count: 1, offset: 0, limit: 100 } }] });

export const pagingQuery = z.looseObject(paging);

/** As in a campaign. */
const { outboundNumber } = campaignRequest.shape;
const content = {
  templateId: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .meta({
      description:
        'What the recipients are for, as in a campaign: a handoff, an approved WhatsApp template, or the stock SMS. This or `message`.',
      examples: ['H100000002'],
    }),
  message: messageInQuery.optional().meta({
    description: 'In place of `templateId`: the JSON of a `message`, as a campaign has it.',
    examples: ['{"sms":{"text":"Hello {{1}}, we are open again."}}'],
  }),
  outboundNumber,
};

const ONE_CONTENT = 'is given beside templateId: one of them alone';

/** What is sent must be said, and once. */
function isOneContent(query: { templateId?: unknown; message?: unknown }): boolean {
  return query.templateId === undefined || query.message === undefined;
}

function hasContent(query: unknown): boolean {
  if (typeof query !== 'object' || query === null) return true;
  return ['templateId', 'message'].some((field) => field in query);
}

const contentMissing = { path: ['templateId'], params: { isMissing: true }, when: () => true };

export const uploadQuery = z
  .looseObject({
    ...content,
    typed: z
      .stringbool({ truthy: ['true'], falsy: ['false'] })
      .default(false)
      .meta({
        description: `Whether a person has typed the lines: at most ${MOST_TYPED_LINES}, without a header and without \`Timezone\`. Where each recipient brings the whole text, all that follows the number is the text, commas and all.`,
      }),
    id: z.uuid().optional().meta({
      description: 'An id of the caller’s, by which to ask how far the file has been read while it is still coming.',
    }),
    name: z
      .string()
      .max(255)
      .optional()
      .meta({ description: 'What the caller calls it, such as the name of the file.', examples: ['orders.csv'] }),
    header: z
      .enum(['present', 'absent'])
      .optional()
      .describe(
        'Whether the first line has the names of the columns. Absent: it has where one of its cells is such a name.',
      ),
    longestSms: z.coerce
      .number()
      .int()
      .min(1)
      .max(LONGEST_SMS)
      .optional()
      .meta({
        description: `The most characters of an SMS with its values and the opt-out text. Absent: ${LONGEST_SMS}, and ${LONGEST_MESSAGE_SMS} of a \`message\`.`,
        examples: [140],
      }),
  })
  .refine(isOneContent, { path: ['message'], error: ONE_CONTENT })
  .refine(hasContent, contentMissing);

export const sampleQuery = z
  .looseObject(content)
  .refine(isOneContent, { path: ['message'], error: ONE_CONTENT })
  .refine(hasContent, contentMissing);

export const RECIPIENT_FILE_EXAMPLE =
  'Phone,B1,B2\r\n12025550173,Ada,A-1207\r\n+1 (202) 555-0174,"Bob, Jr.",A-1208\r\n';

/** Read as it comes: what is in it is for the list to say, line by line. */
export const recipientFile = z.unknown().meta({
  id: 'RecipientFile',
  type: 'string',
  description:
    'One recipient a line: `Phone` (`UserId` for In-App), `H1` where the template’s header takes a value, `B1`, `B2` and so on for the variables of the text, `BU1` where a button does, and `Timezone`, an IANA name, which may be left out or empty. With a header in any order; without one in this order. Separated by commas, semicolons or tabs.',
  examples: [RECIPIENT_FILE_EXAMPLE],
});

export const listParams = accountParams.extend({
  listId: z.string().meta({ description: 'The list.', examples: [ID] }),
});

const rowState = z.enum(LIST_ROW_STATES);

export const rowsQuery = z.looseObject({ state: rowState.optional().describe('Absent: all.'), ...paging });

export const errorsQuery = z.looseObject({
  state: rowState.exclude(['GOOD']).default('WRONG').describe('Which lines.'),
});

const ROW_EXAMPLES = [
  {
    line: 2,
    state: 'GOOD' as const,
    reason: null,
    address: '+12025550173',
    timezones: ['America/New_York'],
    messages: [
      { channel: 'sms' as const, text: 'Hello Ada, your order A-1207 is on its way.\nReply STOP to opt out.' },
    ],
    cells: null,
  },
  {
    line: 3,
    state: 'WRONG' as const,
    reason: 'INVALID_NUMBER',
    address: null,
    timezones: null,
    messages: null,
    cells: ['1202', 'Bob', 'A-1208'],
  },
];

const listRow = z.object({
  line: z.number().int().describe('In the file, from 1: where it begins.'),
  state: rowState,
  reason: z
    .string()
    .nullable()
    .describe(
      'Why it is not good: `errorMessage` of a failed consumer; or QUOTE_NOT_CLOSED, TEXT_AFTER_QUOTE (a quotation mark inside of a quoted cell is written twice), LINE_TOO_LONG, NOT_UTF8; or OPTED_OUT.',
    ),
  address: z.string().nullable().describe('E.164, or the user id of In-App.'),
  timezones: z.array(z.string()).nullable(),
  messages: z
    .array(z.object({ channel: z.enum(['wa', 'sms', 'inapp']), text: z.string() }))
    .nullable()
    .describe('What it would be sent: on each channel of the template, in their order.'),
  cells: z.array(z.string()).nullable().describe('What stands in the line, in the order of the columns.'),
});

export const recipientListRows = z
  .object({ rows: z.array(listRow).describe('In the order of the file.'), page: pageAnswer })
  .meta({ id: 'UploadedListRows', examples: [{ rows: ROW_EXAMPLES, page: { count: 2, offset: 0, limit: 100 } }] });

/** More than any template has columns, so that too many are named on their line. */
const MOST_CELLS = 100;

export const MENDING_EXAMPLE = { lines: [{ line: 3, cells: ['12025550174', 'Bob', 'A-1208'] }], dropped: [6] };

const lineNumber = z.number().int().min(1).max(2_147_483_647);

export const listMending = z
  .looseObject({
    lines: z
      .array(
        z.looseObject({
          line: lineNumber.describe('Its number, as in the rows of the list.'),
          cells: z
            .array(z.string())
            .min(1)
            .max(MOST_CELLS)
            .describe(
              'What stands in it now, all of it, in the order of the list’s `columns`. Those at the end may be left out.',
            ),
        }),
      )
      .max(MOST_MENDED_LINES)
      .default([])
      .describe('The mended ones.'),
    dropped: z.array(lineNumber).max(MOST_MENDED_LINES).default([]).describe('Lines that are taken out of the list.'),
  })
  .refine(({ lines, dropped }) => lines.length + dropped.length > 0, {
    path: ['lines'],
    error: 'has no line, and none is dropped',
  })
  .refine(
    ({ lines, dropped }) => {
      const all = [...lines.map(({ line }) => line), ...dropped];
      return new Set(all).size === all.length;
    },
    { path: ['lines'], error: 'has a line twice, or one that is dropped' },
  )
  .meta({ id: 'ListMending', examples: [MENDING_EXAMPLE] });

export const mendedList = z
  .object({
    recipientList: recipientListAnswer.describe('With its counts as they are now.'),
    rows: z.array(listRow).describe('The lines that were mended, as they are now, in the order of the file.'),
  })
  .meta({
    id: 'MendedList',
    examples: [
      {
        recipientList: {
          ...EXAMPLE,
          lines: 4,
          good: 3,
          wrong: 0,
          zones: [{ timezones: ['America/New_York'], count: 3 }],
        },
        rows: [
          {
            line: 3,
            state: 'GOOD' as const,
            reason: null,
            address: '+12025550174',
            timezones: ['America/New_York'],
            messages: [
              { channel: 'sms' as const, text: 'Hello Bob, your order A-1208 is on its way.\nReply STOP to opt out.' },
            ],
            cells: null,
          },
        ],
      },
    ],
  });

export const errorsFile = z.unknown().meta({
  id: 'UploadedListErrors',
  type: 'string',
  examples: ['Line,Reason,Phone,B1,B2,Timezone\r\n3,INVALID_NUMBER,1202,Bob,A-1208\r\n'],
});

export const sampleFile = z.unknown().meta({
  id: 'RecipientFileSample',
  type: 'string',
  examples: ['Phone,B1,B2,Timezone\r\n12025550173,,,\r\n'],
});
