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

async function listBlocks(page: string, language: string): Promise<string[]> {
  const markdown = await readFile(path.join(root, 'docs', page), 'utf8');
  const blocks = [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  return blocks.map((match) => (match[1] ?? '').replaceAll(ADDRESS, api.url));
}

async function blocksOf(page: string, language: string): Promise<string> {
  return (await listBlocks(page, language)).join('\n');
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

/** These pages show `curl` bare; an answer that is an error has to end the script. */
const FAILING_CURL = 'curl() { command curl -sS --fail-with-body "$@"; }';

test.each([
  ['forecast.md', /"sentence":/],
  ['reporting.md', /"consumersReport":\[\{/],
  ['in-app.md', /"name":"my-shop"/],
  // Takes a handoff of the demo away.
  ['handoffs.md', /"availableChannels":/],
])('every command of %s works on the demo account', async (page, outcome) => {
  const [launch = ''] = await listBlocks('launching-a-campaign.md', 'sh');
  const blocks = [FAILING_CURL, await blocksOf('getting-a-token.md', 'sh'), launch, await blocksOf(page, 'sh')];
  const { code, output } = await run('bash', ['-euo', 'pipefail', '-c', blocks.join('\n')]);
  expect(output).toMatch(outcome);
  expect(code, output).toBe(0);
});
