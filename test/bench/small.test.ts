/** The benches that take no Temporal server, in the smallest size: that they run at all, and have a figure for each of their goals. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { GOALS, readFigures } from '../../bench/benches.ts';

const run = promisify(execFile);

test.each([
  ['csv', '--rows', '1000', '--rounds', '1'],
  ['simulation', '--rows', '1000', '--rounds', '1'],
  ['reports', '--recipients', '20000', '--times', '1'],
  ['zones', '--numbers', '500', '--rounds', '1'],
])('%s', async (bench, ...args) => {
  const { stdout } = await run(process.execPath, [`bench/${bench}.ts`, '--json', ...args], { maxBuffer: 2 ** 24 });
  const goals = GOALS.filter((goal) => goal.bench === bench);
  expect(goals.length).toBeGreaterThan(0);
  for (const { goal, isMet } of goals) expect([goal, isMet(readFigures(stdout))]).not.toContain(undefined);
});
