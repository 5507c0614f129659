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

test('each channel has its own: a handoff counts on the one that it tries first', async () => {
  expect((await launch(10)).status).toBe(201);
  const both = consumer(1, { consumerContent: { wa: '12025550001', sms: '12025550001' } });
  expect((await launch(0, { templateId: 'H100000002', consumers: [both] })).status).toBe(201);
  expect((await usage()).map(({ channel, accepted }) => [channel, accepted]).sort()).toEqual([
    ['sms', 10],
    ['wa', 1],
  ]);
});
