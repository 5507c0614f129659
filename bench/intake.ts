/**
 * Ten campaigns of a hundred recipients each second for a minute, posted over HTTP to the whole stack while it sends: what integrators at the
 * limit of contract.md section 3 do. Says how long a call takes, and whether anything was lost; and, before and after, how long a bare route takes that
 * only stores the rows: `npm run bench:intake [-- --json] [--cluster] [--seconds 60]`. See docs/performance.md.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { DEMO } from '../dev/seed.ts';
import { campaignWorkflowId } from '../domain/workflow-ids.ts';
import { createClient } from '../temporal/client.ts';
import { percentile, print, say, type Figures } from './figures.ts';
import { postAtPace, type Post } from './intake/post.ts';
import { machine } from './measure.ts';
import { withStack, type BenchStack } from './stack.ts';

/** How long the bench looks on while Temporal is told; what is not told then is kept in the outbox. */
const LOOKS_ON_MS = 15_000;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    cluster: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '60' },
  },
});
const seconds = Math.min(Number(options.seconds), 600);

await withStack(options, run);

async function run(stack: BenchStack, db: Db): Promise<void> {
  // 60,000 recipients are within a day's limit, ten minutes of them are not.
  await db.updateTable('channel_setting').set({ daily_limit: 10_000_000 }).execute();
  const authorization = await stack.token();
  const [bare, bareUrl] = await startBareServer(stack.databaseUrl());
  try {
    const onBare = (what: string) => {
      say(`${what}, ${seconds} s…`, options.json);
      return postAtPace(seconds, () => `${bareUrl}/campaign`, authorization);
    };
    // Code is compiled, pools are open.
    await postAtPace(2, () => `${bareUrl}/campaign`, authorization);
    const before = await onBare('A bare route, before');
    say(`${seconds * 10} campaigns on ${stack.kind}, ${seconds} s…`, options.json);
    const whole = await postAtPace(
      seconds,
      () => `${stack.nextApi()}/api/v2/account/${DEMO.accountId}/campaign`,
      authorization,
    );
    const losses = await findLosses(stack, db, whole.posts);
    const after = await onBare('The bare route, while the campaigns are sent');
    report(stack, { before, whole, after }, losses);
  } finally {
    bare.disconnect();
  }
}

async function startBareServer(databaseUrl: string): Promise<[ChildProcess, string]> {
  const child = fork(path.join(import.meta.dirname, 'intake/bare-server.ts'), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const [url] = (await once(child, 'message')) as [string];
  return [child, url];
}

type Losses = { recipients: number; campaigns: number; inOutbox: number };

/** What was answered with 201 and is not there: in the database, or in Temporal. */
async function findLosses(stack: BenchStack, db: Db, posts: Post[]): Promise<Losses> {
  const ids = posts.map(({ id }) => id).filter((id) => id !== '');
  const stored = await db
    .selectFrom('recipient')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('campaign_id', 'in', ids)
    .executeTakeFirstOrThrow();
  const accepted = posts.reduce((total, each) => total + each.accepted, 0);
  const untilMs = Date.now() + LOOKS_ON_MS;
  let untold = new Set(ids);
  while (untold.size > 0 && Date.now() < untilMs) {
    await delay(500);
    untold = await listUntold(db);
  }
  const client = createClient(stack.temporalAddress, 'default');
  try {
    let lost = 0;
    // Each is asked for by itself: what Temporal counts, it counts some time later.
    for (const id of ids) if (!untold.has(id) && !(await isStarted(client, id))) lost += 1;
    return { recipients: accepted - stored.n, campaigns: lost, inOutbox: untold.size };
  } finally {
    await client.connection.close();
  }
}

async function listUntold(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT message ->> 'campaignId' AS id FROM outbox WHERE message ->> 'kind' = 'start-campaign'`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

async function isStarted(client: Client, campaignId: string): Promise<boolean> {
  try {
    await client.workflow.getHandle(campaignWorkflowId(DEMO.accountId, campaignId)).describe();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

type Paced = { posts: Post[]; tookMs: number };

function report(
  stack: BenchStack,
  { before, whole, after }: Record<'before' | 'whole' | 'after', Paced>,
  losses: Losses,
): void {
  const baseline = timesOf(before.posts);
  const row = (what: string, { posts, tookMs }: Paced): Figures => {
    const times = timesOf(posts);
    const ratio = (p: number) => Math.round((percentile(times, p) / percentile(baseline, p)) * 10) / 10;
    return {
      stack: stack.kind,
      what,
      calls: posts.length,
      seconds: Math.round(tookMs / 100) / 10,
      'p50 ms': percentile(times, 50),
      'p99 ms': percentile(times, 99),
      'max ms': percentile(times, 100),
      'p50 against the bare route': ratio(50),
      'p99 against the bare route': ratio(99),
      'posted again': posts.filter(({ tries }) => tries > 1).length,
      errors: errorsOf(posts),
    };
  };
  const lost = {
    'recipients lost': losses.recipients,
    'campaigns lost': losses.campaigns,
    'still in the outbox': losses.inOutbox,
  };
  print(
    'intake',
    [
      row('a bare route, before', before),
      { ...row('the product', whole), ...lost },
      row('the bare route, while it sends', after),
    ],
    options.json,
  );
  if (!options.json) console.log(machine());
  if (errorsOf(whole.posts) + losses.recipients + losses.campaigns > 0) process.exitCode = 1;
}

/** Of those that were taken at once. */
function timesOf(posts: Post[]): number[] {
  return posts.filter(({ tries }) => tries === 1).map(({ ms }) => ms);
}

function errorsOf(posts: Post[]): number {
  return posts.filter(({ status }) => status !== 201).length;
}
