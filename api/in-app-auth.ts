import type { FastifyRequest } from 'fastify';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { findApp } from '../db/in-app-apps.ts';
import type { InAppReader } from '../db/in-app-messages.ts';
import { touchAppUser } from '../db/in-app-users.ts';
import type { InAppApp } from '../db/schema.ts';
import { LONGEST_USER_ID } from '../domain/consumer.ts';
import { LONGEST_TOKEN_MS } from '../domain/in-app.ts';
import type { RouteDeps } from './deps.ts';
import { ApiError } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Behind `authenticateAppUser` only: the app's user, how long a registration lasts, and when the token ends. */
    appUser: InAppReader & { registrationDays: number; tokenEndsAt: Date };
  }
}

/** Clocks of the brand's servers may differ from ours by so much. */
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * A hook that lets in a user of an app of the account: by a JWT (HS256) that the brand's backend has signed with the app's secret, with `sub`
 * (the user id), `aud` (the app's name) and `exp` (at most 24 hours ahead). `inQuery`: the token may also come as `?token=`, for a browser's
 * EventSource can set no header. `unregistered`: also before the user is registered.
 */
export function authenticateAppUser({ db, now }: RouteDeps, allow: { inQuery?: true; unregistered?: true } = {}) {
  return async function (request: FastifyRequest): Promise<void> {
    const { accountId, app: name } = request.params as { accountId: string; app: string };
    const token = tokenOf(request, allow.inQuery === true);
    const app = await findApp(db, accountId, name);
    // What apps there are is nobody's business who has no token of theirs.
    if (!app) throw invalid();
    const { sub: userId = '', exp = 0 } = await verify(token, app, now());
    const tokenEndsAt = new Date(exp * 1000);
    const appUser = { accountId, app: name, userId, registrationDays: app.registration_days, tokenEndsAt };
    if (!allow.unregistered && !(await touchAppUser(db, appUser, app.registration_days, now()))) {
      throw new ApiError(403, 'The user is not registered with the app: POST …/register first');
    }
    request.appUser = appUser;
  };
}

function tokenOf(request: FastifyRequest, inQuery: boolean): string {
  const header = (request.headers.authorization ?? '').trim().replace(/^bearer(\s+|$)/i, '');
  if (header !== '') return header;
  const { token } = request.query as { token?: unknown };
  if (inQuery && typeof token === 'string' && token !== '') return token;
  throw new ApiError(401, 'The Authorization header is missing: "Bearer " and a token of the app\'s user');
}

async function verify(token: string, app: InAppApp, now: Date): Promise<JWTPayload> {
  const payload = await verifyWithAny(token, app, now);
  const { sub = '', exp = 0 } = payload;
  if (sub === '' || sub.length > LONGEST_USER_ID || sub.includes('\0')) {
    throw new ApiError(401, `jwt invalid: sub is a user id of 1 to ${LONGEST_USER_ID} characters`);
  }
  if (exp * 1000 > now.getTime() + LONGEST_TOKEN_MS + CLOCK_TOLERANCE_SECONDS * 1000) {
    throw new ApiError(401, 'jwt invalid: exp is more than 24 hours ahead');
  }
  return payload;
}

/** By the app's secret, or by the one before it while that counts. */
async function verifyWithAny(token: string, app: InAppApp, now: Date): Promise<JWTPayload> {
  const secrets = [app.secret];
  const { previous_secret: previous, previous_secret_until: until } = app;
  if (previous !== null && until !== null && until > now) secrets.push(previous);
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        audience: app.name,
        currentDate: now,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      throw refusal(error);
    }
  }
  throw invalid();
}

function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new ApiError(401, 'jwt expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new ApiError(401, `jwt invalid: the claim ${error.claim} is missing or wrong`);
  }
  return error instanceof errors.JOSEError ? invalid() : error;
}

function invalid(): ApiError {
  return new ApiError(401, 'jwt invalid');
}
