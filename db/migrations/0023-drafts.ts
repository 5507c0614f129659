import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // json keeps the text as it came; jsonb would not.
  `CREATE TABLE draft (
    id uuid PRIMARY KEY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    owner text NOT NULL,
    content json NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX draft_owner ON draft (account_id, owner, updated_at DESC)`,
  `CREATE INDEX draft_updated ON draft (updated_at)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
