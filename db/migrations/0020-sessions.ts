import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Who has signed in to the web tool, as the issuer said it the last time.
  `CREATE TABLE web_user (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    issuer text NOT NULL,
    subject text NOT NULL,
    name text NOT NULL,
    email text,
    role text NOT NULL CHECK (role IN ('admin', 'campaign-manager', 'lpa', 'agent-manager', 'agent')),
    skills text[] NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    UNIQUE (account_id, issuer, subject)
  )`,
  `CREATE INDEX web_user_seen ON web_user (seen_at)`,
  `CREATE TABLE web_session (
    token_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES web_user ON DELETE CASCADE,
    id_token text NOT NULL,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
  )`,
  `CREATE INDEX web_session_user ON web_session (user_id)`,
  `ALTER TABLE api_client ADD name text, ADD created_by text, ADD last_used_at timestamptz`,
  `CREATE INDEX api_client_account ON api_client (account_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
