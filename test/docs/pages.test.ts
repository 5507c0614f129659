import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemoApi, type DemoApi } from '../support/demo-api.ts';

const root = path.join(import.meta.dirname, '../..');
const ADDRESS = 'http://127.0.0.1:8080';

let api: DemoApi;
let folder: string;
beforeAll(async () => {
  api = await startDemoApi();
  folder = await mkdtemp(path.join(tmpdir(), 'daybreak-pages-'));
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

async function blocksOf(page: string, language: string): Promise<string> {
  const markdown = await readFile(path.join(root, 'docs', page), 'utf8');
  const blocks = [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    (match) => match[1],
  );
  return blocks.join('\n').replaceAll(ADDRESS, api.url);
}

async function run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output: stdout + stderr };
}

test.each([
  ['getting-a-token.md', /"keys":\[/],
  ['launching-a-campaign.md', /"campaignStatus":"CANCELLED"/],
  ['errors-and-retries.md', /Fields missing in request: skill, templateId, consumers/],
  ['coming-from-liveperson.md', /"phoneNumber":"\+12025550176"/],
])('the commands of %s work on the demo account', async (page, outcome) => {
  const [token, commands] = [await blocksOf('getting-a-token.md', 'sh'), await blocksOf(page, 'sh')];
  const script = page === 'getting-a-token.md' ? commands : `${token}\n${commands}`;
  const { code, output } = await run('bash', ['-euo', 'pipefail', '-c', script]);
  expect(output).toMatch(outcome);
  expect(code, output).toBe(0);
});

test('the program of typescript-client.md works on the demo account', async () => {
  const program = await blocksOf('typescript-client.md', 'ts');
  const file = path.join(folder, 'program.ts');
  await writeFile(file, program.replace('../client/index.ts', path.join(root, 'client/index.ts')));
  const { code, output } = await run(process.execPath, [file]);
  expect(output).toMatch(/^PUBLISHED \[\]/);
  expect(code, output).toBe(0);
});
