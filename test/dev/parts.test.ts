import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createParts, PartEnded, type StartOptions } from '../../dev/parts.ts';
import { processIdentity } from '../../dev/process-identity.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server that notes in a file that it was asked to end, and ends. */
function server(name: string): string[] {
  const log = JSON.stringify(path.join(folder, 'order'));
  const note = `require('fs').appendFileSync(${log}, '${name} ')`;
  return [
    '-e',
    `process.on('SIGTERM', () => { ${note}; process.exit(0); }); process.send('ready'); setInterval(() => {}, 1000)`,
  ];
}

async function startServer(parts: ReturnType<typeof createParts>, name: string, options: StartOptions) {
  const part = parts.start(name, process.execPath, server(name), { ...options, ipc: true });
  await once(part.child, 'message');
  return part;
}

test('parts end tier after tier, whatever the order of their start', async () => {
  const parts = createParts(folder);
  await startServer(parts, 'worker', { tier: 4 });
  await startServer(parts, 'postgres', { tier: 0 });
  await startServer(parts, 'api', { tier: 2 });
  await parts.end();
  expect(readFileSync(path.join(folder, 'order'), 'utf8')).toBe('worker api postgres ');
  expect(parts.list()).toEqual([]);
});

test('in a hurry nobody is waited for, and nobody stays', async () => {
  const parts = createParts(folder);
  const part = await startServer(parts, 'worker', { tier: 4 });
  await parts.end(AbortSignal.abort());
  expect(processIdentity(part.pid)).toBeUndefined();
  expect(existsSync(path.join(folder, 'order'))).toBe(false);
});

test('a server that ends by itself is a breakdown, told with its last lines', async () => {
  const parts = createParts(folder);
  parts.start('api', process.execPath, ['-e', 'console.error("out of memory"); process.exit(3)']);
  await expect(parts.breakdown).rejects.toThrow(PartEnded);
  await expect(parts.breakdown).rejects.toThrow(/api ended by itself \(exit code 3\)[^]*out of memory/);
  await parts.end();
});

test('when the starting process is killed, its parts end all the same, and its temporary folder goes', async () => {
  const temporary = mkdtempSync(path.join(folder, 'temporary-'));
  const module = path.join(import.meta.dirname, '../../dev/parts.ts');
  const script = `
    const { createParts } = await import(${JSON.stringify(module)});
    const parts = createParts(${JSON.stringify(folder)});
    parts.temporary(${JSON.stringify(temporary)});
    const part = parts.start('worker', process.execPath, ${JSON.stringify(server('worker'))}, { ipc: true });
    part.child.on('message', () => process.send(part.pid));`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [pid] = (await once(starter, 'message')) as [number];
  starter.kill('SIGKILL');
  await vi.waitUntil(() => processIdentity(pid) === undefined && !existsSync(temporary), { timeout: 10_000 });
  expect(readFileSync(path.join(folder, 'order'), 'utf8')).toBe('worker ');
});
