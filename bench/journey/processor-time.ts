import { readdir, readFile } from 'node:fs/promises';

/** What a process is known by in its command line; what is none of them is the launcher's, or the benchmark's own. */
const PARTS = [
  ['postgres', 'postgres'],
  ['temporal', 'temporal'],
  ['worker', 'worker.ts'],
  ['api', 'api/server.ts'],
  ['sandbox', 'sandbox/server.ts'],
  ['bench', 'bench/'],
] as const;

export type ProcessorTime = Record<(typeof PARTS)[number][0] | 'launcher', number>;

/** Linux counts in hundredths of a second. */
const MS_PER_TICK = 10;

type Process = { pid: number; parent: number; command: string; ms: number };

/** Milliseconds of processor time that this process and all that it has started have used, by part; undefined where there is no /proc. */
export async function readProcessorTime(): Promise<ProcessorTime | undefined> {
  const all = await listProcesses();
  if (all.length === 0) return undefined;
  const time: ProcessorTime = { temporal: 0, postgres: 0, worker: 0, api: 0, sandbox: 0, bench: 0, launcher: 0 };
  const ours = new Set([process.pid]);
  for (let before = 0; before < ours.size;) {
    before = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  for (const { pid, command, ms } of all) {
    if (!ours.has(pid)) continue;
    const [part] = PARTS.find(([, words]) => command.includes(words)) ?? ['launcher'];
    time[part] += ms;
  }
  return time;
}

/** What each of `count` has cost between two readings, in ms. */
export function costOfEach(before: ProcessorTime, after: ProcessorTime, count: number): ProcessorTime {
  const each = Object.entries(after).map(([part, ms]) => [
    part,
    Math.round(((ms - before[part as keyof ProcessorTime]) / count) * 10) / 10,
  ]);
  return Object.fromEntries(each) as ProcessorTime;
}

async function listProcesses(): Promise<Process[]> {
  const names = await readdir('/proc').catch(() => []);
  const found = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  return found.filter((each) => each !== undefined);
}

/** Undefined where it has ended meanwhile. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function readProcess(pid: string): Promise<Process | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    // After the name, which may hold anything: state, parent, …; the 14th to 17th of all fields are the times, those of ended children too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid: Number(pid), parent: Number(fields[1]), command, ms: ticks * MS_PER_TICK };
  } catch {
    return undefined;
  }
}
