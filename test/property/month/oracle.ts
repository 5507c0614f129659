/** The judge's own reading of the clocks: luxon's, in every zone at once. It shares nothing with domain/window.ts but the windows' form. */
import { DateTime } from 'luxon';
import type { WeeklyWindow } from '../../../domain/window.ts';

/** All windows begin and end on it, and so do the changes of the clocks. */
export const GRID_MS = 5 * 60_000;

/** Whether every zone's wall clock shows a time inside a window at `atMs`. */
export function isLawful(zones: readonly string[], windows: readonly WeeklyWindow[], atMs: number): boolean {
  return zones.every((zone) => {
    const wall = DateTime.fromMillis(atMs, { zone, locale: 'en-US' });
    if (!wall.isValid) throw new Error(`${zone} is no zone`);
    const day = wall.weekdayLong.toUpperCase();
    const minutes = wall.hour * 60 + wall.minute;
    return windows.some(
      (window) =>
        window.day === day &&
        window.startTime.hour * 60 + window.startTime.minute <= minutes &&
        minutes < window.endTime.hour * 60 + window.endTime.minute,
    );
  });
}

/** Whether it is so at some time from `fromMs` until `untilMs`. */
export function everLawful(
  zones: readonly string[],
  windows: readonly WeeklyWindow[],
  fromMs: number,
  untilMs: number,
) {
  for (let ms = Math.ceil(fromMs / GRID_MS) * GRID_MS; ms < untilMs; ms += GRID_MS) {
    if (isLawful(zones, windows, ms)) return true;
  }
  return false;
}

/** The last instant of the lawful stretch that `fromMs` is in, looked for until `untilMs`. */
export function lawfulUntil(
  zones: readonly string[],
  windows: readonly WeeklyWindow[],
  fromMs: number,
  untilMs: number,
) {
  let ms = Math.ceil((fromMs + 1) / GRID_MS) * GRID_MS;
  while (ms < untilMs && isLawful(zones, windows, ms)) ms += GRID_MS;
  return Math.min(ms, untilMs);
}

export function wallClocks(zones: readonly string[], atMs: number): string {
  return zones.map((zone) => DateTime.fromMillis(atMs, { zone }).toFormat("ccc d LLL HH:mm:ss 'in' z")).join(', ');
}
