/** The real API in a process of its own, with no Temporal behind it: nothing is launched in it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../dev/ports.ts';

export type BenchApi = {
  process: ChildProcess;
  /** Where it answers, without a slash at the end. */
  address: string;
  /** What a call of the client must bring. */
  headers: { authorization: string };
};

export type BenchClient = { accountId: string; clientId: string; clientSecret: string };

/** Runs `work` against an API on this database, as one of its clients, and ends the API. */
export async function withApi(
  databaseUrl: string,
  client: BenchClient,
  work: (api: BenchApi) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = fork(path.join(import.meta.dirname, '../api/server.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      API_PORT: String(port),
      PUBLIC_URL: address,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      LOG_LEVEL: 'fatal',
      TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
      TWILIO_AUTH_TOKEN: 'twilio',
      WHATSAPP_ACCESS_TOKEN: 'whatsapp',
      WHATSAPP_APP_SECRET: 'secret',
      WHATSAPP_VERIFY_TOKEN: 'verify',
    },
  });
  try {
    await once(child, 'message');
    await work({ process: child, address, headers: { authorization: `Bearer ${await tokenOf(address, client)}` } });
  } finally {
    const isOver = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill();
    await isOver;
  }
}

async function tokenOf(address: string, client: BenchClient): Promise<string> {
  const response = await fetch(`${address}/sentinel/api/account/${client.accountId}/app/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    }),
  });
  if (!response.ok) throw new Error(`No token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
