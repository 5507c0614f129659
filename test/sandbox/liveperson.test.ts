import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  LIVEPERSON_APP_KEY,
  LIVEPERSON_APP_SECRET,
  Receiver,
  sandboxConfig,
  startSandbox,
  type Sandbox,
} from './harness.ts';

const receiver = new Receiver();
let folder: string;
let sandbox: Sandbox;
let app: string;
let consumer: string;

beforeAll(async () => {
  await receiver.start();
  folder = await mkdtemp(path.join(tmpdir(), 'daybreak-liveperson-'));
  sandbox = await startSandbox(sandboxConfig(folder, receiver.url));
  app = String((await token(LIVEPERSON_APP_SECRET)).body.access_token);
  consumer = String((await consumerToken(app, 'sms:ada')).body.token);
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

type Answer = { status: number; body: Record<string, unknown> };

async function post(where: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(`${sandbox.url}${where}`, {
    method: 'POST',
    headers: { ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers },
    body: isForm ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const token = (secret: string, query = 'v=1.0&grant_type=client_credentials') =>
  post(
    `/sentinel/api/account/7/app/token?${query}`,
    new URLSearchParams({ client_id: LIVEPERSON_APP_KEY, client_secret: secret }),
  );
const consumerToken = (authorization: string, ext_consumer_id: string) =>
  post('/api/account/7/consumer?v=1.0', { ext_consumer_id }, { authorization });
const asConsumer = () => ({ authorization: app, 'x-lp-on-behalf': consumer });
const MESSAGING = '/api/account/7/messaging/consumer/conversation';

const OPEN = [
  { kind: 'req', id: '1', type: 'userprofile.SetUserProfile', body: {} },
  { kind: 'req', id: '2', type: 'cm.ConsumerRequestConversation', body: { brandId: '7' } },
];
const open = async () => {
  const answer = await post(`${MESSAGING}?v=3`, OPEN, asConsumer());
  const parts: unknown = answer.body;
  const [, second] = Array.isArray(parts) ? (parts as { body: { conversationId: string } }[]) : [];
  return { status: answer.status, id: second?.body.conversationId ?? '' };
};
const publish = (dialogId: string, message = 'Hello') => ({
  kind: 'req',
  id: '3',
  type: 'ms.PublishEvent',
  body: { dialogId, event: { type: 'ContentEvent', contentType: 'text/plain', message } },
});

test('says where each service is, and of no others', async () => {
  const where = (service: string) => sandbox.ask(`/api/account/7/service/${service}/baseURI.json?version=1.0`);
  const { host } = new URL(sandbox.url);
  for (const service of ['sentinel', 'idp', 'asyncMessagingEnt']) {
    expect(await where(service)).toEqual({ status: 200, body: { service, account: '7', baseURI: host } });
  }
  expect(await where('other')).toMatchObject({ status: 404 });
});

describe('tokens', () => {
  test('are given to the app that is installed', async () => {
    expect(await token(LIVEPERSON_APP_SECRET)).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    expect(await token('wrong')).toMatchObject({ status: 401 });
    expect(await token(LIVEPERSON_APP_SECRET, 'v=1.0')).toMatchObject({ status: 400 });
  });

  test('for a consumer need one of the app', async () => {
    expect(await consumerToken('wrong', 'ada')).toMatchObject({ status: 401 });
    expect(await consumerToken(app, '')).toMatchObject({ status: 400 });
  });

  test.each([
    ['no app', () => ({ 'x-lp-on-behalf': consumer })],
    ['no consumer', () => ({ authorization: app })],
    ['the one for the other', () => ({ authorization: consumer, 'x-lp-on-behalf': app })],
    ['one that was changed', () => ({ authorization: app, 'x-lp-on-behalf': `${consumer.slice(0, -4)}AAAA` })],
  ])('%s opens nothing', async (_name, headers) => {
    expect(await post(`${MESSAGING}?v=3`, OPEN, headers())).toMatchObject({ status: 401 });
  });
});

describe('a conversation', () => {
  test.each<[string, unknown]>([
    ['one part alone', OPEN.slice(1)],
    ['the parts in the other order', OPEN.toReversed()],
    ['the brand of another account', [OPEN[0], { ...OPEN[1], body: { brandId: '8' } }]],
    [
      'an attribute that connectors have not',
      [{ ...OPEN[0], body: { authenticatedData: { lp_sdes: [{ type: 'cart' }] } } }, OPEN[1]],
    ],
    ['a field that does not exist', [OPEN[0], { ...OPEN[1], body: { brandId: '7', skill: 'sales' } }]],
  ])('is not opened with %s', async (_name, body) => {
    expect(await post(`${MESSAGING}?v=3`, body, asConsumer())).toMatchObject({ status: 400 });
  });

  test('takes lines of its consumer while it is open, and tells of each, signed', async () => {
    const { id } = await open();
    expect(await post(`${MESSAGING}/send?v=3`, publish(id), asConsumer())).toMatchObject({
      status: 200,
      body: { code: 'OK', body: { sequence: 0 }, reqId: '3' },
    });
    const other = String((await consumerToken(app, 'sms:bob')).body.token);
    const asOther = { authorization: app, 'x-lp-on-behalf': other };
    expect(await post(`${MESSAGING}/send?v=3`, publish(id), asOther)).toMatchObject({ status: 400 });
    expect(await post(`${MESSAGING}/send?v=3`, publish(id, ''), asConsumer())).toMatchObject({ status: 400 });
    const told = await receiver.next((each) =>
      each.rawBody.includes('"sequence":0') && each.rawBody.includes(id) ? each : undefined,
    );
    const signature = createHmac('sha256', LIVEPERSON_APP_SECRET).update(told.rawBody).digest('base64');
    expect(told.headers).toMatchObject({
      'x-liveperson-account-id': '7',
      'x-liveperson-client-id': LIVEPERSON_APP_KEY,
      'x-liveperson-signature': `sha256=${signature}`,
    });
    const closing = {
      kind: 'req',
      id: '4',
      type: 'cm.UpdateConversationField',
      body: { conversationId: id, conversationField: { field: 'ConversationStateField', conversationState: 'CLOSE' } },
    };
    expect(await post(`${MESSAGING}/send?v=3`, closing, asConsumer())).toMatchObject({ status: 200 });
    expect(await post(`${MESSAGING}/send?v=3`, publish(id), asConsumer())).toMatchObject({ status: 400 });
  });

  test('is refused as long as was asked for, and each call is in the journal', async () => {
    await sandbox.ask('/sandbox/liveperson/behaviours', { call: 'conversation', outcome: 'http_429', times: 2 });
    const statuses = [await open(), await open(), await open()].map(({ status }) => status);
    expect(statuses).toEqual([429, 429, 200]);
    const { body } = await sandbox.ask('/sandbox/liveperson');
    const { calls } = body as { calls: { call: string; status: number; requestIds: string[] }[] };
    expect(calls.slice(-3)).toMatchObject([{ status: 429 }, { status: 429 }, { status: 200, requestIds: ['1', '2'] }]);
    expect(await sandbox.ask('/sandbox/liveperson/behaviours', { outcome: 'often' })).toMatchObject({ status: 400 });
    expect(await sandbox.ask('/sandbox/liveperson/conversations/nothing/close', {})).toMatchObject({ status: 404 });
  });
});
