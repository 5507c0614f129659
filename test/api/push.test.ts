import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MOST_DEVICES } from '../../domain/push.ts';
import { ACCOUNT, createFixture, NOW, type Fixture } from './fixture.ts';

const form = { type: 'pkcs8', format: 'pem' } as const;
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(form).toString();
const P256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(form).toString();
const P384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export(form).toString();

const FCM = {
  type: 'service_account',
  project_id: 'my-shop-1',
  private_key_id: 'abc',
  client_email: 'pusher@my-shop-1.iam.gserviceaccount.com',
  private_key: RSA,
  token_uri: 'http://169.254.169.254/token',
};
const APNS = {
  key: P256,
  keyId: 'ABC123DEFG',
  teamId: 'DEF123GHIJ',
  topic: 'com.example.shop',
  environment: 'production',
};

let api: Fixture;
let secret: string;
beforeAll(async () => {
  api = await createFixture();
  secret = (await api.call('POST', '/apps', { name: 'shop' })).body.secret as string;
});
afterAll(() => api.close());
beforeEach(() => api.setNow(NOW));

const change = (body: object, app = 'shop') => api.call('PATCH', `/apps/${app}/push`, body);
const later = (ms: number) => new Date(NOW.getTime() + ms);
const pushOf = async () => ((await api.call('GET', '/apps')).body.apps as { push: object }[])[0]?.push;

describe('push of an app', () => {
  test('is off until there is a credential, which can’t be read back', async () => {
    const off = { title: null, text: 'message', fcm: null, apns: null };
    expect(await pushOf()).toEqual(off);
    const answer = await change({ fcm: FCM, apns: APNS, title: 'My shop', text: 'News for you.' });
    const set = { setAt: NOW.toISOString(), error: null };
    expect(answer).toMatchObject({
      status: 200,
      body: { push: { title: 'My shop', text: 'News for you.', fcm: set, apns: set } },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/PRIVATE|ABC123DEFG|my-shop-1/);
    expect(JSON.stringify((await api.call('GET', '/apps')).body)).not.toMatch(/PRIVATE|ABC123DEFG|my-shop-1/);
    api.setNow(later(1000));
    expect((await change({ fcm: null, title: null })).body.push).toEqual({
      title: null,
      text: 'News for you.',
      fcm: null,
      apns: set,
    });
    expect((await change({ apns: null, text: 'message' })).body.push).toEqual(off);
  });

  test('keeps nothing of a service account’s addresses', async () => {
    await change({ fcm: FCM });
    const rows = await api.db.selectFrom('inapp_push_credential').select('credential').execute();
    expect(rows).toEqual([
      { credential: { projectId: FCM.project_id, clientEmail: FCM.client_email, privateKey: RSA } },
    ]);
    await change({ fcm: null });
  });

  test('a credential that was refused says why, until it is replaced', async () => {
    await change({ apns: APNS });
    await api.db.updateTable('inapp_push_credential').set({ error: 'APNs answered 403: x', error_at: NOW }).execute();
    expect(await pushOf()).toMatchObject({
      apns: { error: { reason: 'APNs answered 403: x', at: NOW.toISOString() } },
    });
    await change({ apns: APNS });
    expect(await pushOf()).toMatchObject({ apns: { error: null } });
    await change({ apns: null });
  });

  test.each<[object, string | RegExp]>([
    [{ fcm: {} }, 'Fields missing in request: fcm.project_id, fcm.client_email, fcm.private_key'],
    [{ fcm: { ...FCM, type: 'authorized_user' } }, /^fcm\.type: must be "service_account"/],
    [{ fcm: { ...FCM, project_id: '../x' } }, /^fcm\.project_id: must be the id/],
    [{ fcm: { ...FCM, client_email: 'x' } }, /^fcm\.client_email: must be the address/],
    [{ fcm: { ...FCM, private_key: '/etc/passwd' } }, /^fcm\.private_key: must be a private key in PEM form/],
    [{ fcm: { ...FCM, private_key: P256 } }, /^fcm\.private_key: must be an RSA key/],
    [{ apns: { ...APNS, key: RSA } }, /^apns\.key: must be an EC key on P-256/],
    [{ apns: { ...APNS, key: P384 } }, /^apns\.key: must be an EC key on P-256/],
    [{ apns: { ...APNS, keyId: 'x' } }, /^apns\.keyId: must be Apple's id of the key/],
    [{ apns: { ...APNS, teamId: undefined } }, 'Fields missing in request: apns.teamId'],
    [{ apns: { ...APNS, topic: 'com/example' } }, /^apns\.topic: must be the bundle id/],
    [{ apns: { ...APNS, environment: 'test' } }, /^apns\.environment: /],
    [{ title: 'x'.repeat(101) }, /^title: .*100/],
    [{ text: 'two\nlines' }, /^text: must be one line/],
  ])('%# is refused', async (body, message) => {
    const answer = await change(body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  test('of an app that there is not', async () => {
    expect((await change({ title: 'x' }, 'none')).status).toBe(404);
  });
});

/** A user's device, signed in. */
async function device(userId: string) {
  const token = await new SignJWT({ sub: userId, aud: 'shop' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(NOW.getTime() / 1000) + 3600)
    .sign(new TextEncoder().encode(secret));
  const call = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    api.callAt(method, `/inapp/v1/${ACCOUNT}/shop${path}`, body, { authorization: `Bearer ${token}` });
  return { register: () => call('POST', '/register'), call };
}

const tokensOf = async (userId: string) => {
  const rows = await api.db
    .selectFrom('inapp_device')
    .select('token')
    .where('user_id', '=', userId)
    .orderBy('seen_at')
    .execute();
  return rows.map(({ token }) => token);
};
const tokenOf = (n: number) => `device-number-${n}-0123456789:APA91b`;

describe('a device', () => {
  test('is the user’s once however often it is registered, and until it is forgotten', async () => {
    const { register, call } = await device('ada');
    const body = { platform: 'fcm', token: tokenOf(1) };
    expect((await call('PUT', '/devices', body)).status).toBe(403);
    await register();
    const first = await call('PUT', '/devices', body);
    api.setNow(later(1000));
    const again = await call('PUT', '/devices', body);
    expect(again.body).toEqual({ ...first.body, seenAt: later(1000).toISOString() });
    expect(await tokensOf('ada')).toEqual([tokenOf(1)]);
    const other = await device('grace');
    await other.register();
    const path = `/devices/${String(first.body.id)}`;
    expect((await other.call('DELETE', path)).status).toBe(404);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('DELETE', path)).status).toBe(404);
    expect((await call('DELETE', '/devices/none')).status).toBe(404);
    expect(await tokensOf('ada')).toEqual([]);
  });

  test('is taken over by who signs in on it', async () => {
    const [one, two] = [await device('first'), await device('second')];
    await one.register();
    await two.register();
    const body = { platform: 'fcm', token: tokenOf(2) };
    await one.call('PUT', '/devices', body);
    await two.call('PUT', '/devices', body);
    expect(await tokensOf('first')).toEqual([]);
    expect(await tokensOf('second')).toEqual([tokenOf(2)]);
  });

  test('of too many is the one that was not seen for the longest, and goes', async () => {
    const { register, call } = await device('many');
    await register();
    for (let n = 0; n <= MOST_DEVICES; n++) {
      api.setNow(later(n));
      await call('PUT', '/devices', { platform: 'fcm', token: tokenOf(10 + n) });
    }
    expect(await tokensOf('many')).toEqual([1, 2, 3, 4, 5].map((n) => tokenOf(10 + n)));
  });

  test('goes with the registration', async () => {
    const { register, call } = await device('leaving');
    await register();
    await call('PUT', '/devices', { platform: 'apns', token: 'ab'.repeat(32) });
    await api.call('DELETE', '/apps/shop/users/leaving');
    expect(await tokensOf('leaving')).toEqual([]);
  });

  test.each<[object, string | RegExp]>([
    [{ platform: 'apns', token: 'x' }, /^token: must be the device token in hexadecimal/],
    [{ platform: 'fcm', token: 'x y' }, /^token: must be a registration token/],
    [{ platform: 'hms', token: tokenOf(1) }, /^platform: /],
    [{ platform: 'fcm' }, 'Fields missing in request: token'],
  ])('%j is refused', async (body, message) => {
    const { register, call } = await device('wrong');
    await register();
    const answer = await call('PUT', '/devices', body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });
});
