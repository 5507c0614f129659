/**
 * Kills the parts of the running product while it sends, and then holds what it says against what the carrier has:
 * `npm run chaos [-- --json] [--short] [--seed 1] [--kills 20] [--recipients 500] [--scenario fire|pause|takeover]`. See docs/reliability.md.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { bundleWorkflows } from '../temporal/workers.ts';
import { listFaults, type Halt } from './chaos/audit.ts';
import { changeWave, holdWave, postWave, prepareAccount } from './chaos/calls.ts';
import { createConsumers, type Consumers } from './chaos/consumers.ts';
import { createDice } from './chaos/dice.ts';
import { collect, figuresOf, isQuiet, type Witnessed } from './chaos/evidence.ts';
import { PHASES, setOnFire, type Kill } from './chaos/fire.ts';
import { replayFaults, taskFaults, untilIdle } from './chaos/histories.ts';
import { createWaves } from './chaos/people.ts';
import { startChaosStack, VICTIMS, type ChaosStack } from './chaos/stack.ts';
import { createTakeover } from './chaos/takeover/takeover.ts';
import { print, type Figures } from './figures.ts';
import { machine } from './measure.ts';

const SCENARIOS = ['fire', 'pause', 'takeover'] as const;
type Scenario = (typeof SCENARIOS)[number];

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string' },
    recipients: { type: 'string' },
    scenario: { type: 'string', multiple: true },
  },
});
const isShort = options.short;
const seed = Number(options.seed);
const recipients = Math.min(Number(options.recipients ?? (isShort ? 40 : 500)), 2_000);
/** At least one of each part. */
const kills = Math.max(VICTIMS.length, Math.min(Number(options.kills ?? (isShort ? VICTIMS.length : 20)), 100));
const scenarios = options.scenario ?? (isShort ? ['fire'] : SCENARIOS);

/** After the last kill. However slow the machine is, it ends: it takes so long only where something is wrong. */
const ENDS_WITHIN_MS = (isShort ? 8 : 15) * 60_000;
/** What the last webhooks, the signals and the counts may take once nothing else is under way. */
const SETTLES_WITHIN_MS = 60_000;

// Of the replays at the end: the workers have logs of their own. Ctrl-C ends the run, and its parts with it.
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
say(`Seed ${seed}.`);
for (const scenario of SCENARIOS.filter((each) => scenarios.includes(each))) await run(scenario);
say(machine());

async function run(scenario: Scenario): Promise<void> {
  const startedAt = Date.now();
  say(`Scenario ${scenario}: ${recipients} recipients, ${kills} kills.`);
  // A lost answer is known to be lost sooner than in production.
  const stack = await startChaosStack({ PROVIDER_TIMEOUT_MS: '3000', LOG_LEVEL: 'info' });
  try {
    const { faults, figures } = await burn(stack, scenario);
    if (faults.length > 0) say(`Logs: ${await stack.keepLogs()}`);
    report({ scenario, seed, seconds: Math.round((Date.now() - startedAt) / 1_000), ...figures }, faults);
  } catch (error) {
    say(`Logs: ${await stack.keepLogs()}`);
    throw error;
  } finally {
    await stack.end();
  }
}

async function burn(stack: ChaosStack, scenario: Scenario) {
  const authorization = await stack.token();
  const waves = createWaves(createDice(seed, 'people'), { recipients, waves: kills, isShort });
  await prepareAccount(stack, authorization, waves);
  const consumers = createConsumers(stack);
  const takeover =
    scenario === 'takeover' ? createTakeover(stack, createDice(seed, 'takeover'), kills, say) : undefined;
  const changing: Promise<Halt[]>[] = [];
  const meanwhile = (halts: Promise<Halt[]>) => {
    halts.catch(() => undefined);
    changing.push(halts);
  };
  let held: Awaited<ReturnType<typeof holdWave>> | undefined;
  const victims = createDice(seed, 'victims');
  const pace = createDice(seed, 'answers');

  const answering = consumers.stay(() => 300 + pace.upTo(700));
  answering.catch(() => undefined);
  const killed = await setOnFire(stack, createDice(seed, 'moments'), {
    kills,
    victim: (n) => takeover?.victim(n) ?? VICTIMS[n] ?? victims.oneOf(VICTIMS),
    async before(n) {
      await takeover?.before(n);
      if (held && takeover?.isAlone(n)) meanwhile(held.resume());
      const wave = waves[n];
      if (!wave) return;
      const campaignId = await postWave(stack, authorization, wave, n);
      if (takeover?.crosses(n)) held = await holdWave(stack, authorization, campaignId);
      const moments = createDice(seed, `pause ${n}`);
      if (scenario === 'pause') meanwhile(changeWave(stack, authorization, moments, { campaignId, n }));
      await consumers.meet(wave);
    },
    answering: consumers.answering,
    say,
  });
  const halts = (await Promise.all(changing)).flat();
  consumers.leave();
  await answering;

  const deadlineMs = Date.now() + ENDS_WITHIN_MS;
  const people = waves.flatMap((wave) => wave.people);
  const witnessed = { people, replies: consumers.replies, halts, mayWaitForOutcome: isShort };
  await untilQuiet(stack, consumers, witnessed, deadlineMs);
  const runs = await untilIdle(stack, deadlineMs);
  const { evidence, faults } = await settle(stack, witnessed);
  const judged = takeover
    ? await takeover.judge(runs)
    : { figures: {}, faults: [...taskFaults(runs), ...(await replayFaults(runs, await bundleWorkflows()))] };
  return {
    figures: { ...killFigures(killed), ...figuresOf(evidence), ...judged.figures },
    faults: [...faults, ...judged.faults, ...(isShort ? [] : phaseFaults(killed))],
  };
}

/** Until nobody is to be sent to, nothing is to be told, and consumers have written what they wanted to. */
async function untilQuiet(
  stack: ChaosStack,
  consumers: Consumers,
  witnessed: Witnessed,
  deadlineMs: number,
): Promise<void> {
  let quiet = 0;
  let saidAt = Date.now();
  while (quiet < 3 && Date.now() < deadlineMs) {
    while (await consumers.answerOnce());
    const { open, isQuiet: isNow } = await isQuiet(stack, witnessed);
    quiet = isNow ? quiet + 1 : 0;
    if (Date.now() - saidAt > 15_000) {
      say(`${open} still under way.`);
      saidAt = Date.now();
    }
    await delay(1_000);
  }
}

/** A receipt may be on its way: what is still wrong after a while is. */
async function settle(stack: ChaosStack, witnessed: Witnessed) {
  const deadlineMs = Date.now() + SETTLES_WITHIN_MS;
  for (;;) {
    const evidence = await collect(stack, witnessed);
    const faults = listFaults(evidence);
    if (faults.length === 0 || Date.now() > deadlineMs) return { evidence, faults };
    await delay(2_000);
  }
}

function killFigures(killed: Kill[]): Record<string, number> {
  const victims = Map.groupBy(killed, ({ victim }) => victim);
  return {
    ...Object.fromEntries([...victims].map(([victim, all]) => [`${victim} killed`, all.length])),
    ...Object.fromEntries(
      PHASES.map((phase) => [
        `kills with somebody ${phase}`,
        killed.filter(({ inPhase }) => inPhase[phase] > 0).length,
      ]),
    ),
  };
}

/** A run whose kills met nobody there proves nothing of it. */
function phaseFaults(killed: Kill[]): string[] {
  return PHASES.filter((phase) => !killed.some(({ inPhase }) => inPhase[phase] > 0)).map(
    (phase) => `no kill met anybody ${phase}`,
  );
}

function report(figures: Figures, faults: string[]): void {
  const row = { ...figures, faults: faults.length };
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
