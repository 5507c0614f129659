import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // What a cancel ends is ended with it, and not when each workflow wakes and finds out.
  `ALTER TABLE campaign ADD cancelled_at timestamptz`,
  // Of those that are there nobody has kept it: who found out first was the nearest to it.
  `UPDATE campaign c SET cancelled_at = (SELECT min(r.cancelled_at) FROM recipient r WHERE r.campaign_id = c.id AND r.state = 'CANCELLED')
   WHERE c.status = 'CANCELLED'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
