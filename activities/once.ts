import { setTimeout as delay } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/activity';

/**
 * A call begins within this time of the instant that was written as its intent, or not at all. Together with the provider's time-out it is
 * when a look-up can be believed: before that, another process may still be about to call.
 */
export const CALL_BEGINS_WITHIN_MS = 5_000;
export const LOOK_UP_AFTER_MS = 30_000;
export const LOOK_UP_AGAIN_AFTER_MS = 10_000;

const RECORD_TRIES = 5;
const RECORD_AGAIN_AFTER_MS = 250;

/** What a provider has said is in hand: a database that is away for some seconds must not lose it. */
export async function persist<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries === RECORD_TRIES || error instanceof ApplicationFailure) throw error;
      await delay(RECORD_AGAIN_AFTER_MS * 2 ** tries);
    }
  }
}

/** Has the engine run this activity again after the time. */
export function retryLater(message: string, delayMs: number): ApplicationFailure {
  return ApplicationFailure.create({ message, type: 'RetryLater', nextRetryDelay: Math.max(delayMs, 1) });
}
