import { z } from 'zod';
import type { InAppMessage } from '../../db/schema.ts';
import { LONGEST_REPLY } from '../../domain/in-app.ts';
import { accountParams, errorAnswers, instantAnswer } from './common.ts';

export const inAppParams = accountParams.extend({ app: z.string().meta({ examples: ['demo-shop'] }) });

export const inAppMessageParams = inAppParams.extend({
  messageId: z.string().meta({ examples: ['252d195b-1a4f-4807-aa45-97d2a5560e44'] }),
});

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const inboxQuery = z.looseObject({
  after: place.optional().describe('Only what comes after this place, the oldest first.'),
  before: place.optional().describe('Only what comes before this place, the newest of it. Not together with `after`.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('At most so many: 1 to 200.'),
});

export const streamQuery = z.looseObject({
  after: place.optional().describe('Begin after this place. Absent: with what comes from now on.'),
  token: z.string().optional().describe('The token, for a browser’s EventSource can set no header. Here only.'),
});

export const streamHeaders = z.looseObject({
  'last-event-id': z
    .string()
    .optional()
    .describe('As EventSource sends it when it connects again; goes before `after`.'),
});

export const message = z.object({
  id: z.uuid(),
  place: z.number().int().describe('Grows along the inbox. For `after`, `before` and the stream’s `Last-Event-ID`.'),
  from: z.enum(['brand', 'user']),
  text: z.string(),
  createdAt: instantAnswer,
  deliveredAt: instantAnswer.nullable().describe('When a device had it; null for the user’s own.'),
  readAt: instantAnswer.nullable(),
});

const example = {
  id: '252d195b-1a4f-4807-aa45-97d2a5560e44',
  place: 1207,
  from: 'brand',
  text: 'Hello Ada, your order A-1042 is on its way.',
  createdAt: '2026-03-01T15:00:00.000Z',
  deliveredAt: '2026-03-01T15:00:00.210Z',
  readAt: null,
} as const;

export const messageAnswer = message.meta({ id: 'InAppMessage', examples: [example] });

export const inboxAnswer = z
  .object({
    messages: z.array(messageAnswer).describe('Oldest first.'),
    place: z.number().int().describe('That of the last of them, or the one that was asked for: for the next `after`.'),
  })
  .meta({ id: 'InAppInbox', examples: [{ messages: [example], place: 1207 }] });

export const replyRequest = z
  .object({
    id: z
      .string()
      .refine((text) => z.guid().safeParse(text).success, { error: 'must be a UUID, a new one for each message' })
      .meta({
        format: 'uuid',
        description: 'A UUID that the app makes: sent again with the same one, nothing happens.',
      }),
    text: z
      .string()
      .max(LONGEST_REPLY)
      .refine((text) => text.trim() !== '', { error: 'is empty' }),
  })
  .meta({ id: 'InAppReply' });

export const REPLY_EXAMPLE = { id: '7d9f1a52-0c5e-4a0b-8a43-2f1f6f0d9b11', text: 'Where is my order?' };

/** Refused for the scope of an app's user, where 403 has a meaning of its own. */
export function inAppErrors(...statuses: Parameters<typeof errorAnswers>) {
  const answers = errorAnswers(401, ...statuses);
  const unregistered = { ...answers[401], description: 'The user is not registered with the app.' };
  return { ...answers, 403: unregistered };
}

/** A message as the app gets it, in answers and in the stream. */
export function inboxMessage(row: InAppMessage): z.infer<typeof message> {
  return {
    id: row.id,
    place: row.seq,
    from: row.direction === 'out' ? 'brand' : 'user',
    text: row.text,
    createdAt: row.created_at.toISOString(),
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    readAt: row.read_at?.toISOString() ?? null,
  };
}
