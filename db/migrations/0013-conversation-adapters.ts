import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE account ADD conversation_adapter text NOT NULL DEFAULT 'inbox'
    CHECK (conversation_adapter IN ('inbox', 'webhook', 'liveperson'))`,
  // Kept after the account has chosen another: conversations end where they began.
  `CREATE TABLE conversation_adapter (
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    adapter text NOT NULL CHECK (adapter IN ('webhook', 'liveperson')),
    settings jsonb NOT NULL,
    secret text NOT NULL,
    secret_set_at timestamptz NOT NULL,
    previous_secret text,
    previous_secret_until timestamptz,
    PRIMARY KEY (account_id, adapter)
  )`,
  `CREATE INDEX conversation_adapter_liveperson
    ON conversation_adapter ((settings ->> 'accountId'), (settings ->> 'appKey')) WHERE adapter = 'liveperson'`,
  `ALTER TABLE conversation
    ADD adapter text NOT NULL DEFAULT 'inbox' CHECK (adapter IN ('inbox', 'webhook', 'liveperson')),
    ADD external_id text,
    ADD external_dialog_id text,
    ADD external_consumer_id text`,
  `CREATE UNIQUE INDEX conversation_external ON conversation (account_id, external_id) WHERE external_id IS NOT NULL`,
  `CREATE INDEX conversation_external_consumer ON conversation (account_id, external_consumer_id)
    WHERE external_id IS NULL AND external_consumer_id IS NOT NULL`,
  `CREATE TABLE conversation_event (
    id uuid PRIMARY KEY,
    seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('opened', 'origin', 'message', 'closed')),
    message_id uuid UNIQUE REFERENCES inbound_message ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    tried_at timestamptz,
    last_error text,
    delivered_at timestamptz,
    CHECK ((kind = 'message') = (message_id IS NOT NULL))
  )`,
  `CREATE INDEX conversation_event_order ON conversation_event (conversation_id, seq)`,
  `CREATE INDEX conversation_event_waiting ON conversation_event (account_id, seq) WHERE delivered_at IS NULL`,
  `CREATE UNIQUE INDEX conversation_event_once ON conversation_event (conversation_id, kind) WHERE kind <> 'message'`,
  `ALTER TABLE agent_message ADD external_ref text`,
  `CREATE UNIQUE INDEX agent_message_external ON agent_message (conversation_id, external_ref)
    WHERE external_ref IS NOT NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
