import { z } from 'zod';

export const errorSchema = z
  .object({
    code: z.literal(0),
    message: z.string().describe('Which field, and why.'),
    requestTraceId: z.string().describe('Finds the call in the log.'),
  })
  .meta({
    id: 'Error',
    description: 'Every error has this shape.',
    examples: [
      {
        code: 0,
        message: 'Fields missing in request: skill',
        requestTraceId: 'f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3',
      },
    ],
  });

const MEANINGS = {
  400: 'The request is wrong. The message names the field and the reason.',
  401: 'No token, an expired one ("jwt expired"), or one that is not ours.',
  403: 'The token or the session is for another account, or the role lacks the permission that the call needs.',
  404: 'There is no such thing in this account.',
  409: 'It is not in a state in which this can be done. The message says in which it is.',
  413: 'The body is too large.',
  415: 'The body has another content type than this call takes.',
  422: 'The Idempotency-Key was used with another body within the last 24 hours.',
  429: 'Too many calls of this kind in a second. Try again after the seconds in Retry-After.',
  500: 'An error of ours. Nothing is disclosed; the requestTraceId finds it in the log.',
  503: 'The database cannot be reached for the moment. Try again after the seconds in Retry-After.',
} as const;

type ErrorStatus = keyof typeof MEANINGS;

/** The error answers of a route; 400, 500 and 503 are every route's. */
export function errorAnswers(...statuses: ErrorStatus[]) {
  const answers = [400 as const, ...statuses, 500 as const, 503 as const].map((status) => [
    status,
    { description: MEANINGS[status], content: { 'application/json': { schema: errorSchema } } },
  ]);
  return Object.fromEntries(answers) as Record<
    ErrorStatus,
    { description: string; content: { 'application/json': { schema: typeof errorSchema } } }
  >;
}

/** The error answers of a call behind a token: those of every route, and of the token and the rate of calls. */
export function accountErrors(...statuses: ErrorStatus[]) {
  return errorAnswers(401, 403, 429, ...statuses);
}

/** One JSON answer, with the sentence that the documentation shows for it. */
export function jsonAnswer<T extends z.ZodType>(description: string, schema: T) {
  return { description, content: { 'application/json': { schema } } };
}

export const accountParams = z.object({
  accountId: z.string().meta({ description: 'The account, as in the token.', examples: ['17728909'] }),
});

export const campaignParams = accountParams.extend({
  campaignId: z
    .string()
    .meta({ description: '`proactiveCampaignId` of the answer that accepted it.', examples: ['a9cRASfbQ'] }),
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether Postgres takes the text as a uuid: an id that is none names nothing. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The part of a list that is asked for. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('At most so many: 1 to 500.'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('From this place on.'),
};

/** Which part of how many a list is. */
export const pageAnswer = z
  .object({
    count: z.number().int().describe('All that there are.'),
    offset: z.number().int(),
    limit: z.number().int(),
  })
  .meta({ id: 'Page', examples: [{ count: 3, offset: 0, limit: 100 }] });

/** An instant in a query or a body: ISO 8601 with Z or an offset. */
const isoInstant = z.iso.datetime({ offset: true });
export const instant = z
  .string()
  .refine((text) => isoInstant.safeParse(text).success, {
    error: 'must be an ISO 8601 instant with Z or an offset, such as 2026-03-01T15:00:00Z',
  })
  .meta({ format: 'date-time' })
  .transform((text) => new Date(text));

/** An instant in an answer. */
export const instantAnswer = z.string().meta({ format: 'date-time', examples: ['2026-03-01T15:00:00.000Z'] });
