import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/deps.ts';
import { createConversationFeed } from '../../db/conversation-feed.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  CONFIG,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
let second: App;
/** Two API processes on one database. */
let urls: string[];

beforeAll(async () => {
  api = await createFixture({ streamHeartbeatMs: 50 });
  second = buildApp({
    db: api.db,
    outbox: { kick: () => undefined, close: () => Promise.resolve() },
    config: CONFIG,
    now: () => NOW,
    conversationFeed: createConversationFeed(api.databaseUrl, () => undefined),
  });
  urls = await Promise.all([api.app, second].map((app) => app.listen({ host: '127.0.0.1', port: 0 })));
});
afterAll(async () => {
  await second.close();
  await api.close();
});
beforeEach(() => api.setNow(NOW));

type Event = { event: string; data: Record<string, unknown> };

async function open(path: string, process: 0 | 1 = 0) {
  const url = `${urls[process] ?? ''}/api/v2/account/${ACCOUNT}${path}`;
  const request = get(url, { headers: { authorization: `Bearer ${await api.token()}` } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  const events: Event[] = [];
  let rest = '';
  let beats = 0;
  let ended = false;
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    beats += blocks.filter((block) => block === ':').length;
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1] ?? '{}';
      if (event !== undefined) events.push({ event, data: JSON.parse(data) as Event['data'] });
    }
  });
  response.on('end', () => (ended = true));
  response.on('error', () => (ended = true));
  return { response, events, beats: () => beats, isEnded: () => ended, close: () => request.destroy() };
}

let last = 0;
async function launch() {
  const consumers = [1, 2].map(() => consumer(++last));
  const { body, ...answer } = await api.call('POST', '/campaign', campaignBody({ consumers }));
  return { id: String(body.proactiveCampaignId), ids: acceptedOf({ body, ...answer }).map(({ id }) => id) };
}
const send = (id: string | undefined) =>
  api.db
    .updateTable('recipient')
    .set({ state: 'SENT', sent_at: NOW })
    .where('id', '=', id ?? '')
    .execute();

const sentOf = (events: Event[]) => events.map(({ data }) => (data.counts as { sent: number }).sent);

describe('how a campaign goes', () => {
  test('is told at once and whenever it changes, in every process', async () => {
    const { id, ids } = await launch();
    const streams = [await open(`/campaign/${id}/events`), await open(`/campaign/${id}/events`, 1)];
    for (const { response, events } of streams) {
      expect(response.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      });
      await expect.poll(() => events.length).toBe(1);
      expect(events[0]).toMatchObject({
        event: 'progress',
        data: { proactiveCampaignId: id, campaignStatus: 'PUBLISHED', counts: { attempted: 2, sent: 0, pending: 2 } },
      });
    }
    await send(ids[0]);
    for (const { events } of streams) await expect.poll(() => sentOf(events), { timeout: 5_000 }).toEqual([0, 1]);
    await send(ids[1]);
    for (const { events, close } of streams) {
      await expect.poll(() => sentOf(events), { timeout: 5_000 }).toEqual([0, 1, 2]);
      expect(events.at(-1)?.data).toMatchObject({ campaignStatus: 'FINISHED' });
      close();
    }
  });

  test('of several: each that changes, and nobody else’s', async () => {
    const [one, other, foreign] = [await launch(), await launch(), await launch()];
    await api.db.updateTable('campaign').set({ account_id: OTHER_ACCOUNT }).where('id', '=', foreign.id).execute();
    const { events, close } = await open(`/campaign/events?ids=${one.id},${other.id},${foreign.id},none`);
    await expect
      .poll(() => events.map(({ data }) => data.proactiveCampaignId).sort())
      .toEqual([one.id, other.id].sort());
    await send(foreign.ids[0]);
    await send(other.ids[0]);
    await expect.poll(() => events.length, { timeout: 5_000 }).toBe(3);
    expect(events[2]?.data).toMatchObject({ proactiveCampaignId: other.id, counts: { sent: 1 } });
    close();
  });

  test.each(['', '?ids=', `?ids=${Array.from({ length: 101 }, (_, n) => n).join()}`])(
    'ids%s are refused',
    async (query) => {
      expect(await api.call('GET', `/campaign/events${query}`)).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining('ids') as string },
      });
    },
  );

  test('has a heartbeat, and ends with the token', async () => {
    const { id } = await launch();
    const stream = await open(`/campaign/${id}/events`);
    await expect.poll(stream.beats).toBeGreaterThan(2);
    expect(stream.isEnded()).toBe(false);
    api.setNow(new Date(NOW.getTime() + 3_601_000));
    await expect.poll(stream.isEnded).toBe(true);
  });

  test('ends when the client is revoked', async () => {
    const { id } = await launch();
    const stream = await open(`/campaign/${id}/events`);
    const revoke = (revoked_at: Date | null) =>
      api.db.updateTable('api_client').set({ revoked_at }).where('account_id', '=', ACCOUNT).execute();
    await revoke(NOW);
    await expect.poll(stream.isEnded).toBe(true);
    await revoke(null);
  });
});

describe('the agents’ inbox', () => {
  async function converse(skill = 'sales'): Promise<string> {
    const id = randomUUID();
    const of = { id, account_id: ACCOUNT, consumer: `+1202777${1000 + ++last}`, brand_address: SMS_NUMBER };
    await api.db
      .insertInto('conversation')
      .values({ ...of, channel: 'sms', skill, route: 'inbound', opened_at: NOW })
      .execute();
    return id;
  }
  const write = (conversation_id: string, text: string) =>
    api.db
      .insertInto('inbound_message')
      .values({
        id: randomUUID(),
        account_id: ACCOUNT,
        channel: 'sms',
        provider_message_id: randomUUID(),
        consumer: '+12027770000',
        brand_address: SMS_NUMBER,
        text,
        received_at: NOW,
        kind: 'reply',
        conversation_id,
      })
      .execute();

  test('is told what is opened, written in, answered, read and closed, in every process, by skill', async () => {
    const streams = [
      await open('/conversations/events?skill=sales'),
      await open('/conversations/events?skill=sales,x', 1),
    ];
    for (const { events } of streams) await expect.poll(() => events).toEqual([{ event: 'ready', data: {} }]);
    await write(await converse('general'), 'not for sales');
    const id = await converse();
    await write(id, 'Where is it?');
    for (const { events } of streams) {
      await expect
        .poll(() => events.at(-1)?.data)
        .toMatchObject({
          id,
          state: 'OPEN',
          lastMessage: { direction: 'IN', text: 'Where is it?' },
          unread: 1,
        });
    }
    const latest = () => streams[0]?.events.at(-1)?.data;
    expect(await api.call('POST', `/conversations/${id}/read`)).toMatchObject({ status: 204 });
    await expect.poll(latest).toMatchObject({ unread: 0 });
    await api.call('POST', `/conversations/${id}/messages`, { text: 'Tomorrow.' });
    await expect.poll(latest).toMatchObject({ lastMessage: { direction: 'OUT', text: 'Tomorrow.' } });
    await api.call('POST', `/conversations/${id}/close`, { csat: 4 });
    await expect.poll(latest).toMatchObject({ state: 'CLOSED', csat: 4 });
    for (const { events, close } of streams) {
      expect(new Set(events.flatMap(({ data }) => data.id ?? []))).toEqual(new Set([id]));
      close();
    }
  });

  test('is told to look again where something may have been missed', async () => {
    const stream = await open('/conversations/events');
    await expect.poll(() => stream.events.length).toBe(1);
    const { rows } = await endListeners();
    expect(rows.length).toBeGreaterThan(0);
    await expect.poll(() => stream.events.map(({ event }) => event), { timeout: 5_000 }).toEqual(['ready', 'ready']);
    stream.close();
  });

  test('without a feed there is no stream', async () => {
    const app = buildApp({
      db: api.db,
      outbox: { kick: () => undefined, close: () => Promise.resolve() },
      config: CONFIG,
      now: () => NOW,
    });
    const headers = { authorization: `Bearer ${await api.token()}` };
    const answer = await app.inject({ url: `/api/v2/account/${ACCOUNT}/conversations/events`, headers });
    expect(answer.statusCode).toBe(503);
    await app.close();
  });
});

/** As when the database is started again. */
const endListeners = () =>
  sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query = 'LISTEN conversations'`.execute(api.db);

test('streams end when the process does, and a new one finds the other', async () => {
  const streams = [await open('/conversations/events', 1), await open('/campaign/events?ids=none', 1)];
  await second.close();
  for (const stream of streams) await expect.poll(stream.isEnded).toBe(true);
});
