import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // A call whose outcome is being found out is under way: nothing else that a recipient waits for leaves a message in doubt.
  `UPDATE recipient SET state = 'SENDING' WHERE state = 'SCHEDULED' AND waits_for = 'OUTCOME'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
