import { expect, it } from 'vitest';
import { isoInstant } from '../../domain/iso-instant.ts';

it.each([
  0,
  -1,
  999,
  86_399_999,
  86_400_000,
  Date.UTC(2026, 1, 28, 23, 59, 59, 999),
  Date.UTC(2028, 1, 29, 12),
  Date.UTC(1969, 6, 20, 20, 17, 40),
  Date.UTC(9999, 11, 31, 23, 59, 59, 999),
])('says what toISOString says of %d', (ms) => expect(isoInstant(ms)).toBe(new Date(ms).toISOString()));

it('says so of instants all over the years, and of parts of a millisecond that come of their reading', () => {
  for (let n = 0; n < 5_000; n += 1) {
    const ms = n * 1_234_567_891 - 2_000_000_000_000;
    expect(isoInstant(ms + 0.0004)).toBe(new Date(ms).toISOString());
  }
});
