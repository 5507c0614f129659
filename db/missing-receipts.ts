import { sql } from 'kysely';
import { NO_RECEIPT, NO_RECEIPT_AFTER_HOURS } from '../domain/errors.ts';
import { actionOf } from '../domain/provider-codes.ts';
import type { Db } from './connect.ts';
import { transact } from './transaction.ts';

const AT_ONCE = 500;

/**
 * Says of each SMS that Twilio took, and whose final receipt has not come within 72 hours, that it has not: `twilio_5008`. It stays sent, for it
 * may have arrived: nothing is sent again and nothing steps down, so no workflow has to hear of it. A receipt that comes after all replaces it.
 * Returns how many there were.
 */
export async function recordMissingReceipts(db: Db, now: Date): Promise<number> {
  let recorded = 0;
  for (;;) {
    const page = await recordPage(db, now);
    recorded += page;
    if (page < AT_ONCE) return recorded;
  }
}

function recordPage(db: Db, now: Date): Promise<number> {
  const message = `${actionOf('sms', NO_RECEIPT).meaning}.`;
  return transact(db, async (trx) => {
    const overdue = sql`channel = 'sms' AND state = 'ACCEPTED' AND code IS NULL
      AND ended_at <= ${now}::timestamptz - make_interval(hours => ${NO_RECEIPT_AFTER_HOURS})`;
    const { rows } = await sql<{ id: string; recipient_id: string }>`
      SELECT id, recipient_id FROM attempt WHERE ${overdue} ORDER BY ended_at LIMIT ${AT_ONCE}`.execute(trx);
    if (rows.length === 0) return 0;
    // Recipients before attempts, as everywhere. What was overdue is asked again once they are held: a receipt may have come.
    const recipientIds = rows.map((row) => row.recipient_id);
    await sql`SELECT FROM recipient WHERE id = ANY(${recipientIds}::uuid[]) ORDER BY id FOR UPDATE`.execute(trx);
    const ids = rows.map((row) => row.id);
    await sql`WITH missing AS (
        UPDATE attempt SET code = ${NO_RECEIPT}, message = ${message} WHERE id = ANY(${ids}::uuid[]) AND ${overdue}
        RETURNING recipient_id
      )
      UPDATE recipient SET error_source = 'twilio', error_code = ${NO_RECEIPT}, error_message = ${message}
      WHERE id IN (SELECT recipient_id FROM missing) AND channel = 'sms' AND state = 'SENT' AND responded_at IS NULL`.execute(
      trx,
    );
    return rows.length;
  });
}

/** The consumer has answered: the message arrived, receipt or no receipt. */
export async function forgetMissingReceipt(db: Db, recipientId: string): Promise<void> {
  await db
    .updateTable('recipient')
    .set({ error_source: null, error_code: null, error_message: null })
    .where('id', '=', recipientId)
    .where('state', '=', 'SENT')
    .where('error_code', '=', NO_RECEIPT)
    .execute();
}
