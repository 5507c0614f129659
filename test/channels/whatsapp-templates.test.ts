import type { Socket } from 'node:net';
import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Download } from '../../channels/example-media.ts';
import {
  createWhatsAppTemplateAdapter,
  encodeWhatsAppTemplate,
  type TemplateAdapter,
  type TemplateSubmission,
} from '../../channels/whatsapp-templates.ts';
import type { MessageComponent } from '../../domain/handoff.ts';
import {
  ACCESS_TOKEN,
  Receiver,
  type Sandbox,
  sandboxConfig,
  startSandbox,
  temporaryFolder,
} from '../sandbox/harness.ts';
import { deadUrl, http, wire } from './support.ts';

const WABA = '100000000000001';
const PICTURE: Download = { outcome: 'ok', name: 'a.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };

const receiver = new Receiver();
let sandbox: Sandbox;
let adapter: TemplateAdapter;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  removeFolder = remove;
  await receiver.start();
  sandbox = await startSandbox(sandboxConfig(folder, receiver.url), { holdMs: 1_000 });
  adapter = adapterAt(sandbox.url);
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
  await removeFolder();
});

/** The time-out is longer than any machine takes for an answer over loopback. */
function adapterAt(baseUrl: string, download: Download = PICTURE, timeoutMs = 10_000): TemplateAdapter {
  return createWhatsAppTemplateAdapter({
    baseUrl,
    accessToken: ACCESS_TOKEN,
    timeoutMs,
    download: () => Promise.resolve(download),
  });
}

const COMPONENTS: MessageComponent[] = [
  { type: 'header', content: 'Order {{1}}', variables: ['1'], examples: ['A-17'] },
  { type: 'body', content: 'Hi {{1}}, {{2}} is on its way.', variables: ['1', '2'], examples: ['Ada', 'A-17'] },
  { type: 'footer', content: 'Daybreak' },
  {
    type: 'button',
    sub_type: 'url',
    index: 0,
    content: 'Track',
    url: 'https://example.com/{{1}}',
    variables: ['1'],
    examples: ['https://example.com/A-17'],
  },
  { type: 'button', sub_type: 'phone_number', index: 1, content: 'Call', phone_number: '+12025550100' },
];

function template(name: string, components: MessageComponent[] = COMPONENTS): TemplateSubmission {
  return { name, language: 'en_US', category: 'UTILITY', components };
}

const review = (name: string, outcome: string, times = 1) => sandbox.ask('/sandbox/reviews', { name, outcome, times });
const listed = async (name: string) =>
  ((await sandbox.ask('/sandbox/templates')).body as { id: string; name: string }[]).filter(
    (each) => each.name === name,
  );

test('the request is the one that an independent client makes', async () => {
  const calls: unknown[] = [];
  const capture: typeof fetch = (url, init) => {
    calls.push([url, init?.method, init?.body === undefined ? undefined : JSON.parse(init.body as string)]);
    return Promise.resolve(Response.json({ id: '1', status: 'PENDING', category: 'UTILITY' }));
  };
  await new WhatsAppClient({ accessToken: ACCESS_TOKEN, fetch: capture }).templates.create({
    businessAccountId: WABA,
    name: 'order_shipped',
    language: 'en_US',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { headerText: ['A-17'] } },
      { type: 'BODY', text: 'Hi {{1}}, {{2}} is on its way.', example: { bodyText: [['Ada', 'A-17']] } },
      { type: 'FOOTER', text: 'Daybreak' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Track', url: 'https://example.com/{{1}}', example: ['https://example.com/A-17'] },
          { type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '+12025550100' },
        ],
      },
    ],
  });
  const url = `https://graph.facebook.com/v23.0/${WABA}/message_templates`;
  expect(calls).toEqual([[url, 'POST', encodeWhatsAppTemplate(template('order_shipped'))]]);
});

test('quick replies and a picture are written as WhatsApp has them', () => {
  const components: MessageComponent[] = [
    { type: 'header', sub_type: 'image', examples: ['https://example.com/a.png'] },
    { type: 'body', content: 'Look.' },
    { type: 'button', sub_type: 'quick_reply', index: 0, content: 'Yes' },
  ];
  expect(encodeWhatsAppTemplate(template('a', components), '4:handle').components).toEqual([
    { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4:handle'] } },
    { type: 'BODY', text: 'Look.' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] },
  ]);
});

describe('creating a template', () => {
  test('gives its id and its status', async () => {
    await review('fresh', 'hold');
    expect(await adapter.create(WABA, template('fresh'))).toEqual({
      outcome: 'accepted',
      providerTemplateId: expect.stringMatching(/^\d+$/) as string,
      status: 'PENDING',
      category: 'UTILITY',
      reason: undefined,
    });
  });

  test('again, after its answer was lost, finds it, with its status of by now', async () => {
    await review('lost', 'timeout-after-accept');
    const hasty = adapterAt(sandbox.url, PICTURE, 300);
    expect(await hasty.create(WABA, template('lost'))).toMatchObject({ outcome: 'unwell' });
    const [known] = await listed('lost');
    expect(await adapter.create(WABA, template('lost'))).toMatchObject({
      outcome: 'accepted',
      providerTemplateId: known?.id,
      status: 'APPROVED',
    });
    expect(await listed('lost')).toHaveLength(1);
  });

  test('finds it among those that only have its name in theirs', async () => {
    await adapter.create(WABA, template('a_sought_one'));
    await adapter.create(WABA, template('sought'));
    const [known] = await listed('sought');
    expect(await adapter.create(WABA, template('sought'))).toMatchObject({ providerTemplateId: known?.id });
  });

  test('of a name that WhatsApp has with another text is refused, in its words', async () => {
    await adapter.create(WABA, template('taken'));
    const other = template('taken', [{ type: 'body', content: 'Something else' }]);
    expect(await adapter.create(WABA, other)).toMatchObject({
      outcome: 'refused',
      message: expect.stringContaining('already exists') as string,
    });
  });

  test.each(['100', '132007', 'http_404'])('is refused with %s', async (code) => {
    await review('refused', code);
    const result = await adapter.create(WABA, template('refused'));
    expect(result).toMatchObject({ outcome: 'refused', message: expect.any(String) as string });
  });

  test.each(['1', '2', '4', '80007', '80008', '130429', '190', 'http_503', 'http_429'])(
    'may be taken later after %s',
    async (code) => {
      await review('unwell', code);
      expect(await adapter.create(WABA, template('unwell'))).toMatchObject({ outcome: 'unwell' });
      expect(await listed('unwell')).toEqual([]);
    },
  );

  test('uploads the example of a picture first', async () => {
    const picture: MessageComponent[] = [
      { type: 'header', sub_type: 'image', examples: ['https://example.com/a.png'] },
      { type: 'body', content: 'Look.' },
    ];
    expect(await adapter.create(WABA, template('picture', picture))).toMatchObject({ outcome: 'accepted' });
    expect(await listed('picture')).toMatchObject([
      { components: [{ example: { header_handle: [expect.stringMatching(/^4:upload:/)] } }, {}] },
    ]);
    expect(await adapter.create(WABA, template('picture', picture))).toMatchObject({ outcome: 'accepted' });
    const gone = adapterAt(sandbox.url, { outcome: 'refused', message: 'the address answered HTTP 404' });
    expect(await gone.create(WABA, template('no_picture', picture))).toEqual({
      outcome: 'refused',
      message: 'header.example: the address answered HTTP 404',
    });
  });

  test('where nobody listens, or what answers is no WhatsApp, may succeed later', async () => {
    expect(await adapterAt(await deadUrl()).create(WABA, template('a'))).toMatchObject({ outcome: 'unwell' });
    const nonsense = await wire((socket: Socket) => socket.end(http('200 OK', '<html>')));
    expect(await adapterAt(nonsense.url).create(WABA, template('a'))).toMatchObject({ outcome: 'unwell' });
    await nonsense.close();
  });

  test('waits as long as WhatsApp asks', async () => {
    const busy = await wire((socket: Socket) =>
      socket.end(http('429 Too Many', '{"error":{"code":4,"message":"Too many"}}', 'retry-after: 7\r\n')),
    );
    expect(await adapterAt(busy.url).create(WABA, template('a'))).toEqual({
      outcome: 'unwell',
      message: 'Too many (code 4)',
      retryAfterMs: 7_000,
    });
    await busy.close();
  });
});

describe('removing a template', () => {
  test('takes away the one of its id, and is done where it is gone', async () => {
    await adapter.create(WABA, template('leaves'));
    const id = (await listed('leaves'))[0]?.id ?? '';
    expect(await adapter.remove(WABA, template('leaves'), id)).toEqual({ outcome: 'removed' });
    expect(await listed('leaves')).toEqual([]);
    expect(await adapter.remove(WABA, template('leaves'), id)).toEqual({ outcome: 'removed' });
  });

  test('looks for one whose id was never told, and leaves one that is another', async () => {
    await adapter.create(WABA, template('unknown_id'));
    const other = template('unknown_id', [{ type: 'body', content: 'Something else' }]);
    expect(await adapter.remove(WABA, other, null)).toEqual({ outcome: 'removed' });
    expect(await listed('unknown_id')).toHaveLength(1);
    expect(await adapter.remove(WABA, template('unknown_id'), null)).toEqual({ outcome: 'removed' });
    expect(await listed('unknown_id')).toEqual([]);
  });
});
