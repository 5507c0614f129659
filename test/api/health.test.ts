import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { connect } from '../../db/connect.ts';
import { createEmptyDatabase } from '../support/servers.ts';
import { CONFIG, createFixture, type Fixture } from './fixture.ts';

const outbox = { kick: () => undefined, close: () => Promise.resolve() };
let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

test.each([
  [true, 'up'],
  [false, 'down'],
])('a Temporal that answers: %s, is reported as %s, and does not make the API unready', async (isUp, temporal) => {
  const app = buildApp({ db: api.db, outbox, config: CONFIG, isTemporalUp: () => Promise.resolve(isUp) });
  const response = await app.inject({ url: '/health/ready' });
  expect([response.statusCode, response.json()]).toEqual([200, { status: 'ready', database: 'up', temporal }]);
  await app.close();
});

test('a database without the migrations is not ready, and says which is missing', async () => {
  const empty = await createEmptyDatabase();
  const db = connect(empty.url);
  const app = buildApp({ db, outbox, config: CONFIG });
  const response = await app.inject({ url: '/health/ready' });
  expect(response.statusCode).toBe(503);
  expect(response.json()).toMatchObject({ message: 'The database lacks the migration 0001-initial: npm run migrate' });
  await app.close();
  await db.destroy();
  await empty.drop();
});

test('closing closes the outbox', async () => {
  let closed = false;
  const app = buildApp({
    db: api.db,
    config: CONFIG,
    outbox: { kick: () => undefined, close: () => Promise.resolve().then(() => void (closed = true)) },
  });
  await app.ready();
  await app.close();
  expect(closed).toBe(true);
});
