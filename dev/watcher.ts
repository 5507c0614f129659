/**
 * Outlives the process that started it, to end its parts: when that process dies without having done so (kill -9), the channel to it
 * closes, and the watcher ends the parts in order.
 */
import { rm } from 'node:fs/promises';
import { endParts, type Part } from './end-part.ts';

export type WatcherMessage =
  | { kind: 'watch'; part: Part }
  | { kind: 'forget'; pid: number }
  /** A folder to remove at the end. */
  | { kind: 'temporary'; folder: string };

const parts = new Map<number, Part>();
const folders = new Set<string>();

process.on('message', (message: WatcherMessage) => {
  if (message.kind === 'watch') parts.set(message.part.pid, message.part);
  else if (message.kind === 'forget') parts.delete(message.pid);
  else folders.add(message.folder);
});

process.on('disconnect', () => {
  void windUp();
});

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

async function windUp(): Promise<void> {
  await endParts([...parts.values()]);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
