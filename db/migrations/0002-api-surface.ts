import { sql, type Kysely } from 'kysely';

const COLUMNS = [
  `ALTER TABLE account
    ADD api_calls_per_second integer NOT NULL DEFAULT 10 CHECK (api_calls_per_second > 0)`,
  `ALTER TABLE channel_setting ADD position integer NOT NULL DEFAULT 0`,
  `UPDATE channel_setting SET position = CASE channel WHEN 'wa' THEN 0 WHEN 'sms' THEN 1 ELSE 2 END`,
  `ALTER TABLE outbound_number ADD waba_id text`,
  `ALTER TABLE template
    ADD waba_id text,
    ADD provider_template_id text,
    ADD status_reason text,
    ADD submitted_at timestamptz,
    ADD updated_at timestamptz NOT NULL DEFAULT now(),
    ADD deleted_at timestamptz`,
  `CREATE UNIQUE INDEX template_name ON template (account_id, name, language) WHERE deleted_at IS NULL`,
  `ALTER TABLE campaign
    ADD source text NOT NULL DEFAULT 'API' CHECK (source IN ('API', 'UI')),
    ADD consent_words text,
    ADD initial_channel text NOT NULL GENERATED ALWAYS AS (plan -> 0 ->> 'channel') STORED`,
  `ALTER TABLE recipient
    ADD turn_at timestamptz,
    ADD turn_channel text,
    ADD conversation_closed_at timestamptz,
    ADD csat smallint CHECK (csat BETWEEN 1 AND 5)`,
  `CREATE INDEX recipient_turn ON recipient (account_id, turn_channel, turn_at) WHERE turn_at IS NOT NULL`,
  `ALTER TABLE opt_out
    ADD reason text,
    ADD recorded_by text,
    ADD revoked_by text,
    ADD revoked_reason text`,
  `CREATE INDEX opt_out_account ON opt_out (account_id, created_at DESC, id DESC)`,
  `ALTER TABLE conversation ADD csat smallint CHECK (csat BETWEEN 1 AND 5)`,
  `CREATE INDEX conversation_campaign ON conversation (campaign_id, opened_at DESC)`,
  `CREATE INDEX conversation_skill ON conversation (account_id, skill, opened_at DESC)`,
];

const TABLES = [
  `CREATE TABLE agent_message (
    id uuid PRIMARY KEY,
    account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
    conversation_id uuid NOT NULL REFERENCES conversation ON DELETE CASCADE,
    author text NOT NULL,
    text text NOT NULL,
    channel text NOT NULL,
    from_address text NOT NULL,
    to_address text NOT NULL,
    state text NOT NULL DEFAULT 'QUEUED'
      CHECK (state IN ('QUEUED', 'CALLING', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'UNKNOWN')),
    provider_message_id text,
    code text,
    message text,
    created_at timestamptz NOT NULL,
    called_at timestamptz,
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    failed_at timestamptz
  )`,
  `CREATE INDEX agent_message_conversation ON agent_message (conversation_id, created_at)`,
  `CREATE UNIQUE INDEX agent_message_provider ON agent_message (channel, provider_message_id)
    WHERE provider_message_id IS NOT NULL`,
  // What rate-limiter-flexible's Postgres store wants. After a crash of the database it starts anew: its seconds are over then.
  `CREATE UNLOGGED TABLE rate_limit (
    key varchar(255) PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  )`,
  `CREATE TABLE recipient_count (
    account_id text NOT NULL,
    campaign_id text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    eligible boolean NOT NULL,
    sent boolean NOT NULL,
    delivered boolean NOT NULL,
    read boolean NOT NULL,
    responded boolean NOT NULL,
    closed boolean NOT NULL,
    csat smallint,
    error_source text,
    error_code text,
    n integer NOT NULL
  )`,
  `CREATE INDEX recipient_count_campaign ON recipient_count (campaign_id)`,
];

/** How a row of `recipient` is counted. A recipient that was sent nothing counts on the channel that its campaign tries first. */
const KEY = `r.account_id, r.campaign_id, coalesce(r.channel, c.initial_channel), r.state, r.eligible_at IS NOT NULL,
  r.sent_at IS NOT NULL, r.delivered_at IS NOT NULL, r.read_at IS NOT NULL, r.responded_at IS NOT NULL,
  r.conversation_closed_at IS NOT NULL, r.csat, r.error_source, r.error_code`;

/**
 * Counts of recipients, kept by triggers in the very transaction that changes a recipient: each change appends what it adds and what it takes
 * away, so nobody waits for anybody's row, and the sum over the rows is right at any moment. `compact_recipient_counts` puts them together.
 */
const COUNTS = [
  `CREATE FUNCTION count_recipients() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO recipient_count
        SELECT ${KEY}, count(*) FROM after r JOIN campaign c ON c.id = r.campaign_id
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13;
    ELSIF TG_OP = 'UPDATE' THEN
      INSERT INTO recipient_count
        SELECT a, b, d, e, f, g, h, i, j, k, l, m, o, sum(n) FROM (
          SELECT ${KEY}, 1 FROM after r JOIN campaign c ON c.id = r.campaign_id
          UNION ALL
          SELECT ${KEY}, -1 FROM before r JOIN campaign c ON c.id = r.campaign_id
        ) AS changes (a, b, d, e, f, g, h, i, j, k, l, m, o, n)
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 HAVING sum(n) <> 0;
    ELSE
      INSERT INTO recipient_count
        SELECT ${KEY}, -count(*) FROM before r JOIN campaign c ON c.id = r.campaign_id
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13;
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER recipient_inserted AFTER INSERT ON recipient REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_recipients()`,
  `CREATE TRIGGER recipient_updated AFTER UPDATE ON recipient REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_recipients()`,
  `CREATE TRIGGER recipient_deleted AFTER DELETE ON recipient REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION count_recipients()`,
  // With a campaign its recipients go too, by cascade, when it is no longer there to count them under.
  `CREATE FUNCTION forget_recipient_counts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM recipient_count WHERE campaign_id = OLD.id;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER campaign_deleted AFTER DELETE ON campaign FOR EACH ROW EXECUTE FUNCTION forget_recipient_counts()`,
  `INSERT INTO recipient_count
    SELECT ${KEY}, count(*) FROM recipient r JOIN campaign c ON c.id = r.campaign_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...COLUMNS, ...TABLES, ...COUNTS]) await sql.raw(statement).execute(db);
}
