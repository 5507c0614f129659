/** The mean of several rows of a report: no browser is needed for it. */
import { expect, test } from 'vitest';
import { csatOf, meanOf, NO_CSAT, plusCsat } from '../../web/src/pages/reports/csat.ts';

test('is weighted by how many said', () => {
  const rows = [
    { csat: 5, csatresponses: 1 },
    { csat: 2, csatresponses: 3 },
    { csat: null, csatresponses: 0 },
    { csat: null },
  ];
  const all = rows.map(csatOf).reduce(plusCsat, NO_CSAT);
  expect([meanOf(all), all.responses]).toEqual(['2.75', 4]);
});

test('is none where nobody said', () => expect(meanOf(NO_CSAT)).toBeUndefined());
