import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Parts } from './parts.ts';

export type Artifact = 'cli' | 'temporal-test-server';

/**
 * Downloads a server as the Temporal SDK does it, into a folder, and returns the executable's path; undefined where the download can not
 * be reached. The SDK does it in a process of its own, so that it can be ended in the middle.
 */
export async function download(parts: Parts, artifact: Artifact, folder: string): Promise<string | undefined> {
  const script = path.join(import.meta.dirname, 'download-server.ts');
  const part = parts.start(`${artifact}-download`, process.execPath, [script, artifact, folder], {
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    tool: true,
  });
  if ((await part.ended) !== 'exit code 0') return undefined;
  const complete = (await readdir(folder)).find((name) => !name.endsWith('.downloading'));
  return complete === undefined ? undefined : path.join(folder, complete);
}
