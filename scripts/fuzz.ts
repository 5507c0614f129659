/** `npm run fuzz`: schemathesis against every operation of the OpenAPI document, on a database of its own with the demo account. */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrateToLatest } from '../db/migrate.ts';
import { cacheFolder } from '../dev/cache.ts';
import { fillDemo, startDemoApi } from '../dev/demo-api.ts';
import { createParts, type Parts } from '../dev/parts.ts';
import { freePort } from '../dev/ports.ts';
import { createCluster, databaseUrl, ensureDatabase, startPostgres } from '../dev/postgres.ts';

const VERSION = '4.32.5';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

const { values: asked } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    examples: { type: 'string', default: '50' },
    /** Goes on with other examples until so many seconds are over. */
    seconds: { type: 'string' },
    /** A regular expression: the operations whose ids match it, alone. */
    only: { type: 'string' },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-fuzz-'));
// Postgres runs as a user of its own where this runs as root.
await chmod(folder, 0o755);
const parts = createParts(path.join(folder, 'logs'));
parts.temporary(folder);
try {
  process.exitCode = await fuzz();
} finally {
  await parts.end(AbortSignal.abort());
}

async function fuzz(): Promise<number> {
  const schemathesis = await findSchemathesis();
  const api = await startDemoApi(await startDatabase(parts));
  try {
    const { token, known } = await fillDemo(api, new Date());
    const configFile = path.join(folder, 'schemathesis.toml');
    await writeFile(configFile, toToml(known));
    return await run(schemathesis, [
      ...['--config-file', configFile, 'run', `${api.url}/openapi.json`, '--url', api.url],
      ...['--header', `Authorization: Bearer ${token}`, '--checks', CHECKS.join(',')],
      ...['--phases', 'examples,coverage,fuzzing', '--continue-on-failure'],
      ...['--seed', asked.seed, '--max-examples', asked.examples],
      ...(asked.seconds === undefined ? [] : ['--max-time', asked.seconds]),
      ...(asked.only === undefined ? [] : ['--include-operation-id-regex', asked.only]),
    ]);
  } finally {
    await api.stop();
  }
}

/** Things that are there: with made-up ids most calls would end at a 404. */
function toToml(ids: Record<string, string>): string {
  return [
    '[parameters]',
    ...Object.entries(ids).map(([name, id]) => `"path.${name}" = ${JSON.stringify(id)}`),
    '',
  ].join('\n');
}

async function startDatabase(owner: Parts): Promise<string> {
  const options = { folder: path.join(folder, 'postgres'), port: await freePort(), password: 'fuzz', temporary: true };
  await createCluster(owner, options);
  await startPostgres(owner, options);
  await ensureDatabase(options, 'daybreak');
  await migrateToLatest(databaseUrl(options));
  return databaseUrl(options);
}

/** The copy in the cache folder; put there first where there is none. */
async function findSchemathesis(): Promise<string> {
  const home = path.join(cacheFolder(), `schemathesis-${VERSION}`);
  const executable = path.join(home, 'bin', 'schemathesis');
  if (existsSync(executable)) return executable;
  console.log(`Installing schemathesis ${VERSION} into ${home}, once.`);
  for (const [command, args] of [
    ['python3', ['-m', 'venv', home]],
    [path.join(home, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`]],
  ] as const) {
    if ((await run(command, args)) !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
  }
  return executable;
}

/** Runs it to its end, on this terminal: its exit code. */
function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: folder });
    child.on('error', (error) => reject(new Error(`${command} cannot be run: ${error.message}`)));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
