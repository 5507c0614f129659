import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Who changed what: written once, and never changed.
  `CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    at timestamptz NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'client')),
    actor_id text NOT NULL,
    actor_name text NOT NULL,
    operation text NOT NULL,
    target text,
    change jsonb NOT NULL
  )`,
  `CREATE INDEX audit_event_of ON audit_event (account_id, at DESC, id DESC)`,
  `CREATE INDEX audit_event_at ON audit_event (at)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
