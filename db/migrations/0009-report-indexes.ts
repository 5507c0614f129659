import { sql, type Kysely } from 'kysely';

/** Reports look up when a consumer opted out and came back, also where that is long over: the index of current opt-outs has no such rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX opt_out_consumer ON opt_out (account_id, consumer)`.execute(db);
}
