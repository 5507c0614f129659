import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { eraseOld } = proxyActivities<Activities>({
  // It works for a minute, and a statement ends after two: db/connect.ts.
  startToCloseTimeout: '5m',
  heartbeatTimeout: '3m',
  retry: { maximumInterval: '5m' },
});

/** A round is three events: a run stays under a thousand. */
const ROUNDS_PER_RUN = 250;

/** Erases what is older than the installation keeps it, once a day, until nothing is left that is. Returns how many rows, by what they are. */
export async function retention(before: Record<string, number> = {}): Promise<Record<string, number>> {
  const total = { ...before };
  for (let round = 0; round < ROUNDS_PER_RUN; round++) {
    const { erased, more } = await eraseOld();
    for (const [what, rows] of Object.entries(erased)) total[what] = (total[what] ?? 0) + rows;
    if (!more) return total;
  }
  return continueAsNew<typeof retention>(total);
}
