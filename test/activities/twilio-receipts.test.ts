import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });

let product: Product;
let lastNumber = 100;

beforeAll(async () => {
  // Nothing listens there: these tests call the activities themselves.
  product = await startProduct({ client: createClient('127.0.0.1:1', 'default'), now: () => Promise.resolve(NOON) });
});
afterAll(() => product.stop());

it.each(['doubled', 'shuffled', 'late', 'ok'])(
  'a message whose status callbacks come %s is delivered, and sent once',
  async (outcome) => {
    const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
    const { recipientId } = await product.launch({ consumerContent: { sms: to } });
    await product.sandbox.behave('sms', to, outcome);
    expect(await product.activities.sendSms({ recipientId })).toMatchObject({ kind: 'stop', state: 'SENT' });
    await expect.poll(async () => (await product.recipient(recipientId)).state).toBe('DELIVERED');
    expect(await product.attempts(recipientId)).toMatchObject([{ state: 'DELIVERED', code: null }]);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  },
);

it('a message to a phone that is off stays sent until it is on', async () => {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  const { recipientId } = await product.launch({ consumerContent: { sms: to } });
  await product.sandbox.behave('sms', to, 'phone-off');
  await product.activities.sendSms({ recipientId });
  await expect.poll(async () => (await product.sandbox.messages(to)).at(-1)?.status).toBe('sent');
  expect((await product.recipient(recipientId)).state).toBe('SENT');
  await product.sandbox.behave('sms', to, 'ok');
  await expect.poll(async () => (await product.recipient(recipientId)).state).toBe('DELIVERED');
});
