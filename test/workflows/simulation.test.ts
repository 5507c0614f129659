/** What a simulation promises is what the product then does. */
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
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

type Simulated = {
  sends: number;
  endsAt: string;
  zones: { timezones: string[]; firstSendAt: string; lastSendAt: string }[];
};

it.each<[string, string, object]>([
  ['at the account’s rate', '71', {}],
  ['at a send rate of its own, ten minutes apart', '72', { sendRate: 1 / 600 }],
])('each zone of a campaign is sent to when the simulation has said: %s', async (_what, series, more) => {
  await travelTo(next(NEW_YORK, await env.currentTimeMs(), { hour: 22 }));
  // Three in New York, two in Florida of two zones, one in Los Angeles, where it is 19:00.
  const numbers = ['202', '202', '202', '850', '850', '310'].map((code, n) => `1${code}555${series}0${n}`);
  const body = {
    templateId: DEMO.smsHandoff,
    consumers: numbers.map((sms) => ({ consumerContent: { sms }, variables: { 1: 'Ann', 2: '4711' } })),
    ...more,
  };
  const simulated = (await stack.call('POST', '/simulations', body)) as Simulated;
  expect(simulated).toMatchObject({ sends: 6 });
  expect(simulated.zones).toHaveLength(3);
  const launched = (await stack.call('POST', '/campaign', {
    ...{ campaignName: 'Simulated', skill: 'sales', consent: true },
    ...body,
  })) as { acceptedConsumers: { id: string }[] };
  const ids = launched.acceptedConsumers.map(({ id }) => id);
  const stateOf = async (id: string) => (await stack.recipient(id)).state;
  for (const id of ids) {
    await expect.poll(() => stateOf(id), { timeout: 10_000, interval: 20 }).toMatch(/^(SCHEDULED|SENT|DELIVERED)$/);
  }
  // From one send to the next: the clock must not pass all of them in one jump.
  const instants = [...new Set(simulated.zones.flatMap(({ firstSendAt, lastSendAt }) => [firstSendAt, lastSendAt]))];
  for (const instant of instants.sort()) await travelTo(Date.parse(instant) + MINUTE_MS);
  const sentTo = new Map<string, number[]>();
  for (const id of ids) {
    await expect.poll(() => stateOf(id), { timeout: 10_000, interval: 20 }).toBe('DELIVERED');
    const { zones } = await stack.recipient(id);
    const [attempt] = await stack.attempts(id);
    sentTo.set(zones.join(), [...(sentTo.get(zones.join()) ?? []), attempt?.called_at.getTime() ?? 0]);
  }
  for (const { timezones, firstSendAt, lastSendAt } of simulated.zones) {
    const calls = sentTo.get(timezones.join()) ?? [];
    for (const [call, promised] of [
      [Math.min(...calls), firstSendAt],
      [Math.max(...calls), lastSendAt],
    ] as const) {
      expect(Math.abs(call - Date.parse(promised)), `${timezones.join()}: ${promised}`).toBeLessThan(MINUTE_MS / 2);
    }
  }
});
