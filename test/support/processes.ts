/** The API and the worker as processes of their own, as a platform runs them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from '../../dev/ports.ts';

const root = path.join(import.meta.dirname, '../..');

/** What both need. Nothing listens where it says that Temporal and the providers are. */
export const ENVIRONMENT = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'token',
  WHATSAPP_ACCESS_TOKEN: 'token',
  WHATSAPP_APP_SECRET: 'secret',
  WHATSAPP_VERIFY_TOKEN: 'token',
  SHUTDOWN_DELAY_MS: '0',
};

export type Process = Awaited<ReturnType<typeof startProcess>>;

/** Starts one on a port of its own; it does not outlive the test, or what else `whenOver` waits for. */
export async function startProcess(
  which: 'api' | 'worker',
  changes: Record<string, string>,
  whenOver: (kill: () => void) => void = onTestFinished,
) {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, which === 'api' ? 'api/server.ts' : 'worker.ts')], {
    env: {
      PATH: process.env.PATH ?? '',
      ...ENVIRONMENT,
      [which === 'api' ? 'API_PORT' : 'WORKER_HEALTH_PORT']: String(port),
      ...changes,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  whenOver(() => void child.kill('SIGKILL'));
  const output = { log: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output.log += chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}`;
  return {
    child: child,
    url,
    log: () => output.log,
    exit: once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals),
    /** The status of its health; undefined: nobody answers there. */
    health: async (what: 'live' | 'ready'): Promise<number | undefined> =>
      (await tryGet(`${url}/health/${what}`))?.status,
    readiness: async (): Promise<unknown> => (await tryGet(`${url}/health/ready`))?.json(),
  };
}

/** On a connection of its own: none that is kept alive is in the way. */
async function tryGet(url: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { headers: { connection: 'close' } });
  } catch {
    return undefined;
  }
}
