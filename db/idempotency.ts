import { sql, type Transaction } from 'kysely';
import type { Db } from './connect.ts';
import type { Database } from './schema.ts';

/** contract.md section 2: for so long a repeat gets the first answer. */
const LIFETIME_MS = 24 * 3_600_000;

export type IdempotencyKey = { accountId: string; key: string };

/** Holds the key until the transaction ends: of two requests at once the second waits, and then finds the first one's answer. */
export async function lockIdempotencyKey(
  trx: Transaction<Database>,
  { accountId, key }: IdempotencyKey,
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`idempotency/${accountId}/${key}`}, 0))`.execute(trx);
}

/** What was answered under the key within the last 24 hours, and to which body. */
export async function findIdempotentAnswer(
  trx: Transaction<Database>,
  { accountId, key }: IdempotencyKey,
  now: Date,
): Promise<{ bodyHash: string; answer: unknown } | undefined> {
  const row = await trx
    .selectFrom('idempotency_key')
    .select(['body_hash', 'answer'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .where('created_at', '>', new Date(now.getTime() - LIFETIME_MS))
    .executeTakeFirst();
  return row && { bodyHash: row.body_hash, answer: row.answer };
}

/** Keeps the answer; an older one under the same key has outlived its 24 hours. */
export async function insertIdempotentAnswer(
  trx: Transaction<Database>,
  { accountId, key }: IdempotencyKey,
  kept: { bodyHash: string; answer: unknown },
  now: Date,
): Promise<void> {
  const values = { body_hash: kept.bodyHash, answer: JSON.stringify(kept.answer), created_at: now };
  await trx
    .insertInto('idempotency_key')
    .values({ account_id: accountId, key, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doUpdateSet(values))
    .execute();
}

/** Deletes what no repeat can ask for any more. */
export async function deleteOldIdempotencyKeys(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', new Date(now.getTime() - LIFETIME_MS))
    .execute();
}
