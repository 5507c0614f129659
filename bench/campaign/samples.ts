import { readFile, stat } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { run } from '../../dev/run.ts';
import type { BenchStack } from '../stack.ts';

export type Sample = {
  atMs: number;
  delivered: number;
  /** Of all workers together. */
  workersMb: number;
  /** Of that, what is left on their heaps when all garbage is collected; NaN before the first time. */
  keptMb: number;
  temporalMb: number;
  temporalDiskMb: number;
  productDiskMb: number;
};

/** Looks at a campaign that runs, and at what it costs the machine. */
export function createSampler(
  stack: BenchStack,
  db: Db,
  { campaignId, workers, probe }: { campaignId: string; workers: readonly number[]; probe: HeapProbe },
) {
  const temporal = stack.processes().get('temporal');
  async function take(): Promise<Sample> {
    const { rows } = await sql<{ delivered: number; product: number; temporal: number }>`
      SELECT (SELECT count(*) FROM recipient WHERE campaign_id = ${campaignId} AND state = 'DELIVERED') AS delivered,
        pg_database_size(current_database()) AS product,
        (SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint FROM pg_database WHERE datname LIKE 'temporal%') AS temporal`.execute(
      db,
    );
    const [row] = rows;
    const memory = await Promise.all(workers.map(residentMb));
    return {
      atMs: performance.now(),
      delivered: row?.delivered ?? 0,
      workersMb: memory.reduce((total, value) => total + value, 0),
      keptMb: await probe.keptMb(),
      temporalMb: temporal === undefined ? Number.NaN : await residentMb(temporal),
      temporalDiskMb: (row?.temporal ?? 0) / 2 ** 20 + (await sqliteMb(stack.temporalDatabaseFile)),
      productDiskMb: (row?.product ?? 0) / 2 ** 20,
    };
  }
  return { take };
}

export type HeapProbe = ReturnType<typeof createHeapProbe>;

/** Has the workers that are started from now on say what they keep on their heaps (heap-probe.ts), in a file. */
export function createHeapProbe(file: string) {
  process.env.HEAP_PROBE_FILE = file;
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import ${new URL('heap-probe.ts', import.meta.url).href}`;
  return {
    /** Of all their threads together, as each has said last. */
    async keptMb(): Promise<number> {
      const text = await readFile(file, 'utf8').catch(() => '');
      const last = new Map<string, number>();
      for (const [, thread = '', mb] of text.matchAll(/^(\S+) ([\d.]+)$/gm)) last.set(thread, Number(mb));
      return last.size === 0 ? Number.NaN : [...last.values()].reduce((total, mb) => total + mb, 0);
    },
  };
}

/** How much y grows with each x, by least squares; NaN of fewer than two points. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const sum = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((total, point) => total + of(point), 0);
  return sum((point) => (point.x - x) * (point.y - y)) / sum((point) => (point.x - x) ** 2);
}

/** What a process holds in memory; NaN once it is gone. */
async function residentMb(pid: number): Promise<number> {
  if (process.platform !== 'linux') {
    const { ok, stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)], 2_000);
    return ok ? Number(stdout) / 1024 : Number.NaN;
  }
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** With what is not yet in the file itself. */
async function sqliteMb(file: string | undefined): Promise<number> {
  if (file === undefined) return 0;
  const sizes = await Promise.all(
    [file, `${file}-wal`].map((each) =>
      stat(each).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((total, size) => total + size, 0) / 2 ** 20;
}
