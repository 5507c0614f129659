import { normalizeWebhook } from '@kapso/whatsapp-cloud-api/server';
import { describe, expect, test } from 'vitest';
import { parseWhatsAppWebhook } from '../../domain/webhooks/whatsapp.ts';

const PHONE = {
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '12025550101', phone_number_id: '77' },
};

function envelope(...changes: { field: string; value: unknown }[]): unknown {
  return { object: 'whatsapp_business_account', entry: [{ id: '900', time: 1_767_225_600, changes }] };
}

function messages(value: object): unknown {
  return envelope({ field: 'messages', value: { ...PHONE, ...value } });
}

const from = { from: '14155550134', timestamp: '1767225600' };

test('a batch is flattened in its order, and an independent parser sees the same', () => {
  const body = {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '900',
        changes: [
          {
            field: 'messages',
            value: {
              ...PHONE,
              statuses: [
                {
                  id: 'wamid.1',
                  status: 'delivered',
                  timestamp: '1767225600',
                  recipient_id: '14155550134',
                  biz_opaque_callback_data: 'attempt-1',
                },
                {
                  id: 'wamid.2',
                  status: 'failed',
                  timestamp: 1_767_225_601,
                  recipient_id: '14155550135',
                  errors: [{ code: 131026, title: 'Message undeliverable' }],
                },
              ],
            },
          },
        ],
      },
      {
        id: '901',
        changes: [
          {
            field: 'messages',
            value: {
              ...PHONE,
              contacts: [{ wa_id: '14155550134', user_id: 'US.1', profile: { name: 'Ada' } }],
              messages: [{ id: 'wamid.3', type: 'text', text: { body: 'Hello' }, context: { id: 'wamid.1' }, ...from }],
            },
          },
        ],
      },
    ],
  };
  const events = parseWhatsAppWebhook(body);
  expect(events).toEqual([
    {
      kind: 'status',
      phoneNumberId: '77',
      providerMessageId: 'wamid.1',
      reference: 'attempt-1',
      status: 'delivered',
      errors: [],
      timestamp: '2026-01-01T00:00:00.000Z',
      recipient: '14155550134',
      recipientUserId: undefined,
    },
    {
      kind: 'status',
      phoneNumberId: '77',
      providerMessageId: 'wamid.2',
      reference: undefined,
      status: 'failed',
      errors: [{ code: '131026', title: 'Message undeliverable' }],
      timestamp: '2026-01-01T00:00:01.000Z',
      recipient: '14155550135',
      recipientUserId: undefined,
    },
    {
      kind: 'message',
      phoneNumberId: '77',
      providerMessageId: 'wamid.3',
      from: '14155550134',
      userId: 'US.1',
      type: 'text',
      text: 'Hello',
      timestamp: '2026-01-01T00:00:00.000Z',
      contextId: 'wamid.1',
    },
  ]);
  const independent = normalizeWebhook(body);
  expect(independent.statuses.map(({ id, status }) => [id, status])).toEqual([
    ['wamid.1', 'delivered'],
    ['wamid.2', 'failed'],
  ]);
  expect(independent.messages.map((message) => [message.id, message.from, message.text?.body])).toEqual([
    ['wamid.3', '14155550134', 'Hello'],
  ]);
});

describe('what the consumer said', () => {
  test.each<[string, object, string | undefined]>([
    ['a text', { type: 'text', text: { body: ' Where is it? ' } }, ' Where is it? '],
    ["a template's button", { type: 'button', button: { payload: 'p', text: 'Call me' } }, 'Call me'],
    [
      'a reply button',
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Yes' } } },
      'Yes',
    ],
    [
      'a list',
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '2', title: 'Later' } } },
      'Later',
    ],
    ['a picture', { type: 'image', image: { id: '5' } }, undefined],
    ['something of tomorrow', { type: 'hologram', hologram: {} }, undefined],
    ['a text without a text', { type: 'text' }, undefined],
  ])('%s', (_name, message, text) => {
    const [event, ...others] = parseWhatsAppWebhook(messages({ messages: [{ id: 'wamid.1', ...from, ...message }] }));
    expect(others).toEqual([]);
    expect(event).toMatchObject({ kind: 'message', text, from: '14155550134' });
  });
});

describe('a consumer without a number', () => {
  test('is known by the user id of the message', () => {
    const message = { id: 'wamid.1', type: 'text', text: { body: 'Hi' }, from_user_id: 'US.2', timestamp: '1' };
    expect(parseWhatsAppWebhook(messages({ messages: [message] }))).toMatchObject([
      { from: undefined, userId: 'US.2' },
    ]);
  });

  test('or by that of the only contact', () => {
    const value = {
      contacts: [{ user_id: 'US.3' }],
      messages: [{ id: 'wamid.1', type: 'text', text: { body: 'Hi' } }],
    };
    expect(parseWhatsAppWebhook(messages(value))).toMatchObject([{ from: undefined, userId: 'US.3' }]);
  });

  test('but not by that of another', () => {
    const contacts = [{ user_id: 'US.3' }, { user_id: 'US.4' }];
    const value = { contacts, messages: [{ id: 'wamid.1', type: 'text', text: { body: 'Hi' } }] };
    expect(parseWhatsAppWebhook(messages(value))).toMatchObject([{ userId: undefined }]);
  });
});

test('marketing is stopped and resumed', () => {
  const body = envelope({
    field: 'user_preferences',
    value: {
      ...PHONE,
      contacts: [{ wa_id: '14155550134', user_id: 'US.1' }],
      user_preferences: [
        { wa_id: '14155550134', category: 'marketing_messages', value: 'stop', timestamp: 1_767_225_600 },
        { wa_id: '14155550135', category: 'marketing_messages', value: 'resume', timestamp: 1_767_225_600 },
        { wa_id: '14155550136', category: 'marketing_messages', value: 'ponder' },
        { value: 'stop' },
      ],
    },
  });
  expect(parseWhatsAppWebhook(body)).toMatchObject([
    { kind: 'preference', preference: 'stop', waId: '14155550134', userId: 'US.1', phoneNumberId: '77' },
    { kind: 'preference', preference: 'resume', waId: '14155550135', userId: undefined },
    // A stop of nobody named is that of the only contact: to hold back is the safe side.
    { kind: 'preference', preference: 'stop', waId: undefined, userId: 'US.1' },
  ]);
});

test('a template is approved or rejected', () => {
  const value = {
    event: 'REJECTED',
    message_template_id: 12,
    message_template_name: 'a',
    message_template_language: 'en',
  };
  const body = envelope(
    { field: 'message_template_status_update', value: { ...value, reason: 'INVALID_FORMAT' } },
    { field: 'message_template_status_update', value: { ...value, event: 'APPROVED', reason: 'NONE' } },
  );
  const common = { kind: 'template-status', accountId: '900', templateId: '12', name: 'a', language: 'en' };
  const timestamp = '2026-01-01T00:00:00.000Z';
  expect(parseWhatsAppWebhook(body)).toEqual([
    { ...common, status: 'REJECTED', reason: 'INVALID_FORMAT', timestamp },
    { ...common, status: 'APPROVED', reason: undefined, timestamp },
  ]);
});

test('a template is put in another category', () => {
  const value = {
    message_template_id: 12,
    message_template_name: 'a',
    message_template_language: 'en-US',
    previous_category: 'UTILITY',
    new_category: 'MARKETING',
  };
  expect(parseWhatsAppWebhook(envelope({ field: 'template_category_update', value }))).toEqual([
    {
      kind: 'template-category',
      accountId: '900',
      templateId: '12',
      name: 'a',
      language: 'en-US',
      category: 'MARKETING',
      timestamp: '2026-01-01T00:00:00.000Z',
    },
  ]);
});

test.each([
  ['of its own', { recipient_user_id: 'US.1' }, 'US.1'],
  ['of its contact', { recipient_id: '14155550134' }, 'US.2'],
  ['of the only contact', {}, 'US.2'],
  ['but of no other', { recipient_id: '14155550135' }, undefined],
])('a status has the user id %s', (_whose, fields, recipientUserId) => {
  const status = { id: 'wamid.1', status: 'read', ...fields };
  const contacts = [{ wa_id: '14155550134', user_id: 'US.2' }];
  expect(parseWhatsAppWebhook(messages({ contacts, statuses: [status] }))).toMatchObject([{ recipientUserId }]);
});

describe('unknown shapes are passed over', () => {
  const good = { id: 'wamid.1', status: 'sent', timestamp: '1767225600' };

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'hello'],
    ['a list', []],
    ['entries that are none', { entry: 'x' }],
    ['an entry of null', { entry: [null, 1, []] }],
    ['changes that are none', { entry: [{ changes: [null, { value: 5 }, { field: 'messages' }] }] }],
    ['a status without an id', messages({ statuses: [{ status: 'sent' }] })],
    ['a status of tomorrow', messages({ statuses: [{ id: 'wamid.1', status: 'played' }] })],
    ['a message without a type', messages({ messages: [{ id: 'wamid.1' }] })],
    ['a template update without a name', envelope({ field: 'message_template_status_update', value: { event: 'X' } })],
    ['another field', envelope({ field: 'account_update', value: { event: 'VERIFIED' } })],
  ])('%s', (_name, body) => {
    expect(parseWhatsAppWebhook(body)).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['another field', envelope({ field: 'account_update', value: { event: 'VERIFIED' } }), ['account_update.event']],
    ['a list of tomorrow', messages({ statuses: [good], calls: [{ id: 'x' }] }), ['messages.calls']],
    ['a list that is none', messages({ statuses: 'x' }), ['messages.statuses']],
    ['a status of tomorrow', messages({ statuses: [{ ...good, status: 'played' }] }), ['messages.statuses (played)']],
    ['a message without an id', messages({ messages: [{ type: 'text' }] }), ['messages.messages (text)']],
    ['nothing at all', messages({}), ['messages']],
    [
      'a category that is only announced',
      envelope({
        field: 'template_category_update',
        value: { message_template_name: 'a', new_category: 'UTILITY', correct_category: 'MARKETING' },
      }),
      ['template_category_update'],
    ],
    ['a person’s words', messages({ messages: [{ id: 'wamid.1', text: { body: 'Secret' } }] }), ['messages.messages']],
    ['what is known', messages({ contacts: [{ wa_id: '1' }], statuses: [good], errors: [] }), ['messages.errors']],
    ['what is known alone', messages({ contacts: [{ wa_id: '1' }], statuses: [good] }), []],
  ])('and told, without what they say: %s', (_name, body, told) => {
    const passedOver: string[] = [];
    parseWhatsAppWebhook(body, (what) => void passedOver.push(what));
    expect(passedOver).toEqual(told);
  });

  test('and do not hide what stands beside them', () => {
    const body = messages({
      statuses: [null, { status: 5 }, good, { ...good, id: 7, timestamp: 'soon', errors: 'none' }],
    });
    expect(parseWhatsAppWebhook(body)).toMatchObject([
      { providerMessageId: 'wamid.1' },
      { providerMessageId: '7', timestamp: undefined, errors: [] },
    ]);
  });
});
