import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../domain/channel.ts';
import { parsePhone } from '../../domain/phone.ts';
import { holdsIn, isJurisdiction, placesOf, PLACES_VERSION } from '../../domain/places.ts';
import {
  closedDays,
  holdingRules,
  limitsOf,
  narrowedWindows,
  rulesInForce,
  ruleVersion,
  type Rule,
  type RuleSet,
} from '../../domain/rule-set.ts';
import { builtInRuleSet, builtInRuleSets } from '../../domain/rule-sets.ts';
import { TIMEZONE_DATA_VERSION, zonesOfPhone } from '../../domain/timezone.ts';
import { MAP_VERSION } from '../../domain/timezone-map.ts';
import { checkWindows, DAYS, DEFAULT_WINDOWS, windowAt, type WeeklyWindow } from '../../domain/window.ts';
import { holidayOn } from '../../domain/holidays.ts';
import { AREA_CODES } from './area-codes.ts';

const found = builtInRuleSet('strict');
if (!found) throw new Error('There is no preset strict');
const strict = found;

function phone(number: string) {
  const parsed = parsePhone(number);
  if (!parsed.ok) throw new Error(`${number} is ${parsed.reason}`);
  return parsed.phone;
}

/** Whether the preset lets an SMS to a number out at an instant on its own wall. */
function isOpen(number: string, wall: string, set: RuleSet = strict): boolean {
  const { zones, source } = zonesOfPhone(phone(number));
  const inForce = rulesInForce(set, 'sms', placesOf([number], zones, source), DEFAULT_WINDOWS);
  if (!inForce) throw new Error('No rule is in force');
  const nowMs = DateTime.fromISO(wall, { zone: zones[0] ?? 'utc' }).toMillis();
  return windowAt(zones, narrowedWindows(inForce), nowMs, closedDays(inForce)).open;
}

const ALABAMA = '+12055550100';
const CONNECTICUT = '+12035550100';
const FLORIDA = '+13055550100';
const KENTUCKY = '+15025550100';
const LOUISIANA = '+15045550100';
const MARYLAND = '+13015550100';
const MICHIGAN = '+13135550100';
const MINNESOTA = '+16125550100';
const MISSISSIPPI = '+16015550100';
const NEVADA = '+17025550100';
const NEW_MEXICO = '+15055550100';
const NEW_YORK = '+12125550100';
const OKLAHOMA = '+14055550100';
const PENNSYLVANIA = '+12155550100';
const RHODE_ISLAND = '+14015550100';
const SOUTH_DAKOTA = '+16055550100';
const TEXAS = '+12145550100';
const UTAH = '+18015550100';
const WASHINGTON = '+12065550100';
const FRANCE = '+33612345678';
const INDIA = '+919876543210';

describe('the preset strict', () => {
  // 2027-01-13 is a Wednesday, the 16th a Saturday, the 17th a Sunday.
  it.each<[jurisdiction: string, number: string, open: string[], closed: string[]]>([
    [
      '*',
      NEW_YORK,
      ['2027-01-13T08:00', '2027-01-13T19:59', '2027-01-17T12:00'],
      ['2027-01-13T07:59', '2027-01-13T20:00'],
    ],
    [
      'US-AL',
      ALABAMA,
      ['2027-01-16T19:59'],
      ['2027-01-17T12:00', '2027-02-09T12:00', '2027-04-26T12:00', '2027-06-07T12:00'],
    ],
    ['US-CT', CONNECTICUT, ['2027-01-13T09:00', '2027-01-17T19:59'], ['2027-01-13T08:59', '2027-01-13T20:00']],
    ['US-FL', FLORIDA, ['2027-01-13T08:00', '2027-01-17T19:59'], ['2027-01-13T07:59', '2027-01-13T20:00']],
    ['US-KY', KENTUCKY, ['2027-01-13T10:00'], ['2027-01-13T09:59', '2027-01-13T20:00']],
    [
      'US-LA',
      LOUISIANA,
      ['2027-01-13T08:00'],
      ['2027-01-17T12:00', '2027-02-09T12:00', '2027-03-26T12:00', '2027-11-01T12:00'],
    ],
    ['US-MD', MARYLAND, ['2027-01-13T08:00', '2027-01-17T19:59'], ['2027-01-13T20:00']],
    ['US-MI', MICHIGAN, ['2027-01-13T09:00'], ['2027-01-13T08:59']],
    ['US-MN', MINNESOTA, ['2027-01-13T09:00'], ['2027-01-13T08:59']],
    ['US-MS', MISSISSIPPI, ['2027-01-13T08:00'], ['2027-01-17T12:00', '2027-04-26T12:00']],
    ['US-NM', NEW_MEXICO, ['2027-01-13T09:00'], ['2027-01-13T08:59']],
    ['US-NV', NEVADA, ['2027-01-13T09:00', '2027-01-13T19:59'], ['2027-01-13T08:59', '2027-01-13T20:00']],
    ['US-OK', OKLAHOMA, ['2027-01-13T08:00', '2027-01-17T19:59'], ['2027-01-13T20:00']],
    [
      'US-PA',
      PENNSYLVANIA,
      ['2027-01-13T09:00', '2027-01-16T18:59'],
      ['2027-01-13T08:59', '2027-01-13T19:00', '2027-01-17T12:00', '2027-11-02T12:00', '2033-11-08T12:00'],
    ],
    [
      'US-RI',
      RHODE_ISLAND,
      ['2027-01-13T09:00', '2027-01-16T16:59'],
      ['2027-01-13T18:00', '2027-01-16T09:59', '2027-01-16T17:00', '2027-01-17T12:00', '2027-08-09T12:00'],
    ],
    ['US-SD', SOUTH_DAKOTA, ['2027-01-13T10:00'], ['2027-01-13T08:59', '2027-01-16T12:00', '2027-01-17T12:00']],
    ['US-TX', TEXAS, ['2027-01-13T09:00', '2027-01-17T12:00'], ['2027-01-13T08:59', '2027-01-17T11:59']],
    [
      'US-UT',
      UTAH,
      ['2027-01-13T08:00', '2027-01-16T19:59'],
      ['2027-01-17T12:00', '2027-07-24T12:00', '2027-07-23T12:00'],
    ],
    ['US-WA', WASHINGTON, ['2027-01-13T08:00', '2027-01-17T19:59'], ['2027-01-13T07:59', '2027-01-13T20:00']],
    [
      'FR',
      FRANCE,
      ['2027-01-13T10:00', '2027-01-16T19:59'],
      ['2027-01-13T09:59', '2027-01-17T12:00', '2027-03-29T12:00', '2027-05-06T12:00', '2027-07-14T12:00'],
    ],
    ['IN', INDIA, ['2027-01-13T10:00', '2027-01-17T19:59'], ['2027-01-13T09:59', '2027-01-13T20:00']],
  ])('%s: %s is open at %j and closed at %j', (jurisdiction, number, open, closed) => {
    expect(strict.rules.map((rule) => rule.jurisdiction)).toContain(jurisdiction);
    expect(open.filter((wall) => !isOpen(number, wall))).toEqual([]);
    expect(closed.filter((wall) => isOpen(number, wall))).toEqual([]);
  });

  it('has no row without a case above, and none twice', () => {
    const rows = strict.rules.map(({ jurisdiction }) => jurisdiction);
    expect(rows).toHaveLength(21);
    expect(new Set(rows).size).toBe(21);
  });

  it.each([
    [FLORIDA, [3]],
    [MARYLAND, [3]],
    [OKLAHOMA, [3]],
    [NEW_YORK, []],
  ])('allows %s so many messages in 24 hours: %j', (number, limits) => {
    const inForce = rulesInForce(strict, 'wa', placesOf([number], [], 'area-code'), DEFAULT_WINDOWS);
    expect(limitsOf(inForce).map(({ most }) => most)).toEqual(limits);
  });

  it('says of each rule where it comes from and when that was looked at', () => {
    for (const set of builtInRuleSets()) {
      for (const rule of set.rules) {
        expect(rule.source.length, rule.name).toBeGreaterThan(10);
        expect(rule.asOf).toMatch(/^2026-\d\d-\d\d$/);
        expect(isJurisdiction(rule.jurisdiction), rule.jurisdiction).toBe(true);
        if (rule.windows) expect(checkWindows(rule.windows)).toEqual([]);
      }
    }
  });

  it('asks nothing of In-App, whose users have agreed to the app', () => {
    expect(rulesInForce(strict, 'inapp', ['US-FL'], DEFAULT_WINDOWS)).toBeUndefined();
  });

  it('is in the version that an attempt keeps', () => {
    expect(ruleVersion(strict)).toBe(`${TIMEZONE_DATA_VERSION} rules-strict-1`);
    expect(ruleVersion(null)).toBe(TIMEZONE_DATA_VERSION);
  });
});

describe('where a number is', () => {
  it.each<[string, string[], zones: string[], source: string, places: string[]]>([
    ['an area code of one state', [FLORIDA], ['America/New_York'], 'area-code', ['US-FL']],
    ['one that entered service lately', ['+17185550100', '+14655550100'], [], 'area-code', ['US-NY']],
    ['an area code of two provinces', ['+19025550100'], [], 'area-code', ['CA-NS', 'CA-PE']],
    ['a number that follows its owner: anywhere in the US', ['+15005550006'], [], 'country', ['US']],
    ['a country without parts', [FRANCE], ['Europe/Paris'], 'country', ['FR']],
    ['a number that is none any more', ['+15215'], [], 'country', ['*']],
    ['two numbers of one consumer', [FLORIDA, FRANCE], [], 'area-code', ['US-FL', 'FR']],
    ['a timezone that is the number’s own', [FLORIDA], ['America/Detroit'], 'given', ['US-FL']],
    ['a timezone in which the number is not', [FLORIDA], ['America/Phoenix'], 'given', ['US-FL', 'US']],
    ['a timezone of another country', [FLORIDA], ['Europe/Paris'], 'given', ['US-FL', 'FR']],
    ['no number and no timezone', [], [], 'none', ['*']],
    ['no number, and a timezone', [], ['Europe/Paris'], 'given', ['FR']],
  ])('%s', (_case, numbers, zones, source, places) => {
    expect(placesOf(numbers, zones, source)).toEqual(places);
  });

  it('is the same by another source, for every area code of the US and Canada', () => {
    const wrong: string[] = [];
    for (const [place, , complexes] of AREA_CODES) {
      for (const areaCode of complexes.split(/[ /]/)) {
        const places = placesOf([`+1${areaCode}5550100`], [], 'area-code');
        if (!places.every((code) => place.split(', ').includes(NAMES[code] ?? code))) {
          wrong.push(`${areaCode}: ${places.join()} and ${place}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('comes from the same release as the map of timezones', () => {
    expect(PLACES_VERSION).toBe(MAP_VERSION);
  });
});

describe('a rule', () => {
  it.each([
    ['*', ['US-FL'], true],
    ['US', ['US-FL'], true],
    ['US-FL', ['US-FL'], true],
    ['US-FL', ['US-GA'], false],
    ['US-FL', ['US-GA', 'US-FL'], true],
    ['US-FL', ['US'], true],
    ['US-FL', ['FR'], false],
    ['US-FL', ['*'], true],
    ['DE-BY', ['DE'], true],
    ['U', ['US'], false],
  ])('for %s holds for someone in %j: %s', (jurisdiction, places, holds) => {
    expect(holdsIn(jurisdiction, places)).toBe(holds);
  });

  it.each([
    ['*', true],
    ['US', true],
    ['US-FL', true],
    ['CA-QC', true],
    ['DE-BY', true],
    ['US-XX', false],
    ['XX', false],
    ['us', false],
    ['Florida', false],
    ['', false],
  ])('can be made for %j: %s', (text, can) => {
    expect(isJurisdiction(text)).toBe(can);
  });

  it('of 18:00 UTC on Christmas Eve is closed where it is Christmas already', () => {
    const set: RuleSet = { ...strict, rules: [rule({ holidays: [{ name: 'Christmas Day', monthDay: '12-25' }] })] };
    expect(isOpen('+819012345678', '2026-12-25T12:00', set)).toBe(false);
    expect(isOpen('+819012345678', '2026-12-26T12:00', set)).toBe(true);
  });
});

describe('holidays', () => {
  it.each([
    [{ monthDay: '12-25' }, ['2026-12-25', '2027-12-25'], ['2026-12-24', '2026-12-26']],
    [{ date: '2026-12-24' }, ['2026-12-24'], ['2027-12-24']],
    [
      { monthDay: '07-04', observed: true },
      ['2026-07-04', '2026-07-03', '2027-07-04', '2027-07-05'],
      ['2026-07-06', '2027-07-03'],
    ],
    [{ monthDay: '01-01', observed: true }, ['2027-12-31', '2028-01-01', '2023-01-02'], ['2026-12-31']],
    [{ monthDay: '02-29' }, ['2028-02-29'], ['2027-03-01', '2027-02-28']],
    [{ nth: 4 as const, weekday: 'THURSDAY' as const, month: 11 }, ['2026-11-26', '2027-11-25'], ['2026-11-19']],
    [{ nth: 'last' as const, weekday: 'MONDAY' as const, month: 5 }, ['2026-05-25', '2027-05-31'], ['2026-05-18']],
    [{ nth: 1 as const, weekday: 'MONDAY' as const, month: 9 }, ['2026-09-07'], ['2026-09-14']],
    [{ easter: 0 }, ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25'], ['2026-04-12']],
    [{ easter: -47 }, ['2026-02-17', '2027-02-09'], []],
  ])('%j are %j and not %j', (when, days, others) => {
    const holidays = [{ name: 'H', ...when }];
    const isHoliday = (date: string) => holidayOn(holidays, Date.parse(date) / 86_400_000) !== undefined;
    expect(days.filter((date) => !isHoliday(date))).toEqual([]);
    expect(others.filter(isHoliday)).toEqual([]);
  });
});

describe('what holds a message back, in words', () => {
  const at = (wall: string) => DateTime.fromISO(wall, { zone: 'America/Chicago' }).toMillis();
  const inForce = rulesInForce(strict, 'sms', ['US-AL'], DEFAULT_WINDOWS);
  it.each([
    ['the hours', '2027-01-13T20:30', '2027-01-14T08:00', 'the rule set strict (everywhere; Alabama)'],
    ['a Sunday', '2027-01-17T12:00', '2027-01-18T08:00', 'the rule set strict (Alabama)'],
    ['a holiday', '2026-12-25T12:00', '2026-12-26T08:00', 'the rule set strict (Alabama: Christmas Day)'],
    ['the own window alone', '2027-01-13T21:30', '2027-01-14T08:00', undefined],
  ])('%s', (_why, now, opensAt, words) => {
    expect(holdingRules(inForce, ['America/Chicago'], at(now), at(opensAt))).toBe(words);
  });
});

describe('property: a rule set never widens a window', () => {
  const windows = fc
    .array(
      fc
        .record({
          day: fc.constantFrom(...DAYS),
          from: fc.integer({ min: 0, max: 47 }),
          to: fc.integer({ min: 1, max: 48 }),
        })
        .filter(({ from, to }) => from < to),
      { minLength: 1, maxLength: 12 },
    )
    .map((list): WeeklyWindow[] =>
      list.map(({ day, from, to }) => ({ day, startTime: halfHours(from), endTime: halfHours(to) })),
    );
  const rules = fc.array(
    fc
      .record({
        windows: fc.option(windows),
        holidays: fc.array(
          fc.integer({ min: 1, max: 28 }).map((day) => ({ name: 'H', monthDay: `03-${String(day).padStart(2, '0')}` })),
          { maxLength: 5 },
        ),
        jurisdiction: fc.constantFrom('*', 'US', 'US-FL', 'FR'),
      })
      .map(rule),
    { maxLength: 4 },
  );
  const zones = fc.uniqueArray(
    fc.constantFrom(
      'America/New_York',
      'Europe/Paris',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Pacific/Kiritimati',
    ),
    { minLength: 1, maxLength: 3 },
  );
  // The weeks in which New York's clocks change, and Paris's.
  const instant = fc.integer({ min: Date.parse('2027-03-01'), max: Date.parse('2027-03-31') });

  it('is open only where the own window is open, and every rule by itself', () => {
    fc.assert(
      fc.property(windows, rules, zones, instant, (own, list, where, nowMs) => {
        const set = { ...strict, rules: list };
        const inForce = rulesInForce(set, 'sms', ['US-FL'], own);
        if (!inForce) return;
        const isIn = (week: WeeklyWindow[]) => windowAt(where, week, nowMs).open;
        const { open } = windowAt(where, narrowedWindows(inForce), nowMs, closedDays(inForce));
        const free = windowAt(where, own, nowMs, closedDays(inForce)).open;
        expect(!open || isIn(own)).toBe(true);
        expect(open).toBe(free && inForce.rules.every((one) => one.windows === null || isIn(one.windows)));
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

function rule(says: Partial<Rule>): Rule {
  const rest = { channels: [...CHANNELS], messagesPer24Hours: null, source: 's', asOf: '2026-01-01' };
  return { jurisdiction: '*', name: 'everywhere', windows: null, holidays: [], ...rest, ...says };
}

function halfHours(count: number) {
  return { hour: Math.floor(count / 2), minute: (count % 2) * 30 };
}

/** How the independent table names them. */
const NAMES: Record<string, string> = {
  ...{ 'US-AL': 'Alabama', 'US-AK': 'Alaska', 'US-AZ': 'Arizona', 'US-AR': 'Arkansas', 'US-CA': 'California' },
  ...{ 'US-CO': 'Colorado', 'US-CT': 'Connecticut', 'US-DE': 'Delaware', 'US-DC': 'District of Columbia' },
  ...{ 'US-FL': 'Florida', 'US-GA': 'Georgia', 'US-HI': 'Hawaii', 'US-ID': 'Idaho', 'US-IL': 'Illinois' },
  ...{ 'US-IN': 'Indiana', 'US-IA': 'Iowa', 'US-KS': 'Kansas', 'US-KY': 'Kentucky', 'US-LA': 'Louisiana' },
  ...{ 'US-ME': 'Maine', 'US-MD': 'Maryland', 'US-MA': 'Massachusetts', 'US-MI': 'Michigan', 'US-MN': 'Minnesota' },
  ...{ 'US-MS': 'Mississippi', 'US-MO': 'Missouri', 'US-MT': 'Montana', 'US-NE': 'Nebraska', 'US-NV': 'Nevada' },
  ...{ 'US-NH': 'New Hampshire', 'US-NJ': 'New Jersey', 'US-NM': 'New Mexico', 'US-NY': 'New York' },
  ...{ 'US-NC': 'North Carolina', 'US-ND': 'North Dakota', 'US-OH': 'Ohio', 'US-OK': 'Oklahoma', 'US-OR': 'Oregon' },
  ...{ 'US-PA': 'Pennsylvania', 'US-RI': 'Rhode Island', 'US-SC': 'South Carolina', 'US-SD': 'South Dakota' },
  ...{ 'US-TN': 'Tennessee', 'US-TX': 'Texas', 'US-UT': 'Utah', 'US-VT': 'Vermont', 'US-VA': 'Virginia' },
  ...{ 'US-WA': 'Washington', 'US-WV': 'West Virginia', 'US-WI': 'Wisconsin', 'US-WY': 'Wyoming' },
  ...{ 'CA-AB': 'Alberta', 'CA-BC': 'British Columbia', 'CA-MB': 'Manitoba', 'CA-NB': 'New Brunswick' },
  ...{ 'CA-NL': 'Newfoundland and Labrador', 'CA-NS': 'Nova Scotia', 'CA-PE': 'Prince Edward Island' },
  ...{ 'CA-ON': 'Ontario', 'CA-QC': 'Quebec', 'CA-SK': 'Saskatchewan' },
  ...{ 'CA-NT': 'the territories', 'CA-NU': 'the territories', 'CA-YT': 'the territories' },
};
