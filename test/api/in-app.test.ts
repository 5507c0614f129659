import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../../api/logger.ts';
import { insertAttempt } from '../../db/attempts.ts';
import { insertInAppMessage } from '../../db/in-app-messages.ts';
import { decideAndRecord } from '../../db/recipients.ts';
import { acceptedOf, ACCOUNT, createFixture, failedOf, NOW, OTHER_ACCOUNT, SMS_NUMBER } from './fixture.ts';
import type { Answer, Fixture } from './fixture.ts';

const DAY_MS = 86_400_000;
const NO_PUSH = { title: null, text: 'message', fcm: null, apns: null };
const after = (ms: number) => new Date(NOW.getTime() + ms);
const iso = (ms: number) => after(ms).toISOString();

let api: Fixture;
let lines = '';
const secrets = new Map<string, string>();

beforeAll(async () => {
  const log = new PassThrough();
  log.on('data', (chunk: Buffer) => (lines += chunk.toString()));
  api = await createFixture({ logger: createLogger('info', log) });
  await api.db.insertInto('channel_setting').values({ account_id: ACCOUNT, channel: 'inapp' }).execute();
  for (const name of ['shop', 'bank']) secrets.set(name, await createApp(name));
  await insertHandoff('H1', ['shop']);
  await insertHandoff('H2', ['bank', 'shop']);
});
afterAll(() => api.close());
beforeEach(() => api.setNow(NOW));

async function createApp(name: string): Promise<string> {
  const answer = await api.call('POST', '/apps', { name, registrationDays: 30 });
  return answer.body.secret as string;
}

async function insertHandoff(id: string, appNames: string[], content = 'Hello ${{1}}.'): Promise<void> {
  const channel = { type: 'inapp', language: 'en_US', appNames, messageComponents: [{ type: 'body', content }] };
  await api.db
    .insertInto('handoff')
    .values({ id, account_id: ACCOUNT, name: id, lookback_minutes: 60, channels: JSON.stringify([channel]) })
    .execute();
}

type TokenChanges = { secret?: string; app?: string; expiresInMs?: number; sub?: string | undefined; alg?: string };

function sign(userId: string, changes: TokenChanges = {}): Promise<string> {
  const { app = 'shop', secret = secrets.get('shop') ?? '', expiresInMs = 3_600_000, alg = 'HS256' } = changes;
  const claims = 'sub' in changes ? { sub: changes.sub } : { sub: userId };
  return new SignJWT(claims)
    .setProtectedHeader({ alg })
    .setAudience(app)
    .setExpirationTime(Math.floor((NOW.getTime() + expiresInMs) / 1000))
    .sign(new TextEncoder().encode(secret));
}

/** A device of the user, signed in to the app. */
async function device(userId: string, app = 'shop') {
  const token = await sign(userId, { app, secret: secrets.get(app) ?? '' });
  const headers = { authorization: `Bearer ${token}` };
  const base = `/inapp/v1/${ACCOUNT}/${app}`;
  const call = (method: 'GET' | 'POST', path: string, body?: object) =>
    api.callAt(method, `${base}${path}`, body, headers);
  await call('POST', '/register');
  return { token, call };
}

/** A launched campaign to one user, with the message sent as the send activity does. */
async function sendTo(userId: string, templateId = 'H1', validUntil: Date | null = null) {
  const answer = await launch({
    templateId,
    consumers: [{ consumerContent: { inapp: userId }, variables: { 1: 'A' } }],
  });
  const [accepted] = acceptedOf(answer);
  const recipient = await recipientOf(accepted?.id ?? '');
  const id = randomUUID();
  const apps = templateId === 'H2' ? ['bank', 'shop'] : ['shop'];
  const call = { channel: 'inapp', from: apps[0] ?? '', to: userId, localTime: '', ruleVersion: '' } as const;
  await insertAttempt(api.db, { id, recipient, ...call, calledAtMs: NOW.getTime() });
  const message = { id, apps, userId, text: 'Hello A.', validUntil: validUntil?.toISOString() ?? null };
  expect(await insertInAppMessage(api.db, message, NOW)).toBe(true);
  return { id, recipientId: recipient.id };
}

function launch(changes: object): Promise<Answer> {
  return api.call('POST', '/campaign', {
    campaignName: 'News',
    skill: 'sales',
    templateId: 'H1',
    consent: true,
    consumers: [{ consumerContent: { inapp: 'ada' }, variables: { 1: 'Ada' } }],
    ...changes,
  });
}

const recipientOf = (id: string) =>
  api.db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const textsOf = (answer: Answer) => (answer.body.messages as { text: string }[]).map(({ text }) => text);

describe('a campaign over In-App', () => {
  test('accepts user ids, without a number, a country or a zone', async () => {
    const answer = await launch({
      consumers: ['ada', 4711, ''].map((inapp) => ({ consumerContent: { inapp }, variables: { 1: 'x' } })),
    });
    expect(answer.status).toBe(201);
    expect(acceptedOf(answer)).toEqual([
      { id: expect.any(String) as string, consumerContent: { inapp: 'ada' } },
      { id: expect.any(String) as string, consumerContent: { inapp: 4711 } },
    ]);
    expect(failedOf(answer)).toEqual([
      {
        consumerContent: { inapp: '' },
        variables: { 1: 'x' },
        phone: '',
        countryCode: '',
        errorMessage: 'MISSING_CONSUMER_INFORMATION==INAPP',
      },
    ]);
    const stored = await recipientOf(acceptedOf(answer)[1]?.id ?? '');
    expect(stored).toMatchObject({ inapp: '4711', wa: null, sms: null, zones: [], zone_source: 'none' });
  });

  const noon = { day: 'MONDAY', startTime: { hour: 12, minute: 0 }, endTime: { hour: 13, minute: 0 } };
  test.each([[null], [{ windows: [noon] }]])(
    'is the same from a file of user ids: windows %j',
    async (schedulingMetrics) => {
      const recipients = async (answer: Answer) => {
        const id = String(answer.body.proactiveCampaignId);
        const rows = await api.db.selectFrom('recipient').selectAll().where('campaign_id', '=', id).execute();
        return rows.map((row) => ({ ...row, id: null, campaign_id: null }));
      };
      const posted = await launch({ schedulingMetrics });
      const file = await api.call('POST', '/recipient-lists?templateId=H1', 'UserId;B1\nada;Ada\n', {
        'content-type': 'text/csv',
      });
      const listed = await launch({ schedulingMetrics, consumers: undefined, recipientListId: file.body.id });
      expect(await recipients(listed)).toEqual(await recipients(posted));
      expect(await recipients(listed)).toHaveLength(1);
    },
  );

  test.each([
    [{ outboundNumber: SMS_NUMBER }, 'outboundNumber: In-App has no number; leave it out'],
    // That of the fixture, for the app "shop".
    [{ templateId: 'H100000005' }, 'templateId: the handoff "H100000005" has no text for In-App'],
  ])('%j is refused', async (changes, message) => {
    const answer = await launch(changes);
    expect([answer.status, answer.body.message]).toEqual([400, message]);
  });

  test.each([
    ['H3', ['nowhere'], /names an app that the account has not: "nowhere"/],
    ['H4', ['a', 'b', 'c', 'd', 'e'], /has 5 apps: In-App takes 1 to 4/],
    ['H5', [], /has 0 apps/],
  ])('the handoff %s is refused', async (id, apps, message) => {
    await insertHandoff(id, apps);
    const answer = await launch({ templateId: id });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  test('is refused while In-App is switched off', async () => {
    const set = (enabled: boolean) =>
      api.db.updateTable('channel_setting').set({ enabled }).where('channel', '=', 'inapp').execute();
    await set(false);
    const answer = await launch({});
    await set(true);
    expect([answer.status, answer.body.message]).toEqual([400, 'templateId: In-App is switched off for the account']);
  });

  test.each([
    ['registered with the app by the brand', { expires_at: null }, 'H1', { kind: 'send', channel: 'inapp' }],
    ['registered with one of two apps', { expires_at: null }, 'H2', { kind: 'send', channel: 'inapp' }],
    ['not registered', undefined, 'H1', { state: 'FAILED', error: { source: 'proactive', code: '28' } }],
    [
      'registered until now',
      { expires_at: NOW },
      'H1',
      { state: 'FAILED', error: { source: 'proactive', code: '16' } },
    ],
    ['registered a moment longer', { expires_at: after(1) }, 'H1', { kind: 'send' }],
  ] as const)('a user who is %s', async (name, registration, templateId, expected) => {
    const userId = `user who is ${name} ${templateId}`;
    if (registration) {
      await api.db
        .insertInto('inapp_user')
        .values({ account_id: ACCOUNT, app: 'shop', user_id: userId, registered_at: NOW, ...registration })
        .execute();
    }
    const answer = await launch({
      templateId,
      consumers: [{ consumerContent: { inapp: userId }, variables: { 1: 'x' } }],
    });
    const id = acceptedOf(answer)[0]?.id ?? '';
    const decided = await api.db.transaction().execute((trx) => decideAndRecord(trx, id, NOW.getTime()));
    expect(decided?.decision).toMatchObject(expected);
  });

  test('keeps to windows where the user has a zone, or the account one for In-App; windows of the campaign hold in the account’s own time otherwise', async () => {
    await device('zoned');
    // 15:00 UTC: midnight in Tokyo.
    const windows = [{ day: 'WEDNESDAY', startTime: { hour: 8, minute: 0 }, endTime: { hour: 21, minute: 0 } }];
    const decideFor = async (timezone: string | undefined, schedulingMetrics?: object) => {
      const consumer = { consumerContent: { inapp: 'zoned' }, variables: { 1: 'x' }, timezone };
      const answer = await launch({ consumers: [consumer], schedulingMetrics });
      const id = acceptedOf(answer)[0]?.id ?? '';
      const decided = await api.db.transaction().execute((trx) => decideAndRecord(trx, id, NOW.getTime()));
      return decided?.decision;
    };
    expect(await decideFor(undefined)).toMatchObject({ kind: 'send', closesAt: null });
    // 21:00 in New York, where the account is.
    expect(await decideFor(undefined, { windows })).toMatchObject({
      kind: 'send',
      closesAt: '2026-01-15T02:00:00.000Z',
    });
    expect(await decideFor('Asia/Tokyo')).toMatchObject({ kind: 'send', closesAt: null });
    expect(await decideFor('Asia/Tokyo', { windows })).toMatchObject({ kind: 'sleep', constraint: 'WINDOW' });
    expect((await api.call('PUT', '/in-app/settings', { timezone: 'Asia/Tokyo' })).status).toBe(200);
    const byAccount = await decideFor(undefined, { windows });
    await api.call('PUT', '/in-app/settings', { timezone: null });
    expect(byAccount).toMatchObject({ kind: 'sleep', constraint: 'WINDOW' });
  });
});

describe('the timezone of In-App', () => {
  test('is set and taken back, and must be one', async () => {
    const get = async () => (await api.call('GET', '/in-app/settings')).body;
    expect(await get()).toEqual({ timezone: null });
    await api.call('PUT', '/in-app/settings', { timezone: 'Europe/Berlin' });
    expect(await get()).toEqual({ timezone: 'Europe/Berlin' });
    for (const body of [{ timezone: 'Mars/Olympus' }, { timezone: '' }, { timezone: 7 }, {}]) {
      const answer = await api.call('PUT', '/in-app/settings', body);
      expect(answer.status, JSON.stringify(body)).toBe(400);
      expect(answer.body.message).toContain('timezone');
    }
    expect(await get()).toEqual({ timezone: 'Europe/Berlin' });
    expect((await api.call('PUT', '/in-app/settings', { timezone: null })).body).toEqual({ timezone: null });
  });
});

describe('apps', () => {
  test('are added once, with a secret that is shown once', async () => {
    const created = await api.call('POST', '/apps', { name: 'once' });
    expect(created.status).toBe(201);
    expect(created.headers['cache-control']).toBe('no-store');
    expect(created.body).toEqual({
      name: 'once',
      registrationDays: 270,
      push: NO_PUSH,
      createdAt: NOW.toISOString(),
      secret: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect((await api.call('POST', '/apps', { name: 'once' })).status).toBe(409);
    const list = await api.call('GET', '/apps?limit=2&offset=1');
    expect(list.body).toEqual({
      apps: [
        { name: 'once', registrationDays: 270, createdAt: NOW.toISOString(), push: NO_PUSH },
        { name: 'shop', registrationDays: 30, createdAt: NOW.toISOString(), push: NO_PUSH },
      ],
      page: { count: 3, offset: 1, limit: 2 },
    });
    expect(lines).not.toContain(created.body.secret);
  });

  test.each([[''], ['a b'], ['-a'], ['x'.repeat(65)], ['a/b']])('the name %j is refused', async (name) => {
    const answer = await api.call('POST', '/apps', { name });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(/^name: must be 1 to 64/);
  });

  test('go with their users, unless a handoff sends to them', async () => {
    await createApp('gone');
    await api.call('PUT', '/apps/gone/users/ada');
    expect(await api.call('DELETE', '/apps/shop')).toMatchObject({
      status: 409,
      body: { message: 'The handoff "H1" sends to it' },
    });
    expect((await api.call('DELETE', '/apps/gone')).status).toBe(204);
    expect((await api.call('DELETE', '/apps/gone')).status).toBe(404);
    expect((await api.call('GET', '/apps/gone/users')).status).toBe(404);
    const left = await api.db.selectFrom('inapp_user').select('user_id').where('app', '=', 'gone').execute();
    expect(left).toEqual([]);
  });

  test('have users that the brand registers, changes and unregisters', async () => {
    await createApp('club');
    const long = `${'ä/é? '.repeat(50)}.....`;
    expect(long).toHaveLength(255);
    const path = `/apps/club/users/${encodeURIComponent(long)}`;
    const first = { userId: long, registeredAt: NOW.toISOString(), lastSeenAt: null, expiresAt: null };
    expect(await api.call('PUT', path)).toMatchObject({ status: 200, body: first });
    api.setNow(after(1000));
    const expiresAt = iso(DAY_MS);
    expect((await api.call('PUT', path, { expiresAt })).body).toEqual({ ...first, expiresAt });
    expect((await api.call('PUT', '/apps/club/users/eve')).body).toMatchObject({ registeredAt: iso(1000) });
    const list = await api.call('GET', '/apps/club/users');
    expect(list.body).toMatchObject({ users: [{ userId: 'eve' }, { userId: long, expiresAt }], page: { count: 2 } });
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect((await api.call('DELETE', path)).status).toBe(404);
    expect((await api.call('PUT', `/apps/club/users/${'x'.repeat(256)}`)).status).toBe(400);
    expect((await api.call('PUT', '/apps/nowhere/users/eve')).status).toBe(404);
    expect((await api.call('PUT', '/apps/club/users/eve', { expiresAt: 'soon' })).status).toBe(400);
  });

  test('are the account’s own', async () => {
    const authorization = `Bearer ${await api.token(OTHER_ACCOUNT)}`;
    const other = `/api/v2/account/${OTHER_ACCOUNT}/apps`;
    expect((await api.callAt('GET', other, undefined, { authorization })).body.apps).toEqual([]);
    for (const [method, path] of [
      ['DELETE', '/shop'],
      ['POST', '/shop/rotate-secret'],
      ['GET', '/shop/users'],
      ['PUT', '/shop/users/ada'],
      ['DELETE', '/shop/users/ada'],
    ] as const) {
      expect((await api.callAt(method, `${other}${path}`, undefined, { authorization })).status, path).toBe(404);
    }
  });
});

describe('the token of an app’s user', () => {
  const register = (token: string, app = 'shop', account = ACCOUNT) =>
    api.callAt('POST', `/inapp/v1/${account}/${app}/register`, undefined, { authorization: `Bearer ${token}` });

  test.each<[string, TokenChanges, number, string | undefined]>([
    ['is good for 24 hours', { expiresInMs: DAY_MS }, 200, undefined],
    ['may not last longer', { expiresInMs: DAY_MS + 120_000 }, 401, 'jwt invalid: exp is more than 24 hours ahead'],
    ['expires', { expiresInMs: -61_000 }, 401, 'jwt expired'],
    ['is of this app', { app: 'bank' }, 401, 'jwt invalid: the claim aud is missing or wrong'],
    ['has a user', { sub: undefined }, 401, 'jwt invalid: the claim sub is missing or wrong'],
    ['has a user id', { sub: '' }, 401, 'jwt invalid: sub is a user id of 1 to 255 characters'],
    ['has no longer user id', { sub: 'x'.repeat(256) }, 401, 'jwt invalid: sub is a user id of 1 to 255 characters'],
    ['is signed with the app’s secret', { secret: 'x'.repeat(43) }, 401, 'jwt invalid'],
    ['is signed with HS256', { alg: 'HS512' }, 401, 'jwt invalid'],
  ])('%s', async (_rule, changes, status, message) => {
    const answer = await register(await sign('tok', changes));
    expect([answer.status, answer.body.message]).toEqual([status, message]);
  });

  test('opens no other account, no unknown app and nothing of the API', async () => {
    const token = await sign('tok');
    expect((await register(token, 'shop', OTHER_ACCOUNT)).status).toBe(401);
    expect((await register(token, 'nowhere')).status).toBe(401);
    const authorization = `Bearer ${token}`;
    expect((await api.callAt('GET', `/api/v2/account/${ACCOUNT}/apps`, undefined, { authorization })).status).toBe(401);
    expect((await register(await api.token())).status).toBe(401);
  });

  test('a rotated secret ends the old one at once, or after the hours asked for', async () => {
    const old = await createApp('rotating');
    const withOld = await sign('tok', { app: 'rotating', secret: old, expiresInMs: DAY_MS });
    const graceful = await api.call('POST', '/apps/rotating/rotate-secret', { graceHours: 2 });
    expect(graceful.body).toMatchObject({ name: 'rotating', previousSecretUntil: iso(7_200_000) });
    const withNew = await sign('tok', { app: 'rotating', secret: graceful.body.secret as string });
    expect([(await register(withOld, 'rotating')).status, (await register(withNew, 'rotating')).status]).toEqual([
      200, 200,
    ]);
    api.setNow(after(7_200_000));
    expect((await register(withOld, 'rotating')).status).toBe(401);
    api.setNow(NOW);
    expect((await api.call('POST', '/apps/rotating/rotate-secret')).body.previousSecretUntil).toBeNull();
    expect((await register(withNew, 'rotating')).status).toBe(401);
    expect((await api.call('POST', '/apps/nowhere/rotate-secret')).status).toBe(404);
  });

  test('in the query opens the stream alone', async () => {
    const token = await sign('tok');
    const answer = await api.callAt('GET', `/inapp/v1/${ACCOUNT}/shop/messages?token=${token}`, undefined, {
      authorization: '',
    });
    expect(answer.status).toBe(401);
  });

  test('serves a registered user alone', async () => {
    const authorization = `Bearer ${await sign('stranger')}`;
    const base = `/inapp/v1/${ACCOUNT}/shop`;
    for (const [method, path] of [
      ['GET', '/messages'],
      ['GET', '/stream'],
      ['POST', `/messages/${randomUUID()}/read`],
      ['POST', '/messages'],
    ] as const) {
      const answer = await api.callAt(method, `${base}${path}`, undefined, { authorization });
      expect(answer.status, path).toBe(403);
    }
  });
});

describe('a registration by the app', () => {
  test('lasts anew each time the app is there, and never shorter than the brand said', async () => {
    const { call } = await device('lasting');
    const expiry = async () =>
      (await api.db.selectFrom('inapp_user').selectAll().where('user_id', '=', 'lasting').executeTakeFirstOrThrow())
        .expires_at;
    expect(await expiry()).toEqual(after(30 * DAY_MS));
    api.setNow(after(59_000));
    await call('GET', '/messages');
    expect(await expiry()).toEqual(after(30 * DAY_MS));
    api.setNow(after(60_000));
    await call('GET', '/messages');
    expect(await expiry()).toEqual(after(30 * DAY_MS + 60_000));
    await api.call('PUT', '/apps/shop/users/lasting', { expiresAt: iso(90 * DAY_MS) });
    await call('POST', '/register');
    expect(await expiry()).toEqual(after(90 * DAY_MS));
    await api.call('PUT', '/apps/shop/users/lasting', {});
    await call('POST', '/register');
    expect(await expiry()).toBeNull();
  });
});

describe('the inbox', () => {
  test('pages both ways, oldest first', async () => {
    const { call } = await device('reader');
    const places: number[] = [];
    for (let n = 0; n < 5; n++) {
      const answer = await call('POST', '/messages', { id: randomUUID(), text: `m${n}` });
      places.push(answer.body.place as number);
    }
    expect(textsOf(await call('GET', '/messages?limit=2'))).toEqual(['m3', 'm4']);
    expect(textsOf(await call('GET', `/messages?limit=2&before=${places[3] ?? 0}`))).toEqual(['m1', 'm2']);
    const next = await call('GET', `/messages?limit=2&after=${places[0] ?? 0}`);
    expect([textsOf(next), next.body.place]).toEqual([['m1', 'm2'], places[2]]);
    const none = await call('GET', `/messages?after=${places[4] ?? 0}`);
    expect([textsOf(none), none.body.place]).toEqual([[], places[4]]);
    for (const query of ['after=x', 'limit=0', 'before=-1', 'after=1&before=2']) {
      expect((await call('GET', `/messages?${query}`)).status, query).toBe(400);
    }
  });

  test('has what went to this app and this user, in this account', async () => {
    const shop = await device('two apps');
    const bank = await device('two apps', 'bank');
    const other = await device('somebody else');
    await sendTo('two apps', 'H1');
    await sendTo('two apps', 'H2');
    expect(textsOf(await shop.call('GET', '/messages'))).toHaveLength(2);
    expect(textsOf(await bank.call('GET', '/messages'))).toHaveLength(1);
    expect(textsOf(await other.call('GET', '/messages'))).toHaveLength(0);
  });

  test('gets a message once, however often it is sent', async () => {
    const { call } = await device('once');
    const { id } = await sendTo('once');
    const again = { id, apps: ['shop'], userId: 'once', text: 'Hello again.', validUntil: null };
    expect(await insertInAppMessage(api.db, again, NOW)).toBe(true);
    expect(textsOf(await call('GET', '/messages'))).toEqual(['Hello A.']);
  });

  test('takes nothing of a call that has been given up: another may have been made since', async () => {
    await device('stalled');
    const { id } = await sendTo('stalled');
    const stalled = { id: randomUUID(), apps: ['shop'], userId: 'stalled', text: 'x', validUntil: null };
    await api.db.updateTable('attempt').set({ id: stalled.id, state: 'ABSENT' }).where('id', '=', id).execute();
    expect(await insertInAppMessage(api.db, stalled, NOW)).toBe(false);
  });

  test('of who is no longer registered takes nothing', async () => {
    await device('leaving');
    const { id } = await sendTo('leaving');
    await api.call('DELETE', '/apps/shop/users/leaving');
    const message = { id: randomUUID(), apps: ['shop'], userId: 'leaving', text: 'x', validUntil: null };
    await api.db.updateTable('attempt').set({ id: message.id }).where('id', '=', id).execute();
    expect(await insertInAppMessage(api.db, message, NOW)).toBe(false);
  });
});

describe('acknowledgements', () => {
  test('are the receipts of a campaign’s message, forwards only and with their first instants', async () => {
    const { call } = await device('ack');
    const { id, recipientId } = await sendTo('ack');
    api.setNow(after(1000));
    expect((await call('POST', `/messages/${id}/delivered`)).body).toMatchObject({ id, deliveredAt: iso(1000) });
    expect(await recipientOf(recipientId)).toMatchObject({ state: 'DELIVERED', delivered_at: after(1000) });
    api.setNow(after(2000));
    const kicks = api.kicks();
    expect((await call('POST', `/messages/${id}/read`)).body).toMatchObject({
      deliveredAt: iso(1000),
      readAt: iso(2000),
    });
    expect(api.kicks()).toBe(kicks + 1);
    api.setNow(after(3000));
    await call('POST', `/messages/${id}/delivered`);
    await call('POST', `/messages/${id}/read`);
    expect(await recipientOf(recipientId)).toMatchObject({
      state: 'READ',
      delivered_at: after(1000),
      read_at: after(2000),
    });
  });

  test('read alone says delivered too', async () => {
    const { call } = await device('ack 2');
    const { id, recipientId } = await sendTo('ack 2');
    await call('POST', `/messages/${id}/read`);
    expect(await recipientOf(recipientId)).toMatchObject({ state: 'READ', delivered_at: NOW, read_at: NOW });
  });

  test('of what is not in this inbox are refused', async () => {
    const { id } = await device('ack 3').then(() => sendTo('ack 3'));
    const other = await device('ack 4');
    const bank = await device('ack 3', 'bank');
    const own = await other.call('POST', '/messages', { id: randomUUID(), text: 'mine' });
    expect((await other.call('POST', `/messages/${id}/read`)).status).toBe(404);
    expect((await bank.call('POST', `/messages/${id}/read`)).status).toBe(404);
    expect((await other.call('POST', `/messages/${String(own.body.id)}/read`)).status).toBe(404);
    expect((await other.call('POST', '/messages/none/delivered')).status).toBe(404);
  });
});

describe('what a user writes', () => {
  const inbound = (consumer: string) =>
    api.db.selectFrom('inbound_message').selectAll().where('consumer', '=', consumer).execute();

  test('answers the campaign’s message, also from another of its apps', async () => {
    const { call } = await device('answering');
    const { recipientId } = await sendTo('answering', 'H2');
    const id = randomUUID();
    const answer = await call('POST', '/messages', { id, text: 'Where is it?' });
    expect(answer).toMatchObject({ status: 201, body: { id, from: 'user', text: 'Where is it?' } });
    expect(await inbound('answering')).toMatchObject([
      { channel: 'inapp', brand_address: 'shop', kind: 'reply', recipient_id: recipientId, text: 'Where is it?' },
    ]);
    const told = await api.db.selectFrom('outbox').select('message').orderBy('id', 'desc').executeTakeFirstOrThrow();
    expect(told.message).toMatchObject({ kind: 'reply', recipientId });
  });

  test('answers nothing: a conversation on the default skill', async () => {
    const { call } = await device('asking');
    await call('POST', '/messages', { id: randomUUID(), text: 'Hello?' });
    const opened = await api.db
      .selectFrom('conversation')
      .selectAll()
      .where('consumer', '=', 'asking')
      .executeTakeFirstOrThrow();
    expect(opened).toMatchObject({ channel: 'inapp', skill: 'general', route: 'inbound', brand_address: 'shop' });
  });

  test('comes once, however often it is sent, and stands in nobody else’s way', async () => {
    const [one, two] = [await device('twice'), await device('thrice')];
    const id = randomUUID();
    const first = await one.call('POST', '/messages', { id, text: 'Hello' });
    const again = await one.call('POST', '/messages', { id: id.toUpperCase(), text: 'Hello!' });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await inbound('twice')).toHaveLength(1);
    expect((await two.call('POST', '/messages', { id, text: 'Hi' })).status).toBe(409);
    expect(await inbound('thrice')).toHaveLength(0);
  });

  test('STOP opts out, and START takes it back', async () => {
    const { call } = await device('stopping');
    const waiting = await launch({
      consumers: [{ consumerContent: { inapp: 'stopping' }, variables: { 1: 'x' } }],
      startAt: iso(DAY_MS),
    });
    await call('POST', '/messages', { id: randomUUID(), text: ' stop. ' });
    expect(await recipientOf(acceptedOf(waiting)[0]?.id ?? '')).toMatchObject({ state: 'SKIPPED' });
    const optOuts = () => api.db.selectFrom('opt_out').selectAll().where('consumer', '=', 'stopping').execute();
    expect(await optOuts()).toMatchObject([{ source: 'consumer:inapp', revoked_at: null }]);
    await call('POST', '/messages', { id: randomUUID(), text: 'START' });
    expect(await optOuts()).toMatchObject([{ revoked_at: NOW }]);
  });

  test.each([
    [{ text: 'Hello' }, /^Fields missing in request: id$/],
    [{ id: 'x', text: 'Hello' }, /^id: must be a UUID/],
    [{ id: randomUUID(), text: ' \n' }, /^text: is empty/],
    [{ id: randomUUID(), text: 'x'.repeat(4097) }, /^text: .*4096/],
  ])('%j is refused', async (body, message) => {
    const { call } = await device('wrong');
    const answer = await call('POST', '/messages', body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });
});

describe('from a browser', () => {
  test('any origin may ask, errors included', async () => {
    const preflight = await api.app.inject({
      method: 'OPTIONS',
      url: `/inapp/v1/${ACCOUNT}/shop/messages`,
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
    const refused = await api.callAt('GET', `/inapp/v1/${ACCOUNT}/shop/messages`, undefined, { authorization: 'x' });
    expect(refused).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': '*' } });
  });

  test('the client is there', async () => {
    const answer = await api.app.inject({ url: '/inapp/v1/client.js' });
    expect(answer.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
    expect(answer.body).toContain('export function connectInApp');
  });
});

test('no token is ever logged', async () => {
  const token = await sign('stranger');
  const before = lines.length;
  for (const path of [`/stream?token=${token}`, `/stream?token=${token}&after=x`, `/nowhere?token=${token}`]) {
    await api.app.inject({ url: `/inapp/v1/${ACCOUNT}/shop${path}` });
  }
  expect(lines.slice(before)).toContain(`/inapp/v1/${ACCOUNT}/shop/stream`);
  expect(lines).not.toContain(token);
});
