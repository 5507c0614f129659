import { expect, it } from 'vitest';
import { recordSentence, type RecordFacts } from '../../domain/record-sentence.ts';
import type { AttemptFact } from '../../domain/standing.ts';

const SENT = Date.parse('2026-01-14T15:02:00Z');
const NOW = Date.parse('2026-01-15T15:00:00Z');
const CLOSED = SENT + 60_000;

function attempt(channel: 'wa' | 'sms', state: AttemptFact['state'], code: string | null): AttemptFact {
  return { channel, state, code, calledAtMs: SENT, endedAtMs: SENT, failedAtMs: null, retryAfterMs: null };
}

function record(more: Partial<RecordFacts>): RecordFacts {
  return {
    state: 'SENT',
    zones: ['America/New_York'],
    timezone: 'Europe/Berlin',
    channel: 'sms',
    attempts: [attempt('sms', 'ACCEPTED', null)],
    error: { source: null, code: null, message: null },
    sentAtMs: null,
    deliveredAtMs: null,
    readAtMs: null,
    respondedAtMs: null,
    closedAtMs: null,
    ...more,
  };
}

it.each<[string, Partial<RecordFacts>, string]>([
  [
    'sent, and nothing heard yet',
    { sentAtMs: SENT },
    'Sent by SMS on Wed 14 Jan at 10:02 in America/New_York; no delivery receipt yet.',
  ],
  [
    'sent, and nothing heard in 72 hours',
    { sentAtMs: SENT, error: { source: 'twilio', code: '5008', message: 'No delivery receipt came within 72 hours.' } },
    'Sent by SMS on Wed 14 Jan at 10:02 in America/New_York; no delivery receipt within 72 hours.',
  ],
  [
    'delivered and answered',
    { state: 'DELIVERED', sentAtMs: SENT, deliveredAtMs: SENT + 3000, respondedAtMs: SENT + 240_000 },
    'Sent by SMS on Wed 14 Jan at 10:02 in America/New_York; delivered 3 s later; answered 4 min later.',
  ],
  [
    'read at once, after other tries on other channels',
    {
      state: 'READ',
      channel: 'wa',
      sentAtMs: SENT,
      deliveredAtMs: SENT,
      readAtMs: SENT + 3 * 86_400_000,
      attempts: [attempt('sms', 'FAILED', '30003'), attempt('wa', 'REFUSED', '130429'), attempt('wa', 'READ', null)],
    },
    'Sent by WhatsApp on Wed 14 Jan at 10:02 in America/New_York, at attempt 2, after SMS could not deliver it (code 30003: The phone is off or out of reach); delivered at once; read 3 days later.',
  ],
  [
    'stepped down from a refusal',
    { sentAtMs: SENT, attempts: [attempt('wa', 'REFUSED', '131026'), attempt('sms', 'ACCEPTED', null)] },
    'Sent by SMS on Wed 14 Jan at 10:02 in America/New_York, after WhatsApp refused it (code 131026: The number is not on WhatsApp, or cannot receive this message); no delivery receipt yet.',
  ],
  [
    'sent to someone in one of two zones',
    { sentAtMs: SENT, zones: ['America/New_York', 'America/Chicago'] },
    'Sent by SMS on Wed 14 Jan at 09:02 in America/Chicago and Wed 14 Jan at 10:02 in America/New_York; no delivery receipt yet.',
  ],
  [
    'sent last year to someone without a zone',
    { sentAtMs: Date.parse('2025-12-31T09:00:00Z'), zones: [] },
    'Sent by SMS on Wed 31 Dec 2025 at 10:00 in Europe/Berlin; no delivery receipt yet.',
  ],
  [
    'refused',
    {
      state: 'FAILED',
      closedAtMs: CLOSED,
      error: { source: 'outbound_twilio', code: '21211', message: 'The number is not valid.' },
      attempts: [attempt('sms', 'REFUSED', '21211')],
    },
    'Failed on Wed 14 Jan at 10:03 in America/New_York: The number is not valid (outbound_twilio_21211).',
  ],
  [
    'taken and not delivered',
    {
      state: 'FAILED',
      closedAtMs: CLOSED,
      error: { source: 'twilio', code: '30005', message: 'The number is unknown or no longer in use.' },
      attempts: [attempt('sms', 'FAILED', '30005')],
    },
    'Failed on Wed 14 Jan at 10:03 in America/New_York: SMS took the message and could not deliver it: The number is unknown or no longer in use (twilio_30005).',
  ],
  [
    'opted out',
    {
      state: 'SKIPPED',
      closedAtMs: CLOSED,
      error: { source: null, code: null, message: 'The consumer has opted out.' },
      attempts: [],
    },
    'Skipped on Wed 14 Jan at 10:03 in America/New_York: The consumer has opted out.',
  ],
  [
    'cancelled before its workflow knows',
    { state: 'CANCELLED', attempts: [] },
    'Not sent: The campaign was cancelled.',
  ],
  [
    'expired',
    { state: 'EXPIRED', error: { source: null, code: null, message: 'The campaign ended at noon.' } },
    'Not sent: The campaign ended at noon.',
  ],
  [
    'unknown',
    {
      state: 'UNKNOWN',
      closedAtMs: CLOSED,
      error: { source: 'proactive', code: '5403', message: 'SMS never said whether it took the message.' },
    },
    'Nobody knows whether it was sent, and it is not sent again; given up on Wed 14 Jan at 10:03 in America/New_York: SMS never said whether it took the message (proactive_5403).',
  ],
])('%s', (_case, more, sentence) => {
  expect(recordSentence(record(more), NOW)).toBe(sentence);
});
