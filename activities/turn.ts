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
 * A process that was held up longer has missed the turns of all who waited in it: called then, they would be a burst. They take another, once: one
 * that is always late makes none, and would only lose turns.
 */
const LATE_MS = 200;

/**
 * Waits for a call's turn in its account's pace. The engine's own limit keeps the line short, and lets up to twice the rate through in an idle
 * account's first second: this makes it exact. Nothing is decided before it and no lock held meanwhile: what comes after it decides.
 */
export async function awaitTurn({ db, now, wait }: ActivityDeps, channel: Channel, caller: Caller): Promise<void> {
  for (let isAnother = false; ; isAnother = true) {
    const turn = await takeTurn(db, channel, caller, LONGEST_WAIT_MS);
    if (!turn || (turn.given && turn.waitMs === 0)) return;
    if (!turn.given) throw retryLater(`Too many wait for their turn on ${CHANNEL_NAMES[channel]}.`, turn.waitMs);
    const dueMs = (await now()) + turn.waitMs;
    await wait(turn.waitMs);
    if (isAnother || (await now()) <= dueMs + LATE_MS) return;
  }
}
