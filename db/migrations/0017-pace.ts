import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // The last turn that was given to each account on each channel: worth nothing after a crash, so nothing waits for the disk. One row is written
  // again and again: with room on its page that touches no index.
  `CREATE UNLOGGED TABLE pace (
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    channel text NOT NULL,
    turn_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, channel)
  ) WITH (fillfactor = 50)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
