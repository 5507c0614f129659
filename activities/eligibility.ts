import { ApplicationFailure } from '@temporalio/activity';
import type { Transaction } from 'kysely';
import { decideAndRecord, lockRecipient, reopenFailed, takeSlot } from '../db/recipients.ts';
import type { Database } from '../db/schema.ts';
import type { Decision } from '../domain/decision.ts';
import type { ActivityDeps } from './deps.ts';
import { transact } from '../db/transaction.ts';

/** A slot that was not used within this time of its coming is gone: a worker that was away must not make up for it in a burst. */
const SLOT_GRACE_MS = 2_000;

export function createEligibilityActivities({ db, now }: ActivityDeps) {
  return {
    /**
     * Reads the facts, asks the deciding function, writes down what it says and returns it. `fresh`: the workflow starts here; a recipient
     * that has failed is then being tried again by an operator.
     */
    checkEligibility({ recipientId, fresh }: { recipientId: string; fresh: boolean }): Promise<Decision> {
      return transact(db, async (trx) => {
        const nowMs = await now();
        let decided = await mustDecide(trx, recipientId, nowMs);
        if (fresh && decided.facts.state === 'FAILED') {
          await reopenFailed(trx, [recipientId], nowMs);
          decided = await mustDecide(trx, recipientId, nowMs);
        }
        const { decision, facts } = decided;
        const { sendRate } = facts.campaign;
        if (decision.kind !== 'send' || sendRate === null || hasSlot(facts.slotAtMs, nowMs)) return decision;
        await lockRecipient(trx, recipientId);
        await takeSlot(trx, recipientId, sendRate, nowMs);
        return (await mustDecide(trx, recipientId, nowMs)).decision;
      });
    },
  };
}

function hasSlot(slotAtMs: number | null, nowMs: number): boolean {
  return slotAtMs !== null && slotAtMs >= nowMs - SLOT_GRACE_MS;
}

/** The decision on a recipient, written down; or a failure that no retry changes: the recipient was erased. */
export async function mustDecide(trx: Transaction<Database>, recipientId: string, nowMs: number) {
  const decided = await decideAndRecord(trx, recipientId, nowMs);
  if (decided) return decided;
  throw ApplicationFailure.nonRetryable('The recipient is not in the database: it was erased.', 'NotFound');
}
