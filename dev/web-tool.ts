import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { WEB_TOOL } from '../api/web-tool.ts';
import { Failure } from './failure.ts';
import { lastLines } from './log-files.ts';
import type { Parts } from './parts.ts';

const root = path.join(import.meta.dirname, '..');
const vite = path.join(root, 'node_modules/vite/bin/vite.js');
/** What the web tool is made of. */
const SOURCES = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'client',
  'domain',
  'package-lock.json',
];
/** Beside what was built: what it was built from. */
const STAMP = 'built-from';

/**
 * Builds the web tool where what it is made of has changed since it was built: some ten seconds. Without Vite, as in production, what is there is
 * served. It is built beside, for another process may be serving what is there, or building too.
 */
export async function buildWebTool(parts: Parts): Promise<void> {
  if (!existsSync(vite)) return;
  const sources = await hashOf(SOURCES);
  if (await isBuiltFrom(sources)) return;
  const beside = `${WEB_TOOL}-${process.pid}`;
  try {
    const args = [vite, 'build', path.join(root, 'web'), '--outDir', beside];
    const part = parts.start('web-build', process.execPath, args, { tool: true });
    if ((await part.ended) !== 'exit code 0') {
      throw new Failure(`The web tool could not be built:\n${lastLines(part.logFile)}`);
    }
    await writeFile(path.join(beside, STAMP), sources);
    if (await isBuiltFrom(sources)) return;
    await rm(WEB_TOOL, { recursive: true, force: true });
    await rename(beside, WEB_TOOL);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function isBuiltFrom(sources: string): Promise<boolean> {
  return (await readFile(path.join(WEB_TOOL, STAMP), 'utf8').catch(() => '')) === sources;
}

async function hashOf(places: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of await filesOf(path.join(root, place))) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesOf(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [place];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
