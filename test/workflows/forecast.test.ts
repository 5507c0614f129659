import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { next } from '../support/time.ts';
import { travel } from '../support/travel.ts';

const NEW_YORK = 'America/New_York';
const MINUTE_MS = 60_000;

let env: TestWorkflowEnvironment;
let stack: Stack;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
  stack = await startStack({
    client: env.client,
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    now: () => env.currentTimeMs(),
  });
});

afterAll(async () => {
  await stack.stop();
  await env.teardown();
});

async function travelTo(ms: number): Promise<void> {
  const now = await env.currentTimeMs();
  if (ms > now) await travel(env, ms - now, stack.isBusy);
}

type Shown = { state: string; nextSendAt: string | null; waitsFor: string | null; sentence: string };

async function forecastOf({ campaignId, recipientId }: { campaignId: string; recipientId: string }): Promise<Shown> {
  return (await stack.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`)) as Shown;
}

it.each<[string, string, object]>([
  ['the opening of a window', '12025557001', {}],
  ['the opening in both of two possible zones', '18505557002', {}],
  ['a start in the middle of the night, and the opening after it', '12025557003', { startInMs: 30 * 60 * MINUTE_MS }],
])('the message goes when the forecast has promised: %s', async (_what, to, more) => {
  await travelTo(next(NEW_YORK, await env.currentTimeMs(), { hour: 22 }));
  const nowMs = await env.currentTimeMs();
  const { startInMs } = more as { startInMs?: number };
  const launched = await stack.launch(
    { consumerContent: { sms: to } },
    startInMs === undefined ? {} : { startAt: new Date(nowMs + startInMs).toISOString() },
  );
  await expect
    .poll(async () => (await forecastOf(launched)).state, { timeout: 10_000, interval: 20 })
    .toBe('SCHEDULED');
  const { nextSendAt, sentence } = await forecastOf(launched);
  const promisedMs = Date.parse(nextSendAt ?? '');
  expect(promisedMs).toBeGreaterThan(nowMs);
  expect(sentence).not.toContain('has not looked');

  await travelTo(promisedMs - MINUTE_MS);
  expect(await stack.attempts(launched.recipientId)).toEqual([]);
  expect(await forecastOf(launched)).toMatchObject({ nextSendAt });
  await travelTo(promisedMs + MINUTE_MS);
  await expect
    .poll(async () => (await forecastOf(launched)).state, { timeout: 10_000, interval: 20 })
    .toBe('DELIVERED');
  const [attempt] = await stack.attempts(launched.recipientId);
  const lateMs = (attempt?.called_at.getTime() ?? 0) - promisedMs;
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(MINUTE_MS / 2);
  expect(await forecastOf(launched)).toMatchObject({
    nextSendAt: null,
    waitsFor: null,
    sentence: expect.stringMatching(/^Sent by SMS on .* delivered /) as string,
  });
});
