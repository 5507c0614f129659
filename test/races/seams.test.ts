/** Where opt-outs, receipts, replies and numbers meet: each keeps its promise also when another comes in between. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertAttempt, recordAccepted, recordOutcome } from '../../db/attempts.ts';
import { closeConversation } from '../../db/conversations.ts';
import { findConsumerOfUser, recordInbound } from '../../db/inbound.ts';
import { applyReceipt, type Receipt } from '../../db/receipts.ts';
import type { Attempt } from '../../db/schema.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  // Nothing listens there: these tests call the activities themselves.
  product = await startProduct({ client: createClient('127.0.0.1:1', 'default'), now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());
beforeEach(() => (now = NOON));

const newNumber = () => `+1202555${String(++lastNumber).padStart(4, '0')}`;
const check = (recipientId: string) => product.activities.checkEligibility({ recipientId, fresh: false });

async function launch(to: { sms?: string; wa?: string }, templateId: string = DEMO.smsHandoff) {
  await product.tick();
  const digits = Object.fromEntries(Object.entries(to).map(([channel, number]) => [channel, number.slice(1)]));
  return product.launch({ consumerContent: digits }, { templateId });
}

async function call(recipientId: string, channel: 'sms' | 'wa', to: string): Promise<Attempt> {
  const recipient = await product.recipient(recipientId);
  const from = channel === 'sms' ? DEMO.smsNumber : DEMO.whatsAppNumber;
  const more = { localTime: '', ruleVersion: '', calledAtMs: now };
  return insertAttempt(product.db, { id: randomUUID(), recipient, channel, from, to, ...more });
}

/** A message that the gateway took. */
async function sent(channel: 'sms' | 'wa' = 'sms', to = newNumber()) {
  const launched = await launch({ sms: to, wa: to }, DEMO.bothHandoff);
  const attempt = await call(launched.recipientId, channel, to);
  await recordAccepted(product.db, attempt, `id-${attempt.id}`, now);
  return { ...launched, to, attempt };
}

function receipt(attempt: Attempt, state: Receipt['state'], more: Partial<Receipt> = {}) {
  return applyReceipt(product.db, { channel: attempt.channel, attemptId: attempt.id, state, ...more }, new Date(now));
}

function say(from: string, text: string, channel: 'sms' | 'wa' = 'sms', to?: string) {
  const brand = to ?? (channel === 'sms' ? DEMO.smsNumber : DEMO.phoneNumberId);
  return recordInbound(product.db, { channel, providerMessageId: randomUUID(), from, to: brand, text }, new Date(now));
}

async function answer(recipientId: string): Promise<string> {
  const { to_address: from, channel } = await product.db
    .selectFrom('attempt')
    .select(['to_address', 'channel'])
    .where('recipient_id', '=', recipientId)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  await say(from, 'Where is it?', channel as 'sms' | 'wa');
  const message = product.db.selectFrom('inbound_message').select('id').where('recipient_id', '=', recipientId);
  await product.activities.routeReply({ messageId: (await message.executeTakeFirstOrThrow()).id });
  const { conversation_id: id } = await product.recipient(recipientId);
  return id ?? '';
}

describe('a message that was answered', () => {
  it.each([
    ['sms', '30008'],
    ['sms', '30003'],
    ['wa', '131049'],
  ] as const)('arrived, whatever comes over %s afterwards: %s sends nothing more', async (channel, code) => {
    const { recipientId, attempt } = await sent(channel);
    const conversationId = await answer(recipientId);
    await closeConversation(product.db, DEMO.accountId, conversationId, { csat: null, at: new Date(now) });
    await receipt(attempt, 'FAILED', { code });
    now += 3_600_000;
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'SENT', reached: 'RESPONDED' });
    expect(await product.attempts(recipientId)).toMatchObject([{ state: 'ACCEPTED', code }]);
    await receipt(attempt, 'DELIVERED');
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'DELIVERED', reached: 'RESPONDED' });
    expect(await product.attempts(recipientId)).toMatchObject([{ state: 'DELIVERED', code: null }]);
  });

  it('arrived also where nobody had said whether it was taken', async () => {
    const to = newNumber();
    const { recipientId } = await launch({ sms: to, wa: to }, DEMO.bothHandoff);
    const attempt = await call(recipientId, 'wa', to);
    await recordOutcome(product.db, attempt, { state: 'UNKNOWN', code: null, message: null }, now);
    const conversationId = await answer(recipientId);
    await closeConversation(product.db, DEMO.accountId, conversationId, { csat: null, at: new Date(now) });
    await receipt(attempt, 'FAILED', { code: '131026' });
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SENT' });
  });
});

it('a message over another channel than the one that was answered may have failed', async () => {
  const { recipientId, attempt: first, to } = await sent('wa');
  await receipt(first, 'FAILED', { code: '131049' });
  const conversationId = await answer(recipientId);
  await closeConversation(product.db, DEMO.accountId, conversationId, { csat: null, at: new Date(now) });
  now += 60_000;
  const second = await call(recipientId, 'sms', to);
  await recordAccepted(product.db, second, `id-${second.id}`, now);
  await receipt(second, 'FAILED', { code: '30003' });
  now += 60_000;
  expect(await check(recipientId)).toMatchObject({ kind: 'send', channel: 'sms' });
});

it('a message that was answered, and that the provider calls an opt-out of its consumer, is one', async () => {
  const { recipientId, attempt, to } = await sent();
  await answer(recipientId);
  await receipt(attempt, 'FAILED', { code: '21610' });
  const optOuts = product.db.selectFrom('opt_out').select('source').where('consumer', '=', to);
  expect(await optOuts.execute()).toEqual([{ source: 'provider:21610' }]);
});

describe('a message that turns out to have been taken', () => {
  it('takes nothing back from one that was delivered after it', async () => {
    const to = newNumber();
    const { recipientId } = await launch({ sms: to });
    const first = await call(recipientId, 'sms', to);
    await recordOutcome(product.db, first, { state: 'ABSENT', code: null, message: null }, now);
    const second = await call(recipientId, 'sms', to);
    await recordAccepted(product.db, second, `id-${second.id}`, now);
    await receipt(second, 'DELIVERED');
    const before = await product.recipient(recipientId);
    now += 60_000;
    await receipt(first, 'ACCEPTED');
    expect(await product.recipient(recipientId)).toMatchObject({
      state: 'DELIVERED',
      sent_at: before.sent_at,
      called_at: before.called_at,
    });
  });
});
describe('one message after a STOP', () => {
  const texts = { optOutConfirmation: { sms: 'You will get no more.' }, helpText: { sms: 'Call us.' } };
  const shownTo = async (to: string) => (await product.sandbox.messages(to.slice(1))).map(({ text }) => text);
  const notices = (to: string) =>
    product.db.selectFrom('agent_message').select('id').where('to_address', '=', to).orderBy('created_at').execute();
  async function sendNotices(to: string) {
    for (const { id } of await notices(to)) await product.activities.sendAgentMessage({ messageId: id });
  }
  beforeAll(() => product.call('PATCH', '/settings', texts));

  it('is all that is sent, also where another STOP and a START came before it', async () => {
    const to = newNumber();
    for (const text of ['STOP', 'START', 'STOP']) {
      now += 1_000;
      await say(to, text);
    }
    now += 1_000;
    await sendNotices(to);
    expect(await shownTo(to)).toEqual(['You will get no more.']);
  });

  it('is all that is sent: what answers a HELP from before it no longer goes', async () => {
    const to = newNumber();
    await say(to, 'HELP');
    now += 1_000;
    await say(to, 'STOP');
    now += 1_000;
    await sendNotices(to);
    expect(await shownTo(to)).toEqual(['You will get no more.']);
    await say(to, 'HELP');
    now += 1_000;
    await sendNotices(to);
    expect(await shownTo(to)).toEqual(['You will get no more.', 'Call us.']);
  });
});

describe('an opt-out holds for each form in which a number may be written', () => {
  let last = 10;
  const forms = () => {
    const end = `11234567${String(++last)}`;
    return { own: `+549${end}`, other: `+54${end}` };
  };
  const isSkipped = async (to: string) => {
    const { recipientId } = await launch({ sms: to });
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
  };

  it('where the provider names it', async () => {
    const { own, other } = forms();
    const { attempt } = await sent('wa', own);
    await receipt(attempt, 'FAILED', { code: '131050' });
    await isSkipped(own);
    await isSkipped(other);
  });

  it('where a receipt tells whose the user id is that said it', async () => {
    const { own, other } = forms();
    const userId = `AR.${own.slice(1)}`;
    await say(userId, 'STOP', 'wa');
    const { attempt } = await sent('wa', own);
    await receipt(attempt, 'DELIVERED', { userId });
    await isSkipped(own);
    await isSkipped(other);
  });

  it('where it comes by the API, and is taken back for all', async () => {
    const { own, other } = forms();
    await product.tick();
    await product.call('POST', '/opt-outs', { consumer: own });
    await isSkipped(other);
    await product.call('DELETE', `/opt-outs/${encodeURIComponent(own)}`);
    const { recipientId } = await launch({ sms: other });
    expect(await check(recipientId)).not.toMatchObject({ state: 'SKIPPED' });
  });
});

describe('a number that was taken away', () => {
  const takeAway = (channel: 'sms' | 'wa') =>
    sql`DELETE FROM outbound_number WHERE account_id = ${DEMO.accountId} AND channel = ${channel}`.execute(product.db);

  it.each(['sms', 'wa'] as const)('still hears the STOP of who was sent to from it over %s', async (channel) => {
    const { to } = await sent(channel);
    const other = newNumber();
    const kept = await product.db.selectFrom('outbound_number').selectAll().where('channel', '=', channel).execute();
    await takeAway(channel);
    const heard = await say(to, 'STOP', channel);
    const ofNobody = await say(other, 'STOP', channel);
    await product.db.insertInto('outbound_number').values(kept).execute();
    expect([heard, ofNobody]).toEqual([true, false]);
    const { recipientId } = await launch({ sms: to });
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
  });

  it('knows a WhatsApp user by their id as before', async () => {
    const { to, attempt } = await sent('wa');
    const userId = `US.${to.slice(1)}`;
    await receipt(attempt, 'DELIVERED', { userId });
    const kept = await product.db.selectFrom('outbound_number').selectAll().where('channel', '=', 'wa').execute();
    await takeAway('wa');
    const consumer = await findConsumerOfUser(product.db, DEMO.phoneNumberId, userId);
    await product.db.insertInto('outbound_number').values(kept).execute();
    expect(consumer).toBe(to);
  });
});

it.each([
  ['cancelled', (id: string) => product.call('POST', `/campaign/${id}/cancel`), 'CANCELLED'],
  [
    'over',
    (id: string) =>
      product.db
        .updateTable('campaign')
        .set({ expires_at: new Date(NOON) })
        .where('id', '=', id)
        .execute(),
    'EXPIRED',
  ],
] as const)(
  'who is asleep when the campaign is %s ended then, whenever that is found out',
  async (_what, end, state) => {
    const { recipientId, campaignId } = await launch({ sms: newNumber() });
    await product.tick();
    await end(campaignId);
    now += 3_600_000;
    expect(await check(recipientId)).toMatchObject({ kind: 'stop', state });
    expect(await product.recipient(recipientId)).toMatchObject({ state, cancelled_at: new Date(NOON) });
  },
);
