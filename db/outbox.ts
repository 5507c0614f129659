import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { OutboxMessage } from './schema.ts';

/** Writes what Temporal has to be told into the same transaction as the facts that it is about. */
export async function insertOutbox(db: Db, message: OutboxMessage): Promise<void> {
  await db
    .insertInto('outbox')
    .values({ message: JSON.stringify(message), last_error: null })
    .execute();
}

/** As `insertOutbox`, for any number of messages in one statement. */
export async function insertOutboxes(db: Db, messages: readonly OutboxMessage[]): Promise<void> {
  await sql`INSERT INTO outbox (message) SELECT jsonb_array_elements(${JSON.stringify(messages)}::jsonb)`.execute(db);
}

/** What Temporal has not been told: the oldest first, with ids above `after`. */
export function listOutbox(
  db: Db,
  page: { olderThanSeconds: number; after: number; limit: number },
): Promise<{ id: number; message: OutboxMessage }[]> {
  return (
    db
      .selectFrom('outbox')
      .select(['id', 'message'])
      // By the clock that wrote it.
      .where('created_at', '<=', sql<Date>`now() - make_interval(secs => ${page.olderThanSeconds})`)
      .where('id', '>', page.after)
      .orderBy('id')
      .limit(page.limit)
      .execute()
  );
}

export async function deleteOutbox(db: Db, id: number): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute();
}

export async function recordOutboxFailure(db: Db, id: number, error: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set((eb) => ({ tries: eb('tries', '+', 1), last_error: error }))
    .where('id', '=', id)
    .execute();
}
