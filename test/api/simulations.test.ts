import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertOptOut } from '../../db/opt-outs.ts';
import { ACCOUNT, campaignBody, consumer, createFixture, NOW, type Fixture } from './fixture.ts';

const SMS = 'H100000001';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(async () => {
  api.setNow(NOW);
  for (const table of ['recipient_list', 'opt_out', 'campaign', 'daily_usage'] as const)
    await api.db.deleteFrom(table).execute();
  await api.db.updateTable('account').set({ rule_set: null }).execute();
  await api.db.updateTable('channel_setting').set({ daily_limit: 10_000, rate_per_second: 10 }).execute();
});

const upload = async (file: string) => {
  const answer = await api.call('POST', `/recipient-lists?templateId=${SMS}`, file, { 'content-type': 'text/csv' });
  return String(answer.body.id);
};
const simulate = (body: object) => api.call('POST', '/simulations', body);

// At 15:00 UTC it is 10:00 in Washington, 07:00 in Los Angeles and 00:00 in Tokyo.
const FILE = [
  '12025550173,Ada,A-1',
  '12025550174,Bob,A-2',
  '12025550174,Bob,A-2',
  '13105550175,Cy,A-3',
  '819012345678,Dee,A-4',
  '1202,Eve,A-5',
].join('\n');

test('says for each zone when its recipients are sent to, and writes nothing', async () => {
  const recipientListId = await upload(FILE);
  const { status, body } = await simulate({ recipientListId });
  expect([status, body]).toEqual([
    200,
    {
      at: NOW.toISOString(),
      channels: [{ channel: 'sms', ratePerSecond: 10, queued: 0 }],
      recipients: 4,
      sends: 4,
      startsAt: '2026-01-14T15:00:00.000Z',
      endsAt: '2026-01-14T23:00:00.000Z',
      zones: [
        {
          timezones: ['America/New_York'],
          recipients: 2,
          localTime: 'Wed 10:00',
          isOpen: true,
          opensAt: '2026-01-14T15:00:00.000Z',
          sends: 2,
          firstSendAt: '2026-01-14T15:00:00.000Z',
          lastSendAt: '2026-01-14T15:00:00.100Z',
          heldByRules: [],
        },
        expect.objectContaining({
          timezones: ['America/Los_Angeles'],
          localTime: 'Wed 07:00',
          isOpen: false,
          opensAt: '2026-01-14T16:00:00.000Z',
          firstSendAt: '2026-01-14T16:00:00.000Z',
        }),
        expect.objectContaining({ timezones: ['Asia/Tokyo'], lastSendAt: '2026-01-14T23:00:00.000Z' }),
      ],
      notSent: [],
      days: [{ date: '2026-01-14', sends: 4, held: 0 }],
      hours: [
        { from: '2026-01-14T15:00:00.000Z', sends: 2 },
        { from: '2026-01-14T16:00:00.000Z', sends: 1 },
        { from: '2026-01-14T23:00:00.000Z', sends: 1 },
      ],
      dailyLimit: { channel: 'sms', limit: 10_000, remaining: 10_000, isPassed: false, timezone: 'America/New_York' },
      excluded: { wrong: 1, duplicates: 1, optedOut: 0 },
      failedConsumers: [],
    },
  ]);
  expect((await api.call('GET', `/recipient-lists/${recipientListId}`)).body.state).toBe('READY');
  expect(await api.db.selectFrom('campaign').selectAll().execute()).toEqual([]);
});

test('says of each consumer that a launch would not take what the launch says', async () => {
  const wrong = consumer(2, { consumerContent: { sms: '1202' } });
  const consumers = [consumer(1), wrong, consumer(1), consumer(3, { variables: { 1: 'Ada' } })];
  const { body } = await simulate({ templateId: SMS, consumers });
  expect(body).toMatchObject({ recipients: 1, excluded: { wrong: 2, duplicates: 1, optedOut: 0 } });
  expect(await api.db.selectFrom('campaign').selectAll().execute()).toEqual([]);
  const launched = await api.call('POST', '/campaign', campaignBody({ templateId: SMS, consumers }));
  expect(body.failedConsumers).toEqual(launched.body.failedConsumers);
  expect(body.failedConsumers).toMatchObject([
    { ...wrong, errorMessage: 'INVALID_NUMBER' },
    { errorMessage: 'DUPLICATE_NUMBER' },
    { errorMessage: 'MISSING_VARIABLE=2' },
  ]);
});

describe('it counts in', () => {
  test('windows, start and send rate of the campaign', async () => {
    const { body } = await simulate({
      templateId: SMS,
      consumers: [1, 2, 3].map((n) => consumer(n)),
      startAt: '2026-01-15T15:00:00.000Z',
      sendRate: 0.5,
      schedulingMetrics: {
        windows: [{ day: 'FRIDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 10, minute: 0 } }],
      },
    });
    // A Friday, 09:00 in New York; the second and third at their places in the opening.
    expect([body.startsAt, body.endsAt]).toEqual(['2026-01-16T14:00:00.000Z', '2026-01-16T14:00:04.000Z']);
  });

  test('who has opted out since the upload, the daily limit, and the day’s allowance', async () => {
    const recipientListId = await upload(FILE);
    const stop = { accountId: ACCOUNT, kind: 'phone', channel: null, source: 'api', consumer: '+12025550173' } as const;
    await insertOptOut(api.db, stop, NOW.getTime());
    await api.db.updateTable('channel_setting').set({ daily_limit: 2 }).execute();
    const { body } = await simulate({ recipientListId });
    expect(body).toMatchObject({
      recipients: 4,
      sends: 3,
      notSent: [{ reason: 'STOPPED', sentence: 'The consumer has opted out.', recipients: 1 }],
      days: [
        { date: '2026-01-14', sends: 2, held: 1 },
        { date: '2026-01-15', sends: 1, held: 0 },
      ],
      dailyLimit: { remaining: 2, isPassed: true },
    });
  });

  test('the rule set in force', async () => {
    await api.db.updateTable('account').set({ rule_set: 'strict' }).where('id', '=', ACCOUNT).execute();
    // Kentucky begins at 10:00, and it is 09:59 there.
    api.setNow(new Date('2026-01-14T14:59:00.000Z'));
    const { body } = await simulate({
      templateId: SMS,
      consumers: [consumer(1, { consumerContent: { sms: '15025550173' } })],
    });
    expect(body.zones).toMatchObject([
      {
        isOpen: false,
        opensAt: '2026-01-14T15:00:00.000Z',
        heldByRules: [{ rules: 'the rule set strict (Kentucky)', recipients: 1 }],
      },
    ]);
  });

  test('who can never be reached', async () => {
    const windows = [{ day: 'MONDAY', startTime: { hour: 12, minute: 0 }, endTime: { hour: 13, minute: 0 } }];
    const { body } = await simulate({
      templateId: SMS,
      // Florida has two zones by area code 850.
      consumers: [consumer(1, { consumerContent: { sms: '18505550173' } })],
      schedulingMetrics: { windows },
    });
    expect(body).toMatchObject({ sends: 0, startsAt: null, notSent: [{ reason: 'NEVER', recipients: 1 }] });
  });
});

test.each<[string, object, string]>([
  ['no recipients', { templateId: SMS }, 'Fields missing in request: consumers'],
  ['nothing to send', { consumers: [{}] }, 'Fields missing in request: templateId'],
  [
    'a rate above the account’s',
    { templateId: SMS, consumers: [{}], sendRate: 11 },
    "sendRate: 11 is above the account's own rate of 10 messages a second",
  ],
])('is refused where the launch would be: %s', async (_what, body, message) => {
  const answer = await simulate(body);
  expect([answer.status, answer.body.message]).toEqual([400, message]);
});
