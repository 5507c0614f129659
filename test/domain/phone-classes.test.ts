import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';
import { expect, test } from 'vitest';
import { createPhoneClasses } from '../../domain/phone-classes.ts';

const codes = Object.keys((metadata as unknown as { country_calling_codes: object }).country_calling_codes);

/** The same numbers every time. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function said(digits: string) {
  const found = parsePhoneNumberFromString(`+${digits}`, { extract: false });
  return JSON.stringify(
    found ? { number: found.number, country: found.country, type: found.isValid() ? found.getType() : 'invalid' } : {},
  ).replace(digits, 'digits');
}

/** Of valid numbers, found by a walk from a number that the library gives as an example, and of any. */
test.each([['1', 40_000] as const, ...codes.filter((code) => code !== '1').map((code) => [code, 300] as const)])(
  'libphonenumber says the same of all numbers of +%s that are alike',
  (code, count) => {
    const classOf = createPhoneClasses<string>();
    const next = numbers(Number(code));
    for (let n = 0; n < count; n++) {
      const length = code === '1' && n % 10 > 0 ? 10 : 4 + next(10);
      const digits = code + Array.from({ length }, () => next(10)).join('');
      const alike = classOf(digits);
      if (!alike) continue;
      const now = said(digits);
      alike.known ??= now;
      expect(now, digits).toBe(alike.known);
    }
  },
);
