import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideAndRecord } from '../../db/recipients.ts';
import type { RecipientState } from '../../domain/status.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
  WA_NUMBER,
  type Fixture,
} from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());
beforeEach(() => api.setNow(NOW));

/** 15:00 UTC on a Wednesday: 10:00 in New York, 09:00 in Chicago. */
const NOON_MS = NOW.getTime();
const after = (ms: number) => new Date(NOON_MS + ms);
const NIGHT = new Date('2026-01-14T03:00:00.000Z');
const OPENING = '2026-01-14T13:00:00.000Z';
const TOMORROW = '2026-01-15T13:00:00.000Z';

type Shown = Record<string, unknown> & { id: string; sentence: string };
type Page = { status: number; recipients: Shown[]; page: { count: number; offset: number; limit: number } };

async function launch(consumers: object[], changes: Record<string, unknown> = {}) {
  const answer = await api.call('POST', '/campaign', campaignBody({ consumers, ...changes }));
  expect(answer.status).toBe(201);
  return { id: String(answer.body.proactiveCampaignId), recipients: acceptedOf(answer).map(({ id }) => id) };
}

/** A campaign to one, whom nobody else's tests touch. */
let lastNumber = 100;
async function launchOne(changes: Record<string, unknown> = {}, one: Record<string, unknown> = {}) {
  const { id, recipients } = await launch([consumer(++lastNumber, one)], changes);
  return { id, rid: recipients[0] ?? '' };
}

const inTwoZones = () => ({ consumerContent: { sms: `1850555${String(++lastNumber).padStart(4, '0')}` } });
const onBoth = () => {
  const number = `1202555${String(2000 + ++lastNumber)}`;
  return { consumerContent: { wa: number, sms: number } };
};

async function list(id: string, query = ''): Promise<Page> {
  const { status, body } = await api.call('GET', `/campaign/${id}/recipients${query}`);
  return { status, ...(body as Omit<Page, 'status'>) };
}

async function show(id: string, rid: string): Promise<Shown> {
  const answer = await api.call('GET', `/campaign/${id}/recipients/${rid}`);
  expect(answer.status).toBe(200);
  return answer.body as Shown;
}

const set = (rid: string | undefined, values: object) =>
  api.db
    .updateTable('recipient')
    .set(values)
    .where('id', '=', rid ?? '')
    .execute();

const setCampaign = (id: string, values: object) =>
  api.db.updateTable('campaign').set(values).where('id', '=', id).execute();

const setChannel = (channel: 'sms' | 'wa', values: object) =>
  api.db
    .updateTable('channel_setting')
    .set(values)
    .where('account_id', '=', ACCOUNT)
    .where('channel', '=', channel)
    .execute();

/** What its workflow does when it looks. */
const look = (rid: string, at: Date) => api.db.transaction().execute((trx) => decideAndRecord(trx, rid, at.getTime()));

async function attempt(rid: string, values: object): Promise<string> {
  const id = randomUUID();
  const { sms } = await api.db.selectFrom('recipient').select('sms').where('id', '=', rid).executeTakeFirstOrThrow();
  await api.db
    .insertInto('attempt')
    .values({
      id,
      account_id: ACCOUNT,
      recipient_id: rid,
      number: 1,
      channel: 'sms',
      state: 'REFUSED',
      from_address: SMS_NUMBER,
      to_address: sms ?? '',
      local_time: 'Wed 10:00 America/New_York',
      rule_version: 'map-1',
      called_at: NOW,
      ended_at: after(400),
      ...values,
    })
    .execute();
  return id;
}

describe('what an unsent recipient waits for', () => {
  test('its window: local time, opening on the wall and as an instant', async () => {
    const { id, rid } = await launchOne();
    api.setNow(NIGHT);
    expect(await show(id, rid)).toMatchObject({
      state: 'NOT_SENT',
      channel: 'sms',
      nextSendAt: OPENING,
      waitsFor: 'WINDOW',
      constraint: {
        kind: 'WINDOW',
        opensAt: OPENING,
        zones: [{ zone: 'America/New_York', localTime: 'Tue 22:00', opensAtLocal: 'Wed 14 Jan at 08:00' }],
      },
      sentence:
        'Waits for its send window on SMS: it is now Tue 22:00 in America/New_York, and the window opens on Wed 14 Jan at 08:00 in America/New_York; its workflow has not looked at it yet.',
    });
  });

  test('the window in both of two possible zones', async () => {
    const { id, rid } = await launchOne({}, inTwoZones());
    await look(rid, NIGHT);
    api.setNow(NIGHT);
    expect(await show(id, rid)).toMatchObject({
      state: 'SCHEDULED',
      nextSendAt: '2026-01-14T14:00:00.000Z',
      constraint: { zones: [{ zone: 'America/Chicago' }, { zone: 'America/New_York' }] },
      sentence:
        'Waits for its send window on SMS, which must be open in both of its possible zones: it is now Tue 21:00 in America/Chicago and Tue 22:00 in America/New_York, and the window opens in all of them on Wed 14 Jan at 08:00 in America/Chicago and Wed 14 Jan at 09:00 in America/New_York.',
    });
  });

  test('a window that two zones never share: a person must act', async () => {
    const hour = { startTime: { hour: 8, minute: 0 }, endTime: { hour: 9, minute: 0 } };
    const schedulingMetrics = { windows: [{ day: 'MONDAY', ...hour }] };
    const { id, rid } = await launchOne({ schedulingMetrics }, inTwoZones());
    expect(await show(id, rid)).toMatchObject({
      nextSendAt: null,
      waitsFor: 'WINDOW',
      constraint: { opensAt: null },
      sentence: expect.stringContaining('never open in both of its possible zones at the same time') as string,
    });
  });

  test('its turn: places in the account’s queue over all its campaigns, by who came first', async () => {
    const first = await launch([consumer(1), consumer(2), consumer(3)]);
    const second = await launchOne();
    await set(first.recipients[0], { state: 'SCHEDULED', turn_at: after(-50), turn_channel: 'sms' });
    await set(first.recipients[1], { state: 'SCHEDULED', turn_at: after(-50), turn_channel: 'sms' });
    await set(second.rid, { state: 'SCHEDULED', turn_at: after(-100), turn_channel: 'sms' });
    const { recipients } = await list(first.id);
    expect(recipients.map(({ constraint }) => constraint)).toMatchObject([
      { kind: 'RATE', of: 'ACCOUNT', place: 2, ratePerSecond: 10, estimatedAt: after(200).toISOString() },
      { kind: 'RATE', place: 3 },
      { kind: 'RATE', place: 4, estimatedAt: after(400).toISOString() },
    ]);
    expect(await show(second.id, second.rid)).toMatchObject({
      nextSendAt: after(100).toISOString(),
      waitsFor: 'RATE',
      constraint: { place: 1 },
      sentence:
        "Waits for its turn on SMS: number 1 in the account's queue, which moves at 10 messages a second, so it goes out at about Wed 14 Jan at 10:00:00 in America/New_York.",
    });
    for (const rid of [...first.recipients, second.rid]) await set(rid, { turn_at: null, turn_channel: null });
  });

  test('the other channel’s queue is another', async () => {
    const wa = await launchOne({ templateId: 'H100000002' }, onBoth());
    const sms = await launchOne();
    await set(wa.rid, { state: 'SCHEDULED', turn_at: after(-1000), turn_channel: 'wa' });
    await set(sms.rid, { state: 'SCHEDULED', turn_at: after(-500), turn_channel: 'sms' });
    expect(await show(sms.id, sms.rid)).toMatchObject({ channel: 'sms', constraint: { place: 1 } });
    expect(await show(wa.id, wa.rid)).toMatchObject({ channel: 'wa', constraint: { place: 1 } });
    for (const { rid } of [wa, sms]) await set(rid, { turn_at: null, turn_channel: null });
  });

  test('whom no workflow has looked at joins the queue’s end, after those before it in its campaign', async () => {
    const { id } = await launch([consumer(1), consumer(2), consumer(3)]);
    const { recipients } = await list(id, '?offset=1');
    expect(recipients.map(({ constraint }) => (constraint as { place: number }).place)).toEqual([2, 3]);
    expect(recipients[0]?.sentence).toMatch(/its workflow has not looked at it yet\.$/);
  });

  test('a slot of a campaign with its own send rate', async () => {
    const { id, recipients } = await launch([consumer(1), consumer(2)], { sendRate: 0.5 });
    await setCampaign(id, { next_slot_at: after(6000) });
    await set(recipients[0], { state: 'SCHEDULED', waits_for: 'RATE', slot_at: after(4000), wake_at: after(4000) });
    expect((await list(id)).recipients).toMatchObject([
      {
        nextSendAt: after(4000).toISOString(),
        waitsFor: 'RATE',
        constraint: { of: 'CAMPAIGN', place: 3, ratePerSecond: 0.5 },
        sentence:
          "Waits for its turn on SMS at the campaign's own send rate of 0.5 messages a second: number 3 in line, so it goes out at about Wed 14 Jan at 10:00:04 in America/New_York.",
      },
      { nextSendAt: after(6000).toISOString(), constraint: { of: 'CAMPAIGN', place: 4 } },
    ]);
  });

  test('the daily limit: the limit, the account’s timezone, when its next day starts', async () => {
    const { id, rid } = await launchOne();
    await setChannel('sms', { daily_limit: 50 });
    const usage = { account_id: ACCOUNT, channel: 'sms' as const, day: '2026-01-14' };
    await api.db
      .insertInto('daily_usage')
      .values({ ...usage, sent: 50 })
      .onConflict((conflict) => conflict.columns(['account_id', 'channel', 'day']).doUpdateSet({ sent: 50 }))
      .execute();
    expect(await show(id, rid)).toMatchObject({
      nextSendAt: TOMORROW,
      waitsFor: 'DAILY_LIMIT',
      constraint: {
        kind: 'DAILY_LIMIT',
        limit: 50,
        sentToday: 50,
        timezone: 'America/New_York',
        nextDayAt: '2026-01-15T05:00:00.000Z',
      },
      sentence:
        "Waits because today's limit of 50 recipients on SMS is used up; the next day starts on Thu 15 Jan at 00:00 in America/New_York, and it is sent when its window is open after that, Thu 15 Jan at 08:00 in America/New_York; its workflow has not looked at it yet.",
    });
    await api.db.deleteFrom('daily_usage').execute();
    await setChannel('sms', { daily_limit: 100_000 });
  });

  test('a pause, at once, also of who sleeps; and its window again after the resume', async () => {
    const { id, rid } = await launchOne();
    await look(rid, NIGHT);
    api.setNow(NIGHT);
    await api.call('POST', `/campaign/${id}/pause`);
    await setCampaign(id, { paused_at: new Date('2026-01-14T02:30:00Z'), status_reason: 'The message has no text.' });
    expect(await show(id, rid)).toMatchObject({
      state: 'SCHEDULED',
      nextSendAt: null,
      waitsFor: 'PAUSED',
      constraint: { kind: 'PAUSED', since: '2026-01-14T02:30:00.000Z', why: 'The message has no text.' },
      sentence:
        'Waits because the campaign is paused since Tue 13 Jan at 21:30 in America/New_York (The message has no text), and goes on when a person resumes it.',
    });
    await api.call('POST', `/campaign/${id}/resume`);
    expect(await show(id, rid)).toMatchObject({ nextSendAt: OPENING, waitsFor: 'WINDOW' });
  });

  test('a pause keeps since when it lasts, and forgets it with the resume', async () => {
    const pausedAt = async (id: string) =>
      (await api.db.selectFrom('campaign').select('paused_at').where('id', '=', id).executeTakeFirstOrThrow())
        .paused_at;
    const { id } = await launchOne();
    await api.call('POST', `/campaign/${id}/pause`);
    const since = await pausedAt(id);
    expect(since).toBeInstanceOf(Date);
    await api.call('POST', `/campaign/${id}/pause`);
    expect(await pausedAt(id)).toEqual(since);
    await api.call('POST', `/campaign/${id}/resume`);
    expect(await pausedAt(id)).toBeNull();
  });

  test('a paused channel, at once', async () => {
    const { id, rid } = await launchOne({ templateId: 'H100000002' }, onBoth());
    await api.call('POST', '/channels/wa/pause');
    await setChannel('wa', { paused_at: new Date('2026-01-14T14:30:00Z') });
    expect(await show(id, rid)).toMatchObject({
      channel: 'wa',
      nextSendAt: null,
      waitsFor: 'CHANNEL_PAUSED',
      constraint: { kind: 'CHANNEL_PAUSED', since: '2026-01-14T14:30:00.000Z', why: 'Paused by hand.' },
      sentence:
        'Waits because WhatsApp is paused for the account since Wed 14 Jan at 09:30 in America/New_York (Paused by hand), and goes on when a person resumes it; its workflow has not looked at it yet.',
    });
    await api.call('POST', '/channels/wa/resume');
    expect(await show(id, rid)).toMatchObject({ waitsFor: 'RATE' });
  });

  test('the start date', async () => {
    const { id, rid } = await launchOne({ startAt: '2026-01-16T17:00:00Z' });
    expect(await show(id, rid)).toMatchObject({
      nextSendAt: '2026-01-16T17:00:00.000Z',
      waitsFor: 'START_DATE',
      constraint: { kind: 'START_DATE', startAt: '2026-01-16T17:00:00.000Z' },
      sentence:
        "Waits for the campaign's start on Fri 16 Jan at 12:00 in America/New_York; its workflow has not looked at it yet.",
    });
  });

  test('a provider that asked to be left alone: code, meaning, attempt, until', async () => {
    const { id, rid } = await launchOne();
    await attempt(rid, { code: '20429', ended_at: after(0) });
    await look(rid, after(0));
    expect(await show(id, rid)).toMatchObject({
      state: 'SCHEDULED',
      nextSendAt: after(2000).toISOString(),
      waitsFor: 'BACK_OFF',
      constraint: {
        kind: 'BACK_OFF',
        code: '20429',
        meaning: 'Twilio is taking too many requests from this account at once',
        attempt: 1,
        until: after(2000).toISOString(),
      },
      sentence:
        'Waits before it is tried on SMS again: Twilio is taking too many requests from this account at once (code 20429, attempt 1); the next try is on Wed 14 Jan at 10:00:02 in America/New_York.',
    });
  });

  test('the outcome of a call: nothing more is sent before it is known', async () => {
    const { id, rid } = await launchOne();
    await attempt(rid, { state: 'CALLING', ended_at: null });
    await set(rid, { state: 'SENDING', channel: 'sms' });
    expect(await show(id, rid)).toMatchObject({
      state: 'SENDING',
      nextSendAt: null,
      waitsFor: 'OUTCOME',
      constraint: { kind: 'OUTCOME', calledAt: NOW.toISOString(), until: after(600_000).toISOString() },
      sentence:
        'Was handed to SMS on Wed 14 Jan at 10:00:00 in America/New_York, which has not yet said whether it took the message; that is being found out until Wed 14 Jan at 10:10 in America/New_York, and nothing else is sent before it is known.',
    });
  });

  test('its awakening, where it could be sent but has fallen asleep', async () => {
    const { id, rid } = await launchOne();
    await set(rid, { state: 'SCHEDULED', waits_for: 'DAILY_LIMIT', wake_at: new Date(TOMORROW) });
    expect(await show(id, rid)).toMatchObject({
      nextSendAt: TOMORROW,
      waitsFor: 'DAILY_LIMIT',
      sentence:
        "Nothing holds it on SMS any more, but it went to sleep to wait for the next day's limit, and wakes on Thu 15 Jan at 08:00 in America/New_York.",
    });
  });

  test('nothing, where it will not be sent', async () => {
    const { id, rid } = await launchOne({}, { consumerContent: { sms: '12025553999' } });
    await api.db
      .insertInto('channel_ineligibility')
      .values({ account_id: ACCOUNT, channel: 'sms', address: '+12025553999', code: '21614', learnt_at: NOW })
      .execute();
    expect(await show(id, rid)).toMatchObject({
      state: 'NOT_SENT',
      nextSendAt: null,
      waitsFor: null,
      constraint: null,
      sentence:
        'Will not be sent: SMS refused this consumer before: The number is not a mobile number (outbound_twilio_21614).',
    });
  });
});

describe('what became of a recipient', () => {
  test('delivered and answered: the whole record', async () => {
    const { id, rid } = await launchOne();
    const conversation_id = randomUUID();
    await attempt(rid, { code: '20429', message: 'Too Many Requests', ended_at: after(100) });
    const attemptId = await attempt(rid, {
      number: 2,
      state: 'DELIVERED',
      provider_message_id: 'SM1',
      called_at: after(119_700),
      ended_at: after(120_000),
      receipt_at: after(123_000),
    });
    await api.db
      .insertInto('conversation')
      .values({
        id: conversation_id,
        account_id: ACCOUNT,
        consumer: '+12025550001',
        brand_address: SMS_NUMBER,
        channel: 'sms',
        skill: 'sales',
        route: 'campaign',
        campaign_id: id,
        recipient_id: rid,
        opened_at: after(360_000),
        closed_at: after(400_000),
      })
      .execute();
    await setCampaign(id, { consent_words: 'They agreed at the till.' });
    await set(rid, {
      state: 'DELIVERED',
      channel: 'sms',
      eligible_at: NOW,
      sent_at: after(120_000),
      delivered_at: after(123_000),
      responded_at: after(360_000),
      conversation_id,
    });
    const shown = await show(id, rid);
    const { attempts, ...rest } = shown;
    const phone = (attempts as { to: string }[])[0]?.to;
    expect(rest).toEqual({
      optOuts: [],
      id: rid,
      position: 0,
      state: 'DELIVERED',
      addresses: { sms: phone },
      zones: ['America/New_York'],
      channel: 'sms',
      nextSendAt: null,
      waitsFor: null,
      constraint: null,
      sentAt: after(120_000).toISOString(),
      error: null,
      sentence:
        'Sent by SMS on Wed 14 Jan at 10:02 in America/New_York, at attempt 2; delivered 3 s later; answered 4 min later.',
      workflowUrl: `https://temporal.example/namespaces/default/workflows/recipient%2F${ACCOUNT}%2F${id}%2F${rid}`,
      proactiveCampaignId: id,
      campaignName: 'Orders',
      zoneSource: 'area-code',
      zoneVersion: expect.stringMatching(/^map-.* tz-/) as string,
      acceptedAt: NOW.toISOString(),
      eligibleAt: NOW.toISOString(),
      closedAt: null,
      retriedAt: null,
      consent: { by: `client-${ACCOUNT}`, at: NOW.toISOString(), words: 'They agreed at the till.' },
      receipts: {
        sentAt: after(120_000).toISOString(),
        deliveredAt: after(123_000).toISOString(),
        readAt: null,
      },
      reply: {
        respondedAt: after(360_000).toISOString(),
        repliesUntil: after(120_000 + 1440 * 60_000).toISOString(),
        skill: 'sales',
      },
      conversation: {
        id: conversation_id,
        state: 'CLOSED',
        skill: 'sales',
        openedAt: after(360_000).toISOString(),
        closedAt: after(400_000).toISOString(),
      },
      nudge: null,
    });
    expect(attempts).toMatchObject([
      {
        number: 1,
        state: 'REFUSED',
        code: '20429',
        meaning: 'Twilio is taking too many requests from this account at once',
        message: 'Too Many Requests',
      },
      {
        id: attemptId,
        number: 2,
        channel: 'sms',
        state: 'DELIVERED',
        from: SMS_NUMBER,
        providerMessageId: 'SM1',
        code: null,
        meaning: null,
        calledAt: after(119_700).toISOString(),
        endedAt: after(120_000).toISOString(),
        receiptAt: after(123_000).toISOString(),
        localTime: 'Wed 10:00 America/New_York',
        ruleVersion: 'map-1',
      },
    ]);
  });

  test('stepped down', async () => {
    const { id, rid } = await launchOne({ templateId: 'H100000002' }, onBoth());
    await attempt(rid, { channel: 'wa', code: '131026', from_address: WA_NUMBER });
    await attempt(rid, { number: 2, state: 'ACCEPTED' });
    await set(rid, { state: 'SENT', channel: 'sms', sent_at: NOW });
    expect((await show(id, rid)).sentence).toBe(
      'Sent by SMS on Wed 14 Jan at 10:00 in America/New_York, after WhatsApp refused it (code 131026: The number is not on WhatsApp, or cannot receive this message); no delivery receipt yet.',
    );
  });

  test('failed: the error in the list too', async () => {
    const { id, rid } = await launchOne();
    await attempt(rid, { state: 'FAILED', code: '30005' });
    await set(rid, { state: 'SCHEDULED', channel: 'sms' });
    await look(rid, after(1000));
    expect((await list(id)).recipients).toMatchObject([
      {
        state: 'FAILED',
        channel: 'sms',
        nextSendAt: null,
        error: { source: 'twilio', code: '30005', message: 'The number is unknown or no longer in use.' },
        sentence:
          'Failed on Wed 14 Jan at 10:00 in America/New_York: SMS took the message and could not deliver it: The number is unknown or no longer in use (twilio_30005).',
      },
    ]);
  });

  test('of a cancelled campaign, at once; who is being called stays', async () => {
    const { id, recipients } = await launch([consumer(1), consumer(2), consumer(3), consumer(4)]);
    await set(recipients[1], { state: 'SCHEDULED', waits_for: 'WINDOW', wake_at: new Date(TOMORROW) });
    await set(recipients[2], { state: 'SENDING', channel: 'sms' });
    await attempt(recipients[2] ?? '', { state: 'CALLING', ended_at: null });
    await set(recipients[3], { state: 'SENT', channel: 'sms', sent_at: NOW });
    await api.call('POST', `/campaign/${id}/cancel`);
    const { recipients: shown } = await list(id);
    expect(shown.map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
      ['CANCELLED', null],
      ['CANCELLED', null],
      ['SENDING', 'OUTCOME'],
      ['SENT', null],
    ]);
    expect(shown[0]).toMatchObject({ nextSendAt: null, sentence: 'Not sent: The campaign was cancelled.' });
    expect(await list(id, '?state=CANCELLED')).toMatchObject({ recipients: [{}, {}], page: { count: 2 } });
    expect(await list(id, '?state=SCHEDULED,NOT_SENT')).toMatchObject({ recipients: [], page: { count: 0 } });
  });
});

describe('the list', () => {
  let id: string;
  let recipients: string[];
  beforeAll(async () => {
    const both = { consumerContent: { wa: '12025554101', sms: '12025554102' } };
    const sms = (number: string) => ({ ...both, consumerContent: { wa: number, sms: number } });
    const more = { variables: { 1: 'Ada', 2: 'A-1' } };
    ({ id, recipients } = await launch(
      [
        { ...both, ...more },
        { ...sms('18505554102'), ...more },
        { ...sms('12025554103'), ...more },
        { ...sms('12025554104'), ...more },
        { ...sms('12025554105'), ...more },
      ],
      { templateId: 'H100000002' },
    ));
    const failed = { state: 'FAILED', failed_at: NOW };
    await set(recipients[2], { ...failed, error_source: 'twilio', error_code: '30005' });
    await set(recipients[3], { ...failed, error_source: 'outbound_twilio', error_code: '30005' });
    await set(recipients[4], { state: 'DELIVERED', sent_at: NOW, channel: 'wa' });
  });

  const positions = async (query: string) => {
    const { status, recipients: shown, page } = await list(id, query);
    expect(status).toBe(200);
    return [shown.map(({ position }) => position), page.count];
  };

  test('is in the order of the request, in pages', async () => {
    expect(await list(id)).toMatchObject({ page: { count: 5, offset: 0, limit: 100 } });
    expect((await list(id)).recipients.map((one) => one.id)).toEqual(recipients);
    expect(await positions('?limit=2&offset=1')).toEqual([[1, 2], 5]);
    expect(await positions('?offset=9')).toEqual([[], 5]);
  });

  test.each<[string, number[]]>([
    ['state=FAILED', [2, 3]],
    ['state=FAILED,DELIVERED', [2, 3, 4]],
    ['state=FAILED&state=DELIVERED', [2, 3, 4]],
    ['state=delivered', [4]],
    ['state=', [0, 1, 2, 3, 4]],
    ['zone=America/Chicago', [1]],
    ['zone=US/Eastern', [0, 1, 2, 3, 4]],
    ['zone=Asia/Tokyo', []],
    ['errorCode=30005', [2, 3]],
    ['errorCode=twilio_30005', [2]],
    ['errorCode=outbound_twilio_30005', [3]],
    ['errorSource=outbound_twilio', [3]],
    ['errorSource=twilio&errorCode=30006', []],
    ['phone=%2B12025554101', [0]],
    ['phone=12025554102', [0]],
    ['phone=+1 (202) 555-4103'.replaceAll(' ', '%20'), [2]],
    ['phone=12025554199', []],
    ['phone=12025554103&state=DELIVERED', []],
    ['consumer=(202) 555-4103'.replaceAll(' ', '%20'), []],
    ['consumer=1 (202) 555-4103'.replaceAll(' ', '%20'), [2]],
    ['consumer=ada', []],
    ['colour=blue', [0, 1, 2, 3, 4]],
  ])('filters by %s', async (query, expected) => {
    expect(await positions(`?${query}`)).toEqual([expected, expected.length]);
  });

  test('filters by what they wait for now, not by what was written', async () => {
    expect(await positions('?waitsFor=RATE')).toEqual([[0, 1], 2]);
    expect(await positions('?waitsFor=RATE&limit=1&offset=1')).toEqual([[1], 2]);
    expect(await positions('?waitsFor=RATE&zone=America/Chicago')).toEqual([[1], 1]);
    expect(await positions('?waitsFor=WINDOW')).toEqual([[], 0]);
    api.setNow(new Date('2026-01-14T13:30:00Z'));
    expect(await positions('?waitsFor=WINDOW')).toEqual([[1], 1]);
    expect(await positions('?waitsFor=WINDOW,RATE')).toEqual([[0, 1], 2]);
  });

  test('asks no more than 5,000 what they wait for', async () => {
    const big = await launchOne();
    await sql`INSERT INTO recipient (id, account_id, campaign_id, seq, consumer_content, inapp, zones, zone_source, zone_version, zone_ordinal,
        variables, header_variables)
      SELECT gen_random_uuid(), account_id, campaign_id, n, '{}', 'user-' || n, zones, zone_source, zone_version, n, '{}', '{}'
      FROM recipient CROSS JOIN generate_series(1, 5000) n WHERE campaign_id = ${big.id}`.execute(api.db);
    const answer = await api.call('GET', `/campaign/${big.id}/recipients?waitsFor=RATE`);
    expect([answer.status, answer.body.message]).toEqual([
      400,
      'waitsFor: would have to ask 5,001 recipients that are still to be sent to, and 5,000 is the most; narrow it down by zone, state, phone or consumer',
    ]);
    expect((await list(big.id, '?waitsFor=RATE&consumer=user-42')).status).toBe(200);
    expect((await list(big.id, '?consumer=user-42')).recipients).toMatchObject([{ position: 42 }]);
  });

  test.each([
    ['state=SLEEPING', /^state/],
    ['waitsFor=GODOT', /^waitsFor/],
    ['zone=Mars/Olympus', /^zone: "Mars\/Olympus" is no IANA timezone/],
    ['zone=EST', /^zone/],
    ['phone=12', /^phone: the number is not valid: too short/],
    ['errorSource=us', /^errorSource/],
    ['limit=0', /^limit/],
    ['limit=501', /^limit/],
    ['offset=-1', /^offset/],
    ['limit=1&limit=2', /^limit/],
  ])('400 for %s, naming it', async (query, message) => {
    const answer = await api.call('GET', `/campaign/${id}/recipients?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  test('of a campaign with nobody is empty', async () => {
    const empty = await launch([{}]);
    expect(await list(empty.id)).toMatchObject({ recipients: [], page: { count: 0 } });
  });
});

test('404 for what is no recipient, no campaign, or another’s', async () => {
  const { id, rid } = await launchOne();
  const other = await launchOne();
  const status = async (path: string) => (await api.call('GET', path)).status;
  expect(await status(`/campaign/${id}/recipients/${randomUUID()}`)).toBe(404);
  expect(await status(`/campaign/${id}/recipients/no-uuid`)).toBe(404);
  expect(await status(`/campaign/${other.id}/recipients/${rid}`)).toBe(404);
  expect(await status('/campaign/unknown12/recipients')).toBe(404);
  expect(await status(`/campaign/unknown12/recipients/${rid}`)).toBe(404);
  for (const path of ['', `/${rid}`]) {
    const response = await api.app.inject({
      url: `/api/v2/account/${OTHER_ACCOUNT}/campaign/${id}/recipients${path}`,
      headers: { authorization: await api.token(OTHER_ACCOUNT) },
    });
    expect(response.statusCode).toBe(404);
  }
});

test('no sentence names a person or a number', async () => {
  const states: RecipientState[] = ['NOT_SENT', 'SENT', 'FAILED', 'SKIPPED', 'UNKNOWN', 'EXPIRED'];
  const { id, recipients } = await launch(states.map((_state, n) => consumer(n)));
  for (const [n, state] of states.entries()) await set(recipients[n], { state, channel: 'sms', sent_at: NOW });
  const { recipients: shown } = await list(id);
  expect(shown).toHaveLength(states.length);
  for (const { sentence } of shown) expect(sentence).not.toMatch(/Ada|5550|\+1/);
});
