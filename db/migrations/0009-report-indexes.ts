import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // When a consumer opted out and came back is reported also where that is long over: the index of current opt-outs has no such rows.
  `CREATE INDEX opt_out_consumer ON opt_out (account_id, consumer)`,
  // Who ended without a message is rare, and asked for by itself. Most recipients never enter it.
  `CREATE INDEX recipient_closed ON recipient (campaign_id, seq)
    WHERE state IN ('FAILED', 'SKIPPED', 'CANCELLED', 'EXPIRED', 'UNKNOWN')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
