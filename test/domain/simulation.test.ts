import { describe, expect, test } from 'vitest';
import type { ChannelFacts, Facts } from '../../domain/decision.ts';
import { rulesInForce, narrowedWindows } from '../../domain/rule-set.ts';
import { builtInRuleSet } from '../../domain/rule-sets.ts';
import { simulate, type SimulatedChannel, type SimulatedGroup, type SimulationInput } from '../../domain/simulation.ts';
import { DAYS, DEFAULT_WINDOWS, type WeeklyWindow } from '../../domain/window.ts';

const NEW_YORK = 'America/New_York';
/** A Monday, 12:00 in New York and 09:00 in Los Angeles, in standard time. */
const NOON = '2026-11-23T17:00:00.000Z';

type Case = Omit<Partial<Facts>, 'campaign' | 'channels'> & {
  campaign?: Partial<Facts['campaign']>;
  channel?: Partial<ChannelFacts>;
};

function facts({ campaign, channel, ...more }: Case = {}): Facts {
  return {
    state: 'NOT_SENT',
    zones: [NEW_YORK],
    zoneOrdinal: 0,
    slotAtMs: null,
    repliesUntilMs: null,
    optedOut: false,
    openConversation: false,
    channels: [
      {
        channel: 'sms',
        ineligible: null,
        optedOut: false,
        pausedReason: null,
        windows: DEFAULT_WINDOWS,
        ratePerSecond: 10,
        dailyLimitUntilMs: null,
        ...channel,
      },
    ],
    attempts: [],
    ...more,
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

/** Groups of so many recipients each, one after the other in the campaign. */
function groups(...of: [count: number, Facts][]): SimulatedGroup[] {
  let place = 0;
  return of.map(([count, each]) => ({
    facts: each,
    members: Array.from({ length: count }, (_, zoneOrdinal) => ({ place: place++, zoneOrdinal })),
  }));
}

function run(of: SimulatedGroup[], now = NOON, channel: Partial<SimulatedChannel> = {}, timezone = NEW_YORK) {
  const input: SimulationInput = {
    groups: of,
    channels: [{ channel: 'sms', dailyLimit: 10_000, sentToday: 0, queued: 0, ...channel }],
    timezone,
    nowMs: Date.parse(now),
  };
  return simulate(input);
}

const iso = (ms: number | null | undefined) => (ms == null ? null : new Date(ms).toISOString());

/** How many of each group are sent to, from when to when. */
function sends(of: ReturnType<typeof run>) {
  return of.groups.map(({ sent, firstMs, lastMs }) => [sent, iso(firstMs), iso(lastMs)]);
}

const at = (hour: number, to: number): WeeklyWindow[] =>
  DAYS.map((day) => ({ day, startTime: { hour, minute: 0 }, endTime: { hour: to, minute: 0 } }));

describe('when everyone is sent to', () => {
  test.each<[string, SimulatedGroup[], string, [number, string | null, string | null][]]>([
    [
      'where it is open, at once and at the account’s rate',
      groups([11, facts()]),
      NOON,
      [[11, NOON, '2026-11-23T17:00:01.000Z']],
    ],
    [
      'at the campaign’s send rate, where that is lower',
      groups([11, facts({ campaign: { sendRate: 0.5 } })]),
      NOON,
      [[11, NOON, '2026-11-23T17:00:20.000Z']],
    ],
    [
      'two zones of which one is still asleep',
      groups([2, facts()], [2, facts({ zones: ['Asia/Tokyo'] })]),
      NOON,
      [
        [2, NOON, '2026-11-23T17:00:00.100Z'],
        [2, '2026-11-23T23:00:00.000Z', '2026-11-23T23:00:00.100Z'],
      ],
    ],
    [
      'several possible zones: when it is open in all of them',
      groups([1, facts({ zones: [NEW_YORK, 'America/Los_Angeles'] })]),
      '2026-11-23T13:00:00.000Z',
      [[1, '2026-11-23T16:00:00.000Z', '2026-11-23T16:00:00.000Z']],
    ],
    [
      'Kiritimati, fourteen hours ahead',
      groups([1, facts({ zones: ['Pacific/Kiritimati'] })]),
      NOON,
      [[1, '2026-11-23T18:00:00.000Z', '2026-11-23T18:00:00.000Z']],
    ],
    [
      'the day on which the clocks go forward: an hour earlier by UTC',
      groups([1, facts()]),
      '2026-03-08T05:00:00.000Z',
      [[1, '2026-03-08T12:00:00.000Z', '2026-03-08T12:00:00.000Z']],
    ],
    [
      'the day on which they go back: an hour later',
      groups([1, facts()]),
      '2026-11-01T04:30:00.000Z',
      [[1, '2026-11-01T13:00:00.000Z', '2026-11-01T13:00:00.000Z']],
    ],
    [
      'a start in the night, and the opening after it',
      groups([1, facts({ campaign: { startAtMs: Date.parse('2026-11-24T06:00:00.000Z') } })]),
      NOON,
      [[1, '2026-11-24T13:00:00.000Z', '2026-11-24T13:00:00.000Z']],
    ],
    [
      'a start in the window: then',
      groups([1, facts({ campaign: { startAtMs: Date.parse('2026-11-24T16:00:00.000Z') } })]),
      NOON,
      [[1, '2026-11-24T16:00:00.000Z', '2026-11-24T16:00:00.000Z']],
    ],
    [
      'In-App without a zone: at any hour',
      groups([1, facts({ zones: [] })]),
      '2026-11-23T08:00:00.000Z',
      [[1, '2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00.000Z']],
    ],
  ])('%s', (_what, of, now, expected) => {
    expect(sends(run(of, now))).toEqual(expected);
  });

  test('an opening is spread, so that not all wake in the same second', () => {
    const [group] = run(groups([31, facts({ channel: { ratePerSecond: 1 } })]), '2026-11-23T08:00:00.000Z').groups;
    expect(group).toMatchObject({ sent: 31, isOpen: false, opensAtMs: Date.parse('2026-11-23T13:00:00.000Z') });
    expect(iso(group?.lastMs)).toBe('2026-11-23T13:00:30.000Z');
  });

  test('who does not get their turn before the window closes waits for the next opening', () => {
    // 20:59:55: five turns are left.
    const result = run(groups([8, facts({ channel: { ratePerSecond: 1 } })]), '2026-11-24T01:59:55.000Z');
    expect(sends(result)).toEqual([[8, '2026-11-24T01:59:55.000Z', '2026-11-24T13:00:07.000Z']]);
    expect(result.days).toEqual([
      { date: '2026-11-23', sends: 5, held: 0 },
      { date: '2026-11-24', sends: 3, held: 0 },
    ]);
  });

  test('a slot that falls into the night is lost, and the next one is taken at the opening', () => {
    const of = groups([3, facts({ campaign: { sendRate: 1 / 3600 } })]);
    // 20:30: of the slots at 20:30, 21:30 and 22:30 two are lost. Who lost them wake an hour and two after the opening.
    expect(sends(run(of, '2026-11-24T01:30:00.000Z'))).toEqual([
      [3, '2026-11-24T01:30:00.000Z', '2026-11-24T15:00:00.000Z'],
    ]);
  });

  test('behind those of other campaigns who wait for their turn', () => {
    expect(sends(run(groups([1, facts()]), NOON, { queued: 600 }))).toEqual([
      [1, '2026-11-23T17:01:00.000Z', '2026-11-23T17:01:00.000Z'],
    ]);
  });
});

describe('the daily limit', () => {
  test('cuts what is too much for a day to the next ones', () => {
    const result = run(groups([25, facts()]), NOON, { dailyLimit: 10 });
    expect(result.days).toEqual([
      { date: '2026-11-23', sends: 10, held: 15 },
      { date: '2026-11-24', sends: 10, held: 5 },
      { date: '2026-11-25', sends: 5, held: 0 },
    ]);
    expect(result.groups[0]).toMatchObject({ sent: 25, later: 0 });
  });

  test('counts what was sent today already, by the account’s day', () => {
    const result = run(groups([10, facts()]), NOON, { dailyLimit: 10, sentToday: 4 }, 'Asia/Tokyo');
    // Noon in New York is 02:00 of the next day in Tokyo, and the limit of that day ends at 10:00 in New York.
    expect(result.days).toEqual([
      { date: '2026-11-24', sends: 6, held: 4 },
      { date: '2026-11-25', sends: 4, held: 0 },
    ]);
    expect(iso(result.groups[0]?.lastMs)).toBe('2026-11-24T15:00:00.300Z');
  });

  test('of nothing lets nobody out', () => {
    expect(run(groups([3, facts()]), NOON, { dailyLimit: 0 }).groups[0]).toMatchObject({ sent: 0, later: 3 });
  });
});

describe('who is not sent to', () => {
  test('where no instant is open in all possible zones', () => {
    const zones = [NEW_YORK, 'Asia/Tokyo'];
    const [group] = run(groups([2, facts({ zones, channel: { windows: at(9, 12) } })])).groups;
    expect(group).toMatchObject({
      sent: 0,
      opensAtMs: null,
      not: { kind: 'sleep', constraint: 'WINDOW', opensAt: null },
    });
  });

  test('whose turn comes after the end of the campaign', () => {
    const expiresAtMs = Date.parse(NOON) + 1_000;
    const [group] = run(groups([15, facts({ campaign: { expiresAtMs } })])).groups;
    expect(group).toMatchObject({ sent: 10, expired: 5 });
  });

  test('opted out, in a conversation, or on a channel that is paused', () => {
    const { groups: of } = run(
      groups(
        [1, facts({ optedOut: true })],
        [1, facts({ openConversation: true })],
        [1, facts({ channel: { pausedReason: 'x' } })],
      ),
    );
    expect(of.map(({ sent, not }) => [sent, not?.kind, not?.kind === 'stop' ? not.state : not?.constraint])).toEqual([
      [0, 'stop', 'SKIPPED'],
      [0, 'stop', 'FAILED'],
      [0, 'sleep', 'CHANNEL_PAUSED'],
    ]);
  });
});

test('a rule set narrows the window, and is named where it alone keeps it closed', () => {
  const strict = builtInRuleSet('strict') ?? null;
  const rules = rulesInForce(strict, 'sms', ['US-AL'], DEFAULT_WINDOWS);
  if (!rules) throw new Error('There is no rule for Alabama');
  const channel = { rules, windows: narrowedWindows(rules) };
  // A Sunday at noon in Chicago: Alabama keeps it free.
  const [group] = run(groups([1, facts({ zones: ['America/Chicago'], channel })]), '2026-11-22T18:00:00.000Z').groups;
  expect(group).toMatchObject({ sent: 1, isOpen: false, now: { heldBy: 'the rule set strict (Alabama)' } });
  expect(iso(group?.firstMs)).toBe('2026-11-23T14:00:00.000Z');
});

test('the hours add up to all sends', () => {
  const result = run(groups([100, facts({ channel: { ratePerSecond: 1 } })], [50, facts({ zones: ['Europe/Paris'] })]));
  expect(result.hours.map(({ fromMs, sends: count }) => [iso(fromMs), count])).toEqual([
    ['2026-11-23T17:00:00.000Z', 150],
  ]);
});
