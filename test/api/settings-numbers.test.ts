import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignBody, createFixture, NOW, OTHER_ACCOUNT, SMS_NUMBER, WA_NUMBER, WA_REF } from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
beforeAll(async () => (api = await createFixture()));
afterAll(() => api.close());

const add = (body: object) => api.call('POST', '/outbound-numbers', body);
const numbers = async () => {
  const { body } = await api.call('GET', '/outbound-numbers');
  return (body.outboundNumbers as { channel: string; number: string }[]).map((row) => `${row.channel} ${row.number}`);
};

describe('POST …/outbound-numbers', () => {
  test.each<[string, object, object]>([
    ['brackets and dashes', { channel: 'sms', number: '+1 (202) 555-0102' }, { number: '+12025550102' }],
    ['no +', { channel: 'sms', number: '12025550103' }, { number: '+12025550103' }],
    ['a number', { channel: 'sms', number: 12025550104 }, { number: '+12025550104' }],
    [
      'WhatsApp with its account',
      { channel: 'wa', number: '12025550102', phoneNumberId: '1001', wabaId: 'waba-1' },
      { number: '+12025550102', phoneNumberId: '1001', wabaId: 'waba-1' },
    ],
    [
      'WhatsApp without its account',
      { channel: 'wa', number: '12025550103', phoneNumberId: '1002' },
      { number: '+12025550103', phoneNumberId: '1002', wabaId: null },
    ],
    [
      'SMS, with what only WhatsApp has',
      { channel: 'sms', number: '12025550105', phoneNumberId: '1003' },
      { number: '+12025550105', phoneNumberId: null },
    ],
  ])('stores E.164 from %s', async (_name, body, expected) => {
    const answer = await add(body);
    expect(answer.status).toBe(201);
    const whole = { phoneNumberId: null, wabaId: null, createdAt: NOW.toISOString(), ...expected };
    expect(answer.body).toEqual({ channel: (body as { channel: string }).channel, ...whole });
    const list = await api.call('GET', '/outbound-numbers');
    expect(list.body.outboundNumbers).toContainEqual(answer.body);
  });

  test.each<[object, number, string]>([
    [{ number: '12025550110' }, 400, 'channel:'],
    [{ channel: 'inapp', number: '12025550110' }, 400, 'channel: must be sms or wa'],
    [{ channel: 'sms' }, 400, 'Fields missing in request: number'],
    [{ channel: 'sms', number: '1202' }, 400, 'number: it is not valid: too short'],
    [{ channel: 'sms', number: 'one' }, 400, 'number: it is not valid: not a phone number'],
    [{ channel: 'wa', number: '12025550110' }, 400, 'Fields missing in request: phoneNumberId'],
    [{ channel: 'wa', number: '12025550110', phoneNumberId: '../messages' }, 400, 'phoneNumberId:'],
    [{ channel: 'sms', number: SMS_NUMBER }, 409, `number: ${SMS_NUMBER} is in use already for SMS`],
    [{ channel: 'wa', number: '12025550111', phoneNumberId: WA_REF }, 409, 'phoneNumberId'],
  ])('%j: %i', async (body, status, message) => {
    const before = await numbers();
    const answer = await add(body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toContain(message);
    expect(await numbers()).toEqual(before);
  });

  test('409 for the number of another account, without a word of whose it is', async () => {
    const answer = await add({ channel: 'sms', number: '+12025550199' });
    expect(answer).toMatchObject({
      status: 409,
      body: { message: 'number: +12025550199 is in use already for SMS' },
    });
  });
});

describe('DELETE …/outbound-numbers/{channel}/{number}', () => {
  test('takes it away in any notation, for its channel alone', async () => {
    await add({ channel: 'sms', number: '+12025550120' });
    await add({ channel: 'wa', number: '+12025550120', phoneNumberId: '1020' });
    const answer = await api.call('DELETE', `/outbound-numbers/sms/${encodeURIComponent('+1 (202) 555-0120')}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual((await api.call('GET', '/outbound-numbers')).body);
    expect(await numbers()).toContain('wa +12025550120');
    expect(await numbers()).not.toContain('sms +12025550120');
    expect((await add({ channel: 'sms', number: '+12025550120' })).status).toBe(201);
  });

  test('404 for one that the account has not; 400 for a channel that there is not', async () => {
    expect((await api.call('DELETE', '/outbound-numbers/sms/12025550198')).status).toBe(404);
    expect((await api.call('DELETE', '/outbound-numbers/sms/12025550199')).status).toBe(404);
    expect((await api.call('DELETE', '/outbound-numbers/sms/none')).status).toBe(404);
    expect((await api.call('DELETE', '/outbound-numbers/fax/12025550100')).status).toBe(400);
    const theirs = await api.db
      .selectFrom('outbound_number')
      .select('number')
      .where('account_id', '=', OTHER_ACCOUNT)
      .execute();
    expect(theirs).toHaveLength(1);
  });

  test('409 while a campaign still sends from it, and not once it is cancelled or over', async () => {
    const launched = await api.call('POST', '/campaign', campaignBody());
    const id = String(launched.body.proactiveCampaignId);
    const refused = await api.call('DELETE', `/outbound-numbers/sms/${SMS_NUMBER}`);
    expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining(id) as string } });
    await api.db.updateTable('recipient').set({ state: 'SENT' }).where('campaign_id', '=', id).execute();
    expect((await api.call('DELETE', `/outbound-numbers/sms/${SMS_NUMBER}`)).status).toBe(200);
    await api.call('POST', '/outbound-numbers', { channel: 'sms', number: SMS_NUMBER });
    const second = await api.call('POST', '/campaign', campaignBody());
    expect((await api.call('DELETE', `/outbound-numbers/wa/${WA_NUMBER}`)).status).toBe(200);
    await api.call('POST', `/campaign/${String(second.body.proactiveCampaignId)}/cancel`);
    expect((await api.call('DELETE', `/outbound-numbers/sms/${SMS_NUMBER}`)).status).toBe(200);
  });

  test('a handoff that names it launches no campaign any more', async () => {
    const answer = await api.call('POST', '/campaign', campaignBody());
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(SMS_NUMBER) as string } });
  });
});
