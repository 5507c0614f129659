import { DateTime } from 'luxon';

/** When the next day begins in a timezone (epoch ms). */
export function nextDayMs(timezone: string, nowMs: number): number {
  return dayAt(timezone, nowMs).untilMs;
}

/** The day of an instant in a timezone: its date (2026-03-01) and its bounds (epoch ms), [from, until). */
export function dayAt(timezone: string, atMs: number): { date: string; fromMs: number; untilMs: number } {
  const at = DateTime.fromMillis(atMs, { zone: timezone });
  return {
    date: at.toFormat('yyyy-MM-dd'),
    fromMs: at.startOf('day').toMillis(),
    untilMs: at.plus({ days: 1 }).startOf('day').toMillis(),
  };
}
