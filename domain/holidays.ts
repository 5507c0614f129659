import { DAYS, type Day } from './window.ts';

/**
 * A day of the calendar on which a rule allows nothing, by its name and how it is found in a year: a date of one year
 * (YYYY-MM-DD); a date of every year (MM-DD); the nth or last weekday of a month; days after Easter Sunday of the
 * western churches, negative before it. `observed`: where it falls on a Saturday the Friday before is one too, on a
 * Sunday the Monday after.
 */
export type Holiday = { name: string; observed?: boolean | undefined } & (
  | { date: string }
  | { monthDay: string }
  | { nth: 1 | 2 | 3 | 4 | 'last'; weekday: Day; month: number }
  | { easter: number }
);

const DAY_MS = 86_400_000;
const SATURDAY = 6;
const SUNDAY = 0;

const kept = new WeakMap<readonly Holiday[], Map<number, Map<number, string>>>();

/** The name of the holiday that `day` is, counted in days since 1 January 1970 on the wall; undefined: it is none. */
export function holidayOn(holidays: readonly Holiday[], day: number): string | undefined {
  if (holidays.length === 0) return undefined;
  const year = new Date(day * DAY_MS).getUTCFullYear();
  const years = kept.get(holidays) ?? new Map<number, Map<number, string>>();
  const days = years.get(year) ?? daysAround(holidays, year);
  kept.set(holidays, years.set(year, days));
  return days.get(day);
}

/** Those of the years beside it too: what is observed of them may fall into this one. */
function daysAround(holidays: readonly Holiday[], year: number): Map<number, string> {
  const days = new Map<number, string>();
  for (const holiday of holidays) {
    for (const near of [year - 1, year, year + 1]) {
      const day = dayIn(holiday, near);
      if (day === undefined) continue;
      days.set(day, holiday.name);
      const weekday = weekdayOf(day);
      if (!holiday.observed || (weekday !== SATURDAY && weekday !== SUNDAY)) continue;
      const instead = weekday === SATURDAY ? day - 1 : day + 1;
      if (!days.has(instead)) days.set(instead, `${holiday.name}, observed`);
    }
  }
  return days;
}

function dayIn(holiday: Holiday, year: number): number | undefined {
  if ('date' in holiday) return holiday.date.startsWith(`${year}-`) ? dayOf(holiday.date) : undefined;
  if ('monthDay' in holiday) {
    const day = dayOf(`${year}-${holiday.monthDay}`);
    // 29 February of a year without one.
    return new Date(day * DAY_MS).toISOString().slice(5, 10) === holiday.monthDay ? day : undefined;
  }
  return 'easter' in holiday ? easterOf(year) + holiday.easter : nthWeekday(holiday, year);
}

function nthWeekday({ nth, weekday, month }: Extract<Holiday, { nth: unknown }>, year: number): number {
  const first = Date.UTC(year, month - 1, 1) / DAY_MS;
  const wanted = DAYS.indexOf(weekday);
  if (nth !== 'last') return first + ((wanted - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
  const last = Date.UTC(year, month, 1) / DAY_MS - 1;
  return last - ((weekdayOf(last) - wanted + 7) % 7);
}

/** The Gregorian computus, by Meeus, Jones and Butcher. */
function easterOf(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const offset = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * offset) / 451);
  const sum = epact + offset - 7 * shift + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) / DAY_MS;
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
