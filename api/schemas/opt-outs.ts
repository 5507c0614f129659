import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { OPT_OUT_SCOPES } from '../../domain/opt-out-consumer.ts';
import { LONGEST_REASON } from '../../domain/opt-out-file.ts';
import { AGENT_MESSAGE_STATES } from '../../domain/status.ts';
import { accountParams, instant, instantAnswer, pageAnswer, paging } from './common.ts';

const EXAMPLE = {
  consumer: '+12025550173',
  channel: null,
  scope: 'account' as const,
  state: 'ACTIVE' as const,
  source: 'api',
  reason: 'Asked for it on the phone',
  words: null,
  rule: null,
  confirmation: null,
  optedOutAt: '2026-03-01T15:00:00.000Z',
  renewedAt: null,
  recordedBy: 'demo-client',
  revokedAt: null,
  revokedSource: null,
  revokedBy: null,
  revokedReason: null,
};

const state = z.enum(['ACTIVE', 'REVOKED']);

export const optOutAnswer = z
  .object({
    consumer: z.string().describe('E.164, or an In-App user id.'),
    channel: z
      .enum(CHANNELS)
      .nullable()
      .describe('`inapp`: the consumer is a user id. Otherwise a number, with the channel on which alone it holds.'),
    scope: z.enum(OPT_OUT_SCOPES).describe('account: it holds on all channels. channel: on `channel` alone.'),
    state: state.describe('REVOKED: it was taken back, and holds no longer.'),
    source: z
      .string()
      .describe(
        'Where it came from: `consumer:<channel>` (a STOP), `whatsapp:preference`, `provider:<code>`, `api`, `import`.',
      ),
    reason: z.string().nullable().describe('Why, where a person or a file said so.'),
    words: z.string().nullable().describe('What the consumer wrote.'),
    rule: z
      .string()
      .nullable()
      .describe(
        'By which rule those words are an opt-out: `keyword:<word>`, `phrase:<name>`, or `provider:STOP` where the provider said so.',
      ),
    confirmation: z
      .object({
        id: z.uuid(),
        state: z.enum(AGENT_MESSAGE_STATES),
        code: z.string().nullable(),
        message: z.string().nullable(),
      })
      .nullable()
      .describe('What became of the message that confirmed it; null: there was none.'),
    optedOutAt: instantAnswer,
    renewedAt: instantAnswer
      .nullable()
      .describe('When it was said last, where it was said again: what takes it back must be newer.'),
    recordedBy: z.string().nullable().describe('The API client that recorded it; null: the consumer or the provider.'),
    revokedAt: instantAnswer.nullable(),
    revokedSource: z.string().nullable(),
    revokedBy: z.string().nullable(),
    revokedReason: z.string().nullable(),
  })
  .meta({ id: 'OptOut', examples: [EXAMPLE] });

export const optOutList = z
  .object({ optOuts: z.array(optOutAnswer).describe('Newest first.'), page: pageAnswer })
  .meta({ id: 'OptOuts', examples: [{ optOuts: [EXAMPLE], page: { count: 1, offset: 0, limit: 100 } }] });

const channel = z.enum(CHANNELS).describe('`inapp`: the consumer is a user id. Otherwise a number.');

const scope = z
  .enum(OPT_OUT_SCOPES)
  .describe('account: all channels. channel: the given one alone. Absent: by the setting `optOutScope`.');

const filters = {
  consumer: z.string().min(1).optional().describe('A number in any notation, or a user id.'),
  channel: z.enum(CHANNELS).optional().describe('Those that hold on it, of the whole account too.'),
  state: state.optional().describe('Absent: both.'),
  source: z.string().min(1).optional().describe('All of it, or what stands before its colon: `consumer`.'),
  from: instant.optional().describe('Recorded at this instant or later.'),
  to: instant.optional().describe('Recorded before this instant.'),
};

export const optOutQuery = z.looseObject({ ...filters, ...paging });
export const optOutExportQuery = z.looseObject(filters);

export const optOutRequest = z
  .object({
    consumer: z
      .union([z.string().min(1).max(255), z.number()])
      .describe('A number in any notation, or with `"channel": "inapp"` a user id.'),
    channel: channel.nullish(),
    scope: scope.nullish(),
    reason: z.string().max(LONGEST_REASON).nullish().describe('Why; kept with it.'),
  })
  .meta({ id: 'OptOutRequest' });

/** One that the demo account accepts. */
export const OPT_OUT_EXAMPLE = { consumer: '+1 202 555 0173', reason: 'Asked for it on the phone' };

export const optOutParams = accountParams.extend({
  consumer: z.string().meta({ description: 'A number in any notation, or a user id.', examples: ['+12025550173'] }),
});

export const revokeQuery = z.looseObject({
  channel: channel.optional(),
  reason: z.string().max(LONGEST_REASON).optional().describe('Why; kept with it.'),
});

export const OPT_OUT_FILE_EXAMPLE = 'phone,reason,optedOutAt\r\n+12025550173,Asked by letter,2026-03-01T15:00:00Z\r\n';

/** Read as bytes: what is in it is for the import to say, line by line. */
export const optOutFile = z.unknown().meta({
  id: 'OptOutFile',
  type: 'string',
  description:
    'Columns `consumer` or `phone`, and optional `reason`, `optedOutAt`, `channel`, `scope`, in any order with a header, in that order without one (without the last two). Separated by commas, semicolons or tabs.',
  examples: [OPT_OUT_FILE_EXAMPLE],
});

export const optOutExport = z.unknown().meta({
  id: 'OptOutExport',
  type: 'string',
  examples: [
    'consumer,channel,scope,state,source,reason,words,rule,optedOutAt,recordedBy,revokedAt,revokedSource,revokedBy,revokedReason\r\n+12025550173,,account,ACTIVE,consumer:sms,,STOP,keyword:STOP,2026-03-01T15:00:00.000Z,,,,,\r\n',
  ],
});

export const importAnswer = z
  .object({
    lines: z.number().int().describe('All lines but the header and empty ones.'),
    added: z.number().int().describe('Who is opted out now and was not before.'),
    already: z.number().int().describe('Who was opted out already, or comes twice in the file.'),
    failed: z.number().int().describe('Lines that were not taken.'),
    errors: z
      .array(
        z.object({
          line: z.number().int().describe('In the file, from 1.'),
          reason: z.string(),
        }),
      )
      .describe('Each line that was not taken, the first 10,000 of them.'),
  })
  .meta({
    id: 'OptOutImport',
    examples: [
      {
        lines: 3,
        added: 1,
        already: 1,
        failed: 1,
        errors: [{ line: 4, reason: 'consumer: is no valid phone number: too short' }],
      },
    ],
  });
