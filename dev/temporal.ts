import { Connection } from '@temporalio/client';
import { Failure, messageOf } from './failure.ts';
import { SEARCH_ATTRIBUTE_NAMES } from '../workflows/search-attributes.ts';
import { untilReady, type Parts, type RunningPart } from './parts.ts';

const sqlitePragmas = [
  'journal_mode=wal',
  'synchronous=normal',
  'cache_size=-131072',
  'temp_store=memory',
  'mmap_size=268435456',
];
/** What the engine needs to hold the sending rates: each is set to true. */
export const DYNAMIC_CONFIG = ['matching.useNewMatcher', 'matching.enableFairness'];

export type TemporalOptions = {
  executable: string;
  port: number;
  /** Without one there is no UI. */
  uiPort?: number;
  /** Without one everything is kept in memory. */
  databaseFile?: string;
};

/** Starts a development server and waits until its default namespace answers. */
export async function startTemporal(parts: Parts, options: TemporalOptions): Promise<RunningPart> {
  const part = parts.start('temporal', options.executable, devServerArguments(options), { tier: 1 });
  await untilReady(part, () => answers(`127.0.0.1:${options.port}`));
  return part;
}

/** The command line of the development server. The pragmas' effect is measured in docs/design.md. */
export function devServerArguments(options: Omit<TemporalOptions, 'executable'>): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port), '--log-level', 'warn'],
    ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...(options.databaseFile === undefined ? [] : ['--db-filename', options.databaseFile]),
    ...sqlitePragmas.flatMap((pragma) => ['--sqlite-pragma', pragma]),
    ...DYNAMIC_CONFIG.flatMap((name) => ['--dynamic-config-value', `${name}=true`]),
    ...SEARCH_ATTRIBUTE_NAMES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ];
}

/** Throws a Failure when no server answers there, or it lacks the namespace. */
export async function checkServer(address: string, namespace: string): Promise<void> {
  const connection = await connectTo(address);
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    throw new Failure(`The Temporal server at ${address} has no namespace ${namespace}: ${messageOf(error)}`);
  } finally {
    await connection.close();
  }
}

async function connectTo(address: string): Promise<Connection> {
  try {
    return await Connection.connect({ address, connectTimeout: '5s' });
  } catch (error) {
    throw new Failure(`No Temporal server answers at ${address} (TEMPORAL_ADDRESS): ${messageOf(error)}`);
  }
}

async function answers(address: string): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: '2s' });
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    return true;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
