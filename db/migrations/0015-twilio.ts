import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE account ADD line_type_lookup boolean NOT NULL DEFAULT false`,
  `CREATE TABLE line_type (
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    number text NOT NULL,
    type text,
    problem text,
    looked_up_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, number)
  )`,
  `CREATE INDEX line_type_looked_up ON line_type (looked_up_at)`,
  // Who may still get a delivery receipt. Most messages have theirs within seconds, and leave it.
  `CREATE INDEX attempt_without_receipt ON attempt (ended_at) WHERE channel = 'sms' AND state = 'ACCEPTED' AND code IS NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
