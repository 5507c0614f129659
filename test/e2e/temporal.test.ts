import { connect as connectSocket, createServer, type Server } from 'node:net';
import type { Client, WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { freePort } from '../../dev/ports.ts';
import { campaignWorkflowId } from '../../domain/workflow-ids.ts';
import { createClient } from '../../temporal/client.ts';
import { createOutbox } from '../../temporal/outbox.ts';
import { setUpTemporal } from '../../temporal/setup.ts';
import { historyJson, record } from '../support/history.ts';
import { createNamespace, temporalAddress } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { zoneWhereItIs } from '../support/time.ts';

const both = { templateId: 'H100000002' };

let client: Client;
/** One of its own: workers of other tests take none of its tasks. */
let namespace: string;
let connection: NativeConnection;
let stack: Stack;
let lastNumber = 100;
/** Where it is daytime, and where it is night, whenever the test runs. */
let day: string;
let night: string;

beforeAll(async () => {
  const address = await temporalAddress();
  namespace = await createNamespace();
  client = createClient(address, namespace);
  await setUpTemporal(client, namespace);
  connection = await NativeConnection.connect({ address });
  stack = await startStack({ client, connection, namespace, now: () => Promise.resolve(Date.now()) });
  day = zoneWhereItIs(Date.now(), 9, 20);
  night = zoneWhereItIs(Date.now(), 0, 6);
});

afterAll(async () => {
  await stack.stop();
  await connection.close();
  await client.connection.close();
});

function newNumber(): string {
  return `1202555${String(++lastNumber).padStart(4, '0')}`;
}

async function eventsOf(workflow: WorkflowHandle) {
  const { events } = await workflow.fetchHistory();
  return events ?? [];
}

function expectState(id: string) {
  return expect.poll(async () => (await stack.recipient(id)).state, { timeout: 15_000, interval: 20 });
}

/** The workflow waits for the reply: the last command of its last task is the timer of the lookback period, or one from before. */
async function untilItWaits(workflow: WorkflowHandle): Promise<void> {
  await expect
    .poll(async () => JSON.stringify(await metadata(workflow)), { timeout: 15_000, interval: 50 })
    .toContain('Waits for a reply');
}

function metadata(workflow: WorkflowHandle): Promise<unknown> {
  return workflow.query('__temporal_workflow_metadata');
}

describe('a history stays lean up to the wait for a reply', () => {
  it('an SMS sent at once: at most 12 events', async () => {
    const { recipientId, workflow } = await stack.launch({ consumerContent: { sms: newNumber() }, timezone: day });
    await expectState(recipientId).toBe('DELIVERED');
    await untilItWaits(workflow);
    expect((await eventsOf(workflow)).length).toBeLessThanOrEqual(12);
    await record('sms-sent', workflow);
  });

  it('a step-down on refusal: at most 20', async () => {
    const to = newNumber();
    await stack.sandbox.behave('wa', to, '131026');
    const { recipientId, workflow } = await stack.launch({ consumerContent: { wa: to, sms: to }, timezone: day }, both);
    await expectState(recipientId).toBe('DELIVERED');
    await untilItWaits(workflow);
    expect((await stack.recipient(recipientId)).channel).toBe('sms');
    expect((await eventsOf(workflow)).length).toBeLessThanOrEqual(20);
    await record('stepped-down-on-refusal', workflow);
  });

  it('a step-down on a later failure: at most 24', async () => {
    const to = newNumber();
    await stack.sandbox.behave('wa', to, 'failed:131026');
    const { recipientId, workflow } = await stack.launch({ consumerContent: { wa: to, sms: to }, timezone: day }, both);
    await expectState(recipientId).toBe('DELIVERED');
    await untilItWaits(workflow);
    expect((await stack.recipient(recipientId)).channel).toBe('sms');
    expect((await eventsOf(workflow)).length).toBeLessThanOrEqual(24);
    await record('stepped-down-on-later-failure', workflow);
  });
});

describe('an operator', () => {
  it('sees in the UI who sleeps, until when and why, and finds it by its search attributes', async () => {
    const { campaignId, recipientId, workflow } = await stack.launch({
      consumerContent: { sms: newNumber() },
      timezone: night,
    });
    await expectState(recipientId).toBe('SCHEDULED');
    const { wake_at } = await stack.recipient(recipientId);
    const details = JSON.stringify(await metadata(workflow));
    expect(details).toContain(`opens at ${wake_at?.toISOString() ?? ''}`);
    expect(details).toContain(`08:00 in ${night}`);
    expect(workflow.workflowId).toBe(`recipient/${DEMO.accountId}/${campaignId}/${recipientId}`);
    const query = `AccountId = '${DEMO.accountId}' AND CampaignId = '${campaignId}' AND RecipientState = 'SCHEDULED'`;
    await expect.poll(() => client.workflow.count(query), { timeout: 10_000 }).toMatchObject({ count: 1 });
    await record('asleep', workflow);
  });

  it('sees who failed as failed, and tries them again by a reset', async () => {
    const to = newNumber();
    await stack.sandbox.behave('sms', to, '30007');
    const { recipientId, workflow } = await stack.launch({ consumerContent: { sms: to }, timezone: day });
    await expectState(recipientId).toBe('FAILED');
    await expect.poll(async () => (await workflow.describe()).status.name).toBe('FAILED');
    await record('failed', workflow);

    await stack.sandbox.behave('sms', to, 'ok');
    await stack.db.deleteFrom('channel_ineligibility').where('address', '=', `+${to}`).execute();
    const { runId } = await workflow.describe();
    const firstTask = (await eventsOf(workflow)).find((event) => event.workflowTaskCompletedEventAttributes);
    await client.workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution: { workflowId: workflow.workflowId, runId },
      reason: 'Try again',
      workflowTaskFinishEventId: firstTask?.eventId,
      requestId: crypto.randomUUID(),
    });
    await expectState(recipientId).toBe('DELIVERED');
    expect(await stack.sandbox.messages(to)).toHaveLength(1);
  });

  it('finds no name, text or number in any history', async () => {
    const to = newNumber();
    const { campaignId, recipientId, workflow } = await stack.launch({
      consumerContent: { sms: to },
      timezone: day,
      variables: { '1': 'Wilhelmina', '2': 'XK-77' },
    });
    await expectState(recipientId).toBe('DELIVERED');
    await stack.sandbox.reply('sms', to, 'Is it the blue one?');
    await expect.poll(async () => (await stack.recipient(recipientId)).conversation_id).not.toBeNull();
    const campaign = client.workflow.getHandle(campaignWorkflowId(DEMO.accountId, campaignId));
    await campaign.result();
    for (const handle of [workflow, campaign]) {
      const history = decoded(await historyJson(handle));
      for (const secret of [to.slice(1), 'Wilhelmina', 'XK-77', 'blue', '2025550100'])
        expect(history).not.toContain(secret);
    }
    await record('answered', workflow);
    await record('campaign', campaign);
  });
});

/** Payloads are base64 in a history's JSON. */
function decoded(json: string): string {
  return (
    json + json.replace(/"([A-Za-z0-9+/]{8,}={0,2})"/g, (_, text: string) => Buffer.from(text, 'base64').toString())
  );
}

it('asks the engine for ten messages a second for each account', async () => {
  for (const name of ['daybreak-sms', 'daybreak-wa']) {
    const { config } = await client.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name },
      taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
      reportConfig: true,
    });
    expect(config?.fairnessKeysRateLimitDefault?.rateLimit?.requestsPerSecond).toBe(10);
  }
  const { recipientId, workflow } = await stack.launch({ consumerContent: { sms: newNumber() }, timezone: day });
  await expectState(recipientId).toBe('DELIVERED');
  const scheduled = (await eventsOf(workflow)).find((event) => event.activityTaskScheduledEventAttributes);
  expect(scheduled?.activityTaskScheduledEventAttributes).toMatchObject({
    taskQueue: { name: 'daybreak-sms' },
    priority: { fairnessKey: DEMO.accountId, fairnessWeight: 1 },
  });
});

describe('while Temporal is away', () => {
  let proxy: Server | undefined;
  afterAll(() => proxy?.close());

  it('a campaign is kept, and starts when Temporal is back', async () => {
    const port = await freePort();
    const late = createClient(`127.0.0.1:${port}`, namespace);
    const failures: unknown[] = [];
    const outbox = createOutbox(stack.db, late, (error) => failures.push(error));
    const message = { kind: 'start-campaign', accountId: DEMO.accountId, campaignId: 'neverland' };
    await stack.db
      .insertInto('outbox')
      .values({ message: JSON.stringify(message), last_error: null })
      .execute();
    outbox.kick();
    await expect.poll(() => failures.length, { timeout: 10_000 }).toBeGreaterThan(0);
    const kept = await stack.db.selectFrom('outbox').selectAll().execute();
    expect(kept).toMatchObject([{ message, last_error: expect.any(String) as string }]);

    proxy = await forward(port, await temporalAddress());
    await expect.poll(() => stack.db.selectFrom('outbox').selectAll().execute(), { timeout: 15_000 }).toEqual([]);
    const workflow = client.workflow.getHandle(campaignWorkflowId(DEMO.accountId, 'neverland'));
    expect(await workflow.result()).toEqual({ started: 0 });
    await outbox.close();
    await late.connection.close();
  });
});

/** A Temporal that comes up late, at an address that nobody answered before. */
async function forward(port: number, address: string): Promise<Server> {
  const [host = '', target = ''] = address.split(':');
  const server = createServer((socket) => {
    const upstream = connectSocket(Number(target), host);
    socket.pipe(upstream).pipe(socket);
    for (const end of [socket, upstream]) end.on('error', () => [socket, upstream].forEach((one) => one.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}
