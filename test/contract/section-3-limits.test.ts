import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { consumer, smsCampaign, startContract, type Contract } from './client.ts';

let api: Contract;
beforeAll(async () => (api = await startContract()));
afterAll(() => api.stop());

const DAY_MS = 86_400_000;
const setLimit = (daily_limit: number) =>
  api.stack.db
    .updateTable('channel_setting')
    .set({ daily_limit })
    .where('account_id', '=', DEMO.accountId)
    .where('channel', '=', 'sms')
    .execute();

describe('contract.md §3 limits', () => {
  test('recipients a day per channel and account: past it the whole campaign is refused, 400, saying what remains', async () => {
    const answer = await api.launch(smsCampaign({ consumers: [consumer(), consumer()] }));
    expect(answer.status).toBe(201);
    await setLimit(3);
    const refused = await api.launch(smsCampaign({ consumers: [consumer(), consumer()] }));
    expect(refused.status).toBe(400);
    expect(refused.body.message).toMatch(/\b1 of today's 3\b/);
    expect((await api.launch(smsCampaign())).status).toBe(201);
    await setLimit(100_000);
  });

  test('recipients a day: 100,000 by default', async () => {
    const { body } = await api.call('GET', '/api/v2/account/{a}/channels');
    for (const channel of body.channels as { dailyLimit: number; ratePerSecond: number }[]) {
      expect(channel).toMatchObject({ dailyLimit: 100_000, ratePerSecond: 10 });
    }
  });

  test.each([
    [59, 400],
    [60, 201],
    [30 * 24 * 60, 201],
    [30 * 24 * 60 + 1, 400],
  ])('lookback period 60 minutes to 30 days: %i minutes is %i', async (lookbackMinutes, status) => {
    const answer = await api.call('POST', '/api/v2/account/{a}/handoffs', {
      name: `Lookback ${lookbackMinutes}`,
      lookbackMinutes,
      channels: [{ type: 'sms', outboundNumber: DEMO.smsNumber, text: 'Hello.', optOutText: 'Reply STOP to opt out.' }],
    });
    expect(answer.status, answer.text).toBe(status);
    if (status === 400) expect(answer.body.message).toContain('lookbackMinutes');
  });

  test.each([
    ['transactions', 'POST', DAY_MS, 200],
    ['transactions', 'POST', DAY_MS + 1, 400],
    ['analytics', 'GET', 60 * DAY_MS, 200],
    ['analytics', 'GET', 60 * DAY_MS + 1, 400],
  ] as const)('reporting, %s (%s) over %i ms: %i', async (what, method, interval, status) => {
    const end = await api.now();
    const query = `attemptedStartTime=${end - interval}&attemptedEndTime=${end}&v=2.0`;
    const path = `/api/account/{a}/app/prmsg/${what}/?${query}`;
    expect((await api.call(method, path, method === 'POST' ? {} : undefined)).status).toBe(status);
  });
});
