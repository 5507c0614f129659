/** The baseline of the journey bench: a parent that starts children, each with one activity that does nothing. */
import { ParentClosePolicy, proxyActivities, startChild } from '@temporalio/workflow';
import type { BareActivities } from './baseline.ts';

const { nothing } = proxyActivities<BareActivities>({ startToCloseTimeout: '45s' });

/** As many at once as a campaign starts. */
const PAGE_SIZE = 100;

export async function bareParent(count: number): Promise<void> {
  for (let from = 0; from < count; from += PAGE_SIZE) {
    const page = Array.from({ length: Math.min(PAGE_SIZE, count - from) });
    await Promise.all(page.map(() => startChild(bareChild, { parentClosePolicy: ParentClosePolicy.ABANDON })));
  }
}

export async function bareChild(): Promise<void> {
  await nothing();
}
