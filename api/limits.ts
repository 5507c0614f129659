import { createHash } from 'node:crypto';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Db } from '../db/connect.ts';
import { rateLimitStore } from '../db/rate-limits.ts';
import { addressBlock } from './client-address.ts';
import { ApiError } from './errors.ts';

declare module 'rate-limiter-flexible' {
  interface RateLimiterPostgres {
    /** For how long this process knows the key to be past its limit; 0: it does not. */
    getInMemoryBlockMsBeforeExpire(key: string): number;
  }
}

/** So many wrong secrets in a minute are somebody's mistake; more are a broken program's, or a guesser's. */
const MOST_FAILURES = 10;
const FAILURE_SECONDS = 60;
/** Of an address, each way: whole offices are behind one, and a callback has us call the issuer. */
const MOST_SIGN_INS = 60;
const SIGN_IN_SECONDS = 60;
/** The column's width is 255. */
const LONGEST_KEY = 200;

/** `session`: of the web tool, which has a limit of its own. */
export type Call = { accountId: string; operation: string; session?: string };
export type TokenCaller = { accountId: string; clientId: string; address: string };
type Credentials = { callsPerSecond: number; secretHash: string | null };

export type Limits = ReturnType<typeof createLimits>;

/**
 * contract.md section 3: how often an account may call, each API on its own. The counts are in Postgres, so that all processes share them;
 * who is past a limit is remembered by the process until it may call again, and costs no statement. All throw an ApiError: 429 with the
 * seconds to wait, or 503 where the store is away.
 *
 * Token calls are counted by the caller's address too, for anybody may make them in an account's name: a flood from elsewhere uses up
 * nothing of the account's own. So are those with a wrong secret, which are dear (scrypt) and therefore few. What is said of accounts that
 * do not exist is never stored: nobody fills the table with made-up ids. Sign-ins are counted by the address alone: nobody is known yet.
 */
export function createLimits(db: Db, callWindowSeconds: number) {
  const storeClient = rateLimitStore(db);
  const limiter = (points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: '',
      points,
      duration,
      inMemoryBlockOnConsumed: points,
    });
  /** By how many calls they let through: accounts differ. */
  const calls = new Map<number, RateLimiterPostgres>();
  const failures = limiter(MOST_FAILURES, FAILURE_SECONDS);
  const signIns = limiter(MOST_SIGN_INS, SIGN_IN_SECONDS);
  const strangers = new RateLimiterMemory({ points: MOST_FAILURES, duration: FAILURE_SECONDS });

  function callLimiter(points: number): RateLimiterPostgres {
    const known = calls.get(points) ?? limiter(points, callWindowSeconds);
    calls.set(points, known);
    return known;
  }

  function refuseBlocked(
    key: string,
    limiters: Iterable<RateLimiterPostgres>,
    messageOf: (points: number) => string,
  ): void {
    for (const each of limiters) {
      const blockedMs = each.getInMemoryBlockMsBeforeExpire(key);
      if (blockedMs > 0) throw tooMany(messageOf(each.points), blockedMs);
    }
  }

  return {
    /** Refuses what this process knows to be past its limit, before anything is looked up. */
    refuseKnown(call: Call): void {
      refuseBlocked(callKey(call), calls.values(), (points) => tooManyCalls(call, points));
    },

    /** Counts a call. */
    async takeCall(call: Call, callsPerSecond: number): Promise<void> {
      const result = await asked(() => callLimiter(callsPerSecond).consume(callKey(call)));
      if (result.refused) throw tooMany(tooManyCalls(call, callsPerSecond), result.msBeforeNext);
    },

    /** Counts a step of a sign-in: its beginning, or its callback. */
    async takeSignIn(step: 'begin' | 'callback', address: string): Promise<void> {
      const result = await asked(() => signIns.consume(keyOf('sign-in', step, addressBlock(address))));
      if (result.refused) throw tooMany(TOO_MANY_SIGN_INS, result.msBeforeNext);
    },

    /** As `refuseKnown`, for a token call. */
    refuseKnownToken(caller: TokenCaller): void {
      refuseBlocked(tokenKey(caller), calls.values(), () => TOO_MANY_TOKENS);
    },

    /** Counts a token call, before its secret is looked at. What it returns counts it as one with a wrong secret. */
    async takeToken(caller: TokenCaller, credentials: Credentials | undefined): Promise<{ failed(): Promise<void> }> {
      if (!credentials) return takeStranger(strangers, addressBlock(caller.address));
      const result = await asked(() => callLimiter(credentials.callsPerSecond).consume(tokenKey(caller)));
      if (result.refused) throw tooMany(TOO_MANY_TOKENS, result.msBeforeNext);
      const key = failureKey(caller, credentials);
      refuseBlocked(key, [failures], () => TOO_MANY_FAILURES);
      const failed = await asked(() => failures.get(key));
      if (failed.points >= MOST_FAILURES) throw tooMany(TOO_MANY_FAILURES, failed.msBeforeNext);
      return countFailures(failures, key);
    },
  };
}

/** To whoever asks, an account that does not exist is one with no such client. */
async function takeStranger(strangers: RateLimiterMemory, key: string): Promise<{ failed(): Promise<void> }> {
  const failed = await asked(() => strangers.get(key));
  if (failed.points >= MOST_FAILURES) throw tooMany(TOO_MANY_FAILURES, failed.msBeforeNext);
  return countFailures(strangers, key);
}

function countFailures(limiter: RateLimiterAbstract, key: string) {
  return {
    async failed(): Promise<void> {
      await asked(() => limiter.consume(key));
    },
  };
}

/** A limiter rejects with its result where the limit is passed, and with anything else where its store is away. */
async function asked(
  ask: () => Promise<RateLimiterRes | null>,
): Promise<{ refused: boolean; points: number; msBeforeNext: number }> {
  try {
    const result = await ask();
    return { refused: false, points: result?.consumedPoints ?? 0, msBeforeNext: result?.msBeforeNext ?? 0 };
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      return { refused: true, points: error.consumedPoints, msBeforeNext: error.msBeforeNext };
    }
    throw new ApiError(503, 'The database cannot be reached; try again', { cause: error });
  }
}

const TOO_MANY_SIGN_INS = 'Too many sign-ins from this address';
const TOO_MANY_TOKENS = 'Too many token calls for the account from this address';
const TOO_MANY_FAILURES = 'Too many token calls with a wrong client_secret from this address';

function tooManyCalls({ operation, session }: Call, callsPerSecond: number): string {
  const whose = session === undefined ? "account's" : "session's";
  return `Too many calls of ${operation}: the ${whose} limit of ${callsPerSecond} a second is reached`;
}

function tooMany(message: string, msBeforeNext: number): ApiError {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const unit = retryAfterSeconds === 1 ? 'second' : 'seconds';
  return new ApiError(429, `${message}; try again in ${retryAfterSeconds} ${unit}`, { retryAfterSeconds });
}

function callKey({ accountId, operation, session }: Call): string {
  return keyOf('call', operation, accountId, ...(session === undefined ? [] : [session]));
}

function tokenKey({ accountId, address }: TokenCaller): string {
  return keyOf('token', addressBlock(address), accountId);
}

/** A broken program does not lock out another client of the account that runs beside it; ids that are no client's count as one. */
function failureKey({ accountId, clientId, address }: TokenCaller, { secretHash }: Credentials): string {
  return keyOf('failed-token', addressBlock(address), accountId, secretHash === null ? '' : clientId);
}

function keyOf(...parts: string[]): string {
  const key = parts.map(encodeURIComponent).join('/');
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64url');
}
