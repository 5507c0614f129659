import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDemoApi, type DemoApi } from '../support/demo-api.ts';
import { API, listBlocks, ON_THE_WHOLE_STACK, pagesWithCommands, runBlocks, runCommand } from '../support/pages.ts';

const root = path.join(import.meta.dirname, '../..');

/** These show how to measure: minutes of work, and no calls. */
const NOT_RUN = ['operations.md', 'performance.md', 'reliability.md'];

/** Their commands end at no error by themselves. */
const SHOWS_ERRORS = ['errors-and-retries.md'];

/** In this order on one demo account, as who reads them one after the other: what a page changes it changes back. */
const PAGES: [string, RegExp][] = [
  ['getting-a-token.md', /"keys":\[/],
  ['launching-a-campaign.md', /"campaignStatus":"CANCELLED"/],
  ['csv.md', /"lines":4,"good":2,"wrong":1,"duplicates":1,"optedOut":0.*"acceptedRecipients":3/s],
  ['handoffs.md', /"availableChannels":\["wa","sms"\]/],
  ['settings.md', /"timezone":"America\/New_York"/],
  ['rules.md', /"inForce":false,.*"name":"our-own","version":1/s],
  ['opt-outs.md', /"lines":2,"added":1,"already":0,"failed":1/],
  ['errors-and-retries.md', /Fields missing in request: skill, templateId, consumers/],
  ['forecast.md', /"sentence":/],
  ['reporting.md', /"consumersReport":\[\{/],
  ['in-app.md', /"name":"my-shop"/],
  ['coming-from-liveperson.md', /"phoneNumber":"\+12025550176"/],
];

let api: DemoApi;
let folder: string;
let settings: string;
beforeAll(async () => {
  api = await startDemoApi();
  folder = await mkdtemp(path.join(tmpdir(), 'daybreak-pages-'));
  settings = await readSettings();
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const blocksOf = (page: string, language: string) => listBlocks(`docs/${page}`, language, { [API]: api.url });

/** What the account is set to: no page may leave it otherwise than another expects. */
async function readSettings(): Promise<string> {
  const calls = [
    'settings',
    'channels',
    'settings/conversations',
    'skills',
    'outbound-numbers',
    'media-hosts',
    'handoffs',
  ];
  const script = calls.map(
    (call) => `curl "$API/api/v2/account/$ACCOUNT/${call}" -H "Authorization: Bearer $TOKEN"; echo`,
  );
  const { code, output } = await runBlocks(folder, [...(await tokenBlocks()), ...script]);
  expect(code, output).toBe(0);
  return output;
}

const tokenBlocks = async () => (await blocksOf('getting-a-token.md', 'sh')).slice(0, 1);

test('every page with commands is run somewhere', async () => {
  const run = [...PAGES.map(([page]) => page), ...ON_THE_WHOLE_STACK];
  const pages = await pagesWithCommands();
  expect(pages.filter((page) => !NOT_RUN.includes(page)).sort()).toEqual(run.sort());
});

test.each(PAGES)('every command of %s works on the demo account', async (page, outcome) => {
  const commands = await blocksOf(page, 'sh');
  // They speak of the campaign that was launched; with its Idempotency-Key this is the same one again.
  const [launch = ''] = ['forecast.md', 'reporting.md'].includes(page)
    ? await blocksOf('launching-a-campaign.md', 'sh')
    : [];
  const before = page === 'getting-a-token.md' ? [] : [...(await tokenBlocks()), launch];
  const { code, output } = await runBlocks(
    folder,
    [...before, ...commands],
    SHOWS_ERRORS.includes(page) ? '' : undefined,
  );
  expect(output).toMatch(outcome);
  expect(code, output).toBe(0);
});

test('the pages leave the demo account set as they found it', async () => {
  expect(await readSettings()).toBe(settings);
});

test('the program of typescript-client.md works on the demo account', async () => {
  const program = (await blocksOf('typescript-client.md', 'ts')).join('\n');
  const file = path.join(folder, 'program.ts');
  await writeFile(file, program.replace('../client/index.ts', path.join(root, 'client/index.ts')));
  const { code, output } = await runCommand(folder, process.execPath, [file]);
  expect(output).toMatch(/^PUBLISHED \[\]/);
  expect(code, output).toBe(0);
});
