/** Two things at once, held at the point where it matters. Nothing here waits for luck: a lock that is held decides the order. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordAccepted, insertAttempt } from '../../db/attempts.ts';
import { recordInbound } from '../../db/inbound.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import { applyReceipt } from '../../db/receipts.ts';
import { lockForSending, lockRecipient } from '../../db/recipients.ts';
import { transact } from '../../db/transaction.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
let lastNumber = 100;

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(NOON) });
});
afterAll(() => product.stop());

async function launch() {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  return { to, ...(await product.launch({ consumerContent: { sms: to } })) };
}

/** Waits until a statement of ours stands before a lock. */
async function untilSomebodyWaits(): Promise<void> {
  await expect.poll(() => product.waitingForLocks()).toBeGreaterThan(0);
}

function newMessage(to: string, text: string, providerMessageId: string = randomUUID()) {
  return { channel: 'sms' as const, providerMessageId, from: `+${to}`, to: DEMO.smsNumber, text };
}

it('a STOP that is being recorded holds up the send, which then does not happen', async () => {
  const { to, recipientId } = await launch();
  const optOut = {
    accountId: DEMO.accountId,
    kind: 'phone',
    channel: null,
    consumer: `+${to}`,
    source: 'test',
  } as const;
  const send = await product.db.transaction().execute(async (trx) => {
    await insertOptOut(trx, optOut, NOON);
    const sending = product.activities.sendSms({ recipientId });
    await untilSomebodyWaits();
    return { sending };
  });
  expect(await send.sending).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
  expect(await product.sandbox.messages(to)).toEqual([]);
});

it('a STOP that comes while the call is being prepared is answered after the call has begun', async () => {
  const { to, recipientId } = await launch();
  let answered = false;
  const stop = await product.db.transaction().execute(async (trx) => {
    await lockForSending(trx, recipientId);
    const recording = recordInbound(product.db, newMessage(to, 'STOP'), new Date(NOON)).then(() => (answered = true));
    await untilSomebodyWaits();
    expect(answered).toBe(false);
    await insertCall(trx, recipientId, to);
    return { recording };
  });
  await stop.recording;
  expect((await product.recipient(recipientId)).state).toBe('SENDING');
});

it('a pause is answered only after the calls that were being prepared have begun', async () => {
  const { to, recipientId, campaignId } = await launch();
  let answered = false;
  const pause = await product.db.transaction().execute(async (trx) => {
    await lockForSending(trx, recipientId);
    const pausing = product.call('POST', `/campaign/${campaignId}/pause`).then(() => (answered = true));
    await untilSomebodyWaits();
    expect(answered).toBe(false);
    await insertCall(trx, recipientId, to);
    return { pausing };
  });
  await pause.pausing;
  expect(await product.attempts(recipientId)).toHaveLength(1);
});

it('a resume that comes between the facts and the parking is not missed', async () => {
  const { recipientId, campaignId } = await launch();
  await product.call('POST', `/campaign/${campaignId}/pause`);
  const check = await product.db.transaction().execute(async (trx) => {
    await trx.updateTable('campaign').set({ status: 'RUNNING' }).where('id', '=', campaignId).execute();
    const checking = product.activities.checkEligibility({ recipientId, fresh: true });
    await untilSomebodyWaits();
    return { checking };
  });
  expect(await check.checking).toMatchObject({ kind: 'send' });
});

it('the resume of a channel that comes between the facts and the parking is not missed', async () => {
  const { recipientId } = await launch();
  const channel = product.db.updateTable('channel_setting').where('channel', '=', 'sms');
  await channel.set({ paused_reason: 'The token has expired.' }).execute();
  const check = await product.db.transaction().execute(async (trx) => {
    await trx.updateTable('channel_setting').set({ paused_reason: null }).where('channel', '=', 'sms').execute();
    const checking = product.activities.checkEligibility({ recipientId, fresh: true });
    await untilSomebodyWaits();
    return { checking };
  });
  expect(await check.checking).toMatchObject({ kind: 'send' });
});

it('two opt-outs of one consumer that meet in the wrong order both end', async () => {
  const { to, recipientId: first } = await launch();
  const { recipientId: second } = await product.launch({ consumerContent: { sms: to } });
  const bothHaveLocked = barrier(2);
  const optOut = {
    accountId: DEMO.accountId,
    kind: 'phone',
    channel: null,
    consumer: `+${to}`,
    source: 'test',
  } as const;
  const refuse = (recipientId: string) =>
    transact(product.db, async (trx) => {
      await lockRecipient(trx, recipientId);
      await bothHaveLocked();
      await insertOptOut(trx, optOut, NOON);
    });
  await Promise.all([refuse(first), refuse(second)]);
  expect((await product.recipient(first)).state).toBe('SKIPPED');
  expect((await product.recipient(second)).state).toBe('SKIPPED');
});

/** Lets everyone on once `count` have come; whoever comes later passes. */
function barrier(count: number): () => Promise<void> {
  const open = Promise.withResolvers<undefined>();
  let come = 0;
  return async () => {
    if (++come >= count) open.resolve(undefined);
    await open.promise;
  };
}

it('a receipt that overtakes the answer stays', async () => {
  const { to, recipientId } = await launch();
  const attempt = await insertCall(product.db, recipientId, to);
  expect(
    await applyReceipt(product.db, { channel: 'sms', attemptId: attempt.id, state: 'DELIVERED' }, new Date(NOON)),
  ).toBe(true);
  await recordAccepted(product.db, attempt, 'SM-overtaken', NOON);
  expect(await product.recipient(recipientId)).toMatchObject({ state: 'DELIVERED' });
  expect(await product.attempts(recipientId)).toMatchObject([
    { state: 'DELIVERED', provider_message_id: 'SM-overtaken' },
  ]);
  expect(await outboxOf(recipientId)).toEqual([]);
});

it('a failure that overtakes the answer is not undone by it', async () => {
  const { to, recipientId } = await launch();
  const attempt = await insertCall(product.db, recipientId, to);
  const failure = { channel: 'sms', attemptId: attempt.id, state: 'FAILED', code: '30005' } as const;
  await applyReceipt(product.db, failure, new Date(NOON));
  expect(await recordAccepted(product.db, attempt, 'SM-failed', NOON)).toBe(false);
  expect(await product.recipient(recipientId)).toMatchObject({ state: 'FAILED', error_code: '30005' });
});

it('the same webhook twice at once is one message and one conversation', async () => {
  const { to } = await launch();
  const message = newMessage(to, 'Hello');
  await Promise.all([1, 2, 3].map(() => recordInbound(product.db, message, new Date(NOON))));
  expect(await conversationsOf(to)).toHaveLength(1);
  const stored = await product.db.selectFrom('inbound_message').selectAll().where('consumer', '=', `+${to}`).execute();
  expect(stored).toHaveLength(1);
});

it('two messages at once share one conversation', async () => {
  const { to } = await launch();
  await Promise.all(['One', 'Two'].map((text) => recordInbound(product.db, newMessage(to, text), new Date(NOON))));
  const [conversation, ...more] = await conversationsOf(to);
  expect(more).toEqual([]);
  const stored = await product.db.selectFrom('inbound_message').selectAll().where('consumer', '=', `+${to}`).execute();
  expect(stored.map((message) => message.conversation_id)).toEqual([conversation?.id, conversation?.id]);
});

function conversationsOf(to: string) {
  return product.db.selectFrom('conversation').selectAll().where('consumer', '=', `+${to}`).execute();
}

async function outboxOf(recipientId: string) {
  const rows = await product.db.selectFrom('outbox').select('message').execute();
  return rows.filter(({ message }) => 'recipientId' in message && message.recipientId === recipientId);
}

async function insertCall(db: Product['db'], recipientId: string, to: string) {
  const recipient = await product.recipient(recipientId);
  const call = { channel: 'sms', from: DEMO.smsNumber, to: `+${to}`, localTime: '', ruleVersion: '' } as const;
  return insertAttempt(db, { id: randomUUID(), recipient, ...call, calledAtMs: NOON });
}

it('a page leaves alone whom the recipient’s own workflow has parked meanwhile', async () => {
  const { recipientId, campaignId } = await launch();
  const parked = { state: 'SCHEDULED', waits_for: 'CONSUMER_LIMIT', wake_at: new Date(NOON + 3_600_000) } as const;
  const opened = await product.db.transaction().execute(async (trx) => {
    await trx.updateTable('recipient').set(parked).where('id', '=', recipientId).execute();
    const page = product.activities.openPage({ campaignId, from: 0, limit: 100 });
    await untilSomebodyWaits();
    return { page };
  });
  expect(await opened.page).toEqual([{ recipientId }]);
  expect(await product.recipient(recipientId)).toMatchObject({ ...parked, turn_channel: null });
});
