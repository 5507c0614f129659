import { open } from 'node:fs/promises';
import { olderOf } from './log-files.ts';
import type { RunningPart } from './parts.ts';

const pollMs = 300;
const linesPerPartShown = 20;
const warn = 40;

/** What the screen shows of a line in a part's log: warnings and errors, shortened; undefined for the rest. */
export function worthShowing(part: string, line: string): string | undefined {
  if (line.trim() === '') return undefined;
  // The start's own question whether it is up yet.
  if (part === 'postgres') return /\b(FATAL|PANIC):(?!.*starting up)/.exec(line) ? line : undefined;
  if (part === 'temporal') return /\blevel=(ERROR|FATAL)\b|^(panic:|[Ee]rror)/.exec(line) ? line : undefined;
  const entry = parseJson(line);
  const fromNode = /^\(node:\d+\)|^\(Use `node --trace/;
  if (entry === undefined) return /(error|warn(ing)?)\b/i.exec(line) && !fromNode.exec(line) ? line : undefined;
  if (typeof entry.level !== 'number' || entry.level < warn) return undefined;
  const why = (entry.err ?? entry.error)?.message;
  const reason = why === undefined || why === entry.msg ? '' : ` (${why})`;
  const whose = entry.workflowId === undefined ? '' : `, ${entry.workflowId}`;
  return `${entry.msg ?? line}${whose}${reason}`;
}

type Failure = { message?: string };
type Entry = { level?: unknown; msg?: string; err?: Failure; error?: Failure; workflowId?: string };

function parseJson(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

/** Shows what the parts' logs say from now on that is worth it; of a part that says a lot, the beginning. Returns what ends it. */
export function followLogs(list: () => readonly RunningPart[], show: (text: string) => void): () => void {
  const places = new WeakMap<RunningPart, Place>();
  const shown = new Map<string, number>();
  let busy = false;

  async function poll(): Promise<void> {
    if (busy) return;
    busy = true;
    for (const part of [...list()]) {
      const { text, place } = await readOn(part, places.get(part) ?? { rotations: 0, offset: 0 });
      places.set(part, place);
      for (const line of text.split('\n')) showLine(part, worthShowing(part.name, line));
    }
    busy = false;
  }

  function showLine(part: RunningPart, text: string | undefined): void {
    const count = shown.get(part.name) ?? 0;
    if (text === undefined || count > linesPerPartShown) return;
    shown.set(part.name, count + 1);
    show(
      count === linesPerPartShown
        ? `${part.name}: more of this in ${part.logFile}`
        : `${part.name}: ${text.slice(0, 300)}`,
    );
  }

  const timer = setInterval(() => void poll(), pollMs);
  const forgiving = setInterval(() => shown.clear(), 60_000);
  return () => {
    clearInterval(timer);
    clearInterval(forgiving);
  };
}

/** Up to where a log was read, and how often it had been rotated then. */
type Place = { rotations: number; offset: number };

/** The whole lines of a part's log from a place on; where it was rotated since, the rest of the older file first. */
async function readOn(part: RunningPart, place: Place): Promise<{ text: string; place: Place }> {
  const { rotations } = part;
  const [times, { offset }] = [rotations - place.rotations, place];
  const rest = times === 0 ? '' : (await readFrom(olderOf(part.logFile), times === 1 ? offset : 0)).text;
  const { text, end } = await readFrom(part.logFile, times === 0 ? offset : 0);
  // Rotated while it was read: what it holds is not what it held, and is read by the next poll.
  if (part.rotations !== rotations) return { text: '', place };
  return { text: rest + text, place: { rotations, offset: end } };
}

/** The whole lines of a file from an offset on. */
async function readFrom(file: string, offset: number): Promise<{ text: string; end: number }> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return { text: '', end: offset };
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.max(0, Math.min(size - offset, 1 << 20)));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    const lastBreak = buffer.subarray(0, bytesRead).lastIndexOf('\n');
    return { text: buffer.toString('utf8', 0, lastBreak + 1), end: offset + lastBreak + 1 };
  } finally {
    await handle.close();
  }
}
