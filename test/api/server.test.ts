import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/servers.ts';

const SERVER = path.join(import.meta.dirname, '../../api/server.ts');

let database: TestDatabase;
beforeAll(async () => (database = await createTestDatabase()));
afterAll(() => database.drop());

const environment = (changes: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  DATABASE_URL: database.url,
  // Nothing listens there.
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  WHATSAPP_ACCESS_TOKEN: 'token',
  WHATSAPP_APP_SECRET: 'secret',
  WHATSAPP_VERIFY_TOKEN: 'token',
  LOG_LEVEL: 'silent',
  SHUTDOWN_DELAY_MS: '0',
  ...changes,
});

async function run(env: Record<string, string>): Promise<{ code: unknown; complaint: string }> {
  const server = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const [complaint, ended] = await Promise.all([text(server.stderr), once(server, 'exit')]);
  return { code: ended[0] as unknown, complaint: complaint.trim() };
}

/** A port that was free a moment ago, and one that is not. */
async function takenPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

test('a busy port is said in one sentence', async () => {
  const { port, release } = await takenPort();
  const ended = await run(environment({ API_PORT: String(port) }));
  await release();
  expect(ended).toEqual({
    code: 1,
    complaint: `The API cannot listen on 127.0.0.1:${port}: the port is in use; set API_PORT to a free one`,
  });
});

test('a missing variable is named', async () => {
  const { code, complaint } = await run(environment({ DATABASE_URL: '' }));
  expect(code).toBe(1);
  expect(complaint).toMatch(/^The environment is incomplete:\n {2}DATABASE_URL: /);
});

test('waits for its database, and says which without its password', async () => {
  const { port, release } = await takenPort();
  await release();
  const server = spawn(process.execPath, [SERVER], {
    env: environment({
      API_PORT: String(port),
      DATABASE_URL: 'postgres://user:password@127.0.0.1:1/none',
      LOG_LEVEL: 'warn',
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void server.kill('SIGKILL'));
  let log = '';
  server.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await expect
    .poll(() => log, { timeout: 20_000 })
    .toContain('Waiting for the database at 127.0.0.1:1 (DATABASE_URL): ');
  expect(log).not.toContain('password@');
  const statuses = ['live', 'ready'].map(
    async (path) => (await fetch(`http://127.0.0.1:${port}/health/${path}`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 503]);
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});

test('serves without Temporal, and ends with 0 on SIGTERM', async () => {
  const { port, release } = await takenPort();
  await release();
  const server = spawn(process.execPath, [SERVER], {
    env: environment({ API_PORT: String(port) }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  expect(await once(server, 'message')).toEqual(['ready', undefined]);
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`);
  expect([response.status, await response.json()]).toEqual([
    200,
    { status: 'ready', database: 'up', temporal: 'down' },
  ]);
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
