import { DYNAMIC_CONFIG } from './temporal.ts';

const host = '127.0.0.1';

/** Fixed for good when the databases are made: docs/operations.md. */
export const HISTORY_SHARDS = 512;

const SERVICES = ['frontend', 'history', 'matching', 'worker'] as const;
/** Ports that only the server's own services use among themselves: two for each, and one for HTTP. */
export const INNER_PORTS = 2 * SERVICES.length;

export type ClusterOptions = {
  /** Where clients and workers connect. */
  port: number;
  /** INNER_PORTS of them. */
  innerPorts: number[];
  postgres: { port: number; user: string; password: string };
  dynamicConfigFile: string;
};

export const DATABASES = { temporal: 'temporal', visibility: 'temporal_visibility' } as const;

/** The configuration of a Temporal server with all its services on Postgres, as docker-compose.yml's image has it. JSON is YAML too. */
export function serverConfig({ port, innerPorts, postgres, dynamicConfigFile }: ClusterOptions): object {
  const inner = [...innerPorts];
  const next = () => {
    const value = inner.shift();
    if (value === undefined) throw new Error(`A Temporal server has ${INNER_PORTS} inner ports`);
    return value;
  };
  const httpPort = next();
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${host}:${postgres.port}`,
      connectProtocol: 'tcp',
      user: postgres.user,
      password: postgres.password,
      // Of each of the four services.
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  const services = SERVICES.map((name) => {
    const isFrontend = name === 'frontend';
    const rpc = { grpcPort: isFrontend ? port : next(), membershipPort: next(), bindOnIP: host };
    return [name, { rpc: isFrontend ? { ...rpc, httpPort } : rpc }];
  });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      numHistoryShards: HISTORY_SHARDS,
      defaultStore: 'default',
      visibilityStore: 'visibility',
      datastores: { default: store(DATABASES.temporal, 20), visibility: store(DATABASES.visibility, 10) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: host } },
    services: Object.fromEntries(services) as object,
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `${host}:${port}`,
          httpAddress: `${host}:${httpPort}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: `${host}:${port}` },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '60s' },
  };
}

/** The settings that the development server has on its command line, as a file of dynamic configuration. */
export function dynamicConfig(): Record<string, [{ value: true }]> {
  return Object.fromEntries(DYNAMIC_CONFIG.map((name) => [name, [{ value: true }]]));
}

/** The steps of the schema tool, in their order. Each leaves alone what is there already. */
export function schemaSteps(): string[][] {
  return Object.entries(DATABASES).flatMap(([part, database]) => [
    ['--db', database, 'create'],
    ['--db', database, 'setup-schema', '-v', '0.0'],
    ['--db', database, 'update-schema', '--schema-name', `postgresql/v12/${part}`],
  ]);
}

/** The configuration of the Temporal UI. */
export function uiConfig(port: number, temporalAddress: string): object {
  return { temporalGrpcAddress: temporalAddress, host, port, enableUi: true, cors: { cookieInsecure: true } };
}
