/** The servers of a test run. Each starts with the first test that asks for it, and serves every file of the run. */
import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { inject } from 'vitest';
import { administer } from '../../dev/postgres.ts';
import { addSearchAttributes } from '../../temporal/setup.ts';
import { SEARCH_ATTRIBUTE_NAMES } from '../../workflows/search-attributes.ts';

const templateDatabase = 'template';

export type TestDatabase = { url: string; drop: () => Promise<void> };

/** A database of its own with the latest schema and no rows, cloned from a template. Drop it when the file's tests are over. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${templateDatabase}`);
}

/** A database of its own with nothing in it, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const administration = await ask('/postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(administration, `CREATE DATABASE ${name} ${options}`);
  const url = new URL(administration);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(administration, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** host:port of the run's Temporal development server: the real one, with visibility and rate limits. Use task queues of your own. */
export function temporalAddress(): Promise<string> {
  return ask('/temporal');
}

/** A namespace of its own on that server, by name: for whole workers, whose task queues are always the same. */
export async function createNamespace(): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address: await temporalAddress() });
  const workflowExecutionRetentionPeriod = msToTs('1 day');
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
  await connection.close();
  return namespace;
}

/** The executable of the time-skipping test server. */
export function timeSkippingServer(): Promise<string> {
  return ask('/time-skipping');
}

/** A time-skipping server of its own, with the product's search attributes. Tear it down when the file's tests are over. */
export async function createTimeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: await timeSkippingServer() } as const;
  const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  await addSearchAttributes(environment.connection, environment.namespace ?? 'default', SEARCH_ATTRIBUTE_NAMES);
  return environment;
}

/** Resolves once the web tool is built of what is there now, so that an API that is made then serves it. */
export async function webTool(): Promise<void> {
  await ask('/web');
}

/** The executable of the Chromium that comes from npm, unpacked once. */
export function chromiumExecutable(): Promise<string> {
  return ask('/chromium');
}

async function ask(path: string): Promise<string> {
  const response = await fetch(`${inject('serversUrl')}${path}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`The test run has no server for this: ${text}`);
  return text;
}
