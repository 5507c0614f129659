/**
 * Whether each account keeps its ten messages a second on each channel, neither more in any second nor less in the long run, and waits for no
 * other account: `npm run bench:rate [-- --json] [--seconds 120] [--accounts 3] [--channels wa,sms,inapp] [--part turns|together]`. See
 * docs/performance.md.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_RATE_PER_SECOND } from '../workflows/task-queues.ts';
import { mostWithin, print, type Figures } from './figures.ts';
import { machine } from './measure.ts';
import {
  addTenants,
  BENCH_CHANNELS,
  cancel,
  listSent,
  measureStarts,
  openingAfter,
  post,
  untilAsleep,
  withStack,
  type Bench,
  type BenchChannel,
  type Tenant,
} from './openings.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '120' },
    accounts: { type: 'string', default: '3' },
    channels: { type: 'string', default: BENCH_CHANNELS.join() },
    part: { type: 'string' },
  },
});
const seconds = Math.min(Number(options.seconds), 600);

const accounts = Math.min(Number(options.accounts), 9);
const channels = BENCH_CHANNELS.filter((channel) => options.channels.split(',').includes(channel));

const MINUTE_S = 60;
/** Who stands in line besides those who come in at the rate: the account is at its limit all the time. */
const LINE = 50;

type Pair = { tenant: Tenant; channel: BenchChannel };

await withStack(async (bench) => {
  const tenants = await addTenants(bench, accounts);
  console.error('Measuring how fast the server starts recipients');
  const [demo] = tenants;
  if (!demo) throw new Error('There is no account');
  const starts = await measureStarts(bench, demo);
  const pairsOf = (some: readonly BenchChannel[]) =>
    some.flatMap((channel) => tenants.map((tenant) => ({ tenant, channel })));
  const rows: Figures[] = [];
  if (options.part !== 'together') {
    for (const channel of channels) rows.push(...(await measure(bench, pairsOf([channel]), starts)));
    if (rows.some((row) => row.kept === 'no')) process.exitCode = 1;
  }
  if (options.part !== 'turns') rows.push(...(await measure(bench, pairsOf(channels), starts)));
  print('rate', rows, options.json);
  if (!options.json) console.log(machine());
});

/** Lets all these pairs open at once and holds each against its limit. */
async function measure(bench: Bench, pairs: Pair[], starts: number): Promise<Figures[]> {
  const each = seconds * DEFAULT_RATE_PER_SECOND + LINE;
  const opensAtMs = openingAfter(each * pairs.length, starts);
  console.error(`${pairs.length} at once: ${each * pairs.length} recipients, who wake from ${iso(opensAtMs)} on`);
  const posted = await Promise.all(
    pairs.map(async ({ tenant, channel }) => {
      const ids = await post(bench, tenant, channel, LINE, opensAtMs);
      for (let fromS = 0; fromS < seconds; fromS += MINUTE_S) {
        const count = Math.min(seconds - fromS, MINUTE_S) * DEFAULT_RATE_PER_SECOND;
        ids.push(...(await post(bench, tenant, channel, count, opensAtMs + fromS * 1000)));
      }
      return { tenant, ids };
    }),
  );
  const all = posted.flatMap(({ ids }) => ids);
  const { asleep } = await untilAsleep(bench, all, each * pairs.length, opensAtMs);
  console.error(`  ${asleep} are asleep; measuring for ${seconds} s`);
  await delay(opensAtMs + (seconds + 5) * 1000 - Date.now());
  const rows: Figures[] = [];
  for (const pair of pairs)
    rows.push(
      judge(pair, pairs.length, opensAtMs, await listSent(bench, pair.tenant, pair.channel, opensAtMs - 60_000)),
    );
  for (const { tenant, ids } of posted) await cancel(bench, tenant, ids);
  for (const row of rows) console.error(`  ${JSON.stringify(row)}`);
  const total = rows.reduce((sum, row) => sum + Number(row['a second']), 0);
  console.error(`  ${total.toFixed(1)} messages a second together`);
  return rows;
}

function judge({ tenant, channel }: Pair, atOnce: number, opensAtMs: number, sent: number[]): Figures {
  const first = sent[0] ?? NaN;
  const measured = sent.filter((ms) => ms < first + seconds * 1000);
  const pauses = measured.slice(1).map((ms, index) => ms - (measured[index] ?? ms));
  const rate = measured.length / seconds;
  const [inOne, inTen] = [mostWithin(measured, 1_000), mostWithin(measured, 10_000)];
  const kept = first >= opensAtMs && rate >= 9.5 && rate < 10.05 && inOne <= 12 && inTen <= 105;
  return {
    'at once': atOnce,
    account: tenant.accountId,
    channel,
    'first after ms': first - opensAtMs,
    messages: measured.length,
    'a second': Math.round(rate * 100) / 100,
    'most in 1 s': inOne,
    'most in 10 s': inTen,
    'longest pause ms': Math.max(0, ...pauses),
    kept: kept ? 'yes' : 'no',
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
