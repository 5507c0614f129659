import { describe, expect, it } from 'vitest';
import { DateTime } from 'luxon';
import { decide, type ChannelFacts, type Facts } from '../../domain/decision.ts';
import {
  estimateMs,
  forecast,
  placeOfSlot,
  type Circumstances,
  type Forecast,
  type Known,
} from '../../domain/forecast.ts';
import type { AttemptFact } from '../../domain/standing.ts';
import { DAYS, DEFAULT_WINDOWS, type WeeklyWindow } from '../../domain/window.ts';

const NEW_YORK = 'America/New_York';
const CHICAGO = 'America/Chicago';
/** On the wall in New York, in January 2026; the 14th is a Wednesday. */
const at = (day: number, time: string) => {
  return DateTime.fromISO(`2026-01-${String(day).padStart(2, '0')}T${time}`, { zone: NEW_YORK }).toMillis();
};
const iso = (ms: number) => new Date(ms).toISOString();
const MORNING = at(14, '10:00');
const NIGHT = at(13, '22:00');
const OPENING = at(14, '08:00');
const CLOSING = at(14, '21:00');

function windows(from: number, to: number): WeeklyWindow[] {
  return DAYS.map((day) => ({ day, startTime: { hour: from, minute: 0 }, endTime: { hour: to, minute: 0 } }));
}

function channel(more: Partial<ChannelFacts> = {}): ChannelFacts {
  const open = { ineligible: null, optedOut: false, pausedReason: null, ratePerSecond: 10, dailyLimitUntilMs: null };
  return { channel: 'sms', windows: DEFAULT_WINDOWS, ...open, ...more };
}

type More = {
  facts?: Omit<Partial<Facts>, 'campaign'>;
  campaign?: Partial<Facts['campaign']>;
  channel?: Partial<ChannelFacts>;
  circumstances?: Partial<Circumstances>;
  line?: Partial<Known['line']>;
};

function known(nowMs: number, more: More = {}): Known {
  return {
    nowMs,
    facts: {
      state: 'SCHEDULED',
      zones: [NEW_YORK],
      zoneOrdinal: 0,
      slotAtMs: null,
      repliesUntilMs: null,
      campaign: {
        status: 'RUNNING',
        statusReason: null,
        startAtMs: null,
        expiresAtMs: null,
        sendRate: null,
        ...more.campaign,
      },
      optedOut: false,
      openConversation: false,
      channels: [channel(more.channel)],
      attempts: [],
      ...more.facts,
    },
    circumstances: {
      timezone: NEW_YORK,
      pausedAtMs: null,
      nextSlotAtMs: null,
      channels: [{ channel: 'sms', pausedAtMs: null, dailyLimit: 100_000, sentToday: 0 }],
      asleep: null,
      ...more.circumstances,
    },
    line: { turn: null, queued: {}, unlooked: 0, ...more.line },
  };
}

function attempt(state: AttemptFact['state'], code: string | null, calledAtMs: number): AttemptFact {
  return { channel: 'sms', state, code, calledAtMs, endedAtMs: calledAtMs, failedAtMs: null, retryAfterMs: null };
}

type Case = [behaviour: string, known: Known, expected: Partial<Forecast>];

function table(cases: Case[]): void {
  it.each(cases)('%s', (_behaviour, given, expected) => {
    expect(forecast(given)).toMatchObject(expected);
  });
}

describe('the window', () => {
  table([
    [
      'that opens after the campaign’s end is told with the end, for it may be made wider until then',
      known(NIGHT, { campaign: { expiresAtMs: OPENING } }),
      {
        nextSendAt: null,
        waitsFor: 'WINDOW',
        sentence:
          'Waits for its send window on SMS: it is now Tue 22:00 in America/New_York, and the window opens on Wed 14 Jan at 08:00 in America/New_York; as it stands it will not be sent: The campaign ends at 2026-01-14T13:00:00.000Z, before the message may be sent.',
      },
    ],
    [
      'says what time it is there and when it opens',
      known(NIGHT),
      {
        nextSendAt: iso(OPENING),
        waitsFor: 'WINDOW',
        channel: 'sms',
        constraint: {
          kind: 'WINDOW',
          opensAt: iso(OPENING),
          zones: [{ zone: NEW_YORK, localTime: 'Tue 22:00', opensAtLocal: 'Wed 14 Jan at 08:00' }],
        },
        sentence:
          'Waits for its send window on SMS: it is now Tue 22:00 in America/New_York, and the window opens on Wed 14 Jan at 08:00 in America/New_York.',
      },
    ],
    [
      'says its own turn in the opening',
      known(NIGHT, { facts: { zoneOrdinal: 3000 } }),
      {
        nextSendAt: iso(OPENING + 300_000),
        sentence:
          'Waits for its send window on SMS: it is now Tue 22:00 in America/New_York, and the window opens on Wed 14 Jan at 08:00 in America/New_York; its own turn comes 5 min after that.',
      },
    ],
    [
      'must be open in both of two zones',
      known(NIGHT, { facts: { zones: [NEW_YORK, CHICAGO] } }),
      {
        nextSendAt: iso(at(14, '09:00')),
        sentence:
          'Waits for its send window on SMS, which must be open in both of its possible zones: it is now Tue 21:00 in America/Chicago and Tue 22:00 in America/New_York, and the window opens in all of them on Wed 14 Jan at 08:00 in America/Chicago and Wed 14 Jan at 09:00 in America/New_York.',
      },
    ],
    [
      'waits for the second zone where the first is open',
      known(at(14, '08:30'), { facts: { zones: [NEW_YORK, CHICAGO] } }),
      { nextSendAt: iso(at(14, '09:00')), waitsFor: 'WINDOW' },
    ],
    [
      'names the first and the last of many zones',
      known(NIGHT, { facts: { zones: [NEW_YORK, CHICAGO, 'America/Los_Angeles'] } }),
      {
        nextSendAt: iso(at(14, '11:00')),
        sentence:
          'Waits for its send window on SMS, which must be open in all of its 3 possible zones: it is now Tue 19:00 in America/Los_Angeles to Tue 22:00 in America/New_York, and the window opens in all of them on Wed 14 Jan at 08:00 in America/Los_Angeles to Wed 14 Jan at 11:00 in America/New_York.',
      },
    ],
    [
      'says that two zones never agree, and that a person must act',
      known(MORNING, { facts: { zones: [NEW_YORK, 'Asia/Tokyo'] }, channel: { windows: windows(9, 12) } }),
      {
        nextSendAt: null,
        waitsFor: 'WINDOW',
        constraint: {
          kind: 'WINDOW',
          opensAt: null,
          zones: [
            { zone: NEW_YORK, localTime: 'Wed 10:00', opensAtLocal: null },
            { zone: 'Asia/Tokyo', localTime: 'Thu 00:00', opensAtLocal: null },
          ],
        },
        sentence:
          'Cannot be sent on SMS as it is: it is now Wed 10:00 in America/New_York and Thu 00:00 in Asia/Tokyo, and its send window is never open in both of its possible zones at the same time, so a person has to cancel it and send it with a wider window.',
      },
    ],
    [
      'never opens before the campaign ends either',
      known(MORNING, {
        facts: { zones: [NEW_YORK, 'Asia/Tokyo'] },
        channel: { windows: windows(9, 12) },
        campaign: { expiresAtMs: at(20, '10:00') },
      }),
      { nextSendAt: null, waitsFor: 'WINDOW' },
    ],
    [
      'says that no workflow has looked yet',
      known(NIGHT, { facts: { state: 'NOT_SENT' } }),
      { sentence: expect.stringMatching(/; its workflow has not looked at it yet\.$/) as string },
    ],
  ]);
});

describe('the turn', () => {
  const asleep = (untilMs: number | null, constraint: 'WINDOW' | 'DAILY_LIMIT' = 'WINDOW'): More => ({
    circumstances: { asleep: { for: constraint, untilMs } },
  });
  table([
    [
      'has a place in the account’s queue and an estimate',
      known(MORNING, { line: { turn: { channel: 'sms', place: 1234 } } }),
      {
        nextSendAt: iso(MORNING + 123_400),
        waitsFor: 'RATE',
        constraint: {
          kind: 'RATE',
          of: 'ACCOUNT',
          place: 1234,
          ratePerSecond: 10,
          estimatedAt: iso(MORNING + 123_400),
        },
        sentence:
          "Waits for its turn on SMS: number 1,234 in the account's queue, which moves at 10 messages a second, so it goes out at about Wed 14 Jan at 10:02:03 in America/New_York.",
      },
    ],
    [
      'joins the queue’s end, behind those of its campaign that come before it, where no workflow has looked yet',
      known(MORNING, { facts: { state: 'NOT_SENT' }, line: { queued: { sms: 20, wa: 500 }, unlooked: 9 } }),
      {
        nextSendAt: iso(MORNING + 3000),
        constraint: { kind: 'RATE', of: 'ACCOUNT', place: 30, ratePerSecond: 10, estimatedAt: iso(MORNING + 3000) },
      },
    ],
    [
      'goes to the next opening where it comes after the closing',
      known(CLOSING - 1000, { line: { turn: { channel: 'sms', place: 100 } } }),
      {
        nextSendAt: iso(at(15, '08:00')),
        waitsFor: 'RATE',
        sentence:
          "Waits for its turn on SMS: number 100 in the account's queue, which moves at 10 messages a second, so its turn comes when its window is closed, and it goes out at the next opening, Thu 15 Jan at 08:00 in America/New_York.",
      },
    ],
    [
      'is never where it comes after the campaign’s end',
      known(MORNING, { line: { turn: { channel: 'sms', place: 100 } }, campaign: { expiresAtMs: MORNING + 5000 } }),
      {
        nextSendAt: null,
        waitsFor: 'RATE',
        sentence: expect.stringContaining(
          'as it stands it will not be sent: The campaign ends at 2026-01-14T15:00:05.000Z, before the message may be sent.',
        ) as string,
      },
    ],
    [
      'is the slot that it has taken in a campaign with a rate of its own',
      known(MORNING, { facts: { slotAtMs: MORNING + 4000 }, campaign: { sendRate: 1 } }),
      {
        nextSendAt: iso(MORNING + 4000),
        waitsFor: 'RATE',
        constraint: { kind: 'RATE', of: 'CAMPAIGN', place: 5, ratePerSecond: 1, estimatedAt: iso(MORNING + 4000) },
        sentence:
          "Waits for its turn on SMS at the campaign's own send rate of 1 message a second: number 5 in line, so it goes out at about Wed 14 Jan at 10:00:04 in America/New_York.",
      },
    ],
    [
      'is a free slot of such a campaign where it has none yet',
      known(MORNING, {
        facts: { state: 'NOT_SENT' },
        campaign: { sendRate: 2 },
        circumstances: { nextSlotAtMs: MORNING + 10_000 },
        line: { unlooked: 4 },
      }),
      {
        nextSendAt: iso(MORNING + 12_000),
        constraint: { kind: 'RATE', of: 'CAMPAIGN', place: 25, ratePerSecond: 2, estimatedAt: iso(MORNING + 12_000) },
      },
    ],
    [
      'is the next opening’s where a slot comes after the closing',
      known(CLOSING - 1000, { facts: { slotAtMs: CLOSING + 1000 }, campaign: { sendRate: 1 } }),
      { nextSendAt: iso(at(15, '08:00')), waitsFor: 'RATE' },
    ],
    [
      'comes in an opening after those before it',
      known(OPENING + 1000, { ...asleep(OPENING + 2500), facts: { zoneOrdinal: 25 } }),
      {
        nextSendAt: iso(OPENING + 2500),
        waitsFor: 'RATE',
        constraint: { kind: 'RATE', of: 'OPENING', place: 16, ratePerSecond: 10, estimatedAt: iso(OPENING + 2500) },
        sentence:
          'Its send window on SMS is open, and those who waited for it go out one after the other at 10 messages a second: number 16 in line, so it goes out at about Wed 14 Jan at 08:00:02 in America/New_York.',
      },
    ],
    [
      'waits for its awakening where the limit was raised since it fell asleep',
      known(MORNING, asleep(at(15, '08:00'), 'DAILY_LIMIT')),
      {
        nextSendAt: iso(at(15, '08:00')),
        waitsFor: 'DAILY_LIMIT',
        sentence:
          "Nothing holds it on SMS any more, but it went to sleep to wait for the next day's limit, and wakes on Thu 15 Jan at 08:00 in America/New_York.",
      },
    ],
    [
      'waits for its awakening where the window was widened since',
      known(at(14, '06:00'), { ...asleep(at(14, '10:00')), channel: { windows: windows(7, 21) } }),
      { nextSendAt: iso(at(14, '10:00')), waitsFor: 'WINDOW' },
    ],
    [
      'never comes where it fell asleep without an end, until a person acts',
      known(MORNING, asleep(null)),
      {
        nextSendAt: null,
        waitsFor: 'WINDOW',
        sentence:
          'May be sent on SMS, but went to sleep when its send window could never open; pause the campaign and resume it to wake it.',
      },
    ],
  ]);

  it.each([
    [1, 10, 100],
    [10, 10, 1000],
    [7, 3, 2334],
    [1, 0.5, 2000],
  ])('number %i at %d a second goes out after %i ms', (place, rate, ms) => {
    expect(estimateMs(MORNING, place, rate)).toBe(MORNING + ms);
  });

  it.each([
    [-500, 10, 1],
    [0, 1, 1],
    [200, 1, 1],
    [1000, 1, 2],
    [333, 3, 2],
    [10_000, 0.1, 2],
  ])('a slot in %i ms at %d a second is number %i', (waitMs, rate, place) => {
    expect(placeOfSlot(waitMs, rate)).toBe(place);
  });
});

describe('what else holds it', () => {
  const held = [{ channel: 'sms' as const, pausedAtMs: at(14, '09:00'), dailyLimit: 2000, sentToday: 0 }];
  table([
    [
      'the daily limit, and the window after it',
      known(MORNING, {
        channel: { dailyLimitUntilMs: at(15, '00:00') },
        circumstances: { channels: [{ channel: 'sms', pausedAtMs: null, dailyLimit: 2000, sentToday: 2000 }] },
      }),
      {
        nextSendAt: iso(at(15, '08:00')),
        waitsFor: 'DAILY_LIMIT',
        constraint: {
          kind: 'DAILY_LIMIT',
          limit: 2000,
          sentToday: 2000,
          timezone: NEW_YORK,
          nextDayAt: iso(at(15, '00:00')),
        },
        sentence:
          "Waits because today's limit of 2,000 recipients on SMS is used up; the next day starts on Thu 15 Jan at 00:00 in America/New_York, and it is sent when its window is open after that, Thu 15 Jan at 08:00 in America/New_York.",
      },
    ],
    [
      'the window alone where the limit ends before it opens',
      known(at(13, '23:00'), { channel: { dailyLimitUntilMs: at(14, '00:00') } }),
      { nextSendAt: iso(OPENING), waitsFor: 'WINDOW' },
    ],
    [
      'a pause, since when and why',
      known(MORNING, {
        campaign: { status: 'PAUSED', statusReason: 'The message has no text (code 21602).' },
        circumstances: { pausedAtMs: at(14, '09:30') },
      }),
      {
        nextSendAt: null,
        waitsFor: 'PAUSED',
        constraint: { kind: 'PAUSED', since: iso(at(14, '09:30')), why: 'The message has no text (code 21602).' },
        sentence:
          'Waits because the campaign is paused since Wed 14 Jan at 09:30 in America/New_York (The message has no text (code 21602)), and goes on when a person resumes it.',
      },
    ],
    [
      'a pause of a campaign that ends: a person must act all the same',
      known(MORNING, { campaign: { status: 'PAUSED', expiresAtMs: at(16, '12:00') } }),
      {
        nextSendAt: null,
        sentence:
          'Waits because the campaign is paused, and goes on when a person resumes it; the campaign ends on Fri 16 Jan at 12:00 in America/New_York.',
      },
    ],
    [
      'a paused channel',
      known(MORNING, { channel: { pausedReason: 'Paused by hand.' }, circumstances: { channels: held } }),
      {
        nextSendAt: null,
        waitsFor: 'CHANNEL_PAUSED',
        constraint: { kind: 'CHANNEL_PAUSED', since: iso(at(14, '09:00')), why: 'Paused by hand.' },
        sentence:
          'Waits because SMS is paused for the account since Wed 14 Jan at 09:00 in America/New_York (Paused by hand), and goes on when a person resumes it.',
      },
    ],
    [
      'the start date',
      known(MORNING, { campaign: { startAtMs: at(16, '12:00') } }),
      {
        nextSendAt: iso(at(16, '12:00')),
        waitsFor: 'START_DATE',
        constraint: { kind: 'START_DATE', startAt: iso(at(16, '12:00')) },
        sentence: "Waits for the campaign's start on Fri 16 Jan at 12:00 in America/New_York.",
      },
    ],
    [
      'a start date at night, and the window after it',
      known(MORNING, { campaign: { startAtMs: at(16, '23:00') } }),
      {
        nextSendAt: iso(at(17, '08:00')),
        waitsFor: 'START_DATE',
        sentence:
          "Waits for the campaign's start on Fri 16 Jan at 23:00 in America/New_York, and it is sent when its window is open after that, Sat 17 Jan at 08:00 in America/New_York.",
      },
    ],
    [
      'a back-off, with its code and attempt',
      known(MORNING, {
        facts: { attempts: [attempt('REFUSED', '20429', MORNING - 3000), attempt('REFUSED', '20429', MORNING - 1000)] },
      }),
      {
        nextSendAt: iso(MORNING + 3000),
        waitsFor: 'BACK_OFF',
        constraint: {
          kind: 'BACK_OFF',
          code: '20429',
          meaning: 'Twilio is taking too many requests from this account at once',
          attempt: 2,
          until: iso(MORNING + 3000),
        },
        sentence:
          'Waits before it is tried on SMS again: Twilio is taking too many requests from this account at once (code 20429, attempt 2); the next try is on Wed 14 Jan at 10:00:03 in America/New_York.',
      },
    ],
    [
      'a back-off until the next opening',
      known(MORNING, { facts: { attempts: [attempt('REFUSED', '30610', MORNING - 1000)] } }),
      {
        nextSendAt: iso(at(15, '08:00')),
        waitsFor: 'BACK_OFF',
        sentence:
          "Waits before it is tried on SMS again: The message fell into the quiet hours of the consumer's place (code 30610, attempt 1); the next try is at the next opening of its send window, Thu 15 Jan at 08:00 in America/New_York.",
      },
    ],
    [
      'a call whose outcome is being found out: nothing is sent meanwhile',
      known(MORNING, { facts: { state: 'SENDING', attempts: [attempt('UNKNOWN', null, MORNING - 60_000)] } }),
      {
        nextSendAt: null,
        waitsFor: 'OUTCOME',
        channel: 'sms',
        constraint: { kind: 'OUTCOME', calledAt: iso(MORNING - 60_000), until: iso(MORNING + 540_000) },
        sentence:
          'Was handed to SMS on Wed 14 Jan at 09:59:00 in America/New_York, which has not yet said whether it took the message; that is being found out until Wed 14 Jan at 10:09 in America/New_York, and nothing else is sent before it is known.',
      },
    ],
    [
      'the account’s clock serves who has no zone',
      known(MORNING, { facts: { zones: [] }, campaign: { startAtMs: at(16, '02:00') } }),
      {
        nextSendAt: iso(at(16, '02:00')),
        sentence: "Waits for the campaign's start on Fri 16 Jan at 02:00 in America/New_York.",
      },
    ],
    [
      'nothing: it will not be sent, and why',
      known(MORNING, { facts: { openConversation: true } }),
      {
        nextSendAt: null,
        waitsFor: null,
        constraint: null,
        sentence: 'Will not be sent: The consumer has an open conversation (proactive_1400).',
      },
    ],
    [
      'nothing: its campaign has failed',
      known(MORNING, { campaign: { status: 'FAILED', statusReason: 'It could not be started.' } }),
      { nextSendAt: null, sentence: 'Will not be sent: It could not be started (proactive_5000).' },
    ],
  ]);
});

it('the instant is one at which the deciding function sends, and just before it does not', () => {
  const cases = [
    known(NIGHT),
    known(NIGHT, { facts: { zones: [NEW_YORK, CHICAGO, 'America/Los_Angeles'] } }),
    known(MORNING, { channel: { dailyLimitUntilMs: at(15, '00:00') } }),
    known(MORNING, { campaign: { startAtMs: at(16, '23:00') } }),
    known(MORNING, { facts: { attempts: [attempt('REFUSED', '30610', MORNING - 1000)] } }),
    known(MORNING, { facts: { slotAtMs: MORNING + 4000 }, campaign: { sendRate: 1 } }),
  ];
  for (const given of cases) {
    const next = Date.parse(forecast(given).nextSendAt ?? '');
    expect(decide(given.facts, next).kind).toBe('send');
    expect(decide(given.facts, next - 1).kind).toBe('sleep');
  }
});

describe('a limit of messages to the consumer', () => {
  const limits = [{ most: 2, periodMs: 86_400_000, by: null }];
  const full = (first: number, second: number) => ({
    channel: { limits },
    facts: { consumerMessagesMs: [first, second] },
  });

  it('says how many there were and when the next is allowed', () => {
    expect(forecast(known(MORNING, full(at(14, '09:00'), at(13, '15:30'))))).toEqual({
      nextSendAt: iso(at(14, '15:30')),
      waitsFor: 'CONSUMER_LIMIT',
      channel: 'sms',
      constraint: { kind: 'CONSUMER_LIMIT', limit: 2, periodHours: 24, by: null, freeAt: iso(at(14, '15:30')) },
      sentence:
        'Waits because the consumer has had 2 messages of campaigns within 24 hours, as many as the account allows; it is now Wed 10:00 in America/New_York; the next is allowed on Wed 14 Jan at 15:30 in America/New_York.',
    });
  });

  it('and, where that is in the night, when the window is open after it', () => {
    const { waitsFor, nextSendAt, sentence } = forecast(known(MORNING, full(at(14, '09:00'), at(13, '23:00'))));
    expect({ waitsFor, nextSendAt }).toEqual({ waitsFor: 'CONSUMER_LIMIT', nextSendAt: iso(at(15, '08:00')) });
    expect(sentence).toContain('and it is sent when its window is open after that, Thu 15 Jan at 08:00');
  });

  it('says that it sleeps on though the limit has been lifted', () => {
    const asleep = { for: 'CONSUMER_LIMIT' as const, untilMs: at(14, '15:30') };
    expect(forecast(known(MORNING, { circumstances: { asleep } })).sentence).toContain(
      "it went to sleep to wait for the consumer's limit of messages, and wakes on Wed 14 Jan at 15:30",
    );
  });
});

describe('a rule set', () => {
  const rule = {
    ...{ jurisdiction: 'US-FL', name: 'Florida', channels: ['sms' as const], windows: windows(8, 20) },
    ...{ holidays: [], messagesPer24Hours: null, source: 's', asOf: '2026-01-01' },
  };
  const rules = { set: 'strict', rules: [rule], ownWindows: DEFAULT_WINDOWS };

  it('that keeps a window closed is named', () => {
    const ruled = known(at(13, '20:30'), { channel: { windows: windows(8, 20), rules } });
    expect(forecast(ruled)).toMatchObject({
      waitsFor: 'WINDOW',
      nextSendAt: iso(OPENING),
      constraint: { kind: 'WINDOW', heldBy: 'the rule set strict (Florida)' },
      sentence:
        'Waits for its send window on SMS: it is now Tue 20:30 in America/New_York, and the window opens on Wed 14 Jan at 08:00 in America/New_York, by the rule set strict (Florida).',
    });
  });

  it('is not where the window would be closed without it', () => {
    const { sentence } = forecast(known(NIGHT, { channel: { windows: windows(8, 20), rules } }));
    expect(sentence).not.toContain('rule set');
  });

  it('that leaves nothing of a window is named', () => {
    const { sentence } = forecast(
      known(MORNING, {
        channel: {
          windows: [],
          rules: { ...rules, ownWindows: windows(8, 21), rules: [{ ...rule, windows: windows(2, 3) }] },
        },
      }),
    );
    expect(sentence).toContain(
      'never open there inside the hours of the rule set strict (Florida), so a person has to cancel it',
    );
  });
});
