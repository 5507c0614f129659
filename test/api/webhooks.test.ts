import { createHmac, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../api/logger.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  CONFIG,
  consumer,
  createFixture,
  NOW,
  SMS_NUMBER,
  WA_NUMBER,
  WA_REF,
} from './fixture.ts';
import type { Fixture } from './fixture.ts';

let api: Fixture;
const log = new PassThrough();
beforeAll(async () => (api = await createFixture({ logger: createLogger('warn', log) })));
afterAll(() => api.close());

type Form = Record<string, string>;

function twilio(path: string, form: Form, token = CONFIG.TWILIO_AUTH_TOKEN) {
  const signature = webhooks.getExpectedTwilioSignature(token, `${CONFIG.PUBLIC_URL}${path}`, form);
  return api.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    payload: new URLSearchParams(form).toString(),
  });
}

function whatsapp(body: unknown, secret = CONFIG.WHATSAPP_APP_SECRET) {
  // As WhatsApp writes it: its bytes are what is signed.
  const payload = JSON.stringify(body, undefined, 2).replaceAll('/', '\\/');
  const signature = `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  return api.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload });
}

const change = (value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { metadata: { phone_number_id: WA_REF }, ...value } }] }],
});

const messages = () =>
  api.db.selectFrom('inbound_message').selectAll().orderBy('received_at').orderBy('provider_message_id').execute();

let next = 0;
/** A message of ours that the gateway has taken. */
async function sent(channel: 'sms' | 'wa'): Promise<{ attemptId: string; providerMessageId: string; to: string }> {
  next += 1;
  const to = `+1202555${7000 + next}`;
  const content = { wa: to, sms: to };
  const body = campaignBody({ templateId: 'H100000002', consumers: [consumer(1, { consumerContent: content })] });
  const [recipient] = acceptedOf(await api.call('POST', '/campaign', body));
  const recipient_id = recipient?.id ?? '';
  const attemptId = randomUUID();
  const providerMessageId = `${channel}-${next}`;
  await api.db
    .insertInto('attempt')
    .values({
      id: attemptId,
      account_id: ACCOUNT,
      recipient_id,
      number: 1,
      channel,
      state: 'ACCEPTED',
      from_address: channel === 'sms' ? SMS_NUMBER : WA_NUMBER,
      to_address: to,
      provider_message_id: providerMessageId,
      rule_version: 'test',
      called_at: NOW,
      ended_at: NOW,
    })
    .execute();
  await api.db
    .updateTable('recipient')
    .set({ state: 'SENT', channel, sent_at: NOW })
    .where('id', '=', recipient_id)
    .execute();
  return { attemptId, providerMessageId, to };
}
const attempt = (id: string) =>
  api.db.selectFrom('attempt').select(['state', 'code', 'message']).where('id', '=', id).executeTakeFirst();

describe('POST /webhooks/twilio/inbound', () => {
  const form = (sid: string, fields: Form = {}) => ({
    MessageSid: sid,
    From: '+12025550177',
    To: SMS_NUMBER,
    Body: 'Hello, who is this?',
    ...fields,
  });

  test('records the message once, however often it comes, and answers with no words', async () => {
    const kicks = api.kicks();
    for (let time = 0; time < 2; time += 1) {
      const response = await twilio('/webhooks/twilio/inbound', form('SM1'));
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-type']).toMatch(/^text\/xml/);
      expect(response.body).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
    }
    expect(await messages()).toMatchObject([
      { provider_message_id: 'SM1', consumer: '+12025550177', brand_address: SMS_NUMBER, text: 'Hello, who is this?' },
    ]);
    expect(api.kicks()).toBeGreaterThan(kicks);
  });

  test('the signature is over the address with its query', async () => {
    expect((await twilio('/webhooks/twilio/inbound?from=twilio', form('SM2'))).statusCode).toBe(200);
  });

  test('a STOP opts the consumer out', async () => {
    await twilio('/webhooks/twilio/inbound', form('SM3', { From: '+12025550178', Body: ' stop ' }));
    const optOut = api.db.selectFrom('opt_out').select('revoked_at').where('consumer', '=', '+12025550178');
    expect(await optOut.execute()).toEqual([{ revoked_at: null }]);
  });

  test.each([
    ['a number that is nobody’s', { To: '+12025559999' }],
    ['no sender', { From: '' }],
  ])('takes and drops a message with %s', async (_what, fields) => {
    const before = (await messages()).length;
    expect((await twilio('/webhooks/twilio/inbound', form('SM4', fields))).statusCode).toBe(200);
    expect(await messages()).toHaveLength(before);
  });

  test('403 for a signature that is wrong, of other fields, or absent; nothing is recorded', async () => {
    const before = (await messages()).length;
    const wrong = await twilio('/webhooks/twilio/inbound', form('SM5'), 'another token');
    expect(wrong.statusCode).toBe(403);
    expect(wrong.json()).toMatchObject({ code: 0, requestTraceId: expect.any(String) as string });
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': webhooks.getExpectedTwilioSignature(
        CONFIG.TWILIO_AUTH_TOKEN,
        `${CONFIG.PUBLIC_URL}/webhooks/twilio/inbound`,
        form('SM5'),
      ),
    };
    const payload = new URLSearchParams(form('SM5', { Body: 'STOP' })).toString();
    const url = '/webhooks/twilio/inbound';
    expect((await api.app.inject({ method: 'POST', url, headers, payload })).statusCode).toBe(403);
    expect((await api.app.inject({ method: 'POST', url })).statusCode).toBe(403);
    expect(await messages()).toHaveLength(before);
  });
});

describe('POST /webhooks/twilio/status/{attemptId}', () => {
  test.each([
    ['sent', {}, 'ACCEPTED'],
    ['delivered', {}, 'DELIVERED'],
    ['undelivered', { ErrorCode: '30005' }, 'FAILED'],
    ['failed', { ErrorCode: '30005' }, 'FAILED'],
    ['queued', {}, 'ACCEPTED'],
    ['sending', {}, 'ACCEPTED'],
  ])('%s %j leaves the attempt %s', async (status, fields, state) => {
    const { attemptId, providerMessageId } = await sent('sms');
    const form = { MessageSid: providerMessageId, MessageStatus: status, ...fields };
    expect((await twilio(`/webhooks/twilio/status/${attemptId}`, form)).statusCode).toBe(200);
    const code = 'ErrorCode' in fields ? fields.ErrorCode : null;
    expect(await attempt(attemptId)).toMatchObject({ state, code });
  });

  test.each(['no-uuid', randomUUID()])(
    'takes and drops the status of an attempt that is none of ours: %s',
    async (id) => {
      const form = { MessageSid: 'SM-unknown', MessageStatus: 'delivered' };
      expect((await twilio(`/webhooks/twilio/status/${id}`, form)).statusCode).toBe(200);
    },
  );

  test('403 for a wrong signature, and nothing moves', async () => {
    const { attemptId, providerMessageId } = await sent('sms');
    const form = { MessageSid: providerMessageId, MessageStatus: 'delivered' };
    expect((await twilio(`/webhooks/twilio/status/${attemptId}`, form, 'another token')).statusCode).toBe(403);
    expect(await attempt(attemptId)).toMatchObject({ state: 'ACCEPTED' });
  });
});

describe('GET /webhooks/whatsapp', () => {
  const get = (query: Form) => api.app.inject({ url: '/webhooks/whatsapp', query });
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-token', 'hub.challenge': '115830' };

  test('gives the challenge back to whoever knows the token', async () => {
    const response = await get(query);
    expect([response.statusCode, response.body]).toEqual([200, '115830']);
    expect(response.headers['content-type']).toMatch(/^text\/plain/);
  });

  test.each([
    { ...query, 'hub.verify_token': 'wrong' },
    { ...query, 'hub.mode': 'other' },
    { 'hub.mode': 'subscribe' },
  ] as Form[])('403 for %j', async (wrong) => expect((await get(wrong)).statusCode).toBe(403));
});

describe('POST /webhooks/whatsapp', () => {
  const seconds = String(NOW.getTime() / 1000 - 60);
  const message = (id: string, fields: object = {}) => ({
    id,
    from: '12025550188',
    timestamp: seconds,
    type: 'text',
    text: { body: 'Where is it?' },
    ...fields,
  });

  test('records messages at the instant at which they were written, pictures and buttons too', async () => {
    const picture = message('wamid.2', { type: 'image', text: undefined, image: { id: '1' } });
    const button = message('wamid.3', { type: 'button', text: undefined, button: { text: 'Yes, please' } });
    const reaction = message('wamid.4', { type: 'reaction', text: undefined, reaction: { emoji: '👍' } });
    const response = await whatsapp(change({ messages: [message('wamid.1'), picture, button, reaction] }));
    expect([response.statusCode, response.json()]).toEqual([200, { received: 4 }]);
    const rows = (await messages()).filter((row) => row.channel === 'wa');
    const received_at = new Date(NOW.getTime() - 60_000);
    expect(rows).toMatchObject(
      ['Where is it?', '[image]', 'Yes, please'].map((text) => ({
        consumer: '+12025550188',
        brand_address: WA_NUMBER,
        received_at,
        text,
      })),
    );
  });

  test('moves attempts by their reference, whatever the order and however often', async () => {
    const { attemptId, providerMessageId } = await sent('wa');
    const status = (name: string, fields: object = {}) => ({
      id: providerMessageId,
      status: name,
      timestamp: seconds,
      recipient_id: '12025550188',
      biz_opaque_callback_data: attemptId,
      ...fields,
    });
    await whatsapp(change({ statuses: [status('delivered'), status('sent')] }));
    expect(await attempt(attemptId)).toMatchObject({ state: 'DELIVERED' });
    await whatsapp(change({ statuses: [status('read')] }));
    await whatsapp(change({ statuses: [status('delivered')] }));
    expect(await attempt(attemptId)).toMatchObject({ state: 'READ' });
  });

  describe('a clock of theirs that is wrong', () => {
    const at = (instant: string) => String(Date.parse(instant) / 1000);
    const times = async (id: string) =>
      api.db
        .selectFrom('recipient')
        .innerJoin('attempt', 'attempt.recipient_id', 'recipient.id')
        .select(['recipient.state', 'sent_at', 'delivered_at', 'read_at'])
        .where('attempt.id', '=', id)
        .executeTakeFirst();

    test.each([
      ['in 1970', '1970-01-01T00:00:01Z'],
      ['an hour before the call', new Date(NOW.getTime() - 3_600_000).toISOString()],
      ['next year', '2031-01-01T00:00:00Z'],
    ])('moves no message in time: a receipt of %s', async (_when, instant) => {
      const { attemptId, providerMessageId } = await sent('wa');
      const status = { id: providerMessageId, timestamp: at(instant), biz_opaque_callback_data: attemptId };
      for (const name of ['read', 'delivered', 'sent']) {
        await whatsapp(change({ statuses: [{ ...status, status: name }] }));
      }
      const now = { sent_at: NOW, delivered_at: NOW, read_at: NOW };
      expect(await times(attemptId)).toEqual({ state: 'READ', ...now });
    });

    test('starts no lookback period in the past: it is counted from the call', async () => {
      const { attemptId, providerMessageId } = await sent('wa');
      await api.db
        .updateTable('attempt')
        .set({ state: 'CALLING', ended_at: null })
        .where('id', '=', attemptId)
        .execute();
      await api.db
        .updateTable('recipient')
        .set({ state: 'SENDING', sent_at: null })
        .where('id', 'in', (eb) => eb.selectFrom('attempt').select('recipient_id').where('id', '=', attemptId))
        .execute();
      const status = { id: providerMessageId, status: 'sent', timestamp: '1', biz_opaque_callback_data: attemptId };
      await whatsapp(change({ statuses: [status] }));
      expect(await times(attemptId)).toMatchObject({ state: 'SENT', sent_at: NOW });
    });

    test('makes no STOP older than the START before it', async () => {
      const from = '12025550199';
      const said = (id: string, body: string, timestamp: string) =>
        whatsapp(change({ messages: [message(id, { from, text: { body }, timestamp })] }));
      await said('wamid.c1', 'STOP', at(new Date(NOW.getTime() - 120_000).toISOString()));
      await said('wamid.c2', 'START', at(new Date(NOW.getTime() - 60_000).toISOString()));
      await said('wamid.c3', 'STOP', '1');
      const rows = await api.db
        .selectFrom('opt_out')
        .select(['created_at', 'revoked_at'])
        .where('consumer', '=', `+${from}`)
        .where('revoked_at', 'is', null)
        .execute();
      expect(rows).toEqual([{ created_at: NOW, revoked_at: null }]);
    });
  });

  describe('what a consumer said last counts, in whatever order it comes', () => {
    let last = 0;
    const newConsumer = () => `1202555${8500 + (last += 1)}`;
    const secondsAgo = (count: number) => new Date(NOW.getTime() - count * 1000);
    const timestamp = (ago: number) => String(secondsAgo(ago).getTime() / 1000);
    type Said = { words: 'STOP' | 'START' } | { preference: 'stop' | 'resume' } | { file: true };

    async function say(from: string, said: Said, ago: number): Promise<void> {
      if ('file' in said) {
        const consumer = { kind: 'phone', channel: null, consumer: `+${from}` } as const;
        await insertOptOut(api.db, { accountId: ACCOUNT, ...consumer, source: 'import' }, secondsAgo(ago).getTime());
        return;
      }
      const id = `wamid.said-${from}-${ago}`;
      const value =
        'words' in said
          ? { messages: [message(id, { from, text: { body: said.words }, timestamp: timestamp(ago) })] }
          : { user_preferences: [{ wa_id: from, value: said.preference, timestamp: timestamp(ago) }] };
      expect((await whatsapp(change(value))).statusCode).toBe(200);
    }

    const [STOP, START]: Said[] = [{ words: 'STOP' }, { words: 'START' }];
    const [stop, resume]: Said[] = [{ preference: 'stop' }, { preference: 'resume' }];
    test.each<[boolean, string, ...[Said | undefined, number][]]>([
      [true, 'an older START after two STOPs', [STOP, 120], [STOP, 30], [START, 60]],
      [true, 'an older START between two STOPs', [STOP, 120], [START, 60], [STOP, 30]],
      [true, 'an older START after an older STOP that came late', [STOP, 30], [STOP, 120], [START, 60]],
      [false, 'a START after two STOPs', [STOP, 120], [STOP, 30], [START, 10]],
      [true, 'an older resume after two stops', [stop, 120], [stop, 30], [resume, 60]],
      [false, 'a resume after two stops', [stop, 120], [stop, 30], [resume, 10]],
      [true, 'an older START after a file and a STOP', [{ file: true }, 86_400], [STOP, 30], [START, 60]],
      [true, 'a resume, of a STOP in words', [STOP, 60], [resume, 30]],
      [true, 'a resume, of a stop that was said in words too', [stop, 60], [STOP, 40], [resume, 20]],
      [true, 'a resume, of words that were said by a stop too', [STOP, 60], [stop, 40], [resume, 20]],
    ])('opted out is %s after %s', async (isOut, _name, ...events) => {
      const from = newConsumer();
      for (const [said, ago] of events) if (said) await say(from, said, ago);
      const holding = await api.db
        .selectFrom('opt_out')
        .select('id')
        .where('consumer', '=', `+${from}`)
        .where('revoked_at', 'is', null)
        .execute();
      expect(holding).toHaveLength(isOut ? 1 : 0);
    });
  });

  test('a failure takes its code along, and an attempt is found by WhatsApp’s own id too', async () => {
    const { attemptId, providerMessageId } = await sent('wa');
    const errors = [{ code: 131026, title: 'Message undeliverable' }];
    await whatsapp(change({ statuses: [{ id: providerMessageId, status: 'failed', timestamp: seconds, errors }] }));
    expect(await attempt(attemptId)).toEqual({ state: 'FAILED', code: '131026', message: 'Message undeliverable' });
  });

  test("WhatsApp's own stop opts the consumer out, and its resume takes that back", async () => {
    const preference = (value: string) => whatsapp(change({ user_preferences: [{ wa_id: '12025550155', value }] }));
    const revoked = async () => {
      const rows = await api.db.selectFrom('opt_out').selectAll().where('consumer', '=', '+12025550155').execute();
      return rows.map((row) => row.revoked_at !== null);
    };
    expect((await preference('stop')).statusCode).toBe(200);
    expect(await revoked()).toEqual([false]);
    await preference('resume');
    expect(await revoked()).toEqual([true]);
  });

  test("its button that ends promotions, on any brand's template, opts the consumer out", async () => {
    const button = { payload: 'Stop promotions', text: 'Stop promotions' };
    const tapped = message('wamid.promotions', { from: '12025550156', type: 'button', text: undefined, button });
    await whatsapp(change({ messages: [tapped] }));
    const optOut = api.db.selectFrom('opt_out').select(['words', 'rule']).where('consumer', '=', '+12025550156');
    expect(await optOut.execute()).toEqual([{ words: 'Stop promotions', rule: 'phrase:stop-promotions' }]);
  });

  describe('a consumer whom WhatsApp names by a user id alone', () => {
    const nameless = (id: string, user: string, fields: object = {}) =>
      message(id, { from: undefined, from_user_id: user, ...fields });
    const consumerOf = async (id: string) => (await messages()).find((row) => row.provider_message_id === id)?.consumer;
    const optedOut = async (consumer: string) =>
      api.db.selectFrom('opt_out').select('revoked_at').where('consumer', '=', consumer).executeTakeFirst();
    /** A message of ours whose receipt has told the consumer's user id. */
    async function sentTo(user: string) {
      const ours = await sent('wa');
      const status = { id: ours.providerMessageId, status: 'delivered', biz_opaque_callback_data: ours.attemptId };
      await whatsapp(change({ statuses: [{ ...status, recipient_user_id: user }] }));
      return ours;
    }

    test('is known by the message that they answer', async () => {
      const { to, providerMessageId } = await sent('wa');
      await whatsapp(change({ messages: [nameless('wamid.u1', 'US.1', { context: { id: providerMessageId } })] }));
      expect(await consumerOf('wamid.u1')).toBe(to);
    });

    test('or by the receipts of what was sent to them: a STOP holds for their number', async () => {
      const { to } = await sentTo('US.2');
      await whatsapp(change({ messages: [nameless('wamid.u2', 'US.2', { text: { body: 'STOP' } })] }));
      expect(await consumerOf('wamid.u2')).toBe(to);
      expect(await optedOut(to)).toEqual({ revoked_at: null });
    });

    test('so does their stop in WhatsApp itself', async () => {
      const { to } = await sentTo('US.3');
      await whatsapp(change({ user_preferences: [{ user_id: 'US.3', value: 'stop' }] }));
      expect(await optedOut(to)).toEqual({ revoked_at: null });
    });

    test('else their id stands for them: nothing that they say is lost', async () => {
      await whatsapp(change({ messages: [nameless('wamid.u4', 'US.4')] }));
      expect(await consumerOf('wamid.u4')).toBe('US.4');
    });

    test('and a STOP under it holds for their number, once a receipt tells that it is theirs', async () => {
      await whatsapp(change({ messages: [nameless('wamid.u6', 'US.6', { text: { body: 'Stop' } })] }));
      expect(await optedOut('US.6')).toEqual({ revoked_at: null });
      const { to, attemptId, providerMessageId } = await sentTo('US.6');
      expect(await optedOut(to)).toEqual({ revoked_at: null });
      // Taken back under their number, it stays so, though another receipt tells their id.
      const start = { from: to.slice(1), text: { body: 'START' }, timestamp: String(NOW.getTime() / 1000 - 30) };
      await whatsapp(change({ messages: [message('wamid.u7', start)] }));
      await api.db.updateTable('attempt').set({ to_user_id: null }).where('id', '=', attemptId).execute();
      const status = { id: providerMessageId, status: 'read', biz_opaque_callback_data: attemptId };
      await whatsapp(change({ statuses: [{ ...status, recipient_user_id: 'US.6' }] }));
      expect((await optedOut(to))?.revoked_at).toEqual(expect.any(Date));
    });

    test('statuses need no number', async () => {
      const { attemptId, providerMessageId } = await sent('wa');
      const status = { id: providerMessageId, status: 'read', recipient_user_id: 'US.5' };
      await whatsapp(change({ statuses: [{ ...status, biz_opaque_callback_data: attemptId }] }));
      expect(await attempt(attemptId)).toMatchObject({ state: 'READ' });
    });
  });

  test('what is not known is taken, and said in the log without a word of the consumer’s', async () => {
    log.read();
    const value = { calls: [{ id: 'secret' }], statuses: [{ id: 'secret', status: 'played' }] };
    const response = await whatsapp(change(value));
    expect([response.statusCode, response.json()]).toEqual([200, { received: 0 }]);
    const lines = String(log.read());
    expect(lines).toContain('"passedOver":["messages.statuses (played)","messages.calls"]');
    expect(lines).not.toContain('secret');
  });

  test.each([
    ['a number that is nobody’s', { metadata: { phone_number_id: '7' }, messages: [message('wamid.9')] }],
    ['a message of nobody', { messages: [message('wamid.9', { from: undefined })] }],
    ['a status of no attempt', { statuses: [{ id: 'x', status: 'sent', biz_opaque_callback_data: 'not ours' }] }],
    ['a preference of nobody', { user_preferences: [{ value: 'stop' }] }],
    ['something new', { calls: [{ id: 'x' }] }],
  ])('takes and drops %s', async (_what, value) => {
    const before = (await messages()).length;
    expect((await whatsapp(change(value))).statusCode).toBe(200);
    expect(await messages()).toHaveLength(before);
  });

  test('403 for a signature that is wrong or absent, in the one shape', async () => {
    const before = (await messages()).length;
    const response = await whatsapp(change({ messages: [message('wamid.10')] }), 'another secret');
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 0, requestTraceId: expect.any(String) as string });
    const unsigned = { method: 'POST', url: '/webhooks/whatsapp', payload: change({}) } as const;
    expect((await api.app.inject(unsigned)).statusCode).toBe(403);
    expect(await messages()).toHaveLength(before);
  });

  test('400 for a signed body that is not JSON', async () => {
    const payload = '{"entry": [';
    const signature = `sha256=${createHmac('sha256', CONFIG.WHATSAPP_APP_SECRET).update(payload).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const response = await api.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload });
    expect(response.statusCode).toBe(400);
  });
});

test('an event that cannot be stored is answered 5xx, the others of its batch are stored, and a later try takes it', async () => {
  const { attemptId, providerMessageId } = await sent('wa');
  const statuses = [{ id: providerMessageId, status: 'delivered', biz_opaque_callback_data: attemptId }];
  const inbound = { id: 'wamid.20', from: '12025550189', type: 'text', text: { body: 'Hi' } };
  const batch = change({ messages: [inbound], statuses });
  await api.db.schema.alterTable('attempt').renameTo('attempt_away').execute();
  const failed = await whatsapp(batch);
  await api.db.schema.alterTable('attempt_away').renameTo('attempt').execute();
  expect(failed.statusCode).toBe(500);
  expect((await whatsapp(batch)).statusCode).toBe(200);
  expect(await attempt(attemptId)).toMatchObject({ state: 'DELIVERED' });
  expect((await messages()).filter((row) => row.provider_message_id === 'wamid.20')).toHaveLength(1);
});
