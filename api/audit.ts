import type { FastifyReply, FastifyRequest } from 'fastify';
import { completeAuditEvent, deleteAuditEvent, insertAuditEvent } from '../db/audit-events.ts';
import type { Db } from '../db/connect.ts';
import { redactChange, targetOf } from '../domain/audit.ts';
import { operationOf } from './auth.ts';
import type { App, RouteDeps } from './deps.ts';
import { PERMISSION_OF } from './permissions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of what the call has made, where its answer has one. */
    made: string | undefined;
    /** The id of the call's audit event, where it has one. */
    auditEvent: number | undefined;
  }
}

/**
 * Has each call of a scope that changes something leave an audit event. It is written before the call changes anything: no change is without one,
 * and where it cannot be written the call is refused. Before the answer leaves, the event of a call that has succeeded says so, and that of one that
 * was refused is gone. Of a call that breaks, and of one whose process dies, it stays as it is: nobody knows what was changed.
 */
export function auditChanges(scope: App, { db, now }: Pick<RouteDeps, 'db' | 'now'>): void {
  scope.addHook('preHandler', async (request: FastifyRequest) => {
    if (!isChange(request)) return;
    const { account, caller: actor } = request;
    const change = redactChange({ ...(request.query as object), ...bodyFields(request.body) });
    const event = { accountId: account.id, actor, operation: operationOf(request), target: targetOfCall(request) };
    request.auditEvent = await insertAuditEvent(db, { ...event, change }, now());
  });
  scope.addHook('preSerialization', (request, _reply, payload, done) => {
    if (isChange(request)) request.made = idIn(payload);
    done(null, payload);
  });
  scope.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    // The change holds or was refused, whatever becomes of this: its answer is the true one.
    await settleEvent(db, request, reply).catch((error: unknown) => {
      request.log.error({ err: error }, 'The audit event does not say what became of its call');
    });
    return payload;
  });
}

async function settleEvent(db: Db, request: FastifyRequest, { statusCode }: FastifyReply): Promise<void> {
  const { auditEvent } = request;
  if (auditEvent === undefined || statusCode >= 500) return;
  if (statusCode < 400) await completeAuditEvent(db, auditEvent, targetOfCall(request));
  else await deleteAuditEvent(db, auditEvent);
}

function targetOfCall({ params, made }: FastifyRequest): string | null {
  return targetOf(params as Record<string, string>, made);
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
