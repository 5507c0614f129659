import { setTimeout as delay } from 'node:timers/promises';
import { createCalls, type DaybreakClient } from './calls.ts';
import { DaybreakError } from './errors.ts';
import { createTokenKeeper } from './token.ts';

export { DaybreakError };
export type { DaybreakClient };

export type DaybreakOptions = {
  /** Where the API is, such as https://api.example.com. */
  baseUrl: string;
  accountId: string;
  clientId: string;
  clientSecret: string;
  /** How often a call is made at most, the first one included; by default 5. */
  attempts?: number;
  /** For tests, and for proxies. */
  fetch?: (request: Request) => Promise<Response>;
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

const DEFAULT_ATTEMPTS = 5;
/** Nobody is made to wait longer, whatever Retry-After says. */
const LONGEST_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 500;

/** Posts that come to the same when they are made again. Campaigns do so by their Idempotency-Key. */
const REPEATABLE = /\/(pause|resume|cancel|close|token|eligibility|analytics|transactions)\/?$/;

/**
 * A client of one account. Its methods take a path of the OpenAPI document with its parameters, query, headers and body, and resolve to the body
 * of the answer; what is no success is thrown as a DaybreakError. Tokens are got and renewed by themselves. A 429, a 503 and a connection that
 * broke are tried again after Retry-After, where a repeat does nothing twice: a campaign is posted under an Idempotency-Key of its own.
 */
export function createDaybreakClient(options: DaybreakOptions): DaybreakClient {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const wait = options.wait ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const retrying = (request: Request) => sendUntilAnswered(request, { send, wait, attempts: options.attempts });
  const token = createTokenKeeper(options, retrying);

  async function sendWithToken(request: Request): Promise<Response> {
    const given = await token.get();
    const response = await retrying(withToken(request, given));
    if (response.status !== 401) return response;
    // Expired early by another clock, or its key was replaced.
    await response.body?.cancel();
    return retrying(withToken(request, await token.renew(given)));
  }

  return createCalls({
    baseUrl: options.baseUrl,
    accountId: options.accountId,
    fetch: sendWithToken,
  });
}

function withToken(request: Request, token: string): Request {
  const copy = request.clone();
  copy.headers.set('authorization', `Bearer ${token}`);
  return copy;
}

type Sending = Required<Pick<DaybreakOptions, 'wait'>> & {
  send: (request: Request) => Promise<Response>;
  attempts: number | undefined;
};

/** The first answer that no repeat would better, or the last one. */
async function sendUntilAnswered(request: Request, { send, wait, attempts = DEFAULT_ATTEMPTS }: Sending) {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt >= attempts;
    const backOffMs = FIRST_WAIT_MS * 2 ** (attempt - 1);
    try {
      const response = await send(request.clone());
      // Nothing was done where the rate of calls stood in the way.
      const isWorthIt = response.status === 429 || (response.status === 503 && isRepeatable(request));
      if (!isWorthIt || isLast) return response;
      await response.body?.cancel();
      await wait(waitMs(response, backOffMs), request.signal);
    } catch (error) {
      // fetch throws a TypeError for a connection that failed.
      if (isLast || !(error instanceof TypeError) || !isRepeatable(request)) throw error;
      await wait(backOffMs, request.signal);
    }
  }
}

function isRepeatable(request: Request): boolean {
  const { pathname } = new URL(request.url);
  const isIdempotent = ['GET', 'PUT', 'DELETE'].includes(request.method) || request.headers.has('idempotency-key');
  return isIdempotent || REPEATABLE.test(pathname);
}

function waitMs(response: Response, backOffMs: number): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const ms = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : backOffMs;
  return Math.min(ms, LONGEST_WAIT_MS);
}
