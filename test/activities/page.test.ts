import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });

let product: Product;
let now = NOON;
beforeAll(async () => {
  const client = createClient('127.0.0.1:1', 'default');
  product = await startProduct({ client, now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());

async function launch(sendRate?: number): Promise<{ campaignId: string; ids: string[] }> {
  const answer = (await product.call('POST', '/campaign', {
    ...{ campaignName: 'Orders', skill: 'sales', templateId: DEMO.smsHandoff, consent: true, sendRate },
    // In Washington, in Honolulu, where it is night, and one that has opted out.
    consumers: ['12025550101', '18085550102', '12025550103'].map((sms) => ({
      consumerContent: { sms },
      variables: { '1': 'Ann', '2': '4711' },
    })),
  })) as { proactiveCampaignId: string; acceptedConsumers: { id: string }[] };
  return { campaignId: answer.proactiveCampaignId, ids: answer.acceptedConsumers.map(({ id }) => id) };
}

it('gives a turn to whom may be sent to now, and leaves the others to their own workflows', async () => {
  const { campaignId, ids } = await launch();
  await product.sandbox.reply('sms', '12025550103', 'STOP');
  now = NOON + 1_000;
  const page = await product.activities.openPage({ campaignId, from: 0, limit: 100 });
  expect(page).toEqual([
    { recipientId: ids[0], turn: { channel: 'sms', ratePerSecond: 10 } },
    { recipientId: ids[1] },
    { recipientId: ids[2] },
  ]);
  const [ready, asleep] = await Promise.all(ids.map((id) => product.recipient(id)));
  expect(ready).toMatchObject({ state: 'SCHEDULED', turn_channel: 'sms', turn_at: new Date(now) });
  expect(asleep).toMatchObject({ state: 'NOT_SENT', turn_channel: null, wake_at: null });
});

it('asked again it changes nothing, and gives no turn to whom has been looked at', async () => {
  const { campaignId, ids } = await launch();
  await product.activities.openPage({ campaignId, from: 0, limit: 1 });
  const before = await product.recipient(ids[0] ?? '');
  now += 60_000;
  expect(await product.activities.openPage({ campaignId, from: 0, limit: 1 })).toEqual([{ recipientId: ids[0] }]);
  expect(await product.recipient(ids[0] ?? '')).toEqual(before);
});

it('gives no turn in a campaign with a send rate of its own: each takes its slot', async () => {
  const { campaignId, ids } = await launch(5);
  const page = await product.activities.openPage({ campaignId, from: 0, limit: 100 });
  expect(page).toEqual(ids.map((recipientId) => ({ recipientId })));
});
