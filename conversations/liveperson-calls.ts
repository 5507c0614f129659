import { createHash } from 'node:crypto';
import { messageOf, resultOfFailure, retryAfterMs } from '../channels/answers.ts';
import type { LivePersonSettings } from '../domain/conversation-adapter.ts';
import type { Delivery } from './port.ts';

export type LivePersonOptions = {
  /** The domain API, which says where the others are. Theirs are called with its scheme. */
  domainsUrl: string;
  timeoutMs: number;
};

type NotTaken = Exclude<Delivery, { outcome: 'taken' }>;
export type Answer = { outcome: 'ok'; body: unknown } | NotTaken;

/** The account's app at LivePerson. `deadline` ends all calls that one delivery needs. */
export type App = { settings: LivePersonSettings; secret: string; deadline: AbortSignal };
export type Tokens = { app: string; consumer: string; consumerId: string | undefined };

const DOMAIN_KEPT_MS = 3_600_000;
/** A token that does not say when it ends. */
const TOKEN_KEPT_MS = 10 * 60_000;
const BEFORE_ITS_END_MS = 60_000;
const MOST_KEPT = 5_000;

/**
 * LivePerson's services, with their addresses and tokens kept while they hold: https://developers.liveperson.com/connector-api-send-api-overview.html.
 * What is kept is a cache: any process does without it.
 */
export class LivePersonCalls {
  readonly #options: LivePersonOptions;
  readonly #kept = new Map<string, { value: string; untilMs: number }>();

  constructor(options: LivePersonOptions) {
    this.#options = options;
  }

  /** AppJWT and ConsumerJWS: who calls, and for which consumer. */
  async tokens(app: App, consumer: string): Promise<({ outcome: 'ok' } & Tokens) | NotTaken> {
    const appToken = await this.#appToken(app);
    if (typeof appToken !== 'string') return appToken;
    const consumerToken = await this.#consumerToken(app, appToken, consumer);
    if (typeof consumerToken !== 'string') return consumerToken;
    const { sub } = claimsOf(consumerToken);
    const consumerId = typeof sub === 'string' ? sub : undefined;
    return { outcome: 'ok', app: appToken, consumer: consumerToken, consumerId };
  }

  /** A call of the messaging service. A token that it no longer takes is forgotten: the next try gets a new one. */
  async messaging(
    app: App,
    tokens: Tokens,
    path: 'conversation' | 'conversation/send',
    body: unknown,
  ): Promise<Answer> {
    const { accountId } = app.settings;
    const domain = await this.#domain(app, 'asyncMessagingEnt');
    if (typeof domain !== 'string') return domain;
    const answer = await this.#call(`${domain}/api/account/${accountId}/messaging/consumer/${path}?v=3`, app, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: tokens.app, 'x-lp-on-behalf': tokens.consumer },
      body: JSON.stringify(body),
    });
    if (answer.outcome === 'refused' && ['http_401', 'http_403'].includes(answer.code)) this.#forget(accountId);
    return answer;
  }

  #appToken(app: App): Promise<string | NotTaken> {
    const { secret } = app;
    const { accountId, appKey } = app.settings;
    const key = `app ${accountId} ${appKey} ${createHash('sha256').update(secret).digest('base64')}`;
    return this.#keep(key, async () => {
      const domain = await this.#domain(app, 'sentinel');
      if (typeof domain !== 'string') return domain;
      const query = 'v=1.0&grant_type=client_credentials';
      const answer = await this.#call(`${domain}/sentinel/api/account/${accountId}/app/token?${query}`, app, {
        method: 'POST',
        body: new URLSearchParams({ client_id: appKey, client_secret: secret }),
      });
      return answer.outcome === 'ok' ? textIn(answer.body, 'access_token') : answer;
    });
  }

  #consumerToken(app: App, appToken: string, consumer: string): Promise<string | NotTaken> {
    const { accountId } = app.settings;
    return this.#keep(`consumer ${accountId} ${consumer} ${appToken}`, async () => {
      const domain = await this.#domain(app, 'idp');
      if (typeof domain !== 'string') return domain;
      const answer = await this.#call(`${domain}/api/account/${accountId}/consumer?v=1.0`, app, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: appToken },
        body: JSON.stringify({ ext_consumer_id: consumer }),
      });
      return answer.outcome === 'ok' ? textIn(answer.body, 'token') : answer;
    });
  }

  /** The address of a service, without a path. */
  #domain(app: App, service: string): Promise<string | NotTaken> {
    const { accountId } = app.settings;
    return this.#keep(`domain ${accountId} ${service}`, async () => {
      const { domainsUrl } = this.#options;
      const url = `${domainsUrl}/api/account/${accountId}/service/${service}/baseURI.json?version=1.0`;
      const answer = await this.#call(url, app, { method: 'GET' });
      if (answer.outcome !== 'ok') return answer;
      const host = textIn(answer.body, 'baseURI');
      return typeof host === 'string' ? `${new URL(domainsUrl).protocol}//${host}` : host;
    });
  }

  /** Of this account alone: another's troubles are its own. */
  #forget(accountId: string): void {
    for (const key of [...this.#kept.keys()].filter((each) => each.split(' ')[1] === accountId)) this.#kept.delete(key);
  }

  async #keep(key: string, get: () => Promise<string | NotTaken>): Promise<string | NotTaken> {
    const known = this.#kept.get(key);
    if (known && known.untilMs > Date.now()) return known.value;
    const value = await get();
    // Getting a token or an address changes nothing there: whatever became of it, the event was not told.
    if (typeof value !== 'string') return { ...value, outcome: 'refused' };
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const untilMs = key.startsWith('domain ') ? Date.now() + DOMAIN_KEPT_MS : endOf(value);
    this.#kept.set(key, { value, untilMs });
    return value;
  }

  async #call(url: string, { deadline }: App, init: RequestInit): Promise<Answer> {
    const what = `${String(init.method)} ${new URL(url).pathname}`;
    try {
      const signal = AbortSignal.any([deadline, AbortSignal.timeout(this.#options.timeoutMs)]);
      const response = await fetch(url, { ...init, redirect: 'error', signal });
      return answerOf(what, response, await response.text());
    } catch (error) {
      // Whether the call went out is told apart as for the providers of the channels.
      const { outcome } = resultOfFailure(error);
      const code = outcome === 'refused' ? 'unreachable' : 'no_answer';
      const message = `LivePerson did not answer ${what}: ${messageOf(error)}`;
      return { outcome: outcome === 'refused' ? 'refused' : 'unknown', code, message };
    }
  }
}

function answerOf(what: string, response: Response, text: string): Answer {
  const code = `http_${response.status}`;
  if (response.ok) {
    const body = parse(text);
    return body === undefined
      ? { outcome: 'unknown', code: 'unreadable', message: `LivePerson's answer to ${what} is no JSON` }
      : { outcome: 'ok', body };
  }
  const message = `LivePerson answered HTTP ${response.status} to ${what}: ${text.slice(0, 300)}`;
  // A gateway may give up on a call that was carried out behind it.
  if (response.status >= 500) return { outcome: 'unknown', code, message };
  return { outcome: 'refused', code, message, retryAfterMs: retryAfterMs(response.headers.get('retry-after')) };
}

function textIn(body: unknown, field: string): string | NotTaken {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  if (typeof value === 'string' && value !== '') return value;
  return { outcome: 'refused', code: 'unreadable', message: `LivePerson's answer has no ${field}` };
}

function endOf(token: string): number {
  const { exp } = claimsOf(token);
  return typeof exp === 'number' ? exp * 1_000 - BEFORE_ITS_END_MS : Date.now() + TOKEN_KEPT_MS;
}

/** What a token says, not checked: it is LivePerson's own, and goes back to it. */
function claimsOf(token: string): Record<string, unknown> {
  const claims = parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
