import { createHmac } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../temporal/client.ts';
import { DEMO } from '../../dev/seed.ts';
import { startProduct, type Product } from '../support/product.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const CONTEXT = [
  { type: 'ctmrinfo', info: { customerId: '138', ctype: 'vip' } },
  { type: 'personal', personal: { firstname: 'Ada' } },
];

/** Nothing listens there: these tests call the activities themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
let receiver: Receiver;
let now = NOON;
let lastNumber = 100;
let lastAccount = 20_000_000;

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now) });
  receiver = await startReceiver();
});
afterAll(async () => {
  await product.stop();
  await receiver.stop();
});
beforeEach(async () => {
  now = NOON;
  await product.livePerson.behave('ok');
});

const configure = (settings: object) => product.call('PUT', '/settings/conversations', settings);
/** An account of LivePerson's that no test before has called: nothing of it is remembered. */
const newLivePerson = (more: object = {}) =>
  configure(product.livePerson.settings({ accountId: String(++lastAccount), ...more }));

/** A consumer who writes, or answers a campaign, and what came of it. */
async function converse(first = 'Where is it?', campaign?: object) {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  if (campaign) {
    const { recipientId } = await product.launch({ consumerContent: { sms: to }, ...campaign });
    await product.activities.checkEligibility({ recipientId, fresh: true });
    await product.activities.sendSms({ recipientId });
  }
  const write = async (text: string) => {
    await product.sandbox.reply('sms', to, text);
    const message = await product.db
      .selectFrom('inbound_message')
      .selectAll()
      .where('consumer', '=', `+${to}`)
      .where('text', '=', text)
      .executeTakeFirstOrThrow();
    await product.activities.routeReply({ messageId: message.id });
  };
  await write(first);
  const ids = () =>
    product.db.selectFrom('conversation').select('id').where('consumer', '=', `+${to}`).orderBy('opened_at').execute();
  const [opened] = await ids();
  const id = opened?.id ?? '';
  return {
    to,
    id,
    write,
    ids: async () => (await ids()).map((row) => row.id),
    tell: (conversationId = id) => product.activities.tellConversation({ accountId: DEMO.accountId, conversationId }),
    show: async (conversationId = id) => (await product.call('GET', `/conversations/${conversationId}`)) as Shown,
    close: (body?: object) => product.call('POST', `/conversations/${id}/close`, body),
  };
}

type Shown = {
  state: string;
  skill: string;
  route: string;
  csat: number | null;
  delivery: { state: string; waiting: number; lastError: string | null; externalId: string | null };
  messages: { direction: string; text: string; state: string; error: { message: string } | null }[];
};

/** The activity asks the engine to run it again later: after how long, and why. */
async function retryOf(run: Promise<unknown>): Promise<{ delayMs: number; message: string }> {
  const failure: unknown = await run.then(
    () => expect.unreachable('It was taken'),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  const asked = failure as ApplicationFailure;
  expect(asked.nonRetryable).not.toBe(true);
  return { delayMs: Number(asked.nextRetryDelay), message: asked.message };
}

/** What LivePerson has of a consumer. */
async function atLivePerson(to: string) {
  const { conversations } = await product.livePerson.list();
  return conversations.filter(({ externalConsumerId }) => externalConsumerId.endsWith(`+${to}`));
}
const linesOf = (conversation: { lines: { text: string }[] } | undefined) =>
  conversation?.lines.map(({ text }) => text);

describe('LivePerson', () => {
  it('is told of a conversation with its skill, campaign, context and what the consumer answers', async () => {
    await newLivePerson();
    const { to, tell, show } = await converse('Where?', { sdes: CONTEXT });
    expect(await tell()).toEqual({ more: false });
    expect(await tell()).toEqual({ more: false });
    const [opened, ...others] = await atLivePerson(to);
    expect(others).toEqual([]);
    expect(opened).toMatchObject({
      externalConsumerId: `sms:${DEMO.smsNumber}:+${to}`,
      skillId: '2736637412',
      campaignInfo: { campaignId: '99999', engagementId: '888888' },
      attributes: CONTEXT,
      state: 'OPEN',
    });
    expect(linesOf(opened)).toEqual([
      expect.stringMatching(
        /^\[Sent by the campaign "Order updates" on SMS: Hi Ann, your order 4711 [^]*\]$/,
      ) as string,
      'Where?',
    ]);
    expect((await show()).delivery).toMatchObject({ state: 'DELIVERED', waiting: 0, externalId: opened?.id });
  });

  it('gets a conversation that answers nothing, of a skill that it has no name for, with all skills', async () => {
    await newLivePerson();
    const { to, tell } = await converse();
    await tell();
    const [opened] = await atLivePerson(to);
    expect(opened).toMatchObject({ skillId: '-1', attributes: [] });
    expect(opened).not.toHaveProperty('campaignInfo');
    expect(linesOf(opened)).toEqual(['Where is it?']);
  });

  it('is told again after a token that it no longer takes', async () => {
    await newLivePerson();
    const { to, tell } = await converse();
    await product.livePerson.behave('http_401', 1, 'conversation');
    expect(await retryOf(tell())).toEqual({
      delayMs: 1_000,
      message: 'LivePerson has not taken the event "opened" (http_401, try 1).',
    });
    await tell();
    expect(linesOf((await atLivePerson(to))[0])).toEqual(['Where is it?']);
  });

  it('that is down delays, in order, and each line comes once', async () => {
    await newLivePerson();
    const { to, tell, show, write } = await converse('One');
    await product.livePerson.behave('http_503');
    for (const delayMs of [1_000, 2_000, 4_000]) expect((await retryOf(tell())).delayMs).toBe(delayMs);
    await write('Two');
    expect(await show()).toMatchObject({
      state: 'OPEN',
      delivery: { state: 'FAILING', waiting: 3, lastError: expect.stringContaining('HTTP 503') as string },
    });
    await product.livePerson.behave('ok');
    await tell();
    await write('Three');
    await product.livePerson.behave('http_429', 1, 'send');
    expect((await retryOf(tell())).delayMs).toBe(1_000);
    await tell();
    const found = await atLivePerson(to);
    expect(found).toHaveLength(1);
    expect(linesOf(found[0])).toEqual(['One', 'Two', 'Three']);
    expect((await show()).delivery).toMatchObject({ state: 'DELIVERED', lastError: null });
  });

  it('says by its webhook that it opened a conversation whose answer was lost: none is opened twice', async () => {
    await newLivePerson();
    const { to, tell, show } = await converse();
    await product.livePerson.behave('timeout-after-accept', 1, 'conversation');
    await tell().catch(() => undefined);
    await expect.poll(async () => (await show()).delivery.externalId).not.toBeNull();
    await tell();
    const found = await atLivePerson(to);
    expect(found).toHaveLength(1);
    expect(linesOf(found[0])).toEqual(['Where is it?']);
  });

  it('gets the time to say so before it is told again what it may have taken', async () => {
    await newLivePerson();
    const { to, tell } = await converse();
    await product.livePerson.behave('http_502', 1, 'conversation');
    expect((await retryOf(tell())).delayMs).toBe(15_000);
    await tell();
    expect(await atLivePerson(to)).toHaveLength(1);
  });

  it('is told both of two lines with the same words, though the answer to the second is lost', async () => {
    await newLivePerson();
    const { to, tell, write } = await converse('One');
    await write('OK');
    await tell();
    await write('OK');
    const [there] = await atLivePerson(to);
    await product.livePerson.behave('http_500', 1, 'send');
    await retryOf(tell());
    // The webhook of the first comes late.
    await product.livePerson.repeat(there?.id ?? '');
    await tell();
    expect(linesOf((await atLivePerson(to))[0])).toEqual(['One', 'OK', 'OK']);
  });

  it('says by its webhook that it took a line whose answer was lost: it is not told twice', async () => {
    await newLivePerson();
    const { to, tell, show, write } = await converse('One');
    await tell();
    await write('Two');
    await product.livePerson.behave('timeout-after-accept', 1, 'send');
    await tell().catch(() => undefined);
    await expect.poll(async () => (await show()).delivery.waiting).toBe(0);
    await tell();
    expect(linesOf((await atLivePerson(to))[0])).toEqual(['One', 'Two']);
  });

  it('that does not know the app says so in the conversation, until the secret is put right', async () => {
    await newLivePerson({ appSecret: 'mistyped' });
    const { to, tell, show } = await converse();
    await retryOf(tell());
    expect((await show()).delivery).toMatchObject({
      state: 'FAILING',
      lastError: expect.stringMatching(/HTTP 401 to POST \/sentinel.*unknown client/) as string,
    });
    expect(await product.call('GET', '/settings/conversations')).toMatchObject({
      adapter: 'liveperson',
      waiting: { lastError: expect.stringContaining('HTTP 401') as string },
    });
    await configure(product.livePerson.settings({ accountId: String(lastAccount) }));
    await tell();
    expect(await atLivePerson(to)).toHaveLength(1);
  });

  it('is told of a close', async () => {
    await newLivePerson();
    const { to, tell, close } = await converse();
    await close();
    await close();
    await tell();
    expect((await atLivePerson(to))[0]).toMatchObject({ state: 'CLOSE', closedBy: 'CONSUMER' });
    const { calls } = await product.livePerson.list();
    expect(new Set(calls.flatMap(({ requestIds }) => requestIds)).size).toBe(
      calls.flatMap(({ requestIds }) => requestIds).length,
    );
  });
});

describe("LivePerson's webhooks", () => {
  async function open() {
    await newLivePerson();
    const of = await converse();
    await of.tell();
    const [opened] = await atLivePerson(of.to);
    return { ...of, there: opened?.id ?? '' };
  }
  const answersIn = (shown: Shown) =>
    shown.messages.filter(({ direction }) => direction === 'OUT').map(({ text, state }) => [text, state]);

  it("bring an agent's line once, however often they come, and nothing that the consumer wrote", async () => {
    const { there, show } = await open();
    await product.livePerson.answer(there, 'Tomorrow by noon.');
    await product.livePerson.repeat(there);
    await product.livePerson.repeat(there);
    expect(answersIn(await show())).toEqual([['Tomorrow by noon.', 'QUEUED']]);
    expect((await show()).messages).toHaveLength(2);
  });

  it('bring a long line as messages that the channel takes, in order', async () => {
    const { there, show, to } = await open();
    const words = 'word '.repeat(500).trim();
    await product.livePerson.answer(there, words);
    await product.livePerson.repeat(there);
    const parts = answersIn(await show()).map(([text]) => text ?? '');
    expect(parts.map((part) => part.length)).toEqual([1_599, 899]);
    const ids = await product.db
      .selectFrom('agent_message')
      .select('id')
      .where('to_address', '=', `+${to}`)
      .orderBy('created_at')
      .execute();
    for (const { id } of ids) await product.activities.sendAgentMessage({ messageId: id });
    const shown = await product.sandbox.messages(to);
    expect(shown.map(({ text }) => text).join(' ')).toBe(words);
  });

  it('bring a file, which no text can carry: it is kept as an answer that failed', async () => {
    const { there, show } = await open();
    await product.livePerson.answer(there, 'a picture', 'hosted/file');
    const shown = await show();
    expect(answersIn(shown)).toEqual([['[hosted/file]', 'FAILED']]);
    expect(shown.messages.at(-1)?.error?.message).toBe("SMS can't carry what the agent sent (hosted/file).");
  });

  it('close the conversation with its csat, once, and are not answered with a close', async () => {
    const { there, show, tell, to } = await open();
    await product.livePerson.close(there, 4);
    await product.livePerson.repeat(there);
    expect(await show()).toMatchObject({ state: 'CLOSED', csat: 4, delivery: { waiting: 0 } });
    await tell();
    expect((await atLivePerson(to))[0]).toMatchObject({ closedBy: 'AGENT' });
  });

  it('that close before a line came there begin a new conversation with it', async () => {
    const { there, tell, show, write, ids, to } = await open();
    await write('Another thing');
    await product.livePerson.close(there);
    expect(await show()).toMatchObject({ state: 'CLOSED', delivery: { waiting: 0 } });
    const [, second = ''] = await ids();
    expect(await show(second)).toMatchObject({ state: 'OPEN', route: 'after-close', skill: 'general' });
    await tell(second);
    expect((await atLivePerson(to)).map(linesOf)).toEqual([['Where is it?'], ['Another thing']]);
  });

  it.each([
    ['sha256', 'base64', 200],
    ['sha256', 'hex', 200],
    ['sha1', 'base64', 200],
    ['md5', 'base64', 403],
  ] as const)('signed with %s in %s are answered %i', async (algorithm, encoding, status) => {
    await newLivePerson();
    expect(await notify('{"kind":"notification"}', { algorithm, encoding })).toBe(status);
  });

  it('with another body, of another app, of another account or without a signature are refused', async () => {
    await newLivePerson();
    const body = '{"kind":"notification"}';
    expect(await notify(body, { secret: 'another' })).toBe(403);
    expect(await notify(body, { appKey: 'another' })).toBe(403);
    expect(await notify(body, { accountId: '1' })).toBe(403);
    expect(await notify(body, { signature: '' })).toBe(403);
  });

  it('are believed with the old secret while it counts', async () => {
    await newLivePerson({ appSecret: 'old' });
    await configure(product.livePerson.settings({ accountId: String(lastAccount), graceHours: 1 }));
    expect(await notify('{}', { secret: 'old' })).toBe(200);
    now += 3_600_000;
    await product.tick();
    expect(await notify('{}', { secret: 'old' })).toBe(403);
    expect(await notify('{}', {})).toBe(200);
  });

  type Signing = {
    algorithm?: string;
    encoding?: 'base64' | 'hex';
    secret?: string;
    appKey?: string;
    accountId?: string;
    signature?: string;
  };
  async function notify(body: string, signing: Signing): Promise<number> {
    const { appKey, appSecret } = product.livePerson.settings() as unknown as { appKey: string; appSecret: string };
    const { algorithm = 'sha256', encoding = 'base64', secret = appSecret } = signing;
    const signature = createHmac(algorithm, secret).update(body).digest(encoding);
    const response = await fetch(`${product.url}/webhooks/liveperson`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-liveperson-account-id': signing.accountId ?? String(lastAccount),
        'x-liveperson-client-id': signing.appKey ?? appKey,
        'x-liveperson-signature': signing.signature ?? `${algorithm}=${signature}`,
      },
      body,
    });
    return response.status;
  }
});

describe('the webhook', () => {
  const useReceiver = async (more: object = {}) =>
    (await configure({ adapter: 'webhook', url: `${receiver.url}/hook`, ...more })) as { secret?: string };
  const received = (to: string) => receiver.events.filter(({ body }) => body.data.conversation.consumer === `+${to}`);

  it('gets the opening with what the consumer answers, each message, and the close, signed and in order', async () => {
    const { secret = '' } = await useReceiver();
    const { to, tell, write, close, id } = await converse('Where?', { sdes: CONTEXT });
    await tell();
    await write('Hello?');
    await close({ csat: 5 });
    await tell();
    await tell();
    expect(received(to).map(({ body }) => body.type)).toEqual([
      'conversation.opened',
      'conversation.message',
      'conversation.message',
      'conversation.closed',
    ]);
    const [opened, first, , closed] = received(to).map(({ body }) => body.data);
    expect(opened).toMatchObject({
      accountId: DEMO.accountId,
      conversation: {
        id,
        skill: 'sales',
        route: 'campaign',
        channel: 'sms',
        brandNumber: DEMO.smsNumber,
        campaignName: 'Order updates',
        handoffId: DEMO.smsHandoff,
      },
      context: CONTEXT,
      origin: { text: expect.stringContaining('your order 4711') as string },
    });
    expect(first).toMatchObject({ message: { text: 'Where?' } });
    expect(closed).toMatchObject({ csat: 5, closedAt: new Date(now).toISOString() });
    for (const event of received(to)) expect(event.isSignedBy(secret)).toBe(true);
    expect(new Set(received(to).map(({ id: event }) => event)).size).toBe(4);
  });

  it.each([
    ['an error', 500, 'It answered HTTP 500'],
    ['a redirect', 302, 'It answered HTTP 302'],
    ['410 Gone', 410, 'It answered HTTP 410'],
    ['no answer in time', 'silence', 'no answer within 500 ms'],
  ] as const)('%s is told again with back-off, the same, until it is taken', async (_name, answer, lastError) => {
    await useReceiver();
    const { to, tell, show } = await converse();
    receiver.answer(answer, 2);
    expect((await retryOf(tell())).delayMs).toBe(1_000);
    expect((await show()).delivery).toMatchObject({ state: 'FAILING', waiting: 2, lastError });
    expect((await retryOf(tell())).delayMs).toBe(2_000);
    await tell();
    const events = received(to);
    expect(events.map(({ body }) => body.type)).toEqual([
      ...Array<string>(3).fill('conversation.opened'),
      'conversation.message',
    ]);
    expect(new Set(events.slice(0, 3).map(({ id, rawBody }) => id + rawBody)).size).toBe(1);
  });

  it('is not told sooner than it asks for', async () => {
    await useReceiver();
    const { tell } = await converse();
    receiver.answer(503, 1, { 'retry-after': '120' });
    expect((await retryOf(tell())).delayMs).toBe(120_000);
    await tell();
  });

  it('is signed by both secrets while the old one counts', async () => {
    const old = `whsec_${Buffer.alloc(24, 'old').toString('base64')}`;
    const fresh = `whsec_${Buffer.alloc(32, 'new').toString('base64')}`;
    await useReceiver({ secret: old });
    await useReceiver({ secret: fresh, graceHours: 2 });
    const during = await converse();
    await during.tell();
    now += 2 * 3_600_000;
    const after = await converse();
    await after.tell();
    const signers = (to: string) => {
      const [event] = received(to);
      return [old, fresh].map((secret) => event?.isSignedBy(secret));
    };
    expect(signers(during.to)).toEqual([true, true]);
    expect(signers(after.to)).toEqual([false, true]);
  });

  it('keeps its conversations when agents go on elsewhere', async () => {
    await useReceiver();
    const { to, tell, write } = await converse('One');
    await configure({ adapter: 'inbox' });
    await write('Two');
    await tell();
    expect(received(to).map(({ body }) => body.type)).toEqual([
      'conversation.opened',
      'conversation.message',
      'conversation.message',
    ]);
    const inOurInbox = await converse();
    expect(await inOurInbox.show()).toMatchObject({ delivery: null });
    expect(
      await product.db
        .selectFrom('conversation_event')
        .selectAll()
        .where('conversation_id', '=', inOurInbox.id)
        .execute(),
    ).toEqual([]);
  });

  it('says nothing of who was erased, and goes on', async () => {
    await useReceiver();
    const { to, tell, write, id } = await converse('One');
    await write('Two');
    await product.db
      .deleteFrom('inbound_message')
      .where('conversation_id', '=', id)
      .where('text', '=', 'One')
      .execute();
    await tell();
    expect(received(to).map(({ body }) => body.data.message?.text)).toEqual([undefined, 'Two']);
  });
});
