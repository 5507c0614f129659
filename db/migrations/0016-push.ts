import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE inapp_app
    ADD push_title text CHECK (length(push_title) BETWEEN 1 AND 100),
    ADD push_text text CHECK (length(push_text) BETWEEN 1 AND 200)`,
  `CREATE TABLE inapp_push_credential (
    account_id text NOT NULL,
    app text NOT NULL,
    platform text NOT NULL CHECK (platform IN ('fcm', 'apns')),
    credential jsonb NOT NULL,
    set_at timestamptz NOT NULL,
    error text,
    error_at timestamptz,
    PRIMARY KEY (account_id, app, platform),
    FOREIGN KEY (account_id, app) REFERENCES inapp_app ON DELETE CASCADE
  )`,
  // An installation of the app: who signs in on it next takes it over.
  `CREATE TABLE inapp_device (
    id uuid PRIMARY KEY,
    account_id text NOT NULL,
    app text NOT NULL,
    user_id text NOT NULL,
    platform text NOT NULL CHECK (platform IN ('fcm', 'apns')),
    token text NOT NULL CHECK (length(token) BETWEEN 1 AND 1024),
    seen_at timestamptz NOT NULL,
    UNIQUE (account_id, app, platform, token),
    FOREIGN KEY (account_id, user_id, app) REFERENCES inapp_user ON DELETE CASCADE
  )`,
  `CREATE INDEX inapp_device_user ON inapp_device (account_id, user_id, app)`,
  `CREATE TABLE inapp_nudge (
    message_id uuid PRIMARY KEY REFERENCES inapp_message ON DELETE CASCADE,
    account_id text NOT NULL,
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'PUSHED', 'NOT_PUSHED', 'UNKNOWN')),
    reason text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  // It outlives the device, which may be forgotten.
  `CREATE TABLE inapp_nudge_device (
    message_id uuid NOT NULL REFERENCES inapp_nudge ON DELETE CASCADE,
    device_id uuid NOT NULL,
    app text NOT NULL,
    platform text NOT NULL CHECK (platform IN ('fcm', 'apns')),
    state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'CALLING', 'PUSHED', 'REFUSED', 'UNKNOWN')),
    reason text,
    tries integer NOT NULL DEFAULT 0,
    called_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (message_id, device_id)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
