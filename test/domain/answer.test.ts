import { expect, test } from 'vitest';
import { answerBackOffMs, refuseAnswer, type AnswerFacts } from '../../domain/answer.ts';
import { answerMovesForward, type AgentMessageState } from '../../domain/status.ts';

const NOW = Date.parse('2026-01-14T15:00:00.000Z');
const DAY = 86_400_000;
const open: AnswerFacts = {
  channel: 'wa',
  closedAtMs: null,
  optedOut: false,
  channelOn: true,
  pausedReason: null,
  numberIsOwn: true,
  lastMessageAtMs: NOW - 1,
};

test.each<[string, Partial<AnswerFacts>, string | undefined]>([
  ['an open conversation', {}, undefined],
  ['one whose consumer wrote just within 24 hours', { lastMessageAtMs: NOW - DAY + 1 }, undefined],
  ['one whose consumer wrote 24 hours ago', { lastMessageAtMs: NOW - DAY }, 'ended at 2026-01-14T15:00:00.000Z'],
  ['one whose consumer never wrote', { lastMessageAtMs: null }, 'never wrote'],
  ['an old one by SMS', { channel: 'sms', lastMessageAtMs: NOW - 90 * DAY }, undefined],
  ['a closed one', { closedAtMs: NOW - 1_000 }, 'closed at 2026-01-14T14:59:59.000Z'],
  ['one whose consumer has opted out', { optedOut: true }, 'opted out'],
  ['one on a channel that is off', { channelOn: false }, 'WhatsApp is switched off'],
  ['one on a paused channel', { pausedReason: 'Paused by hand.' }, 'WhatsApp is paused. Paused by hand.'],
  ['one from a number that is no longer the account’s', { numberIsOwn: false }, 'no longer the account'],
  ['a closed one of somebody who has opted out', { closedAtMs: NOW, optedOut: true }, 'closed'],
])('%s', (_name, changes, refusal) => {
  const said = refuseAnswer({ ...open, ...changes }, NOW);
  if (refusal === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(refusal);
});

test.each([
  [1, {}, 2_000],
  [2, {}, 4_000],
  [6, {}, 60_000],
  [60, {}, 60_000],
  [1, { backOffMs: 6_000 }, 6_000],
  [1, { backOffMs: 6_000, retryAfterMs: 90_000 }, 90_000],
])('before the call after %d tries it waits, %j asked for, %d ms', (tries, asked, ms) => {
  expect(answerBackOffMs(tries, asked)).toBe(ms);
});

test.each<[AgentMessageState, AgentMessageState, boolean]>([
  ['QUEUED', 'SENT', true],
  ['CALLING', 'DELIVERED', true],
  ['UNKNOWN', 'SENT', true],
  ['SENT', 'SENT', false],
  ['SENT', 'FAILED', true],
  ['FAILED', 'SENT', false],
  ['FAILED', 'DELIVERED', true],
  ['DELIVERED', 'FAILED', false],
  ['DELIVERED', 'READ', true],
  ['READ', 'DELIVERED', false],
])('a receipt moves %s to %s: %s', (from, to, moves) => {
  expect(answerMovesForward(from, to)).toBe(moves);
});
