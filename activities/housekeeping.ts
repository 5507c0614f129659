import { deleteOldIdempotencyKeys } from '../db/idempotency.ts';
import { compactRecipientCounts } from '../db/recipient-counts.ts';
import type { ActivityDeps } from './deps.ts';

export function createHousekeepingActivities({ db, now }: ActivityDeps) {
  return {
    /** Keeps small what would grow: counts that have piled up, answers that nobody can ask for again. Returns how many campaigns' counts it put together. */
    async tidyDatabase(): Promise<number> {
      await deleteOldIdempotencyKeys(db, new Date(await now()));
      return compactRecipientCounts(db);
    },
  };
}
