import { ApplicationFailure } from '@temporalio/activity';
import type { Db } from '../db/connect.ts';
import { findFacts, type RecipientFacts } from '../db/facts.ts';
import { recordDecision, reopenFailed, takeSlot } from '../db/recipients.ts';
import { decide, type Decision } from '../domain/decision.ts';
import type { ActivityDeps } from './deps.ts';

/** A slot that was not used within this time of its coming is gone: a worker that was away must not make up for it in a burst. */
const SLOT_GRACE_MS = 2_000;

export function createEligibilityActivities({ db, now }: ActivityDeps) {
  return {
    /**
     * Reads the facts, asks the deciding function, writes down what it says and returns it. `fresh`: the workflow starts here; a recipient
     * that has failed is then being tried again by an operator.
     */
    async checkEligibility(check: { recipientId: string; fresh: boolean }): Promise<Decision> {
      const nowMs = await now();
      const { recipientId } = check;
      if (check.fresh) await reopenFailed(db, recipientId, nowMs);
      const known = await getFacts(db, recipientId, nowMs);
      let decision = decide(known.facts, nowMs);
      const { sendRate } = known.facts.campaign;
      if (decision.kind === 'send' && sendRate !== null && needsSlot(known.facts.slotAtMs, nowMs)) {
        const slotAtMs = await takeSlot(db, recipientId, sendRate, nowMs);
        decision = decide({ ...known.facts, slotAtMs }, nowMs);
      }
      await recordDecision(db, recipientId, decision, nowMs);
      return decision;
    },
  };
}

function needsSlot(slotAtMs: number | null, nowMs: number): boolean {
  return slotAtMs === null || slotAtMs < nowMs - SLOT_GRACE_MS;
}

/** The facts, or a failure that no retry changes: the recipient was erased. */
export async function getFacts(db: Db, recipientId: string, nowMs: number): Promise<RecipientFacts> {
  const known = await findFacts(db, recipientId, nowMs);
  if (known) return known;
  throw ApplicationFailure.nonRetryable('The recipient is not in the database: it was erased.', 'NotFound');
}
