import { describe, expect, test } from 'vitest';
import type { SmsPlan, WhatsAppPlan } from '../../domain/plan.ts';
import { planVariables, render, smsText, variableNames, whatsappContent } from '../../domain/template.ts';

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
    expect(whatsappContent(wa, { 1: 'Ada', 2: 'A-1' }, {})).toEqual({
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
    expect(whatsappContent(plan, {}, { image: link }).header).toEqual({ type: 'image', link });
  });
});
