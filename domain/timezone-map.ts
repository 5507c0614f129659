import data from './timezone-data.json' with { type: 'json' };
import { modernName } from './timezone-names.ts';
import { offsetMsAt } from './zone-clock.ts';

/**
 * Google libphonenumber's map from prefixes (digits, country code first) to zones: scripts/timezone-data.py writes it.
 */
const PREFIXES: Record<string, number> = data.prefixes;
const LONGEST_PREFIX = Math.max(...Object.keys(PREFIXES).map((prefix) => prefix.length));
const MAP_ZONES = new Set(data.zones.map(modernName));

export const MAP_VERSION = data.version;

export function longestPrefix(digits: string): string | undefined {
  for (let length = Math.min(LONGEST_PREFIX, digits.length); length > 0; length -= 1) {
    const prefix = digits.slice(0, length);
    if (PREFIXES[prefix] !== undefined) return prefix;
  }
  return undefined;
}

/** The zones of one prefix of the map; of one that is not in it, none. */
export function zonesOfEntry(prefix: string): string[] {
  const list = data.lists[PREFIXES[prefix] ?? -1] ?? [];
  return list.flatMap((index) => data.zones[index] ?? []).map(modernName);
}

/** The zones of all prefixes that begin with these digits. */
export const zonesUnder = remembered((digits: string): string[] =>
  distinct(Object.keys(PREFIXES).flatMap((prefix) => (prefix.startsWith(digits) ? zonesOfEntry(prefix) : []))),
);

/** One zone of each kind of time: the best known name of those whose clocks agree throughout. */
export function distinct(zones: readonly string[]): string[] {
  const kinds = new Map<string, string>();
  const wellKnown = (zone: string) => (MAP_ZONES.has(zone) ? 0 : 1);
  const sorted = [...new Set(zones)].sort((a, b) => wellKnown(a) - wellKnown(b) || (a < b ? -1 : 1));
  for (const zone of sorted) if (!kinds.has(offsetsOf(zone))) kinds.set(offsetsOf(zone), zone);
  return [...kinds.values()];
}

/**
 * The zone's offsets, week by week through three years: two zones that agree in all of them are one for a send window.
 */
const offsetsOf = remembered((zone: string): string => {
  const weeks = Array.from({ length: 156 }, (_, week) => Date.UTC(2026, 0, 1) + week * 604_800_000);
  return weeks.map((atMs) => offsetMsAt(zone, atMs) / 60_000).join();
});

/** The function with its answers kept: for keys of which there are few, such as zones, countries and area codes. */
export function remembered<T extends object | string>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const answer = known.get(key) ?? compute(key);
    known.set(key, answer);
    return answer;
  };
}
