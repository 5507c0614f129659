import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  // Nothing listens there: these tests call the activities themselves.
  product = await startProduct({ client: createClient('127.0.0.1:1', 'default'), now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());
beforeEach(async () => {
  now = NOON;
  await product.call('PATCH', '/settings', { lineTypeLookup: true });
});

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;

async function launch(to: string) {
  await product.tick();
  return product.launch({ consumerContent: { sms: to } });
}

/** A campaign's message to a number: what became of it. */
async function sendTo(to: string) {
  const launched = await launch(to);
  const decision = await product.activities.sendSms(launched);
  return { ...launched, decision };
}

type SmsOf = { eligible: boolean; errorCode: string | null; reason: string | null; lineType: object | null };

async function shown(to: string): Promise<SmsOf | undefined> {
  await product.tick();
  const { channels } = (await product.call('GET', `/numbers/${to}`)) as { channels: ({ channel: string } & SmsOf)[] };
  return channels.find(({ channel }) => channel === 'sms');
}

const SENT = { kind: 'stop', state: 'SENT' };

describe('the line type of a number', () => {
  it('is not asked for unless the account wants it', async () => {
    await product.call('PATCH', '/settings', { lineTypeLookup: false });
    const to = newNumber();
    await product.sandbox.lineType(to, 'landline');
    expect((await sendTo(to)).decision).toMatchObject(SENT);
    expect(await product.sandbox.lookUps(to)).toBe(0);
    expect((await shown(to))?.lineType).toBeNull();
  });

  it.each(['mobile', 'fixedVoip', 'nonFixedVoip', 'personal', 'unknown'])('%s: it is sent to', async (type) => {
    const to = newNumber();
    await product.sandbox.lineType(to, type);
    expect((await sendTo(to)).decision).toMatchObject(SENT);
    expect(await shown(to)).toMatchObject({
      eligible: true,
      lineType: { type, problem: null, lookedUpAt: new Date(NOON).toISOString() },
    });
  });

  it('landline: nothing is sent, and the record, the number and the eligibility call say why', async () => {
    const to = newNumber();
    await product.sandbox.lineType(to, 'landline');
    const { recipientId, campaignId, decision } = await sendTo(to);
    expect(decision).toMatchObject({
      kind: 'stop',
      state: 'FAILED',
      error: { source: 'outbound_twilio', code: '21635' },
    });
    expect(await product.sandbox.messages(to)).toEqual([]);
    const landline = expect.stringContaining('Twilio Lookup says that the number is a landline') as string;
    expect(await product.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`)).toMatchObject({
      state: 'FAILED',
      sentence: landline,
      attempts: [],
    });
    expect(await shown(to)).toMatchObject({ eligible: false, errorCode: '21635', reason: landline });
  });

  it('landline: the next channel of the plan is tried', async () => {
    const to = newNumber();
    await product.sandbox.lineType(to, 'landline');
    const other = newNumber();
    const { recipientId } = await product.launch(
      { consumerContent: { wa: other, sms: to } },
      { templateId: 'H100000002' },
    );
    await product.sandbox.behave('wa', other, '131026');
    expect(await product.activities.sendWhatsApp({ recipientId })).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await product.activities.sendSms({ recipientId })).toMatchObject({ kind: 'stop', state: 'FAILED' });
    expect(await product.sandbox.messages(to)).toEqual([]);
  });

  it('is asked for once in 90 days', async () => {
    const to = newNumber();
    for (const days of [0, 1, 89]) {
      now = NOON + days * DAY_MS;
      expect((await sendTo(to)).decision).toMatchObject(SENT);
      expect(await product.sandbox.lookUps(to)).toBe(1);
    }
    now = NOON + 91 * DAY_MS;
    expect((await sendTo(to)).decision).toMatchObject(SENT);
    expect(await product.sandbox.lookUps(to)).toBe(2);
  });

  it('no longer counts once the account wants it no more', async () => {
    const to = newNumber();
    await product.sandbox.lineType(to, 'landline');
    expect((await sendTo(to)).decision).toMatchObject({ state: 'FAILED' });
    await product.call('PATCH', '/settings', { lineTypeLookup: false });
    expect((await sendTo(to)).decision).toMatchObject(SENT);
  });

  it('is asked for anew when a person has a failed one tried again', async () => {
    const to = newNumber();
    await product.sandbox.lineType(to, 'landline');
    const { recipientId, campaignId } = await sendTo(to);
    await product.sandbox.lineType(to, 'mobile');
    await product.call('POST', `/campaign/${campaignId}/recipients/${recipientId}/retry`);
    expect(await product.activities.sendSms({ recipientId })).toMatchObject(SENT);
    expect(await product.sandbox.lookUps(to)).toBe(2);
  });
});

describe('a Lookup that does not tell', () => {
  it.each([
    ['http_503', 2, 'gave no answer in 2 tries'],
    ['timeout', 2, 'gave no answer in 2 tries'],
    ['20429', 1, 'refused'],
    ['60601', 1, 'refused'],
    ['no-type:60600', 1, 'does not know the line type (code 60600)'],
  ])('%s: it is sent all the same, and the number says why', async (answer, tries, problem) => {
    const to = newNumber();
    await product.sandbox.lineType(to, answer);
    const startedMs = Date.now();
    expect((await sendTo(to)).decision).toMatchObject(SENT);
    expect(Date.now() - startedMs).toBeLessThan(5_000);
    expect(await product.sandbox.lookUps(to)).toBe(tries);
    expect(await shown(to)).toMatchObject({
      eligible: true,
      lineType: { type: null, problem: expect.stringContaining(problem) as string },
    });
  });

  it('is left alone for an hour, for that number', async () => {
    const to = newNumber();
    await product.sandbox.lineType(to, 'http_503');
    await sendTo(to);
    await product.sandbox.lineType(to, 'landline');
    now = NOON + HOUR_MS - 1_000;
    expect((await sendTo(to)).decision).toMatchObject(SENT);
    now = NOON + HOUR_MS + 1_000;
    expect((await sendTo(to)).decision).toMatchObject({ state: 'FAILED' });
  });
});
