import type { FastifyReply, FastifyRequest } from 'fastify';
import { insertAuditEvent } from '../db/audit-events.ts';
import { redactChange, targetOf } from '../domain/audit.ts';
import { operationOf } from './auth.ts';
import type { App, RouteDeps } from './deps.ts';
import { PERMISSION_OF } from './permissions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of what the call has made, where its answer has one. */
    made: string | undefined;
  }
}

/**
 * Has each call of a scope that changes something leave an audit event, once it has succeeded and before its answer leaves: whoever has the
 * answer finds the event. Where it cannot be written the answer is an error, though the change holds.
 */
export function auditChanges(scope: App, { db, now }: Pick<RouteDeps, 'db' | 'now'>): void {
  scope.addHook('preSerialization', (request, _reply, payload, done) => {
    if (isChange(request)) request.made = idIn(payload);
    done(null, payload);
  });
  scope.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (reply.statusCode < 400 && isChange(request)) {
      const { account, caller: actor, made } = request;
      const target = targetOf(request.params as Record<string, string>, made);
      const change = redactChange({ ...(request.query as object), ...bodyFields(request.body) });
      await insertAuditEvent(
        db,
        { accountId: account.id, actor, operation: operationOf(request), target, change },
        now(),
      );
    }
    return payload;
  });
}

function isChange(request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  return PERMISSION_OF.get(operationOf(request))?.endsWith(':see') === false;
}

function idIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { proactiveCampaignId, clientId, id } = answer as Record<string, unknown>;
  return [proactiveCampaignId, clientId, id].find((value) => typeof value === 'string');
}

/** A file is none of what is kept. */
function bodyFields(body: unknown): object {
  return typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype ? body : {};
}
