import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findSession, type Session } from '../db/sessions.ts';
import { permissionsOf } from '../domain/roles.ts';
import type { Caller } from './caller.ts';
import type { RouteDeps } from './deps.ts';
import { ApiError } from './errors.ts';

/** Over https the browser itself keeps others, subdomains among them, from setting it. */
export function cookieSettings(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  return {
    sessionCookie: `${prefix}daybreak-session`,
    /** One for each sign-in under way: several tabs may be at it. */
    signInCookie: (state: string) => `${prefix}daybreak-sign-in-${state.slice(0, 8)}`,
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure } as const,
  };
}

/** A session's token, which is in the cookie, and what is stored of it. */
export type SessionToken = { token: string; tokenHash: Buffer };

/** A new session's. */
export function makeSessionToken(): SessionToken {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

/** That which a call brings; undefined where it brings none. */
export function readSessionToken(request: FastifyRequest, publicUrl: string): SessionToken | undefined {
  const token = request.cookies[cookieSettings(publicUrl).sessionCookie];
  return token === undefined || token === '' ? undefined : { token, tokenHash: hashOf(token) };
}

/** The session of a call. Throws an ApiError: 401 without one, 403 where another site makes the browser call. */
export async function openSession(
  request: FastifyRequest,
  { db, now, config }: Pick<RouteDeps, 'db' | 'now' | 'config'>,
): Promise<Session> {
  const own = readSessionToken(request, config.PUBLIC_URL);
  if (!own) throw new ApiError(401, 'Nobody is signed in');
  refuseOtherSites(request, config.PUBLIC_URL);
  const session = await findSession(db, own.tokenHash, now());
  if (!session) throw new ApiError(401, 'The session is over; sign in again');
  return session;
}

export function userCaller({ user, endsAt }: Session): Caller {
  const { id, name, role, skills } = user;
  return { kind: 'user', id, name, role, permissions: permissionsOf(role), skills, endsAt };
}

/**
 * A browser sends the cookie along whoever makes it call: what changes something must come from a page of ours. Browsers say so by
 * Sec-Fetch-Site, which no page can set, and older ones by Origin.
 */
export function refuseOtherSites({ method, headers }: FastifyRequest, publicUrl: string): void {
  if (method === 'GET' || method === 'HEAD') return;
  const { 'sec-fetch-site': site, origin } = headers;
  if (site === undefined ? origin === new URL(publicUrl).origin : site === 'same-origin') return;
  const said = site === undefined ? `Origin ${origin ?? '(missing)'}` : `Sec-Fetch-Site ${site}`;
  throw new ApiError(403, `${said}: with a session's cookie, only pages of this server may change something`);
}

/** Takes the cookie of a session back. */
export function forgetSession(reply: FastifyReply, publicUrl: string): void {
  const { sessionCookie, options } = cookieSettings(publicUrl);
  reply.clearCookie(sessionCookie, options);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
