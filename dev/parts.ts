import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endParts, isRunning, type Part } from './end-part.ts';
import { Failure } from './failure.ts';
import { LOG_FILE_BYTES, lastLines, rotate, withNewLog } from './log-files.ts';
import { processIdentity } from './process-identity.ts';
import type { WatcherMessage } from './watcher.ts';

export type StartOptions = Partial<Pick<Part, 'tier' | 'stopSignal' | 'graceMs' | 'hurrySignal'>> & {
  /** A tool that runs to its end, rather than a server that must go on. */
  tool?: boolean;
  env?: NodeJS.ProcessEnv;
  /** A channel for messages from the part ('ready'). */
  ipc?: boolean;
  uid?: number;
  gid?: number;
};

export type RunningPart = Part & {
  child: ChildProcess;
  logFile: string;
  /** How often its log was rotated. */
  rotations: number;
  /** How it ended, in words: 'exit code 1', 'signal SIGKILL'. */
  ended: Promise<string>;
};

export type Parts = ReturnType<typeof createParts>;

export type PartsOptions = {
  onChange?: (parts: readonly Part[]) => void;
  /** How large a log may become before it is rotated. */
  logFileBytes?: number;
};

const logsLookedAtEveryMs = 1_000;

/**
 * The processes that this process starts and answers for. Each leads its own process group, so that Ctrl-C in a terminal reaches this
 * process alone; each writes to a log file rather than a pipe, so that it can still drain when this process is gone.
 */
export function createParts(logsFolder: string, { onChange, logFileBytes = LOG_FILE_BYTES }: PartsOptions = {}) {
  const running: RunningPart[] = [];
  const watcher = startWatcher();
  const breakdown = Promise.withResolvers<never>();
  breakdown.promise.catch(() => undefined);
  let ending = false;
  mkdirSync(logsFolder, { recursive: true });
  const rotating = setInterval(() => {
    for (const part of running) if (rotate(part.logFile, logFileBytes)) part.rotations++;
  }, logsLookedAtEveryMs).unref();

  function start(name: string, command: string, args: string[], options: StartOptions = {}): RunningPart {
    if (ending) throw new Failure(`${name} is not started any more`);
    const logFile = path.join(logsFolder, `${name}.log`);
    const child = spawnLogged(command, args, logFile, options);
    // A missing executable is told by 'error' alone, later; without a handler it would be thrown.
    child.on('error', () => undefined);
    const identity = child.pid === undefined ? undefined : processIdentity(child.pid);
    if (child.pid === undefined || identity === undefined)
      throw new Failure(`${name} could not be started: ${command}`);
    const {
      tool = false,
      tier = 9,
      stopSignal = 'SIGTERM',
      graceMs = tool ? 0 : 15_000,
      hurrySignal = 'SIGKILL',
    } = options;
    const part: Part = { name, pid: child.pid, identity, tier, stopSignal, graceMs, hurrySignal };
    tell({ kind: 'watch', part });
    const runningPart: RunningPart = { ...part, child, logFile, rotations: 0, ended: endOf(child) };
    running.push(runningPart);
    onChange?.(running);
    void runningPart.ended.then((how) => {
      forget(part.pid);
      if (!tool && !ending) breakdown.reject(new PartEnded(runningPart, how));
    });
    return runningPart;
  }

  function forget(pid: number): void {
    tell({ kind: 'forget', pid });
    running.splice(0, running.length, ...running.filter((part) => part.pid !== pid));
    onChange?.(running);
  }

  function tell(message: WatcherMessage): void {
    if (watcher.connected) watcher.send(message);
  }

  async function end(hurry?: AbortSignal): Promise<void> {
    ending = true;
    const ended = Promise.all(running.map((part) => part.ended));
    await endParts([...running], hurry);
    await ended;
    clearInterval(rotating);
    if (!watcher.connected) return;
    watcher.ref();
    const exited = once(watcher, 'exit');
    watcher.disconnect();
    await exited;
  }

  return {
    start,
    /** Those that run now. */
    list: (): readonly RunningPart[] => running,
    /** Rejects with PartEnded when a server ends that should go on. */
    breakdown: breakdown.promise,
    /** A folder that goes when this process has ended, however it ends. */
    temporary: (folder: string) => tell({ kind: 'temporary', folder }),
    /** Ends every part, in order, and starts no more. The temporary folders go then too. */
    end,
    watcher: { pid: watcher.pid ?? 0, identity: processIdentity(watcher.pid ?? 0) ?? '' },
  };
}

/** Waits until `probe` says true; throws when the part ends before, or the time is over. */
export async function untilReady(part: RunningPart, probe: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await probe())) {
    if (!isRunning(part)) throw new PartEnded(part, await part.ended);
    if (Date.now() > deadline) {
      throw new Failure(`${part.name} is not ready after ${timeoutMs / 1000} s; its log is ${part.logFile}`);
    }
    await delay(50);
  }
}

/** A server that ended by itself. Its message ends with the last lines of its log. */
export class PartEnded extends Failure {
  readonly part: RunningPart;
  constructor(part: RunningPart, how: string) {
    super(`${part.name} ended by itself (${how}). Its last lines, from ${part.logFile}:\n${lastLines(part.logFile)}`);
    this.part = part;
  }
}

function spawnLogged(command: string, args: string[], logFile: string, options: StartOptions): ChildProcess {
  return withNewLog(logFile, (log) =>
    spawn(command, args, {
      detached: true,
      stdio: ['ignore', log, log, ...(options.ipc === true ? (['ipc'] as const) : [])],
      env: options.env ?? process.env,
      uid: options.uid,
      gid: options.gid,
    }),
  );
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`),
    );
  });
}

function startWatcher(): ChildProcess {
  const watcher = spawn(process.execPath, [path.join(import.meta.dirname, 'watcher.ts')], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  watcher.unref();
  watcher.channel?.unref();
  return watcher;
}
