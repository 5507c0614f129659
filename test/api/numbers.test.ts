import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(() => api.setNow(NOW));

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);
const NIGHT = new Date('2026-01-14T03:00:00.000Z');

type Looked = Record<string, unknown> & { channels: (Record<string, unknown> & { channel: string })[] };

async function lookUp(phone: string): Promise<Looked> {
  const answer = await api.call('GET', `/numbers/${encodeURIComponent(phone)}`);
  expect(answer.status).toBe(200);
  return answer.body as Looked;
}

async function onChannel(phone: string, channel: string) {
  return (await lookUp(phone)).channels.find((candidate) => candidate.channel === channel);
}

/** A number that no other test has heard of. */
let last = 7000;
const newNumber = () => `+1202555${++last}`;

test('a valid number: what it is, where it may be, and each channel', async () => {
  const number = newNumber();
  const looked = await lookUp(number);
  expect(looked).toMatchObject({
    phone: number,
    valid: true,
    reason: null,
    e164: number,
    type: 'FIXED_LINE_OR_MOBILE',
    country: 'US',
    zones: ['America/New_York'],
    zoneSource: 'area-code',
    ruleVersion: expect.stringMatching(/^map-.* overrides-.* tz-/) as string,
  });
  expect(looked.channels.map(({ channel }) => channel)).toEqual(['wa', 'sms', 'inapp']);
  expect(looked.channels[1]).toEqual({
    channel: 'sms',
    eligible: true,
    reason: null,
    errorSource: null,
    errorCode: null,
    learntAt: null,
    lineType: null,
    remarks: [],
    enabled: true,
    pausedReason: null,
    window: {
      open: true,
      opensAt: null,
      closesAt: '2026-01-15T02:00:00.000Z',
      local: [
        {
          zone: 'America/New_York',
          localTime: 'Wed 10:00',
          opensAtLocal: null,
          closesAtLocal: 'Wed 14 Jan at 21:00',
        },
      ],
    },
    optedOut: false,
    optOut: null,
    openConversation: null,
    messages: { last24Hours: 0, last7Days: 0, lastAt: null },
    nextSendAt: NOW.toISOString(),
    waitsFor: null,
    sentence: 'May be sent on SMS now.',
  });
});

test.each([
  ['+1 (202) 555-0173', '+12025550173'],
  ['12025550173', '+12025550173'],
  ['00 44 20 7946 0123', '+442079460123'],
  ['1.202.555.0173', '+12025550173'],
  ['1/202/555/0173', '+12025550173'],
])('reads %s', async (written, e164) => {
  expect(await lookUp(written)).toMatchObject({ phone: written, valid: true, e164 });
});

test.each([
  ['+1202555', 'too short', 'US'],
  ['+120255501730000000', 'too long', 'US'],
  ['+999123456', 'no such country code', null],
  ['+12021234567', 'impossible in its country', 'US'],
  ['hello', 'not a phone number', null],
  ['/', 'not a phone number', null],
  ["'; DROP TABLE attempt", 'not a phone number', null],
  ['\u0000', 'not a phone number', null],
])('%j is an answer: %s', async (written, reason, country) => {
  expect(await lookUp(written)).toMatchObject({
    phone: written,
    valid: false,
    reason,
    country,
    e164: null,
    type: null,
    zones: [],
    zoneSource: null,
    channels: [],
  });
});

test.each(['/numbers', '/numbers/', '/numbers/%20', '/numbers/%20%09'])('400 for %s', async (path) => {
  const answer = await api.call('GET', path);
  expect([answer.status, answer.body.message]).toEqual([400, 'phone: is empty']);
});

describe('the window', () => {
  test('closed: when it opens, on the wall and as an instant', async () => {
    api.setNow(NIGHT);
    expect(await onChannel(newNumber(), 'sms')).toMatchObject({
      window: {
        open: false,
        opensAt: '2026-01-14T13:00:00.000Z',
        closesAt: null,
        local: [{ localTime: 'Tue 22:00', opensAtLocal: 'Wed 14 Jan at 08:00', closesAtLocal: null }],
      },
      nextSendAt: '2026-01-14T13:00:00.000Z',
      waitsFor: 'WINDOW',
      sentence:
        'Waits for its send window on SMS: it is now Tue 22:00 in America/New_York, and the window opens on Wed 14 Jan at 08:00 in America/New_York.',
    });
  });

  test('of two possible zones is open in both', async () => {
    api.setNow(new Date('2026-01-14T13:30:00Z'));
    const looked = await lookUp('+18505550100');
    expect(looked.zones).toEqual(['America/Chicago', 'America/New_York']);
    expect(looked.channels[1]).toMatchObject({
      window: {
        open: false,
        opensAt: '2026-01-14T14:00:00.000Z',
        local: [{ localTime: 'Wed 07:30' }, { localTime: 'Wed 08:30' }],
      },
    });
  });

  test('of a number of no country never is', async () => {
    const looked = await lookUp('+80012345678');
    expect(looked).toMatchObject({ valid: true, country: null, zoneSource: 'unknown' });
    expect(looked.channels[0]).toMatchObject({
      window: { open: false, opensAt: null, closesAt: null },
      nextSendAt: null,
      waitsFor: 'WINDOW',
    });
  });

  test('is the account’s own', async () => {
    const hours = { startTime: { hour: 9, minute: 0 }, endTime: { hour: 12, minute: 0 } };
    const set = (windows: string | null) =>
      api.db
        .updateTable('channel_setting')
        .set({ windows })
        .where('account_id', '=', ACCOUNT)
        .where('channel', '=', 'sms')
        .execute();
    await set(JSON.stringify([{ day: 'WEDNESDAY', ...hours }]));
    const number = newNumber();
    expect(await onChannel(number, 'sms')).toMatchObject({ window: { closesAt: '2026-01-14T17:00:00.000Z' } });
    expect(await onChannel(number, 'wa')).toMatchObject({ window: { closesAt: '2026-01-15T02:00:00.000Z' } });
    await set(null);
  });
});

describe('whether it can be reached', () => {
  const learn = (address: string, account_id: string, learnt_at: Date) =>
    api.db
      .insertInto('channel_ineligibility')
      .values({ account_id, channel: 'wa', address, code: '131026', learnt_at })
      .execute();

  test('not on a channel that refused it, with the code and when', async () => {
    const number = newNumber();
    await learn(number, ACCOUNT, ago(24));
    expect(await onChannel(number, 'wa')).toMatchObject({
      eligible: false,
      reason: 'WhatsApp refused this consumer before: The number is not on WhatsApp, or cannot receive this message.',
      errorSource: 'outbound_wa',
      errorCode: '131026',
      learntAt: ago(24).toISOString(),
      nextSendAt: null,
      waitsFor: null,
      sentence:
        'Will not be sent: WhatsApp refused this consumer before: The number is not on WhatsApp, or cannot receive this message (outbound_wa_131026).',
    });
    expect(await onChannel(number, 'sms')).toMatchObject({ eligible: true, learntAt: null });
  });

  test('but a refusal is not believed for ever, nor another account’s', async () => {
    const number = newNumber();
    await learn(number, ACCOUNT, ago(31 * 24));
    await learn(number, OTHER_ACCOUNT, ago(1));
    expect(await onChannel(number, 'wa')).toMatchObject({ eligible: true, learntAt: null });
  });

  test('not by SMS where its type takes none', async () => {
    const looked = await lookUp('+18005550199');
    expect(looked).toMatchObject({ valid: true, type: 'TOLL_FREE' });
    expect(looked.channels).toMatchObject([
      { channel: 'wa', eligible: true },
      { channel: 'sms', eligible: false, reason: 'The number is toll-free.', errorCode: '1001' },
      { channel: 'inapp', eligible: false, window: null },
    ]);
  });

  test('not on a channel that is switched off; a paused one only waits', async () => {
    const set = (values: object) =>
      api.db
        .updateTable('channel_setting')
        .set(values)
        .where('account_id', '=', ACCOUNT)
        .where('channel', '=', 'sms')
        .execute();
    const number = newNumber();
    await set({ enabled: false });
    expect(await onChannel(number, 'sms')).toMatchObject({
      enabled: false,
      eligible: false,
      reason: 'SMS is switched off for the account.',
    });
    await set({ enabled: true, paused_reason: 'Paused by hand.' });
    expect(await onChannel(number, 'sms')).toMatchObject({
      enabled: true,
      eligible: true,
      pausedReason: 'Paused by hand.',
      nextSendAt: null,
      waitsFor: 'CHANNEL_PAUSED',
    });
    await set({ paused_reason: null });
  });

  test('marketing to the US by WhatsApp is a remark, unless the account sends it all the same', async () => {
    const number = newNumber();
    const remark = 'WhatsApp does not deliver marketing templates to numbers in the US.';
    expect(await onChannel(number, 'wa')).toMatchObject({ eligible: true, remarks: [remark] });
    expect(await onChannel('+442079460123', 'wa')).toMatchObject({ eligible: true, remarks: [] });
    const set = (whatsapp_marketing_to_us: boolean) =>
      api.db.updateTable('account').set({ whatsapp_marketing_to_us }).where('id', '=', ACCOUNT).execute();
    await set(true);
    expect(await onChannel(number, 'wa')).toMatchObject({ remarks: [] });
    await set(false);
  });
});

describe('what the account knows of it', () => {
  test('an opt-out, since when and from where; not one that was taken back, nor another account’s', async () => {
    const number = newNumber();
    const optOut = { account_id: ACCOUNT, kind: 'phone', consumer: number, source: 'sms' } as const;
    await api.db
      .insertInto('opt_out')
      .values([
        { ...optOut, created_at: ago(50), revoked_at: ago(40), revoked_source: 'sms' },
        { ...optOut, account_id: OTHER_ACCOUNT, created_at: ago(9) },
      ])
      .execute();
    expect(await onChannel(number, 'sms')).toMatchObject({ optedOut: false, optOut: null });
    await api.db
      .insertInto('opt_out')
      .values({ ...optOut, created_at: ago(5), reason: 'By letter' })
      .execute();
    for (const channel of ['sms', 'wa']) {
      expect(await onChannel(number, channel)).toMatchObject({
        optedOut: true,
        optOut: { since: ago(5).toISOString(), source: 'sms', reason: 'By letter' },
        nextSendAt: null,
        sentence: 'Will not be sent: The consumer has opted out.',
      });
    }
  });

  test('an open conversation, which holds every channel; a closed one does not', async () => {
    const number = newNumber();
    const id = randomUUID();
    const conversation = {
      id,
      account_id: ACCOUNT,
      consumer: number,
      brand_address: SMS_NUMBER,
      channel: 'sms' as const,
      skill: 'sales',
      route: 'inbound' as const,
      opened_at: ago(2),
    };
    await api.db.insertInto('conversation').values(conversation).execute();
    const open = { id, skill: 'sales', since: ago(2).toISOString() };
    const held = {
      nextSendAt: null,
      sentence: 'Will not be sent: The consumer has an open conversation (proactive_1400).',
    };
    expect(await onChannel(number, 'sms')).toMatchObject({ openConversation: open, ...held });
    expect(await onChannel(number, 'wa')).toMatchObject({ openConversation: null, ...held });
    await api.db.updateTable('conversation').set({ closed_at: NOW }).where('id', '=', id).execute();
    expect(await onChannel(number, 'sms')).toMatchObject({ openConversation: null, nextSendAt: NOW.toISOString() });
  });

  test('how many messages it got in a day and in a week, on each channel: what a gateway took', async () => {
    const number = newNumber();
    const launched = await api.call('POST', '/campaign', campaignBody());
    const recipient_id = acceptedOf(launched)[0]?.id ?? '';
    const calls = [
      ['sms', 'DELIVERED', ago(1)],
      ['sms', 'ACCEPTED', ago(23)],
      ['sms', 'READ', ago(25)],
      ['sms', 'DELIVERED', ago(7 * 24 - 1)],
      ['sms', 'DELIVERED', ago(7 * 24 + 1)],
      ['sms', 'REFUSED', ago(1)],
      ['sms', 'FAILED', ago(1)],
      ['wa', 'READ', ago(30)],
    ] as const;
    for (const [index, [channel, state, called_at]] of calls.entries()) {
      const ids = { id: randomUUID(), account_id: ACCOUNT, recipient_id, number: index + 1 };
      const addresses = { from_address: SMS_NUMBER, to_address: number };
      await api.db
        .insertInto('attempt')
        .values({ ...ids, ...addresses, channel, state, called_at, rule_version: 'map-1' })
        .execute();
    }
    expect((await lookUp(number)).channels.map(({ messages }) => messages)).toEqual([
      { last24Hours: 0, last7Days: 1, lastAt: ago(30).toISOString() },
      { last24Hours: 2, last7Days: 4, lastAt: ago(1).toISOString() },
      { last24Hours: 0, last7Days: 0, lastAt: null },
    ]);
    expect((await lookUp(newNumber())).channels[1]).toMatchObject({ messages: { last7Days: 0 } });
  });
});
