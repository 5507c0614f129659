/** channels.md section 3: each code of WhatsApp's, what is done about it, and where people read it. Driven through the sandbox. */
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

/** Nothing listens there: these tests call the activities themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');
const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());
beforeEach(() => (now = NOON));

type Launched = { to: string; recipientId: string; campaignId: string };

async function launch(to = `1202555${String(++lastNumber).padStart(4, '0')}`): Promise<Launched> {
  const consumer = { consumerContent: { wa: to, sms: to } };
  return { to, ...(await product.launch(consumer, { templateId: DEMO.bothHandoff })) };
}

const sendWhatsApp = ({ recipientId }: Launched) => product.activities.sendWhatsApp({ recipientId });
const decide = ({ recipientId }: Launched) => product.activities.checkEligibility({ recipientId, fresh: false });
const channelsOf = async ({ to }: Launched) => (await product.sandbox.messages(to)).map(({ channel }) => channel);

async function get(path: string): Promise<Record<string, unknown>> {
  await product.tick();
  return (await product.call('GET', path)) as Record<string, unknown>;
}
const recipientOf = ({ campaignId, recipientId }: Launched) => get(`/campaign/${campaignId}/recipients/${recipientId}`);
const campaignOf = ({ campaignId }: Launched) => get(`/campaign/${campaignId}`);
const says = (text: string) => expect.stringContaining(text) as string;

/** Whether WhatsApp says it in its answer, or in a later status webhook. */
const WAYS = ['in its answer', 'afterwards'] as const;
type Way = (typeof WAYS)[number];

/** Launches to someone for whom WhatsApp has this code, once, and returns what is decided once it is known. */
async function meet(code: string, way: Way) {
  const launched = await launch();
  await product.sandbox.behave('wa', launched.to, way === 'afterwards' ? `failed:${code}` : code, 1);
  if (way === 'in its answer') return { ...launched, decision: await sendWhatsApp(launched) };
  // The webhook may overtake the answer: then the activity itself is told to come back.
  await sendWhatsApp(launched).catch(() => undefined);
  await expect.poll(async () => (await product.attempts(launched.recipientId))[0]?.state).toBe('FAILED');
  return { ...launched, decision: await decide(launched) };
}

const both = (codes: string[]) => codes.flatMap((code) => WAYS.map((way) => [code, way] as const));

describe('step down to SMS', () => {
  it.each(both(['131026', '131049', '130472', '131047', '132005']))('%s, %s', async (code, way) => {
    const { decision, ...launched } = await meet(code, way);
    expect(decision).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await product.activities.sendSms(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await channelsOf(launched)).toEqual(way === 'afterwards' ? expect.arrayContaining(['wa', 'sms']) : ['sms']);
    const known = await recipientOf(launched);
    expect(known).toMatchObject({ channel: 'sms', attempts: [{ channel: 'wa', code }, { channel: 'sms' }] });
    expect(known.attempts).toHaveLength(2);
    // Only "not on WhatsApp" is remembered.
    const again = await launch(launched.to);
    expect(await decide(again)).toMatchObject({ kind: 'send', channel: code === '131026' ? 'sms' : 'wa' });
  });
});

describe('opted out of marketing: recorded, and no step-down', () => {
  it.each(both(['131050']))('%s, %s', async (code, way) => {
    const { decision, ...launched } = await meet(code, way);
    expect(decision).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
    expect(await channelsOf(launched)).not.toContain('sms');
    expect(await recipientOf(launched)).toMatchObject({ state: 'SKIPPED', sentence: says('opted out') });
    expect(await get(`/numbers/${encodeURIComponent(`+${launched.to}`)}`)).toMatchObject({
      channels: expect.arrayContaining([
        expect.objectContaining({
          channel: 'wa',
          optedOut: true,
          optOut: expect.objectContaining({ source: 'provider:131050' }) as object,
        }),
      ]) as unknown[],
    });
    expect(await decide(await launch(launched.to))).toMatchObject({ kind: 'stop', state: 'SKIPPED' });
  });
});

describe('retried with back-off', () => {
  const codes = ['130429', '80007', '131056', '131000', '131016', '1', '2'];
  const leastMs = (code: string) => (code === '131056' ? 6_000 : 2_000);

  it.each(codes)('%s, in its answer', async (code) => {
    const launched = await launch();
    await product.sandbox.behave('wa', launched.to, code, 1);
    const failure: unknown = await sendWhatsApp(launched).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    const delayMs = Number((failure as ApplicationFailure).nextRetryDelay);
    expect(delayMs).toBeGreaterThanOrEqual(leastMs(code));
    expect(await recipientOf(launched)).toMatchObject({ waitsFor: 'BACK_OFF', sentence: says(`code ${code}`) });
    now += delayMs;
    expect(await sendWhatsApp(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await channelsOf(launched)).toEqual(['wa']);
  });

  it.each(codes)('%s, afterwards', async (code) => {
    const { decision, ...launched } = await meet(code, 'afterwards');
    expect(decision).toMatchObject({ kind: 'sleep', constraint: 'BACK_OFF', channel: 'wa' });
    expect(await recipientOf(launched)).toMatchObject({ sentence: says(`code ${code}`) });
    now += leastMs(code) + 1_000;
    expect(await sendWhatsApp(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await channelsOf(launched)).toEqual(['wa', 'wa']);
  });
});

describe('pauses the campaign, which says why, and goes on when a person resumes it', () => {
  it.each(both(['132000', '132001', '132007', '132012', '132015', '132016']))('%s, %s', async (code, way) => {
    const { decision, ...launched } = await meet(code, way);
    expect(decision).toMatchObject({ kind: 'sleep', constraint: 'PAUSED', until: null });
    const why = says(`(code ${code})`);
    expect(await campaignOf(launched)).toMatchObject({ campaignStatus: 'PAUSED', statusReason: why });
    expect((await get('/campaign?status=PAUSED')).campaigns).toContainEqual(
      expect.objectContaining({ proactiveCampaignId: launched.campaignId, statusReason: why }),
    );
    expect(await get(`/campaign/${launched.campaignId}/conversations`)).toMatchObject({ campaignStatus: 'PAUSED' });
    expect(await recipientOf(launched)).toMatchObject({ waitsFor: 'PAUSED', constraint: { why }, sentence: why });
    expect(await decide(await launch())).toMatchObject({ kind: 'send', channel: 'wa' });

    await product.call('POST', `/campaign/${launched.campaignId}/resume`);
    expect(await told()).toContainEqual(
      expect.objectContaining({ kind: 'resume', what: { campaignId: launched.campaignId } }),
    );
    expect(await campaignOf(launched)).toMatchObject({ campaignStatus: 'PUBLISHED', statusReason: null });
    expect(await sendWhatsApp(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await channelsOf(launched)).not.toContain('sms');
  });
});

describe('pauses the channel, which says why, and goes on when a person resumes it', () => {
  it.each(both(['0', '190', '368', '131031', '131042', '131048']))('%s, %s', async (code, way) => {
    const { decision, ...launched } = await meet(code, way);
    expect(decision).toMatchObject({ kind: 'sleep', constraint: 'CHANNEL_PAUSED', channel: 'wa', until: null });
    const why = says(`(code ${code})`);
    expect((await get('/channels')).channels).toContainEqual(
      expect.objectContaining({ channel: 'wa', pausedReason: why }),
    );
    expect(await campaignOf(launched)).toMatchObject({
      campaignStatus: 'PUBLISHED',
      plan: [
        { channel: 'wa', pausedReason: why },
        { channel: 'sms', pausedReason: null },
      ],
    });
    expect(await recipientOf(launched)).toMatchObject({
      waitsFor: 'CHANNEL_PAUSED',
      constraint: { why },
      sentence: why,
    });
    expect(await get(`/numbers/${encodeURIComponent(`+${launched.to}`)}`)).toMatchObject({
      channels: expect.arrayContaining([
        expect.objectContaining({ channel: 'wa', pausedReason: why, sentence: why }),
      ]) as unknown[],
    });
    // Every campaign of the account waits, and none steps down.
    const other = await launch();
    expect(await decide(other)).toMatchObject({ kind: 'sleep', constraint: 'CHANNEL_PAUSED' });

    await product.call('POST', '/channels/wa/resume');
    expect(await told()).toContainEqual(expect.objectContaining({ kind: 'resume', what: { channel: 'wa' } }));
    for (const each of [launched, other]) {
      expect(await sendWhatsApp(each)).toMatchObject({ kind: 'stop', state: 'SENT' });
      expect(await channelsOf(each)).not.toContain('sms');
    }
  });
});

describe('anything else: not again on WhatsApp, and SMS may try', () => {
  it.each(both(['132018', '131008', '131009', '131051', '131053', '999999']))('%s, %s', async (code, way) => {
    const { decision, ...launched } = await meet(code, way);
    expect(decision).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await product.activities.sendSms(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect((await channelsOf(launched)).filter((channel) => channel === 'sms')).toHaveLength(1);
  });
});

describe('marketing to the US steps down at once, without a call', () => {
  const setCategory = (category: 'MARKETING' | 'UTILITY') =>
    product.db.updateTable('template').set({ category }).where('id', '=', DEMO.template).execute();
  beforeAll(() => setCategory('MARKETING'));
  afterAll(() => setCategory('UTILITY'));
  const reason = 'WhatsApp does not deliver marketing templates to numbers in the US.';

  it('to SMS, and the number says why', async () => {
    const launched = await launch();
    expect(await decide(launched)).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await sendWhatsApp(launched)).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await product.activities.sendSms(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await channelsOf(launched)).toEqual(['sms']);
    expect((await recipientOf(launched)).attempts).toMatchObject([{ channel: 'sms' }]);
    expect(await get(`/numbers/${encodeURIComponent(`+${launched.to}`)}`)).toMatchObject({
      channels: expect.arrayContaining([expect.objectContaining({ channel: 'wa', remarks: [reason] })]) as unknown[],
    });
  });

  it('where there is no SMS it fails, with the code and the reason', async () => {
    const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
    const launched = { to, ...(await product.launch({ consumerContent: { wa: to } }, { templateId: DEMO.template })) };
    expect(await decide(launched)).toMatchObject({ kind: 'stop', state: 'FAILED' });
    expect(await channelsOf(launched)).toEqual([]);
    expect(await recipientOf(launched)).toMatchObject({
      state: 'FAILED',
      error: { source: 'outbound_wa', code: '131049', message: reason },
      sentence: says('131049'),
      attempts: [],
    });
  });

  it('to Canada it is tried, and to the US where the account says so', async () => {
    expect(await decide(await launch('14165550123'))).toMatchObject({ kind: 'send', channel: 'wa' });
    await product.call('PATCH', '/settings', { whatsappMarketingToUs: true });
    const launched = await launch();
    expect(await decide(launched)).toMatchObject({ kind: 'send', channel: 'wa' });
    await product.call('PATCH', '/settings', { whatsappMarketingToUs: false });
    // What counts is what holds when it is sent.
    expect(await sendWhatsApp(launched)).toMatchObject({ kind: 'send', channel: 'sms' });
    expect(await channelsOf(launched)).toEqual([]);
  });
});

/** What Temporal has still to be told: nobody listens here. */
async function told() {
  const rows = await product.db.selectFrom('outbox').select('message').execute();
  return rows.map(({ message }) => message);
}
