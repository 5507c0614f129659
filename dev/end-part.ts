import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from './process-identity.ts';

/** A process of the embedded stack, as the watcher and the lock file know it. It leads a process group of its own. */
export type Part = {
  name: string;
  pid: number;
  identity: string;
  /** Parts of a higher tier use those of a lower one, and end before them. */
  tier: number;
  /** What asks it to end in good order, and how long that may take. */
  stopSignal: NodeJS.Signals;
  graceMs: number;
  /** What ends it at once without harm to its data. */
  hurrySignal: NodeJS.Signals;
};

const pollMs = 25;
const hurryGraceMs = 5_000;

/** Whether the process is still there, and still the same one. */
export function isRunning(part: Pick<Part, 'pid' | 'identity'>): boolean {
  return processIdentity(part.pid) === part.identity;
}

/** Ends parts, tier after tier from the highest. With `hurry` set, now or on the way, nobody is given the time to end in good order. */
export async function endParts(parts: readonly Part[], hurry = new AbortController().signal): Promise<void> {
  const tiers = [...new Set(parts.map((part) => part.tier))].sort((a, b) => b - a);
  for (const tier of tiers) {
    await Promise.all(parts.filter((part) => part.tier === tier).map((part) => endPart(part, hurry)));
  }
}

/** Waits until a process is gone, for as long as it may take. */
export async function untilGone(
  part: Pick<Part, 'pid' | 'identity'>,
  timeoutMs: number,
  hurry?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (isRunning(part) && Date.now() < deadline && hurry?.aborted !== true) await delay(pollMs);
}

async function endPart(part: Part, hurry: AbortSignal): Promise<void> {
  if (!isRunning(part)) return;
  if (!hurry.aborted) {
    signal(part.pid, part.stopSignal);
    await untilGone(part, part.graceMs, hurry);
  }
  if (isRunning(part)) {
    signal(part.pid, part.hurrySignal);
    await untilGone(part, hurryGraceMs);
  }
  if (isRunning(part)) signal(part.pid, 'SIGKILL');
  // Whatever it left in its group; the group's id can't be anybody else's while a member lives.
  signal(-part.pid, 'SIGKILL');
  await untilGone(part, hurryGraceMs);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
