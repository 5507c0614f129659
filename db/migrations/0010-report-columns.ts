import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  // Of the call that was taken, else of the last one: a page of 5,000 would look for as many rows of attempt.
  `ALTER TABLE recipient ADD COLUMN called_at timestamptz`,
  `UPDATE recipient r SET called_at = t.called_at
    FROM (SELECT recipient_id, coalesce(max(called_at) FILTER (WHERE state IN ('ACCEPTED', 'DELIVERED', 'READ')), max(called_at)) AS called_at
      FROM attempt GROUP BY recipient_id) t
    WHERE t.recipient_id = r.id`,
  // How far the message has come, without what its campaign makes of that: so that whatever status is asked for is one range of an index.
  `ALTER TABLE recipient ADD COLUMN reached text NOT NULL GENERATED ALWAYS AS (CASE
    WHEN responded_at IS NOT NULL THEN 'RESPONDED'
    WHEN read_at IS NOT NULL THEN 'READ'
    WHEN delivered_at IS NOT NULL THEN 'DELIVERED'
    WHEN sent_at IS NOT NULL OR state IN ('SENT', 'DELIVERED', 'READ') THEN 'SENT'
    ELSE state END) STORED`,
  `CREATE INDEX recipient_reached ON recipient (campaign_id, reached, seq)`,
  `DROP INDEX recipient_closed`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
