import apn from '@parse/node-apn';
import type { ApnsCredential } from '../domain/push.ts';
import { messageOf, resultOfFailure } from './answers.ts';
import { CredentialCache, type PushAdapter, type PushMessage, type PushResult } from './push.ts';

export type ApnsOptions = {
  /** Of both environments; absent: Apple's own. */
  host?: string | undefined;
  port: number;
  /** The certificates (PEM) that are trusted in place of the machine's own. */
  ca?: string | undefined;
  timeoutMs: number;
};

/** Apple's, by environment: https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns */
const HOSTS = { production: 'api.push.apple.com', development: 'api.sandbox.push.apple.com' };

/** Apple wants connections kept, and takes many short ones for an attack. */
const CONNECTIONS_KEPT = 100;

/** Apple's Push Notification service, with a key of the team's. */
export function createApnsAdapter(options: ApnsOptions): PushAdapter<ApnsCredential> {
  const providers = new CredentialCache<apn.Provider>({
    size: CONNECTIONS_KEPT,
    make: (key) => createProvider(options, JSON.parse(key) as ApnsCredential),
    drop: (provider) => void provider.shutdown(),
  });
  return {
    async push(credential, message) {
      const key = JSON.stringify(credential);
      try {
        const { failed } = await providers.get(key).send(notificationOf(credential, message), message.token);
        const result = failed[0] ? resultOf(failed[0]) : { outcome: 'pushed' as const };
        if (result.outcome === 'credential') providers.forget(key);
        return result;
      } catch (error) {
        // Before anything is sent: the key makes no token.
        return { outcome: 'credential', reason: `APNs: ${messageOf(error)}` };
      }
    },
    close() {
      providers.clear();
      return Promise.resolve();
    },
  };
}

function createProvider({ host, port, ca, timeoutMs }: ApnsOptions, credential: ApnsCredential): apn.Provider {
  const { key, keyId, teamId, environment } = credential;
  return new apn.Provider({
    // As bytes: a text that is no key would be taken for the name of a file.
    token: { key: Buffer.from(key), keyId, teamId },
    address: host ?? HOSTS[environment],
    port,
    ...(ca === undefined ? {} : { ca: [ca] }),
    requestTimeout: timeoutMs,
    // Whoever asks for a nudge tries again, later: the library would at once.
    connectionRetryLimit: 0,
  });
}

function notificationOf({ topic }: ApnsCredential, message: PushMessage): apn.Notification {
  const notification = new apn.Notification();
  notification.topic = topic;
  notification.pushType = 'alert';
  notification.priority = 10;
  notification.collapseId = message.messageId;
  notification.expiry = Math.floor(Date.parse(message.validUntil) / 1000);
  notification.alert = { title: message.title, body: message.text };
  notification.sound = 'default';
  notification.payload = { messageId: message.messageId, app: message.app };
  return notification;
}

/** What the library makes of a call that failed: of Apple's answer, or of an error on the way. */
type Failed = { status?: number | string; response?: { reason?: string }; error?: Error; code?: string };

/** https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns */
const GONE = new Set(['BadDeviceToken', 'Unregistered', 'ExpiredToken']);
const CREDENTIAL = new Set(['BadTopic', 'DeviceTokenNotForTopic', 'MissingTopic', 'TopicDisallowed']);

function resultOf({ status, response, error, code }: Failed): PushResult {
  if (typeof status !== 'number') return resultOfError(error, code);
  const word = response?.reason ?? error?.message ?? 'no word';
  const reason = `APNs answered ${status}: ${word}`;
  if (status === 410 || GONE.has(word)) return { outcome: 'gone', reason };
  // The token had aged on its way: the next call has a new one.
  if (status === 429 || status >= 500 || word === 'ExpiredProviderToken') return { outcome: 'unwell', reason };
  return { outcome: status === 403 || CREDENTIAL.has(word) ? 'credential' : 'refused', reason };
}

/** A connection that had ended before the call: node's own codes. */
const NEVER_SENT = new Set(['ERR_HTTP2_INVALID_SESSION', 'ERR_HTTP2_GOAWAY_SESSION']);

function resultOfError(error: Error | undefined, code: string | undefined): PushResult {
  const cause = causeOf(error);
  const reason = `APNs: ${error?.message ?? code ?? 'no answer'}`;
  const neverSent =
    NEVER_SENT.has(code ?? '') || resultOfFailure(cause).outcome === 'refused' || isCertificateError(cause);
  return { outcome: neverSent ? 'unwell' : 'unknown', reason };
}

/** What began it. The library's own errors have their cause as a function's result. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const cause: unknown = typeof error.cause === 'function' ? (error.cause as () => unknown).call(error) : error.cause;
  return cause instanceof Error ? causeOf(cause) : error;
}

/** The connection was not trusted, so nothing was sent over it. */
function isCertificateError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.includes('CERT') || /^(ERR_TLS|UNABLE_TO)_/.test(code);
}
