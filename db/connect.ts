import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { keepingPlans } from './kept-plans.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day has no timezone: as text it can't shift.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** A pool of at most `max` connections, with `keepPlans` ones that keep the plans of their statements. `destroy()` closes it. */
export function connect(databaseUrl: string, max = 10, { keepPlans = false } = {}): Db {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    connectionTimeoutMillis: 10_000,
    ...(keepPlans && { Client: keepingPlans() }),
  });
  // An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
  pool.on('error', (error) => console.error(`An idle database connection was lost: ${error.message}`));
  // One that is lost in the middle of a transaction, between two statements, would too. The next statement on it is rejected with the reason.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}

const pools = new WeakMap<Db, pg.Pool>();

/** The connections behind a handle that `connect` made: for what Kysely has no words for. */
export function poolOf(db: Db): pg.Pool {
  const pool = pools.get(db);
  if (!pool) throw new Error('Only what connect() returned has a pool: not a transaction');
  return pool;
}
