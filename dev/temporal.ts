import { Connection } from '@temporalio/client';
import { Failure, messageOf } from './failure.ts';
import { untilReady, type Parts, type RunningPart } from './parts.ts';

/** What the workflows set on themselves, and lists in the Temporal UI filter by. */
export const searchAttributes = ['AccountId', 'CampaignId', 'RecipientState'] as const;

/** temporal.api.enums.v1.IndexedValueType */
const indexedValueTypeKeyword = 2;
const sqlitePragmas = [
  'journal_mode=wal',
  'synchronous=normal',
  'cache_size=-131072',
  'temp_store=memory',
  'mmap_size=268435456',
];
const dynamicConfig = ['matching.useNewMatcher=true', 'matching.enableFairness=true'];

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
    ...dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting]),
    ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
  ];
}

/** Registers the search attributes that a server lacks. Throws a Failure when the server does not answer. */
export async function registerSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await connectTo(address);
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributes.filter((name) => !(name in customAttributes));
    if (missing.length === 0) return;
    const types = Object.fromEntries(missing.map((name) => [name, indexedValueTypeKeyword]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types });
  } catch (error) {
    throw new Failure(
      `The Temporal server at ${address} does not take the search attributes of namespace ${namespace}: ${messageOf(error)}`,
    );
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
