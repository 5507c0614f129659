import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixture, type Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const outbox = async () => (await api.db.selectFrom('outbox').select('message').execute()).map((row) => row.message);

describe('channels', () => {
  test('are listed with what holds them', async () => {
    const response = await api.call('GET', '/channels');
    expect(response.status).toBe(200);
    const { channels } = response.body as { channels: { channel: string; pausedReason: string | null }[] };
    expect(channels.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['wa', 'sms']));
    expect(channels.every(({ pausedReason }) => pausedReason === null)).toBe(true);
  });

  test('a pause holds one, and its resume has the parked ones woken', async () => {
    const paused = await api.call('POST', '/channels/wa/pause');
    expect(paused.body).toMatchObject({ channel: 'wa', pausedReason: 'Paused by hand.' });
    expect((await api.call('POST', '/channels/wa/pause')).status).toBe(200);
    expect(await outbox()).toEqual([]);
    const resumed = await api.call('POST', '/channels/wa/resume');
    expect(resumed.body).toMatchObject({ channel: 'wa', pausedReason: null });
    await api.call('POST', '/channels/wa/resume');
    expect(await outbox()).toEqual([expect.objectContaining({ kind: 'resume', what: { channel: 'wa' } })]);
  });

  test("keep the provider's reason when they are paused by hand as well", async () => {
    const reason = 'The token has expired (code 190).';
    await api.db.updateTable('channel_setting').set({ paused_reason: reason }).where('channel', '=', 'sms').execute();
    expect((await api.call('POST', '/channels/sms/pause')).body).toMatchObject({ pausedReason: reason });
  });

  test('400 for a channel that there is not, 404 for one that the account has not', async () => {
    expect((await api.call('POST', '/channels/fax/pause')).status).toBe(400);
    expect((await api.call('POST', '/channels/inapp/pause')).status).toBe(404);
  });
});
