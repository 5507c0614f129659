import type { Transaction } from 'kysely';
import { findIdempotentAnswer, insertIdempotentAnswer, lockIdempotencyKey } from '../db/idempotency.ts';
import type { Database } from '../db/schema.ts';
import { hashOfBody } from './body.ts';
import { ApiError } from './errors.ts';

/** A call under an Idempotency-Key. `operation` keeps its keys apart from those of other calls. */
export type IdempotentCall = {
  accountId: string;
  operation: string;
  key: string | undefined;
  /** All that the call is about, its address included. */
  body: unknown;
  now: Date;
};

/**
 * What `work` answers; or, for a repeat within 24 hours, what it answered first, whatever has changed since. Throws an ApiError 422 where the
 * key came with another body. What `work` refuses leaves its key free.
 */
export async function answerOnce<T>(
  trx: Transaction<Database>,
  { accountId, operation, key, body, now }: IdempotentCall,
  work: () => Promise<T>,
): Promise<T> {
  if (key === undefined) return work();
  const kept = { accountId, key: `${operation}/${key}` };
  const bodyHash = hashOfBody(body);
  await lockIdempotencyKey(trx, kept);
  const first = await findIdempotentAnswer(trx, kept, now);
  if (first) {
    if (first.bodyHash === bodyHash) return first.answer as T;
    throw new ApiError(422, 'Idempotency-Key: it was used with another body within the last 24 hours');
  }
  const answer = await work();
  await insertIdempotentAnswer(trx, kept, { bodyHash, answer }, now);
  return answer;
}
