import { setTimeout as delay } from 'node:timers/promises';

const RETRY_MS = 2_000;

/** Start-up order does not matter: a process waits for what it needs, and says so to `onFailure` each time that it is not there. */
export async function untilAnswers(
  attempt: () => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      onFailure(error);
      await delay(RETRY_MS);
    }
  }
}
