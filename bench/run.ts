/**
 * All benches in turn, or those that are named: `npm run bench [-- journey intake] [--json] [--cluster]`. What else is given goes to each of them:
 * `npm run bench journey -- --recipients 200`. See docs/performance.md.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLines } from '../dev/log-files.ts';
import { createScreen } from '../dev/screen.ts';
import { listenForSignals } from '../dev/signals.ts';
import { chooseBenches, GOALS, listBenches, readFigures, type Bench } from './benches.ts';
import { print, say as sayTo, type Figures } from './figures.ts';
import { machine } from './measure.ts';

const root = path.join(import.meta.dirname, '..');
/** No bench takes so long with what it is given by default. */
const ENDS_WITHIN_MS = 45 * 60_000;
/** For a bench that is asked to end: it has a whole product to stop. */
const GRACE_MS = 60_000;

type Result = { bench: string; rows: Figures[]; seconds: number; failed: boolean };

const given = process.argv.slice(2);
const names = given.slice(
  0,
  [...given, '--'].findIndex((word) => word.startsWith('-')),
);
const json = given.includes('--json');
const cluster = given.includes('--cluster');
const handedOn = given.slice(names.length).filter((word) => word !== '--json');
const say = (text: string) => sayTo(text, json);
const screen = createScreen(json ? process.stderr : process.stdout);
const signals = listenForSignals();

const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const logs = await mkdtemp(path.join(tmpdir(), 'daybreak-bench-logs-'));
try {
  await runAll(chooseBenches(listBenches(scripts), names, cluster));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function runAll(benches: Bench[]): Promise<void> {
  say(`${benches.map(({ name }) => name).join(', ')}. ${machine()}. What they say meanwhile is in ${logs}.`);
  const results: Result[] = [];
  for (const bench of benches) {
    const result = await screen.during(bench.name, () => runOne(bench));
    if (result === undefined) {
      process.exitCode = 130;
      return;
    }
    results.push(result);
    tell(result);
  }
  summarise(results);
  say(machine());
}

/** A bench as a process of its own; undefined when a signal has asked for the end. */
async function runOne({ name, args }: Bench): Promise<Result | undefined> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args, '--json', ...handedOn], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(path.join(logs, `${name}.log`));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const closed = once(child, 'close').then(([code]) => ({ code: code as number | null }));
  const late = new AbortController();
  const outcome = await Promise.race([
    closed,
    signals.asked,
    delay(ENDS_WITHIN_MS, 'late' as const, { signal: late.signal, ref: false }).catch(() => 'late' as const),
  ]);
  if (typeof outcome === 'string') await end(child, closed);
  late.abort();
  log.end();
  await once(log, 'finish');
  if (typeof outcome === 'string' && outcome !== 'late') return undefined;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const failed = outcome === 'late' || outcome.code !== 0;
  return { bench: name, rows: readFigures(output), seconds, failed };
}

/** It cleans up after itself where it is given the time. */
async function end(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  await Promise.race([closed, delay(GRACE_MS, undefined, { ref: false })]);
  if (child.exitCode === null) child.kill('SIGKILL');
  await closed;
}

function tell({ bench, rows, seconds, failed }: Result): void {
  if (!json) console.log(`\n${bench}, ${seconds} s`);
  print(bench, rows, json);
  if (!failed) return;
  console.error(`${bench} did not end well; its last lines:\n${lastLines(path.join(logs, `${bench}.log`))}`);
  process.exitCode = 1;
}

function summarise(results: Result[]): void {
  const lines = results.flatMap(({ bench, rows, seconds, failed }) => {
    const goals = GOALS.filter((goal) => goal.bench === bench);
    const judged = goals.map(({ goal, isMet }) => ({ bench, goal, met: verdict(isMet(rows)) }));
    return [...judged, { bench, goal: 'it ends well', met: verdict(!failed), seconds }];
  });
  if (lines.some(({ met }) => met !== 'met')) process.exitCode = 1;
  if (json) for (const line of lines) console.log(JSON.stringify(line));
  else console.table(lines);
}

function verdict(isMet: boolean | undefined): string {
  if (isMet === undefined) return 'not measured';
  return isMet ? 'met' : 'MISSED';
}
