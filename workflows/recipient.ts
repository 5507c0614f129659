import {
  ApplicationFailure,
  condition,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { CHANNEL_NAMES } from '../domain/channel.ts';
import type { Decision, SleepDecision, StopDecision, Turn } from '../domain/decision.ts';
import type { RecipientInput } from './inputs.ts';
import { reassessSignal, replySignal } from './messages.ts';
import { recipientStateKey } from './search-attributes.ts';
import { channelTaskQueue, DEFAULT_RATE_PER_SECOND } from './task-queues.ts';

type SentDecision = Extract<StopDecision, { state: 'SENT' }>;
type ClosedDecision = Exclude<StopDecision, SentDecision>;
/** What of a decision the workflow acts on. */
type Course = SleepDecision | StopDecision | ({ kind: 'send' } & Turn);

const { checkEligibility, routeReply } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  // A database that is away longer holds a timer in the history, not a workflow task in the worker.
  localRetryThreshold: '5s',
  retry: { maximumInterval: '30s' },
});

/**
 * One recipient's life: sleep until the local window opens, check eligibility, send on the first channel that takes the message,
 * wait for the reply until the lookback period is over. What comes next is always the deciding function's answer; this acts on it.
 * It can be started again at any point of that life, and goes on from the facts.
 */
export async function recipient(input: RecipientInput): Promise<{ state: string }> {
  const { accountId, recipientId } = input;
  const inbox = { replies: [] as string[], reassess: false };
  setHandler(replySignal, (messageId) => void inbox.replies.push(messageId));
  setHandler(reassessSignal, () => void (inbox.reassess = true));
  const told = () => inbox.reassess || inbox.replies.length > 0;
  const check = (fresh: boolean) => {
    inbox.reassess = false;
    return checkEligibility({ recipientId, fresh });
  };

  let lookback: Promise<'over'> | undefined;
  let decision: Course = begin(input) ?? (await check(input.woken !== true));
  for (;;) {
    setCurrentDetails(detailsOf(decision));
    while (inbox.replies[0] !== undefined) {
      await routeReply({ messageId: inbox.replies[0] });
      inbox.replies.shift();
    }
    if (decision.kind === 'send') {
      decision = await send(accountId, recipientId, decision);
    } else if (decision.kind === 'sleep') {
      showState('SCHEDULED');
      await sleepUntil(decision, told);
      decision = await check(false);
    } else if (inbox.reassess) {
      decision = await check(false);
    } else if (decision.state !== 'SENT') {
      return close(decision);
    } else {
      showState('SENT');
      if (Date.now() >= Date.parse(decision.repliesUntil)) return { state: 'SENT' };
      // One timer serves the whole wait, whatever comes meanwhile: cancelling and starting one costs two events each time.
      lookback ??= lookbackTimer(decision);
      if ((await Promise.race([lookback, condition(told)])) === 'over') lookback = undefined;
    }
  }
}

/** The history of a run whose first task is the first thing that happens to it: started, the task scheduled, the task begun. */
const EVENTS_AT_FIRST = 3;

/**
 * What the campaign has decided, for the very first task; the send activity decides again. Whom a signal has reached before it, or an operator
 * has reset to it, looks anew.
 */
function begin({ turn }: RecipientInput): Course | undefined {
  if (turn === undefined || workflowInfo().historyLength > EVENTS_AT_FIRST) return undefined;
  return { kind: 'send', ...turn };
}

const SEND_ACTIVITY = { wa: 'sendWhatsApp', sms: 'sendSms', inapp: 'sendInApp' } as const;

/** The provider call, in the channel's queue: the engine gives each account its rate there. The answer says what comes next. */
function send(accountId: string, recipientId: string, decision: Turn): Promise<Decision> {
  const activities = proxyActivities<Activities>({
    taskQueue: channelTaskQueue(decision.channel),
    priority: { fairnessKey: accountId, fairnessWeight: decision.ratePerSecond / DEFAULT_RATE_PER_SECOND },
    // The provider's time-out is at most 20 s; the rest is the database's.
    startToCloseTimeout: '45s',
    retry: { maximumInterval: '1m' },
  });
  return activities[SEND_ACTIVITY[decision.channel]]({ recipientId });
}

const SHORTEST_SLEEP_MS = 500;

async function sleepUntil(decision: SleepDecision, told: () => boolean): Promise<void> {
  if (decision.until === null) return condition(told);
  // The timer is the server's clock and the decision the worker's: where that is behind, asking again at once would not end.
  const ms = Math.max(Date.parse(decision.until) - Date.now(), SHORTEST_SLEEP_MS);
  await condition(told, ms, { summary: `${decision.constraint} until ${decision.until}` });
}

async function lookbackTimer(decision: SentDecision): Promise<'over'> {
  const ms = Date.parse(decision.repliesUntil) - Date.now();
  await sleep(ms, { summary: `Replies go to the campaign's skill until ${decision.repliesUntil}` });
  return 'over';
}

/** What an operator should see as failed, fails; the rest completes with its state. */
function close(decision: ClosedDecision): { state: string } {
  showState(decision.state);
  if (decision.state === 'FAILED' || decision.state === 'UNKNOWN') {
    const type = decision.error === null ? 'Failed' : `${decision.error.source}_${decision.error.code}`;
    throw ApplicationFailure.nonRetryable(decision.reason, type);
  }
  return { state: decision.state };
}

function showState(state: string): void {
  if (workflowInfo().typedSearchAttributes.get(recipientStateKey) === state) return;
  upsertSearchAttributes([{ key: recipientStateKey, value: state }]);
}

function detailsOf(decision: Course): string {
  switch (decision.kind) {
    case 'send':
      return `Waits for its turn on ${CHANNEL_NAMES[decision.channel]}, at most ${decision.ratePerSecond} messages a second.`;
    case 'sleep':
      return decision.until === null
        ? `${decision.reason} It goes on when a person resumes it.`
        : decision.reason.includes(decision.until)
          ? decision.reason
          : `${decision.reason} Wakes at ${decision.until}.`;
    case 'stop':
      return decision.state === 'SENT'
        ? `${decision.reason} Waits for a reply: until ${decision.repliesUntil} it goes to the campaign's skill.`
        : decision.reason;
  }
}
