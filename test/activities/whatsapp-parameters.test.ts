import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TemplateContent } from '../../channels/port.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

/** Nothing listens there: these tests call the activities themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');
const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const PNG = 'https://images.example.com/a.png';

let product: Product;
const ids: Record<string, string> = {};
let lastNumber = 100;

const DRAFTS: Record<string, object> = {
  rich: {
    header: { type: 'text', text: 'Order {{1}}', example: 'A-1' },
    body: 'Hi {{1}}, {{2}}.',
    examples: ['Ada', 'A-1'],
    footer: 'Bye',
    buttons: [
      { type: 'phone_number', text: 'Call', phoneNumber: '+12025550100' },
      { type: 'url', text: 'Track', url: 'https://example.com/{{1}}', example: 'https://example.com/A-1' },
    ],
  },
  plain: { body: 'Hi {{1}}.', examples: ['Ada'] },
  fixed: { body: 'Hi.', buttons: [{ type: 'url', text: 'Track', url: 'https://example.com/' }] },
  image: { header: { type: 'image', example: PNG }, body: 'Look.' },
  video: { header: { type: 'video', example: 'https://example.com/a.mp4' }, body: 'Look.' },
  document: { header: { type: 'document', example: 'https://example.com/a.pdf' }, body: 'Look.' },
};

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(NOON) });
  await product.call('POST', '/media-hosts', { host: 'images.example.com' });
  for (const [title, draft] of Object.entries(DRAFTS)) {
    const created = await product.call('POST', '/templates', {
      title,
      category: 'UTILITY',
      language: 'en_US',
      ...draft,
    });
    const { id } = created as { id: string };
    await product.activities.syncTemplate({ accountId: DEMO.accountId, templateId: id });
    ids[title] = id;
  }
});
afterAll(() => product.stop());

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;

/** What WhatsApp itself says to the parameters. */
async function directly(name: string, more: Partial<TemplateContent>): Promise<string> {
  const result = await product.adapters.wa.send({
    attemptId: crypto.randomUUID(),
    from: DEMO.whatsAppNumber,
    fromRef: DEMO.phoneNumberId,
    to: `+${newNumber()}`,
    content: { kind: 'template', name, language: 'en_US', bodyParameters: [], buttonParameters: [], ...more },
    validUntil: undefined,
  });
  return result.outcome === 'refused' ? result.code : result.outcome;
}

type Values = Partial<Record<'variables' | 'headerVariables' | 'buttonVariables', Record<string, string>>>;

const GOOD: Record<string, Values> = {
  rich: { variables: { 1: 'Ada', 2: 'A-1' }, headerVariables: { text: 'A-1' }, buttonVariables: { url: 'A-1' } },
  plain: { variables: { 1: 'Ada' } },
  fixed: { variables: {} },
  image: { variables: {}, headerVariables: { image: PNG } },
};

/** Launches to someone with these values and to someone with good ones; who is taken is sent to. */
async function launched(template: string, values: Values) {
  const [bad, good] = [newNumber(), newNumber()];
  const answer = await product.daybreak.post('/api/v2/account/{accountId}/campaign', {
    body: {
      campaignName: 'Parameters',
      skill: 'sales',
      templateId: ids[template] ?? '',
      consent: true,
      consumers: [
        { consumerContent: { wa: bad }, ...GOOD[template], ...values },
        { consumerContent: { wa: good }, ...GOOD[template] },
      ],
    },
  });
  for (const { id } of answer.acceptedConsumers) await product.activities.sendWhatsApp({ recipientId: id });
  expect(await product.sandbox.messages(good)).toHaveLength(1);
  const error = answer.failedConsumers[0]?.errorMessage;
  const texts = (await product.sandbox.messages(bad)).map(({ text }) => text);
  return error ?? texts.join();
}

const rich = (more: Partial<TemplateContent>): Partial<TemplateContent> => ({
  header: { type: 'text', text: 'A-1' },
  bodyParameters: ['Ada', 'A-1'],
  buttonParameters: [{ index: 1, subType: 'url', text: 'A-1' }],
  ...more,
});

describe('what WhatsApp refuses is found at intake, before anything is sent', () => {
  it.each<[string, string, Partial<TemplateContent>, string, Values, string]>([
    [
      'a variable too few',
      'rich',
      rich({ bodyParameters: ['Ada'] }),
      '132000',
      { variables: { 1: 'Ada' } },
      'MISSING_VARIABLE=2',
    ],
    ['none at all', 'plain', {}, '132000', { variables: {} }, 'INSUFFICIENT_VARIABLES'],
    [
      'a variable too many',
      'plain',
      { bodyParameters: ['Ada', 'A-1'] },
      '132000',
      { variables: { 1: 'Ada', 2: 'A-1' } },
      'TOO_MANY_VARIABLES',
    ],
    [
      'a body that is too long',
      'rich',
      rich({ bodyParameters: ['x'.repeat(1_018), 'A'] }),
      '132005',
      { variables: { 1: 'x'.repeat(1_018), 2: 'A' } },
      'MESSAGE_TOO_LONG',
    ],
    [
      'no value for the header',
      'rich',
      { ...rich({}), header: undefined },
      '132000',
      { headerVariables: {} },
      'INSUFFICIENT_HEADER_VARIABLES',
    ],
    [
      'an empty value for the header',
      'rich',
      rich({ header: { type: 'text', text: '' } }),
      '131008',
      { headerVariables: { text: '' } },
      'HEADER_VARIABLE_EMPTY',
    ],
    [
      'a header that is too long',
      'rich',
      rich({ header: { type: 'text', text: 'x'.repeat(55) } }),
      '132005',
      { headerVariables: { text: 'x'.repeat(55) } },
      'HEADER_VARIABLE_TOO_LONG',
    ],
    [
      'no end for the address',
      'rich',
      rich({ buttonParameters: [] }),
      '131008',
      { buttonVariables: {} },
      'INSUFFICIENT_BUTTON_VARIABLES',
    ],
    [
      'an empty end of the address',
      'rich',
      rich({ buttonParameters: [{ index: 1, subType: 'url', text: '' }] }),
      '131008',
      { buttonVariables: { url: '' } },
      'BUTTON_VARIABLE_EMPTY',
    ],
    [
      'an end for an address without a variable',
      'fixed',
      { buttonParameters: [{ index: 0, subType: 'url', text: 'A-1' }] },
      '132018',
      { buttonVariables: { url: 'A-1' } },
      'TOO_MANY_BUTTON_VARIABLES',
    ],
    ['no picture', 'image', {}, '132000', { headerVariables: {} }, 'INSUFFICIENT_HEADER_VARIABLES'],
    [
      'a video for a picture',
      'image',
      { header: { type: 'video', link: 'https://example.com/a.mp4' } },
      '132012',
      { headerVariables: { video: 'https://example.com/a.mp4' } },
      'MISSING_HEADER_VARIABLE=image',
    ],
    [
      'a picture over http',
      'image',
      { header: { type: 'image', link: 'http://images.example.com/a.png' } },
      '132012',
      { headerVariables: { image: 'http://images.example.com/a.png' } },
      'HEADER_VARIABLE_INVALID_URL',
    ],
    [
      'a text for a picture',
      'image',
      { header: { type: 'text', text: 'A-1' } },
      '132012',
      { headerVariables: { text: 'A-1' } },
      'MISSING_HEADER_VARIABLE=image',
    ],
  ])('%s', async (_what, template, content, code, values, error) => {
    expect(await directly(template, content)).toBe(code);
    expect(await launched(template, values)).toBe(error);
  });

  it.each([
    ['a line break', 'A\nda', '132018', 'Hi A da.'],
    ['a tab', 'A\tda', '132018', 'Hi A da.'],
    ['five spaces', 'A     da', '132018', 'Hi A da.'],
    ['nothing', '', '131008', 'Hi -.'],
    ['white space', '  ', '131008', 'Hi -.'],
  ])('a value with %s is sent in a form that it takes', async (_what, value, code, text) => {
    expect(await directly('plain', { bodyParameters: [value] })).toBe(code);
    expect(await launched('plain', { variables: { 1: value } })).toBe(text);
  });
});

describe('a rich template', () => {
  const sent = async (template: string, values: Values) => {
    const to = newNumber();
    const { recipientId } = await product.launch(
      { consumerContent: { wa: to }, ...values },
      { templateId: ids[template] },
    );
    await product.activities.sendWhatsApp({ recipientId });
    const [message] = await product.sandbox.messages(to);
    return message;
  };

  it('reaches the phone with its header, its footer and its buttons filled in', async () => {
    expect(await sent('rich', GOOD.rich ?? {})).toMatchObject({
      text: 'Hi Ada, A-1.',
      template: {
        header: 'Order A-1',
        footer: 'Bye',
        buttons: [
          { type: 'PHONE_NUMBER', text: 'Call' },
          { type: 'URL', text: 'Track', url: 'https://example.com/A-1' },
        ],
      },
    });
  });

  it.each([
    ['image', PNG],
    ['video', 'https://example.com/a.3gpp'],
    ['document', 'https://example.com/a.pdf'],
  ])('reaches the phone with its %s', async (type, link) => {
    const message = await sent(type, { variables: {}, headerVariables: { [type]: link } });
    expect(message).toMatchObject({ text: 'Look.', template: { media: { type, link } } });
  });
});
