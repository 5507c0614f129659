import { CHANNEL_NAMES, type Channel } from './channel.ts';
import { fullLimit, limitText } from './consumer-limit.ts';
import type { Constraint, SendDecision, SleepDecision, StopDecision } from './decision.ts';
import type { Known, Next, Particulars } from './forecast.ts';
import { dayAndTime, durationText, inZones, momentIn } from './say-time.ts';
import { standingOf } from './standing.ts';
import { localTimeIn } from './timezone.ts';

/** What lies ahead of an unsent recipient. */
export type Ahead =
  | { kind: 'stop'; decision: StopDecision }
  /** It sleeps without an end, and for no reason that still holds. */
  | { kind: 'stuck'; channel: Channel | null }
  | { kind: 'sleep'; decision: SleepDecision; waitsFor: Exclude<Constraint, 'RATE'>; next: Next }
  /** Nothing holds it any more, but it has fallen asleep. */
  | { kind: 'overslept'; decision: SendDecision; waitsFor: Constraint; next: Next }
  | { kind: 'turn'; decision: SendDecision | SleepDecision; waitsFor: 'RATE'; turn: EstimatedTurn; next: Next };

type EstimatedTurn = {
  of: 'ACCOUNT' | 'CAMPAIGN' | 'OPENING';
  place: number;
  ratePerSecond: number;
  estimatedAtMs: number;
};

type Told = { constraint: Particulars | null; sentence: string };

/** The particulars of what binds, and one sentence that says all of it. */
export function sentenceOf(known: Known, ahead: Ahead): Told {
  const { constraint, sentence } = toldOf(known, ahead);
  const unlooked = known.facts.state === 'NOT_SENT' && ahead.kind !== 'stop';
  return { constraint, sentence: `${sentence}${unlooked ? '; its workflow has not looked at it yet' : ''}.` };
}

/** The sentences have no full stop yet. */
function toldOf(known: Known, ahead: Ahead): Told {
  switch (ahead.kind) {
    case 'stop':
      return { constraint: null, sentence: stopText(ahead.decision) };
    case 'stuck':
      return { constraint: null, sentence: stuckText(ahead.channel) };
    case 'overslept':
      return { constraint: null, sentence: oversleptText(known, ahead) };
    case 'turn':
      return turnTold(known, ahead.turn, channelName(ahead.decision.channel ?? null), ahead.next);
    case 'sleep':
      return sleepTold(known, ahead);
  }
}

function stopText(decision: StopDecision): string {
  if (decision.state === 'SENT') return 'The gateway has just taken the message';
  const code = decision.error === null ? '' : ` (${decision.error.source}_${decision.error.code})`;
  return `Will not be sent: ${plain(decision.reason)}${code}`;
}

function stuckText(channel: Channel | null): string {
  return `May be sent on ${channelName(channel)}, but went to sleep when its send window could never open; pause the campaign and resume it to wake it`;
}

const SLEPT_FOR: Record<Constraint, string> = {
  START_DATE: "the campaign's start",
  WINDOW: 'its send window',
  RATE: 'its turn',
  DAILY_LIMIT: "the next day's limit",
  CONSUMER_LIMIT: "the consumer's limit of messages",
  PAUSED: 'a resume',
  CHANNEL_PAUSED: 'a resume',
  BACK_OFF: 'its next try',
  OUTCOME: 'the outcome of a call',
};

function oversleptText(known: Known, ahead: Extract<Ahead, { kind: 'overslept' }>): string {
  const until = known.circumstances.asleep?.untilMs ?? known.nowMs;
  const name = channelName(ahead.decision.channel);
  const asleep = `Nothing holds it on ${name} any more, but it went to sleep to wait for ${SLEPT_FOR[ahead.waitsFor]}, and wakes ${on(known, until)}`;
  if (ahead.next.atMs === null) return `${asleep}${never(ahead.next)}`;
  return ahead.next.atMs > until ? `${asleep}; it is sent ${on(known, ahead.next.atMs)}` : asleep;
}

function turnTold(known: Known, turn: EstimatedTurn, name: string, next: Next): Told {
  const { of, place, ratePerSecond, estimatedAtMs } = turn;
  const constraint = { kind: 'RATE' as const, of, place, ratePerSecond, estimatedAt: iso(estimatedAtMs) };
  const number = place.toLocaleString('en-US');
  const rate = `${ratePerSecond} ${ratePerSecond === 1 ? 'message' : 'messages'} a second`;
  const line = {
    ACCOUNT: `Waits for its turn on ${name}: number ${number} in the account's queue, which moves at ${rate}`,
    CAMPAIGN: `Waits for its turn on ${name} at the campaign's own send rate of ${rate}: number ${number} in line`,
    OPENING: `Its send window on ${name} is open, and those who waited for it go out one after the other at ${rate}: number ${number} in line`,
  }[of];
  if (next.atMs === null) return { constraint, sentence: `${line}${never(next)}` };
  if (next.atMs > estimatedAtMs) {
    const late = 'so its turn comes when its window is closed, and it goes out at the next opening';
    return { constraint, sentence: `${line}, ${late}, ${moment(known, next.atMs)}` };
  }
  return { constraint, sentence: `${line}, so it goes out at about ${moment(known, next.atMs, { seconds: true })}` };
}

function sleepTold(known: Known, ahead: Extract<Ahead, { kind: 'sleep' }>): Told {
  const { facts, circumstances, nowMs } = known;
  const { decision, waitsFor, next } = ahead;
  const name = channelName(decision.channel ?? null);
  const channel = circumstances.channels.find((candidate) => candidate.channel === decision.channel);
  const untilMs = decision.until === null ? nowMs : Date.parse(decision.until);
  switch (waitsFor) {
    case 'WINDOW':
      return windowTold(known, decision, name, next);
    case 'DAILY_LIMIT': {
      const nextDayMs = facts.channels.find((one) => one.channel === decision.channel)?.dailyLimitUntilMs ?? untilMs;
      const limit = channel?.dailyLimit ?? 0;
      const { timezone } = circumstances;
      const sentToday = channel?.sentToday ?? 0;
      const cause = `Waits because today's limit of ${limit.toLocaleString('en-US')} recipients on ${name} is used up; the next day starts ${on(known, nextDayMs, { zone: timezone })}`;
      return {
        constraint: { kind: 'DAILY_LIMIT', limit, sentToday, timezone, nextDayAt: iso(nextDayMs) },
        sentence: `${cause}${then(known, next, nextDayMs)}`,
      };
    }
    case 'CONSUMER_LIMIT':
      return consumerLimitTold(known, decision, untilMs, next);
    case 'PAUSED': {
      const { statusReason, expiresAtMs } = facts.campaign;
      return pauseTold(known, 'PAUSED', 'the campaign is paused', statusReason, circumstances.pausedAtMs, expiresAtMs);
    }
    case 'CHANNEL_PAUSED': {
      const why = facts.channels.find((one) => one.channel === decision.channel)?.pausedReason ?? null;
      const { expiresAtMs } = facts.campaign;
      const cause = `${name} is paused for the account`;
      return pauseTold(known, 'CHANNEL_PAUSED', cause, why, channel?.pausedAtMs ?? null, expiresAtMs);
    }
    case 'START_DATE': {
      const startAtMs = facts.campaign.startAtMs ?? untilMs;
      const cause = `Waits for the campaign's start ${on(known, startAtMs)}`;
      return {
        constraint: { kind: 'START_DATE', startAt: iso(startAtMs) },
        sentence: `${cause}${then(known, next, startAtMs)}`,
      };
    }
    case 'BACK_OFF':
      return backOffTold(known, decision, name, next);
    case 'OUTCOME': {
      const open = facts.attempts.find((attempt) => attempt.state === 'CALLING' || attempt.state === 'UNKNOWN');
      const calledAtMs = open?.calledAtMs ?? nowMs;
      const found = `that is being found out until ${moment(known, untilMs)}, and nothing else is sent before it is known`;
      return {
        constraint: { kind: 'OUTCOME', calledAt: iso(calledAtMs), until: iso(untilMs) },
        sentence: `Was handed to ${name} ${on(known, calledAtMs, { seconds: true })}, which has not yet said whether it took the message; ${found}`,
      };
    }
  }
}

function windowTold(known: Known, decision: SleepDecision, name: string, next: Next): Told {
  const { facts, nowMs } = known;
  const opensAtMs = decision.opensAt == null ? null : Date.parse(decision.opensAt);
  const zones = facts.zones.map((zone) => ({
    zone,
    localTime: localTimeIn(zone, nowMs),
    opensAtLocal: opensAtMs === null ? null : dayAndTime(zone, opensAtMs, nowMs),
  }));
  const { heldBy } = decision;
  const constraint = { kind: 'WINDOW' as const, opensAt: decision.opensAt ?? null, zones, ...(heldBy && { heldBy }) };
  const now = inZones(facts.zones, nowMs, (zone) => localTimeIn(zone, nowMs));
  if (opensAtMs === null) {
    const where = facts.zones.length === 1 ? 'there' : `in ${allOf(facts.zones)} at the same time`;
    const act = 'so a person has to cancel it and send it with a wider window';
    const inside = heldBy === undefined ? '' : ` inside the hours of ${heldBy}`;
    return {
      constraint,
      sentence: `Cannot be sent on ${name} as it is: it is now ${now}, and its send window is never open ${where}${inside}, ${act}`,
    };
  }
  const must = facts.zones.length === 1 ? '' : `, which must be open in ${allOf(facts.zones)}`;
  const opening = inZones(facts.zones, opensAtMs, (zone) => dayAndTime(zone, opensAtMs, nowMs));
  const where = facts.zones.length === 1 ? 'the window opens' : 'the window opens in all of them';
  const rules = heldBy === undefined ? '' : `, by ${heldBy}`;
  const text = `Waits for its send window on ${name}${must}: it is now ${now}, and ${where} on ${opening}${rules}`;
  if (next.atMs === null) return { constraint, sentence: `${text}${never(next)}` };
  const afterMs = next.atMs - opensAtMs;
  const turn = afterMs < 1000 ? '' : `; its own turn comes ${durationText(afterMs)} after that`;
  return { constraint, sentence: `${text}${turn}` };
}

function consumerLimitTold(known: Known, decision: SleepDecision, untilMs: number, next: Next): Told {
  const { facts, nowMs } = known;
  const channel = facts.channels.find((one) => one.channel === decision.channel);
  const full = fullLimit(channel?.limits, facts.consumerMessagesMs);
  const freeAtMs = full?.freeAtMs ?? untilMs;
  const had = full ? limitText(full) : 'as many messages of campaigns as are allowed';
  const zone =
    facts.zones[0] === undefined ? '' : `; it is now ${inZones(facts.zones, nowMs, (at) => localTimeIn(at, nowMs))}`;
  return {
    constraint: {
      kind: 'CONSUMER_LIMIT',
      limit: full?.most ?? 0,
      periodHours: (full?.periodMs ?? 0) / 3_600_000,
      by: full?.by ?? null,
      freeAt: iso(freeAtMs),
    },
    sentence: `Waits because the consumer has had ${had}${zone}; the next is allowed ${on(known, freeAtMs)}${then(known, next, freeAtMs)}`,
  };
}

function pauseTold(
  known: Known,
  kind: 'PAUSED' | 'CHANNEL_PAUSED',
  cause: string,
  why: string | null,
  sinceMs: number | null,
  expiresAtMs: number | null,
): Told {
  const since = sinceMs === null ? '' : ` since ${moment(known, sinceMs, { zone: known.circumstances.timezone })}`;
  const reason = why === null ? '' : ` (${plain(why)})`;
  const end = expiresAtMs === null ? '' : `; the campaign ends ${on(known, expiresAtMs)}`;
  return {
    constraint: { kind, since: sinceMs === null ? null : iso(sinceMs), why },
    sentence: `Waits because ${cause}${since}${reason}, and goes on when a person resumes it${end}`,
  };
}

function backOffTold(known: Known, decision: SleepDecision, name: string, next: Next): Told {
  const standing = decision.channel && standingOf(decision.channel, known.facts.attempts);
  const until = decision.until ?? iso(known.nowMs);
  const { code, meaning, tries } =
    standing?.kind === 'back-off' ? standing : { code: '', meaning: plain(decision.reason), tries: 0 };
  const cause = `Waits before it is tried on ${name} again: ${meaning} (code ${code}, attempt ${tries})`;
  const retry =
    next.atMs === null
      ? never(next)
      : decision.behind === undefined
        ? `; the next try is ${on(known, next.atMs, { seconds: true })}`
        : `; the next try is at the next opening of its send window, ${moment(known, next.atMs)}`;
  return { constraint: { kind: 'BACK_OFF', code, meaning, attempt: tries, until }, sentence: `${cause}${retry}` };
}

/** What follows once the constraint is gone. */
function then(known: Known, next: Next, goneAtMs: number): string {
  if (next.atMs === null) return never(next);
  return next.atMs - goneAtMs < 1000
    ? ''
    : `, and it is sent when its window is open after that, ${moment(known, next.atMs)}`;
}

function never(next: Next): string {
  return next.reason == null ? '' : `; as it stands it will not be sent: ${plain(next.reason)}`;
}

type How = { zone?: string; seconds?: boolean };

/** On the recipient's wall unless told otherwise; the account's serves where the recipient has no zone. */
function moment(known: Known, atMs: number, how: How = {}): string {
  const zone = how.zone ?? known.facts.zones[0] ?? known.circumstances.timezone;
  return momentIn(zone, atMs, known.nowMs, how.seconds);
}

function on(known: Known, atMs: number, how?: How): string {
  return `on ${moment(known, atMs, how)}`;
}

function allOf(zones: readonly string[]): string {
  return zones.length === 2 ? 'both of its possible zones' : `all of its ${zones.length} possible zones`;
}

function channelName(channel: Channel | null): string {
  return channel === null ? 'its channel' : CHANNEL_NAMES[channel];
}

/** A sentence as a part of another. */
function plain(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
