import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { endParts, isRunning, untilGone, type Part } from './end-part.ts';
import { Failure } from './failure.ts';
import { processIdentity } from './process-identity.ts';

type Holder = Pick<Part, 'pid' | 'identity'>;

/** What the lock file says: who runs the stack of this folder, and the processes that belong to it. */
export type LockContent = Holder & { watcher?: Holder; parts: Part[] };

/** What to do about a lock file. `alive` says whether a process is still there, and still the same one. */
export function judgeLock(content: LockContent | undefined, alive: (holder: Holder) => boolean) {
  if (content === undefined) return { kind: 'stale', leftovers: [], watcher: undefined } as const;
  if (alive(content)) return { kind: 'held', pid: content.pid } as const;
  const watcher = content.watcher !== undefined && alive(content.watcher) ? content.watcher : undefined;
  return { kind: 'stale', leftovers: content.parts.filter(alive), watcher } as const;
}

export type Lock = { record: (parts: readonly Part[], watcher: Holder) => void; release: () => void };

/**
 * Takes the lock of a state folder, or throws a Failure that says who holds it. What an earlier holder left running when it was killed is
 * ended first: by its watcher, or, where that is gone too, here.
 */
export async function takeLock(file: string, screen: (text: string) => void): Promise<Lock> {
  const mine: LockContent = { pid: process.pid, identity: processIdentity(process.pid) ?? '', parts: [] };
  while (!create(file, mine)) {
    const found = read(file);
    const verdict = judgeLock(found, isRunning);
    if (verdict.kind === 'held') {
      throw new Failure(
        `Daybreak already runs from this folder (process ${verdict.pid}): stop that one first, or set DAYBREAK_DATA and the ports.`,
      );
    }
    if (verdict.leftovers.length > 0) {
      screen(`Ending what an earlier start left running: ${verdict.leftovers.map((part) => part.name).join(', ')}`);
    }
    if (verdict.watcher) await untilGone(verdict.watcher, 90_000);
    await endParts(verdict.leftovers);
    removeStale(file, found);
  }
  return {
    record: (parts, watcher) => write(file, { ...mine, watcher, parts: parts.map(plain) }),
    release: () => rmSync(file, { force: true }),
  };
}

/** A part without what belongs to this process alone. */
function plain({ name, pid, identity, tier, stopSignal, graceMs, hurrySignal }: Part): Part {
  return { name, pid, identity, tier, stopSignal, graceMs, hurrySignal };
}

/** Links a complete file into place: another start sees the whole of it or none. */
function create(file: string, content: LockContent): boolean {
  const complete = `${file}.${process.pid}`;
  writeFileSync(complete, JSON.stringify(content));
  try {
    linkSync(complete, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(complete, { force: true });
  }
}

function write(file: string, content: LockContent): void {
  const complete = `${file}.${process.pid}`;
  writeFileSync(complete, JSON.stringify(content));
  renameSync(complete, file);
}

function read(file: string): LockContent | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockContent;
  } catch {
    return undefined;
  }
}

/** Two starts may find the same stale lock: the one that moves it away first wins, the other puts back what it took by mistake. */
function removeStale(file: string, judged: LockContent | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (read(aside)?.pid !== judged?.pid) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
