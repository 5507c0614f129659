/** Messages to one consumer that are limited, at the same instant. A lock that is held decides the order. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { lockForSending } from '../../db/recipients.ts';
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
beforeEach(() => limit(null));

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;
const limit = (per24Hours: number | null) =>
  product.call('PATCH', '/settings', { messagesPerConsumer: { per24Hours, per7Days: null } });

async function untilSomebodyWaits(count = 1): Promise<void> {
  await expect.poll(() => product.waitingForLocks()).toBeGreaterThanOrEqual(count);
}

it.each([
  ['one campaign’s SMS and another’s', 1, (to: string) => [{ sms: to }, { sms: to }]],
  ['five campaigns at once, of which two may', 2, (to: string) => Array.from({ length: 5 }, () => ({ sms: to }))],
])('%s: never more than %i are sent', async (_case, most, consumers) => {
  await limit(most);
  const to = newNumber();
  const launched = await Promise.all(consumers(to).map((consumerContent) => product.launch({ consumerContent })));
  const [first, ...others] = launched;
  if (!first) throw new Error('Nobody was launched');
  const sends = await product.db.transaction().execute(async (trx) => {
    // All but one stand before the consumer when it is let go, each with its own recipient locked already.
    await lockForSending(trx, first.recipientId);
    const sending = others.map(({ recipientId }) => product.activities.sendSms({ recipientId }));
    await untilSomebodyWaits(others.length);
    return sending;
  });
  const decisions = await Promise.all([...sends, product.activities.sendSms({ recipientId: first.recipientId })]);
  expect(decisions.filter((decision) => decision.kind === 'stop' && decision.state === 'SENT')).toHaveLength(most);
  const held = decisions.filter((decision) => decision.kind === 'sleep');
  expect(held).toHaveLength(launched.length - most);
  for (const decision of held) {
    // In 24 hours, when the window is open again.
    expect(decision).toMatchObject({ constraint: 'CONSUMER_LIMIT', until: new Date(NOON + 86_400_000).toISOString() });
  }
  expect(await product.sandbox.messages(to)).toHaveLength(most);
});

it('WhatsApp of one campaign and SMS of another are one consumer', async () => {
  await limit(1);
  const to = newNumber();
  const one = await product.launch({ consumerContent: { wa: to, sms: to } }, { templateId: DEMO.bothHandoff });
  const other = await product.launch({ consumerContent: { sms: to } });
  const { sms } = await product.db.transaction().execute(async (trx) => {
    await lockForSending(trx, one.recipientId);
    const sending = product.activities.sendSms({ recipientId: other.recipientId });
    await untilSomebodyWaits();
    return { sms: sending };
  });
  const sent = await Promise.all([sms, product.activities.sendWhatsApp({ recipientId: one.recipientId })]);
  expect(sent.map(({ kind }) => kind).sort()).toEqual(['sleep', 'stop']);
});

it('two recipients with the same two numbers the other way round both end', async () => {
  await limit(1);
  const [a, b] = [newNumber(), newNumber()];
  const ids = [
    (await product.launch({ consumerContent: { wa: a, sms: b } }, { templateId: DEMO.bothHandoff })).recipientId,
    (await product.launch({ consumerContent: { wa: b, sms: a } }, { templateId: DEMO.bothHandoff })).recipientId,
  ];
  const decisions = await Promise.all(ids.map((recipientId) => product.activities.sendWhatsApp({ recipientId })));
  expect(decisions.map(({ kind }) => kind).sort()).toEqual(['sleep', 'stop']);
});

it('a limit that is set while a call is being prepared counts from its answer on', async () => {
  const to = newNumber();
  const [one, other] = [
    await product.launch({ consumerContent: { sms: to } }),
    await product.launch({ consumerContent: { sms: to } }),
  ];
  let answered = false;
  const setting = await product.db.transaction().execute(async (trx) => {
    await lockForSending(trx, one.recipientId);
    const patching = limit(1).then(() => (answered = true));
    await untilSomebodyWaits();
    expect(answered).toBe(false);
    return { patching };
  });
  await setting.patching;
  expect(await product.activities.sendSms({ recipientId: one.recipientId })).toMatchObject({ state: 'SENT' });
  expect(await product.activities.sendSms({ recipientId: other.recipientId })).toMatchObject({ kind: 'sleep' });
});
