import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lastLines } from '../../dev/log-files.ts';
import { followLogs } from '../../dev/log-lines.ts';
import { createParts } from '../../dev/parts.ts';

const LIMIT = 2_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'daybreak-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server that writes what it is sent, and ends when that is 'end'. */
const ECHO = `process.on('message', (text) => text === 'end' ? process.exit(3) : require('fs').writeSync(1, text))`;

const lines = (text: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${text} ${index}\n`).join('');

test('a log that is full becomes the older one while its part runs, and only one older one is kept', async () => {
  const parts = createParts(folder, { logFileBytes: LIMIT });
  const { child, logFile } = parts.start('api', process.execPath, ['-e', ECHO], { ipc: true });
  const shown: string[] = [];
  const unfollow = followLogs(parts.list, (text) => shown.push(text));

  for (const round of ['first', 'second']) {
    child.send(`error: ${round}\n${lines(round, 300)}`);
    await expect
      .poll(() => existsSync(`${logFile}.1`) && readFileSync(`${logFile}.1`, 'utf8'))
      .toContain(`${round} 299`);
    await expect.poll(() => statSync(logFile).size).toBe(0);
  }
  expect(readFileSync(`${logFile}.1`, 'utf8')).toBe(`error: second\n${lines('second', 300)}`);

  child.send('error: third\n');
  await expect.poll(() => shown).toContain('api: error: third');
  expect(shown).toEqual(['first', 'second', 'third'].map((round) => `api: error: ${round}`));
  expect(readFileSync(logFile, 'utf8')).toBe('error: third\n');
  unfollow();

  // What it says last is found over both.
  child.send('end');
  await expect(parts.breakdown).rejects.toThrow(/\n {2}second 298\n {2}second 299\n {2}error: third$/);
  await parts.end();
});

test('a new start keeps the end of the log before, and does not take it for its own', async () => {
  for (const text of ['before', 'now']) {
    const parts = createParts(folder, { logFileBytes: LIMIT });
    await parts.start('tool', process.execPath, ['-e', `console.log('${text}')`], { tool: true }).ended;
    await parts.end();
  }
  expect(readdirSync(folder).sort()).toEqual(['tool.log', 'tool.log.before']);
  expect(readFileSync(path.join(folder, 'tool.log.before'), 'utf8')).toBe('before\n');
  expect(lastLines(path.join(folder, 'tool.log'))).toBe('  now');
});
