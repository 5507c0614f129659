import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { smsCampaign, startContract, type Contract } from './client.ts';

let api: Contract;
beforeAll(async () => (api = await startContract()));
afterAll(() => api.stop());

const CAMPAIGN = `/api/v2/account/${DEMO.accountId}/campaign`;
const json = { 'content-type': 'application/json' };

type Call = { method: string; path: string; body?: string; headers?: Record<string, string> };

describe('contract.md §6 errors: every body is {"code":0,"message","requestTraceId"}', () => {
  const cases: [number, string, () => Call | Promise<Call>][] = [
    [
      400,
      'a field is wrong',
      () => ({
        method: 'POST',
        path: CAMPAIGN,
        body: JSON.stringify(smsCampaign({ consent: false })),
        headers: json,
      }),
    ],
    [400, 'not JSON', () => ({ method: 'POST', path: CAMPAIGN, body: '{"campaignName":', headers: json })],
    [
      401,
      'no token',
      () => ({ method: 'GET', path: `${CAMPAIGN}/a9cRASfbQ/conversations`, headers: { authorization: '' } }),
    ],
    [403, 'another account', () => ({ method: 'GET', path: '/api/v2/account/1/campaign/a9cRASfbQ/conversations' })],
    [404, 'no such campaign', () => ({ method: 'GET', path: `${CAMPAIGN}/a9cRASfbQ/conversations` })],
    [404, 'no such call', () => ({ method: 'GET', path: '/nothing/here' })],
    [
      409,
      'not in a state for it',
      async () => {
        const { body } = await api.launch(smsCampaign({ consumers: [{ consumerContent: { sms: '1' } }] }));
        return { method: 'POST', path: `${CAMPAIGN}/${String(body.proactiveCampaignId)}/pause` };
      },
    ],
    [
      413,
      'a body too large',
      () => ({ method: 'POST', path: CAMPAIGN, body: `"${'x'.repeat(17_000_000)}"`, headers: json }),
    ],
    [
      415,
      'another content type',
      () => ({ method: 'POST', path: CAMPAIGN, body: '<a/>', headers: { 'content-type': 'text/xml' } }),
    ],
    [
      422,
      'an Idempotency-Key with another body',
      async () => {
        const headers = { 'idempotency-key': 'section-6' };
        await api.launch(smsCampaign(), headers);
        return {
          method: 'POST',
          path: CAMPAIGN,
          body: JSON.stringify(smsCampaign()),
          headers: { ...json, ...headers },
        };
      },
    ],
  ];

  test.each(cases)('%i: %s', async (status, _name, prepare) => {
    const { method, path, body, headers = {} } = await prepare();
    const authorization = `Bearer ${await api.token()}`;
    const answer = await api.send(method, path, { body, headers: { authorization, ...headers } });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      code: 0,
      message: expect.stringMatching(/.{8,}/) as string,
      requestTraceId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  test('the message never holds a secret, a stack or SQL', async () => {
    const answer = await api.requestToken(DEMO.accountId, "x' OR '1'='1");
    expect(answer.text).not.toMatch(/OR '1'|select |stack|at .*\.ts/i);
    const id = encodeURIComponent("x'; DROP TABLE recipient; --");
    const unknown = await api.call('GET', `/api/v2/account/{a}/campaign/${id}/conversations`);
    expect([unknown.status, unknown.text]).toEqual([404, expect.not.stringMatching(/syntax error|select /i)]);
  });

  test('unknown query parameters and headers never break a call', async () => {
    const path = '/api/v2/account/{a}/channels?utm_source=x&v=9&limit[]=3';
    expect((await api.call('GET', path, undefined, { 'x-unknown': 'y', 'x-request-id': 'z' })).status).toBe(200);
  });
});
