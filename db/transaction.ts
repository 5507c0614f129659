import { setTimeout } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import pg from 'pg';
import type { Db } from './connect.ts';
import type { Database } from './schema.ts';

const MOST_TRIES = 5;
const DEADLOCK = '40P01';
/** For the one that goes on: whoever begins again at once may be before it at what it waits for, and both are where they were. */
const PAUSE_MS = 50;

/**
 * A transaction that begins again when Postgres ends it to break a deadlock: an opt-out touches all recipients of a consumer, so two of them
 * at once can meet in the wrong order. `work` may run more than once, and must have no effect outside its transaction.
 */
export async function transact<T>(db: Db, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      const isDeadlock = error instanceof pg.DatabaseError && error.code === DEADLOCK;
      if (!isDeadlock || tries === MOST_TRIES) throw error;
      await setTimeout(PAUSE_MS * tries);
    }
  }
}
