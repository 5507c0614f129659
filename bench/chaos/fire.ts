/** Kills parts of the running product: each in turn, then whichever the dice say, each while somebody is where it hurts. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Dice } from './dice.ts';
import type { ChaosStack, Victim } from './stack.ts';

/** What recipients are in the middle of when a part dies. */
export const PHASES = ['being started', 'asleep', 'being sent to', 'answering'] as const;
export type Phase = (typeof PHASES)[number];
export type InPhase = Record<Phase, number>;

export type Kill = { victim: Victim; inPhase: InPhase };

/** How long a kill waits for somebody to be in its phase. */
const PHASE_WITHIN_MS = 8_000;

export type Fire = {
  kills: number;
  /** What must die next, where the scenario says it; else the dice do. */
  victim: (n: number) => Victim;
  /** What has to be done before a kill: post a campaign, bring up another worker. */
  before: (n: number) => Promise<void>;
  /** Consumers who wrote a moment ago. */
  answering: () => number;
  say: (text: string) => void;
};

/** Resolves with what was killed, once all of it is back. */
export async function setOnFire(stack: ChaosStack, dice: Dice, fire: Fire): Promise<Kill[]> {
  const kills: Kill[] = [];
  for (let n = 0; n < fire.kills; n += 1) {
    await delay(dice.upTo(1_500));
    await fire.before(n);
    const phase = PHASES[n % PHASES.length] ?? 'being sent to';
    const inPhase = await untilInPhase(stack, phase, fire.answering);
    await delay(dice.upTo(200));
    const victim = fire.victim(n);
    await stack.kill(victim);
    const killedAt = Date.now();
    kills.push({ victim, inPhase });
    await delay(dice.upTo(1_000));
    await stack.bringBack(victim);
    const away = ((Date.now() - killedAt) / 1_000).toFixed(1);
    const where = PHASES.map((each) => `${inPhase[each]} ${each}`).join(', ');
    fire.say(`Killed ${victim} (${n + 1} of ${fire.kills}), away for ${away} s: ${where}.`);
  }
  return kills;
}

async function untilInPhase(stack: ChaosStack, phase: Phase, answering: () => number): Promise<InPhase> {
  const deadline = Date.now() + PHASE_WITHIN_MS;
  return stack.withDb(async (db) => {
    for (;;) {
      const counted = await db
        .selectFrom('recipient')
        .select((eb) => [
          eb.fn.countAll<number>().filterWhere('state', '=', 'NOT_SENT').as('being started'),
          eb.fn.countAll<number>().filterWhere('wake_at', '>', new Date()).as('asleep'),
          eb.fn
            .countAll<number>()
            .filterWhere(eb.or([eb('state', '=', 'SENDING'), eb('turn_at', 'is not', null)]))
            .as('being sent to'),
        ])
        .executeTakeFirstOrThrow();
      const inPhase = { ...counted, answering: answering() };
      if (inPhase[phase] > 0 || Date.now() > deadline) return inPhase;
      await delay(50);
    }
  });
}
