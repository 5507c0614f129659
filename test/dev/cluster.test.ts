import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cachedCluster, clusterServerVersion, temporalUiVersion } from '../../dev/cache.ts';
import {
  DATABASES,
  dynamicConfig,
  HISTORY_SHARDS,
  INNER_PORTS,
  schemaSteps,
  serverConfig,
  uiConfig,
} from '../../dev/cluster-config.ts';
import { Failure } from '../../dev/failure.ts';
import { clusterPortUses, readClusterSettings } from '../../dev/settings.ts';
import { prepare, stateOf } from '../../dev/state.ts';
import { devServerArguments } from '../../dev/temporal.ts';

const compose = readFileSync(path.join(import.meta.dirname, '../../docker-compose.yml'), 'utf8');

const innerPorts = Array.from({ length: INNER_PORTS }, (_, index) => 7234 + index);
const options = {
  port: 7233,
  innerPorts,
  postgres: { port: 5544, user: 'daybreak', password: 'p"w' },
  dynamicConfigFile: '/data/dynamic.yaml',
};

/** All values of a name, at whatever depth. */
function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name ? [inner as unknown] : []),
    ...valuesOf(name, inner),
  ]);
}

test('each service of a cluster has ports of its own, and clients reach the one that was asked for', () => {
  const config = serverConfig(options);
  const ports = ['grpcPort', 'membershipPort', 'httpPort'].flatMap((name) => valuesOf(name, config));
  expect(ports).toHaveLength(9);
  expect(new Set(ports)).toEqual(new Set([7233, ...innerPorts]));
  expect(config).toMatchObject({
    services: { frontend: { rpc: { grpcPort: 7233 } } },
    publicClient: { hostPort: '127.0.0.1:7233' },
    dynamicConfigClient: { filepath: '/data/dynamic.yaml' },
  });
  expect(valuesOf('bindOnIP', config)).toEqual(Array.from({ length: 4 }, () => '127.0.0.1'));
});

test('a cluster keeps workflows and their visibility in two databases of the Postgres that it is given', () => {
  expect(valuesOf('sql', serverConfig(options))).toMatchObject(
    ['temporal', 'temporal_visibility'].map((databaseName) => ({
      ...{ databaseName, connectAddr: '127.0.0.1:5544', user: 'daybreak', password: 'p"w' },
    })),
  );
});

test('a cluster has the dynamic configuration of the development server, without which it holds no rates', () => {
  const flags = devServerArguments({ port: 1 });
  const ofDevServer = flags.filter((_, index) => flags[index - 1] === '--dynamic-config-value');
  const ofCluster = Object.entries(dynamicConfig()).map(([name, [{ value }]]) => `${name}=${String(value)}`);
  expect(ofCluster).toEqual(ofDevServer);
  expect(ofCluster).toContain('matching.enableFairness=true');
});

test('docker-compose.yml runs the same versions, shards, databases, schema steps and dynamic configuration', () => {
  expect(compose).toContain(`temporalio/server:${clusterServerVersion}`);
  expect(compose).toContain(`temporalio/admin-tools:${clusterServerVersion}-`);
  expect(compose).toContain(`temporalio/ui:${temporalUiVersion}`);
  expect(compose).toContain(`NUM_HISTORY_SHARDS: '${HISTORY_SHARDS}'`);
  expect(compose).toContain(`DBNAME: ${DATABASES.temporal}\n`);
  expect(compose).toContain(`VISIBILITY_DBNAME: ${DATABASES.visibility}\n`);
  for (const name of Object.keys(dynamicConfig())) expect(compose).toContain(`${name}:\n        - value: true`);
  const verbs = [...compose.matchAll(/temporal-sql-tool --db "\$\$database" ([\w-]+)/g)].map((match) => match[1]);
  expect(schemaSteps().map((step) => step[2])).toEqual([...verbs, ...verbs]);
});

test('the schema tool makes both databases before it fills them', () => {
  expect(schemaSteps().map((step) => step.join(' '))).toEqual([
    '--db temporal create',
    '--db temporal setup-schema -v 0.0',
    '--db temporal update-schema --schema-name postgresql/v12/temporal',
    '--db temporal_visibility create',
    '--db temporal_visibility setup-schema -v 0.0',
    '--db temporal_visibility update-schema --schema-name postgresql/v12/visibility',
  ]);
});

test("the cluster's UI listens on this machine alone", () => {
  expect(uiConfig(8233, '127.0.0.1:7233')).toMatchObject({ host: '127.0.0.1', port: 8233, enableUi: true });
});

test('the server and the UI, which are both called server, lie apart in the cache', () => {
  const programs = Object.values(cachedCluster('/cache'));
  expect(new Set(programs).size).toBe(programs.length);
});

test('a cluster has a folder of its own, and a port for each of its API processes', () => {
  const settings = readClusterSettings({ TEMPORAL_ADDRESS: 'elsewhere:7233' }, []);
  expect(path.basename(settings.dataFolder)).toBe('.data-cluster');
  expect(settings.TEMPORAL_ADDRESS).toBeUndefined();
  expect(clusterPortUses(settings).map(({ variable }) => variable)).toContain('API_2_PORT');
  expect(() => readClusterSettings({ API_2_PORT: '8080' }, [])).toThrow(Failure);
});

test('a Temporal port that the server can not write down is refused with a sentence', () => {
  expect(() => readClusterSettings({ TEMPORAL_PORT: '40000' }, [])).toThrow(/TEMPORAL_PORT is 40000/);
});

test('neither start takes the folder of the other, whose sleepers it would never wake', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybreak-cluster-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const state = stateOf(folder);
  const cluster = { command: 'npm run cluster', temporalIn: 'postgres' } as const;
  const one = { command: 'npm start', temporalIn: 'sqlite' } as const;
  mkdirSync(state.cluster);
  expect(() => prepare(state, one)).toThrow('is that of `npm run cluster`; set DAYBREAK_DATA to another');
  prepare(state, cluster);
  rmSync(state.cluster, { recursive: true });
  writeFileSync(state.temporalDatabase, 'SQLite format 3\0');
  expect(() => prepare(state, cluster)).toThrow('is that of `npm start`; set DAYBREAK_DATA to another');
  prepare(state, one);
});
