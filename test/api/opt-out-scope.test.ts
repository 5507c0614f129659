/** An opt-out of one channel, and one of the whole account; of a phone, and of a user of an app. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordConsequences } from '../../db/failures.ts';
import { recordInbound } from '../../db/inbound.ts';
import { decideAndRecord } from '../../db/recipients.ts';
import { transact } from '../../db/transaction.ts';
import { actionOf } from '../../domain/provider-codes.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  consumer,
  createFixture,
  NOW,
  SMS_NUMBER,
  WA_NUMBER,
  type Fixture,
} from './fixture.ts';

const WHO = '+12025550173';
const SKIPPED = 'The consumer has opted out.';
const SKIPPED_BY_SMS = 'The consumer has opted out of SMS.';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await api.db.insertInto('channel_setting').values({ account_id: ACCOUNT, channel: 'inapp' }).execute();
  expect((await api.call('POST', '/apps', { name: 'shop', registrationDays: 30 })).status).toBe(201);
});
afterAll(() => api.close());
beforeEach(async () => {
  for (const table of [
    'opt_out',
    'campaign',
    'conversation',
    'outbox',
    'inbound_message',
    'channel_ineligibility',
  ] as const)
    await api.db.deleteFrom(table).execute();
  await api.call('PATCH', '/settings', { optOutScope: 'channel' });
});

type OptOut = { consumer: string; channel: string | null; scope: string; state: string };

const optOuts = async (query = '') => (await api.call('GET', `/opt-outs${query}`)).body.optOuts as OptOut[];
const holding = async (query = '') =>
  (await optOuts(`?state=ACTIVE${query}`)).map(
    ({ consumer: who, channel, scope }) => `${who} ${channel ?? '-'} ${scope}`,
  );

function say(channel: 'sms' | 'wa' | 'inapp', text: string, from = WHO): Promise<boolean> {
  const to = { sms: SMS_NUMBER, wa: WA_NUMBER, inapp: 'shop' }[channel];
  const message = { channel, providerMessageId: randomUUID(), from, to, text, accountId: ACCOUNT };
  return recordInbound(api.db, message, NOW);
}

/** A recipient of WhatsApp, then SMS; or of SMS alone. */
async function launch(templateId: 'H100000002' | 'H100000001', to = WHO): Promise<string> {
  const consumers = [consumer(1, { consumerContent: templateId === 'H100000002' ? { wa: to, sms: to } : { sms: to } })];
  return String(acceptedOf(await api.call('POST', '/campaign', campaignBody({ templateId, consumers })))[0]?.id);
}
const both = () => launch('H100000002');
const smsOnly = () => launch('H100000001');

const recipient = (id: string) =>
  api.db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const decide = (id: string) =>
  transact(api.db, async (trx) => (await decideAndRecord(trx, id, NOW.getTime()))?.decision);
const told = async () =>
  (await api.db.selectFrom('outbox').select('message').execute()).filter(({ message }) => message.kind === 'reassess');

describe('with the setting "channel", a STOP by SMS', () => {
  test('leaves WhatsApp open: who has it is sent to there, who has not is skipped at once', async () => {
    const [open, closed] = [await both(), await smsOnly()];
    await say('sms', 'STOP');
    expect(await recipient(open)).toMatchObject({ state: 'NOT_SENT' });
    expect(await recipient(closed)).toMatchObject({ state: 'SKIPPED', skipped_at: NOW, error_message: SKIPPED_BY_SMS });
    expect(await told()).toHaveLength(2);
    expect(await decide(open)).toMatchObject({ kind: 'send', channel: 'wa' });
    expect(await decide(await both())).toMatchObject({ kind: 'send', channel: 'wa' });
    expect(await decide(await smsOnly())).toMatchObject({ kind: 'stop', state: 'SKIPPED', reason: SKIPPED_BY_SMS });
  });

  test('and another on WhatsApp close both', async () => {
    const id = await both();
    await say('sms', 'STOP');
    await say('wa', 'STOP');
    expect(await recipient(id)).toMatchObject({
      state: 'SKIPPED',
      error_message: 'The consumer has opted out of WhatsApp and SMS.',
    });
    expect(await holding()).toEqual([`${WHO} wa channel`, `${WHO} sms channel`]);
  });

  test('keeps its scope when the setting changes, and one from before keeps the account’s', async () => {
    await say('sms', 'STOP');
    await api.call('PATCH', '/settings', { optOutScope: 'account' });
    expect(await decide(await both())).toMatchObject({ kind: 'send', channel: 'wa' });
    const other = '+12025550174';
    await say('sms', 'STOP', other);
    await api.call('PATCH', '/settings', { optOutScope: 'channel' });
    expect(await decide(await launch('H100000002', other))).toMatchObject({ state: 'SKIPPED', reason: SKIPPED });
  });

  test('is not taken back by a START on WhatsApp, but by one by SMS', async () => {
    await say('sms', 'STOP');
    await say('wa', 'START');
    expect(await holding()).toEqual([`${WHO} sms channel`]);
    await say('sms', 'START');
    expect(await holding()).toEqual([]);
  });

  test('leaves WhatsApp’s YES an answer', async () => {
    await say('sms', 'STOP');
    await say('wa', 'YES');
    expect(await api.db.selectFrom('inbound_message').select('kind').where('channel', '=', 'wa').execute()).toEqual([
      { kind: 'reply' },
    ]);
    await say('sms', 'YES');
    expect(await holding()).toEqual([]);
  });

  test('is what Twilio’s own block is too; and nothing steps down from that message', async () => {
    const id = await launch('H100000002');
    const attempt = {
      id: randomUUID(),
      account_id: ACCOUNT,
      recipient_id: id,
      number: 1,
      channel: 'sms',
      state: 'REFUSED',
      from_address: SMS_NUMBER,
      to_address: WHO,
      rule_version: '',
      code: '21610',
      called_at: NOW,
    } as const;
    const row = await api.db.insertInto('attempt').values(attempt).returningAll().executeTakeFirstOrThrow();
    await transact(api.db, (trx) => recordConsequences(trx, row, '21610', actionOf('sms', '21610'), NOW.getTime()));
    expect(await holding()).toEqual([`${WHO} sms channel`]);
    expect(await decide(id)).toMatchObject({ state: 'SKIPPED', reason: 'The consumer has opted out of SMS.' });
    expect(await decide(await both())).toMatchObject({ kind: 'send', channel: 'wa' });
  });

  test('is seen where a number is looked up, and where eligibility is asked', async () => {
    await say('sms', 'Please stop texting me');
    const { body } = await api.call('GET', `/numbers/${WHO}`);
    const channels = body.channels as { channel: string; optedOut: boolean; optOut: object | null; sentence: string }[];
    const of = (name: string) => channels.find(({ channel }) => channel === name);
    expect(of('sms')).toMatchObject({
      optedOut: true,
      optOut: { scope: 'channel', words: 'Please stop texting me', rule: 'phrase:stop-texting' },
      sentence: `Will not be sent: ${SKIPPED_BY_SMS}`,
    });
    expect(of('wa')).toMatchObject({ optedOut: false, optOut: null, sentence: 'May be sent on WhatsApp now.' });
    const asked = { skill: 'sales', consumerPhoneNumber: WHO, handoffId: 'H100000002' };
    expect((await api.callAt('POST', `/api/account/${ACCOUNT}/eligibility?v=2.0`, asked)).body).toMatchObject({
      availableChannels: ['wa'],
    });
  });
});

describe('over the API', () => {
  test.each<[object, string]>([
    [{ consumer: WHO, channel: 'sms' }, `${WHO} sms channel`],
    [{ consumer: WHO }, `${WHO} - account`],
    [{ consumer: WHO, channel: 'sms', scope: 'account' }, `${WHO} - account`],
    [{ consumer: 'user-42', channel: 'inapp' }, 'user-42 inapp channel'],
    [{ consumer: 'user-42', channel: 'inapp', scope: 'account' }, 'user-42 inapp account'],
  ])('%j is %s', async (body, expected) => {
    expect((await api.call('POST', '/opt-outs', body)).status).toBe(201);
    expect((await api.call('POST', '/opt-outs', body)).status).toBe(200);
    expect(await holding()).toEqual([expected]);
  });

  test('a scope of a channel can be had though the setting is the account', async () => {
    await api.call('PATCH', '/settings', { optOutScope: 'account' });
    await api.call('POST', '/opt-outs', { consumer: WHO, channel: 'wa', scope: 'channel' });
    await api.call('POST', '/opt-outs', { consumer: '+12025550174', channel: 'wa' });
    expect(await holding()).toEqual(['+12025550174 - account', `${WHO} wa channel`]);
  });

  test.each<[object, string]>([
    [{ consumer: WHO, scope: 'channel' }, 'scope: "channel" needs the channel'],
    [{ consumer: WHO, scope: 'all' }, 'scope: must be one of account, channel'],
  ])('%j is refused: %s', async (body, message) => {
    expect(await api.call('POST', '/opt-outs', body)).toMatchObject({ status: 400, body: { message } });
  });

  test('one is taken back on a channel, or all of them', async () => {
    for (const channel of ['sms', 'wa']) await api.call('POST', '/opt-outs', { consumer: WHO, channel });
    expect((await api.call('DELETE', `/opt-outs/${WHO}?channel=sms`)).body).toMatchObject({ channel: 'sms' });
    expect(await holding()).toEqual([`${WHO} wa channel`]);
    await api.call('POST', '/opt-outs', { consumer: WHO });
    expect((await api.call('DELETE', `/opt-outs/${WHO}`)).body).toMatchObject({ channel: null, state: 'REVOKED' });
    expect(await holding()).toEqual([]);
    expect((await api.call('DELETE', `/opt-outs/${WHO}?channel=sms`)).status).toBe(404);
  });

  test('the list tells who may not be sent to on a channel', async () => {
    await api.call('POST', '/opt-outs', { consumer: WHO, channel: 'sms' });
    await api.call('POST', '/opt-outs', { consumer: '+12025550174' });
    await api.call('POST', '/opt-outs', { consumer: 'user-42', channel: 'inapp', scope: 'account' });
    expect(await holding('&channel=sms')).toEqual(['+12025550174 - account', `${WHO} sms channel`]);
    expect(await holding('&channel=wa')).toEqual(['+12025550174 - account']);
    expect(await holding('&channel=inapp')).toEqual(['user-42 inapp account']);
  });

  test('what is exported is imported with the same scopes, whatever the setting is then', async () => {
    await say('sms', 'please stop');
    await api.call('POST', '/opt-outs', { consumer: WHO });
    await api.call('POST', '/opt-outs', { consumer: WHO, channel: 'inapp', scope: 'account' });
    await api.call('POST', '/opt-outs', { consumer: 'user-42', channel: 'inapp' });
    const kept = (await holding()).sort();
    expect(kept).toHaveLength(4);
    const file = String((await api.call('GET', '/opt-outs/export')).body.text);
    expect(file).toContain(`${WHO},sms,channel,ACTIVE,consumer:sms,,please stop,keyword:STOP,`);
    for (const optOutScope of ['account', 'channel']) {
      await api.call('PATCH', '/settings', { optOutScope });
      await api.db.deleteFrom('opt_out').execute();
      const sent = await api.call('POST', '/opt-outs/import', file, { 'content-type': 'text/csv' });
      expect(sent.body).toMatchObject({ lines: 4, added: 4, failed: 0 });
      expect((await holding()).sort()).toEqual(kept);
    }
    const again = await api.call('POST', '/opt-outs/import', file, { 'content-type': 'text/csv' });
    expect(again.body).toMatchObject({ added: 0, already: 4 });
  });
});

describe('a user id that is written like a number', () => {
  test('is another consumer than the phone, either way', async () => {
    await say('inapp', 'STOP', WHO);
    expect(await holding()).toEqual([`${WHO} inapp channel`]);
    expect(await decide(await both())).toMatchObject({ kind: 'send' });
    await say('sms', 'START');
    expect(await holding()).toEqual([`${WHO} inapp channel`]);
    await api.call('PATCH', '/settings', { optOutScope: 'account' });
    await say('sms', 'STOP');
    await say('inapp', 'START', WHO);
    expect(await holding()).toEqual([`${WHO} - account`]);
  });
});

describe('the account’s texts', () => {
  const settings = async () => (await api.call('GET', '/settings')).body;

  test('are set by channel, and taken away by null; what is absent stays', async () => {
    await api.call('PATCH', '/settings', {
      optOutConfirmation: { sms: ' Done. ', wa: 'Done.' },
      helpText: { inapp: 'x' },
    });
    await api.call('PATCH', '/settings', { optOutConfirmation: { wa: null } });
    expect(await settings()).toMatchObject({
      optOutScope: 'channel',
      optOutConfirmation: { sms: 'Done.', wa: null, inapp: null },
      helpText: { sms: null, wa: null, inapp: 'x' },
    });
    await api.call('PATCH', '/settings', { optOutConfirmation: { sms: null }, helpText: { inapp: null } });
    expect(await settings()).toMatchObject({ optOutConfirmation: { sms: null }, helpText: { inapp: null } });
  });

  test.each<[object, string]>([
    [{ optOutConfirmation: { sms: '' } }, 'optOutConfirmation.sms'],
    [{ optOutConfirmation: 'Done.' }, 'optOutConfirmation'],
    [{ helpText: { sms: 'x'.repeat(1_601) } }, 'helpText.sms'],
    [{ helpText: { wa: 7 } }, 'helpText.wa'],
    [{ optOutScope: 'number' }, 'optOutScope: must be one of account, channel'],
  ])('%j is refused', async (body, message) => {
    const before = await settings();
    const answer = await api.call('PATCH', '/settings', body);
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) as string } });
    expect(await settings()).toEqual(before);
  });
});
