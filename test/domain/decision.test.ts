import { describe, expect, it } from 'vitest';
import { decide, OUTCOME_WAIT_MS, type ChannelFacts, type Decision, type Facts } from '../../domain/decision.ts';
import type { AttemptFact } from '../../domain/standing.ts';
import { DAYS, DEFAULT_WINDOWS, defaultWindows } from '../../domain/window.ts';

const NEW_YORK = 'America/New_York';
/** A Monday in New York, standard time (UTC-5). */
const at = (time: string) => Date.parse(`2026-11-23T${time}:00-05:00`);
const NOON = at('12:00');
const NIGHT = at('22:30');
const NEXT_OPENING = '2026-11-24T13:00:00.000Z';

function channel(name: 'wa' | 'sms' | 'inapp', more: Partial<ChannelFacts> = {}): ChannelFacts {
  return {
    channel: name,
    ineligible: null,
    optedOut: false,
    pausedReason: null,
    windows: DEFAULT_WINDOWS,
    ratePerSecond: 10,
    dailyLimitUntilMs: null,
    ...more,
  };
}

function facts(more: Omit<Partial<Facts>, 'campaign'> & { campaign?: Partial<Facts['campaign']> } = {}): Facts {
  const { campaign, ...rest } = more;
  return {
    state: 'NOT_SENT',
    zones: [NEW_YORK],
    zoneOrdinal: 0,
    slotAtMs: null,
    repliesUntilMs: null,
    optedOut: false,
    openConversation: false,
    channels: [channel('wa'), channel('sms')],
    attempts: [],
    ...rest,
    campaign: {
      status: 'RUNNING',
      statusReason: null,
      startAtMs: null,
      expiresAtMs: null,
      sendRate: null,
      ...campaign,
    },
  };
}

function attempt(
  name: 'wa' | 'sms' | 'inapp',
  state: AttemptFact['state'],
  code: string | null,
  calledAtMs: number,
): AttemptFact {
  return { channel: name, state, code, calledAtMs, endedAtMs: calledAtMs, failedAtMs: null, retryAfterMs: null };
}

const MORNINGS = DAYS.map((day) => ({ day, startTime: { hour: 9, minute: 0 }, endTime: { hour: 12, minute: 0 } }));

type Case = [behaviour: string, facts: Facts, nowMs: number, decision: object];

function table(cases: Case[]): void {
  it.each(cases)('%s', (_behaviour, given, nowMs, expected) => {
    expect(decide(given, nowMs)).toMatchObject(expected);
  });
}

describe('the window', () => {
  table([
    ['sends in the daytime, on the first channel', facts(), NOON, { kind: 'send', channel: 'wa' }],
    ['says when the window closes', facts(), NOON, { closesAt: '2026-11-24T02:00:00.000Z' }],
    ['sends at 08:00:00.000', facts(), at('08:00'), { kind: 'send' }],
    [
      'sleeps at 07:59:59.999',
      facts(),
      at('08:00') - 1,
      { kind: 'sleep', until: '2026-11-23T13:00:00.000Z', constraint: 'WINDOW' },
    ],
    ['sends at 20:59:59.999', facts(), at('21:00') - 1, { kind: 'send' }],
    ['sleeps at 21:00:00.000', facts(), at('21:00'), { kind: 'sleep', until: NEXT_OPENING, constraint: 'WINDOW' }],
    ['sleeps at night until the morning', facts(), NIGHT, { kind: 'sleep', until: NEXT_OPENING, constraint: 'WINDOW' }],
    [
      'spreads an opening by the rate',
      facts({ zoneOrdinal: 25 }),
      NIGHT,
      { kind: 'sleep', until: '2026-11-24T13:00:02.500Z' },
    ],
    [
      "spreads an opening by the campaign's own rate where it is lower",
      facts({ zoneOrdinal: 25, campaign: { sendRate: 5 } }),
      NIGHT,
      { kind: 'sleep', until: '2026-11-24T13:00:05.000Z' },
    ],
    [
      'spreads over half a window at the most',
      facts({ zoneOrdinal: 10_000_000 }),
      NIGHT,
      { kind: 'sleep', until: '2026-11-24T19:30:00.000Z' },
    ],
    [
      'holds a recipient whose zones never agree',
      facts({ zones: ['Asia/Tokyo', NEW_YORK], channels: [channel('sms', { windows: MORNINGS })] }),
      NOON,
      { kind: 'sleep', until: null, constraint: 'WINDOW' },
    ],
    ['has no guard without zones', facts({ zones: [] }), NIGHT, { kind: 'send', closesAt: null }],
    [
      'lets In-App send at any time unless somebody says when',
      facts({ channels: [channel('inapp', { windows: defaultWindows('inapp') })] }),
      NIGHT,
      { kind: 'send', channel: 'inapp', closesAt: null },
    ],
    [
      'guards In-App where a zone and windows are known',
      facts({ channels: [channel('inapp')] }),
      NIGHT,
      { kind: 'sleep', until: NEXT_OPENING, constraint: 'WINDOW' },
    ],
    [
      'says with the code of ours why the inbox refused',
      facts({ channels: [channel('inapp')], attempts: [attempt('inapp', 'REFUSED', '28', NOON)] }),
      NOON,
      { state: 'FAILED', error: { source: 'proactive', code: '28' } },
    ],
  ]);
});

describe('what ends it', () => {
  const start = at('15:00');
  table([
    [
      'goes on to the next channel where this one alone is opted out of',
      facts({ channels: [channel('wa', { optedOut: true }), channel('sms')] }),
      NOON,
      { kind: 'send', channel: 'sms' },
    ],
    [
      'never steps down to a channel that is opted out of',
      facts({
        channels: [channel('wa'), channel('sms', { optedOut: true })],
        attempts: [attempt('wa', 'REFUSED', '131026', NOON - 1)],
      }),
      NOON,
      {
        kind: 'stop',
        state: 'SKIPPED',
        reason: expect.stringMatching(/^The consumer has opted out of SMS\. /) as string,
      },
    ],
    [
      'skips who has opted out of each of its channels, also in a pause',
      facts({
        channels: [channel('wa', { optedOut: true }), channel('sms', { optedOut: true })],
        campaign: { status: 'PAUSED' },
      }),
      NOON,
      { kind: 'stop', state: 'SKIPPED', reason: 'The consumer has opted out of WhatsApp and SMS.' },
    ],
    [
      'is not stepped down where the provider itself names an opt-out, of whatever scope',
      facts({ attempts: [attempt('wa', 'REFUSED', '131050', NOON - 1)] }),
      NOON,
      { kind: 'stop', state: 'SKIPPED', reason: 'The consumer has opted out of WhatsApp.' },
    ],
    ['skips who has opted out, also at night', facts({ optedOut: true }), NIGHT, { kind: 'stop', state: 'SKIPPED' }],
    [
      'stops in a cancelled campaign',
      facts({ campaign: { status: 'CANCELLED' } }),
      NOON,
      { kind: 'stop', state: 'CANCELLED' },
    ],
    [
      'stops once the campaign is over',
      facts({ campaign: { expiresAtMs: NOON } }),
      NOON,
      { kind: 'stop', state: 'EXPIRED' },
    ],
    [
      'waits until the end where the opening comes after it, for the account’s windows may be made wider',
      facts({ campaign: { expiresAtMs: at('23:00') } }),
      NIGHT,
      {
        kind: 'sleep',
        constraint: 'WINDOW',
        until: '2026-11-24T04:00:00.000Z',
        opensAt: NEXT_OPENING,
        reason: expect.stringMatching(
          /The campaign ends at 2026-11-24T04:00:00.000Z, before that: it is not sent unless other settings let it out earlier\.$/,
        ) as string,
      },
    ],
    [
      'stops at once where that window is the campaign’s own, which nobody can change',
      facts({ channels: [channel('wa', { fixedWindows: true })], campaign: { expiresAtMs: at('23:00') } }),
      NIGHT,
      { kind: 'stop', state: 'EXPIRED' },
    ],
    [
      'waits until the end for a daily limit that may be raised, also behind windows of the campaign’s own',
      facts({
        channels: [channel('wa', { fixedWindows: true, dailyLimitUntilMs: at('24:00') })],
        campaign: { expiresAtMs: at('20:00') },
      }),
      NOON,
      { kind: 'sleep', constraint: 'WINDOW', behind: 'DAILY_LIMIT', until: '2026-11-24T01:00:00.000Z' },
    ],
    [
      'stops at once where its turn at the campaign’s own rate comes after the end',
      facts({ slotAtMs: at('20:00'), campaign: { expiresAtMs: at('20:00'), sendRate: 1 } }),
      NOON,
      { kind: 'stop', state: 'EXPIRED' },
    ],
    [
      'wakes who comes last of many at an opening before the campaign ends',
      facts({ zoneOrdinal: 1_000_000, campaign: { expiresAtMs: Date.parse(NEXT_OPENING) + 3_600_000 } }),
      NIGHT,
      { kind: 'sleep', constraint: 'WINDOW', until: '2026-11-24T13:30:00.000Z' },
    ],
    [
      'fails with 1400 on an open conversation',
      facts({ openConversation: true }),
      NOON,
      { kind: 'stop', state: 'FAILED', error: { source: 'proactive', code: '1400' } },
    ],
    ['asks for open conversations only in the window', facts({ openConversation: true }), NIGHT, { kind: 'sleep' }],
    [
      'fails with 1001 where no channel is eligible',
      facts({
        channels: [
          channel('sms', { ineligible: { source: 'proactive', code: '1001', reason: 'A toll-free number.' } }),
        ],
      }),
      NOON,
      { kind: 'stop', state: 'FAILED', error: { source: 'proactive', code: '1001' }, reason: 'A toll-free number.' },
    ],
    [
      'has sent what was sent, and says until when replies go to the campaign',
      facts({ state: 'DELIVERED', optedOut: true, repliesUntilMs: start }),
      NOON,
      { kind: 'stop', state: 'SENT', repliesUntil: '2026-11-23T20:00:00.000Z' },
    ],
    ['stays in a final state', facts({ state: 'SKIPPED' }), NOON, { kind: 'stop', state: 'SKIPPED' }],
  ]);
});

describe('what holds it', () => {
  table([
    [
      'parks in a paused campaign',
      facts({ campaign: { status: 'PAUSED' } }),
      NOON,
      { kind: 'sleep', until: null, constraint: 'PAUSED' },
    ],
    [
      'parks on a paused channel, and does not step down',
      facts({ channels: [channel('wa', { pausedReason: 'The token has expired.' }), channel('sms')] }),
      NOON,
      { kind: 'sleep', until: null, constraint: 'CHANNEL_PAUSED' },
    ],
    [
      'waits for the start date',
      facts({ campaign: { startAtMs: at('15:00') } }),
      NOON,
      { kind: 'sleep', until: '2026-11-23T20:00:00.000Z', constraint: 'START_DATE' },
    ],
    [
      'waits for the opening after a start at night',
      facts({ campaign: { startAtMs: NIGHT } }),
      NOON,
      { kind: 'sleep', until: NEXT_OPENING, constraint: 'WINDOW' },
    ],
    [
      'waits for the next day when the daily limit is used up, and then for its window',
      facts({ channels: [channel('sms', { dailyLimitUntilMs: at('23:59') })] }),
      NOON,
      { kind: 'sleep', until: NEXT_OPENING, constraint: 'WINDOW' },
    ],
    [
      'waits for its slot',
      facts({ slotAtMs: NOON + 5_000, campaign: { sendRate: 1 } }),
      NOON,
      { kind: 'sleep', until: new Date(NOON + 5_000).toISOString(), constraint: 'RATE' },
    ],
    ['uses its slot when it has come', facts({ slotAtMs: NOON, campaign: { sendRate: 1 } }), NOON, { kind: 'send' }],
  ]);
});

describe('what a wait says of itself', () => {
  const limited = (time: string) => facts({ channels: [channel('sms', { dailyLimitUntilMs: at(time) })] });
  table([
    ['the window says its opening and channel', facts(), NIGHT, { opensAt: NEXT_OPENING, channel: 'wa' }],
    [
      'the opening is not the turn in it',
      facts({ zoneOrdinal: 25 }),
      NIGHT,
      { until: '2026-11-24T13:00:02.500Z', opensAt: NEXT_OPENING },
    ],
    [
      'a window that never opens says so',
      facts({ zones: ['Asia/Tokyo', NEW_YORK], channels: [channel('sms', { windows: MORNINGS })] }),
      NOON,
      { opensAt: null },
    ],
    [
      'what lets an open window go by is named, first in the sentence too',
      limited('23:59'),
      NOON,
      {
        behind: 'DAILY_LIMIT',
        reason: expect.stringMatching(/^Today's limit on SMS is used up\. Waits for its send window/) as string,
      },
    ],
    [
      'and what lets an earlier opening go by',
      facts({ campaign: { startAtMs: at('23:00') } }),
      at('07:00'),
      { constraint: 'WINDOW', behind: 'START_DATE' },
    ],
    [
      'a paused channel says which',
      facts({ channels: [channel('sms', { pausedReason: 'No.' })] }),
      NOON,
      { channel: 'sms' },
    ],
    [
      'a lost answer says whose',
      facts({ attempts: [attempt('sms', 'UNKNOWN', null, NOON)] }),
      NOON,
      { constraint: 'OUTCOME', channel: 'sms' },
    ],
  ]);

  it('a limit that ends before the window opens is not what it waits for', () => {
    expect(decide(limited('23:00'), NIGHT)).not.toHaveProperty('behind');
  });
});

describe('after an attempt', () => {
  const wa = (state: AttemptFact['state'], code: string | null) =>
    facts({ attempts: [attempt('wa', state, code, NOON)] });
  const sms = (...codes: string[]) =>
    facts({ channels: [channel('sms')], attempts: codes.map((code) => attempt('sms', 'REFUSED', code, NOON)) });
  table([
    ['steps down when WhatsApp refuses the recipient', wa('REFUSED', '131026'), NOON, { kind: 'send', channel: 'sms' }],
    [
      'steps down when WhatsApp fails after it had accepted',
      wa('FAILED', '131026'),
      NOON,
      { kind: 'send', channel: 'sms' },
    ],
    ['steps down to the next opening at night', wa('FAILED', '131026'), NIGHT, { kind: 'sleep', until: NEXT_OPENING }],
    ['retries a busy WhatsApp on WhatsApp', wa('REFUSED', '130429'), NOON + 10_000, { kind: 'send', channel: 'wa' }],
    ['backs off before a retry', wa('REFUSED', '130429'), NOON, { kind: 'sleep', constraint: 'BACK_OFF' }],
    [
      'waits 6 s or more after 131056',
      wa('REFUSED', '131056'),
      NOON + 5_999,
      { kind: 'sleep', constraint: 'BACK_OFF' },
    ],
    ['tries again what was never taken', wa('ABSENT', null), NOON + 60_000, { kind: 'send', channel: 'wa' }],
    [
      'fails on an unreachable phone only after a second try',
      sms('30003'),
      NOON + 60_000,
      { kind: 'send', channel: 'sms' },
    ],
    [
      'fails after the second try with its code',
      sms('30003', '30008'),
      NOON + 60_000,
      { kind: 'stop', state: 'FAILED', error: { source: 'outbound_twilio', code: '30008' } },
    ],
    ['sleeps to the next opening on 30610', sms('30610'), NOON + 60_000, { kind: 'sleep', until: NEXT_OPENING }],
    ['tries again at that opening', sms('30610'), Date.parse(NEXT_OPENING), { kind: 'send', channel: 'sms' }],
    [
      'fails on a bad number',
      sms('21211'),
      NOON,
      { kind: 'stop', state: 'FAILED', error: { source: 'outbound_twilio', code: '21211' } },
    ],
    [
      'names a delivery failure by the other source',
      facts({ channels: [channel('sms')], attempts: [attempt('sms', 'FAILED', '30005', NOON)] }),
      NOON,
      { kind: 'stop', state: 'FAILED', error: { source: 'twilio', code: '30005' } },
    ],
  ]);
});

it('sleeps a day where the provider says too late and the window never closes, and gives up after five', () => {
  const allDay = DAYS.map((day) => ({ day, startTime: { hour: 0, minute: 0 }, endTime: { hour: 24, minute: 0 } }));
  const tooLate = (count: number) =>
    facts({
      channels: [channel('sms', { windows: allDay })],
      attempts: Array.from({ length: count }, () => attempt('sms', 'FAILED', '30610', NOON)),
    });
  const until = new Date(NOON + 86_400_000).toISOString();
  expect(decide(tooLate(1), NOON)).toMatchObject({ kind: 'sleep', until, constraint: 'BACK_OFF' });
  expect(decide(tooLate(5), NOON)).toMatchObject({ kind: 'stop', state: 'FAILED', error: { code: '30610' } });
});

it('leaves a provider alone for as long as it asks', () => {
  const asked = { ...attempt('wa', 'REFUSED', '130429', NOON), retryAfterMs: 45_000 };
  expect(decide(facts({ attempts: [asked] }), NOON + 44_999)).toMatchObject({ kind: 'sleep', constraint: 'BACK_OFF' });
  expect(decide(facts({ attempts: [asked] }), NOON + 45_000)).toMatchObject({ kind: 'send', channel: 'wa' });
});

it('waits for a person no longer than the campaign lasts', () => {
  const campaign = { status: 'PAUSED', expiresAtMs: at('18:00') } as const;
  expect(decide(facts({ campaign }), NOON)).toMatchObject({
    kind: 'sleep',
    until: '2026-11-23T23:00:00.000Z',
    constraint: 'PAUSED',
  });
  expect(decide(facts({ campaign }), at('18:00'))).toMatchObject({ kind: 'stop', state: 'EXPIRED' });
});

it('sends nothing more once a gateway has a message, whatever else is written of the recipient', () => {
  const attempts = [attempt('sms', 'ABSENT', null, NOON), attempt('sms', 'ACCEPTED', null, NOON)];
  expect(decide(facts({ state: 'SCHEDULED', attempts }), NOON)).toMatchObject({ kind: 'stop', state: 'SENT' });
});

describe('a call without an answer', () => {
  const open = (state: 'CALLING' | 'UNKNOWN') =>
    facts({ state: 'SCHEDULED', attempts: [attempt('wa', state, null, NOON)] });
  const end = NOON + OUTCOME_WAIT_MS;
  table([
    [
      'waits for the outcome',
      open('UNKNOWN'),
      NOON,
      { kind: 'sleep', until: new Date(end).toISOString(), constraint: 'OUTCOME' },
    ],
    ['does not step down meanwhile', open('CALLING'), end - 1, { kind: 'sleep', constraint: 'OUTCOME' }],
    [
      'is unknown in the end, and nothing is sent again',
      open('UNKNOWN'),
      end,
      { kind: 'stop', state: 'UNKNOWN', error: { source: 'proactive', code: '5403' } },
    ],
    [
      'is found out before an opt-out is looked at',
      { ...open('UNKNOWN'), optedOut: true },
      NOON,
      { constraint: 'OUTCOME' },
    ],
  ]);
});

it('names no person in its reasons, and is never without one', () => {
  const decisions: Decision[] = [
    decide(facts(), NOON),
    decide(facts(), NIGHT),
    decide(facts({ optedOut: true }), NOON),
  ];
  for (const decision of decisions) expect(decision.reason).toMatch(/^[A-Z].+\.$/);
});

describe('a limit of messages to one consumer', () => {
  const HOUR_MS = 3_600_000;
  const perDay = { most: 2, periodMs: 24 * HOUR_MS, by: null };
  const perWeek = { most: 3, periodMs: 168 * HOUR_MS, by: null };
  const ago = (...hours: number[]) => hours.map((count) => NOON - count * HOUR_MS);
  const limited = (
    limits: ChannelFacts['limits'],
    consumerMessagesMs: number[],
    campaign: Partial<Facts['campaign']> = {},
  ) => facts({ channels: [channel('sms', { limits })], consumerMessagesMs, campaign });

  it.each<[string, Facts, object]>([
    ['lets a message out below it', limited([perDay], ago(1)), { kind: 'send' }],
    [
      'makes the next one wait until the oldest that counts is a day old',
      limited([perDay], ago(1, 22, 23)),
      {
        kind: 'sleep',
        constraint: 'CONSUMER_LIMIT',
        until: '2026-11-23T19:00:00.000Z',
        reason:
          'The consumer has had 2 messages of campaigns within 24 hours, as many as the account allows; the next is allowed at Mon 14:00 in America/New_York.',
      },
    ],
    ['lets one out at the very instant', limited([perDay], ago(1, 24)), { kind: 'send' }],
    ['and not a millisecond before', limited([perDay], [NOON, NOON - 24 * HOUR_MS + 1]), { kind: 'sleep' }],
    [
      'counts what another clock wrote ahead of this one',
      limited([perDay], ago(-1, 1)),
      { kind: 'sleep', constraint: 'CONSUMER_LIMIT' },
    ],
    [
      'of two takes the later, and then the window',
      limited([perDay, perWeek], ago(1, 2, 156.5)),
      { kind: 'sleep', constraint: 'CONSUMER_LIMIT', until: '2026-11-24T15:00:00.000Z' },
    ],
    [
      'with the closed window behind it wakes at the opening',
      limited([{ ...perDay, most: 1 }], ago(14)),
      { kind: 'sleep', constraint: 'WINDOW', behind: 'CONSUMER_LIMIT', until: '2026-11-24T13:00:00.000Z' },
    ],
    [
      'waits until the end of a campaign that is over before: the limit may be raised',
      limited([perDay], ago(1, 2), { expiresAtMs: at('20:00') }),
      { kind: 'sleep', constraint: 'CONSUMER_LIMIT', until: '2026-11-24T01:00:00.000Z' },
    ],
    ['is none where nothing limits', limited(undefined, ago(1, 2, 3)), { kind: 'send' }],
    [
      'names the rule that sets it',
      limited([{ ...perDay, by: 'Florida, of the rule set strict' }], ago(1, 2)),
      { reason: expect.stringContaining('as are allowed by the rule for Florida, of the rule set strict') as string },
    ],
  ])('%s', (_behaviour, given, decision) => {
    expect(decide(given, NOON)).toMatchObject(decision);
  });
});

describe('a rule set', () => {
  const inForce = {
    set: 'own',
    ownWindows: DEFAULT_WINDOWS,
    rules: [
      {
        ...{ jurisdiction: 'US', name: 'the US', channels: ['sms' as const], windows: MORNINGS, source: 's' },
        ...{ holidays: [{ name: 'Founders’ Day', monthDay: '11-24' }], messagesPer24Hours: null, asOf: '2026-11-22' },
      },
    ],
  };
  const ruled = facts({ channels: [channel('sms', { windows: MORNINGS, rules: inForce })] });

  it('holds a message back and says so', () => {
    expect(decide(ruled, NOON)).toMatchObject({
      kind: 'sleep',
      constraint: 'WINDOW',
      heldBy: 'the rule set own (the US)',
      // The 24th is the holiday.
      opensAt: '2026-11-25T14:00:00.000Z',
      reason: expect.stringContaining('opens by the rule set own (the US) at') as string,
    });
  });

  it('holds no longer than the campaign lasts, and until then: another may be put in force', () => {
    const [sms] = ruled.channels;
    const own = sms && facts({ channels: [{ ...sms, fixedWindows: true }], campaign: { expiresAtMs: at('20:00') } });
    expect(own && decide(own, NOON)).toMatchObject({
      kind: 'sleep',
      heldBy: 'the rule set own (the US)',
      until: '2026-11-24T01:00:00.000Z',
    });
  });

  it('ends what the message may be valid for', () => {
    expect(decide(ruled, at('10:00'))).toMatchObject({ kind: 'send', closesAt: '2026-11-23T17:00:00.000Z' });
  });

  it('whose hours are never those of the campaign holds, and says so', () => {
    const never = facts({ channels: [channel('sms', { windows: [], rules: inForce })] });
    expect(decide(never, NOON)).toMatchObject({
      kind: 'sleep',
      until: null,
      opensAt: null,
      reason: 'Its send window and the rule set own (the US) never allow a message at the same time.',
    });
  });
});
