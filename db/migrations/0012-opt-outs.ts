import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Texts by channel; a channel that is not in it has none.
  `ALTER TABLE account
    ADD opt_out_scope text NOT NULL DEFAULT 'account' CHECK (opt_out_scope IN ('account', 'channel')),
    ADD opt_out_confirmation jsonb NOT NULL DEFAULT '{}',
    ADD help_text jsonb NOT NULL DEFAULT '{}'`,
  `ALTER TABLE opt_out
    ADD kind text CHECK (kind IN ('phone', 'user')),
    ADD channel text CHECK (channel IN ('wa', 'sms', 'inapp')),
    ADD words text,
    ADD rule text,
    ADD confirmation_id uuid REFERENCES agent_message ON DELETE SET NULL`,
  `UPDATE opt_out SET kind = CASE WHEN source <> 'consumer:inapp' AND consumer ~ '^\\+\\d{6,15}$' THEN 'phone' ELSE 'user' END`,
  `ALTER TABLE opt_out ALTER kind SET NOT NULL,
    ADD CHECK (channel IS NULL OR (channel = 'inapp') = (kind = 'user'))`,
  `DROP INDEX opt_out_current`,
  `CREATE UNIQUE INDEX opt_out_current ON opt_out (account_id, consumer, kind, channel) NULLS NOT DISTINCT WHERE revoked_at IS NULL`,
  // A user id that is written like a number may have been meant as either: it holds for both.
  `INSERT INTO opt_out (account_id, consumer, source, created_at, reason, recorded_by, kind)
    SELECT o.account_id, o.consumer, o.source, o.created_at, o.reason, o.recorded_by, 'user' FROM opt_out o
    WHERE o.kind = 'phone' AND o.revoked_at IS NULL
      AND EXISTS (SELECT FROM inapp_user u WHERE u.account_id = o.account_id AND u.user_id = o.consumer)
    ON CONFLICT DO NOTHING`,
  `ALTER TABLE agent_message
    ALTER conversation_id DROP NOT NULL,
    ADD purpose text NOT NULL DEFAULT 'answer' CHECK (purpose IN ('answer', 'confirmation', 'help')),
    ADD inbound_id uuid REFERENCES inbound_message ON DELETE CASCADE,
    ADD CHECK (CASE purpose WHEN 'answer' THEN conversation_id IS NOT NULL ELSE inbound_id IS NOT NULL END)`,
  // One message of the consumer's is answered once.
  `CREATE UNIQUE INDEX agent_message_inbound ON agent_message (inbound_id) WHERE inbound_id IS NOT NULL`,
  `CREATE INDEX agent_message_notice ON agent_message (account_id, created_at DESC, id) WHERE purpose <> 'answer'`,
  `CREATE INDEX opt_out_confirmation ON opt_out (confirmation_id) WHERE confirmation_id IS NOT NULL`,
  `ALTER TABLE inbound_message DROP CONSTRAINT inbound_message_kind_check,
    ADD CONSTRAINT inbound_message_kind_check CHECK (kind IN ('reply', 'opt-out', 'opt-in', 'help'))`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
