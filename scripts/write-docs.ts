/** `npm run docs`: writes the documents that are made from the code. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateDocs } from './generate-docs.ts';

const root = path.join(import.meta.dirname, '..');

for (const [file, text] of Object.entries(await generateDocs())) {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  console.log(`${file}: ${Math.round(text.length / 1024)} kB`);
}
