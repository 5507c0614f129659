/** Values that are out to break things. */
import fc, { type Arbitrary } from 'fast-check';

/** Texts that databases, parsers, URLs and people who count on ASCII trip over. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e',
    '💥',
    '%',
    '%00',
    '..',
    '../..',
    '-1',
    '1e999',
    'NaN',
  ),
  fc.constantFrom(
    "'; DROP TABLE recipient; --",
    '${{1}}',
    '{{7*7}}',
    '<script>',
    '__proto__',
    'null',
    'undefined',
    '[]',
  ),
  fc.constantFrom('9'.repeat(400), 'x'.repeat(1_000), '2026-02-30T25:61:00Z', '0000-00-00', '+275760-09-13T00:00:00Z'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.uuid(),
);

const hostileNumber = fc.oneof(
  fc.constantFrom(0, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Anything that JSON can say, and `__proto__`. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[[[]]]]),
  fc.jsonValue({ maxDepth: 3 }),
);

/** The same value with one part of it replaced, or gone. */
export function withOnePartBroken(value: unknown): Arbitrary<unknown> {
  const places = placesOf(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.oneof({ weight: 4, arbitrary: hostileValue }, fc.constant(undefined)))
    .map(([place, put]) => replaced(value, place, put));
}

function placesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, part]) => placesOf(part).map((rest) => [key, ...rest]))];
}

function replaced(value: unknown, [key, ...rest]: string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, put);
  return copy;
}
