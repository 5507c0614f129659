import type { Channel } from './channel.ts';
import { wallClockAt, type WallClock } from './zone-clock.ts';

export const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;
export type Day = (typeof DAYS)[number];
export type WallTime = { hour: number; minute: number };

/**
 * A stretch of one weekday on the recipient's wall clock, [start, end); an end of 24:00 is the day's end. The wire's
 * shape: contract.md section 2.
 */
export type WeeklyWindow = { day: Day; startTime: WallTime; endTime: WallTime };

/** 08:00 ≤ local time < 21:00 every day: 47 CFR 64.1200(c)(1), and contract.md section 2 for SMS and WhatsApp. */
export const DEFAULT_WINDOWS: WeeklyWindow[] = DAYS.map((day) => ({
  day,
  startTime: { hour: 8, minute: 0 },
  endTime: { hour: 21, minute: 0 },
}));

/** All day, every day. */
const ANY_TIME: WeeklyWindow[] = DAYS.map((day) => ({
  day,
  startTime: { hour: 0, minute: 0 },
  endTime: { hour: 24, minute: 0 },
}));

/** A channel's windows where neither the campaign nor the account has any: contract.md section 2. In-App: any time. */
export function defaultWindows(channel: Channel): WeeklyWindow[] {
  return channel === 'inapp' ? ANY_TIME : DEFAULT_WINDOWS;
}

/** Epoch milliseconds. `closesAtMs` null: it does not close within the horizon. `opensAtMs` null: it never opens. */
export type WindowState = { open: true; closesAtMs: number | null } | { open: false; opensAtMs: number | null };

/** A stretch of a wall's day in milliseconds since its midnight, [start, end). */
type Stretch = { startMs: number; endMs: number };

/** Whether nothing may be sent on a day, counted in days since 1 January 1970 on the wall. */
export type ClosedOn = (day: number) => boolean;

type Calendar = { week: Stretch[][]; closedOn: ClosedOn | undefined };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Two weeks and a day: a window that a change of the clocks swallows in one week opens in the next. */
const HORIZON_MS = 15 * DAY_MS;

/**
 * Whether a message may be sent at `nowMs` (epoch ms), and when that changes: the window is open while the wall clock
 * is inside a listed window in all of `zones` at once (design.md, "Time"). An instant is judged by its wall time, so an
 * hour that the clocks repeat is judged alike both times and one that they skip never comes. Without any zone there is
 * no guard: always open (In-App). `closedOn`: on these days of any of the zones it does not open. `opensAtMs` and
 * `closesAtMs` are exact; null means not within 15 days. Throws RangeError for an unknown zone.
 */
export function windowAt(
  zones: readonly string[],
  windows: readonly WeeklyWindow[],
  nowMs: number,
  closedOn?: ClosedOn,
): WindowState {
  if (zones.length === 0) return { open: true, closesAtMs: null };
  const calendar = { week: weekOf(windows), closedOn };
  const opensAtMs = commonOpening(zones, calendar, nowMs, nowMs + HORIZON_MS);
  if (opensAtMs !== nowMs) return { open: false, opensAtMs };
  const closings = zones.map((zone) => changeAfter(zone, calendar, nowMs, nowMs + HORIZON_MS, false));
  const closesAtMs = closings.reduce<number | null>((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null);
  return { open: true, closesAtMs };
}

/**
 * What is wrong with a list of windows, a sentence for each window; none: all is well. Hours and minutes are numbers
 * here: the API's schema turns "08" into 8 before. Rules: contract.md section 2, `schedulingMetrics`.
 */
export function checkWindows(windows: readonly { day: string; startTime: WallTime; endTime: WallTime }[]): string[] {
  if (windows.length === 0) return ['windows is empty: nothing could ever be sent'];
  return windows.flatMap((window, index) => {
    const fault = faultOf(window);
    return fault === undefined
      ? []
      : [`windows[${index}] (${window.day} ${clockText(window.startTime)}–${clockText(window.endTime)}) ${fault}`];
  });
}

function faultOf({ day, startTime, endTime }: { day: string; startTime: WallTime; endTime: WallTime }) {
  if (!DAYS.some((known) => known === day)) return `has no day of the week; a day is one of ${DAYS.join(', ')}`;
  if (!isTimeOfDay(startTime)) return 'has a start that is not a time of day: 00:00 to 23:59';
  if (!isTimeOfDay(endTime) && !(endTime.hour === 24 && endTime.minute === 0))
    return 'has an end that is not a time of day: 00:00 to 24:00';
  if (msOf(endTime) <= msOf(startTime)) return 'ends at or before its start';
  return undefined;
}

function isTimeOfDay({ hour, minute }: WallTime): boolean {
  return Number.isInteger(hour) && hour >= 0 && hour < 24 && Number.isInteger(minute) && minute >= 0 && minute < 60;
}

function clockText({ hour, minute }: WallTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function msOf({ hour, minute }: WallTime): number {
  return (hour * 60 + minute) * MINUTE_MS;
}

/** The windows in which both lists are open; none where they never are at the same time. Overlapping ones become one. */
export function intersectWindows(one: readonly WeeklyWindow[], other: readonly WeeklyWindow[]): WeeklyWindow[] {
  const [a, b] = [weekOf(one).map(merged), weekOf(other).map(merged)];
  return DAYS.flatMap((day, index) =>
    (a[index] ?? []).flatMap((first) =>
      (b[index] ?? []).flatMap((second) => {
        const startMs = Math.max(first.startMs, second.startMs);
        const endMs = Math.min(first.endMs, second.endMs);
        return startMs < endMs ? [{ day, startTime: timeOf(startMs), endTime: timeOf(endMs) }] : [];
      }),
    ),
  );
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const apart: Stretch[] = [];
  for (const { startMs, endMs } of stretches.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = apart.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else apart.push({ startMs, endMs });
  }
  return apart;
}

function timeOf(ms: number): WallTime {
  return { hour: Math.floor(ms / (60 * MINUTE_MS)), minute: (ms / MINUTE_MS) % 60 };
}

/** Whether a wall clock is inside a window of the list. */
export function isInside(windows: readonly WeeklyWindow[], wall: WallClock): boolean {
  return isOpen({ week: weekOf(windows), closedOn: undefined }, wall);
}

function weekOf(windows: readonly WeeklyWindow[]): Stretch[][] {
  const week: Stretch[][] = DAYS.map(() => []);
  for (const window of windows) {
    week[DAYS.indexOf(window.day)]?.push({ startMs: msOf(window.startTime), endMs: msOf(window.endTime) });
  }
  return week;
}

/**
 * The first instant from `fromMs` at which every zone is open: none comes before the latest of their own next openings.
 */
function commonOpening(zones: readonly string[], calendar: Calendar, fromMs: number, untilMs: number): number | null {
  let atMs = fromMs;
  for (;;) {
    const startedMs = atMs;
    for (const zone of zones) {
      if (isOpen(calendar, wallClockAt(zone, atMs))) continue;
      const opensAtMs = changeAfter(zone, calendar, atMs, untilMs, true);
      if (opensAtMs === null) return null;
      atMs = opensAtMs;
    }
    if (atMs === startedMs) return atMs;
  }
}

/** The first instant after `afterMs` at which the zone alone is open (or, with `toOpen` false, closed). */
function changeAfter(zone: string, calendar: Calendar, afterMs: number, untilMs: number, toOpen: boolean) {
  let atMs = afterMs;
  while (atMs < untilMs) {
    atMs = nextBoundary(calendar, wallClockAt(zone, atMs), atMs);
    if (isOpen(calendar, wallClockAt(zone, atMs)) === toOpen) return atMs;
  }
  return null;
}

function isOpen(calendar: Calendar, wall: WallClock): boolean {
  return stretches(calendar, wall).some(({ startMs, endMs }) => startMs <= wall.msOfDay && wall.msOfDay < endMs);
}

/**
 * The next instant at which the answer may be another: a start or end of today's, midnight, or a change of the clocks.
 */
function nextBoundary(calendar: Calendar, wall: WallClock, atMs: number): number {
  let boundary = DAY_MS;
  for (const { startMs, endMs } of stretches(calendar, wall)) {
    if (startMs > wall.msOfDay) boundary = Math.min(boundary, startMs);
    if (endMs > wall.msOfDay) boundary = Math.min(boundary, endMs);
  }
  return Math.min(atMs + boundary - wall.msOfDay, wall.steadyUntilMs);
}

function stretches({ week, closedOn }: Calendar, wall: WallClock): Stretch[] {
  return closedOn?.(wall.day) ? [] : (week[wall.weekday] ?? []);
}
