import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import {
  channelTaskQueue,
  CONVERSATION_TASK_QUEUE,
  MAIN_TASK_QUEUE,
  PUSH_TASK_QUEUE,
} from '../workflows/task-queues.ts';

/**
 * When activities that go on for long are told that the worker ends, so that another takes them over. A call to a provider is short, and does not
 * hear of it.
 */
const SHUTDOWN_GRACE = '1s';

/**
 * Calls that a channel's worker has in hand. The engine gives out up to a second's calls of each account ahead of their turns (db/pace.ts): fifty
 * accounts at ten a second wait without keeping another's call from coming in.
 */
const MOST_CALLS_IN_HAND = 500;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The bundle of the workflows: what the worker runs, and replays. `root`: where another version of their source is. */
export async function bundleWorkflows(root = ROOT): Promise<{ code: string }> {
  return bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    logger: Runtime.instance().logger,
  });
}

/**
 * The product's workers: one for the workflows, one for each channel's queue, whose rate the engine limits, one for where agents work, and one for
 * nudges.
 * Run them together and shut them down together.
 */
export async function createWorkers(
  connection: NativeConnection,
  namespace: string,
  activities: Activities,
  workflowBundle: { code: string },
  more: Partial<WorkerOptions> = {},
): Promise<Worker[]> {
  const shared = { connection, namespace, activities, shutdownGraceTime: SHUTDOWN_GRACE, ...more };
  const channel = { ...shared, maxConcurrentActivityTaskExecutions: MOST_CALLS_IN_HAND };
  const { sendWhatsApp, sendSms, sendInApp, sendAgentMessage, tellConversation, pushNudge, ...others } = activities;
  return Promise.all([
    Worker.create({ ...shared, taskQueue: MAIN_TASK_QUEUE, activities: others, workflowBundle }),
    Worker.create({ ...channel, taskQueue: channelTaskQueue('wa'), activities: { sendWhatsApp, sendAgentMessage } }),
    Worker.create({ ...channel, taskQueue: channelTaskQueue('sms'), activities: { sendSms, sendAgentMessage } }),
    Worker.create({ ...channel, taskQueue: channelTaskQueue('inapp'), activities: { sendInApp, sendAgentMessage } }),
    Worker.create({ ...shared, taskQueue: CONVERSATION_TASK_QUEUE, activities: { tellConversation } }),
    Worker.create({ ...shared, taskQueue: PUSH_TASK_QUEUE, activities: { pushNudge } }),
  ]);
}
