/**
 * How many recipients a second go the whole way (posted, window open, eligible, sent, delivered, waiting for the reply), against bare child
 * workflows with one empty activity on the same server in the same run:
 * `npm run bench:journey [-- --json] [--cluster] [--recipients 500] [--rounds 3]`.
 * See docs/performance.md.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Db } from '../db/connect.ts';
import { DEMO } from '../dev/seed.ts';
import { recipientWorkflowId } from '../domain/workflow-ids.ts';
import { createClient } from '../temporal/client.ts';
import { percentile, print } from './figures.ts';
import { startBaseline } from './journey/baseline.ts';
import { costOfEach, readProcessorTime, type ProcessorTime } from './journey/processor-time.ts';
import { machine } from './measure.ts';
import { liftLimits, withStack, type BenchStack } from './stack.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    cluster: { type: 'boolean', default: false },
    recipients: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '3' },
  },
});
const recipients = Math.min(Number(options.recipients), 1_000);
const rounds = Math.min(Number(options.rounds), 10);
const POLL_MS = 100;
const ROUND_WITHIN_MS = 180_000;

await withStack(options, run);

async function run(stack: BenchStack, db: Db): Promise<void> {
  const client = createClient(stack.temporalAddress, 'default');
  const baseline = await startBaseline(client, stack.temporalAddress);
  try {
    await liftLimits(db);
    const journey = createJourney(stack, db, await stack.token());
    // Caches and compiled code.
    await journey(100);
    await baseline.measure(100);
    const [whole, bare]: [number[], number[]] = [[], []];
    const costs: Record<string, string | number>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const readings = [await readProcessorTime()];
      whole.push(recipients / (await journey(recipients)));
      readings.push(await readProcessorTime());
      bare.push(recipients / (await baseline.measure(recipients)));
      readings.push(await readProcessorTime());
      costs.push(...costsOf(round, readings));
    }
    const [wholeRate, bareRate] = [percentile(whole, 50), percentile(bare, 50)];
    const history = await readHistory(db, client);
    print(
      'journey',
      [
        {
          stack: stack.kind,
          recipients,
          rounds,
          'recipients a second': wholeRate,
          'bare children a second': bareRate,
          ratio: Math.round((wholeRate / bareRate) * 100) / 100,
          ...history,
        },
      ],
      options.json,
    );
    print('processor time', costs, options.json);
    if (!options.json) console.log(machine());
  } finally {
    await baseline.stop();
    await client.connection.close();
  }
}

/** Milliseconds of processor time that each recipient and each bare child has cost, by part. */
function costsOf(
  round: number,
  [before, between, after]: (ProcessorTime | undefined)[],
): Record<string, string | number>[] {
  if (!before || !between || !after) return [];
  return [
    { round, 'ms of': 'a recipient', ...withTotal(costOfEach(before, between, recipients)) },
    { round, 'ms of': 'a bare child', ...withTotal(costOfEach(between, after, recipients)) },
  ];
}

function withTotal(time: ProcessorTime): ProcessorTime & { total: number } {
  const total = Object.values(time).reduce((sum, ms) => sum + ms, 0);
  return { ...time, total: Math.round(total * 10) / 10 };
}

/** Seconds from the call that posts so many until the last of them is delivered. */
function createJourney(stack: BenchStack, db: Db, authorization: string) {
  let next = 2_000_000;
  return async (count: number): Promise<number> => {
    const consumers = Array.from({ length: count }, () => ({
      consumerContent: { sms: `1202${(next += 1)}` },
      variables: { '1': 'Ada', '2': 'A-1207' },
    }));
    const startedAt = performance.now();
    const response = await fetch(`${stack.nextApi()}/api/v2/account/${DEMO.accountId}/campaign`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ campaignName: `Journey ${next}`, skill: 'sales', templateId: DEMO.smsHandoff, consent: true, consumers },
      }),
    });
    if (!response.ok) throw new Error(`The campaign was refused: ${response.status} ${await response.text()}`);
    const { proactiveCampaignId: id } = (await response.json()) as { proactiveCampaignId: string };
    while ((await countDelivered(db, id)) < count) {
      if (performance.now() - startedAt > ROUND_WITHIN_MS) throw new Error('Not all are delivered in three minutes');
      await delay(POLL_MS);
    }
    return (performance.now() - startedAt) / 1000;
  };
}

async function countDelivered(db: Db, campaignId: string): Promise<number> {
  const { n } = await db
    .selectFrom('recipient')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'DELIVERED')
    .executeTakeFirstOrThrow();
  return n;
}

/** What one recipient's history costs up to the wait for the reply. */
async function readHistory(
  db: Db,
  client: Client,
): Promise<{ 'events a recipient': number; 'bytes a history': number }> {
  const { id, campaign_id: campaignId } = await db
    .selectFrom('recipient')
    .select(['id', 'campaign_id'])
    .orderBy('accepted_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const history = await client.workflow.getHandle(recipientWorkflowId(DEMO.accountId, campaignId, id)).fetchHistory();
  return {
    'events a recipient': history.events?.length ?? 0,
    'bytes a history': proto.temporal.api.history.v1.History.encode(history).finish().length,
  };
}
