import { describe, expect, test } from 'vitest';
import { readConsumers } from '../../domain/consumer.ts';
import type { HeaderType, InAppPlan, Plan, SmsPlan, WhatsAppPlan } from '../../domain/plan.ts';

const sms: SmsPlan = { channel: 'sms', from: '+12025550100', text: '${{1}} ${{2}}', optOutText: 'STOP' };
const plain: SmsPlan = { ...sms, text: 'Hello.' };
const wa = (body = '{{1}} {{2}}', header: HeaderType | null = null): WhatsAppPlan => ({
  channel: 'wa',
  from: '+12025550101',
  fromRef: '1',
  template: { name: 't', language: 'en', category: 'UTILITY', body, header },
});
const inApp: InAppPlan = { channel: 'inapp', apps: ['shop'], text: '${{1}} ${{2}}' };
const imageHosts = new Set(['images.example.com']);

const number = '12025550123';
const variables = { 1: 'a', 2: 'b' };
const good = { consumerContent: { sms: number }, variables };
const read = (plan: Plan, ...consumers: unknown[]) => readConsumers(consumers, { plan, imageHosts });
const errorOf = (plan: Plan, consumer: unknown) => read(plan, consumer).failed[0]?.error;

describe('the number', () => {
  const told = (plan: Plan, consumer: unknown) => {
    const [failed] = read(plan, consumer).failed;
    return failed && [failed.error, failed.phone, failed.countryCode];
  };

  test.each([
    ['too short', [sms], { sms: '1202' }, ['INVALID_NUMBER', '+1202', 'US']],
    ['of no country', [sms], { sms: '999123456789' }, ['INVALID_NUMBER', '+999123456789', '']],
    ['not a number', [sms], { sms: 'Ada' }, ['INVALID_NUMBER', 'Ada', '']],
    ['an object', [sms], { sms: { e164: number } }, ['INVALID_NUMBER', '', '']],
    ['toll-free on SMS alone', [sms], { sms: '18005550199' }, ['INVALID_NUMBER', '+18005550199', 'US']],
    ['one of two is wrong', [wa(), sms], { wa: number, sms: '1202' }, ['INVALID_NUMBER', '+1202', 'US']],
    ['none for SMS', [sms], { wa: number }, ['MISSING_CONSUMER_INFORMATION==SMS', '', '']],
    ['none for WhatsApp', [wa()], { sms: number }, ['MISSING_CONSUMER_INFORMATION==WA', '', '']],
    ['one of two is missing', [wa(), sms], { wa: number }, ['MISSING_CONSUMER_INFORMATION==SMS', '+12025550123', 'US']],
    ['empty', [sms], { sms: '' }, ['MISSING_CONSUMER_INFORMATION==SMS', '', '']],
    ['null', [sms], { sms: null }, ['MISSING_CONSUMER_INFORMATION==SMS', '', '']],
  ] as [string, Plan, object, string[]][])('%s', (_what, plan, consumerContent, expected) => {
    expect(told(plan, { consumerContent, variables })).toEqual(expected);
  });

  test.each([[null], ['text'], [7], [[]], [{}], [{ consumerContent: [number] }]])(
    'a consumer that is %j is missing all',
    (consumer) => {
      expect(errorOf([sms], consumer)).toBe('MISSING_CONSUMER_INFORMATION==SMS');
    },
  );

  test.each([[null], ['text'], [7], [[]]])('what is sent as %j, and is no object, is not lost', (consumer) => {
    expect(read([wa(), sms], consumer).failed).toEqual([
      { sent: { consumer }, phone: '', countryCode: '', error: 'MISSING_CONSUMER_INFORMATION==WA' },
    ]);
  });

  test('the old form is in two parts, and a wrong part makes it invalid', () => {
    const old = { consumerCountryCode: '1', consumerPhoneNumber: '2025550123', variables };
    expect(read([sms], old).accepted[0]).toMatchObject({ phoneNumber: '+12025550123', consumerContent: null });
    expect(told([sms], { ...old, consumerCountryCode: '44' })).toEqual(['INVALID_NUMBER', '+442025550123', 'GB']);
    expect(told([sms], { ...old, consumerPhoneNumber: '0' })?.[0]).toBe('INVALID_NUMBER');
  });

  test('a toll-free number is taken where WhatsApp can be tried', () => {
    const consumerContent = { wa: '18005550199', sms: '18005550199' };
    expect(read([wa(), sms], { consumerContent, variables }).failed).toEqual([]);
  });

  test('a duplicate is told by its number, however it is written and on whichever channel', () => {
    const again = { ...good, consumerContent: { sms: '+1 (202) 555-0123' } };
    expect(read([sms], good, again).failed).toMatchObject([
      { sent: again, error: 'DUPLICATE_NUMBER', phone: '+12025550123' },
    ]);
    const both = (a: string, b: string) => ({ consumerContent: { wa: a, sms: b }, variables });
    const crossed = read([wa(), sms], both(number, '12025550124'), both('12025550124', '12025550125'));
    expect(crossed.failed).toMatchObject([{ error: 'DUPLICATE_NUMBER' }]);
  });

  test('a number is taken only by a consumer that was accepted', () => {
    const { accepted, failed } = read([sms], { ...good, variables: {} }, good);
    expect([accepted.length, failed.map(({ error }) => error)]).toEqual([1, ['INSUFFICIENT_VARIABLES']]);
  });
});

describe('variables', () => {
  test.each([
    [variables, undefined],
    [{ 1: '', 2: '' }, undefined],
    [{ 1: 'x'.repeat(700), 2: 'y'.repeat(800) }, undefined],
    [{ ...variables, 3: 'c' }, 'TOO_MANY_VARIABLES'],
    [undefined, 'INSUFFICIENT_VARIABLES'],
    [null, 'INSUFFICIENT_VARIABLES'],
    [{}, 'INSUFFICIENT_VARIABLES'],
    ['a, b', 'INSUFFICIENT_VARIABLES'],
    [['a', 'b'], 'INSUFFICIENT_VARIABLES'],
    [{ 1: 'a' }, 'MISSING_VARIABLE=2'],
    [{ 2: 'b' }, 'MISSING_VARIABLE=1'],
    [{ 1: 'a', 3: 'c' }, 'MISSING_VARIABLE=2'],
    [{ 1: 'a', 2: 7 }, 'VARIABLE_NOT_STRING=2'],
    [{ 1: null, 2: 'b' }, 'VARIABLE_NOT_STRING=1'],
    [{ 1: ['a'], 2: 7 }, 'VARIABLE_NOT_STRING=1'],
    [{ 1: 'a', 2: 'x'.repeat(1551) }, 'VARIABLE_TOO_LONG=2'],
    // 1,550 characters, the space between and "\nSTOP" are 1,600 with 44 more.
    [{ 1: 'x'.repeat(44), 2: 'y'.repeat(1550) }, undefined],
    [{ 1: 'x'.repeat(45), 2: 'y'.repeat(1550) }, 'MESSAGE_TOO_LONG'],
  ])('%j: %s', (given, expected) => expect(errorOf([sms], { ...good, variables: given })).toBe(expected));

  test('4 of 5 given names the fifth', () => {
    const plan = [{ ...sms, text: '${{1}}${{2}}${{3}}${{4}}${{5}}' }];
    expect(errorOf(plan, { ...good, variables: { 1: 'a', 2: 'b', 3: 'c', 4: 'd' } })).toBe('MISSING_VARIABLE=5');
  });

  test('a text without variables takes none', () => {
    expect(errorOf([plain], { consumerContent: { sms: number } })).toBeUndefined();
    expect(errorOf([plain], good)).toBe('TOO_MANY_VARIABLES');
  });

  test('all channels of the plan count', () => {
    const consumer = { consumerContent: { wa: number, sms: number }, variables };
    expect(errorOf([wa('{{1}}'), sms], consumer)).toBeUndefined();
    expect(errorOf([wa('{{1}} {{3}}'), sms], consumer)).toBe('MISSING_VARIABLE=3');
  });

  test('names that every object has are no variables', () => {
    expect(errorOf([{ ...sms, text: '${{toString}}' }], { ...good, variables: { x: 'y' } })).toBe(
      'MISSING_VARIABLE=toString',
    );
  });
});

describe('header variables', () => {
  const url = (file: string) => `https://images.example.com/${file}`;
  test.each([
    [null, undefined, undefined],
    [null, {}, undefined],
    [null, { image: url('a.png') }, 'TOO_MANY_HEADER_VARIABLES'],
    ['image', undefined, 'INSUFFICIENT_HEADER_VARIABLES'],
    ['image', {}, 'INSUFFICIENT_HEADER_VARIABLES'],
    ['image', { image: url('a.png'), video: url('a.mp4') }, 'TOO_MANY_HEADER_VARIABLES'],
    ['image', { video: url('a.mp4') }, 'MISSING_HEADER_VARIABLE=image'],
    ['video', { image: url('a.png') }, 'MISSING_HEADER_VARIABLE=video'],
    ['document', { image: url('a.png') }, 'MISSING_HEADER_VARIABLE=document'],
    ['image', { image: 7 }, 'HEADER_VARIABLE_NOT_STRING'],
    ['image', { image: null }, 'HEADER_VARIABLE_NOT_STRING'],
    ['image', { image: url('a.png') }, undefined],
    ['image', { image: url('A.JPG') }, undefined],
    ['image', { image: `${url('a.jpeg')}?size=2#x` }, undefined],
    ['image', { image: url('a.gif') }, 'HEADER_VARIABLE_INVALID_URL'],
    ['image', { image: url('a?x=.png') }, 'HEADER_VARIABLE_INVALID_URL'],
    ['image', { image: 'http://images.example.com/a.png' }, 'HEADER_VARIABLE_INVALID_URL'],
    ['image', { image: 'a.png' }, 'HEADER_VARIABLE_INVALID_URL'],
    ['image', { image: '' }, 'HEADER_VARIABLE_INVALID_URL'],
    ['image', { image: 'https://images.example.com@evil.example/a.png' }, 'HEADER_VARIABLE_INVALID_URL'],
    ['image', { image: 'https://evil.example/a.png' }, 'IMAGE_URL_NOT_WHITELISTED'],
    ['image', { image: 'https://images.example.com.evil.example/a.png' }, 'IMAGE_URL_NOT_WHITELISTED'],
    ['image', { image: 'https://IMAGES.example.com/a.png' }, undefined],
    ['video', { video: 'https://anywhere.example/a.mp4' }, undefined],
    ['video', { video: 'https://anywhere.example/a.3gpp' }, undefined],
    ['video', { video: 'https://anywhere.example/a.png' }, 'HEADER_VARIABLE_INVALID_URL'],
    ['document', { document: 'https://anywhere.example/a.pdf' }, undefined],
    ['document', { document: 'https://anywhere.example/a.doc' }, 'HEADER_VARIABLE_INVALID_URL'],
  ] as [HeaderType | null, unknown, string | undefined][])(
    'a header of %s, given %j: %s',
    (header, headerVariables, expected) => {
      expect(errorOf([wa('Hi.', header)], { consumerContent: { wa: number }, headerVariables })).toBe(expected);
    },
  );
});

describe('the variable of a header of text', () => {
  const plan: Plan = [{ ...wa('Hi.'), template: { ...wa('Hi.').template, headerText: 'Order {{1}}' } }];
  test.each([
    [{ text: 'A-1' }, undefined],
    [{ text: 'x'.repeat(54) }, undefined],
    [{ text: 'x'.repeat(55) }, 'HEADER_VARIABLE_TOO_LONG'],
    [{ text: ' \n' }, 'HEADER_VARIABLE_EMPTY'],
    [{ text: 7 }, 'HEADER_VARIABLE_NOT_STRING'],
    [undefined, 'INSUFFICIENT_HEADER_VARIABLES'],
    [{}, 'INSUFFICIENT_HEADER_VARIABLES'],
    [{ image: 'https://images.example.com/a.png' }, 'MISSING_HEADER_VARIABLE=text'],
    [{ text: 'a', image: 'https://images.example.com/a.png' }, 'TOO_MANY_HEADER_VARIABLES'],
  ])('given %j: %s', (headerVariables, expected) => {
    expect(errorOf(plan, { consumerContent: { wa: number }, headerVariables })).toBe(expected);
    const old = { consumerCountryCode: '1', consumerPhoneNumber: '2025550123', headerVariables };
    expect(errorOf(plan, old)).toBe(expected);
  });
});

describe("the end of a button's address", () => {
  const at = (url: string): Plan => [
    { ...wa('Hi.'), template: { ...wa('Hi.').template, urlButton: { index: 0, url } } },
  ];
  const plan = at('https://e.com/{{1}}');
  test.each([
    [{ url: 'AS4567FG' }, undefined],
    [{ url: 'a/b?c=d&e=%20#f' }, undefined],
    [{ url: 'x'.repeat(1986) }, undefined],
    [{ url: 'x'.repeat(1987) }, 'BUTTON_VARIABLE_TOO_LONG'],
    [{ url: 'a b' }, 'BUTTON_VARIABLE_INVALID_URL'],
    [{ url: 'a\nb' }, 'BUTTON_VARIABLE_INVALID_URL'],
    [{ url: 'ä' }, 'BUTTON_VARIABLE_INVALID_URL'],
    [{ url: '50%' }, 'BUTTON_VARIABLE_INVALID_URL'],
    [{ url: '{{1}}' }, 'BUTTON_VARIABLE_INVALID_URL'],
    [{ url: 'https://e.com/AS4567FG' }, 'BUTTON_VARIABLE_INVALID_URL'],
    [{ url: '' }, 'BUTTON_VARIABLE_EMPTY'],
    [{ url: 7 }, 'BUTTON_VARIABLE_NOT_STRING'],
    [undefined, 'INSUFFICIENT_BUTTON_VARIABLES'],
    ['AS4567FG', 'INSUFFICIENT_BUTTON_VARIABLES'],
    [{ 1: 'AS4567FG' }, 'MISSING_BUTTON_VARIABLE=url'],
    [{ url: 'a', 1: 'b' }, 'TOO_MANY_BUTTON_VARIABLES'],
  ])('given %j: %s', (buttonVariables, expected) => {
    expect(errorOf(plan, { consumerContent: { wa: number }, buttonVariables })).toBe(expected);
    const old = { consumerCountryCode: '1', consumerPhoneNumber: '2025550123', buttonVariables };
    expect(errorOf(plan, old)).toBe(expected);
  });

  test.each(['.evil.example/', '@evil.example/', ':8443/'])('cannot lead elsewhere: %s', (url) => {
    const consumer = { consumerContent: { wa: number }, buttonVariables: { url } };
    expect(errorOf(at('https://e.com{{1}}'), consumer)).toBe('BUTTON_VARIABLE_INVALID_URL');
  });

  test('is for a template that has one', () => {
    const consumer = { consumerContent: { wa: number }, buttonVariables: { url: 'a' } };
    expect(errorOf([wa('Hi.')], consumer)).toBe('TOO_MANY_BUTTON_VARIABLES');
    expect(read(plan, consumer).accepted[0]?.buttonVariables).toEqual({ url: 'a' });
  });
});

test('a WhatsApp message that is too long with its values is refused alone, and left to the next channel beside one', () => {
  const long: Plan = [{ ...wa('{{1}}'), template: { ...wa('{{1}}').template, hasMoreThanBody: true } }];
  const given = { consumerContent: { wa: number, sms: number }, variables: { 1: 'x'.repeat(1_025) } };
  expect(errorOf(long, given)).toBe('MESSAGE_TOO_LONG');
  expect(errorOf([...long, plain], given)).toBeUndefined();
});

describe('the timezone', () => {
  test.each([
    ['America/Denver', undefined],
    [null, undefined],
    ['', undefined],
    ['Mars/Olympus', 'INVALID_TIMEZONE'],
    ['+05:00', 'INVALID_TIMEZONE'],
    [7, 'INVALID_TIMEZONE'],
  ])('%j: %s', (timezone, expected) => expect(errorOf([sms], { ...good, timezone })).toBe(expected));

  test('overrides the zones of the number', () => {
    expect(read([sms], { ...good, timezone: 'America/Denver' }).accepted[0]?.zones).toEqual({
      zones: ['America/Denver'],
      source: 'given',
    });
    expect(read([sms], good).accepted[0]?.zones).toEqual({ zones: ['America/New_York'], source: 'area-code' });
  });
});

describe('a user of an app', () => {
  const user = (inapp: unknown, more: object = {}) => ({ consumerContent: { inapp }, variables, ...more });

  test.each([
    ['ada', 'ada'],
    [4711, '4711'],
    [0, '0'],
    ['+1 202 555 0123', '+1 202 555 0123'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('%j is the user %j, without a number, zones or a country', (given, inapp) => {
    expect(read([inApp], user(given)).accepted).toMatchObject([
      { addresses: { inapp }, phoneNumber: undefined, zones: { zones: [], source: 'none' } },
    ]);
  });

  test.each([[''], ['  '], [null], [undefined], ['x'.repeat(256)], [{ id: 'ada' }], [['ada']], [true]])(
    '%j is no user',
    (given) => {
      expect(read([inApp], user(given)).failed).toMatchObject([
        { error: 'MISSING_CONSUMER_INFORMATION==INAPP', phone: '', countryCode: '' },
      ]);
    },
  );

  test('a number is no user, and a user no number', () => {
    expect(errorOf([inApp], good)).toBe('MISSING_CONSUMER_INFORMATION==INAPP');
    expect(errorOf([inApp], { consumerPhoneNumber: number, variables })).toBe('MISSING_CONSUMER_INFORMATION==INAPP');
    expect(errorOf([sms], user('ada'))).toBe('MISSING_CONSUMER_INFORMATION==SMS');
  });

  test('is a duplicate by its id, as it is written', () => {
    const { accepted, failed } = read([inApp], user('7'), user(7), user('Ada'), user('ada'));
    expect(accepted.map(({ addresses }) => addresses.inapp)).toEqual(['7', 'Ada', 'ada']);
    expect(failed).toMatchObject([{ error: 'DUPLICATE_NUMBER' }]);
  });

  test.each([
    [{ variables: {} }, 'INSUFFICIENT_VARIABLES'],
    [{ variables: { ...variables, 3: 'c' } }, 'TOO_MANY_VARIABLES'],
    [{ headerVariables: { image: 'https://images.example.com/a.png' } }, 'TOO_MANY_HEADER_VARIABLES'],
    [{ timezone: 'Mars/Olympus' }, 'INVALID_TIMEZONE'],
  ])('has the same rules otherwise: %j', (more, error) => expect(errorOf([inApp], user('ada', more))).toBe(error));

  test('a message of more than 4,096 characters is too long', () => {
    const plan: Plan = [{ ...inApp, text: `${'x'.repeat(4094)}\${{1}}` }];
    expect(errorOf(plan, user('ada', { variables: { 1: 'ab' } }))).toBeUndefined();
    expect(errorOf(plan, user('ada', { variables: { 1: 'abc' } }))).toBe('MESSAGE_TOO_LONG');
  });

  test.each([
    [undefined, null, { zones: [], source: 'none' }],
    [undefined, 'Asia/Tokyo', { zones: ['Asia/Tokyo'], source: 'account' }],
    ['America/Denver', 'Asia/Tokyo', { zones: ['America/Denver'], source: 'given' }],
    ['America/Denver', null, { zones: ['America/Denver'], source: 'given' }],
  ])('with the zone %j, and the account’s for In-App %j: %j', (timezone, inAppTimezone, zones) => {
    const rules = { plan: [inApp], imageHosts, inAppTimezone };
    expect(readConsumers([user('ada', { timezone })], rules).accepted[0]?.zones).toEqual(zones);
  });

  test('the account’s zone for In-App is nothing to a number', () => {
    const rules = { plan: [sms], imageHosts, inAppTimezone: 'Asia/Tokyo' };
    expect(readConsumers([good], rules).accepted[0]?.zones.zones).toEqual(['America/New_York']);
  });
});

test('the order of the request is kept in both lists, and one bad consumer stops none of the others', () => {
  const numbered = [0, 1, 2, 3].map((n) => ({ ...good, consumerContent: { sms: n % 2 ? `1202555012${n}` : 'x' } }));
  const { accepted, failed } = read([sms], ...numbered);
  expect(accepted.map(({ phoneNumber }) => phoneNumber)).toEqual(['+12025550121', '+12025550123']);
  expect(failed.map(({ sent }) => sent)).toEqual([numbered[0], numbered[2]]);
});
