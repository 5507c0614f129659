import { expect, it } from 'vitest';
import { deliveryBackOffMs } from '../../domain/conversation-adapter.ts';

it.each([
  [1, undefined, 1_000],
  [2, undefined, 2_000],
  [8, undefined, 128_000],
  [9, undefined, 256_000],
  [10, undefined, 300_000],
  [5_000, undefined, 300_000],
  [1, 120_000, 120_000],
  [10, 120_000, 300_000],
  [1, 86_400_000, 3_600_000],
])('try %i, asked to wait %s ms, is followed by a wait of %i ms', (tries, asked, expected) => {
  expect(deliveryBackOffMs(tries, asked)).toBe(expected);
});
