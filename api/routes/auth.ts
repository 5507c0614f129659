import { z } from 'zod';
import { deleteSession, insertSession } from '../../db/sessions.ts';
import { readReturnTo } from '../../domain/return-to.ts';
import { permissionsOf } from '../../domain/roles.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { openIdToken, sealIdToken } from '../id-tokens.ts';
import { createIssuer } from '../issuer.ts';
import { callbackQuery, sessionAnswer, signInQuery, signOutAnswer } from '../schemas/auth.ts';
import { errorAnswers, jsonAnswer } from '../schemas/common.ts';
import {
  cookieSettings,
  forgetSession,
  makeSessionToken,
  openSession,
  readSessionToken,
  refuseOtherSites,
} from '../sessions.ts';
import { answerPeople } from '../sign-in-page.ts';

/** Time enough for a password, a second factor and a telephone call. */
const SIGN_IN_SECONDS = 600;

const redirect = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });

/** Signing in to the web tool by OpenID Connect, and out: docs/signing-in.md. */
export function authRoutes(app: App, deps: RouteDeps): void {
  signInRoutes(app, deps);
  sessionRoutes(app, deps);
}

function signInRoutes(app: App, { db, config, limits, now }: RouteDeps): void {
  const issuer = createIssuer(config);
  const { sessionCookie, signInCookie, options } = cookieSettings(config.PUBLIC_URL);

  app.route({
    method: 'GET',
    url: '/sign-in',
    errorHandler: answerPeople,
    schema: {
      operationId: 'signIn',
      tags: ['Signing in'],
      summary: 'Sign in',
      description: 'For a browser: it goes on at the issuer, and comes back to `returnTo` with a session.',
      security: [],
      querystring: signInQuery,
      response: { 302: redirect('To the issuer.'), ...errorAnswers(404, 429) },
    },
    handler: async (request, reply) => {
      await limits.takeSignIn('begin', request.ip);
      const returnTo = readReturnTo(request.query.returnTo);
      if (returnTo === undefined)
        throw new ApiError(400, 'returnTo: must be a path of this server, such as /campaigns');
      const { secret, state, url } = await issuer.begin();
      const cookie = `${secret}.${Buffer.from(returnTo).toString('base64url')}`;
      return reply
        .setCookie(signInCookie(state), cookie, { ...options, maxAge: SIGN_IN_SECONDS })
        .header('cache-control', 'no-store')
        .redirect(url, 302);
    },
  });

  app.route({
    method: 'GET',
    url: '/callback',
    errorHandler: answerPeople,
    schema: {
      operationId: 'finishSignIn',
      tags: ['Signing in'],
      summary: 'Where the issuer sends the browser back to',
      security: [],
      querystring: callbackQuery,
      response: { 302: redirect('To where the sign-in began.'), ...errorAnswers(403, 404, 429) },
    },
    handler: async (request, reply) => {
      await limits.takeSignIn('callback', request.ip);
      const { state } = request.query;
      const underWay = request.cookies[signInCookie(state)];
      if (underWay === undefined) {
        throw new ApiError(400, 'This sign-in was not begun in this browser, or is over; sign in again');
      }
      reply.clearCookie(signInCookie(state), options).header('cache-control', 'no-store');
      const [secret = '', encoded = ''] = underWay.split('.');
      const { claimed, idToken, ...from } = await issuer.finish(queryOf(request.url), secret);
      const { token, tokenHash } = makeSessionToken();
      const sealedIdToken = sealIdToken(idToken, token);
      if (!(await insertSession(db, { ...from, claimed, tokenHash, sealedIdToken }, now()))) {
        throw new ApiError(403, `There is no account ${JSON.stringify(claimed.accountId)} here`);
      }
      const before = readSessionToken(request, config.PUBLIC_URL);
      if (before) await deleteSession(db, before.tokenHash);
      const returnTo = readReturnTo(Buffer.from(encoded, 'base64url').toString()) ?? '/';
      return reply.setCookie(sessionCookie, token, options).redirect(returnTo, 302);
    },
  });

  app.route({
    method: 'POST',
    url: '/sign-out',
    schema: {
      operationId: 'signOut',
      tags: ['Signing in'],
      summary: 'Sign out',
      description: 'The session is over at once. Who is not signed in is told the same.',
      security: [{ session: [] }],
      response: {
        200: jsonAnswer('There is no session any more.', signOutAnswer),
        ...errorAnswers(403, 413, 415),
      },
    },
    handler: async (request, reply) => {
      refuseOtherSites(request, config.PUBLIC_URL);
      const own = readSessionToken(request, config.PUBLIC_URL);
      const ended = own && (await deleteSession(db, own.tokenHash));
      forgetSession(reply, config.PUBLIC_URL);
      if (!ended) return { signOutUrl: null };
      return { signOutUrl: await issuer.endSessionUrl(openIdToken(ended.sealedIdToken, own.token)) };
    },
  });
}

function sessionRoutes(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/session',
    schema: {
      operationId: 'getSession',
      tags: ['Signing in'],
      summary: 'Who is signed in, and what they may do',
      security: [{ session: [] }],
      response: { 200: jsonAnswer('The session.', sessionAnswer), ...errorAnswers(401) },
    },
    handler: async (request, reply) => {
      const { user, account, endsAt } = await openSession(request, deps);
      const { id, name, email, role, skills } = user;
      const permissions = permissionsOf(role);
      const answer = {
        user: { id, name, email },
        accountId: account.id,
        accountName: account.name,
        role,
        skills,
        permissions,
        endsAt: endsAt.toISOString(),
        ...(permissions.includes('campaigns:see') && { temporalUiUrl: deps.config.TEMPORAL_UI_URL }),
      };
      return reply.header('cache-control', 'no-store').send(answer);
    },
  });
}

function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}
