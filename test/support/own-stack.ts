/** `npm start`, or `npm run cluster`, as a process of its own, on free ports and in a folder of its own: for tests of the launcher, and for benchmarks. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO } from '../../dev/seed.ts';
import { freePort, freePortsAbove } from '../../dev/ports.ts';
import { HIGHEST_CLUSTER_PORT } from '../../dev/settings.ts';

const root = path.join(import.meta.dirname, '../..');
const UP_WITHIN_MS = 90_000;
/** Where its server has to be built first. */
const CLUSTER_UP_WITHIN_MS = 15 * 60_000;

export type OwnStack = Awaited<ReturnType<typeof createOwnStack>>;

/** Prepares one; `start` brings it up, and again after a `stop` on the data that it left. `remove` it when it is no longer needed. */
export async function createOwnStack({ cluster = false } = {}) {
  const ports = {
    API_PORT: 0,
    API_2_PORT: 0,
    TEMPORAL_PORT: 0,
    TEMPORAL_UI_PORT: 0,
    SANDBOX_PORT: 0,
    SANDBOX_APNS_PORT: 0,
    IDENTITY_PORT: 0,
    POSTGRES_PORT: 0,
  };
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
  if (cluster) ports.TEMPORAL_PORT = await lowPort();
  const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-stack-'));
  // Postgres runs as a user of its own where this is root.
  await chmod(folder, 0o755);
  let launcher: ChildProcess | undefined;

  async function stop(): Promise<number | null> {
    if (launcher?.exitCode !== null) return null;
    const exited = once(launcher, 'exit');
    launcher.kill('SIGINT');
    const [code] = (await exited) as [number | null];
    return code;
  }

  const api = `http://127.0.0.1:${ports.API_PORT}`;
  return {
    api,
    /** Of each API process. */
    apis: cluster ? [api, `http://127.0.0.1:${ports.API_2_PORT}`] : [api],
    sandbox: `http://127.0.0.1:${ports.SANDBOX_PORT}`,
    temporalAddress: `127.0.0.1:${ports.TEMPORAL_PORT}`,
    folder: path.join(folder, 'data'),
    postgresPort: ports.POSTGRES_PORT,
    /** Resolves with what it wrote once it says that it is up. */
    async start(): Promise<string> {
      const settings = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
      const child = spawn(process.execPath, [cluster ? 'dev/cluster.ts' : 'dev/start.ts'], {
        cwd: root,
        env: { ...process.env, ...settings, DAYBREAK_DATA: path.join(folder, 'data'), NODE_ENV: undefined },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      launcher = child;
      let screen = '';
      return new Promise<string>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`The stack is not up:\n${screen}`)),
          cluster ? CLUSTER_UP_WITHIN_MS : UP_WITHIN_MS,
        );
        const listen = (chunk: Buffer) => {
          screen += chunk.toString();
          if (!screen.includes('Daybreak is up')) return;
          clearTimeout(late);
          resolve(screen);
        };
        child.stdout.on('data', listen);
        child.stderr.on('data', listen);
        child.once('exit', () => {
          clearTimeout(late);
          reject(new Error(`The stack ended before it was up:\n${screen}`));
        });
      });
    },
    /** Ends it as Ctrl-C does, and resolves with its exit code; null where it does not run. */
    stop,
    async remove(): Promise<void> {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
    /** A token of the demo account, for the Authorization header. */
    async token(): Promise<string> {
      const credentials = `grant_type=client_credentials&client_id=${DEMO.clientId}&client_secret=${DEMO.clientSecret}`;
      const url = `${api}/sentinel/api/account/${DEMO.accountId}/app/token?v=1.0&${credentials}`;
      const answer = (await (await fetch(url, { method: 'POST' })).json()) as { access_token: string };
      return `Bearer ${answer.access_token}`;
    },
  };
}

/** A cluster's server takes none of those that the system gives out: somewhere among the lower ones, so that two stacks do not meet. */
async function lowPort(): Promise<number> {
  const from = 20_000 + Math.floor(Math.random() * (HIGHEST_CLUSTER_PORT - 21_000));
  const [port] = await freePortsAbove(from, 1);
  if (port === undefined) throw new Error('There is a free port');
  return port;
}
