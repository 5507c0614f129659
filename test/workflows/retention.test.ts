import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { bundleWorkflows } from '../../temporal/workers.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => (env = await createTimeSkippingEnvironment()));
afterAll(() => env.teardown());

it('goes on until nothing is left, through as many runs as that takes, and says what it erased', async () => {
  const ROUNDS = 260;
  let rounds = 0;
  const activities: Pick<Activities, 'eraseOld'> = {
    eraseOld: () => Promise.resolve({ erased: { campaigns: 2 }, more: ++rounds < ROUNDS }),
  };
  const taskQueue = 'retention';
  const worker = await Worker.create({
    connection: env.nativeConnection,
    ...(env.namespace === undefined ? {} : { namespace: env.namespace }),
    ...{ taskQueue, activities, workflowBundle: await bundleWorkflows() },
  });
  const result: unknown = await worker.runUntil(() =>
    env.client.workflow.execute('retention', { taskQueue, workflowId: 'retention', args: [] }),
  );
  expect(result).toEqual({ campaigns: 2 * ROUNDS });
});
