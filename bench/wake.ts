/**
 * Twenty thousand recipients whose window opens at one instant: how soon sending begins, whether it holds its rate, and whether the API, the
 * database and Temporal answer meanwhile: `npm run bench:wake [-- --json] [--recipients 20000] [--campaigns 20] [--seconds 90]`. See docs/performance.md.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { DEFAULT_RATE_PER_SECOND } from '../workflows/task-queues.ts';
import { createClient } from '../temporal/client.ts';
import { mostWithin, percentile, print, type Figures } from './figures.ts';
import { machine } from './measure.ts';
import {
  addTenants,
  CAMPAIGN_SIZE,
  cancel,
  listSent,
  measureStarts,
  openingAfter,
  post,
  untilAsleep,
  withStack,
  type Bench,
  type Tenant,
} from './openings.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    recipients: { type: 'string', default: '20000' },
    campaigns: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '90' },
  },
});
const recipients = Math.min(Number(options.recipients), 100_000);
const seconds = Math.min(Number(options.seconds), 600);

/** Of each kind of call. */
const EVERY_MS = 1_000;
const CALM_MS = 20_000;

await withStack(async (bench) => {
  const [tenant] = await addTenants(bench, 1);
  if (!tenant) throw new Error('There is no account');
  console.error('Measuring how fast the server starts recipients');
  const starts = await measureStarts(bench, tenant);
  const opensAtMs = openingAfter(recipients, starts);
  const at = new Date(opensAtMs).toISOString();
  console.error(`${starts.toFixed(0)} a second: all ${recipients} are to be asleep before ${at}`);
  const size = Math.ceil(recipients / Number(options.campaigns));
  const campaigns = await post(bench, tenant, 'sms', recipients, opensAtMs, Math.min(size, CAMPAIGN_SIZE));
  const { asleep } = await untilAsleep(bench, campaigns, recipients, opensAtMs - CALM_MS);
  console.error(`  ${asleep} are asleep`);
  await delay(opensAtMs - CALM_MS - Date.now());
  const before = await watch(bench, tenant, campaigns, opensAtMs);
  const after = await watch(bench, tenant, campaigns, opensAtMs + seconds * 1000);
  const sent = await listSent(bench, tenant, 'sms', opensAtMs - 60_000);
  const opening = judge(opensAtMs, asleep, sent);
  print('wake', [opening], options.json);
  print('wake: answers', [...figuresOf('before the opening', before), ...figuresOf('after it', after)], options.json);
  if (!options.json) console.log(machine());
  const slow = percentile(after.API ?? [], 99) >= 500;
  if (slow || opening.kept === 'no') process.exitCode = 1;
  await cancel(bench, tenant, campaigns);
});

function judge(opensAtMs: number, asleep: number, sent: number[]): Figures {
  const first = sent[0] ?? NaN;
  const measured = sent.filter((ms) => ms < opensAtMs + seconds * 1000);
  const rate = measured.length / (seconds - (first - opensAtMs) / 1000);
  const pauses = measured.slice(1).map((ms, index) => ms - (measured[index] ?? ms));
  const soon = first >= opensAtMs && first - opensAtMs <= 5_000;
  const held = rate >= 0.95 * DEFAULT_RATE_PER_SECOND && rate < DEFAULT_RATE_PER_SECOND * 1.005;
  return {
    recipients,
    'asleep before': asleep,
    'first after ms': first - opensAtMs,
    messages: measured.length,
    'a second': Math.round(rate * 100) / 100,
    'most in 1 s': mostWithin(measured, 1_000),
    'most in 10 s': mostWithin(measured, 10_000),
    'longest pause ms': Math.max(0, ...pauses),
    kept: soon && held ? 'yes' : 'no',
  };
}

type Answers = Record<string, number[]>;

/** How long answers take until then, in ms: a mix of what people and integrators ask, side by side. An error takes for ever. */
async function watch(bench: Bench, tenant: Tenant, campaigns: string[], untilMs: number): Promise<Answers> {
  const temporal = createClient(bench.stack.temporalAddress, 'default');
  const answers: Answers = { API: [], database: [], Temporal: [] };
  const time = async (what: string, work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    const failed = await work().then(
      () => false,
      () => true,
    );
    answers[what]?.push(failed ? Infinity : performance.now() - startedAt);
  };
  const kinds: [string, (n: number) => Promise<unknown>][] = [
    ...apiCalls(bench, tenant, campaigns).map((call): [string, typeof call] => ['API', call]),
    ['database', () => sql`SELECT count(*) FROM recipient WHERE campaign_id = ${campaigns[0]}`.execute(bench.db)],
    ['Temporal', () => temporal.workflowService.describeNamespace({ namespace: 'default' })],
  ];
  const running = kinds.map(async ([what, work], index) => {
    // Not all in the same moment.
    await delay((index * EVERY_MS) / kinds.length);
    for (let n = 0; Date.now() < untilMs; n += 1) {
      const nextMs = Date.now() + EVERY_MS;
      await time(what, () => work(n));
      await delay(Math.max(0, nextMs - Date.now()));
    }
  });
  await Promise.all(running);
  await temporal.connection.close();
  return answers;
}

function apiCalls({ stack }: Bench, { accountId, authorization }: Tenant, campaigns: string[]) {
  const call = async (path: string, body?: object) => {
    const answer = await fetch(`${stack.api}/api/v2/account/${accountId}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
  };
  const campaign = (n: number) => campaigns[n % campaigns.length] ?? '';
  return [
    () => call('/campaign?limit=50'),
    (n: number) => call(`/campaign/${campaign(n)}/recipients?limit=100`),
    (n: number) => call(`/campaign/${campaign(n)}`),
    () => call('/numbers/12022000400'),
    (n: number) => call('/campaign', oneMore(n)),
  ];
}

/** A campaign to one consumer, posted meanwhile. It is In-App: it takes no turn from those who wake. */
function oneMore(n: number) {
  const consumer = { consumerContent: { inapp: 'ada' }, variables: { '1': 'Ada', '2': String(n) } };
  return {
    campaignName: `Meanwhile ${n}`,
    skill: 'sales',
    templateId: 'H100000003',
    consent: true,
    consumers: [consumer],
  };
}

function figuresOf(when: string, answers: Answers): Figures[] {
  return Object.entries(answers).map(([what, ms]) => ({
    when,
    'answers of': what,
    calls: ms.length,
    errors: ms.filter((each) => each === Infinity).length,
    'p50 ms': percentile(ms, 50),
    'p99 ms': percentile(ms, 99),
    'max ms': percentile(ms, 100),
  }));
}
