import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/deps.ts';
import { createHousekeepingActivities } from '../../activities/housekeeping.ts';
import type { ActivityDeps } from '../../activities/deps.ts';
import { ACCOUNT, campaignBody, CONFIG, createFixture, NOW, OTHER_ACCOUNT, signIn, type Fixture } from './fixture.ts';

/** Time stands still for the limiters: a busy machine outlasts no window. */
const AT = Date.parse('2026-01-14T15:00:00.250Z');
const LIMIT = 10;

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await api.token();
  await api.token(OTHER_ACCOUNT);
});
afterAll(() => api.close());

let apps: App[] = [];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: AT });
  await api.db.deleteFrom('rate_limit').execute();
  await api.db.updateTable('account').set({ api_calls_per_second: LIMIT }).execute();
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(apps.map((app) => app.close()));
  apps = [];
});

/** An API process of its own on the one database: it knows nothing of the calls to the others. */
async function startProcess(changes: { callWindowSeconds?: number; TRUST_PROXY?: string } = {}): Promise<App> {
  const outbox = { kick: () => undefined, close: () => Promise.resolve() };
  const { TRUST_PROXY, ...options } = changes;
  const config = { ...CONFIG, ...(TRUST_PROXY === undefined ? {} : { TRUST_PROXY }) };
  const app = buildApp({ db: api.db, outbox, config, now: () => NOW, ...options });
  apps.push(app);
  await app.ready();
  return app;
}

async function get(app: App, path: string, accountId = ACCOUNT) {
  const headers = { authorization: await api.token(accountId) };
  return app.inject({ url: `/api/v2/account/${accountId}${path}`, headers });
}
const statuses = async (count: number, call: (n: number) => Promise<{ statusCode: number }>) => {
  const all: number[] = [];
  for (let n = 0; n < count; n++) all.push((await call(n)).statusCode);
  return all;
};
const times = (count: number, status: number) => Array.from({ length: count }, () => status);

describe('calls of an account: ten a second, each API on its own (contract section 3)', () => {
  test('ten pass and the eleventh is refused in the one shape, until the second is over', async () => {
    const app = await startProcess();
    expect(await statuses(LIMIT, () => get(app, '/channels'))).toEqual(times(LIMIT, 200));
    const refused = await get(app, '/channels');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
    expect(refused.json()).toEqual({
      code: 0,
      message: "Too many calls of listChannels: the account's limit of 10 a second is reached; try again in 1 second",
      requestTraceId: expect.any(String) as string,
    });
    vi.setSystemTime(AT + 999);
    expect((await get(app, '/channels')).statusCode).toBe(429);
    vi.setSystemTime(AT + 1001);
    expect(await statuses(LIMIT + 1, () => get(app, '/channels'))).toEqual([...times(LIMIT, 200), 429]);
  });

  test('Retry-After is in whole seconds, rounded up', async () => {
    const app = await startProcess({ callWindowSeconds: 60 });
    await statuses(LIMIT, () => get(app, '/channels'));
    const retryAfter = async (process: App) => (await get(process, '/channels')).headers['retry-after'];
    expect(await retryAfter(app)).toBe('60');
    vi.setSystemTime(AT + 18_001);
    expect(await retryAfter(app)).toBe('42');
    expect(await retryAfter(await startProcess({ callWindowSeconds: 60 }))).toBe('42');
    vi.setSystemTime(AT + 59_999);
    expect(await retryAfter(app)).toBe('1');
  });

  test('another API and another account are not touched', async () => {
    const app = await startProcess();
    expect(await statuses(LIMIT + 1, () => get(app, '/channels'))).toContain(429);
    expect((await get(app, '/conversations')).statusCode).toBe(200);
    expect((await get(app, '/channels', OTHER_ACCOUNT)).statusCode).toBe(200);
  });

  test('two processes share the limit', async () => {
    const [first, second] = [await startProcess(), await startProcess()];
    const answers = await statuses(14, (n) => get(n % 2 ? first : second, '/channels'));
    expect(answers).toEqual([...times(LIMIT, 200), ...times(4, 429)]);
  });

  test('of many at once, on two processes, ten pass', async () => {
    const processes = [await startProcess(), await startProcess()];
    const answers = await Promise.all(
      processes.flatMap((app) => Array.from({ length: 20 }, () => get(app, '/channels'))),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(LIMIT);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(30);
  });

  test("the account's own value counts, from the next call on", async () => {
    const app = await startProcess();
    const raise = (to: number) =>
      api.db.updateTable('account').set({ api_calls_per_second: to }).where('id', '=', ACCOUNT).execute();
    await raise(3);
    expect(await statuses(4, () => get(app, '/channels'))).toEqual([200, 200, 200, 429]);
    await raise(5);
    const other = await startProcess();
    expect((await get(other, '/channels')).statusCode).toBe(200);
  });

  test('a flood costs no statement: what is past the limit is refused before anything is looked up', async () => {
    const app = await startProcess();
    await statuses(LIMIT, () => get(app, '/channels'));
    await api.db.schema.alterTable('api_client').renameTo('api_client_away').execute();
    const answers = await statuses(5, () => get(app, '/channels'));
    await api.db.schema.alterTable('api_client_away').renameTo('api_client').execute();
    expect(answers).toEqual(times(5, 429));
    expect(await api.db.selectFrom('rate_limit').select('points').execute()).toEqual([{ points: LIMIT }]);
  });

  test('a campaign past the limit is not taken, and its body is not read', async () => {
    const app = await startProcess();
    const post = async (payload: object | string) =>
      app.inject({
        method: 'POST',
        url: `/api/v2/account/${ACCOUNT}/campaign`,
        headers: { authorization: await api.token(), 'content-type': 'application/json' },
        payload,
      });
    const count = async () =>
      Number(
        (
          await api.db
            .selectFrom('campaign')
            .select(sql`count(*)`.as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const before = await count();
    expect(await statuses(LIMIT, () => post(campaignBody()))).toEqual(times(LIMIT, 201));
    expect((await post(campaignBody())).statusCode).toBe(429);
    expect((await post('{"not JSON')).statusCode).toBe(429);
    expect(await count()).toBe(before + LIMIT);
  });

  test('a call that is refused for its token counts for nobody', async () => {
    const app = await startProcess();
    const headers = { authorization: await api.token(OTHER_ACCOUNT) };
    const url = `/api/v2/account/${ACCOUNT}/channels`;
    expect(await statuses(15, () => app.inject({ url, headers }))).toEqual(times(15, 403));
    expect(await statuses(15, () => app.inject({ url }))).toEqual(times(15, 401));
    expect((await get(app, '/channels')).statusCode).toBe(200);
  });

  test('a store that is away: 503 with Retry-After, and nothing is taken', async () => {
    const app = await startProcess();
    await api.db.schema.alterTable('rate_limit').renameTo('rate_limit_away').execute();
    const response = await get(app, '/channels');
    await api.db.schema.alterTable('rate_limit_away').renameTo('rate_limit').execute();
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    expect(response.json()).toMatchObject({ code: 0, message: 'The database cannot be reached; try again' });
  });

  test.each(['/health/live', '/health/ready', '/docs/', '/openapi.json', '/.well-known/jwks.json'])(
    '%s has no limit',
    async (url) => {
      const app = await startProcess();
      expect(await statuses(LIMIT + 5, () => app.inject({ url }))).toEqual(times(LIMIT + 5, 200));
    },
  );

  test('webhooks have no limit', async () => {
    const app = await startProcess();
    const url = '/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=verify-token&hub.challenge=7';
    expect(await statuses(LIMIT + 5, () => app.inject({ url }))).toEqual(times(LIMIT + 5, 200));
  });
});

describe('token calls', () => {
  type From = { accountId?: string; clientId?: string; secret?: string; address?: string; forwarded?: string };
  const post = (app: App, { accountId = ACCOUNT, clientId, secret, address = '192.0.2.1', forwarded }: From = {}) =>
    app.inject({
      method: 'POST',
      url: `/sentinel/api/account/${accountId}/app/token`,
      query: {
        grant_type: 'client_credentials',
        client_id: clientId ?? `client-${accountId}`,
        client_secret: secret ?? `secret-${accountId}`,
      },
      remoteAddress: address,
      ...(forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } }),
    });
  const keys = async () =>
    (await api.db.selectFrom('rate_limit').select('key').orderBy('key').execute()).map((row) => row.key);

  test('are limited as any other call, by the address that they come from: a flood locks nobody else out', async () => {
    const app = await startProcess();
    expect(await statuses(LIMIT + 1, () => post(app))).toEqual([...times(LIMIT, 200), 429]);
    const refused = await post(app);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
    expect((await post(app, { address: '192.0.2.2' })).statusCode).toBe(200);
    expect((await post(app, { accountId: OTHER_ACCOUNT })).statusCode).toBe(200);
    expect((await post(await startProcess())).statusCode).toBe(429);
  });

  test('with a wrong secret are refused after ten in a minute, in every process, whatever the secret', async () => {
    const [first, second] = [await startProcess(), await startProcess()];
    const wrong = (n: number) => {
      // No more than a few in a second: this is about the minute.
      vi.setSystemTime(AT + n * 2_000);
      return post(n % 2 ? first : second, { secret: 'wrong' });
    };
    expect(await statuses(LIMIT, wrong)).toEqual(times(LIMIT, 401));
    for (const app of [first, second]) {
      const refused = await post(app);
      expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '42']);
      expect(refused.json<{ message: string }>().message).toMatch(/^Too many token calls with a wrong client_secret/);
    }
    expect((await post(first, { address: '192.0.2.2' })).statusCode).toBe(200);
    vi.setSystemTime(AT + 60_001);
    expect((await post(first)).statusCode).toBe(200);
  });

  test('with a wrong secret leave another client of the account alone, also beside it', async () => {
    const app = await startProcess();
    const again = (n: number) => {
      vi.setSystemTime(AT + n * 2_000);
      return post(app, { clientId: `nobody-${n}`, secret: 'wrong' });
    };
    expect(await statuses(LIMIT + 1, again)).toEqual([...times(LIMIT, 401), 429]);
    expect((await post(app)).statusCode).toBe(200);
  });

  test('for accounts that do not exist look the same, and leave nothing behind', async () => {
    const app = await startProcess();
    const made = (n: number) => post(app, { accountId: `made-up-${n}` });
    expect(await statuses(LIMIT + 1, made)).toEqual([...times(LIMIT, 401), 429]);
    expect((await made(0)).headers['retry-after']).toBe('60');
    expect(await keys()).toEqual([]);
    expect((await post(app)).statusCode).toBe(200);
  });

  test.each([
    ['::ffff:192.0.2.9', '192.0.2.9'],
    ['2001:db8:0:7::1', '2001:db8:0:7'],
    ['2001:db8:0:7:ffff:ffff:ffff:ffff', '2001:db8:0:7'],
    ['2001:0DB8::', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('from %s count as from %s', async (address, block) => {
    const app = await startProcess();
    await post(app, { address });
    expect(await keys()).toEqual([`token/${encodeURIComponent(block)}/${ACCOUNT}`]);
  });

  test('count by the address that a proxy names, where it is one of ours, and only then', async () => {
    const seen = async (app: App) => {
      await api.db.deleteFrom('rate_limit').execute();
      await post(app, { address: '10.1.2.3', forwarded: '203.0.113.7' });
      return keys();
    };
    expect(await seen(await startProcess({ TRUST_PROXY: '10.0.0.0/8' }))).toEqual([`token/203.0.113.7/${ACCOUNT}`]);
    expect(await seen(await startProcess({ TRUST_PROXY: '172.16.0.0/12' }))).toEqual([`token/10.1.2.3/${ACCOUNT}`]);
    expect(await seen(await startProcess())).toEqual([`token/10.1.2.3/${ACCOUNT}`]);
  });
});

describe('calls of a session: thirty a second, each API on its own', () => {
  const see = (app: App, path: string, headers: Record<string, string>) =>
    app.inject({ url: `/api/v2/account/${ACCOUNT}${path}`, headers });

  test('over all processes, until the second is over', async () => {
    const [first, second] = [await startProcess(), await startProcess()];
    const mine = await signIn(api, 'admin');
    expect(await statuses(30, (n) => see(n % 2 === 0 ? first : second, '/channels', mine))).toEqual(times(30, 200));
    const refused = await see(first, '/channels', mine);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '1']);
    expect(refused.json()).toMatchObject({
      code: 0,
      message: "Too many calls of listChannels: the session's limit of 30 a second is reached; try again in 1 second",
    });
    expect((await see(second, '/channels', mine)).statusCode).toBe(429);
    expect((await see(first, '/settings', mine)).statusCode).toBe(200);
    vi.setSystemTime(AT + 1_001);
    expect((await see(first, '/channels', mine)).statusCode).toBe(200);
  });

  test('take nothing from another session of the same user, nor from the account, and it nothing from them', async () => {
    const app = await startProcess();
    const [mine, another] = [await signIn(api, 'admin'), await signIn(api, 'admin')];
    expect(await statuses(LIMIT + 1, () => get(app, '/channels'))).toEqual([...times(LIMIT, 200), 429]);
    expect(await statuses(31, () => see(app, '/channels', mine))).toEqual([...times(30, 200), 429]);
    expect((await see(app, '/channels', another)).statusCode).toBe(200);
    expect((await get(app, '/settings')).statusCode).toBe(200);
  });
});

describe('sign-ins of an address: sixty begin in a minute, and sixty come back', () => {
  const come = (app: App, path: string, remoteAddress = '192.0.2.1', accept = '*/*') =>
    app.inject({ url: `/auth${path}`, remoteAddress, headers: { accept } });

  // Signing in is not set up here: 404. And nobody has begun what they come back from: 400.
  test.each([
    ['/sign-in', 404],
    ['/callback?state=x', 400],
  ])('%s, over all processes, until the minute is over', async (path, status) => {
    const [first, second] = [await startProcess(), await startProcess()];
    expect(await statuses(60, (n) => come(n % 2 === 0 ? first : second, path))).toEqual(times(60, status));
    const refused = await come(first, path, '192.0.2.1', 'text/html');
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '60']);
    expect(refused.body).toContain('Too many sign-ins from this address; try again in 60 seconds.');
    expect((await come(second, path)).json()).toMatchObject({
      code: 0,
      message: 'Too many sign-ins from this address; try again in 60 seconds',
    });
    expect((await come(first, path, '192.0.2.2')).statusCode).toBe(status);
    expect((await come(first, path === '/sign-in' ? '/callback' : '/sign-in')).statusCode).not.toBe(429);
    vi.setSystemTime(AT + 60_001);
    expect((await come(first, path)).statusCode).toBe(status);
  });

  test('take nothing from who is signed in, and a client of the same address', async () => {
    const app = await startProcess();
    await statuses(61, () => come(app, '/sign-in'));
    expect((await app.inject({ url: '/auth/session', remoteAddress: '192.0.2.1' })).statusCode).toBe(401);
    expect((await get(app, '/channels')).statusCode).toBe(200);
  });
});

test('housekeeping deletes the counts whose time is over, and no others', async () => {
  const row = (key: string, expire: number) => ({ key, points: 1, expire });
  await api.db
    .insertInto('rate_limit')
    .values([row('old', AT - 60_001), row('young', AT - 60_000), row('now', AT + 1000)])
    .execute();
  const deps = { db: api.db, now: () => Promise.resolve(AT) } as unknown as ActivityDeps;
  await createHousekeepingActivities(deps).tidyDatabase();
  const left = await api.db.selectFrom('rate_limit').select('key').orderBy('key').execute();
  expect(left.map(({ key }) => key)).toEqual(['now', 'young']);
});
