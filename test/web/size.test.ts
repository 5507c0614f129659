import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { WEB_TOOL } from '../../api/web-tool.ts';
import { webTool } from '../support/servers.ts';

const MOST_BYTES = 300_000;

beforeAll(async () => webTool());

test('what a browser loads before the first page is under 300 KB of script, compressed', async () => {
  const page = await readFile(path.join(WEB_TOOL, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => path.join(WEB_TOOL, name));
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = await Promise.all(scripts.map(async (file) => gzipSync(await readFile(file)).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});
