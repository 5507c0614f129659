import { setTimeout as delay } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

const LOOK_EVERY_MS = 50;
/** A workflow task takes a few milliseconds: a clock that only keeps pace with ours for so long stands on a lock that nobody will release. */
const STUCK_AFTER_MS = 1_000;

/**
 * Sleeps on the test server's clock. The server (1.30) keeps a lock on its clock whenever a child ends after its parent has
 * (childWorkflowCompleted is answered NOT_FOUND, and the lock that the parent was to release stays), and our recipients outlive their
 * campaigns by design: once the clock stands still though nothing is going on, one such lock is released.
 */
export async function travel(env: TestWorkflowEnvironment, ms: number, isBusy: () => boolean): Promise<void> {
  let asleepStill = true;
  const asleep = env.sleep(ms).then(() => (asleepStill = false));
  const isAsleep = () => asleepStill;
  let lastJumpAt = Date.now();
  let before = { real: Date.now(), server: await env.currentTimeMs() };
  while (isAsleep()) {
    await Promise.race([asleep, delay(LOOK_EVERY_MS)]);
    const now = { real: Date.now(), server: await env.currentTimeMs() };
    const jumped = now.server - before.server > (now.real - before.real) * 2 + 1_000;
    if (jumped || isBusy()) lastJumpAt = now.real;
    if (isAsleep() && now.real - lastJumpAt > STUCK_AFTER_MS) {
      await env.connection.testService?.unlockTimeSkipping({});
      lastJumpAt = now.real;
    }
    before = now;
  }
}
