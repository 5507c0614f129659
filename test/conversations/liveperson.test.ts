import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLivePersonAdapter } from '../../conversations/liveperson.ts';
import type { ConversationEvent } from '../../conversations/port.ts';
import { deadUrl } from '../channels/support.ts';
import { CLOSED, message, OPENED } from './support.ts';

const settings = { accountId: '12345678', appKey: 'app', skills: [] };
const secrets = { current: 'secret', previous: undefined };

type Reply = { status?: number; body?: unknown; raw?: string; hangUp?: true };
const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
const inAnHour = () => Math.floor(Date.now() / 1_000) + 3_600;

let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

/** A LivePerson at the level of HTTP: its services are all here, and answer as `replies` says. */
async function startLivePerson(replies: Record<string, Reply> = {}) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    const known: [string, string, Reply][] = [
      ['domain', 'baseURI.json', { body: { baseURI: request.headers.host } }],
      ['token', '/app/token', { body: { access_token: token({ exp: inAnHour() }), token_type: 'Bearer' } }],
      ['consumer', '/consumer', { body: { token: token({ sub: 'ada', exp: inAnHour() }) } }],
      ['conversation', '/conversation', { body: [{ code: 'OK' }, { code: 'OK', body: { conversationId: 'there' } }] }],
      ['send', '/send', { body: { code: 'OK', body: { sequence: 0 } } }],
    ];
    const [name = '', , usual] = known.find(([, end]) => pathname.endsWith(end)) ?? [];
    calls.push(name);
    const { status = 200, body, raw, hangUp } = replies[name] ?? usual ?? {};
    if (hangUp) response.destroy();
    else response.writeHead(status).end(raw ?? JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const domainsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const adapter = createLivePersonAdapter({ domainsUrl, timeoutMs: 10_000 });
  const consumers: string[] = [];
  const deliver = (event: ConversationEvent = OPENED, accountId = settings.accountId) =>
    adapter.deliver(event, { settings: { ...settings, accountId }, secrets }, (id) =>
      Promise.resolve(void consumers.push(id)),
    );
  return { calls, consumers, deliver, replies };
}

it('finds the services, gets both tokens, and opens: each is asked for once while it holds', async () => {
  const { calls, consumers, deliver } = await startLivePerson();
  expect(await deliver()).toEqual({ outcome: 'taken', externalId: 'there' });
  expect(await deliver(message('Hello'))).toEqual({ outcome: 'taken' });
  expect(consumers).toEqual(['ada']);
  expect(calls).toEqual(['domain', 'token', 'domain', 'consumer', 'domain', 'conversation', 'send']);
});

it('gets a new token when the old one is about to end', async () => {
  const { calls, deliver } = await startLivePerson({
    token: { body: { access_token: token({ exp: Math.floor(Date.now() / 1_000) + 30 }) } },
  });
  await deliver();
  await deliver(message('Hello'));
  expect(calls.filter((call) => call === 'token')).toHaveLength(2);
});

it('forgets the tokens that LivePerson no longer takes, and those of no other account', async () => {
  const { calls, deliver, replies } = await startLivePerson();
  await deliver();
  await deliver(OPENED, '87654321');
  replies.send = { status: 401 };
  expect(await deliver(message('Hello'))).toMatchObject({ code: 'http_401' });
  delete replies.send;
  calls.length = 0;
  expect(await deliver(message('Hello'), '87654321')).toEqual({ outcome: 'taken' });
  expect(calls).toEqual(['send']);
  expect(await deliver(message('Hello'))).toEqual({ outcome: 'taken' });
  expect(calls).toEqual(['send', 'domain', 'token', 'domain', 'consumer', 'domain', 'send']);
});

it('does not open again what its webhook has said is open', async () => {
  const { calls, deliver } = await startLivePerson();
  expect(await deliver({ ...OPENED, external: { id: 'there', dialogId: 'there' } })).toEqual({ outcome: 'taken' });
  expect(calls).not.toContain('conversation');
});

describe('an answer', () => {
  it.each<[string, string, Reply, object]>([
    ['429 to the opening', 'conversation', { status: 429 }, { outcome: 'refused', code: 'http_429' }],
    ['400 to the opening', 'conversation', { status: 400 }, { outcome: 'refused', code: 'http_400' }],
    ['503 to the opening', 'conversation', { status: 503 }, { outcome: 'unknown', code: 'http_503' }],
    ['a torn connection at the opening', 'conversation', { hangUp: true }, { outcome: 'unknown', code: 'no_answer' }],
    ['that is no JSON', 'conversation', { raw: '<html>' }, { outcome: 'unknown', code: 'unreadable' }],
    [
      'without a conversation',
      'conversation',
      { body: [{ code: 'BAD_REQUEST' }] },
      { outcome: 'refused', code: 'not_opened' },
    ],
    ['503 for the token', 'token', { status: 503 }, { outcome: 'refused', code: 'http_503' }],
    ['a torn connection for the token', 'token', { hangUp: true }, { outcome: 'refused', code: 'no_answer' }],
    ['401 for the token', 'token', { status: 401 }, { outcome: 'refused', code: 'http_401' }],
    ['without a token', 'consumer', { body: {} }, { outcome: 'refused', code: 'unreadable' }],
    ['404 for the address', 'domain', { status: 404 }, { outcome: 'refused', code: 'http_404' }],
  ])('%s: told again', async (_name, call, reply, expected) => {
    const { deliver } = await startLivePerson({ [call]: reply });
    expect(await deliver()).toMatchObject({ ...expected, message: expect.stringMatching(/./) as string });
  });

  it('with another code than OK to a line has not taken it', async () => {
    const { deliver } = await startLivePerson({ send: { body: { code: 'NOT_FOUND', body: 'no dialog' } } });
    expect(await deliver(message('Hello'))).toMatchObject({
      outcome: 'refused',
      message: 'LivePerson did not take it: {"code":"NOT_FOUND","body":"no dialog"}',
    });
  });

  it('of nobody: nothing was taken', async () => {
    const adapter = createLivePersonAdapter({ domainsUrl: await deadUrl(), timeoutMs: 10_000 });
    expect(await adapter.deliver(OPENED, { settings, secrets }, () => Promise.resolve())).toMatchObject({
      outcome: 'refused',
      code: 'unreachable',
    });
  });
});

it.each([
  [400, 'taken'],
  [404, 'taken'],
  [401, 'refused'],
  [429, 'refused'],
  [503, 'unknown'],
])('a close that is answered %i is %s: what is gone need not be closed', async (status, outcome) => {
  const { deliver } = await startLivePerson({ send: { status } });
  expect(await deliver(CLOSED)).toMatchObject({ outcome });
});

it('tells no line of a conversation that is not open there', async () => {
  const { calls, deliver } = await startLivePerson();
  expect(await deliver({ ...message('Hello'), external: null })).toMatchObject({
    outcome: 'refused',
    code: 'not_opened',
  });
  expect(calls).not.toContain('send');
});
