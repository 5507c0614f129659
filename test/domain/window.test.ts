import { describe, expect, it } from 'vitest';
import { parsePhone } from '../../domain/phone.ts';
import { zonesOfPhone } from '../../domain/timezone.ts';
import { checkWindows, DAYS, DEFAULT_WINDOWS, windowAt, type Day, type WeeklyWindow } from '../../domain/window.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NEW_YORK = ['America/New_York'];
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function windows(from: string, to: string, days: readonly Day[] = DAYS): WeeklyWindow[] {
  const time = (text: string) => ({ hour: Number(text.slice(0, 2)), minute: Number(text.slice(3)) });
  return days.map((day) => ({ day, startTime: time(from), endTime: time(to) }));
}

/** What windowAt says, instants in words. */
function state(zones: string[], week: WeeklyWindow[], now: string) {
  const found = windowAt(zones, week, at(now));
  return found.open ? `open until ${iso(found.closesAtMs)}` : `closed until ${iso(found.opensAtMs)}`;
}

/** The hours of the day after `fromMs` in which the window is open. */
function openHours(zones: string[], fromMs: number): number {
  let openMs = 0;
  for (let nowMs = fromMs; nowMs < fromMs + DAY_MS;) {
    const found = windowAt(zones, DEFAULT_WINDOWS, nowMs);
    const nextMs = Math.min((found.open ? found.closesAtMs : found.opensAtMs) ?? Infinity, fromMs + DAY_MS);
    if (found.open) openMs += nextMs - nowMs;
    nowMs = nextMs;
  }
  return openMs / HOUR_MS;
}

describe('the default window of a number on a plain day', () => {
  const january = at('2027-01-13T00:00:00Z');
  const july = at('2027-07-14T00:00:00Z');
  it.each([
    ['New Jersey', '+12015550123', 13, 13],
    ["Florida's panhandle, in two zones", '+18505550100', 12, 12],
    ['its overlay 448', '+14485550100', 12, 12],
    ['Alaska, in two zones', '+19075550100', 12, 12],
    ['Arizona with the Navajo Nation', '+19285550100', 13, 12],
    ['Arizona without it', '+16025550100', 13, 13],
    ['an Australian mobile', '+61412345678', 10, 10.5],
    ['a Russian mobile', '+79161234567', 3, 3],
    ['India', '+919876543210', 13, 13],
    ['a number of no country', '+883510012345', 0, 0],
  ])('%s (%s): %d hours in January, %d in July', (_place, number, inJanuary, inJuly) => {
    const parsed = parsePhone(number);
    if (!parsed.ok) throw new Error(parsed.reason);
    const { zones } = zonesOfPhone(parsed.phone);
    expect([openHours(zones, january), openHours(zones, july)]).toEqual([inJanuary, inJuly]);
  });
});

describe('08:00 to 21:00, half open', () => {
  it.each([
    ['07:59:59.999', '2027-01-13T12:59:59.999Z', 'closed until 2027-01-13T13:00:00.000Z'],
    ['08:00', '2027-01-13T13:00:00.000Z', 'open until 2027-01-14T02:00:00.000Z'],
    ['20:59:59.999', '2027-01-14T01:59:59.999Z', 'open until 2027-01-14T02:00:00.000Z'],
    ['21:00', '2027-01-14T02:00:00.000Z', 'closed until 2027-01-14T13:00:00.000Z'],
    ['midnight', '2027-01-14T05:00:00.000Z', 'closed until 2027-01-14T13:00:00.000Z'],
  ])('in New York at %s', (_wall, now, expected) => {
    expect(state(NEW_YORK, DEFAULT_WINDOWS, now)).toBe(expected);
  });
});

describe('when the clocks change', () => {
  it.each<[string, string[], WeeklyWindow[], string, string]>([
    [
      'the night of spring is an hour shorter',
      NEW_YORK,
      DEFAULT_WINDOWS,
      '2027-03-14T02:00:00Z',
      'closed until 2027-03-14T12:00:00.000Z',
    ],
    [
      'the night of autumn is an hour longer',
      NEW_YORK,
      DEFAULT_WINDOWS,
      '2027-11-07T01:00:00Z',
      'closed until 2027-11-07T13:00:00.000Z',
    ],
    [
      'a window inside the skipped hour waits for the next day',
      NEW_YORK,
      windows('02:00', '03:00'),
      '2027-03-14T06:00:00Z',
      'closed until 2027-03-15T06:00:00.000Z',
    ],
    [
      'or for the next week',
      NEW_YORK,
      windows('02:00', '03:00', ['SUNDAY']),
      '2027-03-14T06:00:00Z',
      'closed until 2027-03-21T06:00:00.000Z',
    ],
    [
      'one that begins inside it opens when the clock is past it',
      NEW_YORK,
      windows('02:30', '05:00'),
      '2027-03-14T06:00:00Z',
      'closed until 2027-03-14T07:00:00.000Z',
    ],
    [
      'one in the repeated hour opens',
      NEW_YORK,
      windows('01:00', '01:30'),
      '2027-11-07T04:59:00Z',
      'closed until 2027-11-07T05:00:00.000Z',
    ],
    ['and closes', NEW_YORK, windows('01:00', '01:30'), '2027-11-07T05:00:00Z', 'open until 2027-11-07T05:30:00.000Z'],
    [
      'and opens again',
      NEW_YORK,
      windows('01:00', '01:30'),
      '2027-11-07T05:30:00Z',
      'closed until 2027-11-07T06:00:00.000Z',
    ],
    [
      'one up to the repeated hour closes twice',
      NEW_YORK,
      windows('00:00', '01:30'),
      '2027-11-07T04:00:00Z',
      'open until 2027-11-07T05:30:00.000Z',
    ],
    [
      'Arizona keeps its hour in summer',
      ['America/Phoenix'],
      DEFAULT_WINDOWS,
      '2027-07-14T10:00:00Z',
      'closed until 2027-07-14T15:00:00.000Z',
    ],
    [
      'the Navajo Nation does not',
      ['America/Denver'],
      DEFAULT_WINDOWS,
      '2027-07-14T10:00:00Z',
      'closed until 2027-07-14T14:00:00.000Z',
    ],
    [
      'both are open from the later to the earlier',
      ['America/Phoenix', 'America/Denver'],
      DEFAULT_WINDOWS,
      '2027-07-14T16:00:00Z',
      'open until 2027-07-15T03:00:00.000Z',
    ],
    [
      'Newfoundland is at half past',
      ['America/St_Johns'],
      DEFAULT_WINDOWS,
      '2027-01-13T06:00:00Z',
      'closed until 2027-01-13T11:30:00.000Z',
    ],
    [
      'Chatham is at a quarter to',
      ['Pacific/Chatham'],
      DEFAULT_WINDOWS,
      '2027-01-13T12:00:00Z',
      'closed until 2027-01-13T18:15:00.000Z',
    ],
    [
      'Kiritimati is a day ahead',
      ['Pacific/Kiritimati'],
      windows('08:00', '21:00', ['MONDAY']),
      '2027-01-16T00:00:00Z',
      'closed until 2027-01-17T18:00:00.000Z',
    ],
    [
      'Lord Howe skips half an hour',
      ['Australia/Lord_Howe'],
      windows('02:15', '05:00'),
      '2027-10-02T15:00:00Z',
      'closed until 2027-10-02T15:30:00.000Z',
    ],
    [
      'Morocco turns its clock back for Ramadan',
      ['Africa/Casablanca'],
      DEFAULT_WINDOWS,
      '2026-02-15T00:00:00Z',
      'closed until 2026-02-15T08:00:00.000Z',
    ],
    [
      'and on after it',
      ['Africa/Casablanca'],
      DEFAULT_WINDOWS,
      '2026-03-22T00:00:00Z',
      'closed until 2026-03-22T07:00:00.000Z',
    ],
    [
      'Samoa had no 30 December 2011',
      ['Pacific/Apia'],
      windows('08:00', '21:00', ['FRIDAY']),
      '2011-12-30T08:00:00Z',
      'closed until 2012-01-05T18:00:00.000Z',
    ],
  ])('%s', (_rule, zones, week, now, expected) => {
    expect(state(zones, week, now)).toBe(expected);
  });
});

describe('weekdays', () => {
  const weekdays = windows('09:00', '17:00', DAYS.slice(1, 6));
  it('closes on Friday until Monday', () => {
    expect(state(NEW_YORK, weekdays, '2027-01-15T22:00:00Z')).toBe('closed until 2027-01-18T14:00:00.000Z');
  });

  it('keeps to the days in every zone at once', () => {
    const monday = windows('00:00', '24:00', ['MONDAY']);
    const both = ['Pacific/Auckland', 'Pacific/Honolulu'];
    expect(state(both, monday, '2027-01-17T00:00:00Z')).toBe('closed until 2027-01-18T10:00:00.000Z');
    expect(state(both, monday, '2027-01-18T10:00:00Z')).toBe('open until 2027-01-18T11:00:00.000Z');
  });

  it('joins windows that touch or overlap, and a day to the next at 24:00', () => {
    const touching = [...windows('08:00', '12:00'), ...windows('12:00', '14:00'), ...windows('13:00', '20:00')];
    expect(state(NEW_YORK, touching, '2027-01-13T13:00:00Z')).toBe('open until 2027-01-14T01:00:00.000Z');
    const night = [...windows('22:00', '24:00'), ...windows('00:00', '02:00')];
    expect(state(NEW_YORK, night, '2027-01-14T03:00:00Z')).toBe('open until 2027-01-14T07:00:00.000Z');
  });
});

describe('the ends of it', () => {
  it('has no guard without a zone', () => {
    expect(windowAt([], DEFAULT_WINDOWS, 0)).toEqual({ open: true, closesAtMs: null });
    expect(windowAt([], [], 0)).toEqual({ open: true, closesAtMs: null });
  });

  it('never closes all day, every day', () => {
    expect(windowAt(NEW_YORK, windows('00:00', '24:00'), 0)).toEqual({ open: true, closesAtMs: null });
  });

  it('never opens without a window, or in zones that share none', () => {
    expect(windowAt(NEW_YORK, [], 0)).toEqual({ open: false, opensAtMs: null });
    const apart = ['America/New_York', 'Asia/Shanghai'];
    expect(windowAt(apart, windows('09:00', '17:00'), at('2027-01-13T15:00:00Z'))).toEqual({
      open: false,
      opensAtMs: null,
    });
  });

  it('throws on a zone that is none, rather than to send', () => {
    expect(() => windowAt(['Mars/Base'], DEFAULT_WINDOWS, 0)).toThrow(RangeError);
  });
});

/** Independent of the code: the wall clock as Intl writes it. */
function isOpenByIntl(format: Intl.DateTimeFormat, week: WeeklyWindow[], nowMs: number): boolean {
  const parts = format.formatToParts(nowMs);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const minutes = Number(part('hour')) * 60 + Number(part('minute'));
  return week.some(
    ({ day, startTime, endTime }) =>
      day === part('weekday').toUpperCase() &&
      startTime.hour * 60 + startTime.minute <= minutes &&
      minutes < endTime.hour * 60 + endTime.minute,
  );
}

describe('agrees with Intl at every quarter of an hour and around every boundary', () => {
  const weeks: [string, WeeklyWindow[]][] = [
    ['the default', DEFAULT_WINDOWS],
    ['the small hours', [...windows('23:15', '24:00'), ...windows('00:00', '00:30'), ...windows('01:45', '02:15')]],
    ['weekdays', windows('09:00', '17:00', DAYS.slice(1, 6))],
  ];
  const cases = [
    ...[
      'America/New_York',
      'America/Denver',
      'America/Phoenix',
      'America/Vancouver',
      'America/St_Johns',
      'America/Havana',
    ],
    ...['America/Santiago', 'America/Nuuk', 'America/Adak', 'Atlantic/Azores', 'Africa/Cairo', 'Africa/Casablanca'],
    ...['Asia/Beirut', 'Asia/Gaza', 'Asia/Kolkata', 'Europe/London', 'Europe/Chisinau', 'Antarctica/Troll'],
    ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Easter', 'Pacific/Norfolk'],
  ].flatMap((zone) => weeks.map(([name, week]) => [zone, name, week] as const));

  it.each(cases)('in %s, %s', (zone, _name, week) => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'long',
      hour: 'numeric',
      minute: 'numeric',
    });
    const wrong: string[] = [];
    for (const fromMs of changesIn2026(zone)) {
      for (let nowMs = fromMs - 4 * DAY_MS; nowMs < fromMs + 4 * DAY_MS;) {
        const found = windowAt([zone], week, nowMs);
        const nextMs = found.open ? found.closesAtMs : found.opensAtMs;
        if (nextMs === null) throw new Error(`${zone}: no change after ${iso(nowMs)}`);
        for (let ms = nowMs; ms < nextMs; ms += HOUR_MS / 4) {
          const agrees =
            isOpenByIntl(format, week, ms) === found.open && windowAt([zone], week, ms).open === found.open;
          if (!agrees) wrong.push(`${iso(ms)}`);
        }
        for (const ms of [nextMs - 1, nextMs, nextMs + 1]) {
          const open = ms < nextMs === found.open;
          if (isOpenByIntl(format, week, ms) !== open || windowAt([zone], week, ms).open !== open)
            wrong.push(`${iso(ms)}`);
        }
        nowMs = nextMs;
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** The days in 2026 within which the zone's offset changes; for a zone without such days, two plain ones. */
function changesIn2026(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offset = (ms: number) => format.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value;
  const changes: number[] = [];
  for (let ms = at('2026-01-01T00:00:00Z'); ms < at('2027-01-01T00:00:00Z'); ms += DAY_MS) {
    if (offset(ms) !== offset(ms + DAY_MS)) changes.push(ms);
  }
  return changes.length > 0 ? changes : [at('2026-03-08T00:00:00Z'), at('2026-11-01T00:00:00Z')];
}

describe('what is refused', () => {
  const monday = (from: [number, number], to: [number, number], day = 'MONDAY') => ({
    day,
    startTime: { hour: from[0], minute: from[1] },
    endTime: { hour: to[0], minute: to[1] },
  });

  it.each([
    ['08:00 to 21:00', monday([8, 0], [21, 0])],
    ['a whole day', monday([0, 0], [24, 0])],
    ['a minute', monday([23, 59], [24, 0])],
  ])('not %s', (_name, window) => {
    expect(checkWindows([window])).toEqual([]);
  });

  it.each([
    [
      'an end before the start',
      monday([21, 0], [8, 0]),
      /^windows\[0\] \(MONDAY 21:00–08:00\) ends at or before its start$/,
    ],
    [
      'an end at the start',
      monday([8, 0], [8, 0]),
      /^windows\[0\] \(MONDAY 08:00–08:00\) ends at or before its start$/,
    ],
    [
      'an unknown day',
      monday([8, 0], [21, 0], 'Monday'),
      /^windows\[0\] \(Monday 08:00–21:00\) has no day of the week/,
    ],
    ['an hour that there is not', monday([8, 0], [25, 0]), /has an end that is not a time of day/],
    ['24:01', monday([8, 0], [24, 1]), /has an end that is not a time of day/],
    ['minutes that make up hours', monday([8, 0], [23, 60]), /has an end that is not a time of day/],
    ['a start at 24:00', monday([24, 0], [24, 0]), /has a start that is not a time of day/],
    ['half an hour in the hour', monday([8.5, 0], [21, 0]), /has a start that is not a time of day/],
    ['a negative minute', monday([8, -1], [21, 0]), /has a start that is not a time of day/],
  ])('%s', (_name, window, expected) => {
    expect(checkWindows([window])).toEqual([expect.stringMatching(expected)]);
  });

  it('no window at all; and of several, each wrong one by its place', () => {
    expect(checkWindows([])).toHaveLength(1);
    const several = [monday([8, 0], [21, 0]), monday([9, 0], [8, 0], 'TUESDAY'), monday([9, 0], [9, 0], 'SUNDAY')];
    expect(checkWindows(several)).toEqual([
      'windows[1] (TUESDAY 09:00–08:00) ends at or before its start',
      'windows[2] (SUNDAY 09:00–09:00) ends at or before its start',
    ]);
  });
});
