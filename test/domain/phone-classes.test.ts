import { getExampleNumber, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/max/metadata';
import { expect, test } from 'vitest';
import { createPhoneClasses } from '../../domain/phone-classes.ts';
import { parsePhone } from '../../domain/phone.ts';

const codes = Object.entries(
  (metadata as unknown as { country_calling_codes: Record<string, CountryCode[]> }).country_calling_codes,
);

/** The same numbers every time. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function said(digits: string): string {
  const found = parsePhoneNumberFromString(`+${digits}`, { extract: false });
  const type = found?.isValid() ? found.getType() : 'invalid';
  return `${type} ${found?.country} ${found?.number.replace(digits, '')}`;
}

/** A few digits of a number that exists are others; or all of them are. */
function* numbersOf(code: string, countries: CountryCode[], count: number) {
  const roll = dice(Number(code));
  for (let n = 0; n < count; n++) {
    const example =
      getExampleNumber(countries[roll(countries.length)] ?? 'US', examples)?.nationalNumber ?? '2025550173';
    const digits = Array.from(example);
    if (n % 4 === 0) digits.push(String(roll(1000)));
    const changed = n % 4 === 1 ? digits.length : 1 + roll(6);
    for (let change = 0; change < changed; change++) {
      digits[n % 4 === 1 ? change : roll(digits.length)] = String(roll(10));
    }
    yield code + digits.join('');
  }
}

test.each(codes.map(([code, countries]) => [code, countries] as const))(
  'libphonenumber says the same of all numbers of +%s that are alike',
  (code, countries) => {
    const classOf = createPhoneClasses<string>();
    for (const digits of numbersOf(code, countries, code === '1' ? 6_000 : 150)) {
      const alike = classOf(digits);
      if (!alike) continue;
      const now = said(digits);
      alike.known ??= now;
      expect(now, digits).toBe(alike.known);
    }
  },
);

test('most numbers are in a class, and one with a trunk zero, of no country or too long is in none', () => {
  const classOf = createPhoneClasses<string>();
  expect(classOf('12025550173')).toBeDefined();
  expect(classOf('12025550173')).toBe(classOf('12025550174'));
  expect(classOf('12025550173')).not.toBe(classOf('120255501734'));
  for (const digits of ['4402079460000', '999123456', '80012345678', '1'.repeat(21)])
    expect(classOf(digits)).toBeUndefined();
  const countries = codes.filter(([code, [country = 'US']]) => {
    const example = getExampleNumber(country, examples);
    return example && classOf(code + example.nationalNumber);
  });
  expect(countries.length / codes.length).toBeGreaterThan(0.9);
});

test('a number is read the same when another of its class was read before', () => {
  for (const [code, [country = 'US']] of codes) {
    const digits = code + (getExampleNumber(country, examples)?.nationalNumber ?? '');
    const first = parsePhone(digits);
    expect(parsePhone(digits)).toEqual(first);
  }
});
