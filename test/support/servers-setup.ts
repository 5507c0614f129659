/** Vitest's global setup: owns the servers of a test run. Each is started when a test first asks for it, and ends with the run. */
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import { cacheFolder } from '../../dev/cache.ts';
import { messageOf } from '../../dev/failure.ts';
import { findTemporal } from '../../dev/find-temporal.ts';
import { temporalProbes } from '../../dev/obtain-temporal.ts';
import { obtainTestServer } from '../../dev/obtain-test-server.ts';
import { createParts, type Parts } from '../../dev/parts.ts';
import { freePort } from '../../dev/ports.ts';
import { createCluster, databaseUrl, ensureDatabase, startPostgres } from '../../dev/postgres.ts';
import { createScreen } from '../../dev/screen.ts';
import { startTemporal } from '../../dev/temporal.ts';
import { buildWebTool } from '../../dev/web-tool.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask for servers: see servers.ts. */
    serversUrl: string;
  }
}

const templateDatabase = 'template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-test-'));
  // Postgres runs as a user of its own where the tests run as root.
  await chmod(folder, 0o755);
  const parts = createParts(path.join(folder, 'logs'));
  parts.temporary(folder);
  try {
    const executables = await obtainExecutables(parts);
    const desk = await openDesk({
      '/postgres': once(() => postgresWithTemplate(parts, folder)),
      '/temporal': once(() => temporal(parts, executables.temporal)),
      '/time-skipping': once(() => tieToParent(executables.testServer, path.join(folder, 'time-skipping-server'))),
      // Two that unpack it at once would have one run the other's half.
      '/chromium': once(() => chromium.executablePath()),
      '/web': once(() => buildWebTool(parts).then(() => 'built')),
    });
    project.provide('serversUrl', desk.url);
    return async () => {
      desk.close();
      await parts.end(AbortSignal.abort());
    };
  } catch (error) {
    await parts.end(AbortSignal.abort());
    throw error;
  }
}

/** Finds the servers' executables before the first test, because building them may take minutes. */
async function obtainExecutables(parts: Parts): Promise<{ temporal: string; testServer: string }> {
  const screen = createScreen();
  const cache = cacheFolder();
  const probes = temporalProbes(cache, parts);
  const source = await screen.during('Finding the Temporal server', () => findTemporal(undefined, probes, screen.line));
  const testServer = await screen.during('Finding the time-skipping test server', () =>
    obtainTestServer(cache, parts, screen.line),
  );
  if (source.kind !== 'executable') throw new Error('Without an address an executable is found');
  return { temporal: source.path, testServer };
}

/** Answers a GET of each path with the text that its starter resolves to. */
async function openDesk(starters: Record<string, () => Promise<string>>): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const starter = starters[request.url ?? ''] ?? (() => Promise.reject(new Error(`no ${request.url ?? ''} here`)));
    starter().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(messageOf(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

async function postgresWithTemplate(parts: Parts, folder: string): Promise<string> {
  const options = { folder: path.join(folder, 'postgres'), port: await freePort(), password: 'test', temporary: true };
  await createCluster(parts, options);
  await startPostgres(parts, options);
  await ensureDatabase(options, templateDatabase);
  // Imported here, so that a broken migration fails the tests that need a database and no others.
  const { migrateToLatest } = await import('../../db/migrate.ts');
  await migrateToLatest(databaseUrl(options, templateDatabase));
  return databaseUrl(options, 'postgres');
}

async function temporal(parts: Parts, executable: string): Promise<string> {
  const port = await freePort();
  await startTemporal(parts, { executable, port });
  return `127.0.0.1:${port}`;
}

/**
 * Writes a script that runs an executable and ends it when the process that started the script is gone. A test's own process starts the
 * time-skipping server, and may be killed without the time to end it.
 */
async function tieToParent(executable: string, script: string): Promise<string> {
  const text = `#!/bin/sh
(while kill -0 $PPID && kill -0 $$; do sleep 1; done; kill $$) > /dev/null 2>&1 < /dev/null &
exec "${executable}" "$@"
`;
  await writeFile(script, text, { mode: 0o755 });
  return script;
}

function once<T>(start: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= start());
}
