import { existsSync } from 'node:fs';
import path from 'node:path';
import { cachedCluster, clusterServerVersion, fillAtomically, temporalUiVersion } from './cache.ts';
import { Failure } from './failure.ts';
import { lastLines } from './log-files.ts';
import { type Parts } from './parts.ts';
import { run } from './run.ts';

const probeTimeoutMs = 5_000;

export type ClusterPrograms = ReturnType<typeof cachedCluster>;

/** The programs of a Temporal cluster: those in the cache folder, else built there with Go. Throws a Failure where that can't be. */
export async function obtainCluster(
  cache: string,
  parts: Parts,
  say: (line: string) => void,
): Promise<ClusterPrograms> {
  const target = cachedCluster(cache);
  if (existsSync(target.server)) {
    say(`Temporal: ${target.server}`);
    return target;
  }
  if (!(await run('go', ['version'], probeTimeoutMs)).ok) {
    throw new Failure(
      'The Temporal server of a cluster is built with Go, which is not there: install it (https://go.dev/dl).',
    );
  }
  say('Temporal: building the server, its schema tool and its UI with Go, once (about five minutes on two cores)');
  await fillAtomically(target.server, async (folder) => {
    parts.temporary(folder);
    const server = ['server', 'tools/sql'].map((name) => `go.temporal.io/server/cmd/${name}@v${clusterServerVersion}`);
    await build(parts, folder, server);
    // It is called server too.
    await build(parts, path.join(folder, 'ui'), [
      `github.com/temporalio/ui-server/v2/cmd/server@v${temporalUiVersion}`,
    ]);
  });
  return target;
}

async function build(parts: Parts, folder: string, packages: string[]): Promise<void> {
  const part = parts.start('temporal-build', 'go', ['install', '-ldflags=-s -w', ...packages], {
    env: { ...process.env, GOBIN: folder },
    tool: true,
  });
  if ((await part.ended) === 'exit code 0') return;
  throw new Failure(
    `Go could not build the Temporal server; its last lines, from ${part.logFile}:\n${lastLines(part.logFile)}`,
  );
}
