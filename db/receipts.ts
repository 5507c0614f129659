import { sql, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import { NO_RECEIPT } from '../domain/errors.ts';
import { actionOf } from '../domain/provider-codes.ts';
import { errorSource } from '../domain/standing.ts';
import { movesForward, SENT_STATES } from '../domain/status.ts';
import { applyAnswerReceipt, type AnswerReceipt } from './agent-messages.ts';
import { recordAccepted, SENT_AFTER_ALL, unlessHeld } from './attempts.ts';
import type { Db } from './connect.ts';
import { recordConsequences } from './failures.ts';
import { insertOptOut, listHolding } from './opt-outs.ts';
import { insertOutbox } from './outbox.ts';
import { decideAndRecord, lockRecipient } from './recipients.ts';
import type { Attempt, Database } from './schema.ts';
import { transact } from './transaction.ts';

/** What a provider reports of a message after its answer. */
export type Receipt = {
  channel: Channel;
  /** Our reference, where the provider gives it back: an attempt's id, or an agent's message's. */
  attemptId?: string | undefined;
  providerMessageId?: string | undefined;
  state: 'ACCEPTED' | 'DELIVERED' | 'READ' | 'FAILED';
  code?: string | undefined;
  message?: string | undefined;
  /** WhatsApp's own id of the consumer. */
  userId?: string | undefined;
};

/**
 * Moves a message's state forwards, whatever the order in which receipts come and however often.
 * A failure after acceptance sets the recipient's course anew. Returns false where neither an attempt nor an agent's message fits.
 */
export async function applyReceipt(db: Db, receipt: Receipt, told: Date): Promise<boolean> {
  const found = await findReceiptAttempt(db, receipt);
  if (found && saysNothing(found, receipt)) return true;
  return transact(db, async (trx) => {
    if (!found) return applyAnswerReceipt(trx, answerReceipt(receipt), told);
    // The recipient's row first, then the attempt's: the order in which the send activity takes them.
    await lockRecipient(trx, found.recipient_id);
    const attempt = await trx
      .selectFrom('attempt')
      .innerJoin('recipient', 'recipient.id', 'attempt.recipient_id')
      .selectAll('attempt')
      .select(['recipient.state as recipient_state', 'recipient.waits_for'])
      // WhatsApp tells whole seconds.
      .select(
        sql<boolean>`EXISTS (SELECT FROM inbound_message m WHERE m.account_id = attempt.account_id AND m.recipient_id = attempt.recipient_id
          AND m.channel = attempt.channel AND m.consumer = attempt.to_address AND m.received_at > attempt.called_at - interval '1 second')`.as(
          'answered',
        ),
      )
      .where('attempt.id', '=', found.id)
      .executeTakeFirstOrThrow();
    // Nothing of a message was before its call, whatever the provider's clock says: lookback periods are counted from it.
    const at = told > attempt.called_at ? told : attempt.called_at;
    if (receipt.userId !== undefined && receipt.userId !== attempt.to_user_id) {
      await recordUser(trx, attempt, receipt.userId);
    }
    if (!movesForward(attempt.state, receipt.state)) {
      if (receipt.state === 'DELIVERED') await recordEarlierDelivery(trx, attempt, at);
      return true;
    }
    const changesCourse = await move(trx, attempt, receipt, at);
    // While the call is under way its activity decides anew by itself: nobody else need be told.
    const isCalling = attempt.recipient_state === 'SENDING' && attempt.waits_for === null;
    const activityLooks = attempt.state === 'CALLING' && isCalling;
    if (changesCourse && !activityLooks) await tellWorkflow(trx, attempt);
    return true;
  });
}

/** WhatsApp has told its own id of the consumer: a STOP that came under that id, from nobody known, holds for their number from now on. */
async function recordUser(db: Db, attempt: Attempt, userId: string): Promise<void> {
  const { id, account_id: accountId, to_address: consumer } = attempt;
  await db.updateTable('attempt').set({ to_user_id: userId }).where('id', '=', id).execute();
  // As of when they said it: what they have said since under their number counts.
  for (const { channel, source, words, rule, created_at } of await listHolding(db, accountId, {
    kind: 'phone',
    consumer: userId,
  })) {
    await insertOptOut(db, { accountId, kind: 'phone', consumer, channel, source, words, rule }, created_at.getTime());
  }
}

function answerReceipt({ channel, attemptId, providerMessageId, state, code }: Receipt): AnswerReceipt {
  return { channel, messageId: attemptId, providerMessageId, state: state === 'ACCEPTED' ? 'SENT' : state, code };
}

/** Returns whether it changes what the recipient's workflow has to do: a first word that the message was taken, or that it failed. */
async function move(
  trx: Transaction<Database>,
  attempt: Attempt & { answered: boolean },
  receipt: Receipt,
  at: Date,
): Promise<boolean> {
  if (receipt.state === 'FAILED' && attempt.answered) return recordArrived(trx, attempt, receipt, at);
  if (receipt.state === 'FAILED') {
    await recordReceipt(trx, attempt, { ...receipt, state: 'FAILED' }, at);
    return attempt.code === NO_RECEIPT
      ? failRecipient(trx, attempt, receipt, at)
      : reopenRecipient(trx, attempt, receipt, at.getTime());
  }
  // Known as taken under its id, as most are by the time that their receipts come: the receipt alone is news.
  const isKnown = attempt.state === 'ACCEPTED' && attempt.provider_message_id !== null;
  const isNews = !isKnown && (await recordAccepted(trx, attempt, receipt.providerMessageId ?? null, at.getTime()));
  if (receipt.state === 'ACCEPTED') return isNews;
  await recordReceipt(trx, attempt, { ...receipt, state: receipt.state }, at);
  const wasOpen = await recordDelivery(trx, attempt, receipt.state, at);
  return isNews || wasOpen;
}

/**
 * Who has answered on the channel since the call has the message, whatever the provider says of it: its word is kept, and nothing more is sent. What else follows from it does,
 * but that the number can't be reached.
 */
async function recordArrived(
  trx: Transaction<Database>,
  attempt: Attempt,
  { providerMessageId, code = 'unknown', message }: Receipt,
  at: Date,
): Promise<boolean> {
  const isNews = await recordAccepted(trx, attempt, providerMessageId ?? null, at.getTime());
  await trx
    .updateTable('attempt')
    .set({ code, message: message ?? null })
    .where('id', '=', attempt.id)
    .execute();
  const rule = { ...actionOf(attempt.channel, code), rememberNotEligible: false };
  await recordConsequences(trx, attempt, code, rule, at.getTime());
  return isNews;
}

type Found = Pick<Attempt, 'id' | 'recipient_id' | 'state' | 'to_user_id'>;

/** An attempt never moves back: what changes nothing now changes nothing under a lock. Of a later "delivered" the instant may be the earlier one. */
function saysNothing({ state, to_user_id }: Found, receipt: Receipt): boolean {
  if (receipt.userId !== undefined && receipt.userId !== to_user_id) return false;
  return receipt.state !== 'DELIVERED' && !movesForward(state, receipt.state);
}

function findReceiptAttempt(db: Db, receipt: Receipt): Promise<Found | undefined> {
  const query = db
    .selectFrom('attempt')
    .select(['id', 'recipient_id', 'state', 'to_user_id'])
    .where('channel', '=', receipt.channel);
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
      ...(receipt.providerMessageId === undefined
        ? {}
        : { provider_message_id: unlessHeld(attempt, receipt.providerMessageId) }),
    })
    .where('id', '=', attempt.id)
    .execute();
}

/**
 * The consumer has it: on WhatsApp read implies delivered. A message that had been given up is there after all, so nothing more is sent;
 * returns whether it was so. One that has been stepped down from, with another under way or sent, moves its attempt alone.
 */
async function recordDelivery(db: Db, attempt: Attempt, state: 'DELIVERED' | 'READ', at: Date): Promise<boolean> {
  const delivered = {
    state,
    // WhatsApp's receipts come in whole seconds: none is before the sending.
    delivered_at: sql<Date>`coalesce(delivered_at, greatest(sent_at, ${at}::timestamptz))`,
    ...(state === 'READ' ? { read_at: sql<Date>`greatest(sent_at, ${at}::timestamptz)` } : {}),
    // That no receipt had come: it has now.
    error_source: null,
    error_code: null,
    error_message: null,
  };
  const receipt = await db
    .updateTable('recipient')
    .set(delivered)
    .where('id', '=', attempt.recipient_id)
    .where('channel', '=', attempt.channel)
    .where('state', 'in', [...SENT_STATES])
    .executeTakeFirst();
  if (receipt.numUpdatedRows > 0n) return false;
  const after = await db
    .updateTable('recipient')
    .set({
      ...delivered,
      ...SENT_AFTER_ALL,
      sent_at: sql<Date>`coalesce((SELECT ended_at FROM attempt WHERE id = ${attempt.id}), ${at}::timestamptz)`,
      channel: attempt.channel,
      called_at: attempt.called_at,
    })
    .where('id', '=', attempt.recipient_id)
    .where('state', 'not in', [...SENT_STATES])
    .where((eb) => eb.or([eb('state', '!=', 'SENDING'), eb('waits_for', 'is not', null)]))
    .executeTakeFirst();
  return after.numUpdatedRows > 0n;
}

/** "Delivered" came after "read", or twice: the consumer had it as early as the earliest of them says. */
async function recordEarlierDelivery(db: Db, attempt: Attempt, at: Date): Promise<void> {
  await db
    .updateTable('recipient')
    .set({ delivered_at: sql<Date>`least(delivered_at, greatest(sent_at, ${at}::timestamptz))` })
    .where('id', '=', attempt.recipient_id)
    .where('channel', '=', attempt.channel)
    .where('state', 'in', ['DELIVERED', 'READ'])
    .where('delivered_at', '>', at)
    .execute();
}

/**
 * The gateway took it and could not deliver it: unless another message is with a gateway, the recipient is open again, and the next step is
 * decided anew. Returns whether it was reopened.
 */
async function reopenRecipient(
  trx: Transaction<Database>,
  attempt: Attempt,
  receipt: Receipt,
  nowMs: number,
): Promise<boolean> {
  const code = receipt.code ?? 'unknown';
  const reopened = await withoutOtherMessage(trx, attempt)
    .set({
      state: 'SCHEDULED',
      sent_at: null,
      delivered_at: null,
      failed_at: null,
      error_code: null,
      error_source: null,
      error_message: null,
    })
    .executeTakeFirst();
  await recordConsequences(trx, attempt, code, actionOf(attempt.channel, code), nowMs);
  if (reopened.numUpdatedRows === 0n) return false;
  await decideAndRecord(trx, attempt.recipient_id, nowMs);
  return true;
}

/**
 * It failed, and was given up waiting for long ago: another try, days after the campaign, is none that anybody expects. Returns whether the
 * recipient is closed by it.
 */
async function failRecipient(
  trx: Transaction<Database>,
  attempt: Attempt,
  { code = 'unknown' }: Receipt,
  at: Date,
): Promise<boolean> {
  const rule = actionOf(attempt.channel, code);
  const failed = await withoutOtherMessage(trx, attempt)
    .set({
      state: 'FAILED',
      sent_at: null,
      failed_at: at,
      error_code: code,
      error_source: errorSource(attempt.channel, 'FAILED'),
      error_message: `${rule.meaning}. It came too late for another try.`,
    })
    .executeTakeFirst();
  await recordConsequences(trx, attempt, code, rule, at.getTime());
  return failed.numUpdatedRows > 0n;
}

/** Changes the recipient of an attempt, unless another of its messages is with a gateway, or it is closed. */
function withoutOtherMessage(trx: Transaction<Database>, attempt: Attempt) {
  return trx
    .updateTable('recipient')
    .where('id', '=', attempt.recipient_id)
    .where('state', 'in', ['SCHEDULED', 'SENDING', 'SENT', 'UNKNOWN'])
    .where((eb) => {
      const others = eb
        .selectFrom('attempt')
        .select('id')
        .where('recipient_id', '=', attempt.recipient_id)
        .where('id', '!=', attempt.id)
        .where('state', 'in', ['CALLING', 'ACCEPTED', 'DELIVERED', 'READ']);
      return eb.not(eb.exists(others));
    });
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
