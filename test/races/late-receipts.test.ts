/** Receipts that come late, twice or out of order: nothing that is with a gateway is sent again, and nothing that is not is forgotten. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAttempt, recordAccepted, recordOutcome } from '../../db/attempts.ts';
import { recordInbound, recordPreference } from '../../db/inbound.ts';
import { insertOptOut, revokeOptOuts } from '../../db/opt-outs.ts';
import { applyReceipt } from '../../db/receipts.ts';
import type { Attempt } from '../../db/schema.ts';
import { DEMO } from '../../dev/seed.ts';
import { OUTCOME_WAIT_MS } from '../../domain/decision.ts';
import { MAX_TRIES } from '../../domain/standing.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  product = await startProduct({
    client: createClient('127.0.0.1:1', 'default'),
    now: () => Promise.resolve(now),
    clock: () => now,
  });
});
afterAll(() => product.stop());

async function called(channel: 'sms' | 'wa' = 'sms') {
  now = NOON;
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  const templateId = channel === 'wa' ? 'H100000002' : 'H100000001';
  const { recipientId } = await product.launch({ consumerContent: { sms: to, wa: to } }, { templateId });
  return { to: `+${to}`, recipientId, attempt: await call(recipientId, channel, `+${to}`) };
}

async function call(recipientId: string, channel: 'sms' | 'wa', to: string): Promise<Attempt> {
  const recipient = await product.recipient(recipientId);
  const from = channel === 'sms' ? DEMO.smsNumber : DEMO.whatsAppNumber;
  const more = { localTime: '', ruleVersion: '', calledAtMs: now };
  return insertAttempt(product.db, { id: randomUUID(), recipient, channel, from, to, ...more });
}

function receipt(attempt: Attempt, state: 'ACCEPTED' | 'DELIVERED' | 'READ' | 'FAILED', code?: string) {
  return applyReceipt(product.db, { channel: attempt.channel, attemptId: attempt.id, state, code }, new Date(now));
}

const check = (recipientId: string) => product.activities.checkEligibility({ recipientId, fresh: false });

async function told(recipientId: string): Promise<number> {
  const rows = await product.db.selectFrom('outbox').select('message').execute();
  return rows.filter(({ message }) => 'recipientId' in message && message.recipientId === recipientId).length;
}

describe('a message that is there after all', () => {
  it.each([
    ['sms', '30003'],
    ['wa', '131049'],
  ] as const)('is not sent again: %s failed with %s, then delivered', async (channel, code) => {
    const { recipientId, attempt } = await called(channel);
    await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
    await receipt(attempt, 'FAILED', code);
    expect((await product.recipient(recipientId)).state).toBe('SCHEDULED');
    await receipt(attempt, 'DELIVERED');
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'DELIVERED', channel });
    now += 3_600_000;
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
  });

  it('is what the recipient says, also where a second call was under way when the first was delivered, and is refused', async () => {
    const { recipientId, attempt, to } = await called();
    await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
    await receipt(attempt, 'FAILED', '30003');
    const second = await call(recipientId, 'sms', to);
    await receipt(attempt, 'DELIVERED');
    expect((await product.recipient(recipientId)).state).toBe('SENDING');
    await recordOutcome(product.db, second, { state: 'REFUSED', code: '30005', message: null }, now);
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await product.recipient(recipientId)).toMatchObject({
      state: 'DELIVERED',
      channel: 'sms',
      sent_at: expect.any(Date) as Date,
      delivered_at: new Date(now),
      error_code: null,
    });
  });

  it('and a failed one says its own code and source, not those that are remembered of the number', async () => {
    const { recipientId, attempt } = await called();
    await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
    await receipt(attempt, 'FAILED', '30005');
    expect(await product.recipient(recipientId)).toMatchObject({
      state: 'FAILED',
      error_source: 'twilio',
      error_code: '30005',
    });
  });

  it('is delivered also where it had been closed as failed', async () => {
    const { recipientId, attempt } = await called();
    await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
    await receipt(attempt, 'FAILED', '30005');
    expect((await product.recipient(recipientId)).state).toBe('FAILED');
    await receipt(attempt, 'DELIVERED');
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'DELIVERED', error_code: null });
  });

  it('with a second one at the gateway: a failure of the first reopens nothing', async () => {
    const { recipientId, attempt, to } = await called();
    await recordOutcome(product.db, attempt, { state: 'ABSENT', code: null, message: null }, now);
    const second = await call(recipientId, 'sms', to);
    await recordAccepted(product.db, second, `id-${second.id}`, now);
    await receipt(attempt, 'FAILED', '30003');
    expect((await product.recipient(recipientId)).state).toBe('SENT');
    now += 3_600_000;
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
  });
});

describe('a call without an answer', () => {
  it('that turns out to have failed steps down, also after it was given up as unknown', async () => {
    const { recipientId, attempt } = await called('wa');
    await recordOutcome(product.db, attempt, { state: 'UNKNOWN', code: null, message: null }, now);
    now += OUTCOME_WAIT_MS;
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'UNKNOWN' });
    await receipt(attempt, 'FAILED', '131026');
    expect(await check(recipientId)).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await told(recipientId)).toBe(1);
  });

  it('is told to a workflow that has gone to sleep over it', async () => {
    const { recipientId, attempt } = await called('wa');
    expect(await check(recipientId)).toMatchObject({ kind: 'sleep', constraint: 'OUTCOME' });
    await receipt(attempt, 'FAILED', '131026');
    expect(await told(recipientId)).toBe(1);
  });

  it('is under way until its outcome is known: a STOP meanwhile leaves it, and holds if it was never taken', async () => {
    const { recipientId, attempt, to } = await called();
    await recordOutcome(product.db, attempt, { state: 'UNKNOWN', code: null, message: null }, now);
    await check(recipientId);
    await insertOptOut(
      product.db,
      { accountId: DEMO.accountId, kind: 'phone', channel: null, consumer: to, source: 'test' },
      now,
    );
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'SENDING', waits_for: 'OUTCOME' });
    await recordOutcome(product.db, attempt, { state: 'ABSENT', code: null, message: null }, now);
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
  });

  it('does not hide that an earlier message was delivered after all', async () => {
    const { recipientId, attempt, to } = await called('wa');
    await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
    await receipt(attempt, 'FAILED', '131049');
    await call(recipientId, 'sms', to);
    expect(await check(recipientId)).toMatchObject({ kind: 'sleep', constraint: 'OUTCOME' });
    await receipt(attempt, 'DELIVERED');
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'DELIVERED', channel: 'wa', waits_for: null });
  });

  it('is no longer looked up when it is too late to find out', async () => {
    const { recipientId } = await called();
    now += OUTCOME_WAIT_MS;
    expect(await product.activities.sendSms({ recipientId })).toMatchObject({ kind: 'stop', state: 'UNKNOWN' });
  });

  it("is not taken for another campaign's message with the same text", async () => {
    const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
    const first = await product.launch({ consumerContent: { sms: to } });
    const second = await product.launch({ consumerContent: { sms: to } });
    const one = await call(first.recipientId, 'sms', `+${to}`);
    const content = {
      kind: 'text' as const,
      text: 'Hi Ann, your order 4711 is on its way. Any question? Just answer.\nReply STOP to opt out.',
    };
    const message = {
      attemptId: one.id,
      from: DEMO.smsNumber,
      fromRef: undefined,
      to: `+${to}`,
      content,
      validUntil: undefined,
    };
    const sent = await product.adapters.sms.send(message);
    if (sent.outcome !== 'accepted') throw new Error(sent.outcome);
    await recordAccepted(product.db, one, sent.providerMessageId, now);
    const two = await call(second.recipientId, 'sms', `+${to}`);
    now += 1_000;
    await expect(product.activities.sendSms({ recipientId: second.recipientId })).rejects.toThrow(
      'no such message yet',
    );
    expect((await product.attempts(second.recipientId)).map(({ id, state }) => [id, state])).toEqual([
      [two.id, 'CALLING'],
    ]);
  });
});

it('a receipt that changes nobody’s course is told to nobody', async () => {
  const { recipientId, attempt } = await called('wa');
  await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
  await receipt(attempt, 'DELIVERED');
  await receipt(attempt, 'READ');
  expect(await product.recipient(recipientId)).toMatchObject({ state: 'READ' });
  expect(await told(recipientId)).toBe(0);
});

describe('what the consumer said last counts', () => {
  const at = (minutes: number) => new Date(NOON + minutes * 60_000);
  const isOut = async (consumer: string) => {
    const rows = await product.db.selectFrom('opt_out').select('revoked_at').where('consumer', '=', consumer).execute();
    return rows.some((row) => row.revoked_at === null);
  };
  const prefer = (from: string, preference: 'stop' | 'resume', minutes: number) =>
    recordPreference(product.db, { from, to: DEMO.phoneNumberId, preference }, at(minutes));
  const say = (from: string, text: string, minutes: number, keyword?: 'STOP') => {
    const message = {
      channel: 'sms' as const,
      providerMessageId: randomUUID(),
      from,
      to: DEMO.smsNumber,
      text,
      keyword,
    };
    return recordInbound(product.db, message, at(minutes));
  };

  const api = { accountId: DEMO.accountId, kind: 'phone', channel: null, source: 'api' } as const;

  it("WhatsApp's resume does not take back a STOP by text", async () => {
    await say('+12025559001', 'STOP', 0);
    await prefer('+12025559001', 'resume', 1);
    expect(await isOut('+12025559001')).toBe(true);
  });

  it('a resume that comes late does not take back a newer stop', async () => {
    await prefer('+12025559002', 'stop', 60);
    await prefer('+12025559002', 'resume', 0);
    expect(await isOut('+12025559002')).toBe(true);
  });

  it('a stop that comes late does not undo a newer resume', async () => {
    await prefer('+12025559003', 'stop', 0);
    await prefer('+12025559003', 'resume', 60);
    await prefer('+12025559003', 'stop', 30);
    expect(await isOut('+12025559003')).toBe(false);
  });

  it('a stop holds against what was taken back within its second: WhatsApp tells whole seconds', async () => {
    await prefer('+12025559005', 'stop', 0);
    await revokeOptOuts(product.db, { ...api, consumer: '+12025559005' }, at(60).getTime() + 400);
    await prefer('+12025559005', 'stop', 60);
    expect(await isOut('+12025559005')).toBe(true);
  });

  it("the provider's word for a keyword goes before the text's", async () => {
    await say('+12025559004', 'BAJA', 0, 'STOP');
    expect(await isOut('+12025559004')).toBe(true);
  });

  it('a consumer whom WhatsApp names in its own form is the one that we sent to', async () => {
    const { attempt, to, recipientId } = await called('wa');
    await recordAccepted(product.db, attempt, `id-${attempt.id}`, now, '+5215512345678');
    const message = {
      channel: 'wa' as const,
      providerMessageId: randomUUID(),
      from: '+5215512345678',
      to: DEMO.phoneNumberId,
    };
    await recordInbound(product.db, { ...message, text: 'Hola' }, at(1));
    expect(await told(recipientId)).toBe(1);
    await recordInbound(product.db, { ...message, providerMessageId: randomUUID(), text: 'STOP' }, at(2));
    expect(await isOut(to)).toBe(true);
  });
});

describe('a campaign that is over', () => {
  it('keeps its counts when a STOP comes afterwards', async () => {
    const { recipientId, campaignId } = await product.launch({
      consumerContent: { sms: `1202555${String(++lastNumber)}9` },
    });
    await product.call('POST', `/campaign/${campaignId}/cancel`);
    const { sms } = await product.recipient(recipientId);
    const optOut = { accountId: DEMO.accountId, kind: 'phone', channel: null, consumer: sms ?? '' } as const;
    await insertOptOut(product.db, { ...optOut, source: 'consumer:sms' }, now);
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'CANCELLED' });
    expect((await product.recipient(recipientId)).state).toBe('CANCELLED');
  });
});

describe('another try', () => {
  it('forgets calls that never reached the provider as it forgets refusals', async () => {
    const { recipientId, to, attempt: first } = await called();
    for (let n = 1, attempt = first; n <= MAX_TRIES; n++, attempt = await call(recipientId, 'sms', to)) {
      await recordOutcome(product.db, attempt, { state: 'ABSENT', code: null, message: null }, now);
      if (n === MAX_TRIES) break;
    }
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'FAILED' });
    now += 60_000;
    const again = await product.activities.checkEligibility({ recipientId, fresh: true });
    expect(again).toMatchObject({ kind: 'send' });
  });
});

describe('a STOP in a form of the number that we never sent to', () => {
  it('holds for the other form too', async () => {
    const stop = {
      channel: 'wa',
      providerMessageId: 'wamid.mx',
      from: '+5215587654321',
      to: DEMO.whatsAppNumber,
      text: 'STOP',
    } as const;
    await recordInbound(product.db, stop, new Date(now));
    const { recipientId } = await product.launch({ consumerContent: { sms: '525587654321' } });
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
  });
});
