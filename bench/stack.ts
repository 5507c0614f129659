import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { databaseUrl } from '../dev/postgres.ts';
import type { Part } from '../dev/end-part.ts';
import { connect, type Db } from '../db/connect.ts';
import { listenForSignals } from '../dev/signals.ts';
import { stateOf } from '../dev/state.ts';
import { defaultWindows } from '../domain/window.ts';
import { createOwnStack } from '../test/support/own-stack.ts';

export type BenchStack = Awaited<ReturnType<typeof startBenchStack>>;

/**
 * The whole product for a benchmark: all of `npm start`, or, with `cluster`, all of `npm run cluster`. Nothing differs but addresses. `remove` leaves
 * nothing, and so do Ctrl-C and SIGTERM.
 */
export async function startBenchStack({ cluster }: { cluster: boolean }) {
  const stack = await createOwnStack({ cluster });
  void listenForSignals().asked.then(() => stack.remove().finally(() => process.exit(130)));
  try {
    await stack.start();
  } catch (error) {
    await stack.remove();
    throw error;
  }
  const state = stateOf(stack.folder);
  const { POSTGRES_PASSWORD: password } = JSON.parse(await readFile(state.secrets, 'utf8')) as {
    POSTGRES_PASSWORD: string;
  };
  let calls = 0;
  return {
    ...stack,
    kind: cluster ? 'cluster' : 'one machine',
    databaseUrl: (database?: string) => databaseUrl({ port: stack.postgresPort, password }, database),
    /** Of the API processes, each in turn. */
    nextApi: (): string => stack.apis[calls++ % stack.apis.length] ?? stack.api,
    /** The process ids of its parts by their names: worker, or worker-1 and worker-2. */
    processes(): Map<string, number> {
      const { parts } = JSON.parse(readFileSync(state.lock, 'utf8')) as { parts: Part[] };
      return new Map(parts.map(({ name, pid }) => [name, pid]));
    },
    temporalDatabaseFile: cluster ? undefined : state.temporalDatabase,
  };
}

/** Runs `work` on a stack of its own, with a connection to its database. Both are gone afterwards. */
export async function withStack(
  options: { cluster: boolean },
  work: (stack: BenchStack, db: Db) => Promise<void>,
): Promise<void> {
  const stack = await startBenchStack(options);
  const db = connect(stack.databaseUrl(), 2);
  try {
    await work(stack, db);
  } finally {
    await db.destroy();
    await stack.remove();
  }
}

/** So that nothing binds but the machine, at any hour. The rate is what the engine lets through: its greatest weight is a thousand times the default. */
export async function liftLimits(db: Db): Promise<void> {
  const windows = JSON.stringify(defaultWindows('inapp'));
  await db.updateTable('channel_setting').set({ rate_per_second: 5_000, daily_limit: 10_000_000, windows }).execute();
  await db.updateTable('account').set({ max_consumers: 1_000 }).execute();
}
