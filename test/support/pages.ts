/** The commands that the documents show, run as they are printed. */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const root = path.join(import.meta.dirname, '../..');

/** Addresses as the documents write them, each with the one that is meant in the test. */
export type Addresses = Readonly<Record<string, string>>;
export const API = 'http://127.0.0.1:8080';
export const SANDBOX = 'http://127.0.0.1:8090';

/** These need the carrier and the worker too: test/e2e/sandbox-page.test.ts runs them. */
export const ON_THE_WHOLE_STACK = ['conversations.md', 'sandbox.md', 'templates.md'];

/** A page that waits for what does not come ends here, and leaves nothing that runs on. */
const LONGEST_MS = 60_000;

/** A bare `curl` shows what it got, and goes on after an error: here that ends the script. */
const FAILING_CURL = 'curl() { command curl -sS --fail-with-body "$@"; }';

/** The blocks of one language in a page, its path from the root, in their order. */
export async function listBlocks(page: string, language: string, addresses: Addresses = {}): Promise<string[]> {
  const markdown = await readFile(path.join(root, page), 'utf8');
  const blocks = [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
  return blocks.map(([, block = '']) =>
    Object.entries(addresses).reduce((text, [printed, meant]) => text.replaceAll(printed, meant), block),
  );
}

/** Every page of the documents that shows commands. */
export async function pagesWithCommands(): Promise<string[]> {
  const pages = (await readdir(path.join(root, 'docs'))).filter((file) => file.endsWith('.md'));
  const blocks = await Promise.all(pages.map((page) => listBlocks(`docs/${page}`, 'sh')));
  return pages.filter((_, index) => (blocks[index] ?? []).length > 0);
}

export type Outcome = { code: number | null; output: string };

/**
 * Runs the blocks as one script, which ends at the first command that fails, in a folder that takes the files they write. Where an error is
 * what a page shows, `curl` is empty: as it is printed.
 */
export function runBlocks(folder: string, blocks: string[], curl = FAILING_CURL): Promise<Outcome> {
  return runCommand(folder, 'bash', ['-euo', 'pipefail', '-c', [curl, ...blocks].join('\n')]);
}

export async function runCommand(folder: string, command: string, args: string[]): Promise<Outcome> {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output: stdout + stderr };
}
