import { sql, type Kysely } from 'kysely';

/** Since when a campaign or a channel is paused: kept by triggers, for a person, a provider's answer or an operator's hand may pause it. */
const STATEMENTS = [
  `ALTER TABLE campaign ADD COLUMN IF NOT EXISTS paused_at timestamptz`,
  `ALTER TABLE channel_setting ADD COLUMN IF NOT EXISTS paused_at timestamptz`,
  `CREATE FUNCTION keep_campaign_paused_at() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.paused_at := CASE WHEN NEW.status = 'PAUSED' THEN now() END;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER campaign_paused_at BEFORE UPDATE OF status ON campaign FOR EACH ROW
    WHEN ((OLD.status = 'PAUSED') <> (NEW.status = 'PAUSED')) EXECUTE FUNCTION keep_campaign_paused_at()`,
  `CREATE FUNCTION keep_channel_paused_at() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.paused_at := CASE WHEN NEW.paused_reason IS NOT NULL THEN now() END;
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER channel_paused_at BEFORE UPDATE OF paused_reason ON channel_setting FOR EACH ROW
    WHEN ((OLD.paused_reason IS NULL) <> (NEW.paused_reason IS NULL)) EXECUTE FUNCTION keep_channel_paused_at()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
