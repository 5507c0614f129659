import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { LINE_TYPE_DAYS } from '../domain/eligibility.ts';
import type { Db } from './connect.ts';
import type { LineTypeTable } from './schema.ts';

export type LineType = Selectable<LineTypeTable>;

/** How long it is before a number of which nothing was learnt is asked for again. */
const ASK_AGAIN_HOURS = 1;

/** The SMS number of a recipient whose account wants its line type looked up, E.164, unless that was done lately; else undefined. */
export async function findNumberToLookUp(
  db: Db,
  recipientId: string,
  now: Date,
): Promise<{ accountId: string; number: string } | undefined> {
  const { rows } = await sql<{ account_id: string; number: string }>`
    SELECT r.account_id, r.sms AS number FROM recipient r JOIN account a ON a.id = r.account_id
    WHERE r.id = ${recipientId} AND a.line_type_lookup AND r.sms IS NOT NULL AND NOT EXISTS (
      SELECT FROM line_type l WHERE l.account_id = r.account_id AND l.number = r.sms AND l.looked_up_at > ${now}::timestamptz
        - CASE WHEN l.type IS NULL THEN make_interval(hours => ${ASK_AGAIN_HOURS}) ELSE make_interval(days => ${LINE_TYPE_DAYS}) END)`.execute(
    db,
  );
  return rows[0] && { accountId: rows[0].account_id, number: rows[0].number };
}

/** What was last learnt of a number; undefined: it was never looked up, or too long ago. */
export function findLineType(db: Db, accountId: string, number: string, now: Date): Promise<LineType | undefined> {
  return db
    .selectFrom('line_type')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('number', '=', number)
    .where('looked_up_at', '>', sql<Date>`${now}::timestamptz - make_interval(days => ${LINE_TYPE_DAYS})`)
    .executeTakeFirst();
}

/** Keeps what Twilio Lookup said, in place of what it said before. */
export async function recordLineType(db: Db, found: LineType): Promise<void> {
  await db
    .insertInto('line_type')
    .values(found)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'number']).doUpdateSet({
        type: found.type,
        problem: found.problem,
        looked_up_at: found.looked_up_at,
      }),
    )
    .execute();
}

/** Nothing stands on them any more. */
export async function deleteOldLineTypes(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('line_type')
    .where('looked_up_at', '<=', sql<Date>`${now}::timestamptz - make_interval(days => ${LINE_TYPE_DAYS})`)
    .execute();
}
