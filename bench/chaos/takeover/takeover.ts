/** A new version of the worker takes over in the middle: alone the old one, then both at once, then alone the new one. */
import { hostname } from 'node:os';
import { bundleWorkflows } from '../../../temporal/workers.ts';
import type { Dice } from '../dice.ts';
import { isUnreplayable, replayFaults, taskFaults, type RunHistory } from '../histories.ts';
import { NEXT_WORKER, VICTIMS, type ChaosStack, type Victim } from '../stack.ts';
import { bundleNextVersion } from './next-version.ts';

export type Takeover = ReturnType<typeof createTakeover>;

export function createTakeover(stack: ChaosStack, dice: Dice, kills: number, say: (text: string) => void) {
  const beside = Math.max(2, Math.floor(kills * 0.3));
  const alone = Math.max(beside + 1, Math.floor(kills * 0.7));
  const identities = new Set<string>();
  const faults: string[] = [];

  const note = () => {
    const pid = stack.pidOf(NEXT_WORKER);
    if (pid !== undefined) identities.add(`${pid}@${hostname()}`);
  };

  return {
    /** The campaign that the old worker begins and the new one ends: paused as soon as it is posted, until the new one runs alone. */
    crosses: (n: number) => n === 1,
    isAlone: (n: number) => n === alone,
    /** What has to be done before a kill. */
    async before(n: number): Promise<void> {
      // Whoever was killed is back under another process id.
      note();
      if (n === beside) {
        await stack.bringBack(NEXT_WORKER);
        say('The next version runs beside this one.');
      }
      if (n === alone) {
        const how = await stack.stop('worker');
        if (how !== 'exit code 0') faults.push(`the old worker ended with ${how}`);
        say('The next version runs alone.');
      }
      note();
    },
    victim(n: number): Victim {
      const both: Victim[] = [NEXT_WORKER, 'worker', 'temporal', 'postgres', 'api'];
      if (n < beside) return VICTIMS[n] ?? dice.oneOf(VICTIMS);
      if (n < alone) return both[n - beside] ?? dice.oneOf(both);
      return dice.oneOf(both.filter((victim) => victim !== 'worker'));
    },
    /** Everything replays on the new code; its own tasks never failed, and the old worker's only where the new one had gone before. */
    async judge(runs: RunHistory[]): Promise<{ faults: string[]; figures: Record<string, number> }> {
      note();
      const isNext = (identity: string | undefined) => identity !== undefined && identities.has(identity);
      const recipients = runs.filter(({ type }) => type === 'recipient');
      const patched = recipients.filter(({ isPatched }) => isPatched);
      const crossed = patched.filter(({ firstWorker }) => !isNext(firstWorker));
      const givenBack = runs
        .flatMap((run) => run.failures)
        .filter((each) => isUnreplayable(each) && !isNext(each.identity));
      const figures = {
        'on the changed workflow': patched.length,
        'of them begun on the old one': crossed.length,
        'on the old workflow to the end': recipients.length - patched.length,
        'tasks that the old worker gave back': givenBack.length,
      };
      const unchanged = patched.length - (await replayFaults(patched, await bundleWorkflows())).length;
      const empty = Object.entries(figures).filter(([what, n]) => n === 0 && !what.startsWith('tasks'));
      return {
        figures,
        faults: [
          ...faults,
          ...(unchanged > 0 ? [`${unchanged} changed histories replay on the old workflows: the change is none`] : []),
          ...empty.map(([what]) => `nobody was ${what}`),
          ...taskFaults(runs, (run, identity) => run.isPatched && !isNext(identity)),
          ...(await replayFaults(runs, await bundleNextVersion())),
        ],
      };
    },
  };
}
