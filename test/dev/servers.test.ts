import { Connection } from '@temporalio/client';
import { afterAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  createTimeSkippingEnvironment,
  temporalAddress,
  type TestDatabase,
} from '../support/servers.ts';

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.drop();
});

test('two test databases share no rows', async () => {
  databases.push(await createTestDatabase(), await createTestDatabase());
  expect(new Set(databases.map((database) => database.url)).size).toBe(2);
});

test('the development server knows the search attributes', async () => {
  const connection = await Connection.connect({ address: await temporalAddress() });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(['AccountId', 'CampaignId', 'RecipientState']));
  await connection.close();
});

test('a time-skipping environment passes thirty days at once', async () => {
  const environment = await createTimeSkippingEnvironment();
  const before = await environment.currentTimeMs();
  await environment.sleep('30 days');
  expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
  await environment.teardown();
});
