/** The database or Temporal goes away while the real processes run, and comes back: what they answer meanwhile, and that nobody has to restart them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect, type Db } from '../../db/connect.ts';
import { DEMO, seedDemo } from '../../dev/seed.ts';
import { recipientWorkflowId } from '../../domain/workflow-ids.ts';
import { createDatabaseGate, createGate, type Gate } from '../support/gate.ts';
import { ENVIRONMENT, startProcess, type Process } from '../support/processes.ts';
import { createNamespace, createTestDatabase, temporalAddress, type TestDatabase } from '../support/servers.ts';
import { zoneWhereItIs } from '../support/time.ts';

const SOON = { timeout: 40_000 };
/** db/connect.ts: a connection is there within it, or the database counts as away. */
const BOUND_MS = 10_000;
const PUBLIC_URL = 'http://127.0.0.1:8080';

let database: TestDatabase;
let db: Db;
let connection: Connection;
let temporal: Client;
let twilio: Twilio;
let gates: { api: Gate; worker: Gate; temporal: Gate };
let api: Process;
let worker: Process;
let authorization: string;
const clearUp: (() => unknown)[] = [];

beforeAll(async () => {
  let address: string;
  [database, address] = await Promise.all([createTestDatabase(), temporalAddress()]);
  await seedDemo(database.url);
  db = connect(database.url, 3);
  connection = await Connection.connect({ address });
  const namespace = await createNamespace();
  temporal = new Client({ connection, namespace });
  twilio = await startTwilio();
  const [host = '', port] = address.split(':');
  const [toApi, toWorker, toTemporal] = await Promise.all([
    createDatabaseGate(database.url),
    createDatabaseGate(database.url),
    createGate(host, Number(port)),
  ]);
  gates = { api: toApi, worker: toWorker, temporal: toTemporal };
  await Promise.all(Object.values(gates).map((gate) => gate.open()));
  const environment = {
    TEMPORAL_ADDRESS: `127.0.0.1:${toTemporal.port}`,
    TEMPORAL_NAMESPACE: namespace,
    TWILIO_BASE_URL: twilio.url,
    PUBLIC_URL,
  };
  const whenOver = (kill: () => void) => clearUp.push(kill);
  [api, worker] = await Promise.all([
    startProcess('api', { ...environment, DATABASE_URL: toApi.url }, whenOver),
    startProcess('worker', { ...environment, DATABASE_URL: toWorker.url }, whenOver),
  ]);
  for (const each of [api, worker]) await vi.waitUntil(async () => (await each.health('ready')) === 200, SOON);
  authorization = await token();
}, 120_000);

afterAll(async () => {
  for (const each of clearUp) each();
  await Promise.all(Object.values(gates).map((gate) => gate.shut()));
  await connection.close();
  await db.destroy();
  await database.drop();
});

type Twilio = Awaited<ReturnType<typeof startTwilio>>;

/** Takes every message, and knows to whom. */
async function startTwilio() {
  const taken: (string | null)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method !== 'POST') return response.writeHead(404).end();
      taken.push(new URLSearchParams(body).get('To'));
      const sid = `SM${String(taken.length).padStart(32, '0')}`;
      return response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify({ sid, status: 'queued' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  clearUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken };
}

async function token(): Promise<string> {
  const credentials = `grant_type=client_credentials&client_id=${DEMO.clientId}&client_secret=${DEMO.clientSecret}`;
  const url = `${api.url}/sentinel/api/account/${DEMO.accountId}/app/token?v=1.0&${credentials}`;
  const { access_token } = (await (await fetch(url, { method: 'POST' })).json()) as { access_token: string };
  return `Bearer ${access_token}`;
}

function postCampaign(to: string): Promise<Response> {
  const consumer = {
    consumerContent: { sms: to },
    timezone: zoneWhereItIs(Date.now(), 9, 20),
    variables: { '1': 'A', '2': 'B' },
  };
  const template = { templateId: DEMO.smsHandoff, skill: 'sales', consent: true };
  return fetch(`${api.url}/api/v2/account/${DEMO.accountId}/campaign`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ campaignName: 'Outage', ...template, consumers: [consumer] }),
  });
}

/** What Twilio posts when a consumer writes STOP. */
function postStop(from: string): Promise<Response> {
  const path = '/webhooks/twilio/inbound';
  const form = { MessageSid: `SM${from}`, From: from, To: DEMO.smsNumber, Body: 'STOP' };
  const token = ENVIRONMENT.TWILIO_AUTH_TOKEN;
  return fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': webhooks.getExpectedTwilioSignature(token, `${PUBLIC_URL}${path}`, form) },
    body: new URLSearchParams(form),
  });
}

async function isStopped(consumer: string): Promise<boolean> {
  const rows = await db.selectFrom('opt_out').select('consumer').where('consumer', '=', consumer).execute();
  return rows.length > 0;
}

/** The one recipient of a campaign whose answer this is. */
async function recipientOf(answer: Response): Promise<{ id: string; workflowId: string }> {
  const body = (await answer.json()) as { proactiveCampaignId: string; acceptedConsumers: { id: string }[] };
  const id = body.acceptedConsumers[0]?.id ?? '';
  return { id, workflowId: recipientWorkflowId(DEMO.accountId, body.proactiveCampaignId, id) };
}

/** Everything that leads to a message is over. */
async function untilItWaitsForAReply(workflowId: string): Promise<void> {
  const metadata = () => temporal.workflow.getHandle(workflowId).query('__temporal_workflow_metadata');
  await expect.poll(async () => JSON.stringify(await metadata().catch(() => '')), SOON).toContain('Waits for a reply');
}

function attemptsOf(id: string) {
  return db.selectFrom('attempt').select('state').where('recipient_id', '=', id).execute();
}

/** What Twilio took, once it has the message and the confirmation of the STOP: those two, each once. */
function expectTaken(...to: string[]) {
  return expect.poll(() => twilio.taken.toSorted(), SOON).toEqual(to.toSorted());
}

test('while the database is away calls and webhooks are answered 503 and nothing is sent; once it is back the same calls succeed', async () => {
  const [to, stopped] = ['+12025550101', '+12025550177'];
  await Promise.all([gates.api.shut(), gates.worker.shut()]);
  const asked = performance.now();
  const refused = await Promise.all([postCampaign(to), postStop(stopped)]);
  expect(performance.now() - asked).toBeLessThan(BOUND_MS);
  for (const { status, headers } of refused) expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  expect(await Promise.all([api.health('live'), api.health('ready')])).toEqual([200, 503]);
  expect(await isStopped(stopped)).toBe(false);

  await gates.api.open();
  await expect.poll(() => api.health('ready'), SOON).toBe(200);
  const [campaign, stop] = await Promise.all([postCampaign(to), postStop(stopped)]);
  expect([campaign.status, stop.status]).toEqual([201, 200]);
  expect(await isStopped(stopped)).toBe(true);
  expect(await db.selectFrom('campaign').select('id').execute()).toHaveLength(1);

  // The worker, whose database is still away, has been given the recipient, and can't write that it calls.
  await expect.poll(worker.log, SOON).toMatch(/ECONNREFUSED[^\n]*recipient|recipient[^\n]*ECONNREFUSED/);
  expect(twilio.taken).toEqual([]);

  await gates.worker.open();
  const { id, workflowId } = await recipientOf(campaign);
  await untilItWaitsForAReply(workflowId);
  await expectTaken(to, stopped);
  expect(await attemptsOf(id)).toEqual([{ state: 'ACCEPTED' }]);
}, 120_000);

test('while Temporal is away campaigns and STOPs are taken; once it is back it is told, and each recipient gets one message', async () => {
  const [to, stopped] = ['+12025550102', '+12025550178'];
  twilio.taken.length = 0;
  await gates.temporal.shut();
  const [campaign, stop] = [await postCampaign(to), await postStop(stopped)];
  expect([campaign.status, stop.status]).toEqual([201, 200]);
  expect(await isStopped(stopped)).toBe(true);
  const outbox = () => db.selectFrom('outbox').select(['message', 'last_error']).execute();
  const waits: unknown = expect.objectContaining({
    message: expect.objectContaining({ kind: 'start-campaign' }) as unknown,
    last_error: expect.any(String) as unknown,
  });
  await expect.poll(outbox, SOON).toContainEqual(waits);
  expect(twilio.taken).toEqual([]);

  await gates.temporal.open();
  await expect.poll(outbox, SOON).toEqual([]);
  const { id, workflowId } = await recipientOf(campaign);
  await untilItWaitsForAReply(workflowId);
  await expectTaken(to, stopped);
  expect(await attemptsOf(id)).toEqual([{ state: 'ACCEPTED' }]);

  // The same processes as at the start, which end as they should.
  for (const { child } of [api, worker]) child.kill('SIGTERM');
  expect(await Promise.all([api.exit, worker.exit])).toEqual([0, 0]);
}, 120_000);
