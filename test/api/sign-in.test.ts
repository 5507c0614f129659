/** Signing in through a real issuer, over HTTP, as a browser does. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { PERMISSION_OF } from '../../api/permissions.ts';
import type { AppDeps } from '../../api/deps.ts';
import { loadConfig } from '../../config.ts';
import { createIdentityProvider } from '../../dev/identity-provider.ts';
import { DEMO_USERS } from '../../dev/identity-users.ts';
import { freePort } from '../../dev/ports.ts';
import { ACCOUNT, CONFIG, createFixture, NOW, OTHER_ACCOUNT, type Fixture } from './fixture.ts';

/** An API that is reached over https alone. */
const HTTPS = 'https://daybreak.example';

let api: Fixture;
let oidc: Pick<AppDeps['config'], `OIDC_${'ISSUER' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'ROLES'}`>;
let issuer: Server;
let url: string;
beforeAll(async () => {
  const [apiPort, issuerPort] = [await freePort(), await freePort()];
  url = `http://127.0.0.1:${apiPort}`;
  const OIDC_ISSUER = `http://127.0.0.1:${issuerPort}`;
  const users = [...DEMO_USERS, ...DEMO_USERS.slice(0, 1).map((user) => ({ ...user, id: 'nowhere', account: '1' }))];
  const client = { id: 'c', secret: 's' };
  issuer = await createIdentityProvider({ issuer: OIDC_ISSUER, client, apis: [url, HTTPS], users });
  issuer.listen(issuerPort, '127.0.0.1');
  await once(issuer, 'listening');
  const { OIDC_ROLES } = loadConfig({
    ...{ DATABASE_URL: 'postgres://x/y', TWILIO_ACCOUNT_SID: 'x', TWILIO_AUTH_TOKEN: 'x' },
    ...{ WHATSAPP_ACCESS_TOKEN: 'x', WHATSAPP_APP_SECRET: 'x', WHATSAPP_VERIFY_TOKEN: 'x' },
  });
  oidc = { OIDC_ISSUER, OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 's', OIDC_ROLES };
  api = await createFixture({ config: { ...CONFIG, ...oidc, PUBLIC_URL: url } });
  await api.app.listen({ host: '127.0.0.1', port: apiPort });
});
afterAll(async () => {
  issuer.closeAllConnections();
  issuer.close();
  await api.close();
});
beforeEach(() => api.setNow(NOW));

/** A browser's cookies, by host and name, and its way through redirects. */
function createBrowser() {
  const jar = new Map<string, string>();
  async function go(to: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(to);
    const cookie = [...jar]
      .filter(([key]) => key.startsWith(host))
      .map(([key, value]) => `${key.slice(host.length + 1)}=${value}`);
    const headers = { ...(init.headers as Record<string, string>), cookie: cookie.join('; ') };
    const response = await fetch(to, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(`${host} ${name}`);
      else jar.set(`${host} ${name}`, value);
    }
    return response;
  }
  /** Until there is no redirect, or it leads back to the API's callback. */
  async function follow(from: Response, base: string): Promise<{ response: Response; at: string }> {
    let [response, at] = [from, base];
    while (response.headers.has('location')) {
      at = new URL(response.headers.get('location') ?? '', at).href;
      if (new URL(at).pathname === '/auth/callback') break;
      response = await go(at);
    }
    return { response, at };
  }
  /** From the issuer's page on. */
  async function chooseUser(from: Response, base: string, user: string): Promise<string> {
    const { at } = await follow(from, base);
    const post = await go(at, { method: 'POST', body: new URLSearchParams({ user }) });
    return (await follow(post, at)).at;
  }
  /** To where the issuer sends the browser back: nothing has been called there. */
  async function toCallback(user: string, returnTo = '/'): Promise<string> {
    const start = `${url}/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`;
    return chooseUser(await go(start), start, user);
  }
  const call = async (method: string, path: string, body?: object, headers = {}) => {
    const response = await go(`${url}${path}`, {
      method,
      headers: { 'sec-fetch-site': 'same-origin', ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return { jar, go, chooseUser, toCallback, call, signIn: async (user: string) => go(await toCallback(user)) };
}

const A = `/api/v2/account/${ACCOUNT}`;

describe('signing in', () => {
  test('leads through the issuer back to where it began, with a session of the claimed role', async () => {
    const browser = createBrowser();
    const back = await browser.go(await browser.toCallback('sam', '/campaigns?x=1#y'));
    expect([back.status, back.headers.get('location')]).toEqual([302, '/campaigns?x=1#y']);
    expect(back.headers.getSetCookie().join()).toMatch(/daybreak-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
    expect(await browser.call('GET', '/auth/session')).toMatchObject({
      status: 200,
      body: {
        user: { name: 'Sam Sales' },
        accountId: ACCOUNT,
        role: 'agent',
        skills: ['sales'],
        permissions: ['conversations:work'],
      },
    });
    const token = browser.jar.get(`${new URL(url).host} daybreak-session`) ?? '';
    const rows = await api.db.selectFrom('web_session').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('with another state, or without the cookie of its beginning, is refused', async () => {
    const browser = createBrowser();
    const callback = new URL(await browser.toCallback('ada'));
    expect((await createBrowser().call('GET', callback.href.slice(url.length))).status).toBe(400);
    const state = callback.searchParams.get('state') ?? '';
    callback.searchParams.set('state', `${state.slice(0, 8)}${'x'.repeat(state.length - 8)}`);
    expect((await browser.go(callback.href)).status).toBe(400);
    expect((await browser.call('GET', '/auth/session')).status).toBe(401);
  });

  test('is done once: a callback that is replayed is refused, with its cookie too', async () => {
    const browser = createBrowser();
    const callback = await browser.toCallback('ada');
    const kept = new Map(browser.jar);
    expect((await browser.go(callback)).status).toBe(302);
    for (const [key, value] of kept) browser.jar.set(key, value);
    expect((await browser.go(callback)).status).toBe(400);
  });

  test('to an account that is not here is refused, with a page for a browser', async () => {
    const browser = createBrowser();
    const answer = await browser.go(await browser.toCallback('nowhere'), { headers: { accept: 'text/html' } });
    expect([answer.status, await answer.text()]).toEqual([
      403,
      expect.stringContaining('There is no account &#34;1&#34; here'),
    ]);
  });

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'x'])(
    'comes back to no other place: %s',
    async (returnTo) => {
      const query = encodeURIComponent(returnTo);
      expect(await createBrowser().call('GET', `/auth/sign-in?returnTo=${query}`)).toMatchObject({ status: 400 });
    },
  );
});

describe('over https', () => {
  test('each cookie is of this host alone, and never sent in the clear', async () => {
    const outbox = { kick: () => undefined, close: () => Promise.resolve() };
    const app = buildApp({ db: api.db, outbox, config: { ...CONFIG, ...oidc, PUBLIC_URL: HTTPS }, now: () => NOW });
    const start = await app.inject('/auth/sign-in?returnTo=/campaigns');
    expect(start.headers['set-cookie']).toMatch(
      /^__Host-daybreak-sign-in-[\w-]{8}=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const browser = createBrowser();
    const atIssuer = String(start.headers.location);
    const callback = await browser.chooseUser(await browser.go(atIssuer), atIssuer, 'ada');
    expect(callback).toMatch(`${HTTPS}/auth/callback?`);
    const [underWay] = start.cookies;
    const back = await app.inject({
      url: callback.slice(HTTPS.length),
      cookies: { [underWay?.name ?? '']: underWay?.value ?? '' },
    });
    expect([back.statusCode, back.headers.location]).toEqual([302, '/campaigns']);
    const session = back.cookies.find(({ name }) => name === '__Host-daybreak-session');
    expect(session).toMatchObject({ path: '/', httpOnly: true, secure: true, sameSite: 'Lax' });
    expect(session).not.toHaveProperty('domain');
    const { value = '' } = session ?? {};
    const who = async (name: string) =>
      (await app.inject({ url: '/auth/session', cookies: { [name]: value } })).statusCode;
    expect(await who('__Host-daybreak-session')).toBe(200);
    expect(await who('daybreak-session')).toBe(401);
    await app.close();
  });
});

describe('signing out', () => {
  test('shows the issuer the ID token, which only the cookie opens', async () => {
    const browser = createBrowser();
    await browser.signIn('ada');
    const stored = await api.db.selectFrom('web_session').select('id_token').execute();
    const { body } = await browser.call('POST', '/auth/sign-out');
    const hint = new URL(String(body.signOutUrl)).searchParams.get('id_token_hint') ?? '';
    const [header = '', claims = ''] = hint.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect([JSON.parse(header), JSON.parse(claims)]).toMatchObject([{ alg: 'RS256' }, { sub: 'ada' }]);
    for (const { id_token } of stored) {
      expect(id_token).not.toContain('.');
      expect(Buffer.from(id_token, 'base64url').toString('latin1')).not.toContain('RS256');
    }
  });

  test.each(['', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'])(
    'of a session whose ID token nobody can open works without it: %j',
    async (id_token) => {
      const browser = createBrowser();
      await browser.signIn('ada');
      await api.db.updateTable('web_session').set({ id_token }).execute();
      const { status, body } = await browser.call('POST', '/auth/sign-out');
      const { pathname, searchParams } = new URL(String(body.signOutUrl));
      expect([status, pathname, searchParams.has('id_token_hint'), searchParams.get('client_id')]).toEqual([
        ...[200, '/session/end', false],
        'c',
      ]);
    },
  );
});

describe('a session', () => {
  test('ends after two hours without a call, and twelve in all', async () => {
    const browser = createBrowser();
    await browser.signIn('ada');
    const after = async (minutes: number) => {
      api.setNow(new Date(NOW.getTime() + minutes * 60_000));
      return (await browser.call('GET', '/auth/session')).status;
    };
    expect([await after(119), await after(238), await after(358)]).toEqual([200, 200, 401]);
    api.setNow(NOW);
    await browser.signIn('ada');
    for (let minutes = 90; minutes < 720; minutes += 90) expect(await after(minutes)).toBe(200);
    expect(await after(720)).toBe(401);
  });

  test('opens no other account, and nothing once it is signed out', async () => {
    const browser = createBrowser();
    await browser.signIn('ada');
    expect((await browser.call('GET', `/api/v2/account/${OTHER_ACCOUNT}/settings`)).status).toBe(403);
    const kept = new Map(browser.jar);
    const { body } = await browser.call('POST', '/auth/sign-out');
    expect(body.signOutUrl).toContain('/session/end?');
    for (const [key, value] of kept) browser.jar.set(key, value);
    expect((await browser.call('GET', `${A}/settings`)).status).toBe(401);
  });

  test('changes nothing for another site', async () => {
    const browser = createBrowser();
    await browser.signIn('ada');
    const add = (name: string, headers: Record<string, string>) =>
      browser.call('POST', `${A}/skills`, { name }, headers);
    expect((await add('a', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await add('b', { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await add('c', { 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });
});

test('keys are shown once, work, are replaced, revoked, and written down without their secrets', async () => {
  const browser = createBrowser();
  await browser.signIn('ada');
  const made = await browser.call('POST', `${A}/api-clients`, { name: 'Shop' });
  const { clientId, clientSecret } = made.body as { clientId: string; clientSecret: string };
  const token = async (secret: string) =>
    (
      await fetch(`${url}/sentinel/api/account/${ACCOUNT}/app/token?v=1.0&grant_type=client_credentials`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: clientId, client_secret: secret }),
      })
    ).status;
  expect([made.status, await token(clientSecret)]).toEqual([201, 200]);
  const rotated = await browser.call('POST', `${A}/api-clients/${clientId}/rotate`);
  const fresh = String(rotated.body.clientSecret);
  expect([await token(clientSecret), await token(fresh)]).toEqual([401, 200]);
  expect((await browser.call('DELETE', `${A}/api-clients/${clientId}`)).status).toBe(200);
  expect(await token(fresh)).toBe(401);
  const listed = JSON.stringify(await browser.call('GET', `${A}/api-clients`));
  const audit = JSON.stringify(await browser.call('GET', `${A}/audit-events?actor=Ada%20Admin`));
  for (const operation of ['createApiClient', 'rotateApiClient', 'revokeApiClient']) expect(audit).toContain(operation);
  for (const secret of [clientSecret, fresh]) expect(listed + audit).not.toContain(secret);
});

test.each([
  ['ada', 200, 201, 403],
  ['chris', 200, 201, 403],
  ['lee', 200, 403, 403],
  ['sam', 403, 403, 200],
  ['morgan', 403, 403, 200],
])('%s sees settings: %i, changes them: %i, reaches conversations: %i', async (user, sees, changes, works) => {
  const browser = createBrowser();
  await browser.signIn(user);
  expect((await browser.call('GET', `${A}/settings`)).status).toBe(sees);
  expect((await browser.call('POST', `${A}/skills`, { name: `of-${user}` })).status).toBe(changes);
  expect((await browser.call('GET', `${A}/conversations`)).status).toBe(works);
});

test('every call behind an account names its permission, and no permission is of a call that there is not', () => {
  const { paths = {} } = api.app.swagger() as { paths?: Record<string, Record<string, { operationId: string }>> };
  const operations = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([, methods]) => Object.values(methods).map(({ operationId }) => operationId));
  expect(operations.toSorted()).toEqual([...PERMISSION_OF.keys()].toSorted());
});

test('an agent reaches the conversations of their skills, and to them there are no others', async () => {
  const id = (n: number) => `6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c1${n}`;
  const opened = {
    account_id: ACCOUNT,
    brand_address: '+1',
    channel: 'sms' as const,
    route: 'inbound' as const,
    opened_at: NOW,
  };
  const rows = ['sales', 'general'].map((skill, n) => ({ ...opened, id: id(n), consumer: `+1202555010${n}`, skill }));
  await api.db.insertInto('conversation').values(rows).execute();
  const browser = createBrowser();
  await browser.signIn('sam');
  expect((await browser.call('GET', `${A}/conversations`)).body.page).toMatchObject({ count: 1 });
  const statuses = async (n: number) => [
    (await browser.call('GET', `${A}/conversations/${id(n)}`)).status,
    (await browser.call('GET', `${A}/conversations/${id(n)}/messages`)).status,
    (await browser.call('POST', `${A}/conversations/${id(n)}/close`)).status,
  ];
  expect(await statuses(0)).toEqual([200, 200, 200]);
  expect(await statuses(1)).toEqual([404, 404, 404]);
  expect((await browser.call('POST', `${A}/conversations/${id(1)}/messages`, { text: 'Hi' })).status).toBe(404);
});
