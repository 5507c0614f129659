import { expect, it } from 'vitest';
import { monthsBefore } from '../../domain/retention.ts';

it.each([
  ['2026-11-23T12:34:56.789Z', 13, '2025-10-23T12:34:56.789Z'],
  ['2026-03-31T00:00:00.000Z', 1, '2026-02-28T00:00:00.000Z'],
  ['2024-03-31T00:00:00.000Z', 1, '2024-02-29T00:00:00.000Z'],
  ['2026-01-01T00:00:00.000Z', 13, '2024-12-01T00:00:00.000Z'],
  ['2026-07-31T23:59:59.999Z', 60, '2021-07-31T23:59:59.999Z'],
  ['2026-07-31T10:00:00.000Z', 13, '2025-06-30T10:00:00.000Z'],
])('before %s, %i months: %s', (now, months, before) => {
  expect(monthsBefore(Date.parse(now), months).toISOString()).toBe(before);
});
