import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { createClient } from '../temporal/client.ts';
import { addSearchAttributes } from '../temporal/setup.ts';
import { untilAnswers } from '../until-answers.ts';
import { SEARCH_ATTRIBUTE_NAMES } from '../workflows/search-attributes.ts';
import { dynamicConfig, INNER_PORTS, schemaSteps, serverConfig, uiConfig } from './cluster-config.ts';
import { Failure } from './failure.ts';
import type { ClusterPrograms } from './obtain-cluster.ts';
import { lastLines } from './log-files.ts';
import { untilReady, type Parts, type RunningPart } from './parts.ts';
import { freePortsAbove } from './ports.ts';
import { POSTGRES_USER, type PostgresOptions } from './postgres.ts';

const host = '127.0.0.1';
const RETENTION = '72h';
/** gRPC status code. */
const ALREADY_EXISTS = 6;
/** Of the configuration's file. */
const ENVIRONMENT = 'daybreak';

export type ClusterPlace = {
  programs: ClusterPrograms;
  /** For its configuration. */
  folder: string;
  port: number;
  namespace: string;
  postgres: PostgresOptions;
};

/** Sets up the databases, starts a server on them, and waits until its namespace takes workflows. */
export async function startCluster(parts: Parts, place: ClusterPlace): Promise<RunningPart> {
  const { programs, folder, port, postgres } = place;
  await setUpSchema(parts, programs.sqlTool, postgres);
  const dynamicConfigFile = path.join(folder, 'dynamic.yaml');
  const innerPorts = await freePortsAbove(port, INNER_PORTS);
  const database = { port: postgres.port, user: POSTGRES_USER, password: postgres.password };
  await writeConfig(dynamicConfigFile, dynamicConfig());
  await writeConfig(
    path.join(folder, `${ENVIRONMENT}.yaml`),
    serverConfig({ port, innerPorts, postgres: database, dynamicConfigFile }),
  );
  const where = ['--root', folder, '--config', '.', '--env', ENVIRONMENT, '--allow-no-auth'];
  const part = parts.start('temporal', programs.server, [...where, 'start'], { tier: 1 });
  const client = createClient(`${host}:${port}`, place.namespace);
  try {
    await untilReady(part, () => answers(client));
    await ensureNamespace(client, place.namespace);
  } finally {
    await client.connection.close();
  }
  return part;
}

/** Starts the UI of a server. It is not waited for: nothing needs it. */
export async function startClusterUi(parts: Parts, { programs, folder, port }: ClusterPlace, uiPort: number) {
  const config = path.join(folder, 'ui');
  await writeConfig(path.join(config, `${ENVIRONMENT}.yaml`), uiConfig(uiPort, `${host}:${port}`));
  parts.start('temporal-ui', programs.ui, ['--root', folder, '--config', 'ui', '--env', ENVIRONMENT, 'start'], {
    tier: 2,
  });
}

async function setUpSchema(parts: Parts, sqlTool: string, { port, password }: PostgresOptions): Promise<void> {
  const env = {
    ...process.env,
    ...{ SQL_PLUGIN: 'postgres12', SQL_HOST: host, SQL_PORT: String(port) },
    ...{ SQL_USER: POSTGRES_USER, SQL_PASSWORD: password },
  };
  for (const args of schemaSteps()) {
    const part = parts.start('temporal-schema', sqlTool, args, { env, tool: true });
    if ((await part.ended) === 'exit code 0') continue;
    throw new Failure(`Temporal's databases could not be set up:\n${lastLines(part.logFile)}`);
  }
}

/** It holds the database's password. */
async function writeConfig(file: string, content: object): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
}

async function answers({ connection }: Client): Promise<boolean> {
  return connection.workflowService.getSystemInfo({}).then(
    () => true,
    () => false,
  );
}

/** As the service temporal-setup of docker-compose.yml does it. */
async function ensureNamespace({ connection }: Client, namespace: string): Promise<void> {
  const workflowExecutionRetentionPeriod = msToTs(RETENTION);
  await untilAnswers(
    () =>
      connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }).catch(unlessThere),
    () => undefined,
  );
  // A new namespace is known to all of the server only after some seconds.
  await untilAnswers(
    async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      const missing = SEARCH_ATTRIBUTE_NAMES.filter((name) => !(name in customAttributes));
      if (missing.length === 0) return;
      await addSearchAttributes(connection, namespace, missing);
      throw new Error('Added; whether they are known is asked again');
    },
    () => undefined,
  );
}

function unlessThere(error: unknown): void {
  if (!isGrpcServiceError(error) || (error.code as number) !== ALREADY_EXISTS) throw error;
}
