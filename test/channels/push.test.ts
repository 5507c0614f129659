import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApnsAdapter } from '../../channels/apns.ts';
import { createFcmAdapter } from '../../channels/fcm.ts';
import type { PushMessage } from '../../channels/push.ts';
import { freePort } from '../../dev/ports.ts';
import type { ApnsCredential, FcmCredential } from '../../domain/push.ts';
import type { FastifyInstance } from 'fastify';
import { buildSandbox } from '../../sandbox/app.ts';
import type { PushDesk, TakenPush } from '../../sandbox/push.ts';
import { sandboxConfig, temporaryFolder } from '../sandbox/harness.ts';

/** Longer than any machine takes for an answer over loopback. */
const TIMEOUT_MS = 10_000;
/** For an answer that never comes. */
const SHORT_MS = 300;
const CA = readFileSync(new URL('../../sandbox/tls/cert.pem', import.meta.url), 'utf8');

let app: FastifyInstance;
let url: string;
let apnsPort: number;
let remove: () => Promise<void>;
let fcmCredential: FcmCredential;
let apnsCredential: ApnsCredential;
const adapters: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  const { folder, remove: removeFolder } = await temporaryFolder();
  remove = removeFolder;
  const config = { ...sandboxConfig(folder, 'http://127.0.0.1:9'), SANDBOX_APNS_PORT: 0 };
  app = await buildSandbox(config);
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  apnsPort = ((await ask('/sandbox/push/apns')) as { port: number }).port;
  const { fcm, apns } = (await ask('/sandbox/push/credentials')) as PushDesk['credentials'];
  fcmCredential = { projectId: fcm.project_id, clientEmail: fcm.client_email, privateKey: fcm.private_key };
  apnsCredential = { ...apns, environment: 'development' };
});
afterAll(async () => {
  await Promise.all(adapters.map((adapter) => adapter.close()));
  await app.close();
  await remove();
});

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(url + path, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return response.json();
}

const taken = (token: string) => ask(`/sandbox/pushes?token=${token}`) as Promise<TakenPush[]>;
const behave = (platform: string, token: string, outcome: string, more: object = {}) =>
  ask('/sandbox/push/behaviours', { platform, token, outcome, times: 1, ...more });

function fcm(options: object = {}) {
  const adapter = createFcmAdapter({
    baseUrl: url,
    tokenUrl: `${url}/google/token`,
    timeoutMs: TIMEOUT_MS,
    ...options,
  });
  adapters.push(adapter);
  return adapter;
}

/** The sandbox's tokens, none of which comes before `answer`. `asked`: once somebody waits for one. */
async function lateTokens(): Promise<{ url: string; asked: Promise<undefined>; answer: () => void }> {
  const asked = Promise.withResolvers<undefined>();
  const answered = Promise.withResolvers<undefined>();
  const server = createServer((request, response) => {
    asked.resolve(undefined);
    void answered.promise.then(async () => {
      const token = await fetch(`${url}/google/token`, {
        method: 'POST',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body: await text(request),
      });
      response.writeHead(token.status, { 'content-type': 'application/json' }).end(await token.text());
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  adapters.push({ close: () => once(server.close(), 'close').then(() => undefined) });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: asked.promise,
    answer: () => answered.resolve(undefined),
  };
}

function apns(options: object = {}) {
  const adapter = createApnsAdapter({ host: '127.0.0.1', port: apnsPort, ca: CA, timeoutMs: TIMEOUT_MS, ...options });
  adapters.push(adapter);
  return adapter;
}

function messageTo(token: string): PushMessage {
  const message = { messageId: randomUUID(), app: 'shop', token, title: 'Shop', text: 'It is on its way.' };
  return { ...message, validUntil: '2099-03-01T21:00:00.000Z', validForSeconds: 600 };
}

let serial = 0;
const fcmToken = () => `device-${String(++serial).padStart(4, '0')}:APA91bTest-token`;
const apnsToken = () => String(++serial).padStart(64, 'a');

const rsaKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const ecKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('FCM', () => {
  test('takes a nudge, with the message’s id as its collapse key, and no longer than the window', async () => {
    const message = messageTo(fcmToken());
    expect(await fcm().push(fcmCredential, message)).toEqual({ outcome: 'pushed' });
    expect(await taken(message.token)).toMatchObject([
      {
        title: 'Shop',
        text: 'It is on its way.',
        data: { messageId: message.messageId, app: 'shop' },
        collapseId: message.messageId,
        expiresAt: Date.parse(message.validUntil) / 1000,
      },
    ]);
  });

  test('is asked with one access token for many nudges', async () => {
    const adapter = fcm();
    expect(await adapter.push(fcmCredential, messageTo(fcmToken()))).toEqual({ outcome: 'pushed' });
    await behave('fcm', 'token', 'invalid_grant');
    expect(await adapter.push(fcmCredential, messageTo(fcmToken()))).toEqual({ outcome: 'pushed' });
    await behave('fcm', 'token', 'ok', { times: undefined });
  });

  test.each([
    ['UNREGISTERED', { outcome: 'gone' }],
    ['INVALID_ARGUMENT', { outcome: 'gone' }],
    ['SENDER_ID_MISMATCH', { outcome: 'refused' }],
    ['THIRD_PARTY_AUTH_ERROR', { outcome: 'credential' }],
    ['INTERNAL', { outcome: 'unwell' }],
  ])('%s', async (error, result) => {
    const message = messageTo(fcmToken());
    await behave('fcm', message.token, error);
    expect(await fcm().push(fcmCredential, message)).toMatchObject({
      ...result,
      reason: expect.stringContaining(error) as string,
    });
    expect(await taken(message.token)).toEqual([]);
  });

  test.each(['QUOTA_EXCEEDED', 'UNAVAILABLE'])('%s: says how long it wants to be left alone', async (error) => {
    const message = messageTo(fcmToken());
    await behave('fcm', message.token, error, { retryAfterSeconds: 90 });
    expect(await fcm().push(fcmCredential, message)).toMatchObject({ outcome: 'unwell', retryAfterMs: 90_000 });
  });

  test('an answer that does not come leaves it open', async () => {
    const message = messageTo(fcmToken());
    await behave('fcm', message.token, 'timeout-after-accept');
    expect(await fcm({ timeoutMs: SHORT_MS }).push(fcmCredential, message)).toMatchObject({ outcome: 'unknown' });
    expect(await taken(message.token)).toHaveLength(1);
  });

  test('where nobody listens nothing was taken', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    expect(await fcm({ baseUrl: nowhere }).push(fcmCredential, messageTo(fcmToken()))).toMatchObject({
      outcome: 'unwell',
    });
    expect(await fcm({ tokenUrl: nowhere }).push(fcmCredential, messageTo(fcmToken()))).toMatchObject({
      outcome: 'unwell',
    });
  });

  test.each([
    ['another key', () => ({ ...fcmCredential, privateKey: rsaKey() })],
    ['a key that is none', () => ({ ...fcmCredential, privateKey: 'no key' })],
    ['another service account', () => ({ ...fcmCredential, clientEmail: 'x@y.iam.gserviceaccount.com' })],
    ['another project', () => ({ ...fcmCredential, projectId: 'another-project' })],
  ])('%s is a wrong credential', async (_what, credential) => {
    const message = messageTo(fcmToken());
    expect(await fcm().push(credential(), message)).toMatchObject({ outcome: 'credential' });
    expect(await taken(message.token)).toEqual([]);
  });

  test('a token endpoint that does not answer holds nothing up for longer than the time-out', async () => {
    const message = messageTo(fcmToken());
    await behave('fcm', 'token', 'timeout-after-accept');
    expect(await fcm({ timeoutMs: SHORT_MS }).push(fcmCredential, message)).toMatchObject({ outcome: 'unwell' });
    expect(await taken(message.token)).toEqual([]);
  });

  test('a token that comes late sends nothing, for the window may have closed, and serves the next call', async () => {
    const late = await lateTokens();
    const tokenWithinMs = 20;
    const adapter = fcm({ tokenUrl: late.url, tokenWithinMs });
    const message = messageTo(fcmToken());
    const from = performance.now();
    const pushed = adapter.push(fcmCredential, message);
    await late.asked;
    await expect.poll(() => performance.now() - from).toBeGreaterThan(tokenWithinMs);
    late.answer();
    expect(await pushed).toMatchObject({ outcome: 'unwell' });
    expect(await taken(message.token)).toEqual([]);
    await expect.poll(() => adapter.push(fcmCredential, message)).toEqual({ outcome: 'pushed' });
  });

  test('a token endpoint that is unwell is asked again later, and not at once', async () => {
    const adapter = fcm();
    await behave('fcm', 'token', 'UNAVAILABLE');
    expect(await adapter.push(fcmCredential, messageTo(fcmToken()))).toMatchObject({ outcome: 'unwell' });
    expect(await adapter.push(fcmCredential, messageTo(fcmToken()))).toEqual({ outcome: 'pushed' });
  });
});

describe('APNs', () => {
  test('takes a nudge for the app’s topic, with the message’s id to collapse by, and no later than the window', async () => {
    const message = messageTo(apnsToken());
    expect(await apns().push(apnsCredential, message)).toEqual({ outcome: 'pushed' });
    expect(await taken(message.token)).toMatchObject([
      {
        title: 'Shop',
        text: 'It is on its way.',
        data: { messageId: message.messageId, app: 'shop' },
        collapseId: message.messageId,
        expiresAt: Date.parse(message.validUntil) / 1000,
        topic: apnsCredential.topic,
      },
    ]);
  });

  test.each([
    ['Unregistered', 'gone', 410],
    ['BadDeviceToken', 'gone', 400],
    ['BadExpirationDate', 'refused', 400],
    ['DeviceTokenNotForTopic', 'credential', 400],
    ['InvalidProviderToken', 'credential', 403],
    ['TooManyRequests', 'unwell', 429],
    ['ServiceUnavailable', 'unwell', 503],
    ['InternalServerError', 'unwell', 500],
  ])('%s', async (error, outcome, status) => {
    const adapter = apns();
    const message = messageTo(apnsToken());
    await behave('apns', message.token, error);
    const result = await adapter.push(apnsCredential, message);
    expect(result).toMatchObject({ outcome, reason: expect.stringContaining(`APNs answered ${status}`) as string });
    expect(await taken(message.token)).toEqual([]);
    // It called once, and goes on working.
    expect(await adapter.push(apnsCredential, message)).toEqual({ outcome: 'pushed' });
  });

  test('a connection that breaks after the call leaves it open', async () => {
    const adapter = apns();
    const message = messageTo(apnsToken());
    await behave('apns', message.token, 'timeout-after-accept');
    expect(await adapter.push(apnsCredential, message)).toMatchObject({ outcome: 'unknown' });
    expect(await taken(message.token)).toHaveLength(1);
    await expect.poll(() => adapter.push(apnsCredential, messageTo(apnsToken()))).toEqual({ outcome: 'pushed' });
  });

  test('where nobody listens, or nobody who is trusted, nothing was taken', async () => {
    const message = messageTo(apnsToken());
    expect(await apns({ port: await freePort() }).push(apnsCredential, message)).toMatchObject({ outcome: 'unwell' });
    expect(await apns({ ca: undefined }).push(apnsCredential, message)).toMatchObject({
      outcome: 'unwell',
      reason: expect.stringContaining('self-signed') as string,
    });
    expect(await taken(message.token)).toEqual([]);
  });

  test.each([
    ['another key', () => ({ ...apnsCredential, key: ecKey() })],
    ['a key that is the name of a file', () => ({ ...apnsCredential, key: '/etc/hostname' })],
    ['another key id', () => ({ ...apnsCredential, keyId: 'ANOTHERKEY' })],
    ['another team', () => ({ ...apnsCredential, teamId: 'ANOTHERTEA' })],
    ['another topic', () => ({ ...apnsCredential, topic: 'com.example.other' })],
  ])('%s is a wrong credential', async (_what, credential) => {
    const message = messageTo(apnsToken());
    expect(await apns().push(credential(), message)).toMatchObject({ outcome: 'credential' });
    expect(await taken(message.token)).toEqual([]);
  });
});
