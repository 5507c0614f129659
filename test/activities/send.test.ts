import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboundMessage } from '../../activities/message.ts';
import { insertAttempt, recordAccepted } from '../../db/attempts.ts';
import { findFacts } from '../../db/facts.ts';
import { TIMEZONE_DATA_VERSION } from '../../domain/timezone.ts';
import { applyReceipt } from '../../db/receipts.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const ZONE = 'America/New_York';
const NOON = next(ZONE, Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const EVENING = next(ZONE, NOON, { hour: 21 });

/** Nothing listens there: these tests call the activities themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now), clock: () => now });
});
afterAll(() => product.stop());
beforeEach(() => (now = NOON));

async function launch(templateId = 'H100000001') {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  const { recipientId, campaignId } = await product.launch({ consumerContent: { sms: to, wa: to } }, { templateId });
  return { to, recipientId, campaignId };
}

const sendSms = (recipientId: string) => product.activities.sendSms({ recipientId });
const sendWhatsApp = (recipientId: string) => product.activities.sendWhatsApp({ recipientId });

/** What a worker that dies right after leaves: the intent to call. */
async function insertCall(recipientId: string, id: string, to: string): Promise<void> {
  const recipient = await product.recipient(recipientId);
  const call = { channel: 'sms', from: '+12025550100', to, localTime: '', ruleVersion: '' } as const;
  await insertAttempt(product.db, { id, recipient, ...call, calledAtMs: now });
}

/** An activity that asks the engine to run it again later. */
async function retryDelayMs(send: Promise<unknown>): Promise<number> {
  const failure: unknown = await send.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect((failure as ApplicationFailure).nonRetryable).not.toBe(true);
  return Number((failure as ApplicationFailure).nextRetryDelay);
}

async function states(recipientId: string) {
  return (await product.attempts(recipientId)).map(({ channel, state }) => `${channel} ${state}`);
}

describe('once', () => {
  it('sends one message when it is called twice', async () => {
    const { to, recipientId } = await launch();
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });

  it('keeps where the clock stood, in each possible zone, and by which data', async () => {
    const to = `1850555${String(++lastNumber).padStart(4, '0')}`;
    const { recipientId } = await product.launch({ consumerContent: { sms: to } });
    await sendSms(recipientId);
    const { zone_source, zone_version } = await product.recipient(recipientId);
    expect([zone_source, zone_version]).toEqual(['area-code', TIMEZONE_DATA_VERSION]);
    expect(await product.attempts(recipientId)).toMatchObject([
      { local_time: 'Mon 11:00 America/Chicago, Mon 12:00 America/New_York', rule_version: TIMEZONE_DATA_VERSION },
    ]);
  });

  it('sends one message when it is called twice at once', async () => {
    const { to, recipientId } = await launch();
    const results = await Promise.allSettled([sendSms(recipientId), sendSms(recipientId)]);
    expect(results.filter((result) => result.status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });

  it('looks a text up when the worker died before it heard the answer, and does not send it again', async () => {
    const { to, recipientId } = await launch();
    await product.sandbox.behave('sms', to, 'no-receipt');
    const known = await findFacts(product.db, recipientId, now);
    if (!known) throw new Error('no such recipient');
    const message = outboundMessage(known, 'sms', crypto.randomUUID(), null);
    await insertCall(recipientId, message.attemptId, message.to);
    expect(await product.adapters.sms.send(message)).toMatchObject({ outcome: 'accepted' });

    now += 5_000;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await states(recipientId)).toEqual(['sms ACCEPTED']);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });

  it('does not send it again either where Twilio has put something before the text', async () => {
    const { to, recipientId } = await launch();
    const known = await findFacts(product.db, recipientId, now);
    if (!known) throw new Error('no such recipient');
    const message = outboundMessage(known, 'sms', crypto.randomUUID(), null);
    await insertCall(recipientId, message.attemptId, message.to);
    // Answered, but without a webhook that would tell.
    await product.sandbox.behave('sms', to, 'trial');
    await product.adapters.sms.send({ ...message, attemptId: crypto.randomUUID() });
    await product.sandbox.behave('sms', to, 'ok');

    now += 60_000;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await states(recipientId)).toEqual(['sms ACCEPTED']);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });

  it('sends the same text of two campaigns once each, though one message alone was taken of two lost calls', async () => {
    const { to, recipientId } = await launch();
    const other = await product.launch({ consumerContent: { sms: to, wa: to } });
    await product.sandbox.behave('sms', to, 'no-receipt');
    for (const id of [recipientId, other.recipientId]) await insertCall(id, crypto.randomUUID(), `+${to}`);
    const [lost] = await product.attempts(recipientId);
    const known = await findFacts(product.db, recipientId, now);
    if (!known || !lost) throw new Error('no such recipient');
    await product.adapters.sms.send(outboundMessage(known, 'sms', lost.id, null));

    now += 60_000;
    // Which of the two it is can't be seen: neither is repeated.
    for (const id of [recipientId, other.recipientId]) await retryDelayMs(sendSms(id));
    const [taken, ...more] = await product.sandbox.messages(to);
    expect(more).toEqual([]);
    // A webhook tells, late; what is left was never taken.
    const receipt = { channel: 'sms', attemptId: lost.id, providerMessageId: taken?.id, state: 'DELIVERED' } as const;
    await applyReceipt(product.db, receipt, new Date(now));
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    now += await retryDelayMs(sendSms(other.recipientId));
    expect(await sendSms(other.recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await product.sandbox.messages(to)).toHaveLength(2);
  });

  it('takes a receipt by its reference where a look-up has given the message to another call with the same text', async () => {
    const { to, recipientId } = await launch();
    const other = await product.launch({ consumerContent: { sms: to, wa: to } });
    for (const id of [recipientId, other.recipientId]) await insertCall(id, crypto.randomUUID(), `+${to}`);
    const [mine] = await product.attempts(recipientId);
    const [theirs] = await product.attempts(other.recipientId);
    if (!mine || !theirs) throw new Error('no such attempt');
    await recordAccepted(product.db, mine, 'SMb', now);
    await recordAccepted(product.db, theirs, 'SMa', now);
    for (const [attempt, providerMessageId] of [
      [mine, 'SMa'],
      [theirs, 'SMb'],
    ] as const) {
      const receipt = { channel: 'sms', attemptId: attempt.id, providerMessageId, state: 'DELIVERED' } as const;
      await applyReceipt(product.db, receipt, new Date(now));
    }
    expect([...(await states(recipientId)), ...(await states(other.recipientId))]).toEqual([
      'sms DELIVERED',
      'sms DELIVERED',
    ]);
  });

  it('shows what nobody can find out as UNKNOWN, and does not send it again', async () => {
    const { to, recipientId } = await launch();
    await insertCall(recipientId, crypto.randomUUID(), `+${to}`);
    now += 10 * 60_000;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'UNKNOWN', error: { code: '5403' } });
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'UNKNOWN' });
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'UNKNOWN' });
    expect(await product.sandbox.messages(to)).toEqual([]);
  });

  it('waits for the webhook when the answer of WhatsApp was lost, and neither repeats nor steps down', async () => {
    const { to, recipientId } = await launch('H100000002');
    await product.sandbox.behave('wa', to, 'timeout-after-accept');
    const decision = await sendWhatsApp(recipientId);
    // The webhook may be there before the time-out has passed: then the outcome is known already.
    if (decision.kind === 'sleep') expect(decision.constraint).toBe('OUTCOME');
    await expect.poll(async () => (await product.recipient(recipientId)).state).toBe('DELIVERED');
    expect(await product.activities.checkEligibility({ recipientId, fresh: false })).toMatchObject({ state: 'SENT' });
    expect((await product.sandbox.messages(to)).map(({ channel }) => channel)).toEqual(['wa']);
  });

  it('sends again what a worker that died never sent, once the provider says so', async () => {
    const { to, recipientId } = await launch();
    await insertCall(recipientId, crypto.randomUUID(), `+${to}`);
    now += 10_000;
    expect(await retryDelayMs(sendSms(recipientId))).toBe(20_000);
    expect(await product.sandbox.messages(to)).toEqual([]);
    now += 20_000;
    const backOff = await retryDelayMs(sendSms(recipientId));
    now += backOff;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await states(recipientId)).toEqual(['sms ABSENT', expect.stringMatching(/^sms (ACCEPTED|DELIVERED)$/)]);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });
});

describe('right before the call', () => {
  it('does not send at 21:00:00, and says when the window opens', async () => {
    const { to, recipientId } = await launch();
    now = EVENING;
    expect(await sendSms(recipientId)).toMatchObject({
      kind: 'sleep',
      constraint: 'WINDOW',
      until: new Date(next(ZONE, now, { hour: 8 })).toISOString(),
    });
    expect(await product.sandbox.messages(to)).toEqual([]);
  });

  it('calls nobody in the last second, for which no provider can be told to keep the message', async () => {
    const { to, recipientId } = await launch();
    now = EVENING - 999;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'sleep', constraint: 'WINDOW' });
    expect(await states(recipientId)).toEqual(['sms ABSENT']);
    expect(await product.sandbox.messages(to)).toEqual([]);
  });

  it('sends at 20:59:59', async () => {
    const { recipientId } = await launch();
    now = EVENING - 1_000;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    const [attempt] = await product.attempts(recipientId);
    expect(attempt?.local_time).toBe('Mon 20:59 America/New_York');
  });

  it('does not send to someone who said STOP while the message was in the queue', async () => {
    const { to, recipientId } = await launch();
    await product.sandbox.reply('sms', to, 'STOP');
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
    expect(await product.sandbox.messages(to)).toEqual([]);
  });

  it('does not send in a campaign that was paused while the message was in the queue', async () => {
    const { to, recipientId, campaignId } = await launch();
    await product.call('POST', `/campaign/${campaignId}/pause`);
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'sleep', until: null, constraint: 'PAUSED' });
    expect(await product.sandbox.messages(to)).toEqual([]);
  });
});

describe("a provider's answer", () => {
  it('is retried by the engine when the provider is busy, after the back-off', async () => {
    const { to, recipientId } = await launch();
    await product.sandbox.behave('sms', to, '20429');
    expect(await retryDelayMs(sendSms(recipientId))).toBe(2_000);
    await product.sandbox.behave('sms', to, 'ok');
    now += 2_000;
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
  });

  it('21610 records the opt-out, and skips the recipient', async () => {
    const { to, recipientId } = await launch();
    await product.sandbox.behave('sms', to, '21610');
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
    const optOuts = await product.db.selectFrom('opt_out').selectAll().where('consumer', '=', `+${to}`).execute();
    expect(optOuts).toMatchObject([{ source: 'provider:21610', revoked_at: null }]);
  });

  it('132001 pauses the campaign and says why', async () => {
    const { to, recipientId, campaignId } = await launch('H100000002');
    await product.sandbox.behave('wa', to, '132001');
    expect(await sendWhatsApp(recipientId)).toMatchObject({ kind: 'sleep', until: null, constraint: 'PAUSED' });
    const campaign = await product.db
      .selectFrom('campaign')
      .selectAll()
      .where('id', '=', campaignId)
      .executeTakeFirst();
    expect(campaign).toMatchObject({ status: 'PAUSED', status_reason: expect.stringContaining('132001') as string });
  });

  it('131026 is remembered: the next campaign goes straight to SMS', async () => {
    const { to, recipientId } = await launch('H100000002');
    await product.sandbox.behave('wa', to, '131026');
    expect(await sendWhatsApp(recipientId)).toMatchObject({ kind: 'send', channel: 'sms' });
    const again = await product.launch({ consumerContent: { wa: to, sms: to } }, { templateId: 'H100000002' });
    expect(await product.activities.checkEligibility({ recipientId: again.recipientId, fresh: true })).toMatchObject({
      kind: 'send',
      channel: 'sms',
    });
  });

  it('that ends it is written with its source and code', async () => {
    const { to, recipientId } = await launch();
    await product.sandbox.behave('sms', to, '21211');
    expect(await sendSms(recipientId)).toMatchObject({ kind: 'stop', state: 'FAILED' });
    expect(await product.recipient(recipientId)).toMatchObject({
      error_source: 'outbound_twilio',
      error_code: '21211',
    });
    expect(await product.activities.checkEligibility({ recipientId, fresh: true })).toMatchObject({ kind: 'stop' });
  });
});

it('keeps a campaign to its own send rate', async () => {
  const consumers = [1, 2, 3].map(() => ({
    consumerContent: { sms: `1202555${String(++lastNumber).padStart(4, '0')}` },
    variables: { '1': 'Ann', '2': '4711' },
  }));
  const answer = await product.daybreak.post('/api/v2/account/{accountId}/campaign', {
    body: { campaignName: 'Slowly', skill: 'sales', templateId: 'H100000001', consent: true, sendRate: 0.5, consumers },
  });
  const wakes = [];
  for (const { id } of answer.acceptedConsumers) {
    const decision = await product.activities.checkEligibility({ recipientId: id, fresh: true });
    wakes.push(decision.kind === 'sleep' ? Date.parse(decision.until ?? '') - now : 0);
  }
  expect(wakes).toEqual([0, 2_000, 4_000]);
});

it('says nothing of a pause any more once the recipient waits for its turn', async () => {
  const { recipientId, campaignId } = await launch();
  await product.call('POST', `/campaign/${campaignId}/pause`);
  await product.activities.checkEligibility({ recipientId, fresh: true });
  expect(await product.recipient(recipientId)).toMatchObject({ state: 'SCHEDULED', waits_for: 'PAUSED' });
  await product.call('POST', `/campaign/${campaignId}/resume`);
  await product.activities.checkEligibility({ recipientId, fresh: false });
  expect(await product.recipient(recipientId)).toMatchObject({ state: 'SCHEDULED', waits_for: null, reason: null });
});
