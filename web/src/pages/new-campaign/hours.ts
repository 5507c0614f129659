import type { Answer, Operation } from '../../../../client/types.ts';
import type { SendChannel } from '../../../../domain/plan.ts';
import { DAYS, defaultWindows, intersectWindows, type Day, type WeeklyWindow } from '../../../../domain/window.ts';
import { channelsOf, windowsOf, type Draft, type Hours } from './draft.ts';

export type ChannelSetting = Answer<Operation<'get', '/api/v2/account/{accountId}/channels'>>['channels'][number];

const ALL_DAY = '00:00–24:00';

/** As people read a week. */
export const WEEK: readonly Day[] = [...DAYS.slice(1), ...DAYS.slice(0, 1)];

/** When the account sends on all channels of a campaign at once, by the recipient's wall clock. */
export function accountWindows(channels: readonly SendChannel[], settings: readonly ChannelSetting[]): WeeklyWindow[] {
  return channels
    .map((channel) => {
      const own = settings.find((setting) => setting.channel === channel)?.windows;
      return own ? (own as WeeklyWindow[]) : defaultWindows(channel);
    })
    .reduce((all, own) => intersectWindows(all, own));
}

/** The windows of a campaign: its own within the account's, or the account's; undefined: which they are is not known yet. */
export function campaignWindows(draft: Draft, settings: readonly ChannelSetting[] | undefined) {
  const channels = channelsOf(draft.way);
  if (settings === undefined || channels.length === 0) return undefined;
  const account = accountWindows(channels, settings);
  const { hours, ownHours } = draft.schedule;
  return hours === 'own' ? intersectWindows(windowsOf(ownHours), account) : account;
}

/** From the first opening to the last closing of a day; null: it has none. */
export function hoursOfDay(windows: readonly WeeklyWindow[], day: Day): Hours {
  const own = windows.filter((window) => window.day === day);
  if (own.length === 0) return null;
  return {
    from: Math.min(...own.map(({ startTime }) => minutesOf(startTime))),
    to: Math.max(...own.map(({ endTime }) => minutesOf(endTime))),
  };
}

function minutesOf({ hour, minute }: { hour: number; minute: number }): number {
  return hour * 60 + minute;
}

/** 08:00; the end of a day is 24:00. */
export function clockText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** "Monday to Friday 09:00–18:00, Saturday 10:00–14:00"; "any time". */
export function weekInWords(windows: readonly WeeklyWindow[]): string {
  const ofDay = (day: Day) =>
    windows
      .filter((window) => window.day === day)
      .map(({ startTime, endTime }) => `${clockText(minutesOf(startTime))}–${clockText(minutesOf(endTime))}`)
      .join(' and ');
  const groups: { days: Day[]; hours: string }[] = [];
  for (const day of WEEK) {
    const last = groups.at(-1);
    if (last?.hours === ofDay(day)) last.days.push(day);
    else groups.push({ days: [day], hours: ofDay(day) });
  }
  const open = groups.filter(({ hours }) => hours !== '');
  if (open.length === 1 && open[0]?.days.length === WEEK.length && open[0].hours === ALL_DAY) return 'any time';
  return open.length === 0 ? 'never' : open.map(({ days, hours }) => `${daysInWords(days)} ${hours}`).join(', ');
}

function daysInWords(days: readonly Day[]): string {
  const first = days[0];
  const last = days.at(-1);
  if (days.length === WEEK.length || first === undefined || last === undefined) return 'every day';
  return first === last ? dayName(first) : `${dayName(first)} to ${dayName(last)}`;
}

/** MONDAY is "Monday". */
export function dayName(day: Day): string {
  return day.charAt(0) + day.slice(1).toLowerCase();
}
