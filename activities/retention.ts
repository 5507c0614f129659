import { Context } from '@temporalio/activity';
import { ERASE_STEPS } from '../db/retention.ts';
import { monthsBefore, RETENTION } from '../domain/retention.ts';
import type { ActivityDeps } from './deps.ts';

/** Rows that one statement takes: some milliseconds each hundred, so nobody waits for its locks. */
const ROWS_AT_ONCE = 500;
/** Then the workflow counts what was done and asks again: well within the activity's time-out, with the slowest statement after it. */
const WORKS_FOR_MS = 60_000;

/** How many rows were erased, by what they are: db/retention.ts. */
export type Erased = Record<string, number>;

export function createRetentionActivities({ db, now, retention = RETENTION }: ActivityDeps) {
  return {
    /** Erases what is older than the installation keeps it, a batch after the other for a minute, and returns what it was and whether there is more. */
    async eraseOld(): Promise<{ erased: Erased; more: boolean }> {
      const context = Context.current();
      const nowMs = await now();
      const cutoffs = {
        now: new Date(nowMs),
        data: monthsBefore(nowMs, retention.months),
        consents: retention.consentMonths === 0 ? null : monthsBefore(nowMs, retention.consentMonths),
      };
      const until = performance.now() + WORKS_FOR_MS;
      const erased: Erased = {};
      for (const [what, erase] of Object.entries(ERASE_STEPS)) {
        for (let more = true; more;) {
          if (performance.now() > until || context.cancellationSignal.aborted) return { erased, more: true };
          const done = await erase(db, cutoffs, ROWS_AT_ONCE);
          context.heartbeat();
          if (done.erased > 0) erased[what] = (erased[what] ?? 0) + done.erased;
          more = done.more;
        }
      }
      return { erased, more: false };
    },
  };
}
