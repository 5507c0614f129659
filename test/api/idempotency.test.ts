import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedOf, campaignBody, consumer, createFixture, NOW, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const launch = (key: string, changes: Record<string, unknown> = {}) =>
  api.call('POST', '/campaign', campaignBody(changes), { 'idempotency-key': key });
const campaigns = async () => (await api.db.selectFrom('campaign').select('id').execute()).length;
const started = async () => (await api.db.selectFrom('outbox').select('id').execute()).length;

test('a repeat with the same body gets the first answer and makes nothing', async () => {
  const first = await launch('a');
  const before = [await campaigns(), await started()];
  const reordered = Object.fromEntries(Object.entries(campaignBody()).reverse());
  expect(await launch('a')).toMatchObject({ status: 201, body: first.body });
  expect((await launch('a', reordered)).body).toEqual(first.body);
  expect([await campaigns(), await started()]).toEqual(before);
});

test('the first answer stands even where the same request would now be refused', async () => {
  const changes = { expiresAt: '2026-01-14T15:30:00Z' };
  const first = await launch('b', changes);
  expect(first.status).toBe(201);
  api.setNow(new Date('2026-01-14T16:00:00Z'));
  expect((await launch('b', changes)).body).toEqual(first.body);
  api.setNow(NOW);
});

test('another body under the same key is refused with 422, and makes nothing', async () => {
  await launch('c');
  const before = await campaigns();
  const answer = await launch('c', { consumers: [consumer(2)] });
  expect([answer.status, answer.body.message]).toEqual([
    422,
    'Idempotency-Key: it was used with another body within the last 24 hours',
  ]);
  expect(await campaigns()).toBe(before);
});

test('two at once make one campaign and get the same answer', async () => {
  const before = await campaigns();
  const answers = await Promise.all(Array.from({ length: 5 }, () => launch('d')));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(new Set(answers.map(({ body }) => body.proactiveCampaignId)).size).toBe(1);
  expect(await campaigns()).toBe(before + 1);
});

test('a refused request leaves its key free', async () => {
  expect((await launch('e', { skill: 'unknown' })).status).toBe(400);
  expect((await launch('e')).status).toBe(201);
});

test('a key is good for 24 hours, and is new after them', async () => {
  const first = await launch('f');
  api.setNow(new Date(NOW.getTime() + 86_399_000));
  expect((await launch('f')).body).toEqual(first.body);
  api.setNow(new Date(NOW.getTime() + 86_401_000));
  const later = await launch('f', { consumers: [consumer(3)] });
  api.setNow(NOW);
  expect(later.status).toBe(201);
  expect(acceptedOf(later)[0]?.phoneNumber).toBe('+12025550003');
});

test('without a key each call is a campaign of its own', async () => {
  const before = await campaigns();
  const answers = [
    await api.call('POST', '/campaign', campaignBody()),
    await api.call('POST', '/campaign', campaignBody()),
  ];
  expect(new Set(answers.map(({ body }) => body.proactiveCampaignId)).size).toBe(2);
  expect(await campaigns()).toBe(before + 2);
});

test('a key of more than 255 characters is refused', async () => {
  expect((await launch('x'.repeat(256))).status).toBe(400);
});
