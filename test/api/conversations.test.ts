import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertAttempt, recordAccepted } from '../../db/attempts.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import type { AgentMessageState } from '../../domain/status.ts';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  CONFIG,
  consumer,
  createFixture,
  NOW,
  OTHER_ACCOUNT,
  SMS_NUMBER,
  WA_NUMBER,
  type Fixture,
} from './fixture.ts';

const HOUR = 3_600_000;
const at = (ms: number) => new Date(NOW.getTime() + ms);

let api: Fixture;
let campaignId: string;
beforeAll(async () => {
  api = await createFixture();
  campaignId = (await launch()).campaignId;
});
afterAll(() => api.close());
beforeEach(() => api.setNow(NOW));

const context = [{ type: 'ctmrinfo', info: { customerId: '138' } }];
let next = 0;

async function launch(templateId = 'H100000001'): Promise<{ campaignId: string; recipientId: string; to: string }> {
  next += 1;
  const to = `1202555${6_000 + next}`;
  const consumers = [consumer(1, { consumerContent: { sms: to, wa: to }, sdes: context })];
  const answer = await api.call('POST', '/campaign', campaignBody({ templateId, consumers }));
  return {
    campaignId: String(answer.body.proactiveCampaignId),
    recipientId: acceptedOf(answer)[0]?.id ?? '',
    to: `+${to}`,
  };
}

/** A conversation that answers nothing, unless told otherwise. */
async function converse(values: object = {}): Promise<string> {
  const id = randomUUID();
  next += 1;
  await api.db
    .insertInto('conversation')
    .values({
      id,
      account_id: ACCOUNT,
      consumer: `+1202555${6_000 + next}`,
      brand_address: SMS_NUMBER,
      channel: 'sms',
      skill: 'sales',
      route: 'inbound',
      opened_at: NOW,
      ...values,
    })
    .execute();
  return id;
}

async function write(conversationId: string, text: string, received_at = NOW): Promise<void> {
  const { consumer, brand_address, channel } = await conversationRow(conversationId);
  await api.db
    .insertInto('inbound_message')
    .values({
      id: randomUUID(),
      account_id: ACCOUNT,
      channel,
      provider_message_id: randomUUID(),
      consumer,
      brand_address,
      text,
      received_at,
      kind: 'reply',
      conversation_id: conversationId,
    })
    .execute();
}

const conversationRow = (id: string) =>
  api.db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const recipientRow = (id: string) =>
  api.db.selectFrom('recipient').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const idsOf = (body: Record<string, unknown>) => (body.conversations as { id: string }[]).map(({ id }) => id);
const answer = (id: string, body: object = { text: 'Tomorrow.' }, headers: Record<string, string> = {}) =>
  api.call('POST', `/conversations/${id}/messages`, body, headers);
const messagesOf = async (id: string, query = '') =>
  (await api.call('GET', `/conversations/${id}/messages${query}`)).body;

describe('one conversation', () => {
  test('is shown with what was sent, its campaign and context, and the messages of both sides, oldest first', async () => {
    const { campaignId, recipientId, to } = await launch();
    const recipient = await recipientRow(recipientId);
    const call = { id: randomUUID(), recipient, channel: 'sms', from: SMS_NUMBER, to } as const;
    const attempt = await insertAttempt(api.db, { ...call, localTime: '', ruleVersion: '', calledAtMs: NOW.getTime() });
    await recordAccepted(api.db, attempt, 'SM1', NOW.getTime() + 300);
    const of = { campaign_id: campaignId, recipient_id: recipientId, context: JSON.stringify(context), consumer: to };
    const id = await converse({ ...of, route: 'campaign', opened_at: at(5_000) });
    await write(id, 'Where is it?', at(5_000));
    api.setNow(at(7_000));
    await answer(id, { text: 'With you tomorrow.' });
    await write(id, 'Thanks', at(9_000));
    const shown = await api.call('GET', `/conversations/${id}`);
    const message = { id: expect.any(String) as string, sentAt: null, deliveredAt: null, readAt: null, failedAt: null };
    expect(shown).toMatchObject({ status: 200 });
    expect(shown.body).toEqual({
      id,
      state: 'OPEN',
      channel: 'sms',
      consumer: to,
      brandNumber: SMS_NUMBER,
      skill: 'sales',
      route: 'campaign',
      proactiveCampaignId: campaignId,
      campaignName: 'Orders',
      recipientId,
      context,
      openedAt: at(5_000).toISOString(),
      closedAt: null,
      csat: null,
      delivery: null,
      origin: {
        text: 'Hello Ada, your order A-1 is on its way.\nReply STOP to opt out.',
        media: null,
        sentAt: NOW.toISOString(),
        campaignName: 'Orders',
        context,
      },
      messages: [
        {
          ...message,
          direction: 'IN',
          author: to,
          text: 'Where is it?',
          state: 'RECEIVED',
          createdAt: at(5_000).toISOString(),
          error: null,
        },
        {
          ...message,
          direction: 'OUT',
          author: `client-${ACCOUNT}`,
          text: 'With you tomorrow.',
          state: 'QUEUED',
          createdAt: at(7_000).toISOString(),
          error: null,
        },
        {
          ...message,
          direction: 'IN',
          author: to,
          text: 'Thanks',
          state: 'RECEIVED',
          createdAt: at(9_000).toISOString(),
          error: null,
        },
      ],
      page: { count: 3, offset: 0, limit: 100 },
    });
    expect(await messagesOf(id, '?limit=1&offset=1')).toMatchObject({
      messages: [{ text: 'With you tomorrow.' }],
      page: { count: 3, offset: 1, limit: 1 },
    });
  });

  test('that answers a WhatsApp template shows its text and its picture', async () => {
    const { campaignId, recipientId } = await launch('H100000002');
    await api.db
      .updateTable('recipient')
      .set({ header_variables: JSON.stringify({ image: 'https://images.example.com/a.png' }) })
      .where('id', '=', recipientId)
      .execute();
    const plan = [
      {
        channel: 'wa',
        from: WA_NUMBER,
        fromRef: '1',
        template: { name: 'a', language: 'en', category: 'UTILITY', body: 'Hi {{1}}.', header: 'image' },
      },
    ];
    await api.db
      .updateTable('campaign')
      .set({ plan: JSON.stringify(plan) })
      .where('id', '=', campaignId)
      .execute();
    const of = { campaign_id: campaignId, recipient_id: recipientId, channel: 'wa', brand_address: WA_NUMBER };
    const { body } = await api.call('GET', `/conversations/${await converse(of)}`);
    expect(body.origin).toMatchObject({
      text: 'Hi Ada.',
      media: { type: 'image', link: 'https://images.example.com/a.png' },
    });
  });

  test('that answers nothing has no origin', async () => {
    expect((await api.call('GET', `/conversations/${await converse()}`)).body).toMatchObject({
      origin: null,
      campaignName: null,
      messages: [],
    });
  });
});

describe('the list', () => {
  test('is newest first, in pages, and by campaign, skill, state, channel and consumer', async () => {
    const skill = 'general';
    const closed = await converse({ closed_at: NOW, skill, opened_at: at(60_000), campaign_id: campaignId });
    const other = await converse({ channel: 'wa', consumer: '+447700900123', skill, opened_at: at(120_000) });
    const list = async (query: string) => (await api.call('GET', `/conversations${query}`)).body;
    expect(idsOf(await list('')).slice(0, 2)).toEqual([other, closed]);
    expect(await list('?skill=general&limit=1&offset=1')).toMatchObject({
      conversations: [{ id: closed, campaignName: 'Orders' }],
      page: { count: 2, limit: 1, offset: 1 },
    });
    expect(idsOf(await list('?state=CLOSED'))).toEqual([closed]);
    expect(idsOf(await list('?skill=general&state=OPEN'))).toEqual([other]);
    expect(idsOf(await list(`?campaignId=${campaignId}&state=OPEN`))).not.toContain(other);
    expect(idsOf(await list('?channel=wa&skill=general'))).toEqual([other]);
    for (const number of ['447700900123', '%2B447700900123', '+44 7700 900123']) {
      expect(idsOf(await list(`?consumer=${number}`)), number).toEqual([other]);
    }
    expect(idsOf(await list('?consumer=nobody'))).toEqual([]);
    expect(idsOf(await list('?colour=blue'))).toContain(other);
  });

  test('shows the last message and what is unread, and goes by the latest message where that is asked', async () => {
    const consumer = '+447700900456';
    const [old, quiet] = [
      await converse({ skill: 'inbox' }),
      await converse({ skill: 'inbox', opened_at: at(60_000) }),
    ];
    const fresh = await converse({ skill: 'inbox-2', consumer });
    await write(old, 'First', at(1_000));
    await write(fresh, 'Hello', at(30_000));
    await write(old, 'Second', at(90_000));
    const list = async (query = '') =>
      (await api.call('GET', `/conversations?skill=inbox,inbox-2&sort=latestMessage${query}`)).body;
    expect(idsOf(await list())).toEqual([old, quiet, fresh]);
    expect((await list()).conversations).toMatchObject([
      { lastMessage: { direction: 'IN', text: 'Second', at: at(90_000).toISOString() }, unread: 2 },
      { lastMessage: null, unread: 0 },
      { lastMessage: { text: 'Hello' }, unread: 1 },
    ]);
    const unread = async () => (await list()).conversations as { id: string; unread: number }[];
    api.setNow(at(50_000));
    expect((await api.call('POST', `/conversations/${old}/read`)).status).toBe(204);
    expect((await unread()).map((each) => each.unread)).toEqual([1, 0, 1]);
    api.setNow(at(120_000));
    await answer(fresh);
    expect((await list()).conversations).toMatchObject([
      { id: fresh, lastMessage: { direction: 'OUT', text: 'Tomorrow.' }, unread: 0 },
      { id: old, unread: 1 },
      { id: quiet },
    ]);
    expect((await api.call('POST', `/conversations/${randomUUID()}/read`)).status).toBe(404);
    expect((await api.call('GET', '/conversations?sort=skill')).status).toBe(400);
  });

  test.each(['?state=open', '?channel=fax', '?limit=0', '?limit=501', '?offset=-1', '?limit=many'])(
    '400 for %s',
    async (query) => {
      expect((await api.call('GET', `/conversations${query}`)).status).toBe(400);
    },
  );
});

describe('closing', () => {
  const close = (id: string, body?: object | string, headers?: Record<string, string>) =>
    api.call('POST', `/conversations/${id}/close`, body, headers);

  test('keeps the instant of the first time, and takes what the consumer thought of it later too', async () => {
    const id = await converse();
    expect((await close(id)).body).toMatchObject({ id, state: 'CLOSED', closedAt: NOW.toISOString(), csat: null });
    api.setNow(at(60_000));
    expect((await close(id, { csat: 4 })).body).toMatchObject({ closedAt: NOW.toISOString(), csat: 4 });
    expect((await close(id, { csat: 1 })).body).toMatchObject({ closedAt: NOW.toISOString(), csat: 4 });
  });

  test.each<[string, object | string | undefined]>([
    ['no body', undefined],
    ['an empty body', ''],
    ['an empty object', {}],
    ['null for the csat', { csat: null }],
    ['a field that nobody knows', { mood: 'fine' }],
  ])('works with %s', async (_name, body) => {
    const headers = body === '' ? { 'content-type': 'application/json' } : undefined;
    expect(await close(await converse(), body, headers)).toMatchObject({
      status: 200,
      body: { state: 'CLOSED', csat: null },
    });
  });

  test.each([0, 6, 2.5, '5', 'good'])('400 for a csat of %j, and it stays open', async (csat) => {
    const id = await converse();
    expect(await close(id, { csat })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('csat: ') as string },
    });
    expect((await conversationRow(id)).closed_at).toBeNull();
  });

  test('is counted with its recipient, once', async () => {
    const { campaignId, recipientId } = await launch();
    const id = await converse({ campaign_id: campaignId, recipient_id: recipientId });
    await api.db.updateTable('recipient').set({ conversation_id: id }).where('id', '=', recipientId).execute();
    const counted = () =>
      api.db
        .selectFrom('recipient_count')
        .select((eb) => ['closed', 'csat', eb.fn.sum<number>('n').as('n')])
        .where('campaign_id', '=', campaignId)
        .groupBy(['closed', 'csat'])
        .having((eb) => eb.fn.sum('n'), '!=', 0)
        .execute();
    await close(id);
    await close(id, { csat: 5 });
    await close(id, { csat: 2 });
    expect(await counted()).toEqual([{ closed: true, csat: 5, n: 1 }]);
    expect(await recipientRow(recipientId)).toMatchObject({ conversation_closed_at: NOW, csat: 5 });
    const later = await converse({ campaign_id: campaignId, recipient_id: recipientId, route: 'after-close' });
    api.setNow(at(HOUR));
    await close(later, { csat: 1 });
    expect(await recipientRow(recipientId)).toMatchObject({ conversation_closed_at: NOW, csat: 5 });
  });
});

test('404 for what is no conversation of the account', async () => {
  const id = await converse();
  const calls = [
    ['GET', ''],
    ['GET', '/messages'],
    ['POST', '/close'],
    ['POST', '/messages'],
  ] as const;
  for (const [method, path] of calls) {
    const body = path === '/messages' && method === 'POST' ? { text: 'Hi' } : undefined;
    for (const unknown of [randomUUID(), 'no-uuid', '%00']) {
      expect((await api.call(method, `/conversations/${unknown}${path}`, body)).status, path).toBe(404);
    }
    const response = await api.app.inject({
      method,
      url: `/api/v2/account/${OTHER_ACCOUNT}/conversations/${id}${path}`,
      headers: { authorization: await api.token(OTHER_ACCOUNT) },
      ...(body && { payload: body }),
    });
    expect(response.statusCode, path).toBe(404);
  }
  expect((await conversationRow(id)).closed_at).toBeNull();
  expect((await messagesOf(id)).messages).toEqual([]);
});

describe("an agent's answer", () => {
  const outbox = async () =>
    (await api.db.selectFrom('outbox').select('message').execute()).flatMap(({ message }) =>
      message.kind === 'agent-message' ? [message] : [],
    );

  test('is stored, and sent over the same channel from the same number', async () => {
    const id = await converse();
    const kicks = api.kicks();
    const { status, body } = await answer(id, { text: ' Tomorrow.\n' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String) as string,
      direction: 'OUT',
      author: `client-${ACCOUNT}`,
      text: ' Tomorrow.\n',
      state: 'QUEUED',
      createdAt: NOW.toISOString(),
      sentAt: null,
      deliveredAt: null,
      readAt: null,
      failedAt: null,
      error: null,
    });
    expect((await messagesOf(id)).messages).toEqual([body]);
    const messageId = String(body.id);
    const told = (await outbox()).find((message) => message.messageId === messageId);
    expect(told).toEqual({ kind: 'agent-message', accountId: ACCOUNT, messageId, channel: 'sms', ratePerSecond: 10 });
    const row = await api.db.selectFrom('agent_message').selectAll().where('id', '=', messageId).executeTakeFirst();
    expect(row).toMatchObject({ from_address: SMS_NUMBER, to_address: (await conversationRow(id)).consumer });
    expect(api.kicks()).toBe(kicks + 1);
  });

  test.each([
    ['sms', 1_600, 201],
    ['sms', 1_601, 400],
    ['wa', 4_096, 201],
    ['wa', 4_097, 400],
  ] as const)('by %s of %d characters: %d', async (channel, length, status) => {
    const id = await converse({ channel, brand_address: channel === 'wa' ? WA_NUMBER : SMS_NUMBER });
    await write(id, 'Hi');
    expect((await answer(id, { text: 'x'.repeat(length) })).status).toBe(status);
  });

  test.each<[object, string]>([
    [{}, 'Fields missing in request: text'],
    [{ text: '' }, 'text: '],
    [{ text: ' \n' }, 'text: '],
    [{ text: 5 }, 'text: '],
    [[], 'body: '],
  ])('400 for %j', async (body, message) => {
    const said = await answer(await converse(), body);
    expect([said.status, said.body.message]).toEqual([400, expect.stringContaining(message)]);
  });

  describe('is refused with 409', () => {
    const refused = async (id: string, why: string) => {
      expect(await answer(id)).toMatchObject({
        status: 409,
        body: { message: expect.stringContaining(why) as string },
      });
      expect((await messagesOf(id)).messages).not.toContainEqual(expect.objectContaining({ direction: 'OUT' }));
    };

    test('in a closed conversation', async () => {
      await refused(await converse({ closed_at: NOW }), NOW.toISOString());
    });

    test('to a consumer who has opted out', async () => {
      const id = await converse();
      const { consumer } = await conversationRow(id);
      const optOut = { accountId: ACCOUNT, kind: 'phone', channel: null, consumer, source: 'consumer:sms' } as const;
      await insertOptOut(api.db, optOut, NOW.getTime());
      await refused(id, 'opted out');
    });

    test('on a channel that is paused, or off', async () => {
      const id = await converse();
      const set = (change: object) =>
        api.db.updateTable('channel_setting').set(change).where('channel', '=', 'sms').execute();
      await set({ paused_reason: 'Paused by hand.' });
      await refused(id, 'SMS is paused. Paused by hand.');
      await set({ paused_reason: null, enabled: false });
      await refused(id, 'SMS is switched off');
      await set({ enabled: true });
      expect((await answer(id)).status).toBe(201);
    });

    test("by WhatsApp 24 hours after the consumer's last message, naming the instant", async () => {
      const id = await converse({ channel: 'wa', brand_address: WA_NUMBER });
      await refused(id, 'never wrote');
      await write(id, 'Hi', at(-30 * HOUR));
      await write(id, 'Still there?', at(-24 * HOUR));
      await refused(id, NOW.toISOString());
      api.setNow(at(-1));
      expect((await answer(id)).status).toBe(201);
    });
  });

  test('at any hour: a consumer who wrote waits for it', async () => {
    api.setNow(new Date('2026-01-15T04:00:00Z'));
    expect((await answer(await converse())).status).toBe(201);
  });

  describe('with an Idempotency-Key', () => {
    const once = (id: string, key: string, text = 'Once.') => answer(id, { text }, { 'idempotency-key': key });

    test('is one, however often it is posted, and also after the conversation was closed', async () => {
      const id = await converse();
      const first = await once(id, 'a');
      await api.call('POST', `/conversations/${id}/close`);
      expect(await once(id, 'a')).toMatchObject({ status: 201, body: first.body });
      expect((await messagesOf(id)).page).toMatchObject({ count: 1 });
    });

    test('of another text or in another conversation is refused with 422', async () => {
      const id = await converse();
      await once(id, 'b');
      expect((await once(id, 'b', 'Twice.')).status).toBe(422);
      expect((await once(await converse(), 'b')).status).toBe(422);
    });

    test('may be one that a campaign had', async () => {
      const headers = { 'idempotency-key': 'c' };
      expect((await api.call('POST', '/campaign', campaignBody(), headers)).status).toBe(201);
      expect((await once(await converse(), 'c')).status).toBe(201);
      expect((await api.call('POST', '/campaign', campaignBody(), headers)).status).toBe(201);
    });

    test('posted at once five times is one', async () => {
      const id = await converse();
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => once(id, 'd')));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect((await messagesOf(id)).page).toMatchObject({ count: 1 });
    });

    test('that was refused leaves the key free', async () => {
      expect((await once(await converse({ closed_at: NOW }), 'e')).status).toBe(409);
      expect((await once(await converse(), 'e')).status).toBe(201);
    });
  });
});

describe('a receipt of an answer', () => {
  async function sent(
    channel: 'sms' | 'wa',
    state: AgentMessageState = 'SENT',
  ): Promise<{ id: string; conversation: string }> {
    const conversation = await converse({ channel, brand_address: channel === 'wa' ? WA_NUMBER : SMS_NUMBER });
    await write(conversation, 'Hi');
    const id = String((await answer(conversation)).body.id);
    await api.db.updateTable('agent_message').set({ state, called_at: NOW }).where('id', '=', id).execute();
    return { id, conversation };
  }
  const shown = async (conversation: string) => ((await messagesOf(conversation)).messages as object[]).at(-1);

  async function whatsApp(
    reference: string | undefined,
    status: string,
    more: object = {},
    wamid = `wamid.${reference ?? ''}`,
  ) {
    const item = {
      id: wamid,
      status,
      timestamp: String(NOW.getTime() / 1_000),
      ...(reference && { biz_opaque_callback_data: reference }),
      ...more,
    };
    const payload = JSON.stringify({
      entry: [{ id: '900', changes: [{ field: 'messages', value: { statuses: [item] } }] }],
    });
    const signature = createHmac('sha256', CONFIG.WHATSAPP_APP_SECRET).update(payload).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
    await api.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload });
  }

  async function twilio(id: string, MessageStatus: string, more: Record<string, string> = {}) {
    const path = `/webhooks/twilio/status/${id}`;
    const form: Record<string, string> = { MessageSid: `SM${id}`, MessageStatus, ...more };
    const signed = Object.keys(form)
      .sort()
      .reduce((text, name) => text + name + (form[name] ?? ''), CONFIG.PUBLIC_URL + path);
    const signature = createHmac('sha1', CONFIG.TWILIO_AUTH_TOKEN).update(signed).digest('base64');
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
    const payload = new URLSearchParams(form).toString();
    expect((await api.app.inject({ method: 'POST', url: path, headers, payload })).statusCode).toBe(200);
  }

  test('moves it forwards only, by WhatsApp in any order, read implying delivered', async () => {
    const { id, conversation } = await sent('wa', 'CALLING');
    await whatsApp(id, 'read');
    expect(await shown(conversation)).toMatchObject({
      state: 'READ',
      sentAt: NOW.toISOString(),
      deliveredAt: NOW.toISOString(),
    });
    await whatsApp(id, 'sent');
    await whatsApp(id, 'failed', { errors: [{ code: 131026, title: 'Undeliverable' }] });
    expect(await shown(conversation)).toMatchObject({
      state: 'READ',
      readAt: NOW.toISOString(),
      error: null,
      failedAt: null,
    });
  });

  test('finds it by the provider’s id too, where no reference comes back', async () => {
    const { id, conversation } = await sent('wa');
    await whatsApp(id, 'sent', {}, 'wamid.known');
    await whatsApp(undefined, 'delivered', {}, 'wamid.known');
    expect(await shown(conversation)).toMatchObject({ state: 'DELIVERED' });
  });

  test('by Twilio: delivered', async () => {
    const { id, conversation } = await sent('sms');
    await twilio(id, 'sent');
    await twilio(id, 'delivered');
    expect(await shown(conversation)).toMatchObject({ state: 'DELIVERED', deliveredAt: NOW.toISOString() });
  });

  test('by Twilio: failed, with whose code, the code and its meaning', async () => {
    const { id, conversation } = await sent('sms');
    await twilio(id, 'undelivered', { ErrorCode: '30007' });
    expect(await shown(conversation)).toMatchObject({
      state: 'FAILED',
      failedAt: NOW.toISOString(),
      error: { source: 'twilio', code: '30007', message: 'The carrier filtered the message as unwanted.' },
    });
  });

  test('that says that the consumer opted out is an opt-out', async () => {
    const { id, conversation } = await sent('sms');
    await twilio(id, 'failed', { ErrorCode: '21610' });
    expect((await answer(conversation)).status).toBe(409);
  });

  test('saves one that was given up', async () => {
    const { id, conversation } = await sent('wa', 'UNKNOWN');
    await whatsApp(id, 'delivered');
    expect(await shown(conversation)).toMatchObject({ state: 'DELIVERED' });
  });
});
