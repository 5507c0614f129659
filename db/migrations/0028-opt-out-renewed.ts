import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // A STOP that is said again outlives a START from before it, however late that comes. Null: it was said once.
  `ALTER TABLE opt_out ADD renewed_at timestamptz`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
