import type { Channel } from './channel.ts';
import { DAY_MS, type ConsumerLimit } from './consumer-limit.ts';
import { holidayOn, type Holiday } from './holidays.ts';
import { holdsIn } from './places.ts';
import { TIMEZONE_DATA_VERSION } from './timezone.ts';
import { intersectWindows, isInside, windowAt, type ClosedOn, type WeeklyWindow, type WindowState } from './window.ts';
import { wallClockAt } from './zone-clock.ts';

/** What the law, or a brand, says of one jurisdiction: channels.md section 5. */
export type Rule = {
  /** `*`, a country (US), or a part of one (US-FL). */
  jurisdiction: string;
  /** For people: "Florida". */
  name: string;
  channels: Channel[];
  /** When messages may be sent, by the wall clock of each possible zone; null: it says nothing of that. */
  windows: WeeklyWindow[] | null;
  /** Days on which nothing may be sent. */
  holidays: Holiday[];
  /** To one consumer within any 24 hours; null: it says nothing of that. */
  messagesPer24Hours: number | null;
  /** Where it comes from, and when that was last looked at (YYYY-MM-DD). */
  source: string;
  asOf: string;
};

/** A version never changes: each edit makes the next one, and an attempt names the one that it stood on. */
export type RuleSet = { name: string; version: number; description: string; rules: Rule[] };

/** The rules of a set that hold for one recipient on one channel, and the windows that they narrow. */
export type RulesInForce = { set: string; rules: Rule[]; ownWindows: WeeklyWindow[] };

/** The versions of all that a decision stands on, kept with each attempt. */
export function ruleVersion(set: Pick<RuleSet, 'name' | 'version'> | null): string {
  return set === null ? TIMEZONE_DATA_VERSION : `${TIMEZONE_DATA_VERSION} rules-${set.name}-${set.version}`;
}

/** The rules that hold on a channel for someone who may be in any of `places`; undefined: none does. */
export function rulesInForce(
  set: RuleSet | null,
  channel: Channel,
  places: readonly string[],
  ownWindows: WeeklyWindow[],
): RulesInForce | undefined {
  const rules = set === null ? [] : rulesFor(set, channel, places);
  return set === null || rules.length === 0 ? undefined : { set: set.name, rules, ownWindows };
}

/** The windows that are left: inside the campaign's or account's own, and inside those of every rule. */
export function narrowedWindows({ rules, ownWindows }: RulesInForce): WeeklyWindow[] {
  const common = commonWindows(rules);
  return common === null ? ownWindows : intersectWindows(ownWindows, common);
}

/** A version never changes, and many recipients are in few places: what follows from them is worked out once. */
const rulesByPlaces = new WeakMap<RuleSet, Map<string, Rule[]>>();
const windowsByRules = new WeakMap<Rule[], { windows: WeeklyWindow[] | null }>();

function rulesFor(set: RuleSet, channel: Channel, places: readonly string[]): Rule[] {
  const known = rulesByPlaces.get(set) ?? new Map<string, Rule[]>();
  rulesByPlaces.set(set, known);
  const key = [channel, ...places].join();
  const rules =
    known.get(key) ?? set.rules.filter((rule) => rule.channels.includes(channel) && holdsIn(rule.jurisdiction, places));
  known.set(key, rules);
  return rules;
}

/** Null: the rules say nothing of the hours. */
function commonWindows(rules: Rule[]): WeeklyWindow[] | null {
  const known = windowsByRules.get(rules);
  if (known) return known.windows;
  const windows = rules.reduce<WeeklyWindow[] | null>(
    (common, rule) =>
      rule.windows === null ? common : common === null ? rule.windows : intersectWindows(common, rule.windows),
    null,
  );
  windowsByRules.set(rules, { windows });
  return windows;
}

/** The days that the rules keep free; undefined: none. */
export function closedDays(inForce: RulesInForce | undefined): ClosedOn | undefined {
  if (!inForce) return undefined;
  const { rules } = inForce;
  const known = closedByRules.get(rules) ?? { closedOn: closedOnOf(rules) };
  closedByRules.set(rules, known);
  return known.closedOn;
}

const closedByRules = new WeakMap<Rule[], { closedOn: ClosedOn | undefined }>();

function closedOnOf(rules: Rule[]): ClosedOn | undefined {
  const holidays = rules.map((rule) => rule.holidays).filter((list) => list.length > 0);
  if (holidays.length === 0) return undefined;
  const days = new Map<number, boolean>();
  return (day) => {
    const isClosed = days.get(day) ?? holidays.some((list) => holidayOn(list, day) !== undefined);
    days.set(day, isClosed);
    return isClosed;
  };
}

/** The limits of 24 hours that the rules set. */
export function limitsOf(inForce: RulesInForce | undefined): ConsumerLimit[] {
  return (inForce?.rules ?? []).flatMap(({ name, messagesPer24Hours: most }) =>
    most === null ? [] : [{ most, periodMs: DAY_MS, by: `${name}, of the rule set ${inForce?.set ?? ''}` }],
  );
}

/**
 * Which rules keep a message back that the own windows would let out before `opensAtMs` (epoch ms; null: never), in
 * words: "the rule set strict (Alabama: Christmas Day)". Undefined: none does.
 */
export function holdingRules(
  inForce: RulesInForce | undefined,
  zones: readonly string[],
  nowMs: number,
  opensAtMs: number | null,
): string | undefined {
  if (!inForce) return undefined;
  const own: WindowState = windowAt(zones, inForce.ownWindows, nowMs);
  const atMs = own.open ? nowMs : own.opensAtMs;
  if (atMs === null || (opensAtMs !== null && atMs >= opensAtMs)) return undefined;
  const why = inForce.rules.flatMap((rule) => closedBy(rule, zones, atMs));
  return `the rule set ${inForce.set} (${[...new Set(why)].join('; ')})`;
}

function closedBy(rule: Rule, zones: readonly string[], atMs: number): string[] {
  const walls = zones.map((zone) => wallClockAt(zone, atMs));
  const holiday = walls.flatMap((wall) => holidayOn(rule.holidays, wall.day) ?? []).at(0);
  if (holiday !== undefined) return [`${rule.name}: ${holiday}`];
  const { windows } = rule;
  return windows !== null && walls.some((wall) => !isInside(windows, wall)) ? [rule.name] : [];
}
