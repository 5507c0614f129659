/**
 * One large campaign from its start to its last delivery: how long a run of its workflow gets, whether the workers' memory stays flat, and what
 * grows instead: `npm run bench:campaign [-- --json] [--cluster] [--recipients 10000] [--minutes 30]`. With --recipients 100000 it is as large as
 * a day's limit. See docs/performance.md.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import { DEMO } from '../dev/seed.ts';
import { campaignWorkflowId } from '../domain/workflow-ids.ts';
import { createClient } from '../temporal/client.ts';
import { insertCampaignLike } from './campaign/insert.ts';
import { createHeapProbe, createSampler, slope, type Sample } from './campaign/samples.ts';
import { print, say } from './figures.ts';
import { machine } from './measure.ts';
import { liftLimits, withStack, type BenchStack } from './stack.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    cluster: { type: 'boolean', default: false },
    recipients: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: '30' },
  },
});
const recipients = Math.min(Number(options.recipients), 100_000);
const withinMs = Math.min(Number(options.minutes), 180) * 60_000;
const SAMPLE_MS = 2_000;
const SAY_EVERY_MS = 20_000;
/** What a worker keeps of workflows in memory: the SDK's own measure, 2,395 on a heap of 4 GB. Until then it grows by design. */
const CACHED_WORKFLOWS = 2_500;

const folder = await mkdtemp(path.join(tmpdir(), 'daybreak-campaign-'));
const probe = createHeapProbe(path.join(folder, 'heaps'));
try {
  await withStack(options, run);
} finally {
  await rm(folder, { recursive: true });
}

async function run(stack: BenchStack, db: Db): Promise<void> {
  await liftLimits(db);
  const authorization = await stack.token();
  // Code is compiled, pools are open.
  const first = await post(stack, authorization, 100);
  await untilDelivered(db, first, 100);
  const id = await insertCampaignLike(db, first, recipients);
  const workers = [...stack.processes()].filter(([name]) => name.startsWith('worker')).map(([, pid]) => pid);
  const sampler = createSampler(stack, db, { campaignId: id, workers, probe });
  say(`${recipients} recipients are stored; sending to them on ${stack.kind}.`, options.json);
  const before = await sampler.take();
  // Whatever is posted has the whole outbox delivered: the large campaign begins.
  await post(stack, authorization, 1);
  const samples = await watch(sampler.take);
  report(stack, before, samples, workers.length, await listRuns(stack, campaignWorkflowId(DEMO.accountId, id)));
}

/** Samples until all are delivered, or the time is over. */
async function watch(take: () => Promise<Sample>): Promise<Sample[]> {
  const startedAt = performance.now();
  const samples: Sample[] = [];
  let saidAt = startedAt;
  for (;;) {
    const sample = await take();
    samples.push(sample);
    const now = performance.now();
    const isOver = sample.delivered >= recipients || now - startedAt > withinMs;
    if (isOver || now - saidAt >= SAY_EVERY_MS) {
      saidAt = now;
      const seconds = Math.round((now - startedAt) / 1000);
      const memory = `workers ${whole(sample.workersMb)} MB, ${whole(sample.keptMb)} of it kept, Temporal ${whole(sample.temporalMb)} MB`;
      say(`${seconds} s: ${sample.delivered} delivered; ${memory}`, options.json);
    }
    if (isOver) return samples;
    await delay(SAMPLE_MS);
  }
}

async function post(stack: BenchStack, authorization: string, count: number): Promise<string> {
  const consumers = Array.from({ length: count }, (_, index) => ({
    consumerContent: { sms: `1202${3_000_000 + index}` },
    variables: { '1': 'Ada', '2': 'A-1207' },
  }));
  const body = { campaignName: 'Warm-up', skill: 'sales', templateId: DEMO.smsHandoff, consent: true, consumers };
  const response = await fetch(`${stack.nextApi()}/api/v2/account/${DEMO.accountId}/campaign`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The campaign was refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { proactiveCampaignId: string }).proactiveCampaignId;
}

async function untilDelivered(db: Db, id: string, count: number): Promise<void> {
  const untilMs = Date.now() + 120_000;
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*) AS n FROM recipient WHERE campaign_id = ${id} AND state = 'DELIVERED'`.execute(db);
    if ((rows[0]?.n ?? 0) >= count) return;
    if (Date.now() > untilMs) throw new Error('The first hundred are not delivered in two minutes');
    await delay(500);
  }
}

/** The events of each run of a workflow, the runs that went on as new ones included. */
async function listRuns(stack: BenchStack, workflowId: string): Promise<number[]> {
  const client = createClient(stack.temporalAddress, 'default');
  try {
    const events: number[] = [];
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const { historyLength } = await client.workflow.getHandle(workflowId, runId).describe();
      events.push(historyLength);
    }
    return events;
  } finally {
    await client.connection.close();
  }
}

function report(stack: BenchStack, before: Sample, samples: Sample[], workers: number, runs: number[]): void {
  const last = samples.at(-1) ?? before;
  const seconds = (last.atMs - before.atMs) / 1000;
  const warm = samples.filter(({ delivered }) => delivered >= workers * CACHED_WORKFLOWS);
  const perThousand = (of: (sample: Sample) => number) =>
    rounded(slope(warm.map((sample) => ({ x: sample.delivered / 1000, y: of(sample) }))));
  const row = {
    stack: stack.kind,
    recipients,
    delivered: last.delivered,
    'recipients a second': rounded(last.delivered / seconds),
    'runs of the campaign': runs.length,
    'most events of a run': Math.max(...runs),
    'workers MB at first': whole(before.workersMb),
    'after warm-up': whole(warm[0]?.workersMb ?? Number.NaN),
    'at the end': whole(last.workersMb),
    'workers keep MB after warm-up': whole(warm.find(({ keptMb }) => keptMb > 0)?.keptMb ?? Number.NaN),
    'keep at the end': whole(last.keptMb),
    'keep MB per 1,000': perThousand(({ keptMb }) => keptMb),
    'Temporal MB at the end': whole(last.temporalMb),
    'Temporal MB per 1,000': perThousand(({ temporalMb }) => temporalMb),
    'Temporal disk MB': whole(last.temporalDiskMb),
    'its disk MB per 1,000': rounded((last.temporalDiskMb - before.temporalDiskMb) / (last.delivered / 1000)),
    'product disk MB per 1,000': rounded((last.productDiskMb - before.productDiskMb) / (last.delivered / 1000)),
  };
  print('campaign', [row], options.json);
  if (!options.json) console.log(machine());
  if (last.delivered < recipients || Math.max(...runs) >= 5_000) process.exitCode = 1;
}

function whole(value: number): number {
  return Math.round(value);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
