import { JWT } from 'google-auth-library';
import type { FcmCredential } from '../domain/push.ts';
import { messageOf, resultOfFailure, retryAfterMs } from './answers.ts';
import { object, objects, scalar } from './graph.ts';
import { CredentialCache, type PushAdapter, type PushMessage, type PushResult } from './push.ts';

export type FcmOptions = {
  baseUrl: string;
  /** Where access tokens come from: the deployment's word, for the one in a service account's file is the account's. */
  tokenUrl: string;
  timeoutMs: number;
  /** A nudge whose access token took longer is not sent: what it stands on was looked at before. The next one has the token. */
  tokenWithinMs?: number;
};

const TOKEN_WITHIN_MS = 2_000;

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const TOKENS_KEPT = 100;

/**
 * Firebase Cloud Messaging, HTTP v1: https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send. Serves Android, the web, and
 * iOS through Firebase.
 */
export function createFcmAdapter(options: FcmOptions): PushAdapter<FcmCredential> {
  const clients = new CredentialCache<JWT>({
    size: TOKENS_KEPT,
    make: (key) => createClient(options, JSON.parse(key) as FcmCredential),
    drop: () => undefined,
  });
  return {
    async push(credential, message) {
      const key = JSON.stringify(credential);
      const from = performance.now();
      const token = await accessToken(clients.get(key));
      if (typeof token !== 'string') return token;
      if (performance.now() - from > (options.tokenWithinMs ?? TOKEN_WITHIN_MS)) {
        return { outcome: 'unwell', reason: 'Google gave the access token too late for this call.' };
      }
      const result = await send(options, credential.projectId, token, message);
      if (result.outcome === 'credential') clients.forget(key);
      return result;
    },
    close() {
      clients.clear();
      return Promise.resolve();
    },
  };
}

function createClient({ tokenUrl, timeoutMs }: FcmOptions, { clientEmail, privateKey }: FcmCredential): JWT {
  const client = new JWT({ email: clientEmail, key: privateKey, scopes: SCOPE });
  client.transporter.interceptors.request.add({
    resolved: (request) => {
      request.url = new URL(tokenUrl);
      // Its own `timeout` has been looked at by now.
      request.signal = AbortSignal.timeout(timeoutMs);
      // Whoever asks for a nudge tries again, later.
      delete request.retryConfig;
      return Promise.resolve(request);
    },
  });
  return client;
}

/** The token, or why there is none. Asking for one pushes nothing: it may always be asked for again. */
async function accessToken(client: JWT): Promise<string | PushResult> {
  try {
    const { token } = await client.getAccessToken();
    return token ?? { outcome: 'unwell', reason: 'Google gave no access token.' };
  } catch (error) {
    const { status, headers } = answerOf(error);
    const reason = `Google gave no access token: ${messageOf(error)}`;
    if (status === undefined ? isKeyError(error) : status < 500 && status !== 429 && status !== 408) {
      return { outcome: 'credential', reason };
    }
    const wait = retryAfterMs(headers?.get('retry-after'));
    return { outcome: 'unwell', reason, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
}

function answerOf(error: unknown): { status?: number; headers?: Headers } {
  return error instanceof Error && 'response' in error && error.response instanceof Object ? error.response : {};
}

/** OpenSSL's: the key signs nothing. */
function isKeyError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('ERR_OSSL');
}

async function send(
  { baseUrl, timeoutMs }: FcmOptions,
  projectId: string,
  token: string,
  message: PushMessage,
): Promise<PushResult> {
  try {
    const response = await fetch(`${baseUrl}/v1/projects/${encodeURIComponent(projectId)}/messages:send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message: wireOf(message) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) {
      await response.body?.cancel();
      return { outcome: 'pushed' };
    }
    return resultOf(response, await response.text());
  } catch (error) {
    const result = resultOfFailure(error);
    return { outcome: result.outcome === 'refused' ? 'unwell' : 'unknown', reason: `FCM: ${messageOf(error)}` };
  }
}

function wireOf({ messageId, app, token, title, text, validUntil, validForSeconds }: PushMessage) {
  const expiration = String(Math.floor(Date.parse(validUntil) / 1000));
  return {
    token,
    notification: { title, body: text },
    data: { messageId, app },
    // Waiting for the device two of them are one (the key); shown, the second takes the first one's place (the tag).
    android: {
      collapse_key: messageId,
      priority: 'HIGH',
      ttl: `${validForSeconds}s`,
      notification: { tag: messageId },
    },
    apns: { headers: { 'apns-collapse-id': messageId, 'apns-expiration': expiration } },
    // A topic of web push has at most 32 characters: RFC 8030 section 5.4.
    webpush: {
      headers: { TTL: String(validForSeconds), Topic: messageId.replaceAll('-', ''), Urgency: 'high' },
      notification: { tag: messageId },
    },
  };
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
function resultOf(response: Response, text: string): PushResult {
  const error = object(object(parse(text))?.error);
  const details = objects(error?.details);
  const code =
    details.map((detail) => scalar(detail.errorCode)).find((each) => each !== undefined) ?? scalar(error?.status);
  const reason = `FCM answered ${response.status}${code === undefined ? '' : ` ${code}`}: ${scalar(error?.message) ?? 'no word'}`;
  const { status } = response;
  if (code === 'UNREGISTERED') return { outcome: 'gone', reason };
  if (code === 'INVALID_ARGUMENT') {
    const fields = details.flatMap((detail) => objects(detail.fieldViolations)).map(({ field }) => field);
    return { outcome: fields.includes('message.token') ? 'gone' : 'refused', reason };
  }
  if (status === 429 || status >= 500) {
    const wait = retryAfterMs(response.headers.get('retry-after'));
    return { outcome: 'unwell', reason, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  // A token of another Firebase project says nothing against the credential: there are other devices.
  if (code === 'SENDER_ID_MISMATCH') return { outcome: 'refused', reason };
  return { outcome: [401, 403, 404].includes(status) ? 'credential' : 'refused', reason };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
