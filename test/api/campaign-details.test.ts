import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecipientState } from '../../domain/status.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
  WA_NUMBER,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

/** Washington and Los Angeles, at the last of both. */
const both = (area: number, n: number) => {
  const number = `1${area}${5_550_100 + n}`;
  return consumer(n, { consumerContent: { wa: number, sms: number } });
};

async function launch(changes: Record<string, unknown> = {}) {
  const answer = await api.call('POST', '/campaign', campaignBody(changes));
  return { answer: answer.body, id: String(answer.body.proactiveCampaignId), recipients: acceptedOf(answer) };
}
const get = async (id: string) => (await api.call('GET', `/campaign/${id}`)).body;
const set = (id: string | undefined, values: { state: RecipientState } & Record<string, unknown>) =>
  api.db
    .updateTable('recipient')
    .set(values)
    .where('id', '=', id ?? '')
    .execute();

const WINDOWS = [{ day: 'WEDNESDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 17, minute: 30 } }];

test('says what was launched, in the words of people', async () => {
  const { id, answer } = await launch({
    templateId: 'H100000002',
    campaignName: 'Orders of March',
    consumers: [both(202, 1)],
    schedulingMetrics: { windows: [{ ...WINDOWS[0], startTime: { hour: '09', minute: '00' } }] },
    expiresAt: '2026-02-01T00:00:00Z',
  });
  const words = 'I agree to be written to.';
  await api.db.updateTable('campaign').set({ consent_words: words }).where('id', '=', id).execute();
  expect(await get(id)).toMatchObject({
    proactiveCampaignId: id,
    campaignName: 'Orders of March',
    campaignStatus: 'PUBLISHED',
    channels: ['wa', 'sms'],
    handoffId: 'H100000002',
    expiresAt: '2026-02-01T00:00:00.000Z',
    schedulingMetrics: { windows: WINDOWS },
    lookbackMinutes: 1440,
    leCampaignId: answer.leCampaignId,
    leEngagementId: answer.leEngagementId,
    requestTraceId: answer.requestTraceId,
    plan: [
      {
        channel: 'wa',
        from: WA_NUMBER,
        text: 'Hello {{1}}, order {{2}}.',
        optOutText: null,
        template: { name: 'order_update', language: 'en_US', category: 'UTILITY', header: null },
        windows: WINDOWS,
      },
      {
        channel: 'sms',
        from: SMS_NUMBER,
        text: 'Hello ${{1}}, your order ${{2}} is on its way.',
        optOutText: 'Reply STOP to opt out.',
        template: null,
        windows: WINDOWS,
      },
    ],
    consent: { statedBy: `client-${ACCOUNT}`, statedAt: NOW.toISOString(), words },
    workflowUrl: `https://temporal.example/namespaces/default/workflows/campaign%2F${ACCOUNT}%2F${id}`,
  });
});

test('counts by state and by channel add up, and errors come with what they mean', async () => {
  const { id, recipients } = await launch({
    templateId: 'H100000002',
    consumers: [1, 2, 3, 4, 5, 6, 7].map((n) => both(202, n)),
  });
  const ids = recipients.map((recipient) => recipient.id);
  const tried = { eligible_at: NOW };
  await set(ids[0], { state: 'READ', ...tried, sent_at: NOW, delivered_at: NOW, read_at: NOW, channel: 'wa' });
  await set(ids[1], {
    state: 'DELIVERED',
    ...tried,
    sent_at: NOW,
    delivered_at: NOW,
    responded_at: NOW,
    channel: 'sms',
  });
  await set(ids[2], { state: 'FAILED', ...tried, channel: 'sms', error_source: 'twilio', error_code: '30005' });
  await set(ids[3], { state: 'FAILED', ...tried, channel: 'wa', error_source: 'outbound_wa', error_code: '131026' });
  await set(ids[4], { state: 'FAILED', ...tried, channel: 'sms', error_source: 'twilio', error_code: '30005' });
  await set(ids[5], { state: 'SENDING', ...tried, channel: 'sms' });
  const none = { NOT_SENT: 0, SCHEDULED: 0, SENT: 0, SKIPPED: 0, CANCELLED: 0, EXPIRED: 0, UNKNOWN: 0 };
  const details = await get(id);
  expect(details).toMatchObject({
    counts: {
      attempted: 7,
      eligible: 6,
      sent: 2,
      delivered: 2,
      read: 1,
      responded: 1,
      failed: 3,
      pending: 1,
      callsUnderWay: 1,
    },
    countsByState: { ...none, NOT_SENT: 1, SENDING: 1, READ: 1, DELIVERED: 1, FAILED: 3 },
    countsByChannel: [
      { channel: 'wa', counts: { attempted: 3, sent: 1, read: 1, failed: 1, pending: 1 } },
      { channel: 'sms', counts: { attempted: 4, sent: 1, responded: 1, failed: 2, callsUnderWay: 1 } },
    ],
    errors: [
      { errorSource: 'twilio', errorCode: '30005', meaning: 'The number is unknown or no longer in use', count: 2 },
      {
        errorSource: 'outbound_wa',
        errorCode: '131026',
        meaning: 'The number is not on WhatsApp, or cannot receive this message',
        count: 1,
      },
    ],
  });
  await api.call('POST', `/campaign/${id}/cancel`);
  expect(await get(id)).toMatchObject({
    campaignStatus: 'CANCELLED',
    counts: { failed: 4, pending: 0, callsUnderWay: 1 },
    countsByState: { ...none, NOT_SENT: 0, CANCELLED: 1, SENDING: 1 },
    countsByZone: [],
  });
});

describe('who waits, by zone', () => {
  const consumers = [both(202, 1), both(202, 2), both(213, 3), both(202, 4)];

  test('with the local time, whether the window is open, and when that changes', async () => {
    // 07:30 in Los Angeles, 10:30 in Washington.
    api.setNow(new Date('2026-01-14T15:30:00Z'));
    const { id, recipients } = await launch({ templateId: 'H100000002', consumers });
    await set(recipients[3]?.id, { state: 'SENT' });
    const open = (channel: string) => ({ channel, isOpen: true, closesAt: '2026-01-15T02:00:00.000Z', opensAt: null });
    const closed = (channel: string) => ({
      channel,
      isOpen: false,
      closesAt: null,
      opensAt: '2026-01-14T16:00:00.000Z',
    });
    expect((await get(id)).countsByZone).toEqual([
      { zones: [{ zone: 'America/New_York', localTime: 'Wed 10:30' }], waiting: 2, windows: [open('wa'), open('sms')] },
      {
        zones: [{ zone: 'America/Los_Angeles', localTime: 'Wed 07:30' }],
        waiting: 1,
        windows: [closed('wa'), closed('sms')],
      },
    ]);
    api.setNow(NOW);
  });

  test('by the account’s window of each channel where the campaign has none of its own', async () => {
    const { id } = await launch({ templateId: 'H100000002', consumers: [both(202, 1)] });
    const setting = api.db
      .updateTable('channel_setting')
      .where('account_id', '=', ACCOUNT)
      .where('channel', '=', 'sms');
    await setting.set({ windows: JSON.stringify(WINDOWS) }).execute();
    expect(await get(id)).toMatchObject({
      schedulingMetrics: null,
      plan: [{ windows: expect.objectContaining({ length: 7 }) as unknown }, { windows: WINDOWS }],
      countsByZone: [{ windows: [{ closesAt: '2026-01-15T02:00:00.000Z' }, { closesAt: '2026-01-14T22:30:00.000Z' }] }],
    });
    await setting.set({ windows: null }).execute();
  });
});

test.each(['unknown12', "a'b", 'x%00y'])('404 or 400 in the one shape for %s', async (id) => {
  const answer = await api.call('GET', `/campaign/${id}`);
  expect(answer.status).toBe(id.includes('%00') ? 400 : 404);
});

test('404 for the campaign of another account', async () => {
  const { id } = await launch();
  const response = await api.app.inject({
    url: `/api/v2/account/${OTHER_ACCOUNT}/campaign/${id}`,
    headers: { authorization: await api.token(OTHER_ACCOUNT) },
  });
  expect(response.statusCode).toBe(404);
});
