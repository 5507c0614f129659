import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Who waits for a window or a daily limit, which the settings of a channel can move.
  `CREATE INDEX recipient_waiting ON recipient (account_id, id)
    WHERE state = 'SCHEDULED' AND waits_for IN ('WINDOW', 'DAILY_LIMIT')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
