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
  403: 'The token is for another account.',
  404: 'There is no such thing in this account.',
  409: 'It is not in a state in which this can be done. The message says in which it is.',
  413: 'The body is too large.',
  415: 'The body has another content type than this call takes.',
  422: 'The Idempotency-Key was used with another body within the last 24 hours.',
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
