import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { PushDesk } from './push.ts';

/** Everybody knows the key: trust the certificate nowhere but in front of the sandbox. */
const KEY = readFileSync(new URL('tls/key.pem', import.meta.url));
const CERTIFICATE = readFileSync(new URL('tls/cert.pem', import.meta.url));

/** https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns */
const STATUSES: Readonly<Record<string, number>> = {
  BadCollapseId: 400,
  BadDeviceToken: 400,
  BadExpirationDate: 400,
  BadTopic: 400,
  DeviceTokenNotForTopic: 400,
  MissingTopic: 400,
  PayloadEmpty: 400,
  TopicDisallowed: 400,
  ExpiredProviderToken: 403,
  InvalidProviderToken: 403,
  MissingProviderToken: 403,
  BadPath: 404,
  MethodNotAllowed: 405,
  Unregistered: 410,
  PayloadTooLarge: 413,
  TooManyRequests: 429,
  InternalServerError: 500,
  ServiceUnavailable: 503,
  Shutdown: 503,
};

export const APNS_ERRORS = Object.keys(STATUSES);

const LARGEST_PAYLOAD = 4_096;
const LONGEST_COLLAPSE_ID = 64;
const TOKEN_LIVES_SECONDS = 3_600;

const payloadSchema = z.looseObject({
  aps: z.looseObject({ alert: z.strictObject({ title: z.string(), body: z.string() }) }),
});

/** Apple's Push Notification service: HTTP/2 with TLS, `POST /3/device/{token}`. Listens until it is closed. */
export async function startApns(
  desk: PushDesk,
  host: string,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  const sessions = new Set<{ destroy(): void }>();
  const server: Http2SecureServer = createSecureServer({ key: KEY, cert: CERTIFICATE });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    void respond(desk, stream, headers);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const session of sessions) session.destroy();
      await closed;
    },
  };
}

async function respond(desk: PushDesk, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): Promise<void> {
  let body = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (body += chunk));
  await once(stream, 'end');
  const token = /^\/3\/device\/([^/]+)$/.exec(headers[':path'] ?? '')?.[1] ?? '';
  const found = await whatIsWrong(desk, headers, token, body);
  const provoked = found === undefined ? desk.behaviourOf('apns', token) : undefined;
  const reason = found ?? (provoked && provoked.outcome in STATUSES ? provoked.outcome : undefined);
  if (reason !== undefined) {
    const status = STATUSES[reason] ?? 400;
    const more = status === 410 ? { timestamp: Date.now() } : {};
    stream.respond({ ':status': status, 'apns-id': randomUUID() });
    stream.end(JSON.stringify({ reason, ...more }));
    return;
  }
  const { aps, ...data } = payloadSchema.parse(JSON.parse(body));
  desk.take({
    platform: 'apns',
    token,
    title: aps.alert.title,
    text: aps.alert.body,
    data,
    collapseId: header(headers, 'apns-collapse-id'),
    expiresAt: Number(header(headers, 'apns-expiration')),
    topic: header(headers, 'apns-topic'),
  });
  // The connection breaks instead: the caller can't know.
  if (provoked?.outcome === 'timeout-after-accept') return stream.session?.destroy();
  stream.respond({ ':status': 200, 'apns-id': randomUUID() });
  stream.end();
}

async function whatIsWrong(
  desk: PushDesk,
  headers: IncomingHttpHeaders,
  token: string,
  body: string,
): Promise<string | undefined> {
  if (headers[':method'] !== 'POST') return 'MethodNotAllowed';
  if (token === '') return 'BadPath';
  const provider = await whatIsWrongWithProvider(desk, headers);
  if (provider !== undefined) return provider;
  const topic = header(headers, 'apns-topic');
  if (topic === undefined) return 'MissingTopic';
  if (topic !== desk.ids.topic) return 'TopicDisallowed';
  if (!/^([0-9a-f]{2}){32,100}$/i.test(token)) return 'BadDeviceToken';
  if ((header(headers, 'apns-collapse-id') ?? '').length > LONGEST_COLLAPSE_ID) return 'BadCollapseId';
  if (!/^\d+$/.test(header(headers, 'apns-expiration') ?? '0')) return 'BadExpirationDate';
  if (body === '') return 'PayloadEmpty';
  if (Buffer.byteLength(body) > LARGEST_PAYLOAD) return 'PayloadTooLarge';
  return isPayload(body) ? undefined : 'PayloadEmpty';
}

/** A token of the team's, signed with the key that it names, and an hour old at most. */
async function whatIsWrongWithProvider(desk: PushDesk, headers: IncomingHttpHeaders): Promise<string | undefined> {
  const token = /^bearer (.+)$/i.exec(header(headers, 'authorization') ?? '')?.[1];
  if (token === undefined) return 'MissingProviderToken';
  try {
    const { payload, protectedHeader } = await jwtVerify(token, desk.apnsKey, {
      algorithms: ['ES256'],
      issuer: desk.ids.teamId,
      requiredClaims: ['iat'],
    });
    if (protectedHeader.kid !== desk.ids.keyId) return 'InvalidProviderToken';
    return Date.now() / 1000 - (payload.iat ?? 0) > TOKEN_LIVES_SECONDS ? 'ExpiredProviderToken' : undefined;
  } catch {
    return 'InvalidProviderToken';
  }
}

function isPayload(body: string): boolean {
  try {
    return payloadSchema.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
