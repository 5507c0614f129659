import { listAuditEvents } from '../../db/audit-events.ts';
import { listUsers } from '../../db/sessions.ts';
import type { App, RouteDeps } from '../deps.ts';
import { auditList, auditQuery, userList, usersQuery } from '../schemas/auth.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';

/** Who is there, and what they changed, behind `authenticate`. */
export function auditRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/users',
    schema: {
      operationId: 'listUsers',
      tags: ['Users'],
      summary: 'List who has signed in to the web tool',
      description:
        'With the role and the skills that the issuer claimed the last time. They are given and taken there.',
      params: accountParams,
      querystring: usersQuery,
      response: { 200: jsonAnswer('A page of them.', userList), ...accountErrors() },
    },
    handler: async (request) => {
      const { limit, offset } = request.query;
      const { rows, count } = await listUsers(db, request.account.id, { limit, offset });
      const users = rows.map(({ id, name, email, role, skills, created_at: firstSeenAt, seen_at: lastSeenAt }) => {
        const times = { firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() };
        return { id, name, email, role, skills, ...times };
      });
      return { users, page: { count, offset, limit } };
    },
  });

  app.route({
    method: 'GET',
    url: '/audit-events',
    schema: {
      operationId: 'listAuditEvents',
      tags: ['Users'],
      summary: 'List who changed what',
      description:
        'Every call that has changed something, or may have, by a user or an API client. What was refused has changed nothing, and is not listed.',
      params: accountParams,
      querystring: auditQuery,
      response: { 200: jsonAnswer('A page of them.', auditList), ...accountErrors() },
    },
    handler: async (request) => {
      const { limit, offset, ...filter } = request.query;
      const { rows, count } = await listAuditEvents(db, request.account.id, filter, { limit, offset });
      const events = rows.map((row) => ({
        id: String(row.id),
        at: row.at.toISOString(),
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        operation: row.operation,
        target: row.target,
        change: row.change,
        outcome: row.done ? ('done' as const) : ('unknown' as const),
      }));
      return { events, page: { count, offset, limit } };
    },
  });
}
