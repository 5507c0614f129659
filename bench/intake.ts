/**
 * Ten campaigns of a hundred recipients each second for a minute, posted over HTTP to the whole stack while it sends: what integrators at the
 * limit of contract.md section 3 do. Says how long a call takes, and whether anything was lost.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { connect, type Db } from '../db/connect.ts';
import { DEMO } from '../dev/seed.ts';
import { databaseUrl } from '../dev/postgres.ts';
import { stateOf } from '../dev/state.ts';
import { createClient } from '../temporal/client.ts';
import { createOwnStack, type OwnStack } from '../test/support/own-stack.ts';
import { percentile, print } from './figures.ts';

const CALLS_PER_SECOND = 10;
const RECIPIENTS = 100;
const TRIES = 100;
/** How long the bench looks on while Temporal is told; what is not told then is kept in the outbox. */
const LOOKS_ON_MS = 15_000;

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '60' } },
});
const seconds = Math.min(Number(values.seconds), 600);

type Post = { ms: number; tries: number; status: number; id: string; accepted: number };

const stack = await createOwnStack();
try {
  await stack.start();
  await run(stack);
} finally {
  await stack.remove();
}

async function run(stack: OwnStack): Promise<void> {
  const state = stateOf(stack.folder);
  const secrets = JSON.parse(await readFile(state.secrets, 'utf8')) as { POSTGRES_PASSWORD: string };
  const db = connect(databaseUrl({ port: stack.postgresPort, password: secrets.POSTGRES_PASSWORD }), 2);
  try {
    await raiseDailyLimit(db);
    const authorization = await stack.token();
    const startedAt = performance.now();
    const posts: Promise<Post>[] = [];
    for (let n = 0; n < seconds * CALLS_PER_SECOND; n++) {
      const dueMs = startedAt + (n * 1000) / CALLS_PER_SECOND - performance.now();
      if (dueMs > 0) await delay(dueMs);
      posts.push(post(stack, authorization, n));
    }
    report(
      await Promise.all(posts),
      performance.now() - startedAt,
      await findLosses(stack, db, await Promise.all(posts)),
    );
  } finally {
    await db.destroy();
  }
}

/** 60,000 recipients are within a day's limit, ten minutes of them are not. */
async function raiseDailyLimit(db: Db): Promise<void> {
  await db.updateTable('channel_setting').set({ daily_limit: 10_000_000 }).execute();
}

/** One campaign; a 429 or 503 is posted again with the same key, as a good client does. */
async function post(stack: OwnStack, authorization: string, n: number): Promise<Post> {
  const key = randomUUID();
  const startedAt = performance.now();
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${stack.api}/api/v2/account/${DEMO.accountId}/campaign`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(campaign(n)),
    });
    const body = (await response.json()) as { proactiveCampaignId?: string; acceptedConsumers?: unknown[] };
    if ((response.status === 429 || response.status === 503) && tries < TRIES) {
      // Refused ones come back one after the other, and not all at once.
      await delay(Number(response.headers.get('retry-after') ?? 1) * 1000 + (n % CALLS_PER_SECOND) * 100);
      continue;
    }
    return {
      ms: performance.now() - startedAt,
      tries,
      status: response.status,
      id: body.proactiveCampaignId ?? '',
      accepted: body.acceptedConsumers?.length ?? 0,
    };
  }
}

function campaign(n: number) {
  const consumers = Array.from({ length: RECIPIENTS }, (_, index) => ({
    consumerContent: { sms: `1202${String(2_000_000 + ((n * RECIPIENTS + index) % 7_000_000))}` },
    variables: { '1': 'Ann', '2': String(index) },
  }));
  return { campaignName: `Intake ${n}`, skill: 'sales', templateId: DEMO.smsHandoff, consent: true, consumers };
}

type Losses = { recipients: number; campaigns: number; inOutbox: number };

/** What was answered with 201 and is not there: in the database, or in Temporal. */
async function findLosses(stack: OwnStack, db: Db, posts: Post[]): Promise<Losses> {
  const ids = posts.map(({ id }) => id).filter((id) => id !== '');
  const stored = await db
    .selectFrom('recipient')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('campaign_id', 'in', ids)
    .executeTakeFirstOrThrow();
  const accepted = posts.reduce((total, each) => total + each.accepted, 0);
  const untilMs = Date.now() + LOOKS_ON_MS;
  let untold = ids.length;
  while (untold > 0 && Date.now() < untilMs) {
    await delay(500);
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM outbox WHERE message ->> 'kind' = 'start-campaign'`.execute(db);
    untold = rows[0]?.n ?? 0;
  }
  const client = createClient(stack.temporalAddress, 'default');
  try {
    const { count } = await client.workflow.count(`WorkflowType = 'campaign'`);
    // One that is told between the two looks is in both.
    return { recipients: accepted - stored.n, campaigns: Math.max(0, ids.length - count - untold), inOutbox: untold };
  } finally {
    await client.connection.close();
  }
}

function report(posts: Post[], tookMs: number, losses: Losses): void {
  const times = posts.filter(({ tries }) => tries === 1).map(({ ms }) => ms);
  const refused = posts.filter(({ status }) => status !== 201).length;
  print(
    'intake',
    [
      {
        calls: posts.length,
        seconds: Math.round(tookMs / 100) / 10,
        'p50 ms': percentile(times, 50),
        'p99 ms': percentile(times, 99),
        'max ms': percentile(times, 100),
        'posted again': posts.filter(({ tries }) => tries > 1).length,
        errors: refused,
        'recipients lost': losses.recipients,
        'campaigns lost': losses.campaigns,
        'still in the outbox': losses.inOutbox,
      },
    ],
    values.json,
  );
  if (refused + losses.recipients + losses.campaigns > 0) process.exitCode = 1;
}
