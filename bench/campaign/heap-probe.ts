/**
 * Loaded into a worker before its own code: every fifteen seconds it has each thread collect all that is garbage, and writes down what is left.
 * What a process holds in memory says little: a heap grows by hundreds of megabytes before the collector looks at all of it.
 */
import { appendFileSync } from 'node:fs';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { threadId } from 'node:worker_threads';

const EVERY_MS = 15_000;

const file = process.env.HEAP_PROBE_FILE;
if (file !== undefined && process.argv[1]?.endsWith('worker.ts')) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setInterval(() => {
    collect();
    const { used_heap_size: used, external_memory: external } = getHeapStatistics();
    appendFileSync(file, `${process.pid}/${threadId} ${(used + external) / 2 ** 20}\n`);
  }, EVERY_MS).unref();
}
