import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Part } from '../../dev/end-part.ts';
import { judgeLock, takeLock, type LockContent } from '../../dev/lock.ts';
import { processIdentity } from '../../dev/process-identity.ts';

const part: Part = {
  name: 'postgres',
  pid: 2,
  identity: 'b',
  tier: 0,
  stopSignal: 'SIGINT',
  graceMs: 1,
  hurrySignal: 'SIGQUIT',
};
const content: LockContent = { pid: 1, identity: 'a', watcher: { pid: 3, identity: 'c' }, parts: [part] };
const alive =
  (...identities: string[]) =>
  (holder: { identity: string }) =>
    identities.includes(holder.identity);

describe('a lock', () => {
  test.each([
    ['is held while its process runs', content, alive('a', 'b', 'c'), { kind: 'held', pid: 1 }],
    ['is stale when the process is gone', content, alive(), { kind: 'stale', leftovers: [], watcher: undefined }],
    [
      'is stale with what was left running',
      content,
      alive('b'),
      { kind: 'stale', leftovers: [part], watcher: undefined },
    ],
    [
      'is stale with a watcher at work',
      content,
      alive('b', 'c'),
      { kind: 'stale', leftovers: [part], watcher: content.watcher },
    ],
    ['is stale when it can not be read', undefined, alive('a'), { kind: 'stale', leftovers: [], watcher: undefined }],
  ])('%s', (_case, found, isAlive, verdict) => {
    expect(judgeLock(found, isAlive)).toEqual(verdict);
  });
});

describe('the lock file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'daybreak-lock-'));
    file = path.join(folder, 'running.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('refuses a second start and says who holds it', async () => {
    await takeLock(file, () => undefined);
    await expect(takeLock(file, () => undefined)).rejects.toThrow(
      `already runs from this folder (process ${process.pid})`,
    );
  });

  test('can be taken again once it is released', async () => {
    (await takeLock(file, () => undefined)).release();
    await takeLock(file, () => undefined);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test.each([
    ['of a process whose id went to another one', JSON.stringify({ pid: process.pid, identity: 'earlier', parts: [] })],
    ['that was cut short', '{"pid":'],
  ])('%s is taken over', async (_case, text) => {
    writeFileSync(file, text);
    await takeLock(file, () => undefined);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      pid: process.pid,
      identity: processIdentity(process.pid),
    });
  });
});
