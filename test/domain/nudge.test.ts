import { describe, expect, test } from 'vitest';
import {
  judgeNudge,
  nudgeBackOffMs,
  nudgeOutcome,
  nudgeText,
  NUDGE_WITHIN_MS,
  type NudgeFacts,
} from '../../domain/nudge.ts';
import { refusePushToken } from '../../domain/push.ts';

const CAME_AT = Date.parse('2026-03-01T20:58:00.000Z');
const CLOSES_AT = Date.parse('2026-03-01T21:00:00.000Z');

const FACTS: NudgeFacts = {
  createdAtMs: CAME_AT,
  deliveredAtMs: null,
  validUntilMs: CLOSES_AT,
  optedOut: false,
  channelOn: true,
  channelPaused: false,
  campaign: { status: 'RUNNING', expiresAtMs: null },
};

describe('whether a phone is woken', () => {
  test.each<[string, Partial<NudgeFacts>, number, object]>([
    ['in its window', {}, CAME_AT + 5_000, { kind: 'push', untilMs: CLOSES_AT }],
    ['in the last millisecond', {}, CLOSES_AT - 1, { kind: 'push' }],
    ['at the closing', {}, CLOSES_AT, { reason: 'The send window of its message had closed.' }],
    ['three minutes later', {}, CLOSES_AT + 180_000, { reason: 'The send window of its message had closed.' }],
    ['without a window', { validUntilMs: null }, CAME_AT, { kind: 'push', untilMs: CAME_AT + NUDGE_WITHIN_MS }],
    [
      'an hour late',
      { validUntilMs: null },
      CAME_AT + NUDGE_WITHIN_MS,
      { reason: 'It was too late: the message was an hour old.' },
    ],
    ['delivered', { deliveredAtMs: CAME_AT + 1 }, CAME_AT + 5_000, { reason: 'The app had the message by itself.' }],
    ['opted out', { optedOut: true }, CAME_AT + 5_000, { reason: 'The consumer has opted out.' }],
    ['In-App off', { channelOn: false }, CAME_AT + 5_000, { reason: 'In-App is switched off for the account.' }],
    ['In-App paused', { channelPaused: true }, CAME_AT + 5_000, { reason: 'In-App was paused.' }],
    ['paused', { campaign: { status: 'PAUSED', expiresAtMs: null } }, CAME_AT, { reason: 'The campaign was paused.' }],
    [
      'cancelled',
      { campaign: { status: 'CANCELLED', expiresAtMs: null } },
      CAME_AT,
      { reason: 'The campaign was called off.' },
    ],
    [
      'failed',
      { campaign: { status: 'FAILED', expiresAtMs: null } },
      CAME_AT,
      { reason: 'The campaign was called off.' },
    ],
    [
      'expired',
      { campaign: { status: 'RUNNING', expiresAtMs: CAME_AT } },
      CAME_AT,
      { reason: 'The campaign had expired.' },
    ],
    ['not yet expired', { campaign: { status: 'RUNNING', expiresAtMs: CAME_AT + 1 } }, CAME_AT, { kind: 'push' }],
    ['for an agent’s answer', { campaign: null }, CAME_AT, { kind: 'push' }],
  ])('%s', (_case, changes, nowMs, verdict) => {
    expect(judgeNudge({ ...FACTS, ...changes }, nowMs)).toMatchObject(verdict);
  });
});

test.each([
  [1, undefined, 10_000],
  [2, undefined, 20_000],
  [9, undefined, 300_000],
  [1, 90_000, 90_000],
  [1, 0, 10_000],
  [9, 3_600_000, 3_600_000],
])('after call %i, asked for %s ms, a platform is left alone for %i ms', (tries, asked, ms) => {
  expect(nudgeBackOffMs(tries, asked)).toBe(ms);
});

test.each([
  ['Short.', 'Short.'],
  [' Two\n lines ', 'Two lines'],
  ['x'.repeat(180), 'x'.repeat(180)],
  ['x'.repeat(181), `${'x'.repeat(179)}…`],
  ['👩‍👩‍👧‍👦'.repeat(181), `${'👩‍👩‍👧‍👦'.repeat(179)}…`],
])('%j is shown as %j', (text, shown) => {
  expect(nudgeText(text)).toBe(shown);
});

test.each([
  [['PUSHED', 'REFUSED', 'UNKNOWN'], 'PUSHED'],
  [['REFUSED', 'UNKNOWN'], 'UNKNOWN'],
  [['REFUSED'], 'NOT_PUSHED'],
  [[], 'NOT_PUSHED'],
] as const)('%j comes to %s', (states, outcome) => {
  expect(nudgeOutcome(states)).toBe(outcome);
});

test.each([
  ['apns', 'a'.repeat(64), undefined],
  ['apns', 'A'.repeat(200), undefined],
  ['apns', 'a'.repeat(63), /hexadecimal/],
  ['apns', '/3/device/'.padEnd(64, 'a'), /hexadecimal/],
  ['fcm', 'dXk3mWlwQb6Yc0vB1nZk2T:APA91bH_x-y', undefined],
  ['fcm', 'short', /20 to 1024/],
  ['fcm', 'x'.repeat(1025), /20 to 1024/],
  ['fcm', `${'x'.repeat(30)}\n`, /20 to 1024/],
] as const)('of %s the token %s', (platform, token, refusal) => {
  const said = refusePushToken(platform, token);
  if (refusal === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(refusal);
});
