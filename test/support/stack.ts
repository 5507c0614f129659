/** The whole product in one process, workers included, around a Temporal server. */
import type { ActivityInterceptorsFactory, NativeConnection } from '@temporalio/worker';
import { bundleWorkflows, createWorkers } from '../../temporal/workers.ts';
import { startProduct, type ProductOptions } from './product.ts';

export type StackOptions = ProductOptions & {
  connection: NativeConnection;
  namespace: string;
  /** Hears of each try of an activity before it begins: throws where the queue is to keep it for longer. */
  beforeActivity?: (name: string, args: unknown[], attempt: number) => void;
};

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** As `startProduct`, with the workers running. Stop it when the file's tests are over. */
export async function startStack(options: StackOptions) {
  const product = await startProduct(options);
  let activitiesInFlight = 0;
  const count: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: {
      async execute(input, next) {
        activitiesInFlight++;
        // The test server's clock does not jump while an activity runs: what is read here holds for the carrier too.
        try {
          if (options.clock) await options.now();
          options.beforeActivity?.(info.activityType, input.args, info.attempt);
          return await next(input);
        } finally {
          activitiesInFlight--;
        }
      },
    },
  });
  const bundle = await bundleWorkflows();
  const { connection, namespace } = options;
  const workers = await createWorkers(connection, namespace, product.activities, bundle, {
    interceptors: { activity: [count] },
  });
  const runs = workers.map((worker) => worker.run());
  return {
    ...product,
    bundle,
    isBusy: () => activitiesInFlight > 0,
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(runs);
      await product.stop();
    },
  };
}
