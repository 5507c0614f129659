import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { createInAppFeed } from '../../db/in-app-feed.ts';
import { insertInAppReply } from '../../db/in-app-messages.ts';
import { ACCOUNT, CONFIG, createFixture, NOW } from './fixture.ts';
import type { App } from '../../api/deps.ts';
import type { Fixture } from './fixture.ts';

const SECRET_OF = new Map<string, string>();
const lost: unknown[] = [];

let api: Fixture;
/** Two API processes on one database. */
let urls: string[];
let second: App;

beforeAll(async () => {
  api = await createFixture();
  second = secondApp();
  urls = await Promise.all([api.app, second].map((app) => app.listen({ host: '127.0.0.1', port: 0 })));
  await addApp('shop');
});
afterAll(async () => {
  await second.close();
  await api.close();
});

function secondApp(): App {
  const outbox = { kick: () => undefined, close: () => Promise.resolve() };
  const inAppFeed = createInAppFeed(api.databaseUrl, (error) => lost.push(error));
  return buildApp({ db: api.db, outbox, config: CONFIG, now: () => NOW, inAppFeed });
}

async function addApp(name: string): Promise<void> {
  SECRET_OF.set(name, (await api.call('POST', '/apps', { name })).body.secret as string);
}

async function tokenOf(userId: string, { app = 'shop', expiresInMs = 3_600_000 } = {}): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience(app)
    .setExpirationTime(Math.floor((NOW.getTime() + expiresInMs) / 1000))
    .sign(new TextEncoder().encode(SECRET_OF.get(app)));
}

type Event = { id: string | undefined; event: string | undefined; data: { text?: string; place?: number } };

/** An open stream as a browser reads it. */
async function openStream(userId: string, options: { process?: 0 | 1; query?: string; lastEventId?: string } = {}) {
  const { process = 0, query = '', lastEventId } = options;
  await api.call('PUT', `/apps/shop/users/${encodeURIComponent(userId)}`);
  const headers: Record<string, string> = {};
  if (lastEventId !== undefined) headers['last-event-id'] = lastEventId;
  const token = await tokenOf(userId);
  const url = `${urls[process] ?? ''}/inapp/v1/${ACCOUNT}/shop/stream?token=${token}${query}`;
  const request = get(url, { headers });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  const events: Event[] = [];
  let rest = '';
  let ended = false;
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.filter((block) => /^data:/m.test(block)).map(parseEvent));
  });
  response.on('end', () => (ended = true));
  response.on('error', () => (ended = true));
  const texts = () => events.flatMap(({ event, data }) => (event === 'message' ? [data.text] : []));
  return { response, events, texts, isEnded: () => ended, close: () => request.destroy() };
}

function parseEvent(block: string): Event {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  return { id: field('id'), event: field('event'), data: JSON.parse(field('data') ?? '{}') as Event['data'] };
}

const write = async (userId: string, text: string) => {
  const message = await insertInAppReply(
    api.db,
    { accountId: ACCOUNT, app: 'shop', userId },
    { id: randomUUID(), text },
    NOW,
  );
  return message?.seq ?? 0;
};

describe('the stream', () => {
  test('begins now, says from where, and brings what comes, to every process', async () => {
    const place = await write('ann', 'before');
    const streams = [await openStream('ann'), await openStream('ann', { process: 1 })];
    const other = await openStream('bob');
    for (const stream of streams) {
      expect(stream.response.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'access-control-allow-origin': '*',
        'cache-control': 'no-store',
      });
      await expect.poll(() => stream.events[0]).toEqual({ id: String(place), event: 'ready', data: {} });
    }
    const next = await write('ann', 'now');
    for (const stream of streams) {
      await expect.poll(stream.texts).toEqual(['now']);
      expect(stream.events[1]).toMatchObject({ id: String(next), data: { place: next, from: 'user' } });
    }
    await write('bob', 'for bob');
    await expect.poll(other.texts).toEqual(['for bob']);
    for (const stream of [...streams, other]) stream.close();
  });

  test('brings what was missed since Last-Event-ID, which goes before the place in the address', async () => {
    const places = [await write('cy', 'one'), await write('cy', 'two'), await write('cy', 'three')];
    const fromPlace = await openStream('cy', { query: `&after=${places[0] ?? 0}` });
    await expect.poll(fromPlace.texts).toEqual(['two', 'three']);
    const again = await openStream('cy', { query: '&after=0', lastEventId: String(places[1]) });
    await expect.poll(again.texts).toEqual(['three']);
    const many = Array.from({ length: 250 }, (_, n) => `m${n}`);
    await sql`INSERT INTO inapp_message (id, account_id, user_id, apps, text, direction, created_at)
      SELECT gen_random_uuid(), ${ACCOUNT}, 'cy', '{shop}', 'm' || n, 'in', now() FROM generate_series(0, 249) n`.execute(
      api.db,
    );
    await expect.poll(again.texts).toEqual(['three', ...many]);
    fromPlace.close();
    again.close();
  });

  test('brings all, in order, of what many write at once', async () => {
    const stream = await openStream('dee');
    const places = await Promise.all(Array.from({ length: 40 }, (_, n) => write('dee', `m${n}`)));
    await expect.poll(() => stream.texts().length).toBe(40);
    const seen = stream.events.slice(1).map(({ data }) => data.place ?? 0);
    expect(seen).toEqual(places.toSorted((a, b) => a - b));
    stream.close();
  });

  test('does not push what came too late, but what a device had already', async () => {
    const add = (text: string, more: { valid_until?: Date; delivered_at?: Date }) =>
      api.db
        .insertInto('inapp_message')
        .values({
          ...{ id: randomUUID(), account_id: ACCOUNT, user_id: 'eli', apps: ['shop'], text },
          ...{ direction: 'out', created_at: NOW, ...more },
        })
        .execute();
    await add('late', { valid_until: NOW });
    await add('late, and known', { valid_until: NOW, delivered_at: NOW });
    await add('in time', { valid_until: new Date(NOW.getTime() + 1) });
    const stream = await openStream('eli', { query: '&after=0' });
    await expect.poll(stream.texts).toEqual(['late, and known', 'in time']);
    const inbox = await api.callAt('GET', `/inapp/v1/${ACCOUNT}/shop/messages`, undefined, {
      authorization: `Bearer ${await tokenOf('eli')}`,
    });
    expect(inbox.body.messages).toHaveLength(3);
    stream.close();
  });

  test('misses nothing when the feed’s connection breaks', async () => {
    const stream = await openStream('fay', { process: 1 });
    const before = lost.length;
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query = 'LISTEN in_app'`.execute(api.db);
    await write('fay', 'meanwhile');
    await expect.poll(stream.texts).toEqual(['meanwhile']);
    expect(lost.length).toBeGreaterThan(before);
    await write('fay', 'afterwards');
    await expect.poll(stream.texts).toEqual(['meanwhile', 'afterwards']);
    stream.close();
  });

  test('has one connection a process, whoever listens', async () => {
    const streams = await Promise.all(['g1', 'g2', 'g3'].map((user) => openStream(user)));
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
      WHERE datname = current_database() AND query = 'LISTEN in_app'`.execute(api.db);
    expect(rows[0]?.n).toBe(2);
    for (const stream of streams) stream.close();
  });

  test('ends when the user is unregistered, and for that user alone', async () => {
    const gone = await openStream('hal', { process: 1 });
    const stays = await openStream('ida', { process: 1 });
    await api.call('DELETE', '/apps/shop/users/hal');
    await expect.poll(gone.isEnded).toBe(true);
    await write('ida', 'still here');
    await expect.poll(stays.texts).toEqual(['still here']);
    expect(stays.isEnded()).toBe(false);
    stays.close();
  });

  test('ends with its token', async () => {
    const url = (token: string) => `${urls[0] ?? ''}/inapp/v1/${ACCOUNT}/shop/stream?token=${token}`;
    await api.call('PUT', '/apps/shop/users/jo');
    // Within the tolerance for clocks: it has ended when the stream begins.
    const response = await fetch(url(await tokenOf('jo', { expiresInMs: -1_000 })));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('event: ready');
    expect((await fetch(url(await tokenOf('jo', { expiresInMs: -120_000 })))).status).toBe(401);
  });

  test('ends when the app’s secret is replaced', async () => {
    const stream = await openStream('kim');
    const { body } = await api.call('POST', '/apps/shop/rotate-secret');
    SECRET_OF.set('shop', body.secret as string);
    await expect.poll(stream.isEnded).toBe(true);
  });

  test('is refused beyond twenty of a user', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => openStream('lee')));
    expect((await openStream('lee')).response.statusCode).toBe(429);
    for (const stream of streams) stream.close();
    await expect.poll(async () => (await openStream('lee')).response.statusCode).toBe(200);
  });

  test('lets the process drain, and so do connections that a browser has opened in advance', async () => {
    const app = secondApp();
    urls.push(await app.listen({ host: '127.0.0.1', port: 0 }));
    const stream = await openStream('max', { process: 2 as 1 });
    await expect.poll(() => stream.events.length).toBe(1);
    const spare = connectSocket(Number(new URL(urls[2] ?? '').port), '127.0.0.1');
    await once(spare, 'connect');
    await app.close();
    await expect.poll(stream.isEnded).toBe(true);
  });

  test('is 503 where the feed cannot be reached', async () => {
    const feed = createInAppFeed('postgres://nobody:x@127.0.0.1:1/none', () => undefined);
    const outbox = { kick: () => undefined, close: () => Promise.resolve() };
    const app = buildApp({ db: api.db, outbox, config: CONFIG, now: () => NOW, inAppFeed: feed });
    await api.call('PUT', '/apps/shop/users/nat');
    const url = `/inapp/v1/${ACCOUNT}/shop/stream?token=${await tokenOf('nat')}`;
    expect((await app.inject({ url })).statusCode).toBe(503);
    await app.close();
  });
});
