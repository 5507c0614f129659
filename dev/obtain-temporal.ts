import { existsSync } from 'node:fs';
import { chmod, rename } from 'node:fs/promises';
import path from 'node:path';
import { cachedTemporal, fillAtomically, temporalVersion } from './cache.ts';
import { download } from './download.ts';
import { Failure } from './failure.ts';
import type { TemporalProbes } from './find-temporal.ts';
import { lastLines } from './log-files.ts';
import { type Parts } from './parts.ts';
import { run } from './run.ts';

const probeTimeoutMs = 5_000;

/** The probes that really look: at the PATH, in the cache folder, at the network. What they fetch or build goes to the cache folder. */
export function temporalProbes(cache: string, parts: Parts): TemporalProbes {
  const target = cachedTemporal(cache);
  return {
    async versionOnPath() {
      const { ok, stdout } = await run('temporal', ['--version'], probeTimeoutMs);
      return ok ? stdout.trim() : undefined;
    },
    cached: () => (existsSync(target) ? target : undefined),
    download: () => downloadTemporal(parts, target),
    async hasGo() {
      return (await run('go', ['version'], probeTimeoutMs)).ok;
    },
    build: () => buildTemporal(parts, target),
  };
}

async function downloadTemporal(parts: Parts, target: string): Promise<string | undefined> {
  let found: string | undefined;
  await fillAtomically(target, async (folder) => {
    parts.temporary(folder);
    found = await download(parts, 'cli', folder);
    if (found === undefined) throw new NotReachable();
    await rename(found, path.join(folder, path.basename(target)));
  }).catch((error: unknown) => {
    if (!(error instanceof NotReachable)) throw error;
  });
  return found === undefined ? undefined : target;
}

async function buildTemporal(parts: Parts, target: string): Promise<string> {
  await fillAtomically(target, async (folder) => {
    parts.temporary(folder);
    const module = `github.com/temporalio/cli/cmd/temporal@v${temporalVersion}`;
    const part = parts.start('temporal-build', 'go', ['install', '-ldflags=-s -w', module], {
      env: { ...process.env, GOBIN: folder },
      tool: true,
    });
    if ((await part.ended) !== 'exit code 0') {
      throw new Failure(
        `Go could not build the Temporal server; its last lines, from ${part.logFile}:\n${lastLines(part.logFile)}`,
      );
    }
    await chmod(path.join(folder, path.basename(target)), 0o755);
  });
  return target;
}

class NotReachable extends Error {}
