import { once } from 'node:events';
import { createServer } from 'node:net';
import { Failure } from './failure.ts';
import { portOwner } from './port-owner.ts';
import type { PortUse } from './settings.ts';

const host = '127.0.0.1';

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return address.port;
}

/** The first `count` ports above another that nobody listens on now. */
export async function freePortsAbove(port: number, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let next = port + 1; found.length < count; next += 1) {
    if ((await whyNotFree(next)) === undefined) found.push(next);
  }
  return found;
}

/** Throws a Failure that names the first port in use, who uses it where that is known, and the variable that moves it. */
export async function refuseTakenPorts(uses: PortUse[]): Promise<void> {
  for (const use of uses) {
    const problem = await whyNotFree(use.port);
    if (problem !== undefined) throw new Failure(portSentence(use, problem, await portOwner(use.port)));
  }
}

/** The sentence about a port that can't be had. */
export function portSentence(use: PortUse, code: string, owner: string | undefined): string {
  const reason =
    code === 'EADDRINUSE'
      ? `is in use${owner === undefined ? '' : ` by ${owner}`}`
      : `can not be listened on (${code})`;
  return `Port ${use.port}, where ${use.what} listens, ${reason}: free it, or move ${use.what} with ${use.variable}.`;
}

async function whyNotFree(port: number): Promise<string | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
  server.close();
  await once(server, 'close');
  return undefined;
}
