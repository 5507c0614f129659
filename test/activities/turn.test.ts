/** An account's pace on a channel: whose turn comes when, and what is asked again once it has come. */
import { ApplicationFailure } from '@temporalio/common';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeTurn, type Turn } from '../../db/pace.ts';
import { DEMO } from '../../dev/seed.ts';
import type { Channel } from '../../domain/channel.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const ZONE = 'America/New_York';
const NOON = next(ZONE, Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const HOUR_MS = 3_600_000;
const ANY = 10 * HOUR_MS;
const LONGEST = 3_000;
/** Each with a connection of its own. */
const CALLS = 8;

let product: Product;
let now = NOON;
let lastNumber = 100;
let onWait: (ms: number) => Promise<unknown>;

beforeAll(async () => {
  product = await startProduct({
    client: createClient('127.0.0.1:1', 'default'),
    now: () => Promise.resolve(now),
    wait: (ms) => onWait(ms),
  });
});
afterAll(() => product.stop());
beforeEach(async () => {
  now = NOON;
  onWait = () => Promise.resolve();
  await product.db.deleteFrom('pace').execute();
  await product.db.updateTable('channel_setting').set({ rate_per_second: 10 }).execute();
});

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;

async function launch() {
  const to = newNumber();
  return { to, ...(await product.launch({ consumerContent: { sms: to, wa: to } })) };
}

/** Where the account's line on a channel ends, in ms from the database's now. */
async function setLine(endsInMs: number, channel: Channel = 'sms'): Promise<void> {
  await sql`INSERT INTO pace VALUES (${DEMO.accountId}, ${channel}, clock_timestamp() + make_interval(secs => ${endsInMs / 1000}))
    ON CONFLICT (account_id, channel) DO UPDATE SET turn_at = excluded.turn_at`.execute(product.db);
}

/** In ms, to the microsecond: a Date would round it. */
async function endOfLine(channel: Channel = 'sms'): Promise<number | undefined> {
  const { rows } = await sql<{ ms: number }>`
    SELECT (extract(epoch FROM turn_at) * 1000)::float8 AS ms FROM pace WHERE channel = ${channel}`.execute(product.db);
  return rows[0]?.ms;
}

async function databaseNow(): Promise<number> {
  const { rows } = await sql<{
    ms: number;
  }>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`.execute(product.db);
  return rows[0]?.ms ?? NaN;
}

async function answerTo(to: string): Promise<string> {
  await product.sandbox.reply('sms', to, 'Where is it?');
  const { id } = await product.db
    .selectFrom('conversation')
    .select('id')
    .where('consumer', '=', `+${to}`)
    .executeTakeFirstOrThrow();
  const answer = await product.call('POST', `/conversations/${id}/messages`, { text: 'Tomorrow.' });
  return (answer as { id: string }).id;
}

describe('a turn', () => {
  it.each([
    [1, 1_000],
    [10, 100],
    [20, 50],
    [80, 12.5],
  ])('at %i messages a second comes %d ms after the one before it', async (rate, gapMs) => {
    await product.db.updateTable('channel_setting').set({ rate_per_second: rate }).execute();
    const { recipientId } = await launch();
    await setLine(HOUR_MS);
    const before = await endOfLine();
    const turn = await takeTurn(product.db, 'sms', { recipientId }, ANY);
    expect((await endOfLine()) ?? NaN).toBeCloseTo((before ?? NaN) + gapMs, 2);
    expect(turn?.given).toBe(true);
    expect(turn?.waitMs).toBeLessThanOrEqual(HOUR_MS + gapMs);
  });

  it.each([
    ['the first of all', undefined],
    ['after an hour in which nobody asked', -HOUR_MS],
    ['once the gap is over', -100],
  ])('%s is now: what was not used is no credit', async (_case, endsInMs) => {
    const { recipientId } = await launch();
    if (endsInMs !== undefined) await setLine(endsInMs);
    const before = await databaseNow();
    expect(await takeTurn(product.db, 'sms', { recipientId }, ANY)).toEqual({ given: true, waitMs: 0 });
    const end = await endOfLine();
    expect(end).toBeGreaterThanOrEqual(before);
    expect(end).toBeLessThanOrEqual(await databaseNow());
  });

  it('that would come too late is not given, and takes nothing from the line', async () => {
    const { recipientId } = await launch();
    await setLine(HOUR_MS);
    const before = await endOfLine();
    const turn = await takeTurn(product.db, 'sms', { recipientId }, LONGEST);
    expect(turn?.given).toBe(false);
    expect(turn?.waitMs).toBeGreaterThan(LONGEST);
    expect(await endOfLine()).toBe(before);
  });

  it('on one channel waits for no line on another', async () => {
    const { recipientId } = await launch();
    await setLine(HOUR_MS, 'wa');
    expect(await takeTurn(product.db, 'sms', { recipientId }, LONGEST)).toEqual({ given: true, waitMs: 0 });
  });

  it('of one account waits for no line of another', async () => {
    await product.db.insertInto('account').values({ id: 'other', name: 'Other', default_skill: 'sales' }).execute();
    await product.db
      .insertInto('pace')
      .values({ account_id: 'other', channel: 'sms', turn_at: new Date(Date.now() + HOUR_MS) })
      .execute();
    const { recipientId } = await launch();
    expect(await takeTurn(product.db, 'sms', { recipientId }, LONGEST)).toEqual({ given: true, waitMs: 0 });
  });

  it('is not taken for who is no more to be sent to', async () => {
    const { recipientId } = await launch();
    await product.activities.sendSms({ recipientId });
    const before = await endOfLine();
    expect(await takeTurn(product.db, 'sms', { recipientId }, ANY)).toBeUndefined();
    expect(await endOfLine()).toBe(before);
  });
});

describe('at once', () => {
  it('calls of several workers never share a turn', async () => {
    const { recipientId } = await launch();
    await setLine(HOUR_MS);
    const start = (await endOfLine()) ?? NaN;
    const turns = await product.db.transaction().execute(async (trx) => {
      await sql`SELECT FROM pace FOR UPDATE`.execute(trx);
      const taken: Promise<Turn | undefined>[] = [];
      for (let call = 0; call < CALLS; call += 1) taken.push(takeTurn(product.db, 'sms', { recipientId }, ANY));
      await expect.poll(() => product.waitingForLocks()).toBe(CALLS);
      return { taken };
    });
    expect((await Promise.all(turns.taken)).every((turn) => turn?.given)).toBe(true);
    expect(await endOfLine()).toBeCloseTo(start + CALLS * 100, 1);
  });

  it('two workers make the first turns of an account one after the other', async () => {
    const recipients = [await launch(), await launch()];
    const before = await databaseNow();
    await Promise.all(recipients.map(({ recipientId }) => takeTurn(product.db, 'sms', { recipientId }, ANY)));
    expect(await endOfLine()).toBeGreaterThanOrEqual(before + 100);
  });
});

describe('a call', () => {
  it('begins once its turn has come, and not before', async () => {
    const { to, recipientId } = await launch();
    await setLine(2_000);
    const waits: number[] = [];
    onWait = async (ms) => {
      waits.push(ms);
      expect(await product.sandbox.messages(to)).toEqual([]);
      expect(await product.attempts(recipientId)).toEqual([]);
    };
    expect(await product.activities.sendSms({ recipientId })).toMatchObject({ state: 'SENT' });
    expect(waits).toEqual([expect.any(Number)]);
    expect(waits[0]).toBeLessThanOrEqual(2_100);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });

  it('of an agent’s answer stands in the same line', async () => {
    const to = newNumber();
    now = Date.now();
    const messageId = await answerTo(to);
    await setLine(2_000);
    const waits: number[] = [];
    onWait = async (ms) => {
      waits.push(ms);
      expect(await product.sandbox.messages(to)).toEqual([]);
    };
    expect(await product.activities.sendAgentMessage({ messageId })).toMatchObject({ state: 'SENT' });
    expect(waits).toHaveLength(1);
  });

  it('whose process was held up past its turn takes another, once', async () => {
    const { to, recipientId } = await launch();
    await setLine(1_000);
    const ends: (number | undefined)[] = [];
    onWait = async (ms) => {
      ends.push(await endOfLine());
      now += ms + 201;
    };
    expect(await product.activities.sendSms({ recipientId })).toMatchObject({ state: 'SENT' });
    expect(ends).toHaveLength(2);
    expect(ends[1]).toBeGreaterThan(ends[0] ?? NaN);
    expect(await product.sandbox.messages(to)).toHaveLength(1);
  });

  it('is left to the engine where the line is too long', async () => {
    const { to, recipientId } = await launch();
    await setLine(HOUR_MS);
    const failure: unknown = await product.activities.sendSms({ recipientId }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect((failure as ApplicationFailure).nonRetryable).not.toBe(true);
    expect(Number((failure as ApplicationFailure).nextRetryDelay)).toBeGreaterThan(LONGEST);
    expect(await product.attempts(recipientId)).toEqual([]);
    expect(await product.sandbox.messages(to)).toEqual([]);
  });

  it.each<[string, (known: Awaited<ReturnType<typeof launch>>) => unknown, object]>([
    [
      'the consumer says STOP',
      ({ to }) => product.sandbox.reply('sms', to, 'STOP'),
      { kind: 'stop', state: 'SKIPPED' },
    ],
    [
      'the campaign is paused',
      ({ campaignId }) => product.call('POST', `/campaign/${campaignId}/pause`),
      { kind: 'sleep', constraint: 'PAUSED' },
    ],
    [
      'the campaign is cancelled',
      ({ campaignId }) => product.call('POST', `/campaign/${campaignId}/cancel`),
      { kind: 'stop', state: 'CANCELLED' },
    ],
    ['the window closes', () => (now = next(ZONE, NOON, { hour: 21 })), { kind: 'sleep', constraint: 'WINDOW' }],
  ])('does not follow the wait in which %s', async (_case, happens, decision) => {
    const known = await launch();
    await setLine(2_000);
    onWait = () => Promise.resolve(happens(known));
    expect(await product.activities.sendSms({ recipientId: known.recipientId })).toMatchObject(decision);
    expect(await product.attempts(known.recipientId)).toEqual([]);
    expect((await product.sandbox.messages(known.to)).filter(({ text }) => text.includes('4711'))).toEqual([]);
  });
});

it('while a call waits for its turn, nothing is locked', async () => {
  const { recipientId } = await launch();
  await setLine(2_000);
  const held: unknown[] = [];
  onWait = async () => {
    const { rows } = await sql`SELECT l.locktype, l.mode FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.state <> 'active'`.execute(product.db);
    held.push(...rows);
  };
  await product.activities.sendSms({ recipientId });
  expect(held).toEqual([]);
});
