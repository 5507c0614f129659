import { getCountries } from 'libphonenumber-js/max';
import data from './area-code-states.json' with { type: 'json' };
import { NEW_AREA_CODES, parsePhone } from './phone.ts';
import { distinct, remembered } from './timezone-map.ts';
import { modernName } from './timezone-names.ts';
import { zonesOfPhone } from './timezone.ts';

/** Everywhere: a rule for all; of a consumer, anywhere at all. */
export const ANYWHERE = '*';

/**
 * States and provinces of the area codes of the US and Canada, ISO 3166-2: Google libphonenumber's geocoding data,
 * written by scripts/area-code-states.py.
 */
const PLACES = new Map<string, string[]>();
for (const [place, areaCodes] of Object.entries(data.places)) {
  for (const areaCode of areaCodes.split(' ')) PLACES.set(areaCode, [...(PLACES.get(areaCode) ?? []), place]);
}

export const PLACES_VERSION = data.version;

/** Whether rules can be made for a jurisdiction: `*`, a country (ISO 3166-1), or a part of one (ISO 3166-2). */
export function isJurisdiction(text: string): boolean {
  if (text === ANYWHERE) return true;
  const [, country, part] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/.exec(text) ?? [];
  if (country === undefined || !getCountries().some((known) => known === country)) return false;
  // Of the two whose parts are known, one that is misspelt would never hold.
  return part === undefined || !SPLIT.has(country) || text in data.places;
}

const SPLIT = new Set(['US', 'CA']);

/**
 * Where a consumer with these numbers (E.164) may be, as far as rules of the law go: states and provinces by area code, the whole country where
 * that does not tell, anywhere where nothing does. Who was given a timezone that is not that of their number lives
 * somewhere else in it, and keeps the places of the number too: what is not known makes a window narrower, never wider.
 */
export function placesOf(numbers: readonly string[], zones: readonly string[], source: string): string[] {
  const places = numbers.flatMap(placesOfNumber);
  if (numbers.length === 0 || source === 'given') {
    const own = numbers.flatMap((number) => zonesOfNumber(number));
    for (const zone of zones) if (!keepsTimeOf(own, zone)) places.push(...countriesOf(zone));
  }
  return places.length === 0 ? [ANYWHERE] : [...new Set(places)];
}

/**
 * Whether a rule for `jurisdiction` holds for someone who may be in `places`: it is one of them, one lies in it, or it
 * lies in one whose part is not known.
 */
export function holdsIn(jurisdiction: string, places: readonly string[]): boolean {
  if (jurisdiction === ANYWHERE) return true;
  return places.some(
    (place) =>
      place === ANYWHERE ||
      place === jurisdiction ||
      place.startsWith(`${jurisdiction}-`) ||
      jurisdiction.startsWith(`${place}-`),
  );
}

function placesOfNumber(e164: string): string[] {
  const areaCode = e164.startsWith('+1') ? e164.slice(2, 5) : '';
  // Reading a number takes 50 µs, and the area code is enough for most.
  const known = PLACES.get(areaCode) ?? PLACES.get(NEW_AREA_CODES[areaCode] ?? '');
  if (known) return known;
  const parsed = parsePhone(e164);
  // One that the metadata has forgotten may be anywhere.
  return [(parsed.ok ? parsed.phone.country : null) ?? ANYWHERE];
}

function zonesOfNumber(e164: string): string[] {
  const parsed = parsePhone(e164);
  return parsed.ok ? zonesOfPhone(parsed.phone).zones : [];
}

function keepsTimeOf(zones: readonly string[], zone: string): boolean {
  const kinds = distinct(zones);
  return distinct([...kinds, zone]).length === kinds.length;
}

/** The countries in which a zone is kept; none: anywhere. */
const countriesOf = remembered((zone: string): string[] => {
  const countries = getCountries().filter((country) => {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones: () => string[] | undefined };
    return (locale.getTimeZones() ?? []).some((name) => modernName(name) === zone);
  });
  return countries.length === 0 ? [ANYWHERE] : countries;
});
