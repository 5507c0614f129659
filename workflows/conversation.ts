import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { ConversationInput } from './inputs.ts';
import { tellSignal } from './messages.ts';
import { CONVERSATION_TASK_QUEUE } from './task-queues.ts';

/**
 * Tells a conversation's adapter what has happened in it, in order, and ends when nothing is left: what comes later starts it again. An adapter that
 * is down is asked again, without an end and without a longer history; nobody else waits for it.
 */
export async function conversation(input: ConversationInput): Promise<void> {
  let told = true;
  setHandler(tellSignal, () => void (told = true));
  const { tellConversation } = proxyActivities<Activities>({
    taskQueue: CONVERSATION_TASK_QUEUE,
    // One account's adapter that is slow takes no other's turn.
    priority: { fairnessKey: input.accountId },
    startToCloseTimeout: '90s',
    retry: { maximumInterval: '1m' },
  });
  while (told) {
    told = false;
    const { more } = await tellConversation(input);
    told ||= more;
  }
}
