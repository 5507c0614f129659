import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { ResumeInput } from './inputs.ts';

const { wakeParked } = proxyActivities<Activities>({
  startToCloseTimeout: '1h',
  heartbeatTimeout: '30s',
  retry: { maximumInterval: '1m' },
});

/** Wakes who has parked in a pause, page by page: each decides anew. */
export async function resume(input: ResumeInput): Promise<{ woken: number }> {
  return { woken: await wakeParked(input) };
}
