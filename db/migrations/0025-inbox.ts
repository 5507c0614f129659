import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `ALTER TABLE conversation
    ADD last_message_at timestamptz,
    ADD seen_at timestamptz`,
  `UPDATE conversation v SET last_message_at = greatest(
    (SELECT max(received_at) FROM inbound_message m WHERE m.conversation_id = v.id),
    (SELECT max(created_at) FROM agent_message m WHERE m.conversation_id = v.id))`,
  // One that is without a message is as old as its opening.
  `CREATE INDEX conversation_latest ON conversation (account_id, (coalesce(last_message_at, opened_at)) DESC, id)`,
  `CREATE FUNCTION touch_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    written timestamptz := CASE TG_TABLE_NAME WHEN 'inbound_message' THEN (to_jsonb(NEW) ->> 'received_at')::timestamptz
      ELSE (to_jsonb(NEW) ->> 'created_at')::timestamptz END;
  BEGIN
    UPDATE conversation SET last_message_at = greatest(last_message_at, written),
      -- Whoever answers has read what was there.
      seen_at = CASE TG_TABLE_NAME WHEN 'agent_message' THEN greatest(seen_at, written) ELSE seen_at END
      WHERE id = NEW.conversation_id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER inbound_message_inserted AFTER INSERT ON inbound_message FOR EACH ROW
    WHEN (NEW.conversation_id IS NOT NULL) EXECUTE FUNCTION touch_conversation()`,
  `CREATE TRIGGER inbound_message_routed AFTER UPDATE OF conversation_id ON inbound_message FOR EACH ROW
    WHEN (NEW.conversation_id IS NOT NULL) EXECUTE FUNCTION touch_conversation()`,
  `CREATE TRIGGER agent_message_inserted AFTER INSERT ON agent_message FOR EACH ROW
    WHEN (NEW.conversation_id IS NOT NULL) EXECUTE FUNCTION touch_conversation()`,

  // What every API process hears on the channel `conversations`, once the transaction that it is about has ended: db/conversation-feed.ts.
  // Replies are few beside messages: no message of a campaign is told of here, for a commit that tells waits for all others that do.
  `CREATE FUNCTION tell_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('conversations', json_build_object('accountId', NEW.account_id, 'conversationId',
      CASE TG_TABLE_NAME WHEN 'conversation' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'conversation_id' END)::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER conversation_changed AFTER INSERT OR UPDATE ON conversation FOR EACH ROW EXECUTE FUNCTION tell_conversation()`,
  `CREATE TRIGGER agent_message_moved AFTER UPDATE OF state ON agent_message FOR EACH ROW
    WHEN (NEW.conversation_id IS NOT NULL AND NEW.state <> OLD.state) EXECUTE FUNCTION tell_conversation()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
