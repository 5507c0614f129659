import { expect, test } from 'vitest';
import type { WhatsAppPlan } from '../../domain/plan.ts';
import { smsText, whatsappContent } from '../../domain/template.ts';

const plan: WhatsAppPlan = {
  channel: 'wa',
  from: '+12025550101',
  fromRef: '1',
  template: { name: 't', language: 'en', category: 'UTILITY', body: 'Hi {{1}}.', header: null },
};

test.each([
  ['as it is', 'Ada Lovelace', 'Ada Lovelace'],
  ['up to four spaces stay', 'a    b', 'a    b'],
  ['five spaces', 'a     b', 'a b'],
  ['a line break', '12 Main St\nSpringfield', '12 Main St Springfield'],
  ['a Windows line break with spaces about it', '12 Main St \r\n  Springfield', '12 Main St Springfield'],
  ['several line breaks', 'a\n\n\nb', 'a b'],
  ['a tab', 'a\tb', 'a b'],
  ['separators of lines that editors know', 'a\u2028b\u0085c', 'a b c'],
  ['at the ends', '\n a \t', 'a'],
  ['empty', '', '-'],
  ['nothing but white space', ' \n\t ', '-'],
  ['nothing that shows', '\u200b\u2060 \u00ad', '-'],
  ['an emoji that is joined', '👩\u200d🚀', '👩\u200d🚀'],
])('WhatsApp is sent a value that it takes: %s', (_what, value, sent) => {
  expect(
    whatsappContent(plan, { variables: { 1: value }, headerVariables: {}, buttonVariables: {} }).bodyParameters,
  ).toEqual([sent]);
});

test('an SMS keeps the layout of its values', () => {
  const sms = { channel: 'sms', from: '+12025550100', text: '${{1}}', optOutText: null } as const;
  expect(smsText(sms, { 1: '12 Main St\n\tSpringfield' })).toBe('12 Main St\n\tSpringfield');
});
