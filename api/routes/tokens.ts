import formbody from '@fastify/formbody';
import { findCredentials, markClientUsed, verifySecret } from '../../db/api-clients.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountParams, errorAnswers, jsonAnswer } from '../schemas/common.ts';
import { jwksAnswer, tokenAnswer, tokenForm, tokenQuery } from '../schemas/token.ts';
import { TOKEN_SECONDS, type Tokens } from '../tokens.ts';

/** contract.md section 1. */
export function tokenRoutes(app: App, { db, now, limits }: RouteDeps, tokens: Tokens): void {
  app.register(formbody);

  app.route({
    method: 'POST',
    url: '/sentinel/api/account/:accountId/app/token',
    schema: {
      operationId: 'createToken',
      tags: ['Token'],
      summary: 'Get a token',
      description: 'Good for an hour and for one account. Credentials in the form body or in the query string.',
      security: [],
      consumes: ['application/x-www-form-urlencoded'],
      params: accountParams,
      querystring: tokenQuery,
      body: tokenForm,
      response: { 200: jsonAnswer('The token.', tokenAnswer), ...errorAnswers(401, 413, 415, 429) },
    },
    handler: async (request, reply) => {
      const { accountId } = request.params;
      const given = { ...request.query, ...request.body };
      const fields = ['grant_type', 'client_id', 'client_secret'] as const;
      const missing = fields.filter((field) => !given[field]);
      if (missing.length > 0) throw new ApiError(400, `Fields missing in request: ${missing.join(', ')}`);
      const { grant_type: grantType = '', client_id: clientId = '', client_secret: secret = '' } = given;
      if (grantType !== 'client_credentials') throw new ApiError(400, 'grant_type: must be client_credentials');
      const caller = { accountId, clientId, address: request.ip };
      limits.refuseKnownToken(caller);
      const credentials = await findCredentials(db, accountId, clientId);
      const attempt = await limits.takeToken(caller, credentials);
      if (!(await verifySecret(secret, credentials?.secretHash ?? null))) {
        await attempt.failed();
        throw new ApiError(401, 'The account has no such client with this secret');
      }
      const token = await tokens.issue({ accountId, clientId }, now());
      await markClientUsed(db, clientId, now());
      return reply
        .header('cache-control', 'no-store')
        .send({ access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS });
    },
  });
}

/** Where tokens can be checked by others. */
export function jwksRoute(app: App, tokens: Tokens): void {
  app.route({
    method: 'GET',
    url: '/.well-known/jwks.json',
    schema: {
      operationId: 'getJwks',
      tags: ['Token'],
      summary: 'The public keys that tokens are signed with',
      security: [],
      response: { 200: jsonAnswer('A JWK set.', jwksAnswer), ...errorAnswers() },
    },
    handler: async (_request, reply) => {
      const jwks = jwksAnswer.parse(await tokens.jwks());
      return reply.header('cache-control', 'public, max-age=300').send(jwks);
    },
  });
}
