import type { Holiday } from '../../../../domain/holidays.ts';
import { WEEK } from './hours.ts';

export const NTH = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', last: 'last' } as const;

/** A day of the calendar in words: "Thanksgiving (fourth Thursday of November)". */
export function holidayText(holiday: Holiday): string {
  return `${holiday.name} (${whenText(holiday)}${holiday.observed === true ? ', and the nearest working day' : ''})`;
}

function whenText(holiday: Holiday): string {
  if ('date' in holiday) return holiday.date;
  if ('monthDay' in holiday) return monthDayText(holiday.monthDay);
  if ('easter' in holiday) return easterText(holiday.easter);
  const weekday = WEEK.find(({ day }) => day === holiday.weekday)?.name ?? holiday.weekday;
  return `${NTH[holiday.nth]} ${weekday} of ${monthName(holiday.month)}`;
}

// A leap year has every day.
function monthDayText(monthDay: string): string {
  const day = new Date(`2028-${monthDay}T00:00:00Z`);
  return new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day);
}

export function monthName(month: number): string {
  return new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2028, month - 1, 1));
}

function easterText(days: number): string {
  if (days === 0) return 'Easter Sunday';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'after' : 'before'} Easter Sunday`;
}
