import type { Socket } from 'node:net';
import { buildTemplateSendPayload, WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChannelAdapter, OutboundMessage, TemplateContent } from '../../channels/port.ts';
import { createWhatsAppAdapter, encodeWhatsAppMessage } from '../../channels/whatsapp.ts';
import { type WhatsAppStatusEvent, isWhatsAppSignature, parseWhatsAppWebhook } from '../../domain/webhooks/whatsapp.ts';
import {
  ACCESS_TOKEN,
  APP_SECRET,
  PHONE_NUMBER_ID,
  type Received,
  Receiver,
  type Sandbox,
  WHATSAPP_NUMBER,
  createTemplate,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
} from '../sandbox/harness.ts';
import { deadUrl, http, outbound, wire } from './support.ts';

const receiver = new Receiver();
let sandbox: Sandbox;
let adapter: ChannelAdapter;
let removeFolder: () => Promise<void>;

const template: TemplateContent = {
  kind: 'template',
  name: 'order_update',
  language: 'en_US',
  bodyParameters: ['Ada', 'A-17'],
  buttonParameters: [],
};

function toConsumer(to: string, more: Partial<OutboundMessage> = {}): OutboundMessage {
  return outbound({ from: WHATSAPP_NUMBER, to, content: template, ...more });
}

function adapterAt(baseUrl: string, more: { accessToken?: string; timeoutMs?: number } = {}): ChannelAdapter {
  return createWhatsAppAdapter({ baseUrl, accessToken: ACCESS_TOKEN, timeoutMs: 5_000, ...more });
}

function statusOf(webhook: Received, reference: string): WhatsAppStatusEvent | undefined {
  if (webhook.rawBody === '') return undefined;
  return parseWhatsAppWebhook(JSON.parse(webhook.rawBody)).find(
    (event): event is WhatsAppStatusEvent => event.kind === 'status' && event.reference === reference,
  );
}

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  await receiver.start();
  sandbox = await startSandbox(sandboxConfig(folder, receiver.url));
  adapter = adapterAt(sandbox.url);
  expect((await createTemplate(sandbox)).status).toBe(200);
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
  await removeFolder();
});

describe('the request body', () => {
  /** What an independent client sends for the same message. */
  async function independently(call: (client: WhatsAppClient) => Promise<unknown>): Promise<unknown> {
    let body: unknown;
    const capture: typeof fetch = (_url, init) => {
      body = JSON.parse(init?.body as string);
      return Promise.resolve(Response.json({ messages: [{ id: 'wamid.1' }], contacts: [] }));
    };
    await call(new WhatsAppClient({ accessToken: ACCESS_TOKEN, fetch: capture }));
    return body;
  }

  test('a text', async () => {
    const message = outbound({ content: { kind: 'text', text: 'Thank you!' } });
    expect(encodeWhatsAppMessage(message)).toEqual(
      await independently((client) =>
        client.messages.sendText({
          phoneNumberId: PHONE_NUMBER_ID,
          to: message.to,
          recipientType: 'individual',
          bizOpaqueCallbackData: message.attemptId,
          body: 'Thank you!',
        }),
      ),
    );
  });

  test('a text to a user whom WhatsApp names by an id of its own', async () => {
    const message = outbound({ to: 'US.13491208655302741918', content: { kind: 'text', text: 'Thank you!' } });
    expect(encodeWhatsAppMessage(message)).toEqual(
      await independently((client) =>
        client.messages.sendText({
          phoneNumberId: PHONE_NUMBER_ID,
          recipient: message.to,
          recipientType: 'individual',
          bizOpaqueCallbackData: message.attemptId,
          body: 'Thank you!',
        }),
      ),
    );
  });

  test('a template with a picture, variables and buttons', async () => {
    const message = outbound({
      content: {
        ...template,
        header: { type: 'image', link: 'https://example.com/a.png' },
        buttonParameters: [
          { index: 0, subType: 'url', text: 'A-17' },
          { index: 1, subType: 'quick_reply', text: 'yes' },
        ],
      },
    });
    expect(encodeWhatsAppMessage(message)).toEqual(
      await independently((client) =>
        client.messages.sendTemplate({
          phoneNumberId: PHONE_NUMBER_ID,
          to: message.to,
          recipientType: 'individual',
          bizOpaqueCallbackData: message.attemptId,
          template: {
            name: 'order_update',
            language: { code: 'en_US' },
            components: [
              { type: 'header', parameters: [{ type: 'image', image: { link: 'https://example.com/a.png' } }] },
              {
                type: 'body',
                parameters: [
                  { type: 'text', text: 'Ada' },
                  { type: 'text', text: 'A-17' },
                ],
              },
              { type: 'button', subType: 'url', index: '0', parameters: [{ type: 'text', text: 'A-17' }] },
              { type: 'button', subType: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'yes' }] },
            ],
          },
        }),
      ),
    );
  });

  const link = 'https://example.com/a';
  test.each<[string, TemplateContent['header'], Parameters<typeof buildTemplateSendPayload>[0]['header']]>([
    ['a text', { type: 'text', text: 'A-17' }, { type: 'text', text: 'A-17' }],
    ['a picture', { type: 'image', link }, { type: 'image', image: { link } }],
    ['a video', { type: 'video', link }, { type: 'video', video: { link } }],
    ['a document', { type: 'document', link }, { type: 'document', document: { link } }],
  ])('a header of %s, and the end of a button’s address, pass an independent schema', async (_what, header, theirs) => {
    const message = outbound({
      content: {
        ...template,
        ...(header && { header }),
        buttonParameters: [{ index: 1, subType: 'url', text: 'A-17?x=%20' }],
      },
    });
    const built = buildTemplateSendPayload({
      name: 'order_update',
      language: 'en_US',
      ...(theirs && { header: theirs }),
      body: [
        { type: 'text', text: 'Ada' },
        { type: 'text', text: 'A-17' },
      ],
      buttons: [{ type: 'button', subType: 'url', index: '1', parameters: [{ type: 'text', text: 'A-17?x=%20' }] }],
    });
    expect(encodeWhatsAppMessage(message)).toEqual(
      await independently((client) =>
        client.messages.sendTemplate({
          phoneNumberId: PHONE_NUMBER_ID,
          to: message.to,
          recipientType: 'individual',
          bizOpaqueCallbackData: message.attemptId,
          template: { ...built, components: (built.components ?? []).map((component) => ({ ...component })) },
        }),
      ),
    );
  });

  test('a template without variables has no components', () => {
    const body = encodeWhatsAppMessage(outbound({ content: { ...template, bodyParameters: [] } }));
    expect(body.template).toEqual({ name: 'order_update', language: { code: 'en_US' } });
  });
});

describe('sending', () => {
  test('a template reaches the phone filled in, and its receipts bring the attempt back', async () => {
    const sent = await adapter.send(toConsumer('+14155550201', { attemptId: 'wa-1' }));
    expect(sent.outcome).toBe('accepted');
    const { body } = await sandbox.ask('/sandbox/messages?channel=wa&to=+14155550201');
    expect(body).toMatchObject([
      {
        provider: 'whatsapp',
        channel: 'wa',
        from: WHATSAPP_NUMBER,
        to: '+14155550201',
        text: 'Hello Ada, your order A-17 is on its way.',
        template: { name: 'order_update', language: 'en_US', parameters: ['Ada', 'A-17'] },
        reference: 'wa-1',
      },
    ]);

    const webhook = await receiver.next((each) => (statusOf(each, 'wa-1')?.status === 'delivered' ? each : undefined));
    const signature = String(webhook.headers['x-hub-signature-256']);
    expect(isWhatsAppSignature(APP_SECRET, signature, webhook.rawBody)).toBe(true);
    expect(isWhatsAppSignature(APP_SECRET, signature, `${webhook.rawBody} `)).toBe(false);
    expect(verifySignature({ appSecret: APP_SECRET, rawBody: webhook.rawBody, signatureHeader: signature })).toBe(true);
    const event = statusOf(webhook, 'wa-1');
    expect(event).toMatchObject({ phoneNumberId: PHONE_NUMBER_ID, recipient: '14155550201', errors: [] });
    expect(sent).toEqual({ outcome: 'accepted', providerMessageId: event?.providerMessageId, toAlias: '+14155550201' });
    const independent = normalizeWebhook(JSON.parse(webhook.rawBody));
    expect(independent.phoneNumberId).toBe(PHONE_NUMBER_ID);
    expect(independent.statuses.map((each) => each.id)).toContain(event?.providerMessageId);
  });

  test('an independent client is served alike', async () => {
    const client = new WhatsAppClient({ accessToken: ACCESS_TOKEN, baseUrl: sandbox.url });
    const sent = await client.messages.sendTemplate({
      phoneNumberId: PHONE_NUMBER_ID,
      to: '+14155550202',
      template: {
        name: 'order_update',
        language: { code: 'en_US' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'Bo' },
              { type: 'text', text: 'B-1' },
            ],
          },
        ],
      },
    });
    expect(sent.contacts[0]?.waId).toBe('14155550202');
    const listed = await client.templates.list({ businessAccountId: '100000000000001' });
    expect(listed.data).toMatchObject([{ name: 'order_update', status: 'APPROVED' }]);
  });

  test('words of our own go only to one who wrote within 24 hours', async () => {
    const message = toConsumer('+14155550203', { content: { kind: 'text', text: 'Thank you!' } });
    expect(await adapter.send(message)).toMatchObject({ outcome: 'refused', code: '131047' });
    await sandbox.ask('/sandbox/replies', {
      channel: 'wa',
      from: '+14155550203',
      to: WHATSAPP_NUMBER,
      text: 'Hello?',
    });
    expect(await adapter.send(message)).toMatchObject({ outcome: 'accepted' });
  });

  test('there is no look-up', async () => {
    expect(adapter.canFind).toBe(false);
    const found = await adapter.find(toConsumer('+14155550201'), new Date().toISOString(), []);
    expect(found.outcome).toBe('unknown');
  });
});

describe('refusals', () => {
  test.each<[string, Partial<OutboundMessage>, string]>([
    ['an unknown template', { content: { ...template, name: 'nothing' } }, '132001'],
    ['a template in another language', { content: { ...template, language: 'de' } }, '132001'],
    ['too few variables', { content: { ...template, bodyParameters: ['Ada'] } }, '132000'],
    ['no receiver', { to: '' }, '100'],
    ['a reference too long', { attemptId: 'x'.repeat(513) }, '100'],
    ['no phone-number-id', { fromRef: undefined }, 'no_phone_number_id'],
  ])('%s', async (_name, more, code) => {
    expect(await adapter.send(toConsumer('+14155550204', more))).toMatchObject({ outcome: 'refused', code });
  });

  test('a bad token', async () => {
    const stranger = adapterAt(sandbox.url, { accessToken: 'wrong' });
    expect(await stranger.send(toConsumer('+14155550204'))).toMatchObject({ outcome: 'refused', code: '190' });
  });

  test.each(['131026', '131000', '131056', '2'])('the carrier refuses with %s', async (code) => {
    await sandbox.ask('/sandbox/behaviours', { channel: 'wa', to: '14155550205', outcome: code, times: 1 });
    expect(await adapter.send(toConsumer('+14155550205'))).toMatchObject({ outcome: 'refused', code });
  });

  test('a failure that comes after acceptance names its code', async () => {
    await sandbox.ask('/sandbox/behaviours', { channel: 'wa', to: '14155550206', outcome: 'failed:131026' });
    const sent = await adapter.send(toConsumer('+14155550206', { attemptId: 'wa-late' }));
    expect(sent.outcome).toBe('accepted');
    const event = await receiver.next((webhook) => statusOf(webhook, 'wa-late'));
    expect(event).toMatchObject({
      status: 'failed',
      errors: [{ code: '131026', title: 'Message undeliverable' }],
    });
  });
});

describe('when the outcome is open', () => {
  test('a provider that nobody reaches has taken nothing', async () => {
    const nobody = adapterAt(await deadUrl());
    expect(await nobody.send(toConsumer('+14155550207'))).toMatchObject({ outcome: 'refused', code: 'unreachable' });
  });

  test.each<[string, string, (socket: Socket) => void]>([
    ['a connection that breaks after the request', 'unknown', (socket) => socket.destroy()],
    ['an answer that can not be read', 'unknown', (socket) => socket.end(http('200 OK', '<html>'))],
    ['a gateway that gave up', 'unknown', (socket) => socket.end(http('502 Bad Gateway', '<html>'))],
    ['no answer in time', 'unknown', () => undefined],
    ['half an answer', 'unknown', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"m')],
    ['a service that says it is unavailable', 'unknown', (socket) => socket.end(http('503 Unavailable', ''))],
  ])('%s: %s', async (_name, outcome, answer) => {
    const provider = await wire(answer);
    const result = await adapterAt(provider.url, { timeoutMs: 300 }).send(toConsumer('+14155550208'));
    expect(result.outcome).toBe(outcome);
    await provider.close();
  });

  test('of a message taken without an answer, the status webhook tells', async () => {
    await sandbox.ask('/sandbox/behaviours', { channel: 'wa', to: '14155550209', outcome: 'timeout-after-accept' });
    const message = toConsumer('+14155550209', { attemptId: 'wa-lost' });
    const sent = await adapterAt(sandbox.url, { timeoutMs: 300 }).send(message);
    expect(sent.outcome).toBe('unknown');
    const event = await receiver.next((webhook) => statusOf(webhook, 'wa-lost'));
    expect(event.providerMessageId).toMatch(/^wamid\./);
  });
});
