import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Failure, messageOf } from './failure.ts';
import { parseAddress } from './find-temporal.ts';

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  API_PORT: port.default(8080),
  /** Of the cluster's second API process. */
  API_2_PORT: port.default(8081),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  SANDBOX_PORT: port.default(8090),
  SANDBOX_APNS_PORT: port.default(8091),
  /** Of the identity provider. */
  IDENTITY_PORT: port.default(8092),
  POSTGRES_PORT: port.default(5544),
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_UI_URL: z.string().optional(),
  DAYBREAK_DATA: z
    .string()
    .min(1)
    .default(path.join(import.meta.dirname, '..', '.data')),
});

/** The server writes its ports into a smallint, and takes some above this one for its own services. */
export const HIGHEST_CLUSTER_PORT = 32_700;

export type PortUse = { port: number; variable: string; what: string };
export type Settings = z.infer<typeof schema> & { dataFolder: string; fresh: boolean };

/** What `npm start` was asked for. Throws a Failure naming what is wrong. */
export function readSettings(env: NodeJS.ProcessEnv, args: string[]): Settings {
  // A variable that is set to nothing means the same as one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new Failure(`${name} is ${JSON.stringify(given[name])}, and must be a port from 1 to 65535.`);
  }
  if (parsed.data.TEMPORAL_ADDRESS !== undefined) parseAddress(parsed.data.TEMPORAL_ADDRESS);
  const settings = { ...parsed.data, dataFolder: path.resolve(parsed.data.DAYBREAK_DATA), fresh: readFresh(args) };
  refuseSamePort(portUses(settings));
  return settings;
}

/** What `npm run cluster` was asked for: it has a folder and a Temporal server of its own. */
export function readClusterSettings(env: NodeJS.ProcessEnv, args: string[]): Settings {
  const ownFolder = path.join(import.meta.dirname, '..', '.data-cluster');
  const DAYBREAK_DATA = env.DAYBREAK_DATA === undefined || env.DAYBREAK_DATA === '' ? ownFolder : env.DAYBREAK_DATA;
  const settings = readSettings({ ...env, DAYBREAK_DATA, TEMPORAL_ADDRESS: '' }, args);
  if (settings.TEMPORAL_PORT > HIGHEST_CLUSTER_PORT) {
    throw new Failure(
      `TEMPORAL_PORT is ${settings.TEMPORAL_PORT}, and of a cluster must be at most ${HIGHEST_CLUSTER_PORT}: its server's tables take no higher one.`,
    );
  }
  refuseSamePort(clusterPortUses(settings));
  return settings;
}

/** The ports that the stack listens on, each with the variable that moves it. */
export function portUses(settings: Omit<Settings, 'fresh'>): PortUse[] {
  const temporal = [
    { port: settings.TEMPORAL_PORT, variable: 'TEMPORAL_PORT', what: 'the Temporal server' },
    { port: settings.TEMPORAL_UI_PORT, variable: 'TEMPORAL_UI_PORT', what: 'the Temporal UI' },
  ];
  return [
    { port: settings.API_PORT, variable: 'API_PORT', what: 'the API' },
    { port: settings.SANDBOX_PORT, variable: 'SANDBOX_PORT', what: 'the sandbox' },
    { port: settings.SANDBOX_APNS_PORT, variable: 'SANDBOX_APNS_PORT', what: "the sandbox's APNs" },
    { port: settings.IDENTITY_PORT, variable: 'IDENTITY_PORT', what: 'the identity provider' },
    { port: settings.POSTGRES_PORT, variable: 'POSTGRES_PORT', what: 'Postgres' },
    ...(settings.TEMPORAL_ADDRESS === undefined ? temporal : []),
  ];
}

/** The ports that a cluster listens on, besides those that its Temporal server finds for its own services. */
export function clusterPortUses(settings: Settings): PortUse[] {
  return [...portUses(settings), { port: settings.API_2_PORT, variable: 'API_2_PORT', what: 'the second API process' }];
}

function readFresh(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { fresh: { type: 'boolean', default: false } } }).values.fresh;
  } catch (error) {
    throw new Failure(`${messageOf(error).split('. ')[0] ?? ''}. The one option is --fresh: begin anew.`);
  }
}

function refuseSamePort(uses: PortUse[]): void {
  for (const [index, use] of uses.entries()) {
    const other = uses.slice(index + 1).find((candidate) => candidate.port === use.port);
    if (other)
      throw new Failure(
        `${use.variable} and ${other.variable} are both ${use.port}: ${use.what} and ${other.what} each need a port.`,
      );
  }
}
