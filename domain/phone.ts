import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumberType,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { createPhoneClasses } from './phone-classes.ts';

export type PhoneType = PhoneNumberType;

/** `country`: ISO 3166 alpha-2; null for a number of no country, such as +800 and +883. */
export type Phone = { e164: string; country: string | null; type: PhoneType };

/** A number as integrators write it, or the old form of it: contract.md section 2, consumer. */
export type PhoneInput =
  string | number | { consumerCountryCode: string | number; consumerPhoneNumber: string | number };

/** Completes the sentence "The number is not valid: …". */
export type InvalidPhoneReason =
  'not a phone number' | 'no such country code' | 'too short' | 'too long' | 'impossible in its country';

/**
 * When it fails, `written` is "+" and the digits that came, and `country` the main country of its country code, if any.
 */
export type ParsedPhone =
  { ok: true; phone: Phone } | { ok: false; reason: InvalidPhoneReason; written: string; country: string | null };

/**
 * Area codes in service (NANPA, 2026) that libphonenumber's metadata lacks, each with the one that it overlays: they
 * have the same country and the same zones. A number in them is valid if it were so in the other. Remove what the
 * metadata has learnt; a test says when.
 */
export const NEW_AREA_CODES: Record<string, string> = {
  357: '559',
  436: '440',
  457: '318',
  465: '718',
  471: '662',
  483: '334',
  621: '713',
  624: '716',
  679: '313',
  729: '423',
  837: '530',
  861: '309',
  924: '507',
};

/**
 * Ofcom's mobile numbers for drama, 07700 900000 to 900999: never assigned, so libphonenumber knows no country for
 * them.
 */
const OFCOM_DRAMA = /^\+447700900\d{3}$/;

/** Of country codes with several countries, the one that a number too short to tell stands for. */
const MAIN_COUNTRIES: Record<string, CountryCode> = {
  1: 'US',
  7: 'RU',
  39: 'IT',
  44: 'GB',
  47: 'NO',
  61: 'AU',
  212: 'MA',
  262: 'RE',
  290: 'SH',
  358: 'FI',
  590: 'GP',
  599: 'CW',
};

const COUNTRY_OF_CODE = new Map<string, string>([
  ...getCountries().map((country): [string, string] => [getCountryCallingCode(country), country]),
  ...Object.entries(MAIN_COUNTRIES),
]);

/** What the library has said of one number it would say of each that is alike: asked for every number, it takes ten times as long. */
const classOf = createPhoneClasses<Pick<Phone, 'country' | 'type'>>();

const WRITTEN = /^\+?[\d\s()./\u2010-\u2015\u2212-]+$/;
const LONGEST_WRITTEN = 40;

/**
 * Reads a number with its country code, a leading `+` or `00` or neither; spaces, brackets, dashes, dots and slashes do
 * not count. The old form may have the country code or the trunk zero in its number too. Never throws.
 *
 * Valid means isValid(), the country's own patterns, and not isPossible(), the length alone: a number with the right
 * length in a range that nobody has ends in a provider's 21211, and has no country, so that no zone and no window could
 * be known. The numbers that people try things with are valid all the same: 555-0100 to 555-0199 in every area code of
 * the US and Canada, and in Puerto Rico, Guam and Jamaica (not in the Bahamas, Barbados, Bermuda, Saint Lucia and
 * Trinidad), 0491 57x xxx in Australia, 020 7946 0xxx in London; Ofcom's mobile numbers for drama are not, and are let
 * in here.
 */
export function parsePhone(input: PhoneInput): ParsedPhone {
  const { callingCode, number } = partsOf(input);
  if (callingCode === null || number === null) return invalid('not a phone number', rawText(input));
  const international = callingCode === '' || number.startsWith('+');
  const text = international ? `+${digitsOf(number)}` : digitsOf(number);
  const written = international ? text : `+${callingCode}${text}`;
  if (!international && !COUNTRY_OF_CODE.has(callingCode)) return invalid('no such country code', written);
  const options = international ? {} : { defaultCallingCode: callingCode };
  const alike = international ? classOf(text.slice(1)) : undefined;
  if (alike?.known) return { ok: true, phone: { e164: text, ...alike.known } };
  const found = parsePhoneNumberFromString(text, { ...options, extract: false });
  const listed = found && phoneOf(found);
  if (alike && listed?.e164 === text) alike.known = { country: listed.country, type: listed.type };
  const phone = listed ?? (found && unlisted(found.number));
  return phone ? { ok: true, phone } : invalid(reasonOf(text, options), found?.number ?? written);
}

/**
 * Whether an SMS can be addressed to the number: channels.md section 1. A landline can: some take texts, and the
 * carrier says if not.
 */
export function smsEligibility(phone: Phone): { eligible: true } | { eligible: false; reason: string } {
  if (phone.country === null) return { eligible: false, reason: 'The number belongs to no country.' };
  const kind = NOT_FOR_SMS[phone.type];
  return kind === undefined ? { eligible: true } : { eligible: false, reason: `The number is ${kind}.` };
}

const NOT_FOR_SMS: Partial<Record<PhoneType, string>> = {
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'a premium-rate one',
  SHARED_COST: 'a shared-cost one',
  UAN: "a company's universal access number",
  VOICEMAIL: "a voicemail's",
  PAGER: "a pager's",
};

function phoneOf(found: PhoneNumber): Phone | undefined {
  const type = found.isValid() ? found.getType() : undefined;
  return type && { e164: found.number, country: found.country ?? null, type };
}

/** A number with nothing left in it but its digits and a leading `+`, valid or not; null where there is something else in it. */
export function numberAsDialled(value: string | number): string | null {
  const text = cleanText(value);
  return text === null ? null : text.replace(/[^\d+]/g, '');
}

function unlisted(e164: string): Phone | undefined {
  if (OFCOM_DRAMA.test(e164)) return { e164, country: 'GB', type: 'MOBILE' };
  const overlaid = e164.startsWith('+1') ? NEW_AREA_CODES[e164.slice(2, 5)] : undefined;
  const twin = overlaid === undefined ? undefined : parsePhoneNumberFromString(`+1${overlaid}${e164.slice(5)}`);
  const phone = twin && phoneOf(twin);
  return phone && { ...phone, e164 };
}

/** The two parts with what does not count taken away; null where there is something else in it than a number. */
function partsOf(input: PhoneInput): { callingCode: string | null; number: string | null } {
  if (typeof input !== 'object') return { callingCode: '', number: cleanText(input) };
  const code = cleanText(input.consumerCountryCode);
  return { callingCode: code === null ? null : digitsOf(code), number: cleanText(input.consumerPhoneNumber) };
}

function cleanText(value: string | number): string | null {
  if (typeof value === 'number' && !(Number.isSafeInteger(value) && value >= 0)) return null;
  // Numbers copied from a phone's contacts carry invisible marks of direction.
  const text = String(value)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  if (text.length > LONGEST_WRITTEN || !WRITTEN.test(text) || !/\d/.test(text)) return null;
  return text.replace(/^00/, '+');
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

function rawText(input: PhoneInput): string {
  if (typeof input !== 'object') return String(input);
  return `${input.consumerCountryCode}${input.consumerPhoneNumber}`;
}

function reasonOf(text: string, options: { defaultCallingCode?: string }): InvalidPhoneReason {
  switch (validatePhoneNumberLength(text, options)) {
    case 'INVALID_COUNTRY':
      return 'no such country code';
    case 'TOO_SHORT':
      return 'too short';
    case 'TOO_LONG':
      return 'too long';
    case 'NOT_A_NUMBER':
      return 'not a phone number';
    default:
      return 'impossible in its country';
  }
}

function invalid(reason: InvalidPhoneReason, written: string): ParsedPhone {
  const code = [1, 2, 3].map((length) => written.slice(1, 1 + length)).find((start) => COUNTRY_OF_CODE.has(start));
  const country = written.startsWith('+') && code !== undefined ? (COUNTRY_OF_CODE.get(code) ?? null) : null;
  return { ok: false, reason, written, country };
}
