import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/servers.ts';

let database: TestDatabase | undefined;
afterEach(() => database?.drop());

async function tablesOf(url: string): Promise<string[]> {
  const db = connect(url, 1);
  try {
    const { rows } = await sql<{ tablename: string }>`
      SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`.execute(db);
    return rows.map((row) => row.tablename);
  } finally {
    await db.destroy();
  }
}

it('brings an empty database up to date, and then has nothing left to do', async () => {
  database = await createEmptyDatabase();
  expect(await migrateToLatest(database.url)).toContain('0001-initial');
  const tables = await tablesOf(database.url);
  expect(tables).toEqual(expect.arrayContaining(['account', 'campaign', 'recipient', 'attempt', 'outbox']));
  expect(await migrateToLatest(database.url)).toEqual([]);
  expect(await tablesOf(database.url)).toEqual(tables);
});

it('runs each migration once when several processes start together', async () => {
  database = await createEmptyDatabase();
  const { url } = database;
  const ran = await Promise.all([1, 2, 3].map(() => migrateToLatest(url)));
  expect(ran.flat().toSorted()).toEqual([...new Set(ran.flat())].toSorted());
  expect(ran.flat()).toContain('0001-initial');
});
