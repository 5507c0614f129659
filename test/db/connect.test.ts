import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../support/servers.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url, 1);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

test('a connection that is lost in the middle of a transaction fails it, and not the process', async () => {
  const failing = db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(trx);
    const other = connect(database.url, 1);
    await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(other);
    await other.destroy();
    // The server's last word comes between two statements.
    await setImmediate();
    await setImmediate();
    await sql`SELECT 1`.execute(trx);
  });
  await expect(failing).rejects.toThrow();
  expect((await sql<{ one: number }>`SELECT 1 AS one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('a statement whose plan is kept is prepared once, and a migration of its table costs it one try', async () => {
  const keeping = connect(database.url, 1, { keepPlans: true });
  const find = async (id: number) => (await sql`SELECT * FROM kept WHERE id = ${id}`.execute(keeping)).rows;
  await sql`CREATE TABLE kept (id integer)`.execute(keeping);
  await sql`INSERT INTO kept VALUES (1), (2)`.execute(keeping);
  expect([await find(1), await find(2), await find(1)]).toEqual([[{ id: 1 }], [{ id: 2 }], [{ id: 1 }]]);
  const prepared = sql`SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE statement ~ 'FROM kept'`;
  expect((await prepared.execute(keeping)).rows).toEqual([{ runs: 3 }]);

  await sql`ALTER TABLE kept ADD COLUMN name text`.execute(db);
  await expect(find(1)).rejects.toThrow('cached plan must not change result type');
  expect(await find(1)).toEqual([{ id: 1, name: null }]);
  await keeping.destroy();
});
