import type { WeeklyWindow } from './queries.ts';

/** As a week is read, with its names. */
export const WEEK = [
  { day: 'MONDAY', name: 'Monday', short: 'Mon' },
  { day: 'TUESDAY', name: 'Tuesday', short: 'Tue' },
  { day: 'WEDNESDAY', name: 'Wednesday', short: 'Wed' },
  { day: 'THURSDAY', name: 'Thursday', short: 'Thu' },
  { day: 'FRIDAY', name: 'Friday', short: 'Fri' },
  { day: 'SATURDAY', name: 'Saturday', short: 'Sat' },
  { day: 'SUNDAY', name: 'Sunday', short: 'Sun' },
] as const;
export type Day = (typeof WEEK)[number]['day'];

/** A stretch of a day as two fields hold it, "09:00" each; "00:00" as its end is the day's end. */
export type Stretch = { from: string; to: string };
export type Hours = Record<Day, Stretch[]>;

type WallTime = WeeklyWindow['startTime'];

function clockText({ hour, minute }: WallTime): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function timeOf(text: string): WallTime {
  const [hour = '', minute = ''] = text.split(':');
  return { hour: Number(hour), minute: Number(minute) };
}

export function hoursOf(windows: readonly WeeklyWindow[]): Hours {
  const of = (day: Day): Stretch[] =>
    windows
      .filter((window) => window.day === day)
      .map(({ startTime, endTime }) => ({ from: clockText(startTime), to: clockText(endTime).replace('24:', '00:') }))
      .toSorted((a, b) => a.from.localeCompare(b.from));
  return Object.fromEntries(WEEK.map(({ day }) => [day, of(day)])) as Hours;
}

export function windowsOf(hours: Hours): (WeeklyWindow & { day: Day })[] {
  return WEEK.flatMap(({ day }) =>
    hours[day].map(({ from, to }) => ({
      day,
      startTime: timeOf(from),
      endTime: to === '00:00' ? { hour: 24, minute: 0 } : timeOf(to),
    })),
  );
}

/** What is wrong with a stretch, as it stands beside it; undefined: nothing. */
export function stretchFault({ from, to }: Stretch): string | undefined {
  if (from === '' || to === '') return 'Needs a beginning and an end';
  return to !== '00:00' && to <= from ? 'Ends before it begins' : undefined;
}

/** In a line: "Mon–Fri 09:00–18:00; Sat 10:00–17:00". Days that are alike and follow each other are one. */
export function hoursText(windows: readonly WeeklyWindow[]): string {
  const days = WEEK.map(({ day, short }) => ({ short, text: dayText(windows, day) }));
  const runs: { first: string; last: string; text: string }[] = [];
  let before = '';
  for (const { short, text } of days) {
    const run = runs.at(-1);
    if (run && text === before) run.last = short;
    else if (text !== '') runs.push({ first: short, last: short, text });
    before = text;
  }
  return runs.map(({ first, last, text }) => `${daysText(first, last)} ${text}`).join('; ');
}

function daysText(first: string, last: string): string {
  if (first === 'Mon' && last === 'Sun') return 'Every day';
  return first === last ? first : `${first}–${last}`;
}

export function dayText(windows: readonly WeeklyWindow[], day: Day): string {
  return windows
    .filter((window) => window.day === day)
    .map(({ startTime, endTime }) => `${clockText(startTime)}–${clockText(endTime)}`)
    .toSorted()
    .join(', ');
}

const DAY_MINUTES = 1440;

/** The stretches of a day as parts of it, 0 to 1. */
export function partsOf(windows: readonly WeeklyWindow[], day: Day): { start: number; width: number }[] {
  const minutes = ({ hour, minute }: WallTime) => hour * 60 + minute;
  return windows
    .filter((window) => window.day === day)
    .map(({ startTime, endTime }) => ({
      start: minutes(startTime) / DAY_MINUTES,
      width: (minutes(endTime) - minutes(startTime)) / DAY_MINUTES,
    }));
}
