import type { z } from 'zod';
import type { Account } from '../db/schema.ts';
import type { GroupOutcome } from '../domain/simulation.ts';
import { localTimeIn } from '../domain/timezone.ts';
import { toFailedConsumer } from './launch-campaign.ts';
import type { simulationAnswer } from './schemas/simulations.ts';
import type { SimulatedCampaign } from './simulate-campaign.ts';

type Answer = z.infer<typeof simulationAnswer>;
type Zone = Answer['zones'][number];
type NotSent = Answer['notSent'][number];

/** A simulation on the wire. */
export function toSimulation(campaign: SimulatedCampaign, account: Account): Answer {
  const { groups, simulation, nowMs, plan, channels, excluded, failed } = campaign;
  const zones = new Map<string, Zone>();
  const notSent = new Map<string, NotSent>();
  let recipients = 0;
  groups.forEach(({ zones: timezones, members }, index) => {
    const outcome = simulation.groups[index];
    if (!outcome) return;
    recipients += members.length;
    const key = timezones.join();
    const zone = zones.get(key) ?? newZone(timezones, nowMs);
    zones.set(key, addGroup(zone, outcome, members.length, nowMs));
    for (const each of notSentOf(outcome, members.length)) {
      const same = notSent.get(`${each.reason} ${each.sentence}`);
      if (same) same.recipients += each.recipients;
      else notSent.set(`${each.reason} ${each.sentence}`, each);
    }
  });
  const all = [...zones.values()].sort((a, b) => b.recipients - a.recipients);
  const planned = plan.map(({ channel }) => channel);
  const [first] = planned;
  const setting = channels.find(({ channel }) => channel === first);
  const remaining = setting && Math.max(0, setting.daily_limit - setting.accepted_today);
  return {
    at: iso(nowMs),
    channels: planned.flatMap((channel) => {
      const own = channels.find((each) => each.channel === channel);
      return own ? [{ channel, ratePerSecond: own.rate_per_second, queued: own.queued }] : [];
    }),
    recipients,
    sends: all.reduce((sum, zone) => sum + zone.sends, 0),
    startsAt: all.reduce<string | null>((a, { firstSendAt }) => earlier(a, firstSendAt), null),
    endsAt: all.reduce<string | null>((a, { lastSendAt }) => later(a, lastSendAt), null),
    zones: all,
    notSent: [...notSent.values()].sort((a, b) => b.recipients - a.recipients),
    days: simulation.days,
    hours: simulation.hours.map(({ fromMs, sends }) => ({ from: iso(fromMs), sends })),
    dailyLimit:
      first !== undefined && setting && remaining !== undefined
        ? {
            channel: first,
            limit: setting.daily_limit,
            remaining,
            isPassed: recipients > remaining,
            timezone: account.timezone,
          }
        : null,
    excluded,
    failedConsumers: failed.map(toFailedConsumer),
  };
}

function newZone(timezones: string[], nowMs: number): Zone {
  const [first] = timezones;
  return {
    timezones,
    recipients: 0,
    localTime: first === undefined ? null : localTimeIn(first, nowMs),
    isOpen: false,
    opensAt: null,
    sends: 0,
    firstSendAt: null,
    lastSendAt: null,
    heldByRules: [],
  };
}

function addGroup(zone: Zone, outcome: GroupOutcome, recipients: number, nowMs: number): Zone {
  const { now, sent, firstMs, lastMs, isOpen, opensAtMs } = outcome;
  const heldBy = now.kind === 'sleep' ? now.heldBy : undefined;
  return {
    ...zone,
    recipients: zone.recipients + recipients,
    isOpen: zone.isOpen || isOpen,
    opensAt: earlier(zone.opensAt, opensAtMs === null ? null : iso(Math.max(opensAtMs, nowMs))),
    sends: zone.sends + sent,
    firstSendAt: earlier(zone.firstSendAt, firstMs === null ? null : iso(firstMs)),
    lastSendAt: later(zone.lastSendAt, lastMs === null ? null : iso(lastMs)),
    heldByRules: heldBy === undefined ? zone.heldByRules : addHeld(zone.heldByRules, heldBy, recipients),
  };
}

function addHeld(held: Zone['heldByRules'], rules: string, recipients: number): Zone['heldByRules'] {
  const same = held.find((each) => each.rules === rules);
  if (!same) return [...held, { rules, recipients }];
  return held.map((each) => (each === same ? { rules, recipients: same.recipients + recipients } : each));
}

function notSentOf({ not, never, expired, later: tooFar }: GroupOutcome, recipients: number): NotSent[] {
  if (not?.kind === 'stop') {
    return [{ reason: not.state === 'EXPIRED' ? 'EXPIRED' : 'STOPPED', sentence: not.reason, recipients }];
  }
  if (not) {
    const reason = not.constraint === 'WINDOW' && not.opensAt === null ? 'NEVER' : 'HELD';
    return [{ reason, sentence: not.reason, recipients }];
  }
  const each: NotSent[] = [
    { reason: 'NEVER', sentence: 'Its window never opens again.', recipients: never },
    { reason: 'EXPIRED', sentence: 'The campaign ends before its turn.', recipients: expired },
    {
      reason: 'TOO_FAR',
      sentence: "Its turn comes later than is looked at: the day's limit or the rate is low.",
      recipients: tooFar,
    },
  ];
  return each.filter(({ recipients: count }) => count > 0);
}

function earlier(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other < one) ? other : one;
}

function later(one: string | null, other: string | null): string | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function iso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
