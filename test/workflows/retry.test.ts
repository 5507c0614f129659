/** Another try for who has failed, through the workflows: each is sent to exactly once, whatever has become of the first run. */
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyReceipt } from '../../db/receipts.ts';
import { DEMO } from '../../dev/seed.ts';
import { recipientWorkflowId } from '../../domain/workflow-ids.ts';
import { createTimeSkippingEnvironment } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { next, wallClock } from '../support/time.ts';
import { travel } from '../support/travel.ts';

const ZONE = 'America/New_York';

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

async function travelToNext(wall: { hour: number; minute?: number }): Promise<void> {
  const now = await env.currentTimeMs();
  await travel(env, next(ZONE, now, wall) - now, stack.isBusy);
}

function expectState(id: string) {
  return expect.poll(async () => (await stack.recipient(id)).state, { timeout: 10_000, interval: 20 });
}

type Recipient = { id: string; to: string; workflowId: string };

/** A campaign at noon whose recipients the carrier refuses, until their workflows have ended as failed; from then on it takes everything. */
async function launchFailed(count: number): Promise<{ path: string; recipients: Recipient[] }> {
  await travelToNext({ hour: 12 });
  const numbers = Array.from({ length: count }, () => `1202555${String(++lastNumber).padStart(4, '0')}`);
  for (const to of numbers) await stack.sandbox.behave('sms', to, '30007');
  const answer = (await stack.call('POST', '/campaign', {
    ...{ campaignName: 'Orders', skill: 'sales', templateId: DEMO.smsHandoff, consent: true },
    consumers: numbers.map((sms) => ({ consumerContent: { sms }, variables: { '1': 'Ann', '2': '4711' } })),
  })) as { proactiveCampaignId: string; acceptedConsumers: { id: string }[] };
  const campaignId = answer.proactiveCampaignId;
  const recipients = answer.acceptedConsumers.map(({ id }, index) => {
    return { id, to: numbers[index] ?? '', workflowId: recipientWorkflowId(DEMO.accountId, campaignId, id) };
  });
  for (const { id, to, workflowId } of recipients) {
    await expectState(id).toBe('FAILED');
    await expect.poll(() => statusOf(workflowId)).toBe('FAILED');
    await stack.sandbox.behave('sms', to, 'ok');
  }
  return { path: `/campaign/${campaignId}`, recipients };
}

const describeWorkflow = (workflowId: string) => env.client.workflow.getHandle(workflowId).describe();
const statusOf = async (workflowId: string) => (await describeWorkflow(workflowId)).status.name;
const campaignStatus = async (path: string) =>
  ((await stack.call('GET', path)) as { campaignStatus: string }).campaignStatus;

function only(recipients: Recipient[]): Recipient {
  const [recipient, ...more] = recipients;
  if (!recipient || more.length > 0) throw new Error(`${recipients.length} recipients`);
  return recipient;
}

it('whose run has ended as failed gets a new run, and one message', async () => {
  const { path, recipients } = await launchFailed(1);
  const { id, to, workflowId } = only(recipients);
  const { runId } = await describeWorkflow(workflowId);
  expect(await campaignStatus(path)).toBe('FINISHED');
  expect(await stack.call('POST', `${path}/recipients/${id}/retry`)).toMatchObject({
    campaignStatus: 'PUBLISHED',
    reopened: 1,
  });
  await expectState(id).toBe('DELIVERED');
  expect(await stack.sandbox.messages(to)).toHaveLength(1);
  expect((await describeWorkflow(workflowId)).runId).not.toBe(runId);
  expect(await campaignStatus(path)).toBe('FINISHED');
});

it('asked for by several people at once, is one message', async () => {
  const { path, recipients } = await launchFailed(1);
  const { id, to } = only(recipients);
  const one = `${path}/recipients/${id}/retry`;
  const asked = [one, one, `${path}/retry-failed`].map(
    (url) => stack.call('POST', url) as Promise<{ reopened: number }>,
  );
  const answers = await Promise.allSettled(asked);
  const reopened = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.reopened : 0));
  expect(reopened.reduce((a, b) => a + b, 0)).toBe(1);
  await expectState(id).toBe('DELIVERED');
  // Whatever else was told to the workflow has been heard by the next day.
  await travelToNext({ hour: 12 });
  expect(await stack.sandbox.messages(to)).toHaveLength(1);
});

it('of all who have failed: each of them gets one message, and the others none', async () => {
  const { path, recipients } = await launchFailed(4);
  expect(await stack.call('POST', `${path}/retry-failed`)).toMatchObject({
    campaignStatus: 'PUBLISHED',
    reopened: 4,
    counts: { attempted: 4, pending: 4, failed: 0 },
  });
  for (const { id } of recipients) await expectState(id).toBe('DELIVERED');
  for (const { to } of recipients) expect(await stack.sandbox.messages(to)).toHaveLength(1);
  expect(await stack.call('POST', `${path}/retry-failed`)).toMatchObject({ campaignStatus: 'FINISHED', reopened: 0 });
});

it('in the night waits for the opening', async () => {
  const { path, recipients } = await launchFailed(2);
  await travelToNext({ hour: 22 });
  await stack.call('POST', `${path}/retry-failed`);
  for (const { id } of recipients) {
    await expect.poll(async () => (await stack.recipient(id)).waits_for).toBe('WINDOW');
  }
  await travelToNext({ hour: 8, minute: 1 });
  for (const { id, to } of recipients) {
    await expectState(id).toBe('DELIVERED');
    const called = (await stack.attempts(id)).map((attempt) => wallClock(ZONE, attempt.called_at).slice(4));
    expect(called).toEqual([expect.stringMatching(/^12:/), '08:00']);
    expect(await stack.sandbox.messages(to)).toHaveLength(1);
  }
});

it('whose run still waits for a reply goes on in it', async () => {
  await travelToNext({ hour: 12 });
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  await stack.sandbox.behave('sms', to, 'no-receipt');
  const { campaignId, recipientId, workflow } = await stack.launch({ consumerContent: { sms: to } });
  await expectState(recipientId).toBe('SENT');
  const [attempt] = await stack.attempts(recipientId);
  // The carrier could not deliver it after all; the workflow has not been told when a person asks for another try.
  const failure = { channel: 'sms', attemptId: attempt?.id, state: 'FAILED', code: '30005' } as const;
  await applyReceipt(stack.db, failure, new Date(await env.currentTimeMs()));
  expect((await stack.recipient(recipientId)).state).toBe('FAILED');
  await stack.sandbox.behave('sms', to, 'ok');
  const { runId } = await workflow.describe();
  await stack.call('POST', `/campaign/${campaignId}/recipients/${recipientId}/retry`);
  await expectState(recipientId).toBe('DELIVERED');
  expect((await stack.attempts(recipientId)).map(({ state }) => state)).toEqual(['FAILED', 'DELIVERED']);
  expect((await workflow.describe()).runId).toBe(runId);
});

it('cut off by a cancel before the opening is never sent', async () => {
  const { path, recipients } = await launchFailed(2);
  await travelToNext({ hour: 22 });
  await stack.call('POST', `${path}/retry-failed`);
  expect(await stack.call('POST', `${path}/cancel`)).toMatchObject({
    campaignStatus: 'CANCELLED',
    counts: { attempted: 2, sent: 0, pending: 0, neverSent: 2 },
  });
  await travelToNext({ hour: 9 });
  for (const { id, to } of recipients) {
    await expectState(id).toBe('CANCELLED');
    expect(await stack.sandbox.messages(to)).toEqual([]);
  }
});
