import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE recipient ADD COLUMN button_variables jsonb NOT NULL DEFAULT '{}'`,
  // A consumer whom WhatsApp names by its own user id alone is found by the messages that went to them.
  `ALTER TABLE attempt ADD COLUMN to_user_id text`,
  `CREATE INDEX attempt_to_user_id ON attempt (account_id, to_user_id) WHERE to_user_id IS NOT NULL`,
  `ALTER TABLE template ADD COLUMN category_at timestamptz`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
