import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE template
    ADD status_at timestamptz,
    ADD withdrawn_at timestamptz`,
  `CREATE INDEX template_waba ON template (waba_id, name, language) WHERE deleted_at IS NULL`,
  `CREATE INDEX template_account ON template (account_id, created_at DESC, id) WHERE deleted_at IS NULL`,
  `ALTER TABLE agent_message
    ADD tries integer NOT NULL DEFAULT 0,
    ADD error_source text`,
  `CREATE INDEX agent_message_consumer ON agent_message (account_id, channel, to_address, created_at DESC)`,
  `CREATE INDEX inbound_message_consumer ON inbound_message (account_id, channel, consumer, received_at DESC)`,
  `CREATE INDEX conversation_consumer ON conversation (account_id, consumer, opened_at DESC)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
