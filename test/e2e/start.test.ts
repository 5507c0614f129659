/** `npm start` as a newcomer runs it: the launcher with its processes, on ports and in a folder of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { freePort } from '../../dev/ports.ts';
import { temporalAddress } from '../support/servers.ts';
import { zoneWhereItIs } from '../support/time.ts';

const root = path.join(import.meta.dirname, '../..');
const ports = { API_PORT: 0, TEMPORAL_PORT: 0, TEMPORAL_UI_PORT: 0, SANDBOX_PORT: 0, POSTGRES_PORT: 0 };
let folder: string;
let launcher: ChildProcess | undefined;

beforeAll(async () => {
  // By then the server's executable is there, however long that takes.
  await temporalAddress();
  folder = await mkdtemp(path.join(tmpdir(), 'daybreak-start-'));
  await chmod(folder, 0o755);
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await freePort();
});

afterAll(async () => {
  if (launcher?.exitCode === null) {
    launcher.kill('SIGINT');
    await once(launcher, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

/** Starts the stack, waits until it says that it is up, and returns what it wrote. */
async function start(): Promise<string> {
  const settings = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const child = spawn(process.execPath, ['dev/start.ts'], {
    cwd: root,
    env: { ...process.env, ...settings, DAYBREAK_DATA: path.join(folder, 'data'), NODE_ENV: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launcher = child;
  let screen = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (screen += chunk.toString()));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The stack ended before it was up:\n${screen}`);
  });
  ended.catch(() => undefined);
  await Promise.race([expect.poll(() => screen, { timeout: 50_000 }).toContain('Daybreak is up'), ended]);
  return screen;
}

async function stop(): Promise<number | null> {
  if (!launcher) throw new Error('nothing was started');
  const exited = once(launcher, 'exit');
  launcher.kill('SIGINT');
  const [code] = (await exited) as [number | null];
  return code;
}

const api = () => `http://127.0.0.1:${ports.API_PORT}`;
const sandbox = () => `http://127.0.0.1:${ports.SANDBOX_PORT}`;

async function json(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await fetch(url, init);
  return (await response.json()) as Record<string, unknown>;
}

it('brings everything up, sends, and goes on after a stop where it was', async () => {
  const screen = await start();
  for (const address of [api(), sandbox(), DEMO.accountId, DEMO.clientId, DEMO.clientSecret, 'curl']) {
    expect(screen).toContain(address);
  }
  const credentials = `grant_type=client_credentials&client_id=${DEMO.clientId}&client_secret=${DEMO.clientSecret}`;
  const tokenUrl = `${api()}/sentinel/api/account/${DEMO.accountId}/app/token?v=1.0&${credentials}`;
  const authorization = `Bearer ${String((await json(tokenUrl, { method: 'POST' })).access_token)}`;
  const day = zoneWhereItIs(Date.now(), 9, 20);
  const night = zoneWhereItIs(Date.now(), 0, 6);
  const consumer = (sms: string, timezone: string) => ({
    consumerContent: { sms },
    timezone,
    variables: { '1': 'A', '2': 'B' },
  });
  const campaign = await json(`${api()}/api/v2/account/${DEMO.accountId}/campaign`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      campaignName: 'First light',
      skill: 'sales',
      templateId: DEMO.smsHandoff,
      consent: true,
      consumers: [consumer('12025550111', day), consumer('12025550112', night)],
    }),
  });
  const outcomes = async () => {
    const url = `${api()}/api/v2/account/${DEMO.accountId}/campaign/${String(campaign.proactiveCampaignId)}/conversations`;
    const { conversations } = await json(url, { headers: { authorization } });
    return (conversations as { status: string }[]).map(({ status }) => status);
  };
  await expect.poll(outcomes).toEqual(['DELIVERED', 'SCHEDULED']);
  expect(await stop()).toBe(0);
  await expect(fetch(`${api()}/health/live`)).rejects.toThrow();

  await start();
  expect(await outcomes()).toEqual(['DELIVERED', 'SCHEDULED']);
  const phones = await fetch(`${sandbox()}/sandbox/messages`);
  expect((await phones.json()) as { to: string }[]).toMatchObject([{ to: '+12025550111' }]);
  expect(await stop()).toBe(0);
}, 120_000);
