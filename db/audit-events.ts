import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { AuditEvent } from './schema.ts';

export type NewAuditEvent = {
  accountId: string;
  actor: { kind: 'user' | 'client'; id: string; name: string };
  operation: string;
  target: string | null;
  change: Record<string, unknown>;
};

/**
 * The transaction of a statement that has it among what it returns does not wait for the disk. The log of Postgres is written in order: a change that
 * has come there has its event there before it, and an event that has lost no more than its `done` says too little, and nothing wrong.
 */
const NO_WAIT = sql<string>`set_config('synchronous_commit', 'off', true)`.as('commit');

/** The event of a change that is about to be made, and its id. */
export async function insertAuditEvent(db: Db, event: NewAuditEvent, at: Date): Promise<number> {
  const { accountId, actor, operation, target, change } = event;
  const { id } = await db
    .insertInto('audit_event')
    .values({
      ...{ account_id: accountId, at, actor_kind: actor.kind, actor_id: actor.id, actor_name: actor.name },
      ...{ operation, target, change: JSON.stringify(change), done: false },
    })
    .returning(['id', NO_WAIT])
    .executeTakeFirstOrThrow();
  return id;
}

/** The change is made. */
export async function completeAuditEvent(db: Db, id: number, target: string | null): Promise<void> {
  await db.updateTable('audit_event').set({ done: true, target }).where('id', '=', id).returning(NO_WAIT).execute();
}

/** The change was refused: there was none. */
export async function deleteAuditEvent(db: Db, id: number): Promise<void> {
  await db.deleteFrom('audit_event').where('id', '=', id).returning(NO_WAIT).execute();
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
