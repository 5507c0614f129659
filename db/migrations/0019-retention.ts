import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Who stated the consent to the messages of a campaign that is erased, and to whom they went: it outlives the campaign.
  `CREATE TABLE consent (
    campaign_id text PRIMARY KEY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    stated_by text NOT NULL,
    words text,
    stated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX consent_stated ON consent (stated_at)`,
  `CREATE TABLE consent_consumer (
    campaign_id text NOT NULL REFERENCES consent ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('phone', 'user')),
    consumer text NOT NULL,
    sent_at timestamptz,
    PRIMARY KEY (campaign_id, kind, consumer)
  )`,
  `CREATE INDEX consent_consumer_of ON consent_consumer (consumer)`,
  // What is old is found by these.
  `CREATE INDEX campaign_created ON campaign (created_at)`,
  `CREATE INDEX conversation_closed ON conversation (closed_at) WHERE closed_at IS NOT NULL AND campaign_id IS NULL`,
  `CREATE INDEX inbound_message_loose ON inbound_message (received_at) WHERE conversation_id IS NULL`,
  `CREATE INDEX inapp_message_created ON inapp_message (created_at)`,
  // A recipient that is erased leaves its messages: without it each would look through all of them.
  `CREATE INDEX inbound_message_recipient ON inbound_message (recipient_id) WHERE recipient_id IS NOT NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
