/**
 * Kills the parts of the running product while it sends, and then holds what it says against what the carrier has:
 * `npm run chaos [-- --json] [--seed 1] [--kills 20] [--recipients 500] [--scenario fire|pause]`. See docs/reliability.md.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { DEMO } from '../dev/seed.ts';
import { audit, type Audit } from './chaos-audit.ts';
import { startChaosStack, VICTIMS, type ChaosStack, type Victim } from './chaos-stack.ts';
import { print } from './figures.ts';
import { machine } from './measure.ts';

const SCENARIOS = ['fire', 'pause'] as const;
type Scenario = (typeof SCENARIOS)[number];

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '20' },
    recipients: { type: 'string', default: '500' },
    scenario: { type: 'string', multiple: true, default: [...SCENARIOS] },
  },
});
const recipients = Math.min(Number(options.recipients), 2_000);
const kills = Math.min(Number(options.kills), 100);
/** Whatever happens, it ends. A WhatsApp call whose answer was lost is looked for ten minutes. */
const ENDS_WITHIN_MS = 15 * 60_000;

const ERRORS = {
  wa: ['131026', '131049', '131000', '131016', 'failed:131026', 'failed:131049'],
  sms: ['30001', '20500', 'http_503', 'failed:30003', 'failed:30005', 'failed:30008', '21610'],
};

const random = xoroshiro128plus(Number(options.seed));
const upTo = (most: number) => uniformInt(random, 0, most);
const oneOf = <T>(all: readonly T[]): T => all[upTo(all.length - 1)] as T;

say(`Seed ${options.seed}.`);
for (const scenario of SCENARIOS.filter((each) => options.scenario.includes(each))) await run(scenario);
say(machine());

async function run(scenario: Scenario): Promise<void> {
  const startedAt = Date.now();
  // A lost answer is known to be lost sooner than in production.
  const stack = await startChaosStack({ PROVIDER_TIMEOUT_MS: '3000', LOG_LEVEL: 'info' });
  try {
    const replies = new Map<string, string>();
    const authorization = await stack.token();
    await openAllDay(stack, authorization);
    const numbers = Array.from({ length: recipients }, (_, n) => `+1202${String(2_000_000 + n)}`);
    await provoke(stack, numbers);
    const killed = new Map<Victim, number>();
    const campaigns = post(stack, authorization, numbers);
    const killing = killAll(stack, killed);
    const changes = scenario === 'pause' ? await change(stack, authorization, await campaigns) : [];
    await campaigns;
    await answerSome(stack, numbers, replies);
    await killing;
    await untilEnd(stack, startedAt + ENDS_WITHIN_MS);
    const found = await audit(stack, replies);
    if (found.faults.length > 0) say(`Logs: ${await stack.keepLogs()}`);
    report(
      scenario,
      { ...found, faults: [...found.faults, ...(await changeFaults(stack, changes))] },
      killed,
      startedAt,
    );
  } catch (error) {
    say(`Logs: ${await stack.keepLogs()}`);
    throw error;
  } finally {
    await stack.end();
  }
}

/** So that it runs at any hour. */
async function openAllDay(stack: ChaosStack, authorization: string): Promise<void> {
  const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
  const windows = days.map((day) => ({ day, startTime: { hour: 0, minute: 0 }, endTime: { hour: 24, minute: 0 } }));
  for (const channel of ['wa', 'sms']) await stack.call('PATCH', `/channels/${channel}`, authorization, { windows });
}

/** What the first calls meet: three in ten an error, one in ten a lost answer, one in twenty 429; most others have their receipts doubled or shuffled. */
async function provoke(stack: ChaosStack, numbers: string[]): Promise<void> {
  for (const to of numbers) {
    for (const channel of ['wa', 'sms'] as const) {
      await stack.sandboxCall('/behaviours', { channel, to, outcome: outcomeOn(channel), times: 1 + upTo(1) });
    }
  }
}

function outcomeOn(channel: 'wa' | 'sms'): string {
  const dice = upTo(99);
  if (dice < 30) return oneOf(ERRORS[channel]);
  if (dice < 40) return 'timeout-after-accept';
  if (dice < 45) return 'http_429';
  return dice < 90 ? oneOf(['doubled', 'shuffled']) : 'ok';
}

/** Campaigns of a hundred, every third of them with a start of its own: its recipients sleep while the others are sent to. */
async function post(stack: ChaosStack, authorization: string, numbers: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < numbers.length; from += 100) {
    const n = ids.length;
    const consumers = numbers.slice(from, from + 100).map((number, index) => ({
      consumerContent: { wa: number, sms: number },
      variables: { '1': 'Ada', '2': `A-${from + index}` },
    }));
    const startAt = n % 3 === 2 ? { startAt: Math.floor(Date.now() / 1000) + 45 } : {};
    const body = {
      campaignName: `Chaos ${n}`,
      skill: 'sales',
      templateId: DEMO.bothHandoff,
      consent: true,
      consumers,
      ...startAt,
    };
    const answer = (await stack.call('POST', '/campaign', authorization, body, `chaos-${n}`)) as {
      proactiveCampaignId: string;
      acceptedConsumers: unknown[];
    };
    if (answer.acceptedConsumers.length !== consumers.length) throw new Error('A recipient was not accepted');
    ids.push(answer.proactiveCampaignId);
    await delay(1_000);
  }
  return ids;
}

/** Each part in turn, then whichever the dice say. */
async function killAll(stack: ChaosStack, killed: Map<Victim, number>): Promise<void> {
  for (let n = 0; n < kills; n += 1) {
    const victim = VICTIMS[n] ?? oneOf(VICTIMS);
    await delay(500 + upTo(3_000));
    await stack.kill(victim);
    killed.set(victim, (killed.get(victim) ?? 0) + 1);
    await delay(upTo(1_500));
    await stack.bringBack(victim);
    say(`Killed ${victim} (${n + 1} of ${kills}).`);
  }
}

/** One in five answers, some of them before their message has come. */
async function answerSome(stack: ChaosStack, numbers: string[], replies: Map<string, string>): Promise<void> {
  for (const [n, number] of numbers.entries()) {
    if (n % 5 !== 0) continue;
    const text = `Where is A-${n}?`;
    const channel = n % 2 === 0 ? 'sms' : 'wa';
    const to = channel === 'sms' ? DEMO.smsNumber : DEMO.whatsAppNumber;
    await stack.sandboxCall('/replies', { channel, from: number, to, text });
    replies.set(number, text);
    await delay(50);
  }
}

type Change = { campaignId: string; from: number; to: number };

/** Pauses, resumes and cancels under fire. What is noted is when nobody may be called: from the answer to a pause to the call that resumes. */
async function change(stack: ChaosStack, authorization: string, campaigns: string[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const [n, campaignId] of campaigns.entries()) {
    await stack.call('POST', `/campaign/${campaignId}/pause`, authorization);
    const from = Date.now();
    await delay(2_000 + upTo(3_000));
    const to = Date.now();
    const isLast = n === campaigns.length - 1;
    await stack.call('POST', `/campaign/${campaignId}/${isLast ? 'cancel' : 'resume'}`, authorization);
    changes.push({ campaignId, from, to: isLast ? Number.POSITIVE_INFINITY : to });
  }
  return changes;
}

/** A call that began before the answer may end after it; one that began after it is a fault. */
async function changeFaults(stack: ChaosStack, changes: Change[]): Promise<string[]> {
  return stack.withDb(async (db) => {
    const calls = await db
      .selectFrom('attempt')
      .innerJoin('recipient', 'recipient.id', 'attempt.recipient_id')
      .select(['recipient.campaign_id', 'attempt.called_at', 'attempt.recipient_id'])
      .execute();
    return calls.flatMap(({ campaign_id: id, called_at: at, recipient_id: recipient }) =>
      changes
        .filter(({ campaignId, from, to }) => campaignId === id && at.getTime() > from && at.getTime() < to)
        .map(() => `${recipient} was called at ${at.toISOString()}, while its campaign was paused or cancelled`),
    );
  });
}

/** Until nobody waits, nothing is to be told, and the carrier has told everything. */
async function untilEnd(stack: ChaosStack, deadlineMs: number): Promise<void> {
  let quiet = 0;
  let saidAt = 0;
  while (quiet < 3 && Date.now() < deadlineMs) {
    const open = await stack.withDb(async (db) => {
      const unsent = await db
        .selectFrom('recipient')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('state', 'in', ['NOT_SENT', 'SCHEDULED', 'SENDING'])
        .executeTakeFirstOrThrow();
      const untold = await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return unsent.n + untold.n;
    });
    quiet = open === 0 ? quiet + 1 : 0;
    if (Date.now() - saidAt > 15_000) {
      say(`${open} still under way.`);
      saidAt = Date.now();
    }
    await delay(2_000);
  }
  // The last receipts.
  await delay(15_000);
}

function report(scenario: Scenario, { figures, faults }: Audit, killed: Map<Victim, number>, startedAt: number): void {
  const row = {
    scenario,
    seed: Number(options.seed),
    seconds: Math.round((Date.now() - startedAt) / 1000),
    ...Object.fromEntries([...killed].map(([victim, n]) => [`${victim} killed`, n])),
    ...figures,
    faults: faults.length,
  };
  if (options.json) print('chaos', [row], true);
  else console.table(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { value }])));
  for (const fault of faults) say(`FAULT ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

/** For people: with --json the standard output is for machines alone. */
function say(text: string): void {
  if (options.json) console.error(text);
  else console.log(text);
}
