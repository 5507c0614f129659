import { sql, type Kysely } from 'kysely';

const TABLES = [
  `ALTER TABLE account ADD in_app_timezone text`,
  `CREATE TABLE inapp_app (
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
    secret text NOT NULL,
    previous_secret text,
    previous_secret_until timestamptz,
    registration_days integer NOT NULL CHECK (registration_days BETWEEN 1 AND 730),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, name)
  )`,
  `CREATE TABLE inapp_user (
    account_id text NOT NULL,
    app text NOT NULL,
    user_id text NOT NULL CHECK (length(user_id) BETWEEN 1 AND 255),
    registered_at timestamptz NOT NULL,
    last_seen_at timestamptz,
    expires_at timestamptz,
    PRIMARY KEY (account_id, user_id, app),
    FOREIGN KEY (account_id, app) REFERENCES inapp_app ON DELETE CASCADE
  )`,
  `CREATE INDEX inapp_user_app ON inapp_user (account_id, app, registered_at DESC, user_id)`,
  `CREATE TABLE inapp_message (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    user_id text NOT NULL,
    apps text[] NOT NULL,
    text text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('in', 'out')),
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    read_at timestamptz,
    valid_until timestamptz
  )`,
  `CREATE UNIQUE INDEX inapp_message_inbox ON inapp_message (account_id, user_id, seq)`,
];

/** What every API process hears on the channel `in_app`, once the transaction that it is about has ended: db/in-app-feed.ts. */
const NEWS = [
  `CREATE FUNCTION tell_in_app_message() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('in_app', json_build_object('kind', 'message', 'accountId', NEW.account_id, 'userId', NEW.user_id)::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER inapp_message_inserted AFTER INSERT ON inapp_message FOR EACH ROW EXECUTE FUNCTION tell_in_app_message()`,
  `CREATE FUNCTION tell_in_app_user_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('in_app',
      json_build_object('kind', 'gone', 'accountId', OLD.account_id, 'userId', OLD.user_id, 'app', OLD.app)::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER inapp_user_deleted AFTER DELETE ON inapp_user FOR EACH ROW EXECUTE FUNCTION tell_in_app_user_gone()`,
  `CREATE FUNCTION tell_in_app_secret_gone() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('in_app', json_build_object('kind', 'gone', 'accountId', NEW.account_id, 'app', NEW.name)::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER inapp_app_secret_replaced AFTER UPDATE OF secret ON inapp_app FOR EACH ROW
    WHEN (NEW.secret IS DISTINCT FROM OLD.secret) EXECUTE FUNCTION tell_in_app_secret_gone()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...TABLES, ...NEWS]) await sql.raw(statement).execute(db);
}
