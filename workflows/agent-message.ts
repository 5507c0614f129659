import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { AgentMessageInput } from './inputs.ts';
import { channelTaskQueue, DEFAULT_RATE_PER_SECOND } from './task-queues.ts';

/** Of 1 to 5, 3 being what campaigns have: a consumer waits for this one. */
const AHEAD_OF_CAMPAIGNS = 1;

/** Sends one answer of an agent's, in its channel's queue and within the account's rate. */
export async function agentMessage(input: AgentMessageInput): Promise<{ state: string }> {
  const { accountId, messageId, channel, ratePerSecond } = input;
  const { sendAgentMessage } = proxyActivities<Activities>({
    taskQueue: channelTaskQueue(channel),
    priority: {
      priorityKey: AHEAD_OF_CAMPAIGNS,
      fairnessKey: accountId,
      fairnessWeight: ratePerSecond / DEFAULT_RATE_PER_SECOND,
    },
    // The provider's time-out is at most 20 s; the rest is the database's.
    startToCloseTimeout: '45s',
    retry: { maximumInterval: '1m' },
  });
  const { state, code, reason } = await sendAgentMessage({ messageId });
  if (state === 'FAILED' || state === 'UNKNOWN') {
    throw ApplicationFailure.nonRetryable(reason ?? 'The answer was not sent.', code ?? 'Failed');
  }
  return { state };
}
