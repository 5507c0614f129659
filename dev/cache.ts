import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

export const temporalVersion = '1.5.1';
export const testServerVersion = '1.30.0';
/** Those that temporalVersion carries: the cluster runs what the development server runs. */
export const clusterServerVersion = '1.29.1';
export const temporalUiVersion = '2.42.1';

/** The user's cache folder for servers that were downloaded or built: they serve every copy of the project. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'daybreak');
}

/** Where a Temporal server that was built or downloaded lies. */
export function cachedTemporal(cache: string): string {
  return path.join(cache, `temporal-${temporalVersion}`, 'temporal');
}

/** Where the programs of a Temporal cluster lie: the server, what sets up its databases, and its UI. */
export function cachedCluster(cache: string): { server: string; sqlTool: string; ui: string } {
  const folder = path.join(cache, `temporal-server-${clusterServerVersion}`);
  return {
    server: path.join(folder, 'server'),
    sqlTool: path.join(folder, 'sql'),
    ui: path.join(folder, 'ui', 'server'),
  };
}

/** Where a time-skipping test server that was built or downloaded lies. */
export function cachedTestServer(cache: string): string {
  return path.join(cache, `temporal-test-server-${testServerVersion}`, 'temporal-test-server');
}

/**
 * Puts an executable into the cache, together with what lies beside it: `fill` works in a folder of its own, which takes its place in one
 * step when it is complete. Of several that fill at once, one wins; the others' work is dropped.
 */
export async function fillAtomically(executable: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const target = path.dirname(executable);
  await mkdir(path.dirname(target), { recursive: true });
  const folder = await mkdtemp(`${target}.unfinished-`);
  try {
    await fill(folder);
    await rename(folder, target).catch(async (error: unknown) => {
      if (existsSync(executable)) return;
      if (!existsSync(target)) throw error;
      await rm(target, { recursive: true });
      await rename(folder, target);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
