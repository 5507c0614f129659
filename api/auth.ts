import type { FastifyRequest } from 'fastify';
import { findAccountOfClient } from '../db/api-clients.ts';
import type { Account } from '../db/schema.ts';
import { clientCaller, signatureOf, type Caller } from './caller.ts';
import type { RouteDeps } from './deps.ts';
import { ApiError } from './errors.ts';
import { PERMISSION_OF } from './permissions.ts';
import { openSession, readSessionToken, userCaller } from './sessions.ts';
import type { Tokens } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Behind `authenticate` only. */
    account: Account;
    caller: Caller;
    /** The caller, as it is kept with what they did. */
    by: string;
    /** Whether the caller would still be let in: for what stays open. */
    isStillAuthorized: () => Promise<boolean>;
  }
}

/** Of one kind, of one session. The web tool makes several at once, and polls; a person's hand makes no more. */
const SESSION_CALLS_PER_SECOND = 30;

/**
 * A hook that lets in who has a token for the account in the address (contract.md section 1), as often as the account may call (section 3), or a
 * session of the web tool in it, and may do what they ask for (section 7). Client and session are looked up at every call, by primary key: a
 * revoked one is out at once, in every process. A client's call past the limit costs no statement at all; sessions take nothing from the clients.
 */
export function authenticate(deps: RouteDeps, tokens: Tokens) {
  return async function (request: FastifyRequest): Promise<void> {
    const isClient = (request.headers.authorization ?? '') !== '' || !readSessionToken(request, deps.config.PUBLIC_URL);
    const find = () => (isClient ? findClient(request, deps, tokens) : findUser(request, deps));
    const { account, caller } = await (isClient ? admitClient(request, deps, tokens) : admitUser(request, deps));
    refuseUnpermitted(request, caller);
    request.account = account;
    request.caller = caller;
    request.by = signatureOf(caller);
    request.isStillAuthorized = () =>
      find().then(
        (found) => mayCall(request, found.caller),
        () => false,
      );
  };
}

type Admitted = { account: Account; caller: Caller };

async function admitClient(request: FastifyRequest, deps: RouteDeps, tokens: Tokens): Promise<Admitted> {
  const { limits, now } = deps;
  const { accountId } = await readToken(request, tokens, now());
  const call = { accountId, operation: operationOf(request) };
  limits.refuseKnown(call);
  const admitted = await findClient(request, deps, tokens);
  await limits.takeCall(call, admitted.account.api_calls_per_second);
  return admitted;
}

async function findClient(request: FastifyRequest, { db, now }: RouteDeps, tokens: Tokens): Promise<Admitted> {
  const { accountId, clientId } = await readToken(request, tokens, now());
  const found = await findAccountOfClient(db, accountId, clientId);
  if (!found) throw new ApiError(401, 'The client that the token was issued to is revoked');
  return { account: found.account, caller: clientCaller(clientId, found.clientName) };
}

async function readToken(request: FastifyRequest, tokens: Tokens, now: Date) {
  const claims = await tokens.verify(tokenOf(request), now);
  if (claims.accountId !== accountIn(request)) {
    throw new ApiError(403, 'The token is for another account than the one in the address');
  }
  return claims;
}

async function admitUser(request: FastifyRequest, deps: RouteDeps): Promise<Admitted> {
  const { session, ...admitted } = await findUser(request, deps);
  const call = { accountId: admitted.account.id, operation: operationOf(request), session };
  await deps.limits.takeCall(call, SESSION_CALLS_PER_SECOND);
  return admitted;
}

async function findUser(request: FastifyRequest, deps: RouteDeps): Promise<Admitted & { session: string }> {
  const session = await openSession(request, deps);
  if (session.account.id !== accountIn(request)) {
    throw new ApiError(403, 'The session is for another account than the one in the address');
  }
  return { account: session.account, caller: userCaller(session), session: session.id };
}

/** Throws an ApiError 403 that names what is missing. */
function refuseUnpermitted(request: FastifyRequest, caller: Caller): void {
  if (mayCall(request, caller)) return;
  const operation = operationOf(request);
  const needed = PERMISSION_OF.get(operation);
  if (needed === undefined) throw new ApiError(403, `No role may call ${operation}: it names no permission`);
  const who = caller.kind === 'user' ? `The role ${caller.role}` : 'An API client';
  throw new ApiError(403, `${who} may not do this: it lacks the permission ${needed}`);
}

function mayCall(request: FastifyRequest, caller: Caller): boolean {
  const needed = PERMISSION_OF.get(operationOf(request));
  return needed !== undefined && caller.permissions.includes(needed);
}

function accountIn(request: FastifyRequest): string {
  return (request.params as { accountId: string }).accountId;
}

export function operationOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.schema?.operationId ?? routeOptions.url ?? '';
}

/** With or without `Bearer `: clients exist that send the bare token. */
function tokenOf(request: FastifyRequest): string {
  const token = (request.headers.authorization ?? '').trim().replace(/^bearer(\s+|$)/i, '');
  if (token === '') throw new ApiError(401, 'The Authorization header is missing: "Bearer " and the access_token');
  return token;
}
