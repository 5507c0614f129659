import { describe, expect, test } from 'vitest';
import { createConsumerReader, readConsumers } from '../../domain/consumer.ts';
import type { InAppPlan, Plan, SmsPlan, WhatsAppPlan } from '../../domain/plan.ts';
import { inColumns, readRecipientHeader, recipientColumns, toConsumer } from '../../domain/recipient-file.ts';

const SMS: SmsPlan = { channel: 'sms', from: '+1', text: 'Hello ${{1}}, order ${{2}}.', optOutText: 'Reply STOP.' };
const WA: WhatsAppPlan = {
  channel: 'wa',
  from: '+1',
  fromRef: '1',
  template: { name: 't', language: 'en', category: 'UTILITY', body: 'Hello {{1}}, order {{2}}.', header: null },
};
const RICH: WhatsAppPlan = {
  ...WA,
  template: { ...WA.template, header: 'image', urlButton: { index: 0, url: 'https://example.com/{{1}}' } },
};
const IN_APP: InAppPlan = { channel: 'inapp', apps: ['shop'], text: 'Hello ${{name}}.' };
const rules = (plan: Plan) => ({ plan, imageHosts: new Set(['images.example.com']) });

describe('the columns of a plan', () => {
  test.each<[string, Plan, string[]]>([
    ['SMS', [SMS], ['Phone', 'B1', 'B2', 'Timezone']],
    ['WhatsApp before SMS', [WA, SMS], ['Phone', 'B1', 'B2', 'Timezone']],
    ['a rich template', [RICH], ['Phone', 'H1', 'B1', 'B2', 'BU1', 'Timezone']],
    ['In-App, with a name for its variable', [IN_APP], ['UserId', 'B1', 'Timezone']],
  ])('%s', (_what, plan, names) => {
    expect(recipientColumns(plan).names).toEqual(names);
  });
});

describe('the first line', () => {
  test.each<[string, string[], boolean]>([
    ['the guide’s names', ['Phone', 'B1', 'B2'], true],
    ['in any case and order, with spaces', ['b2', 'TIME ZONE', 'Phone number', 'b_1'], true],
    ['with the columns of a file of errors', ['Line', 'Reason', 'Phone', 'B1', 'B2', 'Timezone'], true],
    ['with an empty column, as spreadsheets write', ['Phone', 'B1', 'B2', ''], true],
    ['no name at all: a recipient like any other', ['12025550173', 'Ada', 'A-1'], false],
    ['another language’s header: one wrong line', ['Telefonnummer', 'Vorname', 'Bestellung'], false],
  ])('%s', (_what, cells, isHeader) => {
    expect(readRecipientHeader(cells, [SMS])).toMatchObject({ ok: true, isHeader });
  });

  test.each<[string, string[], string]>([
    [
      'an unknown column',
      ['Phone', 'B1', 'B2', 'City'],
      'its header has columns that the template has not: "City". It has Phone, B1, B2, Timezone',
    ],
    ['one that is missing', ['Phone', 'B1'], 'its header lacks B2. It has Phone, B1, B2, Timezone'],
    ['no phone', ['B1', 'B2'], 'its header lacks Phone. It has Phone, B1, B2, Timezone'],
    ['one twice', ['Phone', 'B1', 'B2', 'phone'], 'its header has the column Phone twice'],
  ])('%s is named', (_what, cells, reason) => {
    expect(readRecipientHeader(cells, [SMS])).toEqual({ ok: false, reason });
  });

  test('what the caller says of a header goes before what is found', () => {
    expect(readRecipientHeader(['12025550173', 'Number', 'A-1'], [SMS], 'absent')).toMatchObject({ isHeader: false });
    expect(readRecipientHeader(['Telefon', 'Vorname'], [SMS], 'present')).toMatchObject({ ok: false });
  });
});

/** A line below a header, or without one. */
function read(plan: Plan, line: string[], header?: string[]) {
  const first = header && readRecipientHeader(header, plan);
  if (first && !first.ok) throw new Error(first.reason);
  const given = first ? first.columns : recipientColumns(plan);
  return createConsumerReader(rules(plan))(toConsumer(inColumns(given, line), given.columns, plan));
}

const IMAGE = 'https://images.example.com/a.jpg';

describe('a line', () => {
  test('is the consumer that would be posted', () => {
    const { accepted } = read(
      [WA, SMS],
      ['A-1', 'America/Denver', '1 (202) 555-0173', 'Ada'],
      ['B2', 'Timezone', 'Phone', 'B1'],
    );
    expect(accepted).toMatchObject({
      addresses: { wa: '+12025550173', sms: '+12025550173' },
      variables: { 1: 'Ada', 2: 'A-1' },
      zones: { zones: ['America/Denver'], source: 'given' },
    });
  });

  test.each(['12025550173', '+12025550173', '1(202)5550173', '+1(202)5550173'])(
    'takes the guide’s format %s',
    (phone) => {
      expect(read([SMS], [phone, 'Ada', 'A-1']).accepted?.addresses).toEqual({ sms: '+12025550173' });
    },
  );

  test.each<[string, Plan, string[], string]>([
    ['a number that is none', [SMS], ['1202', 'Ada', 'A-1'], 'INVALID_NUMBER'],
    ['a number that a spreadsheet has rounded', [SMS], ['1.20255E+10', 'Ada', 'A-1'], 'INVALID_NUMBER'],
    ['no number', [SMS], ['', 'Ada', 'A-1'], 'MISSING_CONSUMER_INFORMATION==SMS'],
    ['no cells for variables', [SMS], ['12025550173'], 'INSUFFICIENT_VARIABLES'],
    ['a cell too few', [SMS], ['12025550173', 'Ada'], 'MISSING_VARIABLE=2'],
    ['a cell too many', [SMS], ['12025550173', 'Ada', 'A-1', 'America/Denver', 'more'], 'TOO_MANY_VARIABLES'],
    ['a timezone that is none', [SMS], ['12025550173', 'Ada', 'A-1', 'EST'], 'INVALID_TIMEZONE'],
    ['a value that is too long', [SMS], ['12025550173', 'x'.repeat(1551), 'A-1'], 'VARIABLE_TOO_LONG=1'],
    [
      'an image from elsewhere',
      [RICH],
      ['12025550173', 'https://elsewhere.example.com/a.jpg', 'Ada', 'A-1', 'x'],
      'IMAGE_URL_NOT_WHITELISTED',
    ],
    ['no end for the button', [RICH], ['12025550173', IMAGE, 'Ada', 'A-1', ''], 'BUTTON_VARIABLE_EMPTY'],
    ['no user id', [IN_APP], ['', 'Ada'], 'MISSING_CONSUMER_INFORMATION==INAPP'],
  ])('with %s', (_what, plan, line, error) => {
    expect(read(plan, line).failed?.error).toBe(error);
  });

  test('brings the header and the button of a rich template', () => {
    expect(read([RICH], ['12025550173', IMAGE, 'Ada', 'A-1', 'AS45']).accepted).toMatchObject({
      headerVariables: { image: IMAGE },
      buttonVariables: { url: 'AS45' },
    });
  });

  test('gives up the apostrophe that keeps a spreadsheet from its number', () => {
    expect(read([SMS], ["'+12025550173", 'Ada', "'=A1"]).accepted).toMatchObject({
      addresses: { sms: '+12025550173' },
      variables: { 2: '=A1' },
    });
  });

  test('has empty cells at its end passed over, as spreadsheets write them', () => {
    expect(read([SMS], ['12025550173', 'Ada', 'A-1', '', '', '']).accepted).toBeDefined();
  });

  test('is an SMS of 140 characters at most where that is asked for, with its opt-out text', () => {
    const judge = (name: string) =>
      createConsumerReader({ ...rules([SMS]), longestSms: 140 })({
        consumerContent: { sms: '12025550173' },
        variables: { 1: name, 2: 'A-1' },
      });
    const room = 140 - 'Hello , order A-1.\nReply STOP.'.length;
    expect(judge('x'.repeat(room)).accepted).toBeDefined();
    expect(judge('x'.repeat(room + 1)).failed?.error).toBe('MESSAGE_TOO_LONG');
  });
});

test('consumers one by one are judged as all at once', () => {
  const consumers = ['12025550173', '1202', '12025550173', '12025550174'].map((sms) => ({
    consumerContent: { sms },
    variables: { 1: 'Ada', 2: 'A-1' },
  }));
  const read = createConsumerReader(rules([SMS]));
  const one = consumers.map((consumer) => read(consumer));
  const { accepted, failed } = readConsumers(consumers, rules([SMS]));
  expect(one.flatMap((reading) => reading.accepted ?? [])).toEqual(accepted);
  expect(one.flatMap((reading) => reading.failed ?? [])).toEqual(failed);
  expect(failed.map(({ error }) => error)).toEqual(['INVALID_NUMBER', 'DUPLICATE_NUMBER']);
});
