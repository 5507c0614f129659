import { createHmac } from 'node:crypto';
import path from 'node:path';
import { databaseUrl, createCluster, ensureDatabase, startPostgres, type PostgresOptions } from './postgres.ts';
import { cacheFolder } from './cache.ts';
import { findTemporal } from './find-temporal.ts';
import { temporalProbes } from './obtain-temporal.ts';
import { untilReady, type Parts, type RunningPart } from './parts.ts';
import type { Screen } from './screen.ts';
import type { Settings } from './settings.ts';
import { ensureSecrets, type State } from './state.ts';
import { checkServer, startTemporal } from './temporal.ts';
import { buildWebTool } from './web-tool.ts';
import type { Addresses } from './welcome.ts';

const host = '127.0.0.1';
const root = path.join(import.meta.dirname, '..');

/** Who ends before whom: the worker sends nothing more, the sandbox has handed over its receipts, then the API may go. */
const tiers = { worker: 4, sandbox: 3, api: 2, identity: 1 };

export type Context = { settings: Settings; state: State; parts: Parts; screen: Screen };
type Stack = { postgres: PostgresOptions; env: NodeJS.ProcessEnv; addresses: Addresses };

/** Brings the whole stack up, side by side where nothing depends, and returns where its parts are. */
export async function bringUp(context: Context): Promise<Addresses> {
  const { parts, screen } = context;
  const { postgres, env, addresses } = describe(context);
  await Promise.all([
    screen.during('Postgres', () => upDatabase(parts, postgres)),
    upTemporal(context),
    screen.during('Sandbox', () => upSandbox(parts, addresses.sandbox, env)),
    screen.during('Web tool', () => buildWebTool(parts)),
    screen.during('Identity provider', () => upIdentity(parts, env, [addresses.api])),
  ]);
  await Promise.all([
    screen.during('Worker', () => upWorker(parts, env)),
    screen.during('API', () => upApi(parts, addresses.api, env)),
  ]);
  return addresses;
}

/** Brings one part of a stack up again that has ended. */
export async function bringBack(context: Context, name: 'postgres' | 'temporal' | 'worker' | 'api'): Promise<void> {
  const { postgres, env, addresses } = describe(context);
  switch (name) {
    case 'postgres':
      await startPostgres(context.parts, postgres);
      return;
    case 'temporal':
      return upTemporal(context);
    case 'worker':
      return upWorker(context.parts, env);
    case 'api':
      return upApi(context.parts, addresses.api, env);
  }
}

/** Brings up one more worker of a stack, from a script of its own: another version beside the one that runs. */
export async function bringUpWorker(context: Context, name: string, script: string): Promise<void> {
  await upWorker(context.parts, describe(context).env, name, script);
}

/** How its parts are started, and where they are. */
export function describe({ settings, state }: Context): Stack {
  const { POSTGRES_PASSWORD: password, ...providerSecrets } = ensureSecrets(state);
  const issuer = `http://${host}:${settings.IDENTITY_PORT}`;
  const postgres = { folder: state.postgres, port: settings.POSTGRES_PORT, password };
  const sandbox = `http://${host}:${settings.SANDBOX_PORT}`;
  const api = `http://${host}:${settings.API_PORT}`;
  const ui =
    settings.TEMPORAL_UI_URL ??
    (settings.TEMPORAL_ADDRESS === undefined ? `http://${host}:${settings.TEMPORAL_UI_PORT}` : undefined);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...providerSecrets,
    DATABASE_URL: databaseUrl(postgres),
    TEMPORAL_ADDRESS: settings.TEMPORAL_ADDRESS ?? `${host}:${settings.TEMPORAL_PORT}`,
    TEMPORAL_NAMESPACE: settings.TEMPORAL_NAMESPACE,
    ...(ui === undefined ? {} : { TEMPORAL_UI_URL: ui }),
    API_HOST: host,
    API_PORT: String(settings.API_PORT),
    // Nothing stands before it.
    SHUTDOWN_DELAY_MS: '0',
    PUBLIC_URL: api,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'daybreak',
    // The same in each process of the stack, and in no two stacks.
    OIDC_CLIENT_SECRET: createHmac('sha256', password).update('identity').digest('base64url'),
    TWILIO_BASE_URL: sandbox,
    TWILIO_LOOKUPS_BASE_URL: sandbox,
    WHATSAPP_BASE_URL: sandbox,
    LIVEPERSON_DOMAINS_URL: sandbox,
    // Agents' own systems are tried on this machine too.
    ALLOW_PRIVATE_WEBHOOKS: 'true',
    SANDBOX_HOST: host,
    SANDBOX_PORT: String(settings.SANDBOX_PORT),
    SANDBOX_APNS_PORT: String(settings.SANDBOX_APNS_PORT),
    SANDBOX_DATA: state.sandbox,
    FCM_BASE_URL: sandbox,
    GOOGLE_TOKEN_URL: `${sandbox}/google/token`,
    APNS_HOST: host,
    APNS_PORT: String(settings.SANDBOX_APNS_PORT),
    APNS_CA_FILE: path.join(root, 'sandbox/tls/cert.pem'),
  };
  const addresses = { api, sandbox, temporal: env.TEMPORAL_ADDRESS ?? '', temporalUi: ui, logs: state.logs };
  return { postgres, env, addresses };
}

export async function upDatabase(parts: Parts, options: PostgresOptions): Promise<void> {
  await createCluster(parts, options);
  await startPostgres(parts, options);
  await ensureDatabase(options, 'daybreak');
  // Loaded once there is a database to load them for, so that the first line is on the screen at once.
  const { migrateToLatest } = await import('../db/migrate.ts');
  await migrateToLatest(databaseUrl(options));
  const { seedDemo } = await import('./seed.ts');
  await seedDemo(databaseUrl(options));
}

async function upTemporal({ settings, state, parts, screen }: Context): Promise<void> {
  const source = await screen.during('Finding a Temporal server', () =>
    findTemporal(settings.TEMPORAL_ADDRESS, temporalProbes(cacheFolder(), parts), screen.line),
  );
  await screen.during('Temporal', async () => {
    if (source.kind === 'address') {
      return checkServer(`${source.host}:${source.port}`, settings.TEMPORAL_NAMESPACE);
    }
    await startTemporal(parts, {
      executable: source.path,
      port: settings.TEMPORAL_PORT,
      uiPort: settings.TEMPORAL_UI_PORT,
      databaseFile: state.temporalDatabase,
    });
  });
}

export async function upWorker(
  parts: Parts,
  env: NodeJS.ProcessEnv,
  name = 'worker',
  script = 'worker.ts',
): Promise<void> {
  const part = startScript(parts, name, tiers.worker, script, env);
  let ready = false;
  part.child.on('message', (message) => (ready ||= message === 'ready'));
  await untilReady(part, () => Promise.resolve(ready));
}

export async function upSandbox(parts: Parts, url: string, env: NodeJS.ProcessEnv): Promise<void> {
  await untilReady(startScript(parts, 'sandbox', tiers.sandbox, 'sandbox/server.ts', env), () => isReady(url));
  const { registerDemoTemplate } = await import('./seed.ts');
  await registerDemoTemplate(url, env.WHATSAPP_ACCESS_TOKEN ?? '');
}

/** `apis`: where people may sign in. */
export async function upIdentity(parts: Parts, env: NodeJS.ProcessEnv, apis: string[]): Promise<void> {
  const own = { ...env, IDENTITY_APIS: apis.join(' ') };
  const part = startScript(parts, 'identity', tiers.identity, 'dev/identity.ts', own);
  await untilReady(part, () => isReady(env.OIDC_ISSUER ?? ''));
}

export async function upApi(parts: Parts, url: string, env: NodeJS.ProcessEnv, name = 'api'): Promise<void> {
  await untilReady(startScript(parts, name, tiers.api, 'api/server.ts', env), () => isReady(url));
}

function startScript(parts: Parts, name: string, tier: number, script: string, env: NodeJS.ProcessEnv): RunningPart {
  return parts.start(name, process.execPath, [path.join(root, script)], {
    env,
    tier,
    // Each ends by itself before: the worker within 35 s.
    graceMs: 40_000,
    ipc: true,
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
