import { ApplicationFailure } from '@temporalio/activity';
import type { ChannelAdapter, OutboundMessage, SendResult } from '../channels/port.ts';
import { listOtherMessages } from '../db/attempts.ts';
import {
  closeAnswer,
  findAgentMessage,
  getMessageFacts,
  isBehindAnother,
  lockForAnswer,
  recordAnswerCall,
  recordAnswerConsequences,
  recordAnswerSent,
  requeueAnswer,
  type AnswerError,
} from '../db/agent-messages.ts';
import type { AgentMessage } from '../db/schema.ts';
import { transact } from '../db/transaction.ts';
import { ANSWER_GIVE_UP_MS, answerBackOffMs, CONFIRMATION_WITHIN_MS, refuseMessage } from '../domain/answer.ts';
import { CHANNEL_NAMES, type Channel } from '../domain/channel.ts';
import { OUTCOME_WAIT_MS } from '../domain/decision.ts';
import { PROACTIVE } from '../domain/errors.ts';
import { actionOf } from '../domain/provider-codes.ts';
import { errorSource } from '../domain/standing.ts';
import type { AgentMessageState } from '../domain/status.ts';
import type { ActivityDeps } from './deps.ts';
import { CALL_BEGINS_WITHIN_MS, LOOK_UP_AFTER_MS, LOOK_UP_AGAIN_AFTER_MS, persist, retryLater } from './once.ts';
import { awaitTurn } from './turn.ts';

/** What became of an answer; `reason` names no person. */
type Sent = { state: AgentMessageState; code: string | null; reason: string | null };

/** An answer waits for one that was written before it, so that the consumer reads them in their order; but not for long. */
const IN_ORDER_WITHIN_MS = 30_000;
const LOOK_FOR_TURN_MS = 500;

export function createAgentMessageActivities(deps: ActivityDeps) {
  return {
    /**
     * Sends an agent's answer, or a notice, once: the intent is committed before the call, a call whose answer was lost is looked up or awaited, and what the
     * provider says that it did not take is called again. Returns once the outcome is known; until then the engine runs it again.
     */
    sendAgentMessage: ({ messageId }: { messageId: string }) => send(deps, messageId),
  };
}

async function send(deps: ActivityDeps, messageId: string): Promise<Sent> {
  const known = await findAgentMessage(deps.db, messageId);
  if (!known) throw erased();
  const adapter = adapterOf(deps, known.channel);
  if (!adapter) return fail(deps, known.id, notEligible(`Nothing answers on ${CHANNEL_NAMES[known.channel]} yet.`));
  if (known.state === 'CALLING') await resolveOpenCall(deps, adapter, known);
  await awaitTurn(deps, known.channel, { messageId });
  const ready = await prepare(deps, messageId);
  if (!('message' in ready)) return ready;
  const { row, message } = ready;
  if ((await deps.now()) - row.called_at.getTime() > CALL_BEGINS_WITHIN_MS) {
    await requeueAnswer(deps.db, row.id, null);
    throw retryLater('The call was not made in time.', 1);
  }
  const result = await adapter.send(message);
  return persist(() => record(deps, row, result));
}

function adapterOf({ adapters }: ActivityDeps, channel: Channel): ChannelAdapter | undefined {
  return (adapters as Partial<Record<Channel, ChannelAdapter>>)[channel];
}

/** Under lock: whether it may still be sent; if so, writes the intent. */
function prepare(
  deps: ActivityDeps,
  messageId: string,
): Promise<{ row: AgentMessage & { called_at: Date }; message: OutboundMessage } | Sent> {
  return transact(deps.db, async (trx) => {
    const row = await lockForAnswer(trx, messageId);
    if (!row) throw erased();
    if (row.state === 'CALLING') throw retryLater('Another call for it is under way.', LOOK_UP_AGAIN_AFTER_MS);
    if (row.state !== 'QUEUED') return outcomeOf(row);
    const facts = await getMessageFacts(trx, row.id);
    // Once the locks are there: time has passed before them.
    const now = new Date(await deps.now());
    const written = { purpose: row.purpose, writtenMs: row.created_at.getTime() };
    const refusal = refuseMessage(written, facts, now.getTime());
    if (refusal !== undefined) return close(trx, row.id, 'FAILED', notEligible(refusal), now);
    const waitedMs = now.getTime() - row.created_at.getTime();
    if (waitedMs < IN_ORDER_WITHIN_MS && (await isBehindAnother(trx, row))) {
      throw retryLater('An answer before it is still to be sent.', LOOK_FOR_TURN_MS);
    }
    await recordAnswerCall(trx, row.id, now);
    return { row: { ...row, called_at: now, tries: row.tries + 1 }, message: outboundAnswer(row, facts.fromRef) };
  });
}

function outboundAnswer(row: AgentMessage, fromRef: string | null): OutboundMessage {
  return {
    attemptId: row.id,
    from: row.from_address,
    fromRef: fromRef ?? undefined,
    to: row.to_address,
    content: { kind: 'text', text: row.text },
    validUntil: row.purpose === 'confirmation' ? new Date(giveUpMs(row)).toISOString() : undefined,
  };
}

/** After it, it is stale. */
function giveUpMs({ purpose, created_at: createdAt }: AgentMessage): number {
  return createdAt.getTime() + (purpose === 'confirmation' ? CONFIRMATION_WITHIN_MS : ANSWER_GIVE_UP_MS);
}

/** Writes what came of the call. */
async function record(deps: ActivityDeps, row: AgentMessage & { called_at: Date }, result: SendResult): Promise<Sent> {
  const { id, channel } = row;
  const now = new Date(await deps.now());
  switch (result.outcome) {
    case 'accepted':
      await recordAnswerSent(deps.db, id, result.providerMessageId, now);
      return current(deps, id);
    case 'unknown': {
      // Its webhook can be faster than our time-out.
      const known = await current(deps, id);
      if (known.state !== 'CALLING') return known;
      throw retryLater(`Finding out whether ${CHANNEL_NAMES[channel]} took it.`, LOOK_UP_AGAIN_AFTER_MS);
    }
    case 'refused': {
      const rule = actionOf(channel, result.code);
      const error: AnswerError = {
        source: errorSource(channel, 'REFUSED'),
        code: result.code,
        message: `${rule.meaning}.`,
      };
      const { retryAfterMs } = result;
      const delayMs = answerBackOffMs(row.tries, { backOffMs: rule.backOffMs, retryAfterMs });
      if (rule.action === 'retry' && now.getTime() + delayMs < giveUpMs(row)) {
        await requeueAnswer(deps.db, id, error);
        throw retryLater(`${rule.meaning} (code ${result.code}, attempt ${row.tries}).`, delayMs);
      }
      const outcome = await transact(deps.db, async (trx) => {
        await recordAnswerConsequences(trx, row, result.code, rule, now);
        return close(trx, id, 'FAILED', error, now);
      });
      // A refusal can be an opt-out, which recipients' workflows have to hear of.
      deps.outbox.kick();
      return outcome;
    }
  }
}

/** An earlier try of this activity, here or in a worker that died, may have called: finds out before anything else is done. */
async function resolveOpenCall(deps: ActivityDeps, adapter: ChannelAdapter, row: AgentMessage): Promise<void> {
  const nowMs = await deps.now();
  const calledAt = row.called_at ?? row.created_at;
  const calledAtMs = calledAt.getTime();
  const name = CHANNEL_NAMES[row.channel];
  if (nowMs >= calledAtMs + OUTCOME_WAIT_MS) {
    const error: AnswerError = {
      source: 'proactive',
      code: PROACTIVE.timeout,
      message: `${name} never said whether it took the message.`,
    };
    await closeAnswer(deps.db, row.id, 'UNKNOWN', error, new Date(nowMs));
    return;
  }
  const { fromRef } = await getMessageFacts(deps.db, row.id);
  const message = outboundAnswer(row, fromRef);
  const { held, rivals } = await listOtherMessages(deps.db, { ...row, called_at: calledAt });
  const found = await adapter.find(message, calledAt.toISOString(), held, rivals);
  if (found.outcome === 'accepted') {
    await recordAnswerSent(deps.db, row.id, found.providerMessageId, new Date(nowMs));
  } else if (found.outcome === 'absent' && nowMs >= calledAtMs + LOOK_UP_AFTER_MS) {
    await requeueAnswer(deps.db, row.id, null);
  } else {
    const untilMs = calledAtMs + (found.outcome === 'absent' ? LOOK_UP_AFTER_MS : OUTCOME_WAIT_MS);
    const waitMs = Math.min(untilMs - nowMs, LOOK_UP_AGAIN_AFTER_MS);
    throw retryLater(`Finding out whether ${name} took it.`, waitMs);
  }
}

async function fail(deps: ActivityDeps, id: string, error: AnswerError): Promise<Sent> {
  return close(deps.db, id, 'FAILED', error, new Date(await deps.now()));
}

async function close(
  db: ActivityDeps['db'],
  id: string,
  state: 'FAILED' | 'UNKNOWN',
  error: AnswerError,
  at: Date,
): Promise<Sent> {
  await closeAnswer(db, id, state, error, at);
  return current({ db }, id);
}

/** As it stands now: a webhook may have said more than the call did. */
async function current({ db }: Pick<ActivityDeps, 'db'>, id: string): Promise<Sent> {
  const row = await findAgentMessage(db, id);
  if (!row) throw erased();
  return outcomeOf(row);
}

function outcomeOf({ state, error_source, code, message }: AgentMessage): Sent {
  return { state, code: error_source === null || code === null ? null : `${error_source}_${code}`, reason: message };
}

function notEligible(message: string): AnswerError {
  return { source: 'proactive', code: PROACTIVE.notEligible, message };
}

function erased(): ApplicationFailure {
  return ApplicationFailure.nonRetryable('The answer is not in the database: it was erased.', 'NotFound');
}
