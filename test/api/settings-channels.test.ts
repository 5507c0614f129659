import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listWaitingOnSettings } from '../../db/channels.ts';
import type { Constraint } from '../../domain/decision.ts';
import { acceptedOf, ACCOUNT, campaignBody, consumer, createFixture, OTHER_ACCOUNT } from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
beforeEach(() => api.db.deleteFrom('outbox').execute());
afterAll(() => api.close());

const WINDOW = { day: 'MONDAY', startTime: { hour: 9, minute: 0 }, endTime: { hour: 18, minute: 30 } };
const sms = async () => {
  const { body } = await api.call('GET', '/channels');
  return (body.channels as Record<string, unknown>[]).find(({ channel }) => channel === 'sms');
};
const outbox = async () => (await api.db.selectFrom('outbox').select('message').execute()).map((row) => row.message);

describe('PATCH …/channels/{channel}', () => {
  test.each<[object, object]>([
    [{}, {}],
    [{ ratePerSecond: 20 }, { ratePerSecond: 20 }],
    [{ dailyLimit: 500 }, { dailyLimit: 500 }],
    [{ windows: [WINDOW] }, { windows: [WINDOW] }],
    [
      { windows: [{ ...WINDOW, startTime: { hour: '09', minute: '00' }, endTime: { hour: 24, minute: 0 } }] },
      { windows: [{ ...WINDOW, endTime: { hour: 24, minute: 0 } }] },
    ],
    [{ windows: null }, { windows: null }],
    [{ enabled: false }, { enabled: false }],
    [{ enabled: true, position: 7, colour: 'red' }, { enabled: true }],
  ])('takes %j, and answers with the whole', async (change, expected) => {
    const before = await sms();
    const answer = await api.call('PATCH', '/channels/sms', change);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ ...before, ...expected });
    expect(await sms()).toEqual(answer.body);
  });

  test.each<[object, string]>([
    [{ enabled: 'no' }, 'enabled:'],
    [{ ratePerSecond: 0 }, 'ratePerSecond:'],
    [{ ratePerSecond: 2.5 }, 'ratePerSecond:'],
    [{ dailyLimit: 0 }, 'dailyLimit:'],
    [{ dailyLimit: 1e12 }, 'dailyLimit:'],
    [{ windows: [] }, 'windows is empty'],
    [{ windows: [{ ...WINDOW, day: 'SOMEDAY' }] }, 'windows[0].day:'],
    [{ windows: [WINDOW, { ...WINDOW, endTime: { hour: 9, minute: 0 } }] }, 'windows[1] (MONDAY 09:00–09:00) ends'],
    [{ windows: [{ day: 'MONDAY' }] }, 'Fields missing in request: windows[0].startTime'],
  ])('refuses %j with 400, naming it, and changes nothing', async (change, message) => {
    const before = await sms();
    const answer = await api.call('PATCH', '/channels/sms', change);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
    expect(await sms()).toEqual(before);
  });

  test('400 for a channel that there is not, 404 for one that the account has not', async () => {
    expect((await api.call('PATCH', '/channels/fax', {})).status).toBe(400);
    expect((await api.call('PATCH', '/channels/inapp', { enabled: true })).status).toBe(404);
  });

  test('switched off, it takes no campaign of its own', async () => {
    await api.call('PATCH', '/channels/sms', { enabled: false });
    const answer = await api.call('POST', '/campaign', campaignBody());
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('switched off') as string } });
    await api.call('PATCH', '/channels/sms', { enabled: true });
  });

  test.each<[object, object, boolean]>([
    [{ dailyLimit: 100 }, { dailyLimit: 200 }, true],
    [{ dailyLimit: 200 }, { dailyLimit: 100 }, false],
    [{ enabled: false }, { enabled: true }, true],
    [{ enabled: true }, { enabled: false }, false],
    [{ enabled: true }, { enabled: true, ratePerSecond: 11 }, false],
    [{}, { windows: [WINDOW] }, true],
    [{}, { windows: null }, true],
  ])('from %j, %j wakes those who wait for it: %s', async (before, change, wakes) => {
    await api.call('PATCH', '/channels/sms', before);
    await api.db.deleteFrom('outbox').execute();
    const kicks = api.kicks();
    await api.call('PATCH', '/channels/sms', change);
    expect(await outbox()).toEqual(wakes ? [{ kind: 'resume', accountId: ACCOUNT, what: { settingsOf: 'sms' } }] : []);
    expect(api.kicks()).toBeGreaterThan(kicks);
    await api.call('PATCH', '/channels/sms', { enabled: true, dailyLimit: 100_000, windows: null });
  });
});

describe('who waits for the settings of a channel', () => {
  test('are the sleepers of its campaigns, in pages', async () => {
    const waitingFor = async (waits_for: Constraint | null, changes: object = {}, n = 1) => {
      const consumers = Array.from({ length: n }, (_, index) => consumer(index + 1));
      const launched = await api.call('POST', '/campaign', campaignBody({ consumers, ...changes }));
      const ids = acceptedOf(launched).map(({ id }) => id);
      expect(ids).toHaveLength(n);
      await api.db.updateTable('recipient').set({ state: 'SCHEDULED', waits_for }).where('id', 'in', ids).execute();
      return ids;
    };
    const own = { schedulingMetrics: { windows: [WINDOW] } };
    const expected = [
      ...(await waitingFor('WINDOW', {}, 3)),
      ...(await waitingFor('DAILY_LIMIT')),
      ...(await waitingFor('DAILY_LIMIT', own)),
      // It may have missed an opening of today's by the limit.
      ...(await waitingFor('WINDOW', own)),
    ].sort();
    await waitingFor('PAUSED');
    await waitingFor('START_DATE');
    await waitingFor(null);
    const sent = await waitingFor('WINDOW');
    await api.db.updateTable('recipient').set({ state: 'SENT' }).where('id', 'in', sent).execute();

    const pages: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await listWaitingOnSettings(api.db, ACCOUNT, 'sms', after, 2);
      if (page.length === 0) break;
      pages.push(...page.map(({ id }) => id));
      after = pages.at(-1) ?? randomUUID();
    }
    expect(pages).toEqual(expected);
    expect(await listWaitingOnSettings(api.db, ACCOUNT, 'wa', null, 10)).toEqual([]);
    expect(await listWaitingOnSettings(api.db, OTHER_ACCOUNT, 'sms', null, 10)).toEqual([]);
  });
});

describe('PUT …/channels/order', () => {
  const order = async () => {
    const { body } = await api.call('GET', '/channels');
    return (body.channels as { channel: string; position: number }[]).map(
      ({ channel, position }) => `${position} ${channel}`,
    );
  };

  test.each([[['sms', 'wa']], [['wa', 'sms']]])('puts them in the order %j', async (channels) => {
    const answer = await api.call('PUT', '/channels/order', { channels });
    expect(answer.status).toBe(200);
    expect((answer.body.channels as { channel: string }[]).map(({ channel }) => channel)).toEqual(channels);
    expect(await order()).toEqual(channels.map((channel, index) => `${index} ${channel}`));
  });

  test.each<[unknown, string]>([
    [['sms'], 'channels: must name each of the account’s channels once'],
    [['sms', 'sms'], 'channels: must name each'],
    [['sms', 'wa', 'inapp'], 'channels: must name each'],
    [['sms', 'fax'], 'channels[1]:'],
    ['sms', 'channels:'],
  ])('400 for %j', async (channels, message) => {
    const before = await order();
    const answer = await api.call('PUT', '/channels/order', { channels });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message.replace('’', "'"));
    expect(await order()).toEqual(before);
  });
});
