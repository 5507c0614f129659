import { randomBytes, randomUUID } from 'node:crypto';
import {
  hashSecret,
  insertApiClient,
  listApiClients,
  updateApiClient,
  type ApiClientRow,
} from '../../db/api-clients.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { clientAnswer, clientList, clientParams, clientRequest, clientWithSecret } from '../schemas/auth.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';

/** The keys of the account's own programs, behind `authenticate`. */
export function apiClientRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api-clients',
    schema: {
      operationId: 'listApiClients',
      tags: ['API keys'],
      summary: 'List API clients',
      params: accountParams,
      response: { 200: jsonAnswer('All of them.', clientList), ...accountErrors() },
    },
    handler: async (request) => ({ clients: (await listApiClients(db, request.account.id)).map(toWire) }),
  });

  app.route({
    method: 'POST',
    url: '/api-clients',
    schema: {
      operationId: 'createApiClient',
      tags: ['API keys'],
      summary: 'Create an API client',
      params: accountParams,
      body: clientRequest,
      response: { 201: jsonAnswer('The client, with its secret.', clientWithSecret), ...accountErrors(413, 415) },
    },
    handler: async (request, reply) => {
      const clientSecret = makeSecret();
      const { account, by } = request;
      const client = {
        accountId: account.id,
        clientId: randomUUID(),
        name: request.body.name,
        secretHash: await hashSecret(clientSecret),
        by,
      };
      const row = await insertApiClient(db, client, now());
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...toWire(row), clientSecret });
    },
  });

  app.route({
    method: 'POST',
    url: '/api-clients/:clientId/rotate',
    schema: {
      operationId: 'rotateApiClient',
      tags: ['API keys'],
      summary: 'Give an API client a new secret',
      description:
        'The one before gets no token from this moment on; tokens that it got stay good for their hour. To change over without a gap, create a second client and revoke the first.',
      params: clientParams,
      response: {
        200: jsonAnswer('The client, with its new secret.', clientWithSecret),
        ...accountErrors(404, 413, 415),
      },
    },
    handler: async (request, reply) => {
      const clientSecret = makeSecret();
      const { clientId } = request.params;
      const row = await updateApiClient(db, request.account.id, clientId, {
        secret_hash: await hashSecret(clientSecret),
      });
      if (!row) throw noClient(clientId);
      return reply.header('cache-control', 'no-store').send({ ...toWire(row), clientSecret });
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api-clients/:clientId',
    schema: {
      operationId: 'revokeApiClient',
      tags: ['API keys'],
      summary: 'Revoke an API client',
      description: 'At once, for good, and with all tokens that it got.',
      params: clientParams,
      response: { 200: jsonAnswer('The client, revoked.', clientAnswer), ...accountErrors(404, 413, 415) },
    },
    handler: async (request) => {
      const { clientId } = request.params;
      const row = await updateApiClient(db, request.account.id, clientId, { revoked_at: now() });
      if (!row) throw noClient(clientId);
      return toWire(row);
    },
  });
}

/** 256 bits: nobody guesses it, whatever its hash costs. */
function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

function noClient(clientId: string): ApiError {
  return new ApiError(404, `The account has no client ${JSON.stringify(clientId)} that may call`);
}

function toWire(row: ApiClientRow) {
  return {
    clientId: row.client_id,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
