import { expect, test } from 'vitest';
import { countByState, countCampaign, hasUnsent, type CountRow } from '../../domain/campaign-counts.ts';
import { RECIPIENT_STATES, type RecipientState } from '../../domain/status.ts';

const NOW = new Date('2026-01-14T15:00:00.000Z');
const running = { status: 'RUNNING', expiresAt: null } as const;
const cancelled = { status: 'CANCELLED', expiresAt: null } as const;

function row(state: RecipientState, n: number, more: Partial<CountRow> = {}): CountRow {
  return { state, n, eligible: 0, delivered: 0, read: 0, responded: 0, ...more };
}

/** One of the first state, two of the second, four of the third and so on: no two sums are alike. */
const ONE_OF_EACH = RECIPIENT_STATES.map((state, index) => row(state, 2 ** index));
const sum = (...states: RecipientState[]) =>
  states.map((state) => 2 ** RECIPIENT_STATES.indexOf(state)).reduce((a, b) => a + b, 0);

test('everyone accepted is in exactly one part of the funnel', () => {
  const counts = countCampaign(ONE_OF_EACH, running, NOW);
  expect(counts).toMatchObject({
    attempted: 2 ** RECIPIENT_STATES.length - 1,
    sent: sum('SENT', 'DELIVERED', 'READ'),
    failed: sum('FAILED', 'CANCELLED', 'EXPIRED', 'UNKNOWN'),
    skipped: sum('SKIPPED'),
    pending: sum('NOT_SENT', 'SCHEDULED'),
    callsUnderWay: sum('SENDING'),
  });
  expect(counts.neverSent).toBe(counts.failed + counts.skipped);
  expect(counts.sent + counts.failed + counts.skipped + counts.pending + counts.callsUnderWay).toBe(counts.attempted);
});

test('what a cancel cuts off is failed at once, and a call under way is not', () => {
  expect(countCampaign(ONE_OF_EACH, cancelled, NOW)).toMatchObject({
    pending: 0,
    callsUnderWay: sum('SENDING'),
    failed: sum('NOT_SENT', 'SCHEDULED', 'FAILED', 'CANCELLED', 'EXPIRED', 'UNKNOWN'),
  });
  expect(countByState(ONE_OF_EACH, cancelled, NOW)).toMatchObject({
    NOT_SENT: 0,
    SCHEDULED: 0,
    SENDING: sum('SENDING'),
    CANCELLED: sum('NOT_SENT', 'SCHEDULED', 'CANCELLED'),
  });
});

test('the steps of the funnel are added up over all states', () => {
  const rows = [
    row('DELIVERED', 3, { eligible: 3, delivered: 3, responded: 1 }),
    row('READ', 2, { eligible: 2, delivered: 2, read: 2, responded: 2 }),
    row('FAILED', 4, { eligible: 1 }),
  ];
  expect(countCampaign(rows, running, NOW)).toMatchObject({
    eligible: 6,
    delivered: 5,
    read: 2,
    responded: 3,
    sent: 5,
  });
});

test.each([
  ['SCHEDULED', 1, running, true],
  ['SENDING', 1, running, true],
  ['SCHEDULED', 0, running, false],
  ['FAILED', 1, running, false],
  ['SCHEDULED', 1, cancelled, false],
  ['SENDING', 1, cancelled, true],
  ['SCHEDULED', 1, { status: 'RUNNING', expiresAt: NOW }, false],
] as const)('%s, %d of them, in %j: anyone unsent is %s', (state, n, campaign, expected) => {
  expect(hasUnsent([row(state, n)], campaign, NOW)).toBe(expected);
});
