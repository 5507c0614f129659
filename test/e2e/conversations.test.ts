import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { conversationWorkflowId } from '../../domain/workflow-ids.ts';
import { createClient } from '../../temporal/client.ts';
import { setUpTemporal } from '../../temporal/setup.ts';
import { historyJson, record } from '../support/history.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { createNamespace, temporalAddress } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { zoneWhereItIs } from '../support/time.ts';

const CONTEXT = [{ type: 'ctmrinfo', info: { customerId: '138' } }];

let client: Client;
/** One of its own: workers of other tests take none of its tasks. */
let namespace: string;
let connection: NativeConnection;
let stack: Stack;
let receiver: Receiver;
let day: string;
let lastNumber = 800;

beforeAll(async () => {
  const address = await temporalAddress();
  namespace = await createNamespace();
  client = createClient(address, namespace);
  await setUpTemporal(client, namespace);
  connection = await NativeConnection.connect({ address });
  stack = await startStack({ client, connection, namespace, now: () => Promise.resolve(Date.now()) });
  receiver = await startReceiver();
  day = zoneWhereItIs(Date.now(), 9, 20);
});

afterAll(async () => {
  await receiver.stop();
  await stack.stop();
  await connection.close();
  await client.connection.close();
});

const configure = (settings: object) => stack.call('PUT', '/settings/conversations', settings);

type Shown = {
  state: string;
  csat: number | null;
  delivery: { state: string; lastError: string | null };
  messages: { direction: string; text: string; state: string }[];
};

/** A consumer who has got a campaign's message and answered it. */
async function converse(text: string) {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  const { recipientId } = await stack.launch({ consumerContent: { sms: to }, timezone: day, sdes: CONTEXT });
  await expect.poll(async () => (await stack.recipient(recipientId)).state).toBe('DELIVERED');
  await stack.sandbox.reply('sms', to, text);
  await expect.poll(async () => (await stack.recipient(recipientId)).conversation_id).not.toBeNull();
  const id = (await stack.recipient(recipientId)).conversation_id ?? '';
  const show = async () => (await stack.call('GET', `/conversations/${id}`)) as Shown;
  const workflow = client.workflow.getHandle(conversationWorkflowId(DEMO.accountId, id));
  return { to, id, show, workflow };
}

async function atLivePerson(to: string) {
  const { conversations } = await stack.livePerson.list();
  return conversations.filter(({ externalConsumerId }) => externalConsumerId.endsWith(`+${to}`));
}
const shownTo = async (to: string) => (await stack.sandbox.messages(to)).map(({ text }) => text);
const statusOf = async (workflow: ReturnType<Client['workflow']['getHandle']>) =>
  (await workflow.describe()).status.name;

describe('agents at LivePerson', () => {
  it('get the conversation, answer the consumer, and close it', async () => {
    await configure(stack.livePerson.settings());
    const { to, show, workflow } = await converse('Where is it?');
    await expect.poll(async () => (await show()).delivery.state).toBe('DELIVERED');
    const [there] = await atLivePerson(to);
    expect(there).toMatchObject({
      skillId: '2736637412',
      campaignInfo: { campaignId: '99999', engagementId: '888888' },
      attributes: CONTEXT,
    });
    expect(there?.lines.map(({ text }) => text)).toEqual([expect.stringContaining('order 4711'), 'Where is it?']);

    const id = there?.id ?? '';
    await stack.livePerson.answer(id, 'With you tomorrow by noon.');
    await stack.livePerson.repeat(id);
    await expect
      .poll(async () => (await show()).messages.at(-1))
      .toMatchObject({ direction: 'OUT', state: 'DELIVERED' });
    expect((await shownTo(to)).slice(1)).toEqual(['With you tomorrow by noon.']);

    await stack.livePerson.close(id, 5);
    await expect.poll(show).toMatchObject({ state: 'CLOSED', csat: 5 });
    await workflow.result();
    const events = (await workflow.fetchHistory()).events ?? [];
    expect(events.length).toBeLessThanOrEqual(12);
    expect(await historyJson(workflow)).not.toMatch(
      new RegExp(Buffer.from('Where is it').toString('base64').slice(0, 8)),
    );
    await record('conversation-told', workflow);
  });

  it('who are not there delay the conversation, which comes in order and once, and hold up nothing else', async () => {
    await configure(stack.livePerson.settings({ accountId: '22222222' }));
    await stack.livePerson.behave('http_503');
    const { to, show, workflow } = await converse('One');
    await stack.sandbox.reply('sms', to, 'Two');
    await expect.poll(async () => (await show()).delivery.state).toBe('FAILING');
    expect(await statusOf(workflow)).toBe('RUNNING');
    // The database knows of the failure a moment before Temporal does.
    const lastFailure = async () => (await workflow.describe()).raw.pendingActivities?.[0]?.lastFailure?.message;
    await expect.poll(lastFailure).toMatch(/^LivePerson has not taken the event "opened" \(http_503, try \d+\)\.$/);
    expect(await historyJson(workflow)).not.toContain(to);
    await stack.livePerson.behave('ok');
    await expect
      .poll(async () => (await show()).delivery, { timeout: 40_000 })
      .toMatchObject({ state: 'DELIVERED', lastError: null });
    const found = await atLivePerson(to);
    expect(found.map(({ lines }) => lines.slice(1).map(({ text }) => text))).toEqual([['One', 'Two']]);
    await expect.poll(() => statusOf(workflow)).toBe('COMPLETED');
    await record('conversation-delayed', workflow);
  });
});

it('agents behind a webhook get every event in order, and answer over the API', async () => {
  const { secret = '' } = (await configure({ adapter: 'webhook', url: `${receiver.url}/hook` })) as { secret?: string };
  receiver.answer(500, 2);
  const { to, id, show } = await converse('One');
  await stack.sandbox.reply('sms', to, 'Two');
  const typesOf = () =>
    [
      ...new Map(
        receiver.events.filter(({ body }) => body.data.conversation.id === id).map((event) => [event.id, event]),
      ).values(),
    ].map(({ body }) => body.data.message?.text ?? body.type);
  await expect.poll(typesOf).toEqual(['conversation.opened', 'One', 'Two']);
  await stack.call('POST', `/conversations/${id}/messages`, { text: 'Tomorrow.' });
  await expect.poll(async () => (await shownTo(to)).slice(1)).toEqual(['Tomorrow.']);
  await stack.call('POST', `/conversations/${id}/close`);
  await expect.poll(typesOf).toEqual(['conversation.opened', 'One', 'Two', 'conversation.closed']);
  expect(receiver.events.every((event) => event.isSignedBy(secret))).toBe(true);
  await expect.poll(async () => (await show()).delivery.state).toBe('DELIVERED');
});
