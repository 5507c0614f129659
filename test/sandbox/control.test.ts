import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isTwilioSignature, parseTwilioInbound } from '../../domain/webhooks/twilio.ts';
import { isWhatsAppSignature, parseWhatsAppWebhook } from '../../domain/webhooks/whatsapp.ts';
import {
  ACCESS_TOKEN,
  APP_SECRET,
  AUTH_TOKEN,
  ORDER_UPDATE,
  PHONE_NUMBER_ID,
  Receiver,
  SMS_NUMBER,
  type Sandbox,
  createTemplate,
  sandboxConfig,
  sendSms,
  sendTemplate,
  startSandbox,
  temporaryFolder,
} from './harness.ts';

const receiver = new Receiver();
let sandbox: Sandbox;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  await receiver.start();
  sandbox = await startSandbox(sandboxConfig(folder, receiver.url), { outbox: { firstDelayMs: 1 } });
  await createTemplate(sandbox);
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
  await removeFolder();
});

/** With a status callback of its own, so that a test can tell its receipts from another's. */
function sendWithReceipts(to: string, attempt: string) {
  return sendSms(sandbox, to, 'Hi', `${receiver.url}/webhooks/twilio/status/${attempt}`);
}

function smsStatus(attempt: string, status: string) {
  return receiver.next((webhook) =>
    webhook.path.endsWith(`/status/${attempt}`) && webhook.form.MessageStatus === status ? webhook.form : undefined,
  );
}

function whatsAppStatus(reference: string, status: string) {
  return receiver.next((webhook) =>
    webhook.rawBody === ''
      ? undefined
      : parseWhatsAppWebhook(JSON.parse(webhook.rawBody)).find(
          (event) => event.kind === 'status' && event.reference === reference && event.status === status,
        ),
  );
}

describe('a reply', () => {
  test.each(['12025550100', '+12025550100'])('by SMS to %s reaches the API, signed', async (to) => {
    const answer = await sandbox.ask('/sandbox/replies', { channel: 'sms', from: '4155550401', to, text: `Hi ${to}` });
    expect(answer).toMatchObject({ status: 202, body: { delivered: true, channel: 'sms' } });
    const webhook = await receiver.next((each) => (each.form.Body === `Hi ${to}` ? each : undefined));
    const url = `${receiver.url}/webhooks/twilio/inbound`;
    expect(receiver.url + webhook.path).toBe(url);
    expect(isTwilioSignature(AUTH_TOKEN, String(webhook.headers['x-twilio-signature']), url, webhook.form)).toBe(true);
    expect(parseTwilioInbound(webhook.form)).toMatchObject({
      providerMessageId: (answer.body as { id: string }).id,
      from: '+4155550401',
      to: SMS_NUMBER,
      text: `Hi ${to}`,
    });
  });

  test('by WhatsApp reaches the API, signed, under the phone-number-id', async () => {
    const reply = { channel: 'wa', from: '+14155550402', to: '+12025550101', text: 'Grüße', answers: 'wamid.9' };
    await sandbox.ask('/sandbox/replies', reply);
    const webhook = await receiver.next((each) => (each.rawBody.includes('Grüße') ? each : undefined));
    expect(webhook.path).toBe('/webhooks/whatsapp');
    expect(isWhatsAppSignature(APP_SECRET, String(webhook.headers['x-hub-signature-256']), webhook.rawBody)).toBe(true);
    expect(parseWhatsAppWebhook(JSON.parse(webhook.rawBody))).toMatchObject([
      {
        kind: 'message',
        from: '14155550402',
        phoneNumberId: PHONE_NUMBER_ID,
        text: 'Grüße',
        type: 'text',
        contextId: 'wamid.9',
      },
    ]);
  });

  test("by a template's button is a button", async () => {
    await sandbox.ask('/sandbox/replies', {
      channel: 'whatsapp',
      from: '14155550403',
      to: '12025550101',
      text: 'Call me',
      button: true,
    });
    const webhook = await receiver.next((each) => (each.rawBody.includes('Call me') ? each : undefined));
    expect(parseWhatsAppWebhook(JSON.parse(webhook.rawBody))).toMatchObject([{ type: 'button', text: 'Call me' }]);
  });

  test('that the API refuses is said to be lost', async () => {
    receiver.statusCode = 403;
    const answer = await sandbox.ask('/sandbox/replies', {
      channel: 'sms',
      from: '14155550404',
      to: '12025550100',
      text: 'x',
    });
    receiver.statusCode = 200;
    expect(answer).toMatchObject({ status: 202, body: { delivered: false } });
    expect((answer.body as { message: string }).message).toMatch(/answered 403.*not be tried again/);
  });

  test('that finds the API unwell is said so at once, and comes through when it is well', async () => {
    receiver.statusCode = 503;
    const answer = await sandbox.ask('/sandbox/replies', {
      channel: 'sms',
      from: '14155550405',
      to: '12025550100',
      text: 'later',
    });
    expect((answer.body as { message: string }).message).toMatch(/answered 503.*tried again/);
    receiver.statusCode = 200;
    receiver.received.length = 0;
    await receiver.next((each) => (each.form.Body === 'later' ? each : undefined));
  });
});

describe('behaviours', () => {
  const behave = (to: string, outcome: unknown, more: object = {}) =>
    sandbox.ask('/sandbox/behaviours', { channel: 'sms', to, outcome, ...more });

  test('hold for so many times, or until they are cleared', async () => {
    const to = '+14155550411';
    await behave(to, 20429, { times: 2 });
    expect((await sandbox.ask('/sandbox/behaviours')).body).toContainEqual({
      channel: 'sms',
      to,
      outcome: '20429',
      times: 2,
    });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await sendWithReceipts(to, 'times')).body.code);
    expect(codes).toEqual([20429, 20429, undefined]);
    await behave(to, '30007');
    expect((await sendWithReceipts(to, 'times')).status).toBe(400);
    await behave(to, 'ok');
    expect((await sendWithReceipts(to, 'times')).status).toBe(201);
    expect((await sandbox.ask('/sandbox/behaviours')).body).toEqual([]);
  });

  test('for all numbers give way to that of one', async () => {
    await behave('*', '20500');
    await behave('14155550412', '21614');
    expect((await sendWithReceipts('+14155550412', 'star')).body.code).toBe(21614);
    expect((await sendWithReceipts('+14155550413', 'star')).status).toBe(500);
    await behave('*', 'ok');
    await behave('14155550412', 'ok');
  });

  test('a failure after acceptance comes by status webhook', async () => {
    await behave('14155550414', 'failed:30003');
    expect((await sendWithReceipts('+14155550414', 'late')).status).toBe(201);
    expect(await smsStatus('late', 'undelivered')).toMatchObject({ ErrorCode: '30003' });
    const listed = (await sandbox.ask('/sandbox/messages?to=14155550414')).body;
    expect(listed).toMatchObject([{ status: 'undelivered', errorCode: '30003' }]);
  });

  test('no receipt means none', async () => {
    await behave('14155550415', 'no-receipt');
    await sendWithReceipts('+14155550415', 'silent');
    await sendWithReceipts('+14155550416', 'after-silent');
    await smsStatus('after-silent', 'delivered');
    expect(receiver.received.filter((webhook) => webhook.path.endsWith('/silent'))).toEqual([]);
  });
});

describe('what a consumer has seen', () => {
  test('a WhatsApp message is read once', async () => {
    const id = await sendTemplate(sandbox, '14155550421', 'seen');
    await whatsAppStatus('seen', 'delivered');
    expect((await sandbox.ask('/sandbox/reads', { ids: [id, 'unknown'] })).body).toEqual({ read: 1 });
    await whatsAppStatus('seen', 'read');
    expect((await sandbox.ask('/sandbox/reads', { ids: [id] })).body).toEqual({ read: 0 });
    expect((await sandbox.ask('/sandbox/messages?to=14155550421')).body).toMatchObject([{ status: 'read' }]);
  });

  test('an SMS is never read', async () => {
    const { body } = await sendWithReceipts('+14155550422', 'unseen');
    await smsStatus('unseen', 'delivered');
    expect((await sandbox.ask('/sandbox/reads', { ids: [body.sid] })).body).toEqual({ read: 0 });
  });
});

test('the list can be narrowed to a channel and a number, with or without +', async () => {
  await sendWithReceipts('+14155550431', 'list');
  await sendTemplate(sandbox, '+14155550431', 'list');
  const channels = async (query: string) =>
    ((await sandbox.ask(`/sandbox/messages?${query}`)).body as { channel: string }[]).map(({ channel }) => channel);
  expect(await channels('to=14155550431')).toEqual(['sms', 'wa']);
  expect(await channels('to=+14155550431')).toEqual(['sms', 'wa']);
  expect(await channels('to=%2B14155550431&channel=wa')).toEqual(['wa']);
  expect(await channels('to=14155550431&limit=1')).toEqual(['wa']);
  expect(await channels('to=14155550499')).toEqual([]);
  expect((await channels('channel=sms')).every((channel) => channel === 'sms')).toBe(true);
});

describe('a body that is wrong is refused with the name of the field', () => {
  const reply = { channel: 'sms', from: '14155550441', to: '12025550100', text: 'Hi' };
  const behaviour = { channel: 'wa', to: '14155550441', outcome: '131026' };

  test.each<[string, unknown, string]>([
    ['/sandbox/replies', { ...reply, channel: 'fax' }, 'channel'],
    ['/sandbox/replies', { ...reply, from: 'Ada' }, 'from'],
    ['/sandbox/replies', { ...reply, to: undefined }, 'to'],
    ['/sandbox/replies', { ...reply, text: '' }, 'text'],
    ['/sandbox/behaviours', { ...behaviour, channel: undefined }, 'channel'],
    ['/sandbox/behaviours', { ...behaviour, to: 'everyone' }, 'to'],
    ['/sandbox/behaviours', { ...behaviour, outcome: 'explode' }, 'outcome'],
    ['/sandbox/behaviours', { ...behaviour, times: 0 }, 'times'],
    ['/sandbox/reads', { ids: [] }, 'ids'],
    ['/sandbox/reviews', { name: 'a', outcome: 'perhaps' }, 'outcome'],
    ['/sandbox/templates', { name: 'a', language: 'en', status: 'FINE' }, 'status'],
    ['/sandbox/replies', [], ''],
  ])('%s %j', async (path, body, field) => {
    const answer = await sandbox.ask(path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request', field } });
    expect((answer.body as { message: string }).message).toContain(field);
  });

  test('a list of an unknown channel', async () => {
    expect(await sandbox.ask('/sandbox/messages?channel=fax')).toMatchObject({
      status: 400,
      body: { field: 'channel' },
    });
  });
});

describe('templates', () => {
  const create = async (more: object) => {
    const response = await createTemplate(sandbox, { ...ORDER_UPDATE, ...more });
    return { status: response.status, body: await response.json() };
  };

  test('are approved at once, and the webhook says so', async () => {
    expect(await create({ name: 'fresh' })).toMatchObject({
      status: 200,
      body: { status: 'APPROVED', category: 'UTILITY' },
    });
    const event = await receiver.next((webhook) =>
      webhook.rawBody.includes('"fresh"') ? parseWhatsAppWebhook(JSON.parse(webhook.rawBody))[0] : undefined,
    );
    expect(event).toMatchObject({ kind: 'template-status', name: 'fresh', language: 'en_US', status: 'APPROVED' });
  });

  test('a second one of the same name and language is refused, in the words and with the subcode of WhatsApp', async () => {
    await create({ name: 'twice' });
    expect(await create({ name: 'twice' })).toMatchObject({
      status: 400,
      body: {
        error: { code: 100, error_subcode: 2_388_024, error_user_msg: expect.stringContaining('en_US') as string },
      },
    });
    expect(await create({ name: 'twice', language: 'de' })).toMatchObject({ status: 200 });
  });

  const statusOf = (name: string, status: string) =>
    receiver.next((webhook) =>
      webhook.rawBody.includes(`"${name}"`)
        ? parseWhatsAppWebhook(JSON.parse(webhook.rawBody)).find(
            (event) => event.kind === 'template-status' && event.status === status,
          )
        : undefined,
    );

  test('one that is held is PENDING, cannot be sent, and becomes what it is told to, by webhook', async () => {
    await sandbox.ask('/sandbox/reviews', { name: 'held', outcome: 'hold', times: 1 });
    expect(await create({ name: 'held', components: [{ type: 'BODY', text: 'Hi' }] })).toMatchObject({
      body: { status: 'PENDING' },
    });
    const send = async () => {
      const template = { name: 'held', language: { code: 'en_US' } };
      const response = await fetch(`${sandbox.url}/v23.0/${PHONE_NUMBER_ID}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ACCESS_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', to: '14155550777', type: 'template', template }),
      });
      return ((await response.json()) as { error?: { code: number } }).error?.code;
    };
    expect(await send()).toBe(132_001);
    const change = { name: 'held', language: 'en_US' };
    await sandbox.ask('/sandbox/templates', { ...change, status: 'APPROVED' });
    expect(await statusOf('held', 'APPROVED')).toMatchObject({ accountId: '100000000000001', reason: undefined });
    expect(await send()).toBeUndefined();
    await sandbox.ask('/sandbox/templates', { ...change, status: 'PAUSED', reason: 'Low quality' });
    expect(await statusOf('held', 'PAUSED')).toMatchObject({ reason: 'Low quality' });
    expect(await send()).toBe(132_015);
    expect((await sandbox.ask('/sandbox/templates')).body).toContainEqual(
      expect.objectContaining({ ...change, status: 'PAUSED' }),
    );
  });

  test('one that is rejected is so by webhook, with the reason', async () => {
    await sandbox.ask('/sandbox/reviews', { name: 'spam', outcome: 'reject' });
    expect((await create({ name: 'spam' })).body).toMatchObject({ status: 'PENDING' });
    expect(await statusOf('spam', 'REJECTED')).toMatchObject({ reason: 'INCORRECT_CATEGORY' });
  });

  test('a review can be an error, so many times', async () => {
    await sandbox.ask('/sandbox/reviews', { name: 'busy', outcome: 80_008, times: 1 });
    expect((await sandbox.ask('/sandbox/reviews')).body).toContainEqual({ name: 'busy', outcome: '80008', times: 1 });
    expect(await create({ name: 'busy' })).toMatchObject({ status: 400, body: { error: { code: 80_008 } } });
    expect(await create({ name: 'busy' })).toMatchObject({ status: 200 });
  });

  test('one that is deleted is gone, for its id alone where there is one', async () => {
    const { body } = await create({ name: 'gone' });
    const { id } = body as { id: string };
    const remove = async (query: string) => {
      const response = await fetch(`${sandbox.url}/v23.0/100000000000001/message_templates?${query}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
      });
      return response.json();
    };
    const missing = { error: { code: 100, error_subcode: 2_593_002 } };
    expect(await remove('name=gone&hsm_id=1')).toMatchObject(missing);
    expect(await remove(`name=gone&hsm_id=${id}`)).toEqual({ success: true });
    expect(await remove(`name=gone&hsm_id=${id}`)).toMatchObject(missing);
    expect(await create({ name: 'gone' })).toMatchObject({ status: 200 });
  });

  test.each<[string, object]>([
    ['a name with capitals', { name: 'Order_Update' }],
    ['no category', { category: 'SPAM' }],
    ['a body too long', { components: [{ type: 'BODY', text: 'x'.repeat(1_025) }] }],
    ['a header too long', { components: [{ type: 'HEADER', format: 'TEXT', text: 'x'.repeat(61) }] }],
    ['a variable without an example', { components: [{ type: 'BODY', text: 'Hi {{1}}' }] }],
    [
      'a button too long',
      { components: [{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'x'.repeat(26) }] }] },
    ],
  ])('%s is refused', async (_name, more) => {
    expect(await create({ name: 'refused', ...more })).toMatchObject({ status: 400, body: { error: { code: 100 } } });
  });
});

test('the webhook is verified as WhatsApp does it', async () => {
  expect((await sandbox.ask('/sandbox/verification', {})).body).toMatchObject({ verified: true });
});

test('it says that it is alive and ready', async () => {
  expect(await sandbox.ask('/health/live')).toMatchObject({ status: 200 });
  expect(await sandbox.ask('/health/ready')).toMatchObject({ status: 200 });
});
