import type { FastifyRequest } from 'fastify';
import { findAccountOfClient } from '../db/api-clients.ts';
import type { Account } from '../db/schema.ts';
import type { RouteDeps } from './deps.ts';
import { ApiError } from './errors.ts';
import type { Tokens } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Behind `authenticate` only. */
    account: Account;
    clientId: string;
  }
}

/**
 * A hook that lets in who has a token for the account in the address: contract.md section 1. The client is looked up at every
 * call, by primary key together with its account: a revoked one is out at once, in every process, and it costs no query of its own.
 */
export function authenticate({ db, now }: RouteDeps, tokens: Tokens) {
  return async function (request: FastifyRequest): Promise<void> {
    const { accountId, clientId } = await tokens.verify(tokenOf(request), now());
    if (accountId !== (request.params as { accountId: string }).accountId) {
      throw new ApiError(403, 'The token is for another account than the one in the address');
    }
    const account = await findAccountOfClient(db, accountId, clientId);
    if (!account) throw new ApiError(401, 'The client that the token was issued to is revoked');
    request.account = account;
    request.clientId = clientId;
  };
}

/** With or without `Bearer `: clients exist that send the bare token. */
function tokenOf(request: FastifyRequest): string {
  const token = (request.headers.authorization ?? '').trim().replace(/^bearer(\s+|$)/i, '');
  if (token === '') throw new ApiError(401, 'The Authorization header is missing: "Bearer " and the access_token');
  return token;
}
