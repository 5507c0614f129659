import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import type { bareParent } from './workflows.ts';

const TASK_QUEUE = 'bench-journey';

export type BareActivities = { nothing: () => Promise<void> };

/** A worker for bare children beside the product's own. `measure`: seconds until the activity of each of `count` has run. */
export async function startBaseline(client: Client, address: string) {
  let ran = 0;
  let onAll = { at: Number.POSITIVE_INFINITY, resolve: () => undefined };
  const nothing = () => {
    ran += 1;
    if (ran >= onAll.at) onAll.resolve();
    return Promise.resolve();
  };
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    activities: { nothing } satisfies BareActivities,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    }),
  });
  const run = worker.run();
  return {
    async measure(count: number): Promise<number> {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      onAll = {
        at: ran + count,
        resolve: () => {
          resolve(undefined);
          return undefined;
        },
      };
      const startedAt = performance.now();
      await client.workflow.start<typeof bareParent>('bareParent', {
        taskQueue: TASK_QUEUE,
        workflowId: `bench/${randomUUID()}`,
        args: [count],
      });
      await promise;
      return (performance.now() - startedAt) / 1000;
    },
    async stop(): Promise<void> {
      worker.shutdown();
      await run;
      await connection.close();
    },
  };
}
