import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { campaignWorkflowId, recipientWorkflowId } from '../../domain/workflow-ids.ts';
import { bundleWorkflows } from '../../temporal/workers.ts';
import type { campaign } from '../../workflows/campaign.ts';
import { MAIN_TASK_QUEUE } from '../../workflows/task-queues.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
});
afterAll(() => env.teardown());

it('goes through continue-as-new, and starts every recipient once, in order', async () => {
  const recipientIds = Array.from({ length: 520 }, () => randomUUID());
  const pages: number[] = [];
  const checked: string[] = [];
  const activities: Pick<Activities, 'openPage' | 'checkEligibility'> = {
    openPage: ({ from, limit }) => {
      pages.push(from);
      return Promise.resolve(recipientIds.slice(from, from + limit).map((recipientId) => ({ recipientId })));
    },
    checkEligibility: ({ recipientId }) => {
      checked.push(recipientId);
      return Promise.resolve({ kind: 'stop', state: 'SKIPPED', error: null, reason: 'The consumer has opted out.' });
    },
  };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: MAIN_TASK_QUEUE,
    workflowBundle: await bundleWorkflows(),
    activities,
  });
  const started = await worker.runUntil(async () => {
    const handle = await env.client.workflow.start<typeof campaign>('campaign', {
      workflowId: campaignWorkflowId('1', 'many'),
      taskQueue: MAIN_TASK_QUEUE,
      args: [{ accountId: '1', campaignId: 'many', from: 0 }],
    });
    const firstRun = handle.firstExecutionRunId;
    const result = await handle.result();
    for (const id of recipientIds) await env.client.workflow.getHandle(recipientWorkflowId('1', 'many', id)).result();
    expect((await handle.describe()).runId).not.toBe(firstRun);
    const { events } = await env.client.workflow.getHandle(handle.workflowId, firstRun).fetchHistory();
    expect(events?.length).toBeLessThan(5_000);
    return result;
  });
  expect(started).toEqual({ started: 520 });
  expect(pages).toEqual([0, 100, 200, 300, 400, 500]);
  expect(checked.toSorted()).toEqual(recipientIds.toSorted());
}, 60_000);
