import { proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { NUDGE_AFTER_MS, type NudgeState } from '../domain/nudge.ts';
import type { NudgeInput } from './inputs.ts';
import { PUSH_TASK_QUEUE } from './task-queues.ts';

const SENTENCES: Record<NudgeState, string> = {
  WAITING: 'Not told yet.',
  PUSHED: 'A device was told.',
  NOT_PUSHED: 'No device was told.',
  UNKNOWN: 'Nobody knows whether a device was told, and none is told again.',
};

/** Wakes the phones of a user for a message in their inbox, unless an app that is open shows it by itself meanwhile. */
export async function nudge({
  accountId,
  messageId,
}: NudgeInput): Promise<{ state: NudgeState; reason: string | null }> {
  const { pushNudge } = proxyActivities<Activities>({
    taskQueue: PUSH_TASK_QUEUE,
    priority: { fairnessKey: accountId },
    // Devices are called side by side, a token before them: twice a platform's time-out of at most 20 s; the rest is the database's.
    startToCloseTimeout: '1m',
    retry: { maximumInterval: '1m' },
  });
  setCurrentDetails('Waits whether the app shows the message by itself.');
  await sleep(NUDGE_AFTER_MS, { summary: 'Whether the app shows the message by itself' });
  setCurrentDetails("Tells the user's devices.");
  const outcome = await pushNudge({ messageId });
  setCurrentDetails(outcome.reason ?? SENTENCES[outcome.state]);
  return outcome;
}
