/** Rule sets and limits per consumer, through the whole product: what the sandbox's phones get, and when. */
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { next, wallClock } from '../support/time.ts';
import { travel } from '../support/travel.ts';

const ZONE = 'America/New_York';
const HOUR_MS = 3_600_000;

let env: TestWorkflowEnvironment;
let stack: Stack;
let lastNumber = 100;

beforeAll(async () => {
  env = await createTimeSkippingEnvironment();
  stack = await startStack({
    client: env.client,
    connection: env.nativeConnection,
    namespace: env.namespace ?? 'default',
    now: () => env.currentTimeMs(),
  });
});

beforeEach(() => change({ ruleSet: null, messagesPerConsumer: { per24Hours: null, per7Days: null } }));

afterAll(async () => {
  await stack.stop();
  await env.teardown();
});

const change = (settings: object) => stack.call('PATCH', '/settings', settings);
const newNumber = (areaCode = '202') => `1${areaCode}555${String(++lastNumber).padStart(4, '0')}`;

async function travelTo(ms: number): Promise<void> {
  const now = await env.currentTimeMs();
  if (ms > now) await travel(env, ms - now, stack.isBusy);
}

async function travelToNext(wall: { weekday?: number; hour: number; minute?: number }): Promise<void> {
  await travelTo(next(ZONE, await env.currentTimeMs(), wall));
}

function expectRecipient(id: string) {
  return expect.poll(() => stack.recipient(id), { timeout: 10_000, interval: 20 });
}

const sent = (id: string) => expectRecipient(id).toMatchObject({ state: 'DELIVERED' });

async function calls(id: string): Promise<string[]> {
  return (await stack.attempts(id)).map((attempt) => `${attempt.channel} ${wallClock(ZONE, attempt.called_at)}`);
}

describe('an account with the rule set strict', () => {
  it('sends nothing at 20:30, and sends at 08:00 with the version that said so', async () => {
    await travelToNext({ weekday: 2, hour: 20, minute: 30 });
    const free = await stack.launch({ consumerContent: { sms: newNumber() } });
    await sent(free.recipientId);
    await change({ ruleSet: 'strict' });
    const to = newNumber();
    const { recipientId, campaignId } = await stack.launch({ consumerContent: { sms: to } });
    await expectRecipient(recipientId).toMatchObject({ state: 'SCHEDULED', waits_for: 'WINDOW' });
    await travelToNext({ hour: 7, minute: 59 });
    expect(await stack.sandbox.messages(to)).toEqual([]);
    await travelToNext({ hour: 8, minute: 1 });
    await sent(recipientId);
    expect(await calls(recipientId)).toEqual(['sms Wed 08:00']);
    expect(await stack.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`)).toMatchObject({
      attempts: [{ ruleVersion: expect.stringMatching(/ rules-strict-1$/) as string }],
    });
    expect((await stack.attempts(free.recipientId))[0]?.rule_version).not.toContain('rules');
  });

  it('sends nothing to Alabama on a Sunday, and at once when the rule set is taken away', async () => {
    await change({ ruleSet: 'strict' });
    await travelToNext({ weekday: 7, hour: 13 });
    const [alabama, florida] = [newNumber('205'), newNumber('305')];
    const held = await stack.launch({ consumerContent: { sms: alabama } });
    const free = await stack.launch({ consumerContent: { sms: florida } });
    await sent(free.recipientId);
    await expectRecipient(held.recipientId).toMatchObject({
      waits_for: 'WINDOW',
      reason: expect.stringContaining('the rule set strict (Alabama)') as string,
    });
    await change({ ruleSet: null });
    await sent(held.recipientId);
    expect((await calls(held.recipientId))[0]).toMatch(/^sms Sun 13:/);
  });
});

describe('an account that allows one message to a consumer in 24 hours', () => {
  const limit = () => change({ messagesPerConsumer: { per24Hours: 1, per7Days: null } });

  it('sends the second campaign’s a day after the first one’s, on whatever channel', async () => {
    await limit();
    await travelToNext({ weekday: 1, hour: 12 });
    const to = newNumber();
    const first = await stack.launch({ consumerContent: { sms: to } });
    await sent(first.recipientId);
    const second = await stack.launch({ consumerContent: { wa: to, sms: to } }, { templateId: DEMO.bothHandoff });
    await expectRecipient(second.recipientId).toMatchObject({ state: 'SCHEDULED', waits_for: 'CONSUMER_LIMIT' });
    const [one] = await stack.attempts(first.recipientId);
    expect(await stack.call('GET', `/campaign/${second.campaignId}/recipients/${second.recipientId}`)).toMatchObject({
      nextSendAt: new Date((one?.called_at.getTime() ?? 0) + 24 * HOUR_MS).toISOString(),
      waitsFor: 'CONSUMER_LIMIT',
    });
    await travelTo((one?.called_at.getTime() ?? 0) + 23.9 * HOUR_MS);
    expect(await stack.sandbox.messages(to)).toHaveLength(1);
    await travelTo((one?.called_at.getTime() ?? 0) + 24.1 * HOUR_MS);
    await sent(second.recipientId);
    const [other] = await stack.attempts(second.recipientId);
    expect((other?.called_at.getTime() ?? 0) - (one?.called_at.getTime() ?? 0)).toBeGreaterThanOrEqual(24 * HOUR_MS);
    expect(await calls(second.recipientId)).toEqual(['wa Tue 12:00']);
  });

  it('does not count what WhatsApp refused: the SMS goes at once', async () => {
    await limit();
    await travelToNext({ weekday: 3, hour: 12 });
    const to = newNumber();
    await stack.sandbox.behave('wa', to, '131026');
    const { recipientId } = await stack.launch(
      { consumerContent: { wa: to, sms: to } },
      { templateId: DEMO.bothHandoff },
    );
    await sent(recipientId);
    expect((await calls(recipientId)).map((call) => call.slice(0, 3))).toEqual(['wa ', 'sms']);
  });

  it('ends a recipient whose campaign is over before, when it is over', async () => {
    await limit();
    await travelToNext({ weekday: 4, hour: 12 });
    const to = newNumber();
    await sent((await stack.launch({ consumerContent: { sms: to } })).recipientId);
    const expiresAt = new Date((await env.currentTimeMs()) + 6 * HOUR_MS).toISOString();
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } }, { expiresAt });
    await expectRecipient(recipientId).toMatchObject({ state: 'SCHEDULED', wake_at: new Date(expiresAt) });
    await travelTo(Date.parse(expiresAt) + 60_000);
    await expectRecipient(recipientId).toMatchObject({ state: 'EXPIRED' });
    expect(await stack.sandbox.messages(to)).toHaveLength(1);
  });

  it('that is raised lets out who else would not be sent to before the campaign’s end', async () => {
    await limit();
    await travelToNext({ weekday: 4, hour: 12 });
    const to = newNumber();
    await sent((await stack.launch({ consumerContent: { sms: to } })).recipientId);
    const expiresAt = new Date((await env.currentTimeMs()) + 6 * HOUR_MS).toISOString();
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } }, { expiresAt });
    await expectRecipient(recipientId).toMatchObject({ state: 'SCHEDULED', wake_at: new Date(expiresAt) });
    await change({ messagesPerConsumer: { per24Hours: 2 } });
    await sent(recipientId);
  });

  it('and allows more: who waits goes on at once', async () => {
    await limit();
    await travelToNext({ weekday: 5, hour: 12 });
    const to = newNumber();
    await sent((await stack.launch({ consumerContent: { sms: to } })).recipientId);
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectRecipient(recipientId).toMatchObject({ waits_for: 'CONSUMER_LIMIT' });
    await change({ messagesPerConsumer: { per24Hours: 2 } });
    await sent(recipientId);
  });
});
