import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import type { OutboundMessage, SendResult } from '../channels/port.ts';
import { findOpenAttempt, insertAttempt, recordAccepted, recordOutcome } from '../db/attempts.ts';
import type { RecipientFacts } from '../db/facts.ts';
import { recordConsequences } from '../db/failures.ts';
import { lockForSending, lockRecipient, recordDecision } from '../db/recipients.ts';
import type { Attempt } from '../db/schema.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import { decide, type Decision } from '../domain/decision.ts';
import type { SendChannel } from '../domain/plan.ts';
import { actionOf } from '../domain/provider-codes.ts';
import { localTimeIn, TIMEZONE_DATA_VERSION } from '../domain/timezone.ts';
import { getFacts } from './eligibility.ts';
import type { ActivityDeps } from './deps.ts';
import { outboundMessage } from './message.ts';

/**
 * A call begins within this time of the instant that was written as its intent, or not at all. Together with the provider's time-out it is
 * when a look-up can be believed: before that, another process may still be about to call.
 */
const CALL_BEGINS_WITHIN_MS = 5_000;
const LOOK_UP_AFTER_MS = 30_000;
const LOOK_UP_AGAIN_AFTER_MS = 10_000;

export function createSendActivities(deps: ActivityDeps) {
  return {
    /** One try on WhatsApp. Returns what comes next. */
    sendWhatsApp: ({ recipientId }: { recipientId: string }) => send(deps, 'wa', recipientId),
    /** One try by SMS. Returns what comes next. */
    sendSms: ({ recipientId }: { recipientId: string }) => send(deps, 'sms', recipientId),
  };
}

type Prepared = { message: OutboundMessage; attempt: Attempt };

/**
 * Once only: the intent is committed before the call; a call whose answer was lost is looked up before anything else; and the window, the
 * opt-outs and the campaign's state are asked again right before the call, under the recipient's lock.
 */
async function send(deps: ActivityDeps, channel: SendChannel, recipientId: string): Promise<Decision> {
  await resolveOpenCall(deps, channel, recipientId);
  const next = await prepare(deps, channel, recipientId);
  if ('kind' in next) return answer(deps, channel, next);
  if ((await deps.now()) - next.attempt.called_at.getTime() > CALL_BEGINS_WITHIN_MS) {
    return answer(deps, channel, await record(deps, next.attempt, { outcome: 'not-called' }));
  }
  const result = await deps.adapters[channel].send(next.message);
  return answer(deps, channel, await record(deps, next.attempt, result));
}

/** Under the recipient's lock: decides, and if it may be sent writes the intent. */
async function prepare(deps: ActivityDeps, channel: SendChannel, recipientId: string): Promise<Decision | Prepared> {
  const nowMs = await deps.now();
  return deps.db.transaction().execute(async (trx) => {
    await lockForSending(trx, recipientId);
    const known = await getFacts(trx, recipientId, nowMs);
    const decision = decide(known.facts, nowMs);
    if (decision.kind !== 'send' || decision.channel !== channel) {
      await recordDecision(trx, recipientId, decision, nowMs);
      return decision;
    }
    const message = outboundMessage(known, channel, randomUUID(), decision.closesAt);
    const attempt = await insertAttempt(trx, {
      id: message.attemptId,
      recipient: known.recipient,
      channel,
      from: message.from,
      to: message.to,
      localTime: localTimes(known, nowMs),
      ruleVersion: TIMEZONE_DATA_VERSION,
      calledAtMs: nowMs,
    });
    return { message, attempt };
  });
}

function localTimes({ recipient }: RecipientFacts, nowMs: number): string {
  return recipient.zones.map((zone) => `${localTimeIn(zone, nowMs)} ${zone}`).join(', ');
}

/** Writes what came of the call and decides anew. */
async function record(
  deps: ActivityDeps,
  attempt: Attempt,
  result: SendResult | { outcome: 'not-called' },
): Promise<Decision> {
  const nowMs = await deps.now();
  return deps.db.transaction().execute(async (trx) => {
    await lockRecipient(trx, attempt.recipient_id);
    switch (result.outcome) {
      case 'accepted':
        await recordAccepted(trx, attempt, result.providerMessageId, nowMs);
        break;
      case 'refused':
        await recordOutcome(trx, attempt, { state: 'REFUSED', code: result.code, message: result.message }, nowMs);
        await recordConsequences(trx, attempt, result.code, actionOf(attempt.channel, result.code), nowMs);
        break;
      case 'unknown':
        await recordOutcome(trx, attempt, { state: 'UNKNOWN', code: null, message: result.message }, nowMs);
        break;
      case 'not-called':
        await recordOutcome(
          trx,
          attempt,
          { state: 'ABSENT', code: null, message: 'The call was not made in time.' },
          nowMs,
        );
        break;
    }
    const { facts } = await getFacts(trx, attempt.recipient_id, nowMs);
    const next = decide(facts, nowMs);
    await recordDecision(trx, attempt.recipient_id, next, nowMs);
    return next;
  });
}

/** Longer back-offs are the workflow's: there a STOP, a resume or a reply is heard at once. */
const BACK_OFF_IN_PLACE_MS = 60_000;

/**
 * What the workflow is told. A short back-off and the look-up of a lost answer stay here, as retries of this activity: they cost no history,
 * and the engine shows them as a pending activity with its last failure.
 */
async function answer(deps: ActivityDeps, channel: SendChannel, decision: Decision): Promise<Decision> {
  if (decision.kind !== 'sleep' || decision.until === null) return decision;
  const waitMs = Date.parse(decision.until) - (await deps.now());
  if (decision.constraint === 'BACK_OFF' && waitMs <= BACK_OFF_IN_PLACE_MS) throw retryLater(decision.reason, waitMs);
  if (decision.constraint === 'OUTCOME' && deps.adapters[channel].canFind) {
    throw retryLater(decision.reason, Math.min(waitMs, LOOK_UP_AGAIN_AFTER_MS));
  }
  return decision;
}

/** An earlier try of this activity, here or in a worker that died, may have called: finds out before anything else is done. */
async function resolveOpenCall(deps: ActivityDeps, channel: SendChannel, recipientId: string): Promise<void> {
  const open = await findOpenAttempt(deps.db, recipientId);
  if (open?.channel !== channel) return;
  const nowMs = await deps.now();
  const calledAtMs = open.called_at.getTime();
  const known = await getFacts(deps.db, recipientId, nowMs);
  const found = await deps.adapters[channel].find(
    outboundMessage(known, channel, open.id, null),
    open.called_at.toISOString(),
  );
  if (found.outcome === 'accepted') {
    await record(deps, open, found);
  } else if (found.outcome === 'absent') {
    if (nowMs < calledAtMs + LOOK_UP_AFTER_MS) {
      throw retryLater(`${CHANNEL_NAMES[channel]} has no such message yet.`, calledAtMs + LOOK_UP_AFTER_MS - nowMs);
    }
    await recordOutcome(
      deps.db,
      open,
      { state: 'ABSENT', code: null, message: 'The provider has no such message.' },
      nowMs,
    );
  }
}

function retryLater(message: string, delayMs: number): ApplicationFailure {
  return ApplicationFailure.create({ message, type: 'RetryLater', nextRetryDelay: Math.max(delayMs, 1) });
}
