/** What each of Twilio's codes sets off, and that it sets off nothing else: docs/twilio.md, row by row. */
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt } from '../../db/receipts.ts';
import { DEMO } from '../../dev/seed.ts';
import type { Decision } from '../../domain/decision.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const ZONE = 'America/New_York';
const NOON = next(ZONE, Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const DAY_MS = 86_400_000;
/** By SMS first, then WhatsApp: so that a step-down shows. */
const HANDOFF = 'H100000009';

let product: Product;
let now = NOON;
let lastNumber = 5_000;

beforeAll(async () => {
  // Nothing listens there: these tests call the activities themselves.
  product = await startProduct({ client: createClient('127.0.0.1:1', 'default'), now: () => Promise.resolve(now) });
  const both = await product.db
    .selectFrom('handoff')
    .selectAll()
    .where('id', '=', DEMO.bothHandoff)
    .executeTakeFirstOrThrow();
  const channels = JSON.stringify(both.channels.toReversed());
  await product.db
    .insertInto('handoff')
    .values({ ...both, id: HANDOFF, name: 'SMS then WhatsApp', channels })
    .execute();
});
afterAll(() => product.stop());

/** At the call: Twilio answers it. Later: Twilio takes the message, and a status callback brings it. */
const WAYS = ['at the call', 'later'] as const;
type Way = (typeof WAYS)[number];
/** What a step came to: a decision, or that the engine runs the activity again after so long. */
type Outcome = Decision | { retryInMs: number };

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;

async function travelTo(ms: number): Promise<void> {
  now = ms;
  await product.tick();
}

async function launch(to: string, wa = to) {
  await travelTo(now);
  return product.launch({ consumerContent: { sms: to, wa } }, { templateId: HANDOFF });
}

async function step(sending: Promise<Decision>): Promise<Outcome> {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof ApplicationFailure && error.type === 'RetryLater') {
      return { retryInMs: Number(error.nextRetryDelay) };
    }
    throw error;
  }
}

/** One try by SMS, with all that Twilio says of it. */
async function tryBySms(recipientId: string, way: Way): Promise<Outcome> {
  const outcome = await step(product.activities.sendSms({ recipientId }));
  if (way === 'at the call') return outcome;
  // A callback can be faster than the answer's way into the database: then the activity says what follows from it.
  if (!('kind' in outcome) || outcome.kind !== 'stop' || outcome.state !== 'SENT') return outcome;
  await expect.poll(async () => (await product.attempts(recipientId)).at(-1)?.state).toBe('FAILED');
  return product.activities.checkEligibility({ recipientId, fresh: false });
}

/** When it goes on, whichever of the two it is told by. */
function goesOnAt(outcome: Outcome): number {
  if ('retryInMs' in outcome) return now + outcome.retryInMs;
  return outcome.kind === 'sleep' ? Date.parse(outcome.until ?? '') : Number.NaN;
}

async function fail(code: string, way: Way, to: string, times = 1): Promise<void> {
  await product.sandbox.behave('sms', to, way === 'later' ? `failed:${code}` : code, times);
}

async function phone(to: string) {
  return (await product.sandbox.messages(to)).map(({ channel, status }) => `${channel} ${status}`);
}

/** All that a code can set off beyond its own message. */
async function effects(campaignId: string, to: string) {
  const remembered = await product.db
    .selectFrom('channel_ineligibility')
    .select(['channel', 'code'])
    .where('address', '=', `+${to}`)
    .execute();
  const optOuts = await product.db.selectFrom('opt_out').select('source').where('consumer', '=', `+${to}`).execute();
  const paused = await product.db
    .selectFrom('channel_setting')
    .selectAll()
    .where('paused_reason', 'is not', null)
    .execute();
  const { status } = await product.db
    .selectFrom('campaign')
    .select('status')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  return {
    remembered: remembered.map(({ channel, code }) => `${channel} ${code}`),
    optOuts: optOuts.map(({ source }) => source),
    campaign: status,
    pausedChannels: paused.length,
  };
}

const NOTHING_ELSE = { remembered: [], optOuts: [], campaign: 'RUNNING', pausedChannels: 0 };

const RETRY = ['20429', '20500', '30001', '30500', '21611', '63017'];
const ONCE_MORE = ['30003', '30008'];
const NEXT_OPENING = ['30610', '30047', '30036'];
const NEXT_CHANNEL = ['21612', '21614', '21635', '30004', '30005', '30006', '30007'];
const PAUSE = ['21408', '21606', '21602', '21617', '20003', '30002', '30032', '30034'];
const OTHERS = ['21999', '30999', '12345'];

describe.each(WAYS)('a code that comes %s', (way) => {
  const httpCodes = way === 'at the call' ? ['http_429', 'http_500', 'http_503'] : [];

  it.each([...RETRY, ...httpCodes])('%s: the same call again, after a back-off', async (code) => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail(code, way, to);
    const startedMs = now;
    let outcome = await tryBySms(recipientId, way);
    // A 5xx may come of a message that was taken: that is found out first, and is no try of its own.
    for (let tries = 1; !('kind' in outcome && outcome.kind === 'stop'); tries++) {
      expect(tries).toBeLessThan(10);
      await travelTo(goesOnAt(outcome));
      outcome = await step(product.activities.sendSms({ recipientId }));
    }
    expect(outcome).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(now - startedMs).toBeGreaterThanOrEqual(2_000);
    await expect
      .poll(() => phone(to))
      .toEqual(
        way === 'later' ? [expect.stringMatching(/^sms (undelivered|failed)$/), 'sms delivered'] : ['sms delivered'],
      );
    expect(await effects(campaignId, to)).toEqual(NOTHING_ELSE);
  });

  it.each(ONCE_MORE)('%s: once more inside of the window, then the next channel', async (code) => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail(code, way, to, 2);
    const first = await tryBySms(recipientId, way);
    expect(goesOnAt(first) - now).toBe(60_000);
    await travelTo(goesOnAt(first));
    expect(await tryBySms(recipientId, way)).toMatchObject({ kind: 'send', channel: 'wa' });
    expect((await product.attempts(recipientId)).map(({ code: each }) => each)).toEqual([code, code]);
    expect(await effects(campaignId, to)).toEqual(NOTHING_ELSE);
  });

  it.each(NEXT_OPENING)('%s: back to sleep until the next opening, and then the same channel', async (code) => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail(code, way, to);
    const outcome = await tryBySms(recipientId, way);
    expect(outcome).toMatchObject({ kind: 'sleep', channel: 'sms' });
    expect(goesOnAt(outcome)).toBe(next(ZONE, now, { hour: 8 }));
    await travelTo(goesOnAt(outcome));
    expect(await product.activities.checkEligibility({ recipientId, fresh: false })).toMatchObject({
      kind: 'send',
      channel: 'sms',
    });
    expect(await effects(campaignId, to)).toEqual(NOTHING_ELSE);
  });

  it.each(NEXT_CHANNEL)('%s: the next channel at once, and the next campaign does not try', async (code) => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail(code, way, to);
    expect(await tryBySms(recipientId, way)).toMatchObject({ kind: 'send', channel: 'wa' });
    expect(await effects(campaignId, to)).toEqual({ ...NOTHING_ELSE, remembered: [`sms ${code}`] });
    const again = await launch(to);
    expect(await product.activities.checkEligibility({ recipientId: again.recipientId, fresh: true })).toMatchObject({
      kind: 'send',
      channel: 'wa',
    });
    await product.activities.sendWhatsApp({ recipientId });
    await expect.poll(async () => (await product.recipient(recipientId)).state).toBe('DELIVERED');
    expect((await phone(to)).filter((shown) => shown.startsWith('wa'))).toHaveLength(1);
  });

  it('21211: never again to this number, on no channel and at no time; another number of theirs may be tried', async () => {
    const to = newNumber();
    const other = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail('21211', way, to);
    expect(await tryBySms(recipientId, way)).toMatchObject({ kind: 'stop', state: 'FAILED' });
    expect(await product.recipient(recipientId)).toMatchObject({ state: 'FAILED', error_code: '21211' });
    expect(await effects(campaignId, to)).toEqual({ ...NOTHING_ELSE, remembered: ['sms 21211'] });
    const sixWeeksLater = now + 42 * DAY_MS;
    await travelTo(sixWeeksLater);
    const check = ({ recipientId: id }: { recipientId: string }) =>
      product.activities.checkEligibility({ recipientId: id, fresh: true });
    expect(await check(await launch(to))).toMatchObject({ kind: 'stop', state: 'FAILED', error: { code: '21211' } });
    expect(await check(await launch(to, other))).toMatchObject({ kind: 'send', channel: 'wa' });
    expect(await phone(to)).toEqual(way === 'later' ? ['sms undelivered'] : []);
  });

  it('21610: the opt-out is recorded, and nothing is stepped down to', async () => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail('21610', way, to);
    expect(await tryBySms(recipientId, way)).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
    expect(await effects(campaignId, to)).toEqual({ ...NOTHING_ELSE, optOuts: ['provider:21610'] });
    const again = await launch(to);
    expect(await product.activities.checkEligibility({ recipientId: again.recipientId, fresh: true })).toMatchObject({
      kind: 'stop',
      state: 'SKIPPED',
    });
  });

  it.each(PAUSE)('%s: the campaign is paused, says why everywhere, and a resume sends', async (code) => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail(code, way, to);
    expect(await tryBySms(recipientId, way)).toMatchObject({ kind: 'sleep', constraint: 'PAUSED', until: null });
    expect(await effects(campaignId, to)).toEqual({ ...NOTHING_ELSE, campaign: 'PAUSED' });
    const why = expect.stringContaining(`(code ${code})`) as string;
    const path = `/campaign/${campaignId}`;
    expect(await product.call('GET', path)).toMatchObject({ campaignStatus: 'PAUSED', statusReason: why });
    const list = (await product.call('GET', '/campaign?limit=100')) as {
      campaigns: { proactiveCampaignId: string }[];
    };
    expect(list.campaigns.find((each) => each.proactiveCampaignId === campaignId)).toMatchObject({ statusReason: why });
    expect(await product.call('GET', `${path}/recipients/${recipientId}`)).toMatchObject({
      waitsFor: 'PAUSED',
      sentence: why,
    });
    await product.call('POST', `${path}/resume`);
    expect(await product.call('GET', path)).toMatchObject({ campaignStatus: 'PUBLISHED', statusReason: null });
    expect(await product.activities.checkEligibility({ recipientId, fresh: false })).toMatchObject({
      kind: 'send',
      channel: 'sms',
    });
    expect(await product.activities.sendSms({ recipientId })).toMatchObject({ kind: 'stop', state: 'SENT' });
  });

  it.each(OTHERS)('%s, which no row has: not again on this channel, and the next one may try', async (code) => {
    const to = newNumber();
    const { recipientId, campaignId } = await launch(to);
    await fail(code, way, to);
    expect(await tryBySms(recipientId, way)).toMatchObject({ kind: 'send', channel: 'wa' });
    expect(await effects(campaignId, to)).toEqual(NOTHING_ELSE);
  });
});

it('a failure that comes five minutes after the message was taken: the minute begins then', async () => {
  const to = newNumber();
  const { recipientId } = await launch(to);
  await product.sandbox.behave('sms', to, 'no-receipt');
  await step(product.activities.sendSms({ recipientId }));
  now += 300_000;
  const [attempt] = await product.attempts(recipientId);
  await applyReceipt(
    product.db,
    { channel: 'sms', attemptId: attempt?.id ?? '', state: 'FAILED', code: '30003' },
    new Date(now),
  );
  expect(goesOnAt(await product.activities.checkEligibility({ recipientId, fresh: false })) - now).toBe(60_000);
});
