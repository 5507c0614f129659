import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDaybreakClient, DaybreakError, type DaybreakClient, type DaybreakOptions } from '../../client/index.ts';
import { startDemoApi, type DemoApi } from '../support/demo-api.ts';

const CAMPAIGN = '/api/v2/account/{accountId}/campaign';

let api: DemoApi;
const clock = { now: new Date('2026-01-14T15:00:00.000Z') };
beforeAll(async () => (api = await startDemoApi({ now: () => clock.now })));
afterAll(() => api.stop());

/** What stands between the client and the API: it notes each call, and may answer, or break, in the API's place. */
type Interloper = (request: Request, nth: number) => Outcome | Promise<Outcome>;
type Outcome = Response | Error | undefined;

function clientWith(between: Interloper, more: Partial<DaybreakOptions> = {}) {
  const calls: { path: string; key: string | null; status: number | string }[] = [];
  const waits: number[] = [];
  const client = createDaybreakClient({
    ...api.credentials,
    fetch: async (request) => {
      const { pathname: path } = new URL(request.url);
      const isToken = path.endsWith('/token');
      const nth = calls.filter((call) => call.path === path).length + 1;
      const instead = await between(request, isToken ? 0 : nth);
      const answer = instead ?? (await fetch(request));
      const status = answer instanceof Error ? answer.message : answer.status;
      calls.push({ path, key: request.headers.get('idempotency-key'), status });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    wait: (ms) => Promise.resolve(void waits.push(ms)),
    ...more,
  });
  return { client, calls, waits, statuses: () => calls.map(({ status }) => status) };
}

const refusal = (status: number, retryAfter?: string) =>
  Response.json(
    { code: 0, message: `no ${status}`, requestTraceId: 't' },
    { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } },
  );

function launch(client: DaybreakClient, name = 'Orders') {
  return client.post(CAMPAIGN, {
    body: {
      campaignName: name,
      skill: 'sales',
      templateId: 'H100000001',
      consent: true,
      consumers: [{ consumerContent: { sms: '12025550173' }, variables: { '1': 'Ada', '2': 'A-1' } }],
    },
  });
}

async function errorFrom(call: Promise<unknown>): Promise<DaybreakError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DaybreakError)) throw new Error('It was to throw a DaybreakError', { cause: error });
  return error;
}

const campaignCount = async (name: string) =>
  (await api.db.selectFrom('campaign').select('id').where('name', '=', name).execute()).length;

test('launches a campaign and reads it, with answers that have types', async () => {
  const { client } = clientWith(() => undefined);
  const { proactiveCampaignId: campaignId, acceptedConsumers } = await launch(client);
  expect(acceptedConsumers[0]?.phoneNumber).toBe('+12025550173');
  const { campaignStatus, conversations } = await client.get(`${CAMPAIGN}/{campaignId}/conversations`, {
    path: { campaignId },
  });
  expect({ campaignStatus, ids: conversations.map(({ id }) => id) }).toEqual({
    campaignStatus: 'PUBLISHED',
    ids: [acceptedConsumers[0]?.id],
  });
});

test('passes what is asked for in the query', async () => {
  const { client, calls } = clientWith(() => undefined);
  const answer = await client.get('/api/v2/account/{accountId}/conversations', { query: { state: 'OPEN', limit: 7 } });
  expect(answer).toMatchObject({ conversations: [], page: { limit: 7 } });
  expect(calls).toHaveLength(2);
});

describe('an error', () => {
  test('is thrown with its status, message and trace id', async () => {
    const { client } = clientWith(() => undefined);
    const path = { campaignId: 'nothing00' };
    const error = await errorFrom(client.post(`${CAMPAIGN}/{campaignId}/pause`, { path }));
    expect(error).toMatchObject({ status: 404, message: 'The account has no campaign "nothing00"' });
    expect(error.requestTraceId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('of a proxy has what the proxy said', async () => {
    const { client } = clientWith(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    expect(await errorFrom(launch(client))).toMatchObject({ status: 502, message: '<h1>Bad gateway</h1>' });
  });

  test('of a wrong secret is that of the token call, and the next call asks for a token again', async () => {
    const { client, calls } = clientWith(() => undefined, { clientSecret: 'wrong' });
    expect(await errorFrom(launch(client))).toMatchObject({ status: 401 });
    expect(await errorFrom(launch(client))).toMatchObject({ status: 401 });
    expect(calls.map(({ path }) => path.endsWith('/token'))).toEqual([true, true]);
  });
});

describe('the token', () => {
  test('is got once for calls that are made side by side', async () => {
    const { client, calls } = clientWith(() => undefined);
    await Promise.all([1, 2, 3].map(() => client.get('/api/v2/account/{accountId}/channels')));
    expect(calls.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  });

  test('is renewed when the API says that it is expired', async () => {
    const { client, statuses } = clientWith(() => undefined);
    await client.get('/api/v2/account/{accountId}/channels');
    clock.now = new Date(clock.now.getTime() + 2 * 3_600_000);
    await launch(client, 'Later');
    expect(statuses()).toEqual([200, 200, 401, 200, 201]);
    expect(await campaignCount('Later')).toBe(1);
  });

  test('that is refused even when it is new is an error', async () => {
    const { client, statuses } = clientWith((_request, nth) => (nth > 0 ? refusal(401) : undefined));
    expect(await errorFrom(launch(client))).toMatchObject({ status: 401 });
    expect(statuses()).toEqual([200, 401, 200, 401]);
  });
});

describe('trying again', () => {
  test('waits as long as Retry-After says, and a minute at most', async () => {
    const answers: Record<number, Response> = { 1: refusal(429, '2'), 2: refusal(503, '5'), 3: refusal(429, '86400') };
    const { client, waits } = clientWith((_request, nth) => answers[nth]);
    await client.get('/api/v2/account/{accountId}/channels');
    expect(waits).toEqual([2_000, 5_000, 60_000]);
  });

  test('ends after so many attempts, with the last error', async () => {
    const { client, waits, calls } = clientWith((_request, nth) => (nth > 0 ? refusal(503, '0') : undefined), {
      attempts: 3,
    });
    const error = await errorFrom(client.get('/api/v2/account/{accountId}/channels'));
    expect(error).toMatchObject({ status: 503, message: 'no 503', requestTraceId: 't' });
    expect([waits.length, calls.length]).toEqual([2, 4]);
  });

  test('never doubles a campaign whose answer was lost', async () => {
    const { client, statuses } = clientWith(async (request, nth) => {
      if (nth !== 1) return undefined;
      expect((await fetch(request.clone())).status).toBe(201);
      return new TypeError('fetch failed');
    });
    await launch(client, 'Once');
    expect(statuses()).toEqual([200, 'fetch failed', 201]);
    expect(await campaignCount('Once')).toBe(1);
  });

  test('keeps the key of a campaign, and two campaigns have two keys', async () => {
    const { client, calls } = clientWith((_request, nth) => (nth === 1 ? refusal(503, '0') : undefined));
    await launch(client, 'First');
    await launch(client, 'Second');
    const [first, again, second] = calls.filter(({ path }) => path.endsWith('/campaign')).map(({ key }) => key);
    expect(first).toBeTruthy();
    expect(again).toBe(first);
    expect(second).not.toBe(first);
  });

  test('takes the key that it is given', async () => {
    const { client, calls } = clientWith(() => undefined);
    const body = { campaignName: 'x', skill: 'none', templateId: 'x', consent: true as const, consumers: [{}] };
    const call = client.post(CAMPAIGN, { headers: { 'Idempotency-Key': 'mine' }, body });
    expect(await errorFrom(call)).toMatchObject({ status: 400 });
    expect(calls.at(-1)?.key).toBe('mine');
  });
});
