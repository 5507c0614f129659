import { connect as connectSocket, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { createLogger } from '../../api/logger.ts';
import { connect } from '../../db/connect.ts';
import { ACCOUNT, campaignBody, CONFIG, createFixture, type Fixture } from './fixture.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const shape = (message: RegExp) => ({
  code: 0,
  message: expect.stringMatching(message) as string,
  requestTraceId: expect.stringMatching(UUID) as string,
});

let api: Fixture;
const log = new PassThrough();
beforeAll(async () => (api = await createFixture({ logger: createLogger('info', log) })));
afterAll(() => api.close());

const raw = async (payload: string, headers: Record<string, string>) => {
  const authorization = await api.token();
  const url = `/api/v2/account/${ACCOUNT}/campaign`;
  return api.app.inject({ method: 'POST', url, headers: { authorization, ...headers }, payload });
};
const json = { 'content-type': 'application/json' };

describe('every error has the shape of contract section 6', () => {
  test.each([
    ['not JSON', '{"campaignName": ', json, 400, /^The body is not valid JSON/],
    ['no body', '', json, 400, /^The request has no body$/],
    ['a list', '[]', json, 400, /^body: must be an object$/],
    ['null', 'null', json, 400, /^The request has no body$/],
    ['too deep', `{"consumers":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, json, 400, /nested/],
    ['a form', 'campaignName=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415, /Content-Type/],
    ['XML', '<campaign/>', { 'content-type': 'application/xml' }, 415, /Content-Type/],
    ['a type that is none', '{}', { 'content-type': 'json' }, 415, /Content-Type/],
    ['too large', JSON.stringify({ a: 'x'.repeat(17 * 1024 * 1024) }), json, 413, /too large/],
  ] as const)('a body that is %s', async (_what, payload, headers, status, message) => {
    const response = await raw(payload, headers);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual(shape(message));
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test.each([
    ['GET', '/nowhere?secret=x', 404, /^There is no GET \/nowhere here$/],
    ['DELETE', `/api/v2/account/${ACCOUNT}/campaign`, 404, /^There is no DELETE /],
    ['GET', '/%zz', 400, /%/],
    ['GET', `/api/v2/account/${ACCOUNT}/conversations/${'x'.repeat(5_000)}`, 401, /Authorization/],
  ] as const)('%s %s', async (method, url, status, message) => {
    const response = await api.app.inject({ method, url });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual(shape(message));
  });

  test('what is no HTTP at all', async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.app.server.address() as AddressInfo;
    const socket = connectSocket(port, '127.0.0.1');
    socket.end('HELLO\r\n\r\n');
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(body)).toEqual(shape(/HTTP/));
  });
});

test('500 is masked: no SQL, no stack; the log has the requestTraceId', async () => {
  await api.db.schema.alterTable('skill').renameTo('skill_away').execute();
  const response = await raw(JSON.stringify(campaignBody()), json);
  await api.db.schema.alterTable('skill_away').renameTo('skill').execute();
  expect(response.statusCode).toBe(500);
  expect(response.json()).toEqual(shape(/^Something went wrong here/));
  const { requestTraceId } = response.json<{ requestTraceId: string }>();
  const lines = String(log.read())
    .split('\n')
    .filter((line) => line.includes(requestTraceId));
  expect(lines.some((line) => line.includes('skill\\" does not exist'))).toBe(true);
});

test('the log has no numbers, texts or secrets', async () => {
  const credentials = `client_id=client-${ACCOUNT}&client_secret=wrong-secret`;
  await api.app.inject({ method: 'POST', url: `/sentinel/api/account/${ACCOUNT}/app/token?${credentials}` });
  await api.app.inject({ url: `/nowhere?${credentials}` });
  await raw(
    JSON.stringify(
      campaignBody({ consumers: [{ consumerContent: { sms: '12025550142' }, variables: { 1: 'a secret text' } }] }),
    ),
    json,
  );
  const logged = String(log.read());
  expect(logged).toContain('/app/token');
  for (const secret of ['wrong-secret', '2025550142', 'a secret text', await api.token()])
    expect(logged).not.toContain(secret);
});

test('503 with Retry-After while the database is away', async () => {
  const db = connect('postgres://nobody@127.0.0.1:1/nothing');
  const outbox = { kick: () => undefined, close: () => Promise.resolve() };
  const app = buildApp({ db, outbox, config: CONFIG });
  const token = await app.inject({
    method: 'POST',
    url: `/sentinel/api/account/${ACCOUNT}/app/token?grant_type=client_credentials&client_id=a&client_secret=b`,
  });
  expect(token.statusCode).toBe(503);
  expect(token.json()).toEqual(shape(/^The database cannot be reached/));
  expect(token.headers['retry-after']).toBe('5');
  expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(503);
  expect((await app.inject({ url: '/health/live' })).statusCode).toBe(200);
  await app.close();
  await db.destroy();
});
