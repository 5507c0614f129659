import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE recipient ADD COLUMN button_variables jsonb NOT NULL DEFAULT '{}'`.execute(db);
}
