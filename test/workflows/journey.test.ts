import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { next, nextClockChange, wallClock } from '../support/time.ts';
import { travel } from '../support/travel.ts';

const ZONE = 'America/New_York';
const MONDAY = 1;
const SATURDAY = 6;

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

afterAll(async () => {
  await stack.stop();
  await env.teardown();
});

/** A number of its own for each test: in Washington, DC. */
function newNumber(): string {
  return `1202555${String(++lastNumber).padStart(4, '0')}`;
}

async function travelTo(ms: number): Promise<void> {
  const now = await env.currentTimeMs();
  if (ms > now) await travel(env, ms - now, stack.isBusy);
}

async function travelToNext(wall: { weekday?: number; hour: number; minute?: number }): Promise<void> {
  await travelTo(next(ZONE, await env.currentTimeMs(), wall));
}

/** Waits for the state itself, in real time: the test server's clock stands still meanwhile. */
function expectState(id: string) {
  return expect.poll(async () => (await stack.recipient(id)).state, { timeout: 10_000, interval: 20 });
}

async function callTimes(id: string): Promise<string[]> {
  return (await stack.attempts(id)).map((attempt) => `${attempt.channel} ${wallClock(ZONE, attempt.called_at)}`);
}

describe('the night', () => {
  it('sends at once in the daytime', async () => {
    await travelToNext({ weekday: MONDAY, hour: 12 });
    const to = newNumber();
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('DELIVERED');
    const [message] = await stack.sandbox.messages(to);
    expect(message?.text).toContain('Hi Ann, your order 4711');
    expect(message?.text).toContain('STOP');
  });

  it('sleeps through it, and sends at the opening', async () => {
    await travelToNext({ hour: 22 });
    const to = newNumber();
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('SCHEDULED');
    await travelToNext({ hour: 7, minute: 59 });
    expect(await stack.sandbox.messages(to)).toEqual([]);
    await travelToNext({ hour: 8, minute: 1 });
    await expectState(recipientId).toBe('DELIVERED');
    expect((await callTimes(recipientId))[0]).toMatch(/^sms ... 08:00$/);
  });

  it('sleeps over the weekend where the campaign lists workdays only', async () => {
    await travelToNext({ weekday: SATURDAY, hour: 12 });
    const windows = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((day) => {
      return { day, startTime: { hour: '09', minute: '30' }, endTime: { hour: 17, minute: 0 } };
    });
    const { recipientId } = await stack.launch(
      { consumerContent: { sms: newNumber() } },
      { schedulingMetrics: { windows } },
    );
    await expectState(recipientId).toBe('SCHEDULED');
    await travelToNext({ weekday: MONDAY, hour: 9, minute: 31 });
    await expectState(recipientId).toBe('DELIVERED');
    expect(await callTimes(recipientId)).toEqual(['sms Mon 09:30']);
  });

  it.each([
    ['forwards', 1, 9],
    ['back', -1, 11],
  ] as const)('opens at 08:00 on the wall when the clocks go %s in the night', async (_way, direction, hours) => {
    const change = nextClockChange(ZONE, await env.currentTimeMs(), direction);
    await travelTo(next(ZONE, change - 86_400_000, { hour: 22 }));
    const { recipientId } = await stack.launch({ consumerContent: { sms: newNumber() } });
    await expectState(recipientId).toBe('SCHEDULED');
    const startedAt = await env.currentTimeMs();
    await travelToNext({ hour: 8, minute: 1 });
    await expectState(recipientId).toBe('DELIVERED');
    expect(await callTimes(recipientId)).toEqual(['sms Sun 08:00']);
    const [attempt] = await stack.attempts(recipientId);
    expect(Math.round(((attempt?.called_at.getTime() ?? 0) - startedAt) / 3_600_000)).toBe(hours);
  });
});

describe('step-down', () => {
  const both = (to: string) => ({ consumerContent: { wa: to, sms: to } });
  const handoff = { templateId: 'H100000002' };

  it('goes to SMS when WhatsApp refuses the recipient, with the opt-out text', async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    await stack.sandbox.behave('wa', to, '131026');
    const { recipientId } = await stack.launch(both(to), handoff);
    await expectState(recipientId).toBe('DELIVERED');
    expect((await stack.attempts(recipientId)).map(({ channel, state, code }) => [channel, state, code])).toEqual([
      ['wa', 'REFUSED', '131026'],
      ['sms', 'DELIVERED', null],
    ]);
    const messages = await stack.sandbox.messages(to);
    expect(messages.map((message) => message.channel)).toEqual(['sms']);
    expect(messages[0]?.text).toContain('STOP');
  });

  it('goes to SMS when WhatsApp fails after it had accepted', async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    await stack.sandbox.behave('wa', to, 'failed:131026');
    const { recipientId } = await stack.launch(both(to), handoff);
    await expectState(recipientId).toBe('DELIVERED');
    expect((await stack.attempts(recipientId)).map(({ channel, state }) => [channel, state])).toEqual([
      ['wa', 'FAILED'],
      ['sms', 'DELIVERED'],
    ]);
  });

  it('stays on WhatsApp where it is taken', async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    const { recipientId } = await stack.launch(both(to), handoff);
    await expectState(recipientId).toBe('DELIVERED');
    expect((await stack.sandbox.messages(to)).map((message) => message.channel)).toEqual(['wa']);
  });
});

describe('a reply', () => {
  async function conversations(campaignId: string) {
    const list = await stack.daybreak.get('/api/v2/account/{accountId}/conversations', { query: { campaignId } });
    return list.conversations;
  }

  it("goes to the campaign's skill within the lookback period", async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    const { campaignId, recipientId } = await stack.launch({
      consumerContent: { sms: to },
      sdes: [{ type: 'ctmrinfo' }],
    });
    await expectState(recipientId).toBe('DELIVERED');
    await stack.sandbox.reply('sms', to, 'Where is it?');
    await expect
      .poll(() => conversations(campaignId))
      .toMatchObject([{ skill: 'sales', proactiveCampaignId: campaignId }]);
  });

  it('goes to the default skill after it, though the workflow has ended', async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    const { campaignId, recipientId, workflow } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('DELIVERED');
    await travel(env, 31 * 86_400_000, stack.isBusy);
    expect((await workflow.describe()).status.name).toBe('COMPLETED');
    await stack.sandbox.reply('sms', to, 'Hello again');
    await expect
      .poll(() => conversations(campaignId))
      .toMatchObject([{ skill: 'general', proactiveCampaignId: campaignId }]);
  });

  it('opens a new conversation on the default skill after the first was closed', async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    const { campaignId, recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('DELIVERED');
    await stack.sandbox.reply('sms', to, 'Where is it?');
    await expect.poll(() => conversations(campaignId)).toHaveLength(1);
    const [first] = await conversations(campaignId);
    await stack.call('POST', `/conversations/${first?.id ?? ''}/close`);
    await stack.sandbox.reply('sms', to, 'And now?');
    await expect.poll(() => conversations(campaignId)).toHaveLength(2);
    expect((await conversations(campaignId)).map(({ skill }) => skill).sort()).toEqual(['general', 'sales']);
  });
});

describe('a STOP', () => {
  it('skips who is asleep, and the workflow ends', async () => {
    await travelToNext({ hour: 22 });
    const to = newNumber();
    const { recipientId, workflow } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('SCHEDULED');
    await stack.sandbox.reply('sms', to, ' stop. ');
    await expectState(recipientId).toBe('SKIPPED');
    expect(await workflow.result()).toEqual({ state: 'SKIPPED' });
    expect(await stack.sandbox.messages(to)).toEqual([]);
  });

  it('holds for later campaigns until START takes it back', async () => {
    await travelToNext({ hour: 12 });
    const to = newNumber();
    await stack.sandbox.reply('sms', to, 'STOP');
    const skipped = await stack.launch({ consumerContent: { sms: to } });
    await expectState(skipped.recipientId).toBe('SKIPPED');
    await stack.sandbox.reply('sms', to, 'Start');
    const sent = await stack.launch({ consumerContent: { sms: to } });
    await expectState(sent.recipientId).toBe('DELIVERED');
  });
});

describe('a pause', () => {
  it('parks who wakes into it, and resume sends them on', async () => {
    await travelToNext({ hour: 22 });
    const to = newNumber();
    const { campaignId, recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('SCHEDULED');
    await stack.call('POST', `/campaign/${campaignId}/pause`);
    await travelToNext({ hour: 9 });
    await expect.poll(async () => (await stack.recipient(recipientId)).waits_for).toBe('PAUSED');
    expect(await stack.sandbox.messages(to)).toEqual([]);
    await stack.call('POST', `/campaign/${campaignId}/resume`);
    await expectState(recipientId).toBe('DELIVERED');
  });

  it.each(['30034', 'failed:30034'])(
    'of Twilio’s making (%s) ends with a resume, which sends by itself',
    async (outcome) => {
      await travelToNext({ hour: 9 });
      const to = newNumber();
      await stack.sandbox.behave('sms', to, outcome, 1);
      const { campaignId, recipientId } = await stack.launch({ consumerContent: { sms: to } });
      await expect.poll(async () => (await stack.recipient(recipientId)).waits_for).toBe('PAUSED');
      expect((await stack.recipient(recipientId)).reason).toContain('(code 30034)');
      await stack.call('POST', `/campaign/${campaignId}/resume`);
      await expectState(recipientId).toBe('DELIVERED');
    },
  );

  it('cancelled, it ends who is parked', async () => {
    await travelToNext({ hour: 22 });
    const { campaignId, recipientId, workflow } = await stack.launch({ consumerContent: { sms: newNumber() } });
    await expectState(recipientId).toBe('SCHEDULED');
    await stack.call('POST', `/campaign/${campaignId}/pause`);
    await travelToNext({ hour: 9 });
    await expect.poll(async () => (await stack.recipient(recipientId)).waits_for).toBe('PAUSED');
    await stack.call('POST', `/campaign/${campaignId}/cancel`);
    await expectState(recipientId).toBe('CANCELLED');
    expect(await workflow.result()).toEqual({ state: 'CANCELLED' });
  });
});

describe("a pause for a provider's answer", () => {
  it.each([
    ['132015', 'PAUSED', (campaignId: string) => `/campaign/${campaignId}/resume`],
    ['190', 'CHANNEL_PAUSED', () => '/channels/wa/resume'],
  ] as const)(
    'of code %s parks with %s, and goes on by itself when a person resumes it',
    async (code, constraint, path) => {
      await travelToNext({ hour: 12 });
      const to = newNumber();
      await stack.sandbox.behave('wa', to, code, 1);
      const consumer = { consumerContent: { wa: to, sms: to } };
      const { recipientId, campaignId } = await stack.launch(consumer, { templateId: 'H100000002' });
      await expect
        .poll(async () => (await stack.recipient(recipientId)).waits_for, { timeout: 10_000 })
        .toBe(constraint);
      expect(await stack.sandbox.messages(to)).toEqual([]);
      await stack.call('POST', path(campaignId));
      await expectState(recipientId).toBe('DELIVERED');
      expect((await stack.sandbox.messages(to)).map(({ channel }) => channel)).toEqual(['wa']);
    },
  );
});

describe('the windows of a channel', () => {
  const all = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'].map((day) => {
    return { day, startTime: { hour: 0, minute: 0 }, endTime: { hour: 24, minute: 0 } };
  });

  it('made wider, let out at once who sleeps for the old opening', async () => {
    await travelToNext({ hour: 22 });
    const to = newNumber();
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('SCHEDULED');
    await stack.call('PATCH', '/channels/sms', { windows: all });
    await expectState(recipientId).toBe('DELIVERED');
    expect((await callTimes(recipientId))[0]).toMatch(/^sms ... 22:/);
  });

  it('made narrower, hold who wakes at the old opening until the new one', async () => {
    await stack.call('PATCH', '/channels/sms', { windows: null });
    await travelToNext({ hour: 22 });
    const to = newNumber();
    const { recipientId } = await stack.launch({ consumerContent: { sms: to } });
    await expectState(recipientId).toBe('SCHEDULED');
    const noon = all.map(({ day }) => {
      return { day, startTime: { hour: 12, minute: 0 }, endTime: { hour: 21, minute: 0 } };
    });
    await stack.call('PATCH', '/channels/sms', { windows: noon });
    await travelToNext({ hour: 11, minute: 59 });
    expect(await stack.sandbox.messages(to)).toEqual([]);
    await travelToNext({ hour: 12, minute: 1 });
    await expectState(recipientId).toBe('DELIVERED');
    await stack.call('PATCH', '/channels/sms', { windows: null });
  });
});
