import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 2_000;

/** Start-up order does not matter: a process waits for what it needs, and returns it. Each time that it is not there, `onFailure` hears of it. */
export async function untilAnswers<T>(attempt: () => Promise<T>, onFailure: (error: unknown) => void): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      onFailure(error);
      await delay(RETRY_MS);
    }
  }
}
