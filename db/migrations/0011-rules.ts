import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Versions are never changed and never deleted: attempts name the one that they stood on.
  `CREATE TABLE rule_set (
    account_id text NOT NULL REFERENCES account,
    name text NOT NULL,
    version integer NOT NULL,
    description text NOT NULL,
    rules jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    PRIMARY KEY (account_id, name, version)
  )`,
  // The version of a set that comes with the product is the product's: null here.
  `ALTER TABLE account
    ADD rule_set text,
    ADD rule_set_version integer,
    ADD messages_per_24_hours integer,
    ADD messages_per_7_days integer,
    ADD FOREIGN KEY (id, rule_set, rule_set_version) REFERENCES rule_set (account_id, name, version)`,
  `DROP INDEX recipient_waiting`,
  // Who waits for what settings can move: a window, a daily limit, a limit of messages to the consumer.
  `CREATE INDEX recipient_waiting ON recipient (account_id, id)
    WHERE state = 'SCHEDULED' AND waits_for IN ('WINDOW', 'DAILY_LIMIT', 'CONSUMER_LIMIT')`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
