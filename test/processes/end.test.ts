/** SIGTERM drains: no request is cut off and no activity lost, with the real processes. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createDaybreakClient } from '../../client/index.ts';
import { connect, type Db } from '../../db/connect.ts';
import { DEMO, seedDemo } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { recipientWorkflowId } from '../../domain/workflow-ids.ts';
import { startProcess, type Process } from '../support/processes.ts';
import { createNamespace, createTestDatabase, temporalAddress, type TestDatabase } from '../support/servers.ts';
import { zoneWhereItIs } from '../support/time.ts';

const SOON = { timeout: 40_000 };

let database: TestDatabase;
let db: Db;
let address: string;
let namespace: string;
let temporal: Client;
beforeAll(async () => {
  [database, address] = await Promise.all([createTestDatabase(), temporalAddress()]);
  await seedDemo(database.url);
  db = connect(database.url, 3);
  namespace = await createNamespace();
  temporal = createClient(address, namespace);
});
afterAll(async () => {
  await temporal.connection.close();
  await db.destroy();
  await database.drop();
});

/** A namespace of its own: no other test's worker takes its tasks. */
const ofTemporal = () => ({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace });

async function startApi(changes: Record<string, string> = {}): Promise<Process> {
  const api = await startProcess('api', { DATABASE_URL: database.url, ...ofTemporal(), ...changes });
  await expect.poll(() => api.health('ready'), SOON).toBe(200);
  return api;
}

const clientOf = (api: Process) =>
  createDaybreakClient({
    baseUrl: api.url,
    accountId: DEMO.accountId,
    clientId: DEMO.clientId,
    clientSecret: DEMO.clientSecret,
  });

/** Holds the table that opt-outs are read from: whoever lists them waits. */
async function holdOptOuts(): Promise<{ release: () => void; isWaitedFor: () => Promise<boolean> }> {
  const [held, over] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const holding = db.transaction().execute(async (trx) => {
    await sql`LOCK TABLE opt_out IN ACCESS EXCLUSIVE MODE`.execute(trx);
    held.resolve(undefined);
    await over.promise;
  });
  await held.promise;
  onTestFinished(() => {
    over.resolve(undefined);
    return holding;
  });
  const isWaitedFor = async () => {
    const { rows } = await sql`SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
    return rows.length > 0;
  };
  return { release: () => over.resolve(undefined), isWaitedFor };
}

test('an API that is asked to end is first not ready, then takes no connection, and answers the request that is under way', async () => {
  const api = await startApi({ SHUTDOWN_DELAY_MS: '1500' });
  const client = clientOf(api);
  await client.get('/api/v2/account/{accountId}/opt-outs');
  const table = await holdOptOuts();
  const slow = client.get('/api/v2/account/{accountId}/opt-outs');
  await expect.poll(table.isWaitedFor).toBe(true);

  api.child.kill('SIGTERM');
  await expect.poll(() => api.health('ready')).toBe(503);
  const last = await fetch(`${api.url}/health/live`);
  expect([last.status, last.headers.get('connection')]).toEqual([200, 'close']);
  // It takes no connection any more, and the request is under way all the same.
  await expect.poll(() => api.health('live')).toBeUndefined();
  table.release();
  expect(await slow).toMatchObject({ optOuts: [] });
  expect(await api.exit).toBe(0);
});

test('asked a second time, an API ends at once, with 1', async () => {
  const api = await startApi({ SHUTDOWN_DELAY_MS: '60000' });
  api.child.kill('SIGTERM');
  await expect.poll(() => api.health('ready')).toBe(503);
  // What follows within half a second is the same keystroke: it is asked until it counts.
  const again = setInterval(() => api.child.kill('SIGTERM'), 100);
  expect(await api.exit).toBe(1);
  clearInterval(again);
});

test('a stream ends whole and says when to come again, and does not hold up the end', async () => {
  const api = await startApi();
  const token = await new SignJWT({ sub: DEMO.appUser, aud: DEMO.app })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(DEMO.appSecret));
  const stream = await fetch(`${api.url}/inapp/v1/${DEMO.accountId}/${DEMO.app}/stream?token=${token}`);
  const text = stream.text();
  api.child.kill('SIGTERM');
  expect(await api.exit).toBe(0);
  expect(await text).toMatch(/^retry: \d+\n/);
});

/** Twilio, which takes messages and answers when it is told to. */
async function startSlowTwilio() {
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') waiting.push(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => waiting.length,
    answer: () =>
      waiting.forEach((response, index) =>
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ sid: `SM${String(index).padStart(32, '0')}`, status: 'queued' })),
      ),
  };
}

test('a worker that is asked to end lets a slow call to a provider end, writes what came of it, and sends nothing twice', async () => {
  const twilio = await startSlowTwilio();
  const environment = {
    DATABASE_URL: database.url,
    ...ofTemporal(),
    TWILIO_BASE_URL: twilio.url,
    PROVIDER_TIMEOUT_MS: '20000',
  };
  const [api, worker] = await Promise.all([startApi(), startProcess('worker', environment)]);
  await expect.poll(() => worker.health('ready'), SOON).toBe(200);
  const { proactiveCampaignId, acceptedConsumers } = await clientOf(api).post('/api/v2/account/{accountId}/campaign', {
    body: {
      campaignName: 'Slow',
      skill: 'sales',
      templateId: DEMO.smsHandoff,
      consent: true,
      consumers: [
        {
          consumerContent: { sms: '12025550177' },
          timezone: zoneWhereItIs(Date.now(), 9, 20),
          variables: { '1': 'A', '2': 'B' },
        },
      ],
    },
  });
  const id = acceptedConsumers[0]?.id ?? '';
  await expect.poll(twilio.taken, SOON).toBe(1);

  worker.child.kill('SIGTERM');
  await expect.poll(() => worker.readiness()).toEqual({ status: 'ending' });
  expect(await worker.health('live')).toBe(200);
  twilio.answer();
  expect(await worker.exit).toBe(0);
  const attempts = await db.selectFrom('attempt').selectAll().where('recipient_id', '=', id).execute();
  expect(attempts).toMatchObject([{ state: 'ACCEPTED', provider_message_id: `SM${'0'.repeat(32)}` }]);

  // The engine has heard of it: the next worker goes on from there.
  const next = await startProcess('worker', environment);
  const workflow = temporal.workflow.getHandle(recipientWorkflowId(DEMO.accountId, proactiveCampaignId, id));
  await expect
    .poll(async () => (await workflow.describe()).typedSearchAttributes.getAll().length, SOON)
    .toBeGreaterThan(0);
  await expect.poll(() => next.health('ready'), SOON).toBe(200);
  await expect
    .poll(async () => JSON.stringify(await workflow.query('__temporal_workflow_metadata')), SOON)
    .toContain('Waits for a reply');
  const { raw } = await workflow.describe();
  expect(raw.pendingActivities ?? []).toEqual([]);
  expect(twilio.taken()).toBe(1);
  next.child.kill('SIGTERM');
  api.child.kill('SIGTERM');
  expect(await Promise.all([next.exit, api.exit])).toEqual([0, 0]);
}, 120_000);
