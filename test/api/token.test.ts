import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTokens } from '../../api/tokens.ts';
import { connect } from '../../db/connect.ts';
import { createTestDatabase } from '../support/servers.ts';
import { ACCOUNT, createFixture, NOW, OTHER_ACCOUNT, type Fixture } from './fixture.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PATH = `/sentinel/api/account/${ACCOUNT}/app/token`;
const CREDENTIALS = `client_id=client-${ACCOUNT}&client_secret=secret-${ACCOUNT}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const post = (url: string, payload?: string, headers: Record<string, string> = FORM) =>
  api.app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });

describe('POST …/app/token (contract section 1)', () => {
  const grant = 'v=1.0&grant_type=client_credentials';

  test.each([
    ['in the body', `${PATH}?${grant}`, CREDENTIALS],
    ['in the query, with an empty body', `${PATH}?${grant}&${CREDENTIALS}`, ''],
    ['in the query, with no body', `${PATH}?${grant}&${CREDENTIALS}`, undefined],
    ['all in the body', PATH, `${grant}&${CREDENTIALS}`],
    ['with parameters that nobody knows', `${PATH}?${grant}&colour=blue`, `${CREDENTIALS}&shape=round`],
  ])('gives a token for credentials %s', async (_where, url, payload) => {
    const response = await post(url, payload);
    expect(response.statusCode).toBe(200);
    const body = response.json<{ access_token: string }>();
    expect(body).toEqual({ access_token: expect.any(String) as string, token_type: 'Bearer', expires_in: 3600 });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['without a content type', `${PATH}?${grant}&${CREDENTIALS}`, {}],
    ['with a JSON content type', `${PATH}?${grant}&${CREDENTIALS}`, { 'content-type': 'application/json' }],
    ['with a text content type', `${PATH}?${grant}&${CREDENTIALS}`, { 'content-type': 'text/plain;charset=UTF-8' }],
  ])('takes an empty body %s', async (_what, url, headers) => {
    expect((await post(url, '', headers)).statusCode).toBe(200);
  });

  test('the token has exactly the claims of the contract and lives an hour', async () => {
    const token = await api.token();
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256' });
    const iat = NOW.getTime() / 1000;
    expect(decodeJwt(token)).toEqual({
      iss: 'https://daybreak.example',
      aud: `le${ACCOUNT}`,
      azp: `client-${ACCOUNT}`,
      scope: expect.any(String) as string,
      iat,
      exp: iat + 3600,
    });
  });

  test('the token can be checked with the published keys, which are public only', async () => {
    const jwks = (await api.app.inject({ url: '/.well-known/jwks.json' })).json<{ keys: Record<string, string>[] }>();
    expect(jwks.keys).toHaveLength(1);
    expect(jwks.keys[0]).not.toHaveProperty('d');
    const verified = jwtVerify(await api.token(), createLocalJWKSet(jwks as never), { currentDate: NOW });
    await expect(verified).resolves.toMatchObject({ payload: { aud: `le${ACCOUNT}` } });
  });

  test.each([
    ['a wrong secret', `client_id=client-${ACCOUNT}&client_secret=wrong`],
    ['an unknown client', 'client_id=nobody&client_secret=secret'],
    ["another account's client", `client_id=client-${OTHER_ACCOUNT}&client_secret=secret-${OTHER_ACCOUNT}`],
  ])('refuses %s with 401 in the one shape, without the secret', async (_what, payload) => {
    const response = await post(`${PATH}?${grant}`, payload);
    expect(response.statusCode).toBe(401);
    const { requestTraceId, ...rest } = response.json<Record<string, unknown>>();
    expect(requestTraceId).toMatch(UUID);
    expect(rest).toEqual({ code: 0, message: 'The account has no such client with this secret' });
  });

  test.each([
    ['client_id', `${PATH}?${grant}`, 'client_secret=x'],
    ['client_secret', `${PATH}?${grant}`, 'client_id=x'],
    ['grant_type', PATH, CREDENTIALS],
    ['client_id, client_secret', `${PATH}?${grant}`, undefined],
  ])('names what is missing: %s', async (fields, url, payload) => {
    const response = await post(url, payload);
    expect([response.statusCode, response.json<{ message: string }>().message]).toEqual([
      400,
      `Fields missing in request: ${fields}`,
    ]);
  });

  test('refuses another grant, and another content type', async () => {
    expect((await post(`${PATH}?grant_type=password`, CREDENTIALS)).statusCode).toBe(400);
    expect((await post(`${PATH}?${grant}`, '<xml/>', { 'content-type': 'text/xml' })).statusCode).toBe(415);
  });
});

describe('the Authorization header', () => {
  const url = `/api/v2/account/${ACCOUNT}/conversations`;
  const get = (authorization?: string, address = url) =>
    api.app.inject({ url: address, headers: authorization === undefined ? {} : { authorization } });

  test.each(['Bearer ', 'bearer ', 'Bearer  ', ''])('takes the token after "%s"', async (scheme) => {
    expect((await get(`${scheme}${await api.token()}`)).statusCode).toBe(200);
  });

  test.each([
    ['none', undefined, 'The Authorization header is missing: "Bearer " and the access_token'],
    ['only Bearer', 'Bearer ', 'The Authorization header is missing: "Bearer " and the access_token'],
    ['garbage', 'Bearer garbage', 'jwt invalid'],
    ['three garbled parts', 'Bearer a.b.c', 'jwt invalid'],
  ])('401 for %s', async (_what, authorization, message) => {
    const response = await get(authorization);
    expect([response.statusCode, response.json<{ message: string }>().message]).toEqual([401, message]);
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  test('401 for a token that somebody else signed, and for one that nobody signed', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const header = decodeProtectedHeader(await api.token());
    const claims = new SignJWT({ ...decodeJwt(await api.token()) });
    const forged = await claims.setProtectedHeader({ ...header, alg: 'RS256' }).sign(privateKey);
    expect((await get(forged)).statusCode).toBe(401);
    const [, payload] = (await api.token()).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect((await get(`${none}.${payload}.`)).statusCode).toBe(401);
  });

  test('401 "jwt expired" after an hour, not a second before', async () => {
    const token = await api.token();
    api.setNow(new Date(NOW.getTime() + 3_599_000));
    expect((await get(token)).statusCode).toBe(200);
    api.setNow(new Date(NOW.getTime() + 3_600_000));
    const response = await get(token);
    api.setNow(NOW);
    expect(response.statusCode).toBe(401);
    expect(response.json()).toMatchObject({ code: 0, message: 'jwt expired' });
  });

  test("403 for another account's address", async () => {
    const response = await get(await api.token(OTHER_ACCOUNT));
    expect([response.statusCode, response.json<{ code: number }>().code]).toEqual([403, 0]);
  });

  test('a revoked client is out at once, and gets no new token', async () => {
    const token = await api.token();
    const revoke = (at: Date | null) =>
      api.db.updateTable('api_client').set({ revoked_at: at }).where('account_id', '=', ACCOUNT).execute();
    await revoke(NOW);
    expect((await get(token)).statusCode).toBe(401);
    expect((await post(`${PATH}?grant_type=client_credentials`, CREDENTIALS)).statusCode).toBe(401);
    await revoke(null);
    expect((await get(token)).statusCode).toBe(200);
  });
});

test('two processes that start at once on an empty database make one key pair', async () => {
  const database = await createTestDatabase();
  const [first, second] = [connect(database.url), connect(database.url)];
  const a = createTokens(first, 'https://daybreak.example');
  const b = createTokens(second, 'https://daybreak.example');
  const caller = { accountId: ACCOUNT, clientId: 'client' };
  const [token] = await Promise.all([a.issue(caller, NOW), b.issue(caller, NOW)]);
  await expect(b.verify(token, NOW)).resolves.toEqual(caller);
  expect((await a.jwks()).keys).toHaveLength(1);
  await Promise.all([first.destroy(), second.destroy()]);
  await database.drop();
});
