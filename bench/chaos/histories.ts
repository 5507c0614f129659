/** What Temporal's histories say: tasks that failed, activities that still run, and whether all of them replay. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import type { ChaosStack } from './stack.ts';

const { EventType, WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;
type EventType = proto.temporal.api.enums.v1.EventType;

type History = proto.temporal.api.history.v1.IHistory;

export type RunHistory = {
  workflowId: string;
  type: string;
  history: History;
  /** Patches that the code has said it took. */
  isPatched: boolean;
  /** Who completed its first task: a process id and a host. */
  firstWorker: string | undefined;
  /** An activity of its own is still to be done. */
  isBusy: boolean;
  failures: { cause: string; identity: string; message: string }[];
};

/** Of everything in the namespace but the schedules' workflows. */
export async function readHistories(client: Client): Promise<RunHistory[]> {
  const query = "WorkflowType IN ('recipient', 'campaign', 'resume', 'agentMessage', 'conversation')";
  const runs: RunHistory[] = [];
  for await (const { workflowId, runId, type, status } of client.workflow.list({ query })) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const { isBusy, ...summary } = summaryOf(history);
    runs.push({ workflowId, type, history, ...summary, isBusy: isBusy && status.name === 'RUNNING' });
  }
  return runs;
}

function summaryOf({ events }: History): Pick<RunHistory, 'isPatched' | 'firstWorker' | 'isBusy' | 'failures'> {
  const all = events ?? [];
  const of = (type: EventType) => all.filter((event) => event.eventType === type);
  const begun = of(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED).length;
  const ended = [
    EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
    EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
    EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
  ].flatMap(of).length;
  return {
    isPatched: all.some((event) => event.markerRecordedEventAttributes?.markerName === 'core_patch'),
    firstWorker:
      of(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)[0]?.workflowTaskCompletedEventAttributes?.identity ?? undefined,
    isBusy: begun > ended,
    failures: of(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED).map(({ workflowTaskFailedEventAttributes: failed }) => ({
      cause: WorkflowTaskFailedCause[failed?.cause ?? 0] ?? 'unknown',
      identity: failed?.identity ?? '',
      message: failed?.failure?.message ?? '',
    })),
  };
}

const NON_DETERMINISTIC = 'WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR';

/** A worker was given a history that its code would not have written. */
export function isUnreplayable({ cause }: RunHistory['failures'][number]): boolean {
  return cause === NON_DETERMINISTIC;
}

/** Those that mean a bug: the others are how the server tells a worker that something else came meanwhile. */
const BUGS = [NON_DETERMINISTIC, 'WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE'];

/** Tasks that failed for the code's sake. `isExpected` knows of those that have to be. */
export function taskFaults(
  runs: RunHistory[],
  isExpected: (run: RunHistory, identity: string) => boolean = () => false,
): string[] {
  return runs.flatMap((run) =>
    run.failures
      .filter(({ cause, identity }) => BUGS.includes(cause) && !isExpected(run, identity))
      .map(({ cause, message }) => `a task of ${run.workflowId} failed: ${cause} ${message}`),
  );
}

/** Replays each on the code of a bundle. */
export async function replayFaults(runs: RunHistory[], workflowBundle: { code: string }): Promise<string[]> {
  const faults: string[] = [];
  const results = Worker.runReplayHistories({ workflowBundle }, runs);
  for await (const { workflowId, error } of results) {
    if (error) faults.push(`${workflowId} does not replay: ${error.message}`);
  }
  return faults;
}

/** Waits until no activity is left to be done, and returns the histories. */
export async function untilIdle(stack: ChaosStack, deadlineMs: number): Promise<RunHistory[]> {
  return stack.withTemporal(async (client) => {
    for (;;) {
      const runs = await readHistories(client);
      if (!runs.some(({ isBusy }) => isBusy) || Date.now() > deadlineMs) return runs;
      await delay(2_000);
    }
  });
}
