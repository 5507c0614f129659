import type { Channel } from './channel.ts';
import {
  decide,
  type Constraint,
  type Decision,
  type Facts,
  type SendDecision,
  type SleepDecision,
  type StopDecision,
} from './decision.ts';
import { sentenceOf, type Ahead } from './forecast-sentence.ts';

/** What the forecast says beyond the facts, read together with them. */
export type Circumstances = {
  /** The account's. */
  timezone: string;
  /** Since when the campaign is paused, epoch ms; null: it isn't, or nobody knows. */
  pausedAtMs: number | null;
  /** The next free slot of a campaign with a send rate of its own, epoch ms. */
  nextSlotAtMs: number | null;
  channels: { channel: Channel; pausedAtMs: number | null; dailyLimit: number; sentToday: number }[];
  /** What its workflow fell asleep for and when it wakes, whatever has changed since; null for `untilMs`: only a resume wakes it. */
  asleep: { for: Constraint; untilMs: number | null } | null;
};

/** Where a recipient stands among those that wait for their turn too. */
export type Line = {
  /** Its place in the account's queue of a channel, 1 is next; null: it is in none. */
  turn: { channel: Channel; place: number } | null;
  /** How many are in the account's queue of each channel. */
  queued: Partial<Record<Channel, number>>;
  /** How many of its campaign come before it that no workflow has looked at yet. */
  unlooked: number;
};

/** What is to be known of the constraint that binds. Instants are ISO 8601. */
export type Particulars =
  /**
   * `opensAt` is when it is open in all zones at once; null: it never is. `heldBy`: the rules that keep it closed, where
   * they alone do. Local times read
   * "Tue 07:42", openings "Wed 14 Jan at 08:00".
   */
  | {
      kind: 'WINDOW';
      opensAt: string | null;
      zones: { zone: string; localTime: string; opensAtLocal: string | null }[];
      heldBy?: string;
    }
  /** OPENING: those of one opening go one after the other. `place` 1 is next. */
  | {
      kind: 'RATE';
      of: 'ACCOUNT' | 'CAMPAIGN' | 'OPENING';
      place: number;
      ratePerSecond: number;
      estimatedAt: string;
    }
  | { kind: 'DAILY_LIMIT'; limit: number; sentToday: number; timezone: string; nextDayAt: string }
  /** `by`: the rule that sets the limit; null: the account's setting. */
  | { kind: 'CONSUMER_LIMIT'; limit: number; periodHours: number; by: string | null; freeAt: string }
  | { kind: 'PAUSED' | 'CHANNEL_PAUSED'; since: string | null; why: string | null }
  | { kind: 'START_DATE'; startAt: string }
  | { kind: 'BACK_OFF'; code: string; meaning: string; attempt: number; until: string }
  | { kind: 'OUTCOME'; calledAt: string; until: string };

export type Forecast = {
  /** The next instant at which it can be sent (ISO 8601); null: a person must act first, or nothing more is sent. */
  nextSendAt: string | null;
  /** Null: it waits for nothing more, for it will not be sent. */
  waitsFor: Constraint | null;
  /** The channel that it is to be sent on. */
  channel: Channel | null;
  constraint: Particulars | null;
  /** All of it for a person, naming none. */
  sentence: string;
};

/** All that a forecast stands on. */
export type Known = { facts: Facts; circumstances: Circumstances; line: Line; nowMs: number };

/**
 * What an unsent recipient waits for and when it can be sent: the deciding function's answer at this moment, followed from sleep to sleep. What
 * comes only later, such as a longer queue, it can't know.
 */
export function forecast(known: Known): Forecast {
  const { facts, nowMs, circumstances } = known;
  const decision = decide(facts, nowMs);
  if (decision.kind === 'stop') return willNotBeSent(known, decision);
  if (isStuck(known, decision)) {
    const waitsFor = circumstances.asleep?.for ?? null;
    const channel = decision.channel ?? null;
    const { sentence } = sentenceOf(known, { kind: 'stuck', channel });
    return { nextSendAt: null, waitsFor, channel, constraint: null, sentence };
  }
  return decision.kind === 'send' ? onItsTurn(known, decision) : asleep(known, decision);
}

function willNotBeSent(known: Known, decision: Extract<Decision, { kind: 'stop' }>): Forecast {
  const { sentence } = sentenceOf(known, { kind: 'stop', decision });
  return { nextSendAt: null, waitsFor: null, channel: null, constraint: null, sentence };
}

/** It sleeps without an end, for nothing that still holds it. */
function isStuck({ circumstances }: Known, decision: SendDecision | SleepDecision): boolean {
  if (circumstances.asleep?.untilMs !== null || PAUSES.includes(circumstances.asleep.for)) return false;
  return decision.kind === 'send' || (decision.until !== null && !PAUSES.includes(decision.constraint));
}

const PAUSES: Constraint[] = ['PAUSED', 'CHANNEL_PAUSED'];

function asleep(known: Known, decision: SleepDecision): Forecast {
  const { facts, circumstances } = known;
  const untilMs = decision.until === null ? null : Date.parse(decision.until);
  // Nobody wakes a sleeper because its limit or its window has become wider.
  const next = untilMs === null ? NEVER : follow(facts, Math.max(untilMs, circumstances.asleep?.untilMs ?? 0));
  const waitsFor = decision.behind ?? decision.constraint;
  if (waitsFor === 'RATE') {
    const rate = facts.campaign.sendRate ?? 1;
    const slotAtMs = facts.slotAtMs ?? known.nowMs;
    const place = placeOfSlot(slotAtMs - known.nowMs, rate);
    const turn = { of: 'CAMPAIGN' as const, place, ratePerSecond: rate, estimatedAtMs: slotAtMs };
    return tell(known, { kind: 'turn', decision, waitsFor, turn, next });
  }
  return tell(known, { kind: 'sleep', decision, waitsFor, next });
}

function onItsTurn(known: Known, decision: SendDecision): Forecast {
  const { circumstances, facts, nowMs } = known;
  const sleepsUntilMs = circumstances.asleep?.untilMs ?? 0;
  if (circumstances.asleep && sleepsUntilMs > nowMs) {
    const rate = Math.min(facts.campaign.sendRate ?? decision.ratePerSecond, decision.ratePerSecond);
    const openedAtMs = sleepsUntilMs - (facts.zoneOrdinal / rate) * 1000;
    if (circumstances.asleep.for === 'WINDOW' && openedAtMs <= nowMs) {
      return tellTurn(known, decision, { of: 'OPENING', atMs: sleepsUntilMs, rate });
    }
    const next = follow(facts, sleepsUntilMs);
    return tell(known, { kind: 'overslept', decision, waitsFor: circumstances.asleep.for, next });
  }
  return tellTurn(known, decision, turnOf(known, decision));
}

/** `atMs`: an estimate, epoch ms. */
type Turn = { of: 'ACCOUNT' | 'CAMPAIGN' | 'OPENING'; atMs: number; rate: number; place?: number };

function turnOf({ facts, circumstances, line, nowMs }: Known, decision: SendDecision): Turn {
  const { sendRate } = facts.campaign;
  const inQueue = line.turn?.channel === decision.channel;
  if (sendRate !== null && !inQueue) {
    const freeMs = Math.max(circumstances.nextSlotAtMs ?? nowMs, nowMs);
    return { of: 'CAMPAIGN', atMs: freeMs + (line.unlooked / sendRate) * 1000, rate: sendRate };
  }
  const rate = decision.ratePerSecond;
  const place = inQueue ? (line.turn?.place ?? 1) : (line.queued[decision.channel] ?? 0) + line.unlooked + 1;
  return { of: 'ACCOUNT', atMs: estimateMs(nowMs, place, rate), rate, place };
}

function tellTurn(known: Known, decision: SendDecision, turn: Turn): Forecast {
  const { of, atMs, rate } = turn;
  const place = turn.place ?? placeOfSlot(atMs - known.nowMs, rate);
  const estimated = { of, place, ratePerSecond: rate, estimatedAtMs: Math.round(atMs) };
  const next = follow(known.facts, estimated.estimatedAtMs);
  return tell(known, { kind: 'turn', decision, waitsFor: 'RATE', turn: estimated, next });
}

function tell(known: Known, ahead: Exclude<Ahead, { kind: 'stop' | 'stuck' }>): Forecast {
  const { sentence, constraint } = sentenceOf(known, ahead);
  return {
    nextSendAt: ahead.next.atMs === null ? null : new Date(ahead.next.atMs).toISOString(),
    waitsFor: ahead.waitsFor,
    channel: ahead.decision.channel ?? null,
    constraint,
    sentence,
  };
}

/** When the one at this place goes out, at a rate per second: 1 is next. */
export function estimateMs(nowMs: number, place: number, ratePerSecond: number): number {
  return nowMs + Math.ceil((place / ratePerSecond) * 1000);
}

/** The place of a slot that comes in so many milliseconds, where they come one after the other at a rate per second: 1 is next. */
export function placeOfSlot(waitMs: number, ratePerSecond: number): number {
  // Slots are kept to the millisecond: one that is a millisecond early is still its own.
  return Math.floor(((Math.max(waitMs, 0) + 1) / 1000) * ratePerSecond) + 1;
}

/** When it is sent, epoch ms; null: never as things are, and `reason` says why where that is certain. */
export type Next = { atMs: number; reason?: undefined } | { atMs: null; reason: string | null };

const NEVER: Next = { atMs: null, reason: null };
/** A start, a limit, a slot and a back-off, each with an opening after it: more sleeps than these don't follow one another. */
const MOST_SLEEPS = 10;

/** When it is sent if nothing changes, from `fromMs` on: what the deciding function says at each awakening, until it says send or stop. */
function follow(facts: Facts, fromMs: number): Next {
  let atMs = fromMs;
  for (let sleeps = 0; sleeps < MOST_SLEEPS; sleeps += 1) {
    const decision = decide(facts, atMs);
    if (decision.kind === 'send') return { atMs };
    if (decision.kind === 'stop') return { atMs: null, reason: notYetOver(facts, decision) };
    if (decision.until === null) return NEVER;
    atMs = Date.parse(decision.until);
  }
  return NEVER;
}

/** Why it will not be sent, before it is so: the end of the campaign is still to come. */
function notYetOver({ campaign: { expiresAtMs } }: Facts, { state, reason }: StopDecision): string {
  return state !== 'EXPIRED' || expiresAtMs === null
    ? reason
    : `The campaign ends at ${new Date(expiresAtMs).toISOString()}, before the message may be sent.`;
}
