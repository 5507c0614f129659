import { mkdirSync } from 'node:fs';
import { Failure, messageOf } from './failure.ts';
import { takeLock } from './lock.ts';
import { followLogs } from './log-lines.ts';
import { createParts, PartEnded, type Parts } from './parts.ts';
import { refuseTakenPorts } from './ports.ts';
import { createScreen } from './screen.ts';
import type { PortUse, Settings } from './settings.ts';
import { listenForSignals } from './signals.ts';
import type { Context } from './stack.ts';
import { forget, markComplete, prepare, stateOf, type State, type TemporalIn } from './state.ts';
import type { Addresses } from './welcome.ts';

export type Launch = {
  /** How people start it. */
  command: string;
  readSettings: (env: NodeJS.ProcessEnv, args: string[]) => Settings;
  portUses: (settings: Settings) => PortUse[];
  bringUp: (context: Context) => Promise<Addresses>;
  welcome: (addresses: Addresses, seconds: number) => string;
  temporalIn: TemporalIn;
};

const oldestNode = 24;

/** Brings a stack up and runs it until a signal asks for its end, or something breaks. Ends the process. */
export async function launch(what: Launch): Promise<never> {
  const startedAt = Date.now();
  const screen = createScreen();
  const signals = listenForSignals();
  /** Set once everything runs: what breaks before that may be the data it found. */
  let isUp = false;

  async function main(): Promise<void> {
    if (Number(process.versions.node.split('.')[0]) < oldestNode) {
      throw new Failure(
        `Node ${process.versions.node} is too old for this: \`${what.command}\` brings its own Node ${oldestNode}.`,
      );
    }
    // npm takes what stands before `--` for itself, and the stack would come up with its old data.
    if (process.env.npm_config_fresh !== undefined)
      throw new Failure(`To begin anew, write \`${what.command} -- --fresh\`.`);
    const settings = what.readSettings(process.env, process.argv.slice(2));
    const state = stateOf(settings.dataFolder);
    mkdirSync(state.folder, { recursive: true });
    const lock = await Promise.race([takeLock(state.lock, screen.line), signals.asked]);
    if (typeof lock === 'string') return;
    try {
      await refuseTakenPorts(what.portUses(settings));
      if (settings.fresh) await forget(state);
      prepare(state, what);
      const parts = createParts(state.logs, { onChange: (list) => lock.record(list, parts.watcher) });
      await untilAskedToStop(settings, state, parts);
    } finally {
      lock.release();
    }
  }

  /** Ends all of it, whether a signal asked for it or something broke. */
  async function untilAskedToStop(settings: Settings, state: State, parts: Parts): Promise<void> {
    const unfollow = followLogs(parts.list, screen.line);
    try {
      const signal = await Promise.race([runStack(settings, state, parts), parts.breakdown, signals.asked]);
      screen.line(`Stopping (${signal}); Ctrl-C once more hurries it.`);
    } catch (error) {
      explain(error, state);
    }
    unfollow();
    await screen.during('Stopping', () => parts.end(signals.hurry));
    screen.line('Stopped.');
  }

  async function runStack(settings: Settings, state: State, parts: Parts): Promise<never> {
    const addresses = await what.bringUp({ settings, state, parts, screen });
    isUp = true;
    markComplete(state, { temporal: what.temporalIn === 'sqlite' && settings.TEMPORAL_ADDRESS === undefined });
    screen.line(what.welcome(addresses, Math.round((Date.now() - startedAt) / 1000)));
    return parts.breakdown;
  }

  /** Says on stderr what went wrong, as a sentence where it is one, and makes the exit code say so too. */
  function explain(error: unknown, state?: State): void {
    const isSentence = error instanceof Failure || (error as NodeJS.ErrnoException).syscall !== undefined;
    screen.clear();
    console.error(isSentence || !(error instanceof Error) ? messageOf(error) : error.stack);
    if (state && !isUp && error instanceof PartEnded && ['postgres', 'temporal'].includes(error.part.name)) {
      console.error(
        `Its data in ${state.folder} may be half-written: \`${what.command} -- --fresh\` begins anew, and forgets what it holds.`,
      );
    }
    process.exitCode = 1;
  }

  try {
    await main();
  } catch (error) {
    explain(error);
  }
  process.exit();
}
