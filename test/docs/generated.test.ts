import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generateDocs } from '../../scripts/generate-docs.ts';

const root = path.join(import.meta.dirname, '../..');
const generated = await generateDocs();

test.each(Object.keys(generated))('%s is up to date (if not: npm run docs)', async (file) => {
  const committed = await readFile(path.join(root, file), 'utf8').catch(() => '');
  // Not a diff of thousands of lines.
  expect(committed === generated[file], `${file} is not what the code says: run npm run docs`).toBe(true);
});

test('what is made from the same code is the same', async () => {
  expect((await generateDocs()) as unknown).toEqual(generated);
});
