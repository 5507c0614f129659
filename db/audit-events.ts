import type { Db } from './connect.ts';
import type { AuditEvent } from './schema.ts';

export type NewAuditEvent = {
  accountId: string;
  actor: { kind: 'user' | 'client'; id: string; name: string };
  operation: string;
  target: string | null;
  change: Record<string, unknown>;
};

export async function insertAuditEvent(db: Db, event: NewAuditEvent, at: Date): Promise<void> {
  const { accountId, actor, operation, target, change } = event;
  await db
    .insertInto('audit_event')
    .values({
      ...{ account_id: accountId, at, actor_kind: actor.kind, actor_id: actor.id, actor_name: actor.name },
      ...{ operation, target, change: JSON.stringify(change) },
    })
    .execute();
}

export type AuditFilter = {
  /** An id or a whole name. */
  actor?: string | undefined;
  operation?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** A page of the account's changes, newest first, and how many there are. */
export async function listAuditEvents(
  db: Db,
  accountId: string,
  { actor, operation, from, to }: AuditFilter,
  page: { limit: number; offset: number },
): Promise<{ rows: AuditEvent[]; count: number }> {
  let query = db.selectFrom('audit_event').where('account_id', '=', accountId);
  if (actor !== undefined) {
    query = query.where((eb) => eb.or([eb('actor_id', '=', actor), eb('actor_name', '=', actor)]));
  }
  if (operation !== undefined) query = query.where('operation', '=', operation);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { rows, count };
}
