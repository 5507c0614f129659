import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { channelOf, MESSAGE_STATUSES, messageStatusOf, SOURCES, sourceOf } from '../../domain/funnel.ts';
import { accountParams } from './common.ts';

/** Later than that Postgres has instants that JavaScript hasn't. */
const LAST_MS = Date.UTC(9999, 11, 31);

/** Read from the text itself: a number made of nothing would not say that the field is missing. */
function epochMs(what: string, example: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: 'must be epoch milliseconds', abort: true })
    .refine((text) => Number(text) <= LAST_MS, { error: 'must be epoch milliseconds, at most those of the year 9999' })
    .meta({ description: what, examples: [String(example)] })
    .transform(Number);
}

const interval = {
  attemptedStartTime: epochMs('Epoch milliseconds: campaigns from this instant on.', 1767225600000),
  attemptedEndTime: epochMs('Epoch milliseconds: campaigns before this instant.', 1767312000000),
};

/** As a query has them. */
const pagePart = (most: number, standard?: number) => ({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(most)
    .optional()
    .describe(`1 to ${most}. Without it ${standard ?? most}.`),
  offset: z.coerce.number().int().min(0).max(2_000_000_000).optional().describe('From this place on.'),
});

export const MOST_TRANSACTIONS = 5_000;
/** The most recipients that a campaign may have: clients of the original, which has no pages here, get all of them. */
export const CAMPAIGN_PAGE = 1_000;

export const analyticsQuery = z.looseObject({
  ...interval,
  csatResponses: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .meta({
      description: 'Ours. `true`: each row has `csatresponses`, by which the means of several rows make one.',
    }),
});

export const transactionsQuery = z.looseObject({
  ...interval,
  v: z
    .string()
    .regex(/^[12](\.0)?$/, { error: 'must be 1.0 or 2.0' })
    .optional()
    .meta({
      description: '2.0; without it the first version, whose pages are named by `page.nextPage`.',
      examples: ['2.0'],
    }),
  ...pagePart(MOST_TRANSACTIONS, 100),
});

export const campaignReportParams = accountParams.extend({
  campaignId: z.string().meta({ description: '`proactiveCampaignId`.', examples: ['a9cRASfbQ'] }),
});

export const campaignReportQuery = z.looseObject(pagePart(MOST_TRANSACTIONS, CAMPAIGN_PAGE));

/** A list of words, each read by `read`. An empty list is no filter, as in the original's own example. */
function words<T extends string>(read: (word: string) => T | undefined, known: readonly string[]) {
  const word = z.string().transform((text, context) => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `must be one of ${known.join(', ')}` });
    return z.NEVER;
  });
  return names(word);
}

function names<T extends z.ZodType<string, string>>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((list) => (list?.length ? list : undefined));
}

const channels = words(channelOf, CHANNELS).meta({
  description: '`wa`, `sms`, `inapp`, in any case, and the names of the channels.',
  examples: [['wa', 'sms']],
});
const skills = names(z.string()).meta({ description: 'Names of skills.', examples: [['sales']] });

const analyticsFilters = {
  channels,
  skills,
  handoffids: names(z.string()).meta({ description: 'Then `handoffid` is a column too.', examples: [['H100000001']] }),
  source: words(sourceOf, SOURCES).meta({ description: 'Then `source` is a column too.', examples: [['API', 'UI']] }),
};

const transactionFilters = {
  channels,
  skills,
  messagestatus: words(messageStatusOf, MESSAGE_STATUSES).meta({ examples: [['FAILED', 'READ']] }),
  transactionids: names(z.string())
    .refine((ids) => (ids?.length ?? 0) <= MOST_TRANSACTIONS, { error: `may be ${MOST_TRANSACTIONS} at the most` })
    .meta({ description: '`acceptedConsumers[].id`.', examples: [['252d195b-1a4f-4807-aa45-97d2a5560e44']] }),
};

export const analyticsBody = z
  .object({ ...analyticsFilters, filters: z.object(analyticsFilters).nullish() })
  .nullish()
  .transform((body) => {
    const { filters, ...bare } = body ?? {};
    return given({ ...bare, ...given(filters ?? {}) });
  })
  .meta({ id: 'AnalyticsFilters' });

export const transactionsBody = z
  .object({
    ...transactionFilters,
    filters: z.object(transactionFilters).nullish(),
    limit: z.number().int().min(1).max(MOST_TRANSACTIONS).nullish().describe('Of version 2.0. Without it 100.'),
    offset: z.number().int().min(0).max(2_000_000_000).nullish().describe('Of version 2.0.'),
    page: z
      .object({ nextPage: z.string().nullish().describe('Of the first version: as the page before named it.') })
      .nullish(),
  })
  .nullish()
  .transform((body) => {
    const { filters, limit, offset, page, ...bare } = body ?? {};
    return {
      filters: given({ ...bare, ...given(filters ?? {}) }),
      limit: limit ?? undefined,
      offset: offset ?? undefined,
      nextPage: page?.nextPage ?? undefined,
    };
  })
  .meta({ id: 'TransactionsRequest' });

/** Without what is undefined. */
function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** What "try it out" fills in, by the schema's id. */
export const REPORT_BODY_EXAMPLES = {
  AnalyticsFilters: { channels: ['wa', 'sms'], source: ['API', 'UI'] },
  TransactionsRequest: {
    offset: 0,
    limit: 100,
    filters: { channels: ['wa', 'sms'], messagestatus: ['FAILED', 'READ'] },
  },
};
