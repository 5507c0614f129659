import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sandboxConfig, temporaryFolder } from './harness.ts';

let folder: string;
let removeFolder: () => Promise<void>;
const started = new Set<ChildProcess>();

beforeEach(async () => {
  ({ folder, remove: removeFolder } = await temporaryFolder());
});

afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
  await removeFolder();
});

/** The sandbox as a process of its own. `said` grows with what it writes. */
function start(env: Record<string, string>): { child: ChildProcess; said: { out: string; errors: string } } {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../sandbox/server.ts', import.meta.url))], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const said = { out: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.errors += chunk.toString()));
  return { child, said };
}

function environment(port: number): Record<string, string> {
  const config = { ...sandboxConfig(folder, 'http://127.0.0.1:9'), SANDBOX_PORT: String(port), LOG_LEVEL: 'info' };
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, String(value)]));
}

async function takenPort(): Promise<{ port: number; free: () => Promise<unknown> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    free: () => {
      server.close();
      return once(server, 'close');
    },
  };
}

test('an incomplete environment is named, variable by variable', async () => {
  const { child, said } = start({ TWILIO_ACCOUNT_SID: 'XX', SANDBOX_PORT: '0' });
  expect(await once(child, 'close')).toEqual([1, null]);
  for (const name of ['SANDBOX_PORT', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'WHATSAPP_APP_SECRET']) {
    expect(said.errors).toContain(`  ${name}: `);
  }
  expect(said.errors).not.toContain('    at ');
});

test('a port in use is one sentence', async () => {
  const { port, free } = await takenPort();
  const { child, said } = start(environment(port));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said.errors).toBe(`127.0.0.1:${port} is in use: stop what listens there, or set SANDBOX_PORT.\n`);
  await free();
});

test('SIGTERM ends it well', async () => {
  const { port, free } = await takenPort();
  await free();
  const { child, said } = start(environment(port));
  while (!said.out.includes('listening')) await once(child.stdout as NodeJS.ReadableStream, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said.errors).toBe('');
});
