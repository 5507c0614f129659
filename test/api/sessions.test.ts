/** Sessions of the web tool, and signing in where the issuer is not there, or is not named. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHousekeepingActivities } from '../../activities/housekeeping.ts';
import type { ActivityDeps } from '../../activities/deps.ts';
import { buildApp } from '../../api/app.ts';
import type { App, AppDeps } from '../../api/deps.ts';
import { freePort } from '../../dev/ports.ts';
import { ACCOUNT, CONFIG, createFixture, NOW, signIn, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(() => api.db.deleteFrom('web_user').execute());

function startProcess(oidc: Partial<AppDeps['config']>): App {
  const outbox = { kick: () => undefined, close: () => Promise.resolve() };
  return buildApp({ db: api.db, outbox, config: { ...CONFIG, ...oidc }, now: () => NOW });
}

describe('a call that changes something, of a browser that does not say where it comes from by Sec-Fetch-Site', () => {
  test.each([
    ['https://daybreak.example', 201],
    ['https://evil.example', 403],
    ['http://daybreak.example', 403],
    ['https://daybreak.example:8443', 403],
    ['https://daybreak.example.evil.example', 403],
    ['null', 403],
    [undefined, 403],
  ])('is known by Origin: %s is answered %i', async (origin, status) => {
    const { cookie = '' } = await signIn(api, 'admin');
    const response = await api.app.inject({
      method: 'POST',
      url: `/api/v2/account/${ACCOUNT}/skills`,
      headers: { cookie, ...(origin !== undefined && { origin }) },
      payload: { name: 'by origin' },
    });
    expect(response.statusCode).toBe(status);
    if (status === 403) {
      const message = `Origin ${origin ?? '(missing)'}: with a session's cookie, only pages of this server may change something`;
      expect(response.json()).toMatchObject({ message });
    }
    const made = await api.db.deleteFrom('skill').where('name', '=', 'by origin').returning('name').execute();
    expect(made).toHaveLength(status === 201 ? 1 : 0);
  });

  test('may sign nobody out', async () => {
    const { cookie = '' } = await signIn(api, 'admin');
    const signOut = (origin: string) =>
      api.app.inject({ method: 'POST', url: '/auth/sign-out', headers: { cookie, origin } });
    expect((await signOut('https://evil.example')).statusCode).toBe(403);
    expect((await api.app.inject({ url: '/auth/session', headers: { cookie } })).statusCode).toBe(200);
    expect((await signOut('https://daybreak.example')).statusCode).toBe(200);
    expect((await api.app.inject({ url: '/auth/session', headers: { cookie } })).statusCode).toBe(401);
  });
});

describe('signing in', () => {
  const asBrowser = { accept: 'text/html' };
  const OIDC = { OIDC_ISSUER: 'https://issuer.example', OIDC_CLIENT_ID: 'web', OIDC_CLIENT_SECRET: 'secret' };

  test('to an issuer that is not there says so, and all else goes on', async () => {
    const OIDC_ISSUER = `http://127.0.0.1:${await freePort()}`;
    const app = startProcess({ ...OIDC, OIDC_ISSUER });
    const page = await app.inject({ url: '/auth/sign-in', headers: asBrowser });
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '5']);
    expect(page.headers['content-type']).toMatch('text/html');
    expect(page.body).toContain(`The issuer ${OIDC_ISSUER} cannot be reached: connect ECONNREFUSED`);
    const { message } = (await app.inject('/auth/sign-in')).json<{ message: string }>();
    expect(message).toMatch(`The issuer ${OIDC_ISSUER} cannot be reached`);
    expect((await app.inject('/health/ready')).statusCode).toBe(200);

    const headers = await signIn(api, 'admin');
    expect((await app.inject({ url: `/api/v2/account/${ACCOUNT}/settings`, headers })).statusCode).toBe(200);
    // There it goes on at nobody's: here it is done all the same.
    const out = await app.inject({ method: 'POST', url: '/auth/sign-out', headers });
    expect([out.statusCode, out.json()]).toEqual([200, { signOutUrl: null }]);
    await app.close();
  });

  test.each([
    [{}, 'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET'],
    [{ ...OIDC, OIDC_CLIENT_SECRET: undefined }, 'OIDC_CLIENT_SECRET'],
    [{ OIDC_ISSUER: OIDC.OIDC_ISSUER }, 'OIDC_CLIENT_ID, OIDC_CLIENT_SECRET'],
  ])('where it is not set up (%j) says what is missing', async (oidc, missing) => {
    const app = startProcess(oidc);
    const message = `Signing in is not set up here: ${missing} missing in the environment of the API`;
    const page = await app.inject({ url: '/auth/sign-in', headers: asBrowser });
    expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining(message)]);
    expect((await app.inject('/auth/sign-in')).json()).toMatchObject({ code: 0, message });
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    expect((await api.call('GET', '/settings')).status).toBe(200);
    await app.close();
  });
});

test('housekeeping deletes the sessions that are over, and no others', async () => {
  const hoursAgo = (hours: number, ms = 0) => new Date(NOW.getTime() - hours * 3_600_000 + ms);
  const sessions = {
    'begun too long ago': { created_at: hoursAgo(12), seen_at: NOW },
    'left too long ago': { created_at: hoursAgo(3), seen_at: hoursAgo(2) },
    'about to end': { created_at: hoursAgo(12, 1), seen_at: hoursAgo(2, 1) },
    'just begun': { created_at: NOW, seen_at: NOW },
  };
  for (const [name, times] of Object.entries(sessions)) {
    await signIn(api, 'admin', name);
    const user = api.db.selectFrom('web_user').select('id').where('name', '=', name);
    await api.db.updateTable('web_session').set(times).where('user_id', '=', user).execute();
  }
  const deps = { db: api.db, now: () => Promise.resolve(NOW.getTime()) } as unknown as ActivityDeps;
  await createHousekeepingActivities(deps).tidyDatabase();
  const left = await api.db
    .selectFrom('web_session')
    .innerJoin('web_user', 'web_user.id', 'web_session.user_id')
    .select('web_user.name')
    .orderBy('name')
    .execute();
  expect(left.map(({ name }) => name)).toEqual(['about to end', 'just begun']);
});
