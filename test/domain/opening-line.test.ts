import { expect, test } from 'vitest';
import { NOBODY_ELSE, placeInOpening } from '../../domain/opening-line.ts';

test.each<[string, number, { campaigns: number; recipients: number }, number]>([
  ['the first of a campaign, whoever else waits', 0, { campaigns: 20, recipients: 20_000 }, 0],
  ['one of a campaign alone', 25, NOBODY_ELSE, 25],
  ['one of the second of two alike', 25, { campaigns: 1, recipients: 1_000 }, 50],
  ['one of the last of twenty alike', 25, { campaigns: 19, recipients: 19_000 }, 500],
  ['the last of a small one beside a large one', 9, { campaigns: 1, recipients: 50_000 }, 18],
  ['one of a large one, once a small one has gone', 5_000, { campaigns: 1, recipients: 10 }, 5_010],
  ['one of a large one, once a hundred small ones have gone', 5_000, { campaigns: 100, recipients: 1_000 }, 6_000],
])('%s', (_who, k, others, place) => {
  expect(placeInOpening(k, others)).toBe(place);
});
