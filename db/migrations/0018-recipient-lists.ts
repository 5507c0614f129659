import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE account ADD max_file_recipients integer NOT NULL DEFAULT 10000 CHECK (max_file_recipients BETWEEN 1 AND 100000)`,
  `CREATE TABLE recipient_list (
    id uuid PRIMARY KEY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    name text,
    template_id text NOT NULL,
    plan jsonb NOT NULL,
    longest_sms integer,
    state text NOT NULL DEFAULT 'READING' CHECK (state IN ('READING', 'READY', 'LAUNCHED')),
    bytes bigint,
    bytes_read bigint NOT NULL DEFAULT 0,
    lines integer NOT NULL DEFAULT 0,
    good integer NOT NULL DEFAULT 0,
    wrong integer NOT NULL DEFAULT 0,
    duplicates integer NOT NULL DEFAULT 0,
    opted_out integer NOT NULL DEFAULT 0,
    zones jsonb NOT NULL DEFAULT '[]',
    zone_version text NOT NULL,
    campaign_id text REFERENCES campaign ON DELETE SET NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX recipient_list_account ON recipient_list (account_id, created_at DESC)`,
  `CREATE INDEX recipient_list_created ON recipient_list (created_at)`,
  // No foreign key: it would be looked up for each of a hundred thousand rows. They are written under a lock on their list, and go with it.
  `CREATE TABLE recipient_list_row (
    list_id uuid NOT NULL,
    line integer NOT NULL,
    state text NOT NULL,
    reason text,
    address text,
    zones text[],
    zone_source text,
    variables jsonb,
    header_variables jsonb,
    button_variables jsonb,
    cells text[],
    PRIMARY KEY (list_id, line)
  )`,
  `CREATE FUNCTION forget_recipient_list_rows() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM recipient_list_row WHERE list_id = OLD.id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER recipient_list_deleted AFTER DELETE ON recipient_list FOR EACH ROW EXECUTE FUNCTION forget_recipient_list_rows()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
