import { CompiledQuery } from 'kysely';
import type { Db } from './connect.ts';

/** The clocks of the API processes may differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;

/** What rate-limiter-flexible asks its statements of: one that takes them to this handle's own connections. */
export type RateLimitStore = {
  query(statement: { text: string; values: unknown[] }): Promise<{ rows: unknown[]; rowCount: number }>;
};

export function rateLimitStore(db: Db): RateLimitStore {
  return {
    async query({ text, values }) {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: rows.length };
    },
  };
}

/** Deletes the counts whose time is over. */
export async function deleteExpiredRateLimits(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('rate_limit')
    .where('expire', '<', now.getTime() - CLOCKS_DIFFER_MS)
    .execute();
}
