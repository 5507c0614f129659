/** Every hour of the weeks in which the clocks change, in the trickiest zones, against luxon. */
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { DAYS, DEFAULT_WINDOWS, windowAt, type Day, type WeeklyWindow } from '../../domain/window.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Every window below begins and ends on it, and so does every change of the clocks. */
const GRID_MS = HOUR_MS / 4;
/** As far as the product looks ahead. */
const HORIZON_MS = 15 * DAY_MS;

function windows(from: string, to: string, days: readonly Day[] = DAYS): WeeklyWindow[] {
  const time = (text: string) => ({ hour: Number(text.slice(0, 2)), minute: Number(text.slice(3)) });
  return days.map((day) => ({ day, startTime: time(from), endTime: time(to) }));
}

const WEEKS: [string, WeeklyWindow[]][] = [
  ['the default', DEFAULT_WINDOWS],
  ['the hour that is skipped or repeated', windows('01:30', '02:30')],
  ['the same on Sunday alone', windows('01:30', '02:30', ['SUNDAY'])],
  ['the turn of the day', [...windows('23:30', '24:00'), ...windows('00:00', '00:45')]],
  ['workdays, twice a day', [...windows('09:00', '12:15', DAYS.slice(1, 6)), ...windows('13:45', '17:30')]],
];

const ZONES: string[][] = [
  ['America/Phoenix'],
  ['Navajo'],
  ['America/Shiprock'],
  ['America/St_Johns'],
  ['Australia/Lord_Howe'],
  ['Pacific/Chatham'],
  ['Pacific/Kiritimati'],
  ['Pacific/Apia'],
  ['Africa/Casablanca'],
  ['America/Havana'],
  ['Asia/Gaza'],
  ['America/Asuncion'],
  ['Europe/Dublin'],
  ['Antarctica/Troll'],
  ['America/Nuuk'],
  ['America/Phoenix', 'America/Denver'],
  ['America/St_Johns', 'America/Halifax'],
  ['Europe/Madrid', 'Atlantic/Canary'],
  ['Pacific/Auckland', 'Pacific/Chatham'],
  ['Africa/Casablanca', 'Europe/Dublin', 'America/Havana'],
  ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Darwin', 'Australia/Perth', 'Australia/Lord_Howe'],
  ['Pacific/Kiritimati', 'Pacific/Honolulu'],
];

/** The days of 2026 and 2027 in which one of the zones changes its offset; of zones that never do, two plain ones. */
function changes(zones: readonly string[]): number[] {
  const days = new Set<number>();
  for (const zone of zones) {
    const offset = (ms: number) => DateTime.fromMillis(ms, { zone }).offset;
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2028, 0, 1); ms += DAY_MS) {
      if (offset(ms) !== offset(ms + DAY_MS)) days.add(ms);
    }
  }
  return days.size > 0 ? [...days] : [Date.UTC(2026, 2, 8), Date.UTC(2026, 10, 1)];
}

type Wall = { day: string; minutes: number };
const walls = new Map<string, Wall>();

/** Luxon takes some 20 µs for one: the weeks overlap, and so do the lists of zones. */
function wallByLuxon(zone: string, ms: number): Wall {
  const key = `${zone} ${ms}`;
  const known = walls.get(key);
  if (known) return known;
  const wall = DateTime.fromMillis(ms, { zone });
  const made = { day: DAYS[wall.weekday % 7] ?? '', minutes: wall.hour * 60 + wall.minute };
  walls.set(key, made);
  return made;
}

function isOpenByLuxon(zones: readonly string[], week: readonly WeeklyWindow[], ms: number): boolean {
  return zones.every((zone) => {
    const { day, minutes } = wallByLuxon(zone, ms);
    return week.some(
      ({ day: listed, startTime, endTime }) =>
        listed === day &&
        startTime.hour * 60 + startTime.minute <= minutes &&
        minutes < endTime.hour * 60 + endTime.minute,
    );
  });
}

describe.each(ZONES.map((zones) => ({ zones, name: zones.join(', ') })))('in $name', ({ zones }) => {
  it.each(WEEKS)('%s: open, closing and opening, hour by hour', (_name, week) => {
    const wrong: string[] = [];
    let compared = 0;
    for (const change of changes(zones)) {
      const fromMs = change - 3 * DAY_MS;
      const untilMs = change + 4 * DAY_MS;
      const known: boolean[] = [];
      const isOpen = (place: number) => (known[place] ??= isOpenByLuxon(zones, week, fromMs + place * GRID_MS));
      for (let place = 0; fromMs + place * GRID_MS < untilMs; place += HOUR_MS / GRID_MS) {
        const nowMs = fromMs + place * GRID_MS;
        const open = isOpen(place);
        let next = place + 1;
        while (isOpen(next) === open && (next - place) * GRID_MS <= HORIZON_MS) next += 1;
        const nextMs = isOpen(next) === open ? null : fromMs + next * GRID_MS;
        const expected = open ? { open, closesAtMs: nextMs } : { open, opensAtMs: nextMs };
        const found = windowAt(zones, week, nowMs);
        compared += 1;
        if (JSON.stringify(found) !== JSON.stringify(expected)) {
          wrong.push(`${new Date(nowMs).toISOString()}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(2 * 7 * 24);
  });
});
