import type { Channel } from '../domain/channel.ts';

/** Workflows, and activities that send no message. */
export const MAIN_TASK_QUEUE = 'daybreak';

/** Calls to where agents work: one that does not answer holds up nothing else. */
export const CONVERSATION_TASK_QUEUE = 'daybreak-conversations';

/** The provider calls of a channel share one queue, whose rate limit per account is the engine's. */
export function channelTaskQueue(channel: Channel): string {
  return `daybreak-${channel}`;
}

/** Nudges have a queue of their own: a platform that is slow to answer holds up nothing else. */
export const PUSH_TASK_QUEUE = 'daybreak-push';

/** What an account may send on a channel each second unless its setting says otherwise: contract.md section 3. */
export const DEFAULT_RATE_PER_SECOND = 10;
