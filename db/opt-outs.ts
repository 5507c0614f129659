import { sql } from 'kysely';
import { UNSENT_STATES } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';

type OptOut = { accountId: string; consumer: string; source: string };

export async function isOptedOut(db: Db, accountId: string, consumer: string): Promise<boolean> {
  const row = await db
    .selectFrom('opt_out')
    .select('id')
    .where('account_id', '=', accountId)
    .where('consumer', '=', consumer)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Opts a consumer out for the whole account, at once: from this transaction on no decision sends to it, who has not been sent to is SKIPPED,
 * and their workflows are told. A recipient whose provider call is under way stays: the call's outcome says what it becomes.
 */
export async function insertOptOut(db: Db, optOut: OptOut, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  // Webhooks come late and out of order: what the consumer said last counts.
  const takenBack = await db
    .selectFrom('opt_out')
    .select('id')
    .where('account_id', '=', optOut.accountId)
    .where('consumer', '=', optOut.consumer)
    .where('revoked_at', '>', now)
    .executeTakeFirst();
  if (takenBack) return;
  await db
    .insertInto('opt_out')
    .values({ account_id: optOut.accountId, consumer: optOut.consumer, source: optOut.source, created_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'consumer']).where('revoked_at', 'is', null).doNothing())
    .execute();
  await lockConversations(db, optOut);
  const unsent = await db
    .selectFrom('recipient')
    .select(['id', 'campaign_id'])
    .where('account_id', '=', optOut.accountId)
    .where('state', 'in', [...UNSENT_STATES])
    .where((eb) =>
      eb.or([eb('wa', '=', optOut.consumer), eb('sms', '=', optOut.consumer), eb('inapp', '=', optOut.consumer)]),
    )
    .execute();
  if (unsent.length === 0) return;
  await db
    .updateTable('recipient')
    .set({
      state: 'SKIPPED',
      skipped_at: now,
      waits_for: null,
      wake_at: null,
      turn_at: null,
      turn_channel: null,
      reason: 'The consumer has opted out.',
      error_message: 'The consumer has opted out.',
    })
    .where(
      'id',
      'in',
      unsent.map((recipient) => recipient.id),
    )
    .where('state', 'in', ['NOT_SENT', 'SCHEDULED'])
    .execute();
  for (const { id, campaign_id } of unsent) {
    await insertOutbox(db, { kind: 'reassess', accountId: optOut.accountId, campaignId: campaign_id, recipientId: id });
  }
}

/**
 * An agent's answer is checked under this lock: one whose call has not begun is not sent any more. A conversation's own recipient has been sent
 * to, so it is none of those that an opt-out skips: the order of locks is kept.
 */
async function lockConversations(db: Db, { accountId, consumer }: OptOut): Promise<void> {
  await sql`SELECT FROM conversation WHERE account_id = ${accountId} AND consumer = ${consumer} AND closed_at IS NULL
    ORDER BY id FOR UPDATE`.execute(db);
}

/**
 * Takes an opt-out back that was there by then; with `sources`, only one that came from there. Who was skipped meanwhile stays skipped.
 */
export async function revokeOptOut(db: Db, optOut: OptOut, nowMs: number, sources?: readonly string[]): Promise<void> {
  const now = new Date(nowMs);
  let update = db
    .updateTable('opt_out')
    .set({ revoked_at: now, revoked_source: optOut.source })
    .where('account_id', '=', optOut.accountId)
    .where('consumer', '=', optOut.consumer)
    .where('created_at', '<=', now)
    .where('revoked_at', 'is', null);
  if (sources) update = update.where('source', 'in', [...sources]);
  await update.execute();
}
