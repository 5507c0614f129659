import { expect, test } from 'vitest';
import { createWebhookAdapter } from '../../conversations/webhook.ts';
import { newSecret } from '../../domain/webhooks/standard.ts';
import { deadUrl, wire } from '../channels/support.ts';
import { startReceiver } from '../support/receiver.ts';
import { OPENED } from './support.ts';

const NOW = Date.parse('2026-03-02T16:20:12.500Z');
const secrets = { current: newSecret(), previous: undefined };

/** The time-out is longer than any machine takes for an answer over loopback. */
function deliver(url: string, { allowPrivate = true, timeoutMs = 10_000 } = {}) {
  const adapter = createWebhookAdapter({ timeoutMs, allowPrivate, now: () => NOW });
  return adapter.deliver(OPENED, { settings: { url }, secrets }, () => Promise.resolve());
}

test('posts the event as JSON, with its id and the time of the call', async () => {
  const receiver = await startReceiver();
  expect(await deliver(receiver.url)).toEqual({ outcome: 'taken' });
  const [event] = receiver.events;
  expect(event).toMatchObject({
    id: 'event-1',
    headers: { 'content-type': 'application/json', 'webhook-timestamp': '1772468412' },
  });
  expect(event?.isSignedBy(secrets.current)).toBe(true);
  expect(event?.body).toEqual({
    type: 'conversation.opened',
    timestamp: '2026-03-02T16:20:11.000Z',
    data: {
      accountId: '17728909',
      conversation: {
        id: '6f1c2f7e-0a51-4f1b-9a5d-2f6d1f0b7c11',
        channel: 'wa',
        consumer: '+12025550173',
        brandNumber: '+12025550101',
        skill: 'sales',
        route: 'campaign',
        proactiveCampaignId: 'a9cRASfbQ',
        campaignName: 'Orders of March',
        handoffId: 'H100000002',
        recipientId: '252d195b-1a4f-4807-aa45-97d2a5560e44',
        openedAt: '2026-03-02T16:20:11.000Z',
      },
      context: null,
      origin: null,
    },
  });
  await receiver.stop();
});

test.each([
  'http://example.com/hook',
  'https://127.0.0.1/hook',
  'https://10.1.2.3/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/hook',
  'https://[::ffff:192.168.0.1]/hook',
  'https://2130706433/hook',
  'https://localhost/hook',
])('%s is not called', async (url) => {
  expect(await deliver(url, { allowPrivate: false })).toEqual({
    outcome: 'refused',
    code: 'not_called',
    message: 'It was not called: its host is not on the public internet',
  });
});

test('a receiver that cannot be reached, hangs up or keeps silent has not taken it', async () => {
  expect(await deliver(await deadUrl())).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') as string });
  const hangsUp = await wire((socket) => socket.destroy());
  expect(await deliver(hangsUp.url)).toMatchObject({ outcome: 'unknown' });
  await hangsUp.close();
  const silent = await wire(() => undefined);
  expect(await deliver(silent.url, { timeoutMs: 300 })).toEqual({
    outcome: 'unknown',
    code: 'no_answer',
    message: 'no answer within 300 ms',
  });
  await silent.close();
});
