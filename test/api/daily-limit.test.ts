import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptedOf, ACCOUNT, campaignBody, consumer, createFixture, NOW, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(async () => {
  await api.db.deleteFrom('daily_usage').execute();
  await api.db.updateTable('channel_setting').set({ daily_limit: 10 }).where('account_id', '=', ACCOUNT).execute();
  api.setNow(NOW);
});

const launch = (count: number, changes: Record<string, unknown> = {}) =>
  api.call(
    'POST',
    '/campaign',
    campaignBody({ consumers: Array.from({ length: count }, (_, n) => consumer(n)), ...changes }),
  );
const usage = () => api.db.selectFrom('daily_usage').select(['channel', 'day', 'accepted']).orderBy('day').execute();

test('the limit can be used up to the last recipient, and past it the whole campaign is refused', async () => {
  expect((await launch(7)).status).toBe(201);
  const before = await api.db.selectFrom('campaign').select('id').execute();
  const refused = await launch(4);
  expect([refused.status, refused.body.message]).toEqual([
    400,
    "consumers: 3 of today's 10 recipients on SMS remain, and this campaign has 4",
  ]);
  expect(await api.db.selectFrom('campaign').select('id').execute()).toEqual(before);
  expect((await launch(3)).status).toBe(201);
  expect(await usage()).toEqual([{ channel: 'sms', day: '2026-01-14', accepted: 10 }]);
});

test('one campaign alone can pass it too', async () => {
  expect((await launch(11)).body.message).toBe(
    "consumers: 10 of today's 10 recipients on SMS remain, and this campaign has 11",
  );
  expect(await usage()).toEqual([]);
});

test('many at once never pass it together', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => launch(3)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(5);
  expect(await usage()).toMatchObject([{ accepted: 9 }]);
});

test('two that stand before the day’s row at once, and fit alone but not together: one passes', async () => {
  expect((await launch(2)).status).toBe(201);
  const campaigns = () => api.db.selectFrom('campaign').select('id').execute();
  const before = await campaigns();
  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(api.db);
    return rows[0]?.n;
  };
  const posted = await api.db.transaction().execute(async (trx) => {
    await sql`SELECT FROM daily_usage FOR UPDATE`.execute(trx);
    const both = [launch(5), launch(6)];
    await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
    return { both };
  });
  const answers = await Promise.all(posted.both);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  const [passed, refused] = answers[0]?.status === 201 ? [5, 6] : [6, 5];
  const message = answers.find(({ status }) => status === 400)?.body.message;
  expect(message).toBe(
    `consumers: ${8 - passed} of today's 10 recipients on SMS remain, and this campaign has ${refused}`,
  );
  expect(await usage()).toMatchObject([{ accepted: 2 + passed }]);
  expect(await campaigns()).toHaveLength(before.length + 1);
});

test('what a refused campaign would have taken is left for the next', async () => {
  await api.db.updateTable('channel_setting').set({ daily_limit: 100 }).where('account_id', '=', ACCOUNT).execute();
  // 20 posts of 7 want 140 of 100: 14 fit.
  const answers = await Promise.all(Array.from({ length: 20 }, () => launch(7)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(14);
  expect((await launch(2)).status).toBe(201);
  expect(await usage()).toMatchObject([{ accepted: 100 }]);
});

test('only who was accepted counts', async () => {
  const answer = await launch(0, {
    consumers: [...Array.from({ length: 10 }, (_, n) => consumer(n)), consumer(0), {}],
  });
  expect(acceptedOf(answer)).toHaveLength(10);
});

test('the day is that of the account’s timezone', async () => {
  // 23:30 and 00:30 in New York.
  api.setNow(new Date('2026-01-15T04:30:00Z'));
  expect((await launch(10)).status).toBe(201);
  api.setNow(new Date('2026-01-15T05:30:00Z'));
  expect((await launch(10)).status).toBe(201);
  expect((await usage()).map(({ day }) => day)).toEqual(['2026-01-14', '2026-01-15']);
});

test.each([
  ['an ordinary day', 'America/New_York', '2026-01-15T05:00:00Z', '2026-01-15'],
  ['the day of 23 hours begins', 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-08'],
  ['the day of 23 hours ends', 'America/New_York', '2026-03-09T04:00:00Z', '2026-03-09'],
  ['the day of 25 hours begins', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-01'],
  ['the day of 25 hours ends', 'America/New_York', '2026-11-02T05:00:00Z', '2026-11-02'],
  ['a day without a midnight, for the clocks skip it', 'America/Santiago', '2026-09-06T04:00:00Z', '2026-09-06'],
  ['half an hour off', 'Asia/Kolkata', '2026-01-14T18:30:00Z', '2026-01-15'],
])('the day begins at midnight of the account’s clock, to the millisecond: %s', async (_what, timezone, at, day) => {
  const setZone = (to: string) =>
    api.db.updateTable('account').set({ timezone: to }).where('id', '=', ACCOUNT).execute();
  await setZone(timezone);
  const midnight = Date.parse(at);
  api.setNow(new Date(midnight - 1));
  const eve = [(await launch(10)).status, (await launch(1)).status];
  api.setNow(new Date(midnight));
  const morning = [(await launch(10)).status, (await launch(1)).status];
  await setZone('America/New_York');
  expect([eve, morning]).toEqual([
    [201, 400],
    [201, 400],
  ]);
  expect((await usage()).map((row) => row.day)[1]).toBe(day);
});

test('each channel has its own: a handoff counts on the one that it tries first', async () => {
  expect((await launch(10)).status).toBe(201);
  const both = consumer(1, { consumerContent: { wa: '12025550001', sms: '12025550001' } });
  expect((await launch(0, { templateId: 'H100000002', consumers: [both] })).status).toBe(201);
  expect((await usage()).map(({ channel, accepted }) => [channel, accepted]).sort()).toEqual([
    ['sms', 10],
    ['wa', 1],
  ]);
});
