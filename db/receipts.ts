import { sql, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import { actionOf } from '../domain/provider-codes.ts';
import { movesForward } from '../domain/status.ts';
import { recordAccepted } from './attempts.ts';
import type { Db } from './connect.ts';
import { recordConsequences } from './failures.ts';
import { insertOutbox } from './outbox.ts';
import { decideAndRecord, lockRecipient } from './recipients.ts';
import type { Attempt, Database } from './schema.ts';
import { transact } from './transaction.ts';

/** What a provider reports of a message after its answer. */
export type Receipt = {
  channel: Channel;
  /** Our reference, where the provider gives it back. */
  attemptId?: string | undefined;
  providerMessageId?: string | undefined;
  state: 'ACCEPTED' | 'DELIVERED' | 'READ' | 'FAILED';
  code?: string | undefined;
  message?: string | undefined;
};

/**
 * Moves a message's state forwards, whatever the order in which receipts come and however often.
 * A failure after acceptance sets the recipient's course anew. Returns false where no attempt fits.
 */
export function applyReceipt(db: Db, receipt: Receipt, at: Date): Promise<boolean> {
  return transact(db, async (trx) => {
    const found = await findReceiptAttempt(trx, receipt);
    if (!found) return false;
    // The recipient's row first, then the attempt's: the order in which the send activity takes them.
    await lockRecipient(trx, found.recipient_id);
    const attempt = await trx
      .selectFrom('attempt')
      .selectAll()
      .where('id', '=', found.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (!movesForward(attempt.state, receipt.state)) return true;
    const providerMessageId = receipt.providerMessageId ?? null;
    // While the call is under way its activity decides anew by itself, and so does its retry after a crash: nobody else need be told.
    const callUnderWay = attempt.state === 'CALLING';
    const wasAccepted = attempt.state === 'ACCEPTED';
    if (receipt.state !== 'FAILED') await recordAccepted(trx, attempt, providerMessageId, at.getTime());
    if (receipt.state !== 'ACCEPTED') await recordReceipt(trx, attempt, { ...receipt, state: receipt.state }, at);
    if (receipt.state === 'FAILED') await reopenRecipient(trx, attempt, receipt, at.getTime());
    else if (wasAccepted) return true;
    if (!callUnderWay) await tellWorkflow(trx, attempt);
    return true;
  });
}

function findReceiptAttempt(db: Db, receipt: Receipt): Promise<{ id: string; recipient_id: string } | undefined> {
  const query = db.selectFrom('attempt').select(['id', 'recipient_id']).where('channel', '=', receipt.channel);
  if (receipt.attemptId !== undefined) return query.where('id', '=', receipt.attemptId).executeTakeFirst();
  if (receipt.providerMessageId === undefined) return Promise.resolve(undefined);
  return query.where('provider_message_id', '=', receipt.providerMessageId).executeTakeFirst();
}

async function recordReceipt(
  db: Db,
  attempt: Attempt,
  receipt: Receipt & { state: 'DELIVERED' | 'READ' | 'FAILED' },
  at: Date,
): Promise<void> {
  await db
    .updateTable('attempt')
    .set({
      state: receipt.state,
      receipt_at: at,
      code: receipt.code ?? null,
      message: receipt.message ?? null,
      ...(receipt.providerMessageId === undefined ? {} : { provider_message_id: receipt.providerMessageId }),
    })
    .where('id', '=', attempt.id)
    .execute();
  if (receipt.state === 'FAILED') return;
  // On WhatsApp read implies delivered. A message that has been stepped down from moves its attempt, not its recipient.
  await db
    .updateTable('recipient')
    .set({
      state: receipt.state,
      delivered_at: sql<Date>`coalesce(delivered_at, ${at}::timestamptz)`,
      ...(receipt.state === 'READ' ? { read_at: at } : {}),
    })
    .where('id', '=', attempt.recipient_id)
    .where('channel', '=', attempt.channel)
    .where('state', 'in', ['SENT', 'DELIVERED'])
    .execute();
}

/** The gateway took it and could not deliver it: the recipient is open again, and the next step is decided anew. */
async function reopenRecipient(
  trx: Transaction<Database>,
  attempt: Attempt,
  receipt: Receipt,
  nowMs: number,
): Promise<void> {
  const code = receipt.code ?? 'unknown';
  const reopened = await trx
    .updateTable('recipient')
    .set({ state: 'SCHEDULED', sent_at: null, delivered_at: null })
    .where('id', '=', attempt.recipient_id)
    .where('state', 'in', ['SENT', 'SENDING'])
    .executeTakeFirst();
  await recordConsequences(trx, attempt, code, actionOf(attempt.channel, code), nowMs);
  if (reopened.numUpdatedRows === 0n) return;
  await decideAndRecord(trx, attempt.recipient_id, nowMs);
}

async function tellWorkflow(db: Db, attempt: Attempt): Promise<void> {
  const { campaign_id: campaignId } = await db
    .selectFrom('recipient')
    .select('campaign_id')
    .where('id', '=', attempt.recipient_id)
    .executeTakeFirstOrThrow();
  const { account_id: accountId, recipient_id: recipientId } = attempt;
  await insertOutbox(db, { kind: 'reassess', accountId, campaignId, recipientId });
}
