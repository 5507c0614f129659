import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { tidyDatabase } = proxyActivities<Activities>({
  startToCloseTimeout: '5m',
  // The schedule comes again: one run tries once.
  retry: { maximumAttempts: 1 },
});

/** Keeps small what would grow without a bound. */
export async function housekeeping(): Promise<{ compacted: number }> {
  return { compacted: await tidyDatabase() };
}
