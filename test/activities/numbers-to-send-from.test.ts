import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyReceipt } from '../../db/receipts.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const SECOND = '+12025550199';
const HANDOFF = 'H100000009';

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  // Nothing listens there: these tests call the activities themselves.
  product = await startProduct({ client: createClient('127.0.0.1:1', 'default'), now: () => Promise.resolve(now) });
  const sms = await product.db
    .selectFrom('handoff')
    .selectAll()
    .where('id', '=', DEMO.smsHandoff)
    .executeTakeFirstOrThrow();
  const channels = JSON.stringify(sms.channels.map((channel) => ({ ...channel, outboundnumber: SECOND })));
  await product.db
    .insertInto('handoff')
    .values({ ...sms, id: HANDOFF, name: 'From the second number', channels })
    .execute();
});
afterAll(() => product.stop());
beforeEach(async () => {
  now = NOON;
  await product.tick();
  await product.db
    .insertInto('outbound_number')
    .values({ account_id: DEMO.accountId, channel: 'sms', number: SECOND })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
});

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;
const launch = (to: string, templateId: string = HANDOFF) =>
  product.launch({ consumerContent: { sms: to } }, { templateId });
const sendSms = ({ recipientId }: { recipientId: string }) => product.activities.sendSms({ recipientId });
const senders = async (to: string) => (await product.sandbox.messages(to)).map(({ from }) => from);
const stateOf = async ({ recipientId }: { recipientId: string }) => (await product.recipient(recipientId)).state;

describe('an account with several numbers', () => {
  it("sends all of a campaign's messages from the campaign's number", async () => {
    const to = newNumber();
    const sent = await launch(to);
    await product.sandbox.behave('sms', to, '20429', 1);
    await expect(sendSms(sent)).rejects.toThrow('too many requests');
    now += 2_000;
    expect(await sendSms(sent)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect((await product.attempts(sent.recipientId)).map((attempt) => attempt.from_address)).toEqual([SECOND, SECOND]);
    const other = newNumber();
    await sendSms(await launch(other, DEMO.smsHandoff));
    expect([await senders(to), await senders(other)]).toEqual([[SECOND], [DEMO.smsNumber]]);
  });

  it('matches the receipts of each, also of two messages to the same phone', async () => {
    const to = newNumber();
    const [second, first] = [await launch(to), await launch(to, DEMO.smsHandoff)];
    await product.sandbox.behave('sms', to, 'failed:30007', 1);
    await sendSms(second);
    await sendSms(first);
    await expect.poll(() => stateOf(second)).toBe('FAILED');
    await expect.poll(() => stateOf(first)).toBe('DELIVERED');
  });

  it('takes a reply to a number as an answer to what came from it', async () => {
    const to = newNumber();
    const [second, first] = [await launch(to), await launch(to, DEMO.smsHandoff)];
    for (const each of [second, first]) await sendSms(each);
    await product.sandbox.reply('sms', to, 'To the second', SECOND);
    await product.sandbox.reply('sms', to, 'To the first', DEMO.smsNumber);
    const replies = await product.db
      .selectFrom('inbound_message')
      .select(['text', 'recipient_id', 'brand_address'])
      .where('consumer', '=', `+${to}`)
      .orderBy('received_at')
      .execute();
    expect(new Set(replies)).toEqual(
      new Set([
        { text: 'To the second', recipient_id: second.recipientId, brand_address: SECOND },
        { text: 'To the first', recipient_id: first.recipientId, brand_address: DEMO.smsNumber },
      ]),
    );
  });

  it('is opted out of as a whole by a STOP to one of them', async () => {
    const to = newNumber();
    const [waiting, sent] = [await launch(to, DEMO.smsHandoff), await launch(to)];
    await sendSms(sent);
    await product.sandbox.reply('sms', to, 'STOP', SECOND);
    expect(await sendSms(waiting)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
    expect(await sendSms(await launch(to, DEMO.smsHandoff))).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
    expect(await senders(to)).toEqual([SECOND]);
  });
});

describe('a number that was taken away', () => {
  it('sends nothing more, when a late failure opens a recipient again, and says why', async () => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await product.sandbox.behave('sms', to, 'no-receipt');
    await sendSms({ recipientId });
    await product.call('DELETE', `/outbound-numbers/sms/${SECOND.slice(1)}`);
    const [attempt] = await product.attempts(recipientId);
    const receipt = { channel: 'sms', attemptId: attempt?.id, state: 'FAILED', code: '30003' } as const;
    await applyReceipt(product.db, receipt, new Date(now));
    now += 60_000;
    await product.tick();
    expect(await product.activities.checkEligibility({ recipientId, fresh: false })).toMatchObject({
      kind: 'stop',
      state: 'FAILED',
    });
    expect(await sendSms({ recipientId })).toMatchObject({ kind: 'stop', state: 'FAILED' });
    expect(await product.sandbox.messages(to)).toHaveLength(1);
    expect(await product.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`)).toMatchObject({
      error: { source: 'proactive', code: '1001' },
      sentence: expect.stringContaining(
        `${SECOND}, which the campaign sends from, is no longer the account's`,
      ) as string,
    });
  });

  it('lets the next channel of the plan be tried', async () => {
    const [to, wa] = [newNumber(), newNumber()];
    const { recipientId } = await product.launch(
      { consumerContent: { sms: to, wa } },
      { templateId: DEMO.bothHandoff },
    );
    await product.db.deleteFrom('outbound_number').where('number', '=', DEMO.whatsAppNumber).execute();
    expect(await product.activities.checkEligibility({ recipientId, fresh: true })).toMatchObject({
      kind: 'send',
      channel: 'sms',
    });
  });
});
