const DAY_MS = 86_400_000;
/** The API answers for so many days at once. */
const MOST_DAYS_A_CALL = 60;
/** Past it a report is asked for in parts by whoever needs it. */
export const MOST_DAYS = 366;

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function aheadMs(zone: string, ms: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(ms / 1000) * 1000;
}

/** The instant at which a day (YYYY-MM-DD) begins in a zone: epoch ms. Where midnight is skipped, the first instant after it. */
export function startOfDay(day: string, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const before = wall - aheadMs(zone, wall - DAY_MS);
  const after = wall - aheadMs(zone, wall + DAY_MS);
  const start = wall - aheadMs(zone, before);
  return start === before || start === after ? start : Math.max(before, after);
}

/** The day (YYYY-MM-DD) that it is in a zone. */
export function dayIn(zone: string, ms: number): string {
  return new Date(ms + aheadMs(zone, ms)).toISOString().slice(0, 10);
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days there are from one to another, both counted; 0 or less where the last comes before the first. */
export function countDays(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

export type Interval = { fromMs: number; untilMs: number };

/** The intervals of the calls for the days from one to another, both counted: side by side, none too long. */
export function intervalsOf(from: string, to: string, zone: string): Interval[] {
  const intervals: Interval[] = [];
  // A day less, for one may have 25 hours.
  const step = MOST_DAYS_A_CALL - 1;
  for (let first = from; first <= to; first = plusDays(first, step)) {
    const next = plusDays(first, step);
    const until = next > to ? plusDays(to, 1) : next;
    intervals.push({ fromMs: startOfDay(first, zone), untilMs: startOfDay(until, zone) });
  }
  return intervals;
}

/** A day for people, in their own language. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** The same where there is little room: "Nov 22". */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
