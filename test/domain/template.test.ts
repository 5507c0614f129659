import { describe, expect, test } from 'vitest';
import type { SmsPlan, WhatsAppPlan } from '../../domain/plan.ts';
import {
  isTooLongForWhatsApp,
  messageText,
  planVariables,
  render,
  smsText,
  variableNames,
  whatsappContent,
  type TemplateValues,
} from '../../domain/template.ts';

const sms: SmsPlan = { channel: 'sms', from: '+12025550100', text: 'Hi ${{1}}.', optOutText: 'Reply STOP to opt out.' };
const wa: WhatsAppPlan = {
  channel: 'wa',
  from: '+12025550101',
  fromRef: '1',
  template: {
    name: 'order_update',
    language: 'en_US',
    category: 'UTILITY',
    body: 'Order {{2}} for {{1}}.',
    header: null,
  },
};

const values = (given: Partial<TemplateValues>): TemplateValues => ({
  variables: {},
  headerVariables: {},
  buttonVariables: {},
  ...given,
});

describe('render', () => {
  test.each([
    ['Hello ${{1}}, ${{2}}!', { 1: 'Ada', 2: 'A-1' }, 'Hello Ada, A-1!'],
    ['Hello {{1}}!', { 1: 'Ada' }, 'Hello Ada!'],
    ['Hello ${{ name }}!', { name: 'Ada' }, 'Hello Ada!'],
    ['${{1}}${{1}}', { 1: 'x' }, 'xx'],
    ['[${{1}}]', { 1: '' }, '[]'],
    ['${{1}} and ${{2}}', { 1: '${{2}}', 2: 'two' }, '${{2}} and two'],
    ['${{1}}', { 1: 'costs $& and $1' }, 'costs $& and $1'],
    ['${{constructor}}', {}, '${{constructor}}'],
    ['No variables: {1} $1 {{}}', { 1: 'x' }, 'No variables: {1} $1 {{}}'],
  ])('%s', (text, variables, expected) => expect(render(text, variables)).toBe(expected));
});

test.each([
  ['${{1}} ${{2}}', ['1', '2']],
  ['{{10}} {{2}} {{1}} {{2}}', ['1', '2', '10']],
  ['{{name}} {{1}} {{city}}', ['1', 'name', 'city']],
  ['none', []],
])('variableNames of "%s"', (text, names) => expect(variableNames(text)).toEqual(names));

test('a consumer brings the variables of all channels, the opt-out text included', () => {
  expect(planVariables([wa, { ...sms, text: '${{3}}', optOutText: 'STOP ${{brand}}' }])).toEqual([
    '1',
    '2',
    '3',
    'brand',
  ]);
});

test('the opt-out text is on a line of its own, and a text that brings its own has none', () => {
  expect(smsText(sms, { 1: 'Ada' })).toBe('Hi Ada.\nReply STOP to opt out.');
  expect(smsText({ ...sms, optOutText: null }, { 1: 'Ada' })).toBe('Hi Ada.');
});

describe('whatsappContent', () => {
  test('has the parameters in the order of their numbers, wherever in the text they stand', () => {
    expect(whatsappContent(wa, values({ variables: { 1: 'Ada', 2: 'A-1' } }))).toEqual({
      kind: 'template',
      name: 'order_update',
      language: 'en_US',
      bodyParameters: ['Ada', 'A-1'],
      buttonParameters: [],
    });
  });

  test('has the header of the template', () => {
    const plan: WhatsAppPlan = { ...wa, template: { ...wa.template, header: 'image' } };
    const link = 'https://images.example.com/a.png';
    const content = whatsappContent(plan, values({ variables: { 1: 'a', 2: 'b' }, headerVariables: { image: link } }));
    expect(content.header).toEqual({ type: 'image', link });
  });

  const rich: WhatsAppPlan = {
    ...wa,
    template: {
      ...wa.template,
      body: 'Soon.',
      headerText: 'Order {{1}}',
      urlButton: { index: 1, url: 'https://e.com/{{1}}' },
    },
  };
  const filled = values({ headerVariables: { text: 'A\n1' }, buttonVariables: { url: 'A-1?x=%20' } });

  test('has the variable of a header of text, and the end of a button’s address as it is', () => {
    expect(whatsappContent(rich, filled)).toEqual({
      kind: 'template',
      name: 'order_update',
      language: 'en_US',
      header: { type: 'text', text: 'A 1' },
      bodyParameters: [],
      buttonParameters: [{ index: 1, subType: 'url', text: 'A-1?x=%20' }],
    });
  });

  test.each([
    ['header', { ...filled, headerVariables: {} }],
    ['button', { ...filled, buttonVariables: {} }],
  ])('is never made with a hole in its %s', (part, lacking) => {
    expect(() => whatsappContent(rich, lacking)).toThrow(part);
  });
});

test('people are told of a WhatsApp message what the consumer reads', () => {
  expect(messageText(wa, { 1: ' \n', 2: 'A\t1' })).toBe('Order A 1 for -.');
});

test.each([
  [1_024, true, false],
  [1_025, true, true],
  [1_025, false, false],
  [32_768, false, false],
  [32_769, false, true],
])('a body of %i characters, filled in, beside other parts %s: too long %s', (length, hasMoreThanBody, tooLong) => {
  const plan: WhatsAppPlan = { ...wa, template: { ...wa.template, body: '{{1}}!', hasMoreThanBody } };
  expect(isTooLongForWhatsApp(plan, { 1: 'x'.repeat(length - 1) })).toBe(tooLong);
});
