import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { keepingPlans } from './kept-plans.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day has no timezone: as text it can't shift.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** So many calls of the API are with the database at once; the others wait. More would not be faster: each takes milliseconds of its processors. */
export const API_CONNECTIONS = 10;
/** Of a worker: its activities wait for the providers, not for the database. Postgres has 100 by default: see docs/operations.md. */
export const WORKER_CONNECTIONS = 20;

/** What keeps one that hangs from holding up the others. All in milliseconds; 0: no limit. */
export type Limits = typeof LIMITS;

const LIMITS = {
  /** The longest makes a file of 100,000 recipients a campaign; on a busy machine that may take a minute. */
  statement_timeout: 120_000,
  /** Locks are held for milliseconds: whoever waits this long waits for something that is stuck, and is better told to come again. */
  lock_timeout: 10_000,
  /** No transaction waits for anything but the database: one that is silent is of a process that has stopped in the middle of it. */
  idle_in_transaction_session_timeout: 30_000,
  /** Over the server's own limit: for a server that is gone without a word, which ends no statement. */
  query_timeout: 130_000,
};

/** For migrations and for what fills databases: they take as long as they take. */
export const NO_LIMITS: Limits = {
  statement_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  query_timeout: 0,
};

/** A connection is there within it, or the database counts as away: one to open, or one of the pool that comes free. */
const CONNECTED_WITHIN_MS = 10_000;
/** A network that has dropped a silent connection is noticed. */
const KEEP_ALIVE_AFTER_MS = 10_000;

/** A connection is made anew after it: to the database's new place after a failover, and away from one that has hung. Making one takes milliseconds. */
const LIVES_SECONDS = 600;

export type ConnectOptions = { limits?: Limits; keepPlans?: boolean };

/** A pool of at most `max` connections, with `keepPlans` ones that keep the plans of their statements. `destroy()` closes it. */
export function connect(
  databaseUrl: string,
  max = API_CONNECTIONS,
  { limits = LIMITS, keepPlans = false }: ConnectOptions = {},
): Db {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    ...limits,
    connectionTimeoutMillis: CONNECTED_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    maxLifetimeSeconds: LIVES_SECONDS,
    ...(keepPlans && { Client: keepingPlans() }),
  });
  // An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
  pool.on('error', (error) => console.error(`An idle database connection was lost: ${error.message}`));
  // One that is lost in the middle of a transaction, between two statements, would too. The next statement on it is rejected with the reason.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool, cursor: Cursor }) });
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
