import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { NEW_AREA_CODES, parsePhone, type Phone } from '../../domain/phone.ts';
import mapData from '../../domain/timezone-data.json' with { type: 'json' };
import { zonesUnder } from '../../domain/timezone-map.ts';
import { AREA_CODE_OVERRIDES, PREFIX_OVERRIDES } from '../../domain/timezone-overrides.ts';
import {
  localTimeIn,
  parseTimezone,
  TIMEZONE_DATA_VERSION,
  zonesOfPhone,
  zonesOfRecipient,
} from '../../domain/timezone.ts';
import { ABROAD } from './area-codes-abroad.ts';
import { AREA_CODES } from './area-codes.ts';

function phone(number: string): Phone {
  const parsed = parsePhone(number);
  if (!parsed.ok) throw new Error(`${number}: ${parsed.reason}`);
  return parsed.phone;
}

const SEASONS = [Date.UTC(2027, 0, 15), Date.UTC(2027, 3, 15), Date.UTC(2027, 6, 15), Date.UTC(2027, 9, 15)];
const kinds = new Map<string, string>();

/** The kinds of time among the zones, by their offsets in winter, spring, summer and autumn: independent of the names. */
function kindsOf(zones: readonly string[]): string[] {
  for (const timeZone of zones) {
    if (kinds.has(timeZone)) continue;
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const offset = (atMs: number) => format.formatToParts(atMs).find((part) => part.type === 'timeZoneName')?.value;
    kinds.set(timeZone, SEASONS.map(offset).join());
  }
  return [...new Set(zones.map((zone) => kinds.get(zone) ?? ''))].sort();
}

function intlZones(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones: () => string[] | undefined };
  return (locale.getTimeZones() ?? []).filter((zone) => !zone.startsWith('Antarctica/'));
}

const rows = AREA_CODES.flatMap(([place, zones, complexes]) =>
  complexes.split(' ').flatMap((complex) => complex.split('/').map((code) => [code, place, zones] as const)),
);

describe('North American area codes', () => {
  it.each(rows)('%s keeps the time of %s', (code, _place, zones) => {
    expect(kindsOf(zonesOfPhone(phone(`+1${code}5550100`)).zones)).toEqual(kindsOf(zones));
  });

  it('are all in the table that is independent of the map', () => {
    const listed = new Set(rows.map(([code]) => code));
    const valid = Array.from({ length: 800 }, (_, index) => String(index + 200)).filter((code) => {
      const parsed = parsePhoneNumberFromString(`+1${code}5550100`);
      if (!parsed?.isValid() || parsed.getType() !== 'FIXED_LINE_OR_MOBILE') return false;
      return parsed.country === 'US' || parsed.country === 'CA';
    });
    expect([...new Set([...valid, ...Object.keys(NEW_AREA_CODES)])].sort()).toEqual([...listed].sort());
  });

  it.each(Object.keys(AREA_CODE_OVERRIDES))('%s still needs its override: if not, take it off the list', (code) => {
    const { zones } = zonesOfPhone(phone(`+1${code}5550100`));
    expect(kindsOf(zonesUnder(`1${code}`))).not.toEqual(kindsOf(zones));
  });
});

describe('where a number may be', () => {
  it.each<[string, string, string[], string]>([
    ['New Jersey', '+12015550123', ['America/New_York'], 'area-code'],
    ["Florida's panhandle", '+18505550100', ['America/Chicago', 'America/New_York'], 'area-code'],
    ['its overlay', '+14485550100', ['America/Chicago', 'America/New_York'], 'override'],
    ['Orlando', '+16895550100', ['America/New_York'], 'override'],
    ['a new area code', '+17295550100', ['America/Chicago', 'America/New_York'], 'area-code'],
    ['Jamaica', '+18765550100', ['America/Jamaica'], 'country'],
    ['Puerto Rico', '+17875550100', ['America/Puerto_Rico'], 'country'],
    ['London', '+442079460123', ['Europe/London'], 'country'],
    ['Guernsey', '+441481234567', ['Europe/Guernsey'], 'country'],
    ['India', '+919876543210', ['Asia/Kolkata'], 'country'],
    ['Algeria, which the map has in Paris', '+213551234567', ['Africa/Algiers'], 'country'],
    ['Sydney', '+61291234567', ['Australia/Sydney'], 'prefix'],
    ['Queensland', '+61733001234', ['Australia/Brisbane', 'Australia/Sydney'], 'override'],
    ['the Canaries', '+34928123456', ['Atlantic/Canary'], 'prefix'],
    ['Madrid', '+34911234567', ['Europe/Madrid'], 'prefix'],
    ['a Spanish mobile', '+34612345678', ['Atlantic/Canary', 'Europe/Madrid'], 'country'],
    ['Kaliningrad', '+74012345678', ['Europe/Kaliningrad'], 'override'],
    ['Kazakhstan, one time since 2024', '+77011234567', ['Asia/Almaty'], 'country'],
    ['Mexico City', '+525512345678', ['America/Mexico_City'], 'prefix'],
    ['Kosovo, of which ICU names no zone', '+38344123456', ['Europe/Belgrade'], 'prefix'],
  ])('%s', (_place, number, zones, source) => {
    expect(zonesOfPhone(phone(number))).toEqual({ zones, source });
  });

  it.each([
    ['Saratov', '+78452345678', 'Europe/Saratov'],
    ['the city of Chihuahua', '+526141234567', 'America/Chihuahua'],
    ['Nuevo Casas Grandes, Chihuahua', '+526361234567', 'America/Chihuahua'],
    ['Punta Arenas', '+56612345678', 'America/Punta_Arenas'],
    ['Darwin', '+61889123456', 'Australia/Darwin'],
    ['Belém', '+559132001234', 'America/Belem'],
  ])('is judged in %s no earlier and no later than there', (_place, number, there) => {
    const { zones } = zonesOfPhone(phone(number));
    for (const atMs of [Date.UTC(2027, 0, 15), Date.UTC(2027, 6, 15)]) {
      const offsets = zones.map((zone) => offsetHours(zone, atMs));
      expect(Math.min(...offsets)).toBeLessThanOrEqual(offsetHours(there, atMs));
      expect(Math.max(...offsets)).toBeGreaterThanOrEqual(offsetHours(there, atMs));
    }
  });

  it('is the whole country for a number that tells no place, without Antarctica', () => {
    for (const number of ['+61412345678', '+79161234567', '+62811123456', '+15005550006']) {
      const found = zonesOfPhone(phone(number));
      expect(found.source).toBe('country');
      expect(kindsOf(found.zones)).toEqual(kindsOf(intlZones(phone(number).country ?? '')));
    }
  });

  it('is everywhere for a number of no country', () => {
    const found = zonesOfPhone(phone('+883510012345'));
    expect(found.source).toBe('unknown');
    expect(kindsOf(found.zones)).toHaveLength(27);
  });

  it('is never nowhere, and never outside the country, whatever the prefix', () => {
    const countries = new Map(getCountries().map((country) => [getCountryCallingCode(country), country]));
    for (const main of ['RU', 'AU'] as const) countries.set(getCountryCallingCode(main), main);
    for (const prefix of Object.keys(mapData.prefixes)) {
      const code = [1, 2, 3].map((length) => prefix.slice(0, length)).find((start) => countries.has(start));
      const country = countries.get(code ?? '');
      if (code === '1' || country === undefined) continue;
      const found = zonesOfPhone({ e164: `+${prefix.padEnd(11, '0')}`, country, type: 'FIXED_LINE' });
      expect(found.zones, prefix).not.toHaveLength(0);
      const known = new Set(kindsOf(intlZones(country)));
      if (known.size > 0)
        expect(
          kindsOf(found.zones).filter((kind) => !known.has(kind)),
          prefix,
        ).toEqual([]);
    }
  });

  it('has overrides for countries with several zones only, each with zones that are there', () => {
    for (const { zones } of PREFIX_OVERRIDES) {
      if (zones !== 'country')
        expect(zones.map((zone) => parseTimezone(zone))).toEqual(zones.map((zone) => ({ ok: true, zone })));
    }
  });
});

const abroad = ABROAD.flatMap(({ country, callingCode, digits, rows: places }) =>
  places.flatMap(([place, zones, codes]) =>
    codes.split(' ').map((code) => {
      const e164 = `+${callingCode}${code}${digits(code)}`;
      const number: Phone = { e164, country, type: 'FIXED_LINE' };
      return [e164, `${place} (${country})`, number, zones] as const;
    }),
  ),
);

describe('area codes abroad', () => {
  it.each(abroad)('%s may be in %s', (_number, _place, number, zones) => {
    const found = new Set(kindsOf(zonesOfPhone(number).zones));
    expect(kindsOf(zones).filter((kind) => !found.has(kind))).toEqual([]);
  });
});

function offsetHours(timeZone: string, atMs: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const part = (type: string) => Number(format.formatToParts(atMs).find((found) => found.type === type)?.value);
  return (Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - atMs) / 3_600_000;
}

describe('a timezone given with the recipient', () => {
  it('overrides the number', () => {
    const recipient = { timezone: 'Asia/Tokyo', phone: phone('+12025550100') };
    expect(zonesOfRecipient(recipient)).toEqual({ zones: ['Asia/Tokyo'], source: 'given' });
    expect(zonesOfRecipient({ ...recipient, timezone: null }).source).toBe('area-code');
  });

  it('is the only thing that guards a recipient without a number', () => {
    expect(zonesOfRecipient({})).toEqual({ zones: [], source: 'none' });
    expect(zonesOfRecipient({ timezone: 'Asia/Tokyo' }).zones).toEqual(['Asia/Tokyo']);
  });

  it('throws on a name that nobody refused before', () => {
    expect(() => zonesOfRecipient({ timezone: 'Mars/Base' })).toThrow(RangeError);
  });

  it.each([
    ['America/New_York', 'America/New_York'],
    [' america/new_york ', 'America/New_York'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Godthab', 'America/Nuuk'],
    ['US/Eastern', 'America/New_York'],
  ])('%s is %s', (given, zone) => {
    expect(parseTimezone(given)).toEqual({ ok: true, zone });
  });

  it.each([
    '',
    'EST',
    'EST5EDT',
    'UTC',
    'GMT',
    'GMT+2',
    '+05:00',
    '-0500',
    'Etc/GMT+5',
    'etc/utc',
    'Mars/Base',
    'New York',
  ])('"%s" is refused', (given) => {
    expect(parseTimezone(given)).toMatchObject({ ok: false });
  });
});

it('names every zone so that Intl and people know it', () => {
  for (const zone of mapData.zones) expect(parseTimezone(zone), zone).toMatchObject({ ok: true });
});

it('says by which data it decided', () => {
  expect(TIMEZONE_DATA_VERSION).toMatch(/^map-9\.0\.43 overrides-\d+ tz-20\d\d[a-z]$/);
});

it('tells the wall clock in a few words', () => {
  expect(localTimeIn('America/New_York', Date.parse('2027-03-16T11:42:59Z'))).toBe('Tue 07:42');
  expect(localTimeIn('Asia/Kolkata', Date.parse('2027-03-16T18:30:00Z'))).toBe('Wed 00:00');
});
