import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client, type ScheduleOptions } from '@temporalio/client';
import proto from '@temporalio/proto';
import { CHANNELS } from '../domain/channel.ts';
import { HOUSEKEEPING_SCHEDULE_ID, OUTBOX_SCHEDULE_ID, RETENTION_SCHEDULE_ID } from '../domain/workflow-ids.ts';
import type * as workflows from '../workflows/index.ts';
import { SEARCH_ATTRIBUTE_NAMES } from '../workflows/search-attributes.ts';
import { channelTaskQueue, DEFAULT_RATE_PER_SECOND, MAIN_TASK_QUEUE } from '../workflows/task-queues.ts';

/**
 * The processes that write to the outbox deliver it themselves, and try again while Temporal is away; each start delivers all. This is for
 * what a process left behind that never came back.
 */
const OUTBOX_INTERVAL_MS = 5 * 60_000;
/** Ten messages a second leave some twenty thousand counts to put together meanwhile: summing them takes milliseconds. */
const HOUSEKEEPING_INTERVAL_MS = 5 * 60_000;
/** A day more or less is nothing to months. */
const RETENTION_INTERVAL_MS = 24 * 3_600_000;

const OUTBOX_WORKFLOW: keyof typeof workflows = 'drainOutbox';
const HOUSEKEEPING_WORKFLOW: keyof typeof workflows = 'housekeeping';
const RETENTION_WORKFLOW: keyof typeof workflows = 'retention';

/** What Temporal must know before the first workflow: search attributes, the channels' rates, the schedules. Safe to repeat. */
export async function setUpTemporal(client: Client, namespace: string): Promise<void> {
  await registerSearchAttributes(client.connection, namespace);
  for (const channel of CHANNELS) await limitRate(client, namespace, channelTaskQueue(channel));
  await schedule(client, OUTBOX_SCHEDULE_ID, OUTBOX_WORKFLOW, OUTBOX_INTERVAL_MS);
  await schedule(client, HOUSEKEEPING_SCHEDULE_ID, HOUSEKEEPING_WORKFLOW, HOUSEKEEPING_INTERVAL_MS);
  await schedule(client, RETENTION_SCHEDULE_ID, RETENTION_WORKFLOW, RETENTION_INTERVAL_MS);
}

async function registerSearchAttributes(connection: Client['connection'], namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTE_NAMES.filter((name) => !(name in customAttributes));
  if (missing.length > 0) await addSearchAttributes(connection, namespace, missing);
}

/** Adds search attributes that the namespace does not have yet. */
export async function addSearchAttributes(
  { operatorService }: Pick<Client['connection'], 'operatorService'>,
  namespace: string,
  names: readonly string[],
): Promise<void> {
  const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
  const searchAttributes = Object.fromEntries(names.map((name) => [name, keyword]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
}

/** Each fairness key (an account) of the queue gets the default rate; an activity's fairness weight scales it. */
async function limitRate(client: Client, namespace: string, taskQueue: string): Promise<void> {
  await client.workflowService.updateTaskQueueConfig({
    namespace,
    identity: 'daybreak',
    taskQueue,
    taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    updateFairnessKeyRateLimitDefault: {
      rateLimit: { requestsPerSecond: DEFAULT_RATE_PER_SECOND },
      reason: 'Messages a second per account and channel',
    },
  });
}

/** One workflow at a time, every so often; a run that was missed is made up for by the next. */
async function schedule(client: Client, scheduleId: string, workflowType: string, every: number): Promise<void> {
  const spec = { intervals: [{ every }] } satisfies ScheduleOptions['spec'];
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      action: { type: 'startWorkflow', workflowType, taskQueue: MAIN_TASK_QUEUE, args: [] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update((known) => ({ ...known, spec }));
  }
}
