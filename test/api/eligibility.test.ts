import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, createFixture, NOW, OTHER_ACCOUNT, SMS_NUMBER } from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PHONE = '+12025550150';
const ask = (changes: object = {}) =>
  api.callAt('POST', `/api/account/${ACCOUNT}/eligibility?v=2.0`, {
    skill: 'sales',
    consumerPhoneNumber: PHONE,
    handoffId: 'H100000002',
    sdes: [{ type: 'ctmrinfo', info: { customerId: '138' } }],
    templateVariables: { 1: 'Ada', 2: 'A-1' },
    ...changes,
  });
const channelsFor = async (changes: object = {}) => {
  const answer = await ask(changes);
  expect(answer.status).toBe(200);
  const { availableChannels: channels, recommendedChannelName: first, eligible } = answer.body;
  expect(first).toBe((channels as string[])[0] ?? '');
  expect(eligible).toBe((channels as string[]).length > 0);
  return channels;
};

describe('contract section 4: POST …/eligibility', () => {
  test.each(['/api/account', '/account'])('answers in exactly the shape of the contract under %s', async (prefix) => {
    const body = { skill: 'sales', consumerPhoneNumber: PHONE, handoffId: 'H100000002' };
    const answer = await api.callAt('POST', `${prefix}/${ACCOUNT}/eligibility?v=2.0&colour=red`, body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      availableChannels: ['wa', 'sms'],
      recommendedChannelName: 'wa',
      eligible: true,
      callId: expect.stringMatching(UUID) as string,
    });
  });

  test('sends nothing, stores nothing, and each call has an id of its own', async () => {
    const calls = [await ask(), await ask()];
    expect(new Set(calls.map(({ body }) => body.callId)).size).toBe(2);
    for (const table of ['campaign', 'recipient', 'attempt', 'outbox', 'conversation'] as const) {
      expect(await api.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    }
  });

  test("keeps the handoff's order", async () => {
    const handoff = await api.db
      .selectFrom('handoff')
      .select('channels')
      .where('id', '=', 'H100000002')
      .executeTakeFirstOrThrow();
    const columns = { id: 'H100000022', account_id: ACCOUNT, name: 'Turned', lookback_minutes: 60 };
    await api.db
      .insertInto('handoff')
      .values({ ...columns, channels: JSON.stringify([...handoff.channels].reverse()) })
      .execute();
    expect(await channelsFor({ handoffId: 'H100000022' })).toEqual(['sms', 'wa']);
  });

  test.each<[string, object, string[]]>([
    ['a number without +', { consumerPhoneNumber: '12025550150' }, ['wa', 'sms']],
    ['a number as a number', { consumerPhoneNumber: 12025550150 }, ['wa', 'sms']],
    ['a toll-free number, which takes no SMS', { consumerPhoneNumber: '+18005550150' }, ['wa']],
    ['a handoff with SMS alone', { handoffId: 'H100000001' }, ['sms']],
    ['a template that is not approved', { handoffId: 'H100000004' }, []],
    ['an In-App handoff: it has no numbers', { handoffId: 'H100000005' }, []],
    ['context and variables of any kind', { sdes: 'x', templateVariables: 7, ivrNumber: '+1' }, ['wa', 'sms']],
  ])('%s', async (_name, changes, expected) => expect(await channelsFor(changes)).toEqual(expected));

  describe('leaves out', () => {
    const setting = (changes: object) =>
      api.db.updateTable('channel_setting').set(changes).where('channel', '=', 'wa').execute();

    test('a channel that is switched off', async () => {
      await setting({ enabled: false });
      expect(await channelsFor()).toEqual(['sms']);
      await setting({ enabled: true });
    });

    test('a channel that is paused', async () => {
      await setting({ paused_reason: 'The token has expired.' });
      expect(await channelsFor()).toEqual(['sms']);
      await setting({ paused_reason: null });
    });

    test("a channel whose number is no longer the account's", async () => {
      const theirs = api.db.updateTable('outbound_number').where('number', '=', SMS_NUMBER);
      await theirs.set({ account_id: OTHER_ACCOUNT }).execute();
      expect(await channelsFor()).toEqual(['wa']);
      await theirs.set({ account_id: ACCOUNT }).execute();
    });

    test('a channel that refused the consumer within the last 30 days', async () => {
      const refusal = { account_id: ACCOUNT, channel: 'wa' as const, address: '+12025550160', code: '131026' };
      await api.db
        .insertInto('channel_ineligibility')
        .values({ ...refusal, learnt_at: NOW })
        .execute();
      expect(await channelsFor({ consumerPhoneNumber: '+12025550160' })).toEqual(['sms']);
      expect(await channelsFor()).toEqual(['wa', 'sms']);
      api.setNow(new Date(NOW.getTime() + 31 * 86_400_000));
      expect(await channelsFor({ consumerPhoneNumber: '+12025550160' })).toEqual(['wa', 'sms']);
      api.setNow(NOW);
    });

    test('WhatsApp marketing to the US, unless the account says otherwise', async () => {
      const template = api.db.updateTable('template').where('id', '=', 'order_update');
      await template.set({ category: 'MARKETING' }).execute();
      expect(await channelsFor()).toEqual(['sms']);
      expect(await channelsFor({ consumerPhoneNumber: '+447700900123' })).toEqual(['wa', 'sms']);
      await api.call('PATCH', '/settings', { whatsappMarketingToUs: true });
      expect(await channelsFor()).toEqual(['wa', 'sms']);
      await api.call('PATCH', '/settings', { whatsappMarketingToUs: false });
      await template.set({ category: 'UTILITY' }).execute();
    });
  });

  test('one who has opted out is not eligible, until it is taken back', async () => {
    const consumer = '+12025550170';
    const optOut = { account_id: ACCOUNT, kind: 'phone', consumer, source: 'consumer:sms' } as const;
    await api.db.insertInto('opt_out').values(optOut).execute();
    expect(await ask({ consumerPhoneNumber: consumer })).toMatchObject({
      status: 200,
      body: { availableChannels: [], recommendedChannelName: '', eligible: false },
    });
    await api.db.updateTable('opt_out').set({ revoked_at: NOW }).where('consumer', '=', consumer).execute();
    expect(await channelsFor({ consumerPhoneNumber: consumer })).toEqual(['wa', 'sms']);
  });
});

describe('refuses with a code', () => {
  beforeEach(() => api.db.deleteFrom('conversation').execute());
  const refusal = (errorCode: number, message: string) => ({
    errorCode,
    errorMessage: expect.stringContaining(message) as string,
  });

  test.each<[number, object, string]>([
    [1001, { consumerPhoneNumber: '+1202' }, 'consumerPhoneNumber: it is not valid: too short'],
    [1001, { consumerPhoneNumber: 'nobody' }, 'consumerPhoneNumber: it is not valid'],
    [1000, { consumerPhoneNumber: undefined }, 'Fields missing in request: consumerPhoneNumber'],
    [1001, { consumerPhoneNumber: { a: 1 } }, 'consumerPhoneNumber: it is not valid: not a phone number'],
    [1300, { skill: 'unknown' }, 'skill: no engagement found for skill "unknown"'],
    [1000, { skill: undefined }, 'Fields missing in request: skill'],
    [1300, { skill: 7 }, 'skill: no engagement found'],
    [1500, { handoffId: 'H1' }, 'handoffId: the account has no handoff "H1"'],
    [1000, { handoffId: undefined }, 'Fields missing in request: handoffId'],
    [1500, { handoffId: null }, 'handoffId: the account has no handoff'],
  ])('%i for %j', async (code, changes, message) => {
    const answer = await ask(changes);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(code, message));
  });

  test("1500 for another account's handoff", async () => {
    await api.db
      .insertInto('handoff')
      .values({ id: 'H999999999', account_id: OTHER_ACCOUNT, name: 'x', lookback_minutes: 60, channels: '[]' })
      .execute();
    expect((await ask({ handoffId: 'H999999999' })).body).toEqual(refusal(1500, 'handoffId'));
  });

  test('1400 while a conversation is open, not once it is closed', async () => {
    await api.db
      .insertInto('conversation')
      .values({
        id: randomUUID(),
        account_id: ACCOUNT,
        consumer: PHONE,
        brand_address: SMS_NUMBER,
        channel: 'sms',
        skill: 'general',
        route: 'inbound',
        opened_at: NOW,
      })
      .execute();
    const answer = await ask();
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(1400, 'open conversation'));
    await api.db.updateTable('conversation').set({ closed_at: NOW }).execute();
    expect((await ask()).status).toBe(200);
  });

  test.each(['{', '[]', '"text"', ''])('1000 for the body %j', async (body) => {
    const json = { 'content-type': 'application/json' };
    const answer = await api.callAt('POST', `/api/account/${ACCOUNT}/eligibility`, body, json);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errorCode: 1000, errorMessage: expect.any(String) as string });
  });

  test('every other error has the one shape', async () => {
    const usual = {
      code: 0,
      message: expect.any(String) as string,
      requestTraceId: expect.stringMatching(UUID) as string,
    };
    const path = `/api/account/${ACCOUNT}/eligibility`;
    const unknown = await api.callAt('POST', path, {}, { authorization: '' });
    expect([unknown.status, unknown.body]).toEqual([401, usual]);
    const theirs = await api.callAt('POST', path.replace(ACCOUNT, OTHER_ACCOUNT), {});
    expect([theirs.status, theirs.body]).toEqual([403, usual]);
    const form = await api.callAt('POST', path, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([form.status, form.body]).toEqual([415, usual]);
    const large = await api.callAt('POST', path, { skill: 'x'.repeat(2_000_000) });
    expect([large.status, large.body]).toEqual([413, usual]);
  });
});
