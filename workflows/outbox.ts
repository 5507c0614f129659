import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

const { deliverOutbox } = proxyActivities<Activities>({
  startToCloseTimeout: '5m',
  // The schedule comes again: one run tries once.
  retry: { maximumAttempts: 1 },
});

/** Tells Temporal what it could not be told when it was decided: see docs/decisions. */
export async function drainOutbox(): Promise<{ delivered: number }> {
  return { delivered: await deliverOutbox() };
}
