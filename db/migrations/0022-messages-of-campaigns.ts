import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // A campaign, and a list, may have a message of its own in place of a template or handoff. What it says is in the plan.
  `ALTER TABLE campaign ALTER template_id DROP NOT NULL`,
  `ALTER TABLE recipient_list ALTER template_id DROP NOT NULL, ADD message jsonb, ADD outbound_number text`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
