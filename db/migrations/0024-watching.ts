import { sql, type Kysely } from 'kysely';

const WAITS = (row: string) => `${row}.state IN ('NOT_SENT', 'SCHEDULED')`;
const EVENTS = ['sent', 'delivered', 'read', 'failed', 'responded'];
const happened = EVENTS.map((event) => `NEW.${event}_at IS NOT NULL`).join(' OR ');
const changed = EVENTS.map((event) => `NEW.${event}_at IS DISTINCT FROM OLD.${event}_at`).join(' OR ');

/** A row for each instant that an event has, or had, with 1 or -1 in the event's column. */
function instantsOf(row: 'NEW' | 'OLD', n: 1 | -1): string {
  return EVENTS.map((event, place) => {
    const ones = EVENTS.map((_, column) => (column === place ? n : 0)).join(', ');
    return `(date_trunc('minute', ${row}.${event}_at), ${ones})`;
  }).join(', ');
}

const sums = EVENTS.map((event) => `sum(${event})`).join(', ');
const anything = EVENTS.map((event) => `sum(${event}) <> 0`).join(' OR ');
const added = (instants: string) => `INSERT INTO minute_count
  SELECT NEW.campaign_id, minute, ${sums} FROM (VALUES ${instants}) AS v (minute, ${EVENTS.join(', ')})
  WHERE minute IS NOT NULL GROUP BY minute HAVING ${anything};`;

/**
 * Two more counts of recipients, kept as `recipient_count` is: what changes is appended in the transaction that changes it, nobody waits for
 * anybody's row, and the sum over the rows is right at any moment. Triggers of rows, with conditions: most changes of a recipient are
 * neither, and cost nothing. `compactCounts` puts them together.
 */
const STATEMENTS = [
  // Who waits to be sent to, by where they can be: a hundred thousand rows take longer to group than a person waits.
  `CREATE TABLE zone_count (campaign_id text NOT NULL, zones text[] NOT NULL, n integer NOT NULL)`,
  `CREATE INDEX zone_count_campaign ON zone_count (campaign_id)`,
  `CREATE FUNCTION count_waiting_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO zone_count SELECT campaign_id, zones, count(*) FROM after r WHERE ${WAITS('r')} GROUP BY 1, 2;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER recipient_waiting_inserted AFTER INSERT ON recipient REFERENCING NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_waiting_inserted()`,
  `CREATE FUNCTION count_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    -- With a campaign its recipients go too, when it is no longer there to count them under.
    INSERT INTO zone_count SELECT OLD.campaign_id, OLD.zones, CASE WHEN ${WAITS('OLD')} THEN -1 ELSE 1 END
      WHERE TG_OP = 'UPDATE' OR EXISTS (SELECT FROM campaign WHERE id = OLD.campaign_id);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER recipient_waiting_updated AFTER UPDATE OF state ON recipient FOR EACH ROW
    WHEN ((${WAITS('OLD')}) <> (${WAITS('NEW')})) EXECUTE FUNCTION count_waiting()`,
  `CREATE TRIGGER recipient_waiting_deleted AFTER DELETE ON recipient FOR EACH ROW
    WHEN (${WAITS('OLD')}) EXECUTE FUNCTION count_waiting()`,

  // What happened when, to the minute.
  `CREATE TABLE minute_count (
    campaign_id text NOT NULL,
    minute timestamptz NOT NULL,
    ${EVENTS.map((event) => `${event} integer NOT NULL`).join(', ')}
  )`,
  `CREATE INDEX minute_count_campaign ON minute_count (campaign_id)`,
  `CREATE FUNCTION count_minutes_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${added(instantsOf('NEW', 1))}
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER recipient_minutes_inserted AFTER INSERT ON recipient FOR EACH ROW
    WHEN (${happened}) EXECUTE FUNCTION count_minutes_inserted()`,
  `CREATE FUNCTION count_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${added(`${instantsOf('NEW', 1)}, ${instantsOf('OLD', -1)}`)}
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER recipient_minutes_updated AFTER UPDATE ON recipient FOR EACH ROW
    WHEN (${changed}) EXECUTE FUNCTION count_minutes()`,

  `CREATE OR REPLACE FUNCTION forget_recipient_counts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM recipient_count WHERE campaign_id = OLD.id;
    DELETE FROM zone_count WHERE campaign_id = OLD.id;
    DELETE FROM minute_count WHERE campaign_id = OLD.id;
    RETURN NULL;
  END $$`,
  `INSERT INTO zone_count SELECT campaign_id, zones, count(*) FROM recipient r WHERE ${WAITS('r')} GROUP BY 1, 2`,
  `INSERT INTO minute_count SELECT campaign_id, minute, ${sums}
    FROM recipient AS "new" CROSS JOIN LATERAL (VALUES ${instantsOf('NEW', 1)}) AS v (minute, ${EVENTS.join(', ')})
    WHERE minute IS NOT NULL GROUP BY 1, 2`,

  // Each group of zones is listed by itself: this takes the place of recipient_unsent, which had the campaign alone.
  `CREATE INDEX recipient_unsent_zones ON recipient (campaign_id, zones, seq)
    WHERE state IN ('NOT_SENT', 'SCHEDULED', 'SENDING')`,
  `DROP INDEX recipient_unsent`,
  // Who has an error is rare, and listed by it. Most recipients never enter it.
  `CREATE INDEX recipient_error ON recipient (campaign_id, error_code, error_source, seq) WHERE error_code IS NOT NULL`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
