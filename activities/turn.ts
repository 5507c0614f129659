import { takeTurn, type Caller } from '../db/pace.ts';
import { CHANNEL_NAMES, type Channel } from '../domain/channel.ts';
import type { ActivityDeps } from './deps.ts';
import { retryLater } from './once.ts';

/**
 * The engine gives out a second's calls of an account ahead of their turns at the most; a longer line is one that it does not keep short, and
 * waits in its queue.
 */
const LONGEST_WAIT_MS = 3_000;

/**
 * Waits for a call's turn in its account's pace. The engine's own limit keeps the line short, and lets up to twice the rate through in an idle
 * account's first second: this makes it exact. Nothing is decided before it and no lock held meanwhile: what comes after it decides.
 */
export async function awaitTurn({ db, wait }: ActivityDeps, channel: Channel, caller: Caller): Promise<void> {
  const turn = await takeTurn(db, channel, caller, LONGEST_WAIT_MS);
  if (turn?.given === false) {
    throw retryLater(`Too many wait for their turn on ${CHANNEL_NAMES[channel]}.`, turn.waitMs);
  }
  if (turn && turn.waitMs > 0) await wait(turn.waitMs);
}
