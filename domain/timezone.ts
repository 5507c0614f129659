import { getCountryCallingCode, type CountryCode } from 'libphonenumber-js/max';
import { NEW_AREA_CODES, type Phone } from './phone.ts';
import { distinct, longestPrefix, MAP_VERSION, remembered, zonesOfEntry, zonesUnder } from './timezone-map.ts';
import { modernName } from './timezone-names.ts';
import { AREA_CODE_OVERRIDES, OVERRIDES_REVISION, PREFIX_OVERRIDES } from './timezone-overrides.ts';
import { wallClockAt } from './zone-clock.ts';

/**
 * Where the candidate zones come from: given with the recipient; the number's area code (+1), prefix or country; a
 * reviewed correction of those; `account`: the account's own for In-App; `unknown`: a number of no country; `none`: no
 * number, no guard.
 */
export type ZoneSource = 'given' | 'area-code' | 'prefix' | 'country' | 'override' | 'account' | 'unknown' | 'none';

/** IANA names. Empty only with the source `none`. */
export type CandidateZones = { zones: string[]; source: ZoneSource };

/** Google's map, our corrections of it, and the rules of the clocks that this runtime has: kept with each decision. */
export const TIMEZONE_DATA_VERSION = `map-${MAP_VERSION} overrides-${OVERRIDES_REVISION} tz-${process.versions.tz ?? 'unknown'}`;

/** Every whole hour that anyone lives by: only a window of all day, every day, is open in all of them at once. */
const EVERYWHERE = Array.from({ length: 27 }, (_, index) => index - 12).map((hours) =>
  hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`,
);

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * The zones that the number's owner may live in, by channels.md section 1: over the whole area code in the US and
 * Canada; by prefix for a geographic number elsewhere; all of the country's for anything else. Of zones whose clocks
 * agree, one is named. A window must be open in all of them, so what is not known makes it narrower, never wider.
 */
export function zonesOfPhone(phone: Phone): CandidateZones {
  const found = phone.country === null ? undefined : candidates(phone, phone.country);
  if (!found || found.zones.length === 0) return { zones: [...EVERYWHERE], source: 'unknown' };
  return { zones: [...found.zones], source: found.source };
}

/**
 * The candidate zones of one recipient: the timezone given with them overrides their number. Neither: no zones, no
 * guard (In-App). Throws RangeError if the timezone is none: refuse it with `parseTimezone` when it comes in.
 */
export function zonesOfRecipient(recipient: { timezone?: string | null; phone?: Phone | null }): CandidateZones {
  if (recipient.timezone != null) {
    const parsed = parseTimezone(recipient.timezone);
    if (!parsed.ok) throw new RangeError(parsed.reason);
    return { zones: [parsed.zone], source: 'given' };
  }
  return recipient.phone ? zonesOfPhone(recipient.phone) : { zones: [], source: 'none' };
}

/**
 * An IANA timezone as given with a recipient, under its present name: "Asia/Calcutta" is Asia/Kolkata, "US/Eastern"
 * America/New_York. Fixed offsets and abbreviations (UTC+5, EST, Etc/GMT-5) are refused: they are no place, so nobody's
 * daytime follows from them.
 */
export function parseTimezone(text: string): { ok: true; zone: string } | { ok: false; reason: string } {
  const name = text.trim();
  if (/^[A-Z_]+(\/[A-Z0-9_+-]+){1,2}$/i.test(name) && !/^(etc|systemv)\//i.test(name)) {
    try {
      return { ok: true, zone: canonicalName(name.toLowerCase()) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { ok: false, reason: `timezone "${name.slice(0, 60)}" is no IANA timezone such as America/New_York` };
}

/** The wall clock at an instant (epoch ms) for a sentence: "Tue 07:42". Throws RangeError for an unknown zone. */
export function localTimeIn(zone: string, atMs: number): string {
  const { weekday, msOfDay } = wallClockAt(zone, atMs);
  const minutes = Math.floor(msOfDay / 60_000);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${WEEKDAYS[weekday] ?? ''} ${clock}`;
}

const canonicalName = remembered((name: string): string =>
  modernName(new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone),
);

function candidates(phone: Phone, country: string): CandidateZones {
  const zones = zonesOfCountry(country);
  const geographic = phone.type === 'FIXED_LINE' || phone.type === 'FIXED_LINE_OR_MOBILE';
  // A country on one time needs no map, and the map has some wrong: Paris for Algeria, Bucharest for Libya.
  const narrower = zones.length !== 1 && geographic ? zonesOfPlace(phone.e164, country) : undefined;
  if (narrower) return narrower;
  if (zones.length > 0) return { zones, source: 'country' };
  // ICU names no zone for Kosovo, Ascension and Tristan da Cunha.
  const prefix = longestPrefix(phone.e164.slice(1));
  return { zones: prefix === undefined ? [] : distinct(zonesOfEntry(prefix)), source: 'prefix' };
}

/** More exact than the country; undefined: the number doesn't tell. */
function zonesOfPlace(e164: string, country: string): CandidateZones | undefined {
  if (e164.startsWith('+1')) {
    const found = zonesOfAreaCode(e164.slice(2, 5));
    return found.zones.length > 0 ? found : undefined;
  }
  return zonesOfPrefix(e164.slice(1), getCountryCallingCode(country as CountryCode), country);
}

const zonesOfCountry = remembered((country: string): string[] => {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones: () => string[] | undefined };
  const zones = locale.getTimeZones() ?? [];
  return distinct(zones.filter((zone) => !zone.startsWith('Antarctica/')).map(modernName));
});

const zonesOfAreaCode = remembered((areaCode: string): CandidateZones => {
  const overlaid = NEW_AREA_CODES[areaCode];
  if (overlaid !== undefined) return zonesOfAreaCode(overlaid);
  const override = AREA_CODE_OVERRIDES[areaCode];
  if (!override) return { zones: zonesUnder(`1${areaCode}`), source: 'area-code' };
  const zones = 'zones' in override ? override.zones : zonesOfAreaCode(override.sameAs).zones;
  return { zones: distinct(zones), source: 'override' };
});

/**
 * The zones of the longest prefix, and of all that the map has under the same country code and two digits: as over an
 * area code, for the map is no more exact there than in North America. A prefix no longer than the country code tells
 * nothing.
 */
function zonesOfPrefix(digits: string, callingCode: string, country: string): CandidateZones | undefined {
  const override = PREFIX_OVERRIDES.find(({ prefixes }) => prefixes.some((prefix) => digits.startsWith(prefix)));
  if (override) {
    return { zones: override.zones === 'country' ? zonesOfCountry(country) : override.zones, source: 'override' };
  }
  const longest = longestPrefix(digits);
  if (longest === undefined || longest.length <= callingCode.length) return undefined;
  const near = zonesUnder(digits.slice(0, callingCode.length + 2));
  return { zones: distinct([...zonesOfEntry(longest), ...near]), source: 'prefix' };
}
