import { randomUUID } from 'node:crypto';
import type { OutboundMessage, SendResult } from '../channels/port.ts';
import { findOpenAttempt, insertAttempt, listOtherMessages, recordAccepted, recordOutcome } from '../db/attempts.ts';
import { findFacts, type RecipientFacts } from '../db/facts.ts';
import { recordConsequences } from '../db/failures.ts';
import { lockForSending, lockRecipient } from '../db/recipients.ts';
import type { Attempt } from '../db/schema.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import { OUTCOME_WAIT_MS, type Decision } from '../domain/decision.ts';
import type { SendChannel } from '../domain/plan.ts';
import { actionOf } from '../domain/provider-codes.ts';
import { localTimeIn } from '../domain/timezone.ts';
import { mustDecide } from './eligibility.ts';
import type { ActivityDeps } from './deps.ts';
import { lookUpLineType } from './line-type.ts';
import { outboundMessage } from './message.ts';
import { CALL_BEGINS_WITHIN_MS, LOOK_UP_AFTER_MS, LOOK_UP_AGAIN_AFTER_MS, persist, retryLater } from './once.ts';
import { awaitTurn } from './turn.ts';
import { transact } from '../db/transaction.ts';

export function createSendActivities(deps: ActivityDeps) {
  return {
    /** One try on WhatsApp. Returns what comes next. */
    sendWhatsApp: ({ recipientId }: { recipientId: string }) => send(deps, 'wa', recipientId),
    /** One try by SMS. Returns what comes next. */
    sendSms: ({ recipientId }: { recipientId: string }) => send(deps, 'sms', recipientId),
    /** One try on In-App. Returns what comes next. */
    sendInApp: ({ recipientId }: { recipientId: string }) => send(deps, 'inapp', recipientId),
  };
}

type ReadyToCall = { decision: Decision; message: OutboundMessage; attempt: Attempt };
type Prepared = ReadyToCall | { decision: Decision };

const NOT_CALLED = { outcome: 'not-called' } as const;

/**
 * Once only: the intent is committed before the call; a call whose answer was lost is looked up before anything else; and the window, the
 * opt-outs and the campaign's state are asked again right before the call, under the recipient's lock.
 */
async function send(deps: ActivityDeps, channel: SendChannel, recipientId: string): Promise<Decision> {
  await resolveOpenCall(deps, channel, recipientId);
  await lookUpLineType(deps, channel, recipientId);
  await awaitTurn(deps, channel, { recipientId });
  const next = await prepare(deps, channel, recipientId);
  if (!('attempt' in next)) return answer(deps, channel, next.decision);
  const { attempt, message } = next;
  const result = isLate(next, await deps.now()) ? NOT_CALLED : await deps.adapters[channel].send(message);
  const decision = await persist(() => record(deps, attempt, result));
  // A refusal can be an opt-out, which other recipients' workflows have to hear of.
  if (result.outcome === 'refused') deps.outbox.kick();
  return answer(deps, channel, decision);
}

/** Under the recipient's lock: decides, and if it may be sent writes the intent. */
async function prepare(deps: ActivityDeps, channel: SendChannel, recipientId: string): Promise<Prepared> {
  return transact(deps.db, async (trx) => {
    await lockForSending(trx, recipientId);
    // Once the lock is there: time has passed before it.
    const nowMs = await deps.now();
    const { decision, ...known } = await mustDecide(trx, recipientId, nowMs);
    if (decision.kind !== 'send' || decision.channel !== channel) return { decision };
    const message = outboundMessage(known, channel, randomUUID(), decision.closesAt);
    const attempt = await insertAttempt(trx, {
      id: message.attemptId,
      recipient: known.recipient,
      channel,
      from: message.from,
      to: message.to,
      localTime: localTimes(known, nowMs),
      ruleVersion: known.ruleVersion,
      calledAtMs: nowMs,
    });
    return { decision, attempt, message };
  });
}

/** Twilio's shortest `ValidityPeriod`: with less time left, its queue could keep a message for longer than the window is open. */
const LAST_CALL_MS = 1_000;

/** The commit took too long, or the window has closed meanwhile, but for a moment. */
function isLate({ attempt, message }: ReadyToCall, nowMs: number): boolean {
  if (nowMs - attempt.called_at.getTime() > CALL_BEGINS_WITHIN_MS) return true;
  return message.validUntil !== undefined && nowMs > Date.parse(message.validUntil) - LAST_CALL_MS;
}

function localTimes({ recipient }: RecipientFacts, nowMs: number): string {
  return recipient.zones.map((zone) => `${localTimeIn(zone, nowMs)} ${zone}`).join(', ');
}

/** Writes what came of the call and decides anew. */
async function record(deps: ActivityDeps, attempt: Attempt, result: SendResult | typeof NOT_CALLED): Promise<Decision> {
  const nowMs = await deps.now();
  return transact(deps.db, async (trx) => {
    await lockRecipient(trx, attempt.recipient_id);
    switch (result.outcome) {
      case 'accepted':
        await recordAccepted(trx, attempt, result.providerMessageId, nowMs, aliasOf(attempt, result));
        break;
      case 'refused':
        await recordOutcome(
          trx,
          attempt,
          { state: 'REFUSED', code: result.code, message: result.message, retry_after_ms: result.retryAfterMs ?? null },
          nowMs,
        );
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
    return (await mustDecide(trx, attempt.recipient_id, nowMs)).decision;
  });
}

/** Only where it differs: WhatsApp writes some countries' mobiles in a form of its own. */
function aliasOf(attempt: Attempt, { toAlias }: { toAlias?: string }): string | null {
  return toAlias === undefined || toAlias === attempt.to_address ? null : toAlias;
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
  // Too late to find out: the deciding function closes it.
  if (nowMs >= calledAtMs + OUTCOME_WAIT_MS) return;
  const known = await findFacts(deps.db, recipientId, nowMs);
  if (!known) return;
  const { held, rivals } = await listOtherMessages(deps.db, open);
  const found = await deps.adapters[channel].find(
    outboundMessage(known, channel, open.id, null),
    open.called_at.toISOString(),
    held,
    rivals,
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
