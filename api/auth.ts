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
    /** Whether the caller would still be let in: for what stays open. */
    isStillAuthorized: () => Promise<boolean>;
  }
}

/**
 * A hook that lets in who has a token for the account in the address (contract.md section 1), as often as the account may call (section 3).
 * The client is looked up at every call, by primary key together with its account: a revoked one is out at once, in every process. A call
 * past the limit costs no statement at all.
 */
export function authenticate({ db, now, limits }: RouteDeps, tokens: Tokens) {
  return async function (request: FastifyRequest): Promise<void> {
    const token = tokenOf(request);
    const { accountId, clientId } = await tokens.verify(token, now());
    if (accountId !== (request.params as { accountId: string }).accountId) {
      throw new ApiError(403, 'The token is for another account than the one in the address');
    }
    const call = { accountId, operation: operationOf(request) };
    limits.refuseKnown(call);
    const account = await findAccountOfClient(db, accountId, clientId);
    if (!account) throw new ApiError(401, 'The client that the token was issued to is revoked');
    await limits.takeCall(call, account.api_calls_per_second);
    request.account = account;
    request.clientId = clientId;
    request.isStillAuthorized = () =>
      tokens
        .verify(token, now())
        .then(() => findAccountOfClient(db, accountId, clientId))
        .then(
          (found) => found !== undefined,
          () => false,
        );
  };
}

function operationOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.schema?.operationId ?? routeOptions.url ?? '';
}

/** With or without `Bearer `: clients exist that send the bare token. */
function tokenOf(request: FastifyRequest): string {
  const token = (request.headers.authorization ?? '').trim().replace(/^bearer(\s+|$)/i, '');
  if (token === '') throw new ApiError(401, 'The Authorization header is missing: "Bearer " and the access_token');
  return token;
}
