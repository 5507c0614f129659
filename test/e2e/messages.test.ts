import type { Client, WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { agentMessageWorkflowId, templateWorkflowId } from '../../domain/workflow-ids.ts';
import { createClient } from '../../temporal/client.ts';
import { setUpTemporal } from '../../temporal/setup.ts';
import { historyJson, record } from '../support/history.ts';
import { createNamespace, temporalAddress } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { zoneWhereItIs } from '../support/time.ts';

let client: Client;
/** One of its own: workers of other tests take none of its tasks. */
let namespace: string;
let connection: NativeConnection;
let stack: Stack;
let day: string;
let lastNumber = 700;

beforeAll(async () => {
  const address = await temporalAddress();
  namespace = await createNamespace();
  client = createClient(address, namespace);
  await setUpTemporal(client, namespace);
  connection = await NativeConnection.connect({ address });
  stack = await startStack({ client, connection, namespace, now: () => Promise.resolve(Date.now()) });
  day = zoneWhereItIs(Date.now(), 9, 20);
});

afterAll(async () => {
  await stack.stop();
  await connection.close();
  await client.connection.close();
});

function newNumber(): string {
  return `1202555${String(++lastNumber).padStart(4, '0')}`;
}

type Message = { id: string; direction: string; text: string; state: string };
type Conversation = { id: string; origin: { text: string }; messages: Message[] };

const eventsOf = async (workflow: WorkflowHandle) => (await workflow.fetchHistory()).events ?? [];
const shownTo = async (to: string) => (await stack.sandbox.messages(to)).map(({ text }) => text);

/** A consumer who has got a campaign's message and answered it. */
async function converse(channel: 'sms' | 'wa', more: object = {}) {
  const to = newNumber();
  const { recipientId } = await stack.launch({ consumerContent: { [channel]: to }, timezone: day }, more);
  await expect.poll(async () => (await stack.recipient(recipientId)).state).toBe('DELIVERED');
  await stack.sandbox.reply(channel, to, 'Where is it?');
  await expect.poll(async () => (await stack.recipient(recipientId)).conversation_id).not.toBeNull();
  const path = `/conversations/${(await stack.recipient(recipientId)).conversation_id ?? ''}`;
  const show = async () => (await stack.call('GET', path)) as Conversation;
  const answer = async (text: string) => ((await stack.call('POST', `${path}/messages`, { text })) as Message).id;
  return { to, show, answer, path };
}

/** The outbox is delivered after the answer to the call: until then there is no workflow. */
async function resultOf(workflow: WorkflowHandle): Promise<unknown> {
  const isThere = () =>
    workflow.describe().then(
      () => true,
      () => false,
    );
  await expect.poll(isThere).toBe(true);
  return workflow.result();
}

function answerWorkflow(id: string): WorkflowHandle {
  return client.workflow.getHandle(agentMessageWorkflowId(DEMO.accountId, id));
}

describe("an agent's answer", () => {
  it.each([
    ['sms', {}],
    ['wa', { templateId: DEMO.template }],
  ] as const)(
    'by %s arrives once on the phone, and its delivery is seen in the conversation',
    async (channel, more) => {
      const { to, show, answer } = await converse(channel, more);
      const id = await answer('With you tomorrow by noon.');
      await expect
        .poll(async () => (await show()).messages.map(({ direction, text, state }) => [direction, text, state]))
        .toEqual([
          ['IN', 'Where is it?', 'RECEIVED'],
          ['OUT', 'With you tomorrow by noon.', 'DELIVERED'],
        ]);
      const [first, ...answers] = await shownTo(to);
      expect((await show()).origin.text).toBe(first);
      expect(answers).toEqual(['With you tomorrow by noon.']);
      const workflow = answerWorkflow(id);
      expect(await resultOf(workflow)).toMatchObject({ state: expect.stringMatching(/^(SENT|DELIVERED)$/) as string });
      const scheduled = (await eventsOf(workflow)).find((event) => event.activityTaskScheduledEventAttributes);
      expect(scheduled?.activityTaskScheduledEventAttributes).toMatchObject({
        taskQueue: { name: `daybreak-${channel}` },
        priority: { priorityKey: 1, fairnessKey: DEMO.accountId, fairnessWeight: 1 },
      });
      expect((await eventsOf(workflow)).length).toBeLessThanOrEqual(11);
      expect(await historyJson(workflow)).not.toMatch(
        new RegExp(Buffer.from('tomorrow by noon').toString('base64').slice(0, 8)),
      );
      await record(`answered-by-${channel}`, workflow);
    },
  );

  it('that is refused is a failed workflow, with the code', async () => {
    const { to, show, answer } = await converse('sms');
    await stack.sandbox.behave('sms', to, '30007');
    const id = await answer('Hello?');
    await expect(resultOf(answerWorkflow(id))).rejects.toMatchObject({ cause: { type: 'outbound_twilio_30007' } });
    expect((await show()).messages.at(-1)).toMatchObject({ state: 'FAILED', error: { code: '30007' } });
    await record('answer-refused', answerWorkflow(id));
  });

  it('waits out a provider that is busy, without a longer history', async () => {
    const { to, answer } = await converse('sms');
    await stack.sandbox.behave('sms', to, '20429', 1);
    const id = await answer('Now?');
    expect(await resultOf(answerWorkflow(id))).toMatchObject({ state: expect.any(String) as string });
    expect((await shownTo(to)).filter((text) => text === 'Now?')).toHaveLength(1);
    expect((await eventsOf(answerWorkflow(id))).length).toBeLessThanOrEqual(11);
  });
});

describe('a template', () => {
  type Template = { id: string; status: string; statusReason: string | null };
  const create = async (title: string) => {
    const draft = {
      title,
      category: 'UTILITY',
      language: 'en_US',
      body: 'Hi {{1}}, {{2}} is here.',
      examples: ['Ada', 'A-17'],
    };
    return ((await stack.call('POST', '/templates', draft)) as Template).id;
  };
  const show = async (id: string) => (await stack.call('GET', `/templates/${id}`)) as Template;
  const workflowOf = (id: string) => client.workflow.getHandle(templateWorkflowId(DEMO.accountId, id));

  it("is created, approved by WhatsApp's webhook, sent by a campaign, and deleted", async () => {
    await stack.sandbox.review('parcel', 'hold', 1);
    const id = await create('parcel');
    await resultOf(workflowOf(id));
    expect(await show(id)).toMatchObject({ status: 'PENDING', providerTemplateId: expect.any(String) as string });
    const to = newNumber();
    const launch = () => stack.launch({ consumerContent: { wa: to }, timezone: day }, { templateId: id });
    await expect(launch()).rejects.toThrow('PENDING');
    await stack.sandbox.setTemplateStatus('parcel', 'APPROVED');
    expect(await show(id)).toMatchObject({ status: 'APPROVED' });
    const { recipientId } = await launch();
    await expect.poll(async () => (await stack.recipient(recipientId)).state).toBe('DELIVERED');
    expect(await shownTo(to)).toEqual(['Hi Ann, 4711 is here.']);
    await record('template-submitted', workflowOf(id));

    await stack.call('DELETE', `/templates/${id}`);
    await expect
      .poll(async () => (await stack.sandbox.templates()).filter(({ name }) => name === 'parcel'))
      .toEqual([]);
    await expect(launch()).rejects.toThrow('no template');
    expect(await resultOf(workflowOf(id))).toEqual({ state: 'DELETED' });
    await record('template-deleted', workflowOf(id));
  });

  it('that its reviewers reject says so, with their reason', async () => {
    await stack.sandbox.review('spam', 'reject', 1);
    const id = await create('spam');
    await expect.poll(async () => (await show(id)).status).toBe('REJECTED');
    expect(await show(id)).toMatchObject({ statusReason: 'INCORRECT_CATEGORY' });
  });

  it('reaches a WhatsApp that was unwell', async () => {
    await stack.sandbox.review('patient', 'http_503', 2);
    const id = await create('patient');
    await expect.poll(async () => (await show(id)).status).toBe('APPROVED');
    expect(await resultOf(workflowOf(id))).toEqual({ state: 'SUBMITTED' });
    expect((await eventsOf(workflowOf(id))).length).toBeLessThanOrEqual(11);
  });
});
