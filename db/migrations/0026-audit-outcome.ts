import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // An event is written before its call changes anything, and says of itself when that is done. Those that are there were written after it.
  `ALTER TABLE audit_event ADD done boolean NOT NULL DEFAULT true`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
