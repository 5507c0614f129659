import { CHANNEL_NAMES, type Channel } from './channel.ts';
import { DAY_MS, fullLimit, limitText, type ConsumerLimit } from './consumer-limit.ts';
import { PROACTIVE, type ErrorSource } from './errors.ts';
import type { SendChannel } from './plan.ts';
import { closedDays, holdingRules, type RulesInForce } from './rule-set.ts';
import { actionOf } from './provider-codes.ts';
import { standingOf, type AttemptFact } from './standing.ts';
import {
  isSent,
  isUnsent,
  type AttemptState,
  type CampaignStatus,
  type ClosedState,
  type RecipientState,
} from './status.ts';
import { localTimeIn } from './timezone.ts';
import { windowAt, type WeeklyWindow, type WindowState } from './window.ts';

/** What is known of one channel for one recipient. */
export type ChannelFacts = {
  channel: SendChannel;
  /** Why this recipient can't be reached on the channel, known before any call; null: may be tried. */
  ineligible: { code: string; source: ErrorSource; reason: string } | null;
  /** Whether the consumer has opted out of this channel alone. */
  optedOut: boolean;
  /** Why the account's channel is paused, by a provider's answer or a person; null: it runs. */
  pausedReason: string | null;
  /** Those of the campaign or the account; with `rules`, what these leave of them. */
  windows: WeeklyWindow[];
  /** Whether they are the campaign's own, which nobody can change once it is launched. */
  fixedWindows?: boolean | undefined;
  /** The rules of the account's rule set that hold for this recipient on the channel; absent: none does. */
  rules?: RulesInForce | undefined;
  /** Absent: none. */
  limits?: ConsumerLimit[] | undefined;
  ratePerSecond: number;
  /** Set when today's limit is used up: the start of the account's next day, epoch ms. */
  dailyLimitUntilMs: number | null;
};

/** Everything that the decision stands on: read from the database in one query, never kept. */
export type Facts = {
  state: RecipientState;
  zones: string[];
  /** Place in the line of an opening, as `placeInOpening` has it: spreads it over time. */
  zoneOrdinal: number;
  /** The slot taken in a campaign with a send rate of its own, epoch ms. */
  slotAtMs: number | null;
  /** Once it is sent: the end of the lookback period, epoch ms. */
  repliesUntilMs: number | null;
  campaign: {
    status: CampaignStatus;
    statusReason: string | null;
    startAtMs: number | null;
    expiresAtMs: number | null;
    sendRate: number | null;
  };
  /** Of all channels. */
  optedOut: boolean;
  openConversation: boolean;
  /**
   * When messages of the account's campaigns went, or may have gone, to the same consumer on any channel: the latest first, epoch ms. Read
   * only where something limits them.
   */
  consumerMessagesMs?: number[] | undefined;
  /** In priority order. */
  channels: ChannelFacts[];
  /** In the order in which they were made. */
  attempts: AttemptFact[];
};

/** What an unsent recipient waits for. */
export const CONSTRAINTS = [
  'START_DATE',
  'WINDOW',
  'RATE',
  'DAILY_LIMIT',
  'CONSUMER_LIMIT',
  'PAUSED',
  'CHANNEL_PAUSED',
  'BACK_OFF',
  'OUTCOME',
] as const;

export type Constraint = (typeof CONSTRAINTS)[number];

/** What other settings of the account end earlier: windows, limits, rules. Who waits for it is woken when they are changed. */
export const MOVED_BY_SETTINGS: Constraint[] = ['WINDOW', 'DAILY_LIMIT', 'CONSUMER_LIMIT'];

export type SendDecision = {
  kind: 'send';
  channel: SendChannel;
  /** The instant at which the window closes (ISO 8601); null without a window. */
  closesAt: string | null;
  /** The account's messages per second on the channel. */
  ratePerSecond: number;
  reason: string;
};
/** What a workflow needs of a decision to send. */
export type Turn = Pick<SendDecision, 'channel' | 'ratePerSecond'>;

/**
 * `until` is an instant (ISO 8601); null: for as long as it takes a person. In a pause, or where the campaign ends before what is waited for,
 * `until` is the campaign's end.
 */
export type SleepDecision = {
  kind: 'sleep';
  until: string | null;
  constraint: Constraint;
  reason: string;
  /** The channel that it waits to be sent on, or whose answer it waits for; absent where the campaign is paused. */
  channel?: Channel;
  /** Of WINDOW: the opening (ISO 8601), `until` being its own turn in it, or the campaign's end where that is earlier; null: it never opens. */
  opensAt?: string | null;
  /** Of WINDOW: what else lets it miss a window that is open, or opens, earlier. */
  behind?: Constraint;
  /** Of WINDOW: the rules that keep it closed though the campaign's or account's own window is open, or opens earlier. */
  heldBy?: string;
};
export type StopDecision =
  /** `repliesUntil`: the instant (ISO 8601) until which a reply goes to the campaign's skill. */
  | { kind: 'stop'; state: 'SENT'; repliesUntil: string; reason: string }
  | { kind: 'stop'; state: ClosedState; error: { source: ErrorSource; code: string } | null; reason: string };
export type Decision = SendDecision | SleepDecision | StopDecision;

/**
 * The heart: what to do with one recipient at `nowMs`. Send on a channel, sleep until an instant, or stop in a final state,
 * each with its reason in a sentence that names no person. The recipient workflow acts on it, the send activity asks it again just before
 * the provider call, and the forecast is its answer: what the product says and what it does can't differ.
 */
export function decide(facts: Facts, nowMs: number): Decision {
  return ended(facts) ?? unresolved(facts, nowMs) ?? forbidden(facts, nowMs) ?? held(facts) ?? proceed(facts, nowMs);
}

function ended(facts: Facts): Decision | undefined {
  // A message that a gateway has is sent, whatever else is written of its recipient: nothing follows it.
  if (isSent(facts.state) || facts.attempts.some((attempt) => TAKEN.includes(attempt.state))) {
    const repliesUntil = iso(facts.repliesUntilMs ?? 0);
    return { kind: 'stop', state: 'SENT', repliesUntil, reason: 'The gateway took the message.' };
  }
  if (isUnsent(facts.state)) return undefined;
  return stop(facts.state, null, `The recipient is ${facts.state.toLowerCase()}.`);
}

const TAKEN: AttemptState[] = ['ACCEPTED', 'DELIVERED', 'READ'];

/** How long the outcome of a call that got no answer is looked for before it counts as unknown. Its webhook usually comes in seconds. */
export const OUTCOME_WAIT_MS = 10 * 60_000;

/** A call whose answer was lost is never repeated blindly: nothing else happens until its outcome is found, or time runs out. */
function unresolved(facts: Facts, nowMs: number): Decision | undefined {
  const open = facts.attempts.find((attempt) => attempt.state === 'CALLING' || attempt.state === 'UNKNOWN');
  if (!open) return undefined;
  const untilMs = open.calledAtMs + OUTCOME_WAIT_MS;
  if (nowMs >= untilMs) {
    const error = { source: 'proactive', code: PROACTIVE.timeout } as const;
    return stop('UNKNOWN', error, `${CHANNEL_NAMES[open.channel]} never said whether it took the message.`);
  }
  const reason = `Finding out whether ${CHANNEL_NAMES[open.channel]} took the message.`;
  return sleep(untilMs, 'OUTCOME', reason, open.channel);
}

/** What no waiting changes. */
function forbidden(facts: Facts, nowMs: number): Decision | undefined {
  // A campaign that is over has ended its recipients: a STOP that comes later moves none of its counts.
  if (facts.campaign.status === 'CANCELLED') return stop('CANCELLED', null, 'The campaign was cancelled.');
  if (facts.campaign.status === 'FAILED') {
    return stop('FAILED', unexpected(), facts.campaign.statusReason ?? 'The campaign failed.');
  }
  const { expiresAtMs } = facts.campaign;
  if (expiresAtMs !== null && nowMs >= expiresAtMs) {
    return stop('EXPIRED', null, 'The campaign ended before the message could be sent.');
  }
  return optedOut(facts);
}

/** Of the account, of each channel of the plan; or by the very message: a provider that names an opt-out is not stepped down from. */
function optedOut({ optedOut: ofAll, channels, attempts }: Facts): Decision | undefined {
  if (ofAll) return stop('SKIPPED', null, 'The consumer has opted out.');
  if (channels.length > 0 && channels.every((channel) => channel.optedOut))
    return stop('SKIPPED', null, optedOutOf(channels));
  const refused = attempts.find(
    ({ channel, state, code }) =>
      code !== null && REFUSALS.includes(state) && actionOf(channel, code).action === 'opted-out',
  );
  return refused && stop('SKIPPED', null, optedOutOf([refused]));
}

/** The same words as db/opt-outs.ts writes. */
function optedOutOf(channels: readonly { channel: Channel }[]): string {
  return `The consumer has opted out of ${channels.map(({ channel }) => CHANNEL_NAMES[channel]).join(' and ')}.`;
}

const REFUSALS: AttemptState[] = ['REFUSED', 'FAILED'];

function held(facts: Facts): Decision | undefined {
  if (facts.campaign.status !== 'PAUSED') return undefined;
  const why = facts.campaign.statusReason === null ? '' : ` ${facts.campaign.statusReason}`;
  return hold(facts, 'PAUSED', `The campaign is paused.${why}`);
}

function proceed(facts: Facts, nowMs: number): Decision {
  const refusals: { source: ErrorSource; code: string; reason: string }[] = [];
  const closed: ChannelFacts[] = [];
  for (const channel of facts.channels) {
    if (channel.optedOut) {
      closed.push(channel);
      continue;
    }
    // What this message met itself is more exact than what is remembered of the address, and may be what it is remembered from.
    const standing = standingOf(channel.channel, facts.attempts);
    if (standing.kind === 'exhausted') {
      refusals.push(standing.error);
      continue;
    }
    if (channel.ineligible) {
      refusals.push(channel.ineligible);
      continue;
    }
    return onChannel(facts, channel, standing.kind === 'back-off' ? standing : undefined, nowMs);
  }
  const last = refusals.at(-1);
  if (closed.length > 0) {
    // But for the opt-out it would go on: it is no failure.
    return stop('SKIPPED', null, `${optedOutOf(closed)} ${last?.reason ?? ''}`.trim());
  }
  if (!last) return stop('FAILED', { source: 'proactive', code: PROACTIVE.notEligible }, 'No channel is open to it.');
  return stop('FAILED', { source: last.source, code: last.code }, last.reason);
}

type Wait = { ms: number; constraint: Constraint; reason: string };

/** One channel is left to try: the latest of all that it waits for decides, and then the window. */
function onChannel(
  facts: Facts,
  channel: ChannelFacts,
  backOff: { untilMs: number | 'next-opening'; sinceMs: number; reason: string } | undefined,
  nowMs: number,
): Decision {
  if (channel.pausedReason !== null) {
    const reason = `${CHANNEL_NAMES[channel.channel]} is paused. ${channel.pausedReason}`;
    return { ...hold(facts, 'CHANNEL_PAUSED', reason), channel: channel.channel };
  }
  const waits: Wait[] = [];
  const wait = (ms: number | null, constraint: Constraint, reason: string) => {
    if (ms !== null && ms > nowMs) waits.push({ ms, constraint, reason });
  };
  wait(facts.campaign.startAtMs, 'START_DATE', 'The campaign has not started yet.');
  const full = fullLimit(channel.limits, facts.consumerMessagesMs);
  if (full) {
    const [zone] = facts.zones;
    const next = zone === undefined ? '' : `; the next is allowed at ${localTimeIn(zone, full.freeAtMs)} in ${zone}`;
    wait(full.freeAtMs, 'CONSUMER_LIMIT', `The consumer has had ${limitText(full)}${next}.`);
  }
  wait(channel.dailyLimitUntilMs, 'DAILY_LIMIT', `Today's limit on ${CHANNEL_NAMES[channel.channel]} is used up.`);
  wait(facts.slotAtMs, 'RATE', "Waits for its turn at the campaign's send rate.");
  if (backOff) wait(backOffEnd(facts, channel, backOff), 'BACK_OFF', backOff.reason);

  const latest = waits.reduce<Wait | undefined>((a, b) => (a && a.ms >= b.ms ? a : b), undefined);
  const earliestMs = latest?.ms ?? nowMs;
  const window = windowOf(facts, channel, earliestMs);
  if (!window.open) {
    const asleep = untilOpening(facts, channel, latest, window.opensAtMs, nowMs);
    return window.opensAtMs === null ? asleep : withinCampaign(facts, channel, waits, asleep, nowMs);
  }
  if (latest) {
    const asleep = sleep(latest.ms, latest.constraint, latest.reason, channel.channel);
    return withinCampaign(facts, channel, waits, asleep, nowMs);
  }
  if (facts.openConversation) {
    const error = { source: 'proactive', code: PROACTIVE.openConversation } as const;
    return stop('FAILED', error, 'The consumer has an open conversation.');
  }
  return {
    kind: 'send',
    channel: channel.channel,
    closesAt: window.closesAtMs === null ? null : iso(window.closesAtMs),
    ratePerSecond: channel.ratePerSecond,
    reason: `May be sent on ${CHANNEL_NAMES[channel.channel]} now.`,
  };
}

/** The window in which it may be sent on a channel, at an instant (epoch ms), the rules in force included. */
export function windowOf(facts: Facts, channel: ChannelFacts, atMs: number): WindowState {
  return windowAt(facts.zones, channel.windows, atMs, closedDays(channel.rules));
}

/** "Back to sleep until the next opening" is counted from the window in which the attempt was made. */
function backOffEnd(
  facts: Facts,
  channel: ChannelFacts,
  backOff: { untilMs: number | 'next-opening'; sinceMs: number },
): number {
  if (backOff.untilMs !== 'next-opening') return backOff.untilMs;
  const then = windowOf(facts, channel, backOff.sinceMs);
  // A window that never closes has no next opening: the next day serves.
  return (then.open ? then.closesAtMs : then.opensAtMs) ?? backOff.sinceMs + DAY_MS;
}

function untilOpening(
  facts: Facts,
  channel: ChannelFacts,
  latest: Wait | undefined,
  opensAtMs: number | null,
  nowMs: number,
): SleepDecision {
  const heldBy = holdingRules(channel.rules, facts.zones, Math.max(latest?.ms ?? 0, nowMs), opensAtMs);
  const byRules = heldBy === undefined ? {} : { heldBy };
  if (opensAtMs === null) {
    const reason = heldBy
      ? `Its send window and ${heldBy} never allow a message at the same time.`
      : 'Its possible timezones and its send window never allow a message at the same time.';
    return { ...hold(facts, 'WINDOW', reason), channel: channel.channel, opensAt: null, ...byRules };
  }
  const wakeMs = opensAtMs + spreadMs(facts, channel, opensAtMs);
  const [zone] = facts.zones;
  const local = zone === undefined ? '' : `, ${localTimeIn(zone, opensAtMs)} in ${zone}`;
  const now = zone === undefined ? '' : ` It is ${localTimeIn(zone, nowMs)} there now.`;
  const behind = latest && missesWindow(facts, channel, opensAtMs, nowMs) ? latest : undefined;
  const cause = behind ? `${behind.reason} ` : '';
  const rules = heldBy === undefined ? '' : ` by ${heldBy}`;
  const reason = `${cause}Waits for its send window, which opens${rules} at ${iso(opensAtMs)}${local}.${now}`;
  return {
    ...sleep(wakeMs, 'WINDOW', reason, channel.channel),
    opensAt: iso(opensAtMs),
    ...(behind ? { behind: behind.constraint } : {}),
    ...byRules,
  };
}

/** Whether the window is open now, or opens earlier than at `opensAtMs`: then it is not the window alone that it waits for. */
function missesWindow(facts: Facts, channel: ChannelFacts, opensAtMs: number, nowMs: number): boolean {
  const window = windowOf(facts, channel, nowMs);
  return window.open || (window.opensAtMs !== null && window.opensAtMs < opensAtMs);
}

/**
 * Who is k-th in the line of an opening wakes k/rate seconds after it, so that twenty thousand do not wake in the same second.
 * At most half the time that is left of the window and the campaign: who wakes later than these end would never be sent to.
 */
function spreadMs(facts: Facts, channel: ChannelFacts, opensAtMs: number): number {
  const rate = Math.min(facts.campaign.sendRate ?? channel.ratePerSecond, channel.ratePerSecond);
  const window = windowOf(facts, channel, opensAtMs);
  if (!window.open || window.closesAtMs === null) return 0;
  const endMs = Math.min(window.closesAtMs, facts.campaign.expiresAtMs ?? Infinity);
  return spreadAfterMs(facts.zoneOrdinal, rate, endMs - opensAtMs);
}

/** How long after an opening the recipient with this ordinal wakes, where so much time is left from the opening on. */
export function spreadAfterMs(zoneOrdinal: number, ratePerSecond: number, leftMs: number): number {
  return Math.min(Math.floor((zoneOrdinal / ratePerSecond) * 1000), Math.floor(Math.max(leftMs, 0) / 2));
}

/**
 * A sleep is no longer than the campaign. Where it would be, and other settings of the account may still let the message out before the end, it
 * sleeps until then, and is woken when they are changed; else it ends at once.
 */
function withinCampaign(
  facts: Facts,
  channel: ChannelFacts,
  waits: Wait[],
  asleep: SleepDecision,
  nowMs: number,
): Decision {
  const { expiresAtMs } = facts.campaign;
  if (expiresAtMs === null || asleep.until === null || Date.parse(asleep.until) < expiresAtMs) return asleep;
  const until = iso(expiresAtMs);
  const fromMs = Math.max(nowMs, ...waits.filter(({ constraint }) => !isMoved(constraint)).map(({ ms }) => ms));
  if (!mayOpenBetween(facts, channel, fromMs, expiresAtMs)) {
    return stop('EXPIRED', null, `The campaign ends at ${until}, before the message may be sent.`);
  }
  const reason = `${asleep.reason} The campaign ends at ${until}, before that: it is not sent unless other settings let it out earlier.`;
  return { ...asleep, until, reason };
}

function isMoved(constraint: Constraint): boolean {
  return MOVED_BY_SETTINGS.includes(constraint);
}

/** Rules can be put out of force, and the account's windows be made wider; the campaign's own can't. */
function mayOpenBetween(facts: Facts, channel: ChannelFacts, fromMs: number, endMs: number): boolean {
  if (!channel.fixedWindows) return fromMs < endMs;
  const own = windowAt(facts.zones, channel.rules?.ownWindows ?? channel.windows, fromMs);
  const firstMs = own.open ? fromMs : own.opensAtMs;
  return firstMs !== null && firstMs < endMs;
}

function stop(state: ClosedState, error: { source: ErrorSource; code: string } | null, reason: string): StopDecision {
  return { kind: 'stop', state, error, reason };
}

/** Waits for a person, but no longer than the campaign lasts. */
function hold(facts: Facts, constraint: Constraint, reason: string): SleepDecision {
  const { expiresAtMs } = facts.campaign;
  return { kind: 'sleep', until: expiresAtMs === null ? null : iso(expiresAtMs), constraint, reason };
}

function sleep(untilMs: number, constraint: Constraint, reason: string, channel: Channel): SleepDecision {
  return { kind: 'sleep', until: iso(untilMs), constraint, reason, channel };
}

function unexpected(): { source: ErrorSource; code: string } {
  return { source: 'proactive', code: PROACTIVE.unexpected };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
