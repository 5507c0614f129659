import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { startContract, type Contract } from './client.ts';

let api: Contract;
beforeAll(async () => (api = await startContract()));
afterAll(() => api.stop());

const TOKEN = `/sentinel/api/account/${DEMO.accountId}/app/token`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const credentials = new URLSearchParams({ client_id: DEMO.clientId, client_secret: DEMO.clientSecret }).toString();
const part = (token: string, index: number) =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>;
const LIST = `/api/v2/account/${DEMO.accountId}/channels`;

describe('contract.md §1 Token', () => {
  test('POST …/app/token with client_id and client_secret in the body: 200 {access_token, token_type, expires_in}', async () => {
    const answer = await api.send('POST', `${TOKEN}?v=1.0&grant_type=client_credentials`, {
      body: credentials,
      headers: FORM,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ access_token: expect.any(String) as string, token_type: 'Bearer', expires_in: 3600 });
  });

  test.each([
    ['an empty form body', '', FORM],
    ['no body at all', undefined, {}],
  ])('client_id and client_secret in the query string: %s is fine', async (_name, body, headers) => {
    const path = `${TOKEN}?v=1.0&grant_type=client_credentials&${credentials}`;
    expect((await api.send('POST', path, { body, headers })).status).toBe(200);
  });

  test('RS256, claims iss, aud le{accountId}, azp client id, scope, iat, exp; lives 1 hour', async () => {
    const token = await api.token();
    expect(part(token, 0)).toMatchObject({ alg: 'RS256' });
    const claims = part(token, 1) as { iat: number; exp: number };
    expect(claims).toEqual({
      iss: expect.any(String) as string,
      aud: `le${DEMO.accountId}`,
      azp: DEMO.clientId,
      scope: expect.any(String) as string,
      iat: expect.any(Number) as number,
      exp: claims.iat + 3600,
    });
  });

  test('wrong secret: 401 in the error shape', async () => {
    const answer = await api.requestToken(DEMO.accountId, 'wrong');
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      code: 0,
      message: expect.any(String) as string,
      requestTraceId: expect.any(String) as string,
    });
  });

  test('the public key is served as a JWK set, and the token’s signature is its', async () => {
    const token = await api.token();
    const { body } = await api.send('GET', '/.well-known/jwks.json');
    const key = (body.keys as Record<string, unknown>[]).find(({ kid }) => kid === part(token, 0).kid);
    const [header, payload, signature = ''] = token.split('.');
    const publicKey = createPublicKey({ key: key ?? {}, format: 'jwk' });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  test.each([['Bearer <JWT>'], ['<JWT>'], ['bearer <JWT>']])('Authorization: %s is accepted', async (form) => {
    const authorization = form.replace('<JWT>', await api.token());
    expect((await api.send('GET', LIST, { headers: { authorization } })).status).toBe(200);
  });

  test('a token for account A opens nothing of account B: 403', async () => {
    const headers = { authorization: `Bearer ${await api.token()}` };
    for (const [method, path] of [
      ['GET', '/api/v2/account/1/channels'],
      ['POST', '/api/v2/account/1/campaign'],
    ] as const) {
      const answer = await api.send(method, path, { headers, ...(method === 'POST' ? { body: {} } : {}) });
      expect(answer.status, path).toBe(403);
    }
  });

  test('expired: 401 "jwt expired"', async () => {
    const authorization = `Bearer ${await api.token()}`;
    await api.travelTo((await api.now()) + 3_601_000);
    const answer = await api.send('GET', LIST, { headers: { authorization } });
    expect([answer.status, answer.body.message]).toEqual([401, 'jwt expired']);
  });
});
