/** Start-up order does not matter: each wrong order, with the real processes and the real servers behind gates. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateToLatest } from '../../db/migrate.ts';
import { createGate, createDatabaseGate } from '../support/gate.ts';
import { startProcess, type Process } from '../support/processes.ts';
import {
  createEmptyDatabase,
  createNamespace,
  createTestDatabase,
  temporalAddress,
  type TestDatabase,
} from '../support/servers.ts';

let database: TestDatabase;
let empty: TestDatabase;
/** One of its own: these workers take no other test's tasks. */
let namespace: string;
beforeAll(async () => {
  [database, empty, namespace] = await Promise.all([createTestDatabase(), createEmptyDatabase(), createNamespace()]);
});
afterAll(() => Promise.all([database.drop(), empty.drop()]));

/** A worker bundles its workflows meanwhile, which takes seconds on a busy machine. */
const SOON = { timeout: 40_000 };

async function end(process: Process): Promise<number | NodeJS.Signals> {
  process.child.kill('SIGTERM');
  return process.exit;
}

test('an API that is there before its database takes no call, says what it waits for, and serves once it is there', async () => {
  const gate = await createDatabaseGate(database.url);
  const api = await startProcess('api', { DATABASE_URL: gate.url });
  await expect.poll(api.log, SOON).toContain(`Waiting for the database at 127.0.0.1:${gate.port} (DATABASE_URL): `);
  expect(await Promise.all([api.health('live'), api.health('ready')])).toEqual([200, 503]);
  const call = await fetch(`${api.url}/.well-known/jwks.json`);
  expect([call.status, call.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await call.json()).toMatchObject({ message: 'The API is starting; try again' });

  await gate.open();
  await expect.poll(() => api.health('ready'), SOON).toBe(200);
  expect(await end(api)).toBe(0);
  await gate.shut();
});

test('an API and a worker that are there before the migrations name the one that is missing, and go on once it has run', async () => {
  const ofTemporal = { TEMPORAL_ADDRESS: await temporalAddress(), TEMPORAL_NAMESPACE: namespace };
  const [api, worker] = await Promise.all([
    startProcess('api', { DATABASE_URL: empty.url }),
    startProcess('worker', { DATABASE_URL: empty.url, ...ofTemporal }),
  ]);
  for (const each of [api, worker]) {
    await expect.poll(each.log, SOON).toContain('it lacks the migration 0001-initial: npm run migrate');
    expect(await Promise.all([each.health('live'), each.health('ready')])).toEqual([200, 503]);
  }
  expect(await worker.readiness()).toEqual({ status: 'starting', waitsFor: 'the database' });

  await migrateToLatest(empty.url);
  for (const each of [api, worker]) await expect.poll(() => each.health('ready'), SOON).toBe(200);
  expect(await Promise.all([end(api), end(worker)])).toEqual([0, 0]);
}, 120_000);

test('a worker that is there before Temporal says so, and polls once it is there; asked to end before, it ends', async () => {
  const [host = '', port] = (await temporalAddress()).split(':');
  const gate = await createGate(host, Number(port));
  const ofTemporal = { TEMPORAL_ADDRESS: `127.0.0.1:${gate.port}`, TEMPORAL_NAMESPACE: namespace };
  const environment = { DATABASE_URL: database.url, ...ofTemporal };
  const [worker, impatient] = await Promise.all([
    startProcess('worker', environment),
    startProcess('worker', environment),
  ]);
  const waits = { status: 'starting', waitsFor: `Temporal at 127.0.0.1:${gate.port}` };
  for (const each of [worker, impatient]) {
    await expect.poll(each.log, SOON).toContain(`Waiting for Temporal at 127.0.0.1:${gate.port}.`);
    expect(await each.readiness()).toEqual(waits);
  }
  expect(await end(impatient)).toBe(0);

  await gate.open();
  await expect.poll(() => worker.health('ready'), SOON).toBe(200);
  expect(await fetch(`${worker.url}/else`)).toMatchObject({ status: 404 });
  expect(await end(worker)).toBe(0);
  await gate.shut();
}, 120_000);

test('a port that is taken is said in one sentence', async () => {
  const api = await startProcess('api', { DATABASE_URL: database.url });
  await expect.poll(() => api.health('ready'), SOON).toBe(200);
  const { port } = new URL(api.url);
  const worker = await startProcess('worker', { DATABASE_URL: database.url, WORKER_HEALTH_PORT: port });
  expect(await worker.exit).toBe(1);
  expect(worker.log()).toContain(`The worker cannot answer on 127.0.0.1:${port} (WORKER_HEALTH_PORT): `);
  expect(await end(api)).toBe(0);
});
