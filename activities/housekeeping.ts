import { deleteOldIdempotencyKeys } from '../db/idempotency.ts';
import { compactCounts } from '../db/recipient-counts.ts';
import { deleteOldLineTypes } from '../db/line-types.ts';
import { recordMissingReceipts } from '../db/missing-receipts.ts';
import { deleteOldSessions } from '../db/sessions.ts';
import { deleteOldRecipientLists } from '../db/uploaded-lists.ts';
import { deleteExpiredRateLimits } from '../db/rate-limits.ts';
import type { ActivityDeps } from './deps.ts';

export function createHousekeepingActivities({ db, now }: ActivityDeps) {
  return {
    /**
     * Keeps small what would grow: counts that have piled up, answers that nobody can ask for again, counts of calls whose second is over, lists of
     * recipients after a week, sessions that are over. And says of messages whose delivery receipt is overdue that it has not come. Returns how many campaigns' counts it put together.
     */
    async tidyDatabase(): Promise<number> {
      const at = new Date(await now());
      await deleteOldIdempotencyKeys(db, at);
      await deleteExpiredRateLimits(db, at);
      await deleteOldLineTypes(db, at);
      await deleteOldRecipientLists(db, at);
      await deleteOldSessions(db, at);
      await recordMissingReceipts(db, at);
      return compactCounts(db);
    },
  };
}
