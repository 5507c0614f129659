import { dayAt } from './account-day.ts';
import { fullLimit } from './consumer-limit.ts';
import { decide, spreadAfterMs, type ChannelFacts, type Decision, type Facts } from './decision.ts';
import { createEventQueue } from './event-queue.ts';
import type { SendChannel } from './plan.ts';
import { closedDays } from './rule-set.ts';
import { windowAt } from './window.ts';

/** Recipients of whom the same is known: the deciding function says the same of all of them. */
export type SimulatedGroup = {
  /** Of any of them before anyone has looked; whose `zoneOrdinal` it is does not matter. */
  facts: Facts;
  /** Each one's place in the campaign and among those with the same zones, both from 0. */
  members: { place: number; zoneOrdinal: number }[];
};

/** What an account's channel is set to, and has done today. */
export type SimulatedChannel = {
  channel: SendChannel;
  dailyLimit: number;
  sentToday: number;
  /** Recipients of other campaigns who wait for their turn. */
  queued: number;
};

export type SimulationInput = {
  groups: SimulatedGroup[];
  channels: SimulatedChannel[];
  /** The account's: its days are those of the daily limits. */
  timezone: string;
  nowMs: number;
};

export type GroupOutcome = {
  /** What the deciding function says at this moment. */
  now: Decision;
  /** What it says where they are not sent to, or not unless a person acts; undefined: they are sent to. */
  not: Exclude<Decision, { kind: 'send' }> | undefined;
  /** Whether the window is open at this moment, and from when on they may be sent to (epoch ms; null: never, or on no channel). */
  isOpen: boolean;
  opensAtMs: number | null;
  sent: number;
  firstMs: number | null;
  lastMs: number | null;
  /** Whose turn comes after the end of the campaign. */
  expired: number;
  /** Whose window never opens again. */
  never: number;
  /** Who was not followed to the end: it is too far. */
  later: number;
};

export type Simulation = {
  /** In the order of the groups that came in. */
  groups: GroupOutcome[];
  /** Sends by the hour (UTC) in which they are, the earliest first. */
  hours: { fromMs: number; sends: number }[];
  /** By the account's days. `held`: whose turn came when the day's limit was used up. */
  days: { date: string; sends: number; held: number }[];
};

const HOUR_MS = 3_600_000;
/** A hundred thousand who wait for twenty days, or a second's work. */
const MOST_EVENTS = 2_000_000;
/** As in the forecast: a start, a limit and an opening follow one another, and no more. */
const MOST_SLEEPS = 10;
const WAKES = 0;
const SLOT_COMES = 1;

/**
 * When each recipient of a campaign would be sent to if it were launched at `nowMs` and nothing changed: the product's own waiting, from opening
 * to opening and turn to turn, without doing any of it. Who is let out takes a slot where the campaign has a send rate, and then a turn in the
 * account's pace; who finds the window closed at their turn has used it up, and waits for the next opening.
 */
export function simulate(input: SimulationInput): Simulation {
  const { groups, channels, timezone, nowMs } = input;
  const outcomes = groups.map(({ facts }) => outlook(facts, nowMs));
  const days = createDays(channels, timezone, nowMs);
  const hours = new Map<number, number>();
  const waiting = createEventQueue();
  // By their places: objects of their own would cost more than all the rest.
  const runs: Run[] = [];
  const ordinals: number[] = [];
  const wake = (place: number, { clock, outcome }: Run, fromMs: number) => {
    const atMs = clock.wakesAt(fromMs, ordinals[place] ?? 0);
    if (atMs === null) outcome.never++;
    else if (atMs >= clock.expiresAtMs) outcome.expired++;
    else waiting.push({ atMs, place, kind: WAKES });
  };
  groups.forEach(({ facts, members }, index) => {
    const outcome = outcomes[index];
    const clock = outcome && clockOf(facts, outcome);
    const own = clock && channels.find(({ channel }) => channel === clock.channel);
    if (!outcome || !clock || !own) return;
    outcome.isOpen = clock.isOpen(nowMs);
    outcome.opensAtMs = clock.wakesAt(Math.max(nowMs, clock.freeAtMs), 0);
    // A limit of nothing would hold them from day to day without an end.
    if (own.dailyLimit === 0) outcome.later += members.length;
    else {
      const run = { clock, outcome };
      for (const { place, zoneOrdinal } of members) {
        runs[place] = run;
        ordinals[place] = zoneOrdinal;
      }
    }
  });
  runs.forEach((run, place) => wake(place, run, Math.max(nowMs, run.clock.freeAtMs)));

  const takeTurn = createPace(channels, nowMs);
  const takeSlot = createSlots(nowMs);
  let events = 0;
  for (let event = waiting.pop(); event; event = waiting.pop()) {
    const { atMs, place, kind } = event;
    const run = runs[place];
    if (!run) continue;
    const { clock, outcome } = run;
    if (++events > MOST_EVENTS) {
      outcome.later++;
      continue;
    }
    const nextDayMs = days.heldUntilMs(clock.channel, atMs);
    const slotMs = nextDayMs === null && kind === WAKES ? takeSlot(atMs, clock.sendRate) : atMs;
    if (nextDayMs !== null) wake(place, run, nextDayMs);
    else if (slotMs > atMs && clock.isOpen(slotMs)) waiting.push({ atMs: slotMs, place, kind: SLOT_COMES });
    else if (slotMs > atMs) wake(place, run, slotMs);
    else {
      const turnMs = takeTurn(clock, atMs);
      const heldUntilMs = clock.isOpen(turnMs) ? days.heldUntilMs(clock.channel, turnMs) : null;
      if (turnMs >= clock.expiresAtMs) outcome.expired++;
      else if (heldUntilMs !== null) wake(place, run, heldUntilMs);
      else if (!clock.isOpen(turnMs)) wake(place, run, turnMs);
      else {
        countSend(outcome, turnMs);
        days.count(clock.channel, turnMs);
        const hour = Math.floor(turnMs / HOUR_MS) * HOUR_MS;
        hours.set(hour, (hours.get(hour) ?? 0) + 1);
      }
    }
  }
  return {
    groups: outcomes,
    hours: [...hours].map(([fromMs, sends]) => ({ fromMs, sends })).sort((a, b) => a.fromMs - b.fromMs),
    days: days.list(),
  };
}

/** What the recipients of a group share. */
type Run = { clock: Clock; outcome: GroupOutcome };

/** Channels go beside each other, so that a group's sends need not come in their order. */
function countSend(outcome: GroupOutcome, atMs: number): void {
  outcome.sent++;
  outcome.firstMs = Math.min(outcome.firstMs ?? atMs, atMs);
  outcome.lastMs = Math.max(outcome.lastMs ?? atMs, atMs);
}

/** The account's turns on each channel, one after the other, behind those who wait already. */
function createPace(channels: SimulatedChannel[], nowMs: number) {
  const ahead = new Map(channels.map(({ channel, queued }) => [channel, queued]));
  const nextMs = new Map<SendChannel, number>();
  return ({ channel, ratePerSecond }: Clock, atMs: number): number => {
    const gapMs = 1000 / ratePerSecond;
    const turnMs = Math.max(nextMs.get(channel) ?? nowMs + (ahead.get(channel) ?? 0) * gapMs, atMs);
    nextMs.set(channel, turnMs + gapMs);
    return turnMs;
  };
}

/** The slots of a campaign with a send rate of its own; without one it is always now. */
function createSlots(nowMs: number) {
  let nextMs = nowMs;
  return (atMs: number, sendRate: number | null): number => {
    if (sendRate === null) return atMs;
    const slotMs = Math.max(nextMs, atMs);
    nextMs = slotMs + 1000 / sendRate;
    return slotMs;
  };
}

/** What comes of a group if nothing changes, as the deciding function says at each of its awakenings. */
function outlook(facts: Facts, nowMs: number): GroupOutcome {
  const now = decide(facts, nowMs);
  const nothing = {
    isOpen: false,
    opensAtMs: null,
    sent: 0,
    firstMs: null,
    lastMs: null,
    expired: 0,
    never: 0,
    later: 0,
  };
  let decision = now;
  for (let sleeps = 0; sleeps < MOST_SLEEPS && decision.kind === 'sleep' && decision.until !== null; sleeps++) {
    decision = decide(facts, Date.parse(decision.until));
  }
  return { now, not: decision.kind === 'send' ? undefined : decision, ...nothing };
}

type Clock = {
  channel: SendChannel;
  ratePerSecond: number;
  sendRate: number | null;
  /** Before it nothing is sent: the start, or a limit of messages to the consumer. */
  freeAtMs: number;
  expiresAtMs: number;
  isOpen: (atMs: number) => boolean;
  /** From an instant on: at once where the window is open, else spread over its next opening. Null: it never opens. */
  wakesAt: (fromMs: number, zoneOrdinal: number) => number | null;
};

/** The window of a group on the channel that it is sent on; undefined: it is sent on none. */
function clockOf(facts: Facts, outcome: GroupOutcome): Clock | undefined {
  const channel = outcome.not ? undefined : sendChannelOf(facts, outcome.now);
  if (!channel) return undefined;
  const { startAtMs, sendRate } = facts.campaign;
  const expiresAtMs = facts.campaign.expiresAtMs ?? Infinity;
  const known: { fromMs: number; untilMs: number; isOpen: boolean }[] = [];
  const stretchAt = (atMs: number) => {
    const found = known.find(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
    if (found) return found;
    const window = windowAt(facts.zones, channel.windows, atMs, closedDays(channel.rules));
    const untilMs = (window.open ? window.closesAtMs : window.opensAtMs) ?? Infinity;
    const stretch = { fromMs: atMs, untilMs, isOpen: window.open };
    known.unshift(stretch);
    // Those that are asked for now lie close together.
    known.length = Math.min(known.length, 8);
    return stretch;
  };
  const rate = Math.min(sendRate ?? channel.ratePerSecond, channel.ratePerSecond);
  return {
    channel: channel.channel,
    ratePerSecond: channel.ratePerSecond,
    sendRate,
    freeAtMs: Math.max(startAtMs ?? 0, fullLimit(channel.limits, facts.consumerMessagesMs)?.freeAtMs ?? 0),
    expiresAtMs,
    isOpen: (atMs) => stretchAt(atMs).isOpen,
    wakesAt(fromMs, zoneOrdinal) {
      const stretch = stretchAt(fromMs);
      if (stretch.isOpen) return fromMs;
      const opensAtMs = stretch.untilMs;
      if (opensAtMs === Infinity) return null;
      const closesAtMs = stretchAt(opensAtMs).untilMs;
      if (closesAtMs === Infinity) return opensAtMs;
      return opensAtMs + spreadAfterMs(zoneOrdinal, rate, Math.min(closesAtMs, expiresAtMs) - opensAtMs);
    },
  };
}

function sendChannelOf(facts: Facts, now: Decision): ChannelFacts | undefined {
  const channel = now.kind === 'stop' ? undefined : now.channel;
  return facts.channels.find((each) => each.channel === channel);
}

type Day = {
  fromMs: number;
  untilMs: number;
  date: string;
  sends: number;
  held: number;
  used: Map<SendChannel, number>;
};

/** What goes on each of the account's days, within the limits of its channels. */
function createDays(channels: SimulatedChannel[], timezone: string, nowMs: number) {
  const limits = new Map(channels.map(({ channel, dailyLimit }) => [channel, dailyLimit]));
  const today = new Map(channels.map(({ channel, sentToday }) => [channel, sentToday]));
  const days: Day[] = [{ ...dayAt(timezone, nowMs), sends: 0, held: 0, used: today }];
  const dayOf = (atMs: number) => {
    const found = days.find(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
    if (found) return found;
    const day = { ...dayAt(timezone, atMs), sends: 0, held: 0, used: new Map<SendChannel, number>() };
    // The latest first: it is the one that is asked for.
    days.unshift(day);
    return day;
  };
  return {
    /** The next day, where the limit of this one is used up; else null. Whoever asks is held until then. */
    heldUntilMs(channel: SendChannel, atMs: number): number | null {
      const day = dayOf(atMs);
      if ((day.used.get(channel) ?? 0) < (limits.get(channel) ?? 0)) return null;
      day.held++;
      return day.untilMs;
    },
    count(channel: SendChannel, atMs: number): void {
      const day = dayOf(atMs);
      day.sends++;
      day.used.set(channel, (day.used.get(channel) ?? 0) + 1);
    },
    list(): Simulation['days'] {
      return days
        .filter(({ sends, held }) => sends > 0 || held > 0)
        .sort((a, b) => a.fromMs - b.fromMs)
        .map(({ date, sends, held }) => ({ date, sends, held }));
    },
  };
}
