import { chmod, cp, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { connect, type Db } from '../../db/connect.ts';
import { createParts } from '../../dev/parts.ts';
import { freePort } from '../../dev/ports.ts';
import { databaseUrl } from '../../dev/postgres.ts';
import { createScreen } from '../../dev/screen.ts';
import { DEMO } from '../../dev/seed.ts';
import { readSettings } from '../../dev/settings.ts';
import { bringBack, bringUp, bringUpWorker } from '../../dev/stack.ts';
import { ensureSecrets, prepare, stateOf } from '../../dev/state.ts';
import { createClient } from '../../temporal/client.ts';

export const VICTIMS = ['worker', 'api', 'temporal', 'postgres'] as const;
/** The worker of the next version, beside the one of this. */
export const NEXT_WORKER = 'next-worker';
export type Victim = (typeof VICTIMS)[number] | typeof NEXT_WORKER;

const NEXT_WORKER_SCRIPT = 'bench/chaos/takeover/worker.ts';

export type ChaosStack = Awaited<ReturnType<typeof startOnce>>;

/**
 * The whole of `npm start` on ports and in a folder of its own, whose parts can be killed. `end` leaves nothing. On a machine that is busy with other
 * things a part may need more than its minute.
 */
export async function startChaosStack(env: NodeJS.ProcessEnv): Promise<ChaosStack> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(env);
    } catch (error) {
      if (tries >= 3) throw error;
    }
  }
}

async function startOnce(env: NodeJS.ProcessEnv) {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-chaos-'));
  // Postgres runs as a user of its own where this is root.
  await chmod(folder, 0o755);
  const ports: Record<string, string> = {};
  for (const name of [
    'API_PORT',
    'TEMPORAL_PORT',
    'TEMPORAL_UI_PORT',
    'SANDBOX_PORT',
    'SANDBOX_APNS_PORT',
    'IDENTITY_PORT',
    'POSTGRES_PORT',
  ]) {
    ports[name] = String(await freePort());
  }
  Object.assign(process.env, env);
  const settings = readSettings({ ...ports, DAYBREAK_DATA: path.join(folder, 'data') }, []);
  const state = stateOf(settings.dataFolder);
  await mkdir(state.folder, { recursive: true });
  prepare(state);
  const parts = createParts(state.logs);
  parts.temporary(folder);
  const context = { settings, state, parts, screen: createScreen(silent) };
  const addresses = await bringUp(context).catch(async (error: unknown) => {
    await parts.end();
    throw error;
  });
  const secrets = ensureSecrets(state);
  const url = databaseUrl({ port: settings.POSTGRES_PORT, password: secrets.POSTGRES_PASSWORD });
  const find = (name: Victim) => parts.list().find((part) => part.name === name);
  const start = (name: Victim) =>
    name === NEXT_WORKER ? bringUpWorker(context, name, NEXT_WORKER_SCRIPT) : bringBack(context, name);

  /** Ends a part as a power cut does. Resolves once it is gone. */
  async function kill(victim: Victim): Promise<void> {
    const part = find(victim);
    if (!part) throw new Error(`${victim} does not run`);
    process.kill(part.pid, 'SIGKILL');
    await part.ended;
  }

  async function token(): Promise<string> {
    const credentials = new URLSearchParams({ client_id: DEMO.clientId, client_secret: DEMO.clientSecret });
    const path = `/sentinel/api/account/${DEMO.accountId}/app/token?v=1.0&grant_type=client_credentials`;
    const answer = await patiently(() => fetch(`${addresses.api}${path}`, { method: 'POST', body: credentials }));
    return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
  }

  return {
    ...addresses,
    token,
    /** The account's part of the API; a call is made again until a process is there that answers it. */
    async call(method: string, path: string, authorization: string, body?: object, key?: string): Promise<unknown> {
      const answer = await patiently(() =>
        fetch(`${addresses.api}/api/v2/account/${DEMO.accountId}${path}`, {
          method,
          headers: {
            authorization,
            ...(body && { 'content-type': 'application/json' }),
            ...(key !== undefined && { 'idempotency-key': key }),
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
      return JSON.parse(text);
    },
    /** The sandbox is never killed: it is the witness. */
    async sandboxCall(path: string, body?: object): Promise<unknown> {
      const answer = await fetch(`${addresses.sandbox}/sandbox${path}`, {
        ...(body && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
      return answer.json();
    },
    kill,
    /** Starts it, or starts it again. Postgres may have to wait for what is left of itself; a slow machine takes more than one try. */
    async bringBack(victim: Victim): Promise<void> {
      for (let tries = 1; ; tries += 1) {
        try {
          await start(victim);
          return;
        } catch (error) {
          if (tries >= 20) throw error;
          if (find(victim)) await kill(victim);
          await delay(500);
        }
      }
    },
    /** Ends a part as an operator does, and returns how it ended. */
    async stop(name: Victim): Promise<string> {
      const part = find(name);
      if (!part) throw new Error(`${name} does not run`);
      process.kill(part.pid, 'SIGTERM');
      return part.ended;
    },
    pidOf: (name: Victim) => find(name)?.pid,
    async withDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
      const db = connect(url, 2);
      try {
        return await work(db);
      } finally {
        await db.destroy();
      }
    },
    async withTemporal<T>(work: (client: Client) => Promise<T>): Promise<T> {
      const client = createClient(addresses.temporal, settings.TEMPORAL_NAMESPACE);
      try {
        return await work(client);
      } finally {
        await client.connection.close();
      }
    },
    /** Copies the logs, the last two of each part, to a folder that stays, and returns it. */
    async keepLogs(): Promise<string> {
      const kept = await mkdtemp(path.join(tmpdir(), 'daybreak-chaos-logs-'));
      await cp(state.logs, kept, { recursive: true });
      return kept;
    },
    end: () => parts.end(),
  };
}

const TRIES = 300;

/** Until an answer comes that is no refusal for the moment: nobody there, 429, 5xx. */
async function patiently(call: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await call();
      if ((answer.status !== 429 && answer.status < 500) || tries >= TRIES) return answer;
    } catch (error) {
      if (tries >= TRIES) throw error;
    }
    await delay(500);
  }
}

const nowhere = new Writable({
  write(_chunk, _encoding, done) {
    done();
  },
});
const silent = Object.assign(nowhere, { isTTY: false }) as unknown as NodeJS.WriteStream;
