import { describe, expect, test } from 'vitest';
import type { MessageComponent } from '../../domain/handoff.ts';
import {
  bodyComponent,
  DEFAULT_OPT_OUT_TEXT,
  handoffFaults,
  lookbackParts,
  smsCharacters,
  templateComponents,
  templateFault,
  type ChannelDraft,
} from '../../domain/handoff-rules.ts';

const sms = (text: string, optOutText = DEFAULT_OPT_OUT_TEXT): ChannelDraft => ({ type: 'sms', text, optOutText });
const wa: ChannelDraft = { type: 'wa' };
const inapp = (appNames: string[], text = 'Hello'): ChannelDraft => ({ type: 'inapp', appNames, text });
const faults = (channels: ChannelDraft[], name = 'Orders') =>
  handoffFaults({ name, channels }).map(({ path, reason }) => `${path.join('.')}: ${reason}`);
const x = (count: number) => 'x'.repeat(count);

describe('the title', () => {
  test.each([
    ['Orders', []],
    [x(255), []],
    ['Ordres été 2026 (rappel) & co', []],
    ['', ['name: must not be empty']],
    ['  ', ['name: must not be empty']],
    [x(256), ['name: has 256 characters, 255 is the most']],
    ['Orders <b>', ['name: must not have < or >']],
    ['Orders >', ['name: must not have < or >']],
  ])('%j', (name, expected) => expect(faults([sms('Hello')], name)).toEqual(expected));
});

describe('the channels', () => {
  test.each<[string, ChannelDraft[], string[]]>([
    ['SMS alone', [sms('Hello')], []],
    ['WhatsApp, then SMS', [wa, sms('Hello')], []],
    ['SMS, then WhatsApp', [sms('Hello'), wa], []],
    ['In-App alone', [inapp(['shop'])], []],
    ['none', [], ['channels: must name at least one channel']],
    ['SMS twice', [sms('a'), sms('b')], ['channels: sms is named twice']],
    ['In-App with SMS', [inapp(['shop']), sms('a')], ['channels: inapp stands alone, without sms or wa']],
    ['four apps', [inapp(['a', 'b', 'c', 'd'])], []],
    ['five apps', [inapp(['a', 'b', 'c', 'd', 'e'])], ['channels.0.appNames: names 5 apps: 1 to 4']],
    ['no app', [inapp([])], ['channels.0.appNames: names 0 apps: 1 to 4']],
    ['an app twice', [inapp(['a', 'a'])], ['channels.0.appNames: "a" is named twice']],
    ['an app without a name', [inapp(['a', ' '])], ['channels.0.appNames: a name has 1 to 255 characters']],
    ['In-App without a text', [inapp(['a'], ' ')], ['channels.0.text: must not be empty']],
    ['In-App at its longest', [inapp(['a'], x(1024))], []],
    ['In-App too long', [inapp(['a'], x(1025))], ['channels.0.text: has 1025 characters, 1024 is the most']],
  ])('%s', (_name, channels, expected) => expect(faults(channels)).toEqual(expected));
});

describe('a variable', () => {
  test.each<[string, ChannelDraft, string[]]>([
    ['whole', sms('Hi ${{1}}, {{2}} and ${{ name }}'), []],
    ['with one brace at its end', sms('Hi ${{1}'), ['channels.0.text: has a variable that is not whole at "${{1}"']],
    ['with a space in its name', sms('Hi {{first name}}!'), ['channels.0.text: has … at "{{first name"']],
    ['without a beginning', sms('Hi 1}}'), ['channels.0.text: has … at "}}"']],
    ['broken in the opt-out text', sms('Hi', 'STOP ${{}}'), ['channels.0.optOutText: has … at "${{}}"']],
    ['broken in an In-App text', inapp(['a'], 'Hi {{ 1'), ['channels.0.text: has … at "{{ 1"']],
    ['that is none: single braces', sms('{1} {} $ {'), []],
  ])('%s', (_name, channel, expected) => {
    const whole = expected.map(
      (fault) => `${fault.replace('…', 'a variable that is not whole')}: it is written \${{1}}`,
    );
    expect(faults([channel])).toEqual(whole);
  });
});

describe('an SMS', () => {
  test('has room for 98 characters beside the default opt-out text: 42 are reserved', () => {
    expect(DEFAULT_OPT_OUT_TEXT.length + 1).toBeLessThanOrEqual(42);
    expect(faults([sms(x(98))])).toEqual([]);
  });

  test.each<[string, number, number, boolean]>([
    ['140 with a short opt-out text', 117, 22, true],
    ['141 with a short opt-out text', 118, 22, false],
    ['140 with a long one', 78, 61, true],
    ['141 with a long one', 79, 61, false],
    ['an opt-out text that leaves no room', 1, 140, false],
  ])('%s', (_name, text, optOut, fits) => {
    expect(smsCharacters(x(text), x(optOut)) <= 140).toBe(fits);
    expect(faults([wa, sms(x(text), x(optOut))])).toEqual(
      fits ? [] : [expect.stringMatching(/^channels\.1\.text: .*140 is the most/)],
    );
  });

  test('counts a variable as it is written, and an emoji as two', () => {
    expect(smsCharacters('Hi ${{1}}', 'STOP')).toBe(14);
    expect(smsCharacters('😀', '')).toBe(3);
  });

  test('says how many characters it has, and how many are left', () => {
    expect(faults([sms(x(120), x(22))])).toEqual([
      'channels.0.text: has 120 characters, and the opt-out text with its line break 23: together 143, and 140 is the most; with this opt-out text 117 are left for the text',
    ]);
  });

  test.each([
    ['', 'STOP', ['channels.0.text: must not be empty']],
    ['Hi', ' ', ['channels.0.optOutText: must not be empty: an SMS says how to opt out']],
  ])('text %j with opt-out text %j', (text, optOut, expected) => expect(faults([sms(text, optOut)])).toEqual(expected));
});

describe('a template in a handoff', () => {
  const body: MessageComponent = { type: 'body', content: 'Hello {{1}}' };
  test.each<[string, string, MessageComponent[], string | undefined]>([
    ['plain', 'APPROVED', [body, { type: 'footer', content: 'Bye' }], undefined],
    ['with a header of text', 'APPROVED', [{ type: 'header', content: 'Order' }, body], undefined],
    ['pending', 'PENDING', [body], 'is not approved: it is PENDING'],
    ['paused', 'PAUSED', [body], 'is not approved: it is PAUSED'],
    [
      'with a variable in its header',
      'APPROVED',
      [{ type: 'header', content: '{{1}}' }, body],
      'has a variable in its header: a handoff takes none',
    ],
    [
      'with an image',
      'APPROVED',
      [{ type: 'header', sub_type: 'image' }, body],
      'is rich: a handoff takes no template with a header of type image',
    ],
    [
      'with a button',
      'APPROVED',
      [body, { type: 'button', sub_type: 'quick_reply', index: 0, content: 'Yes' }],
      'is rich: a handoff takes no template with buttons',
    ],
  ])('%s', (_name, status, components, expected) => expect(templateFault({ status, components })).toBe(expected));
});

test('a template’s texts have their variables as the handoffs write them', () => {
  expect(
    templateComponents([
      { type: 'header', content: 'Order' },
      { type: 'body', content: 'Hi {{2}}, {{ 1 }}' },
      { type: 'footer', content: 'Bye' },
    ]),
  ).toEqual([
    { type: 'header', content: 'Order' },
    { type: 'body', content: 'Hi ${{2}}, ${{1}}', variables: ['1', '2'] },
    { type: 'footer', content: 'Bye' },
  ]);
});

test('a text has the variables of its opt-out text too', () => {
  expect(bodyComponent('Hi ${{2}}', 'STOP ${{1}}')).toEqual({
    type: 'body',
    content: 'Hi ${{2}}',
    variables: ['1', '2'],
    optOut: 'STOP ${{1}}',
  });
  expect(bodyComponent('Hi')).toEqual({ type: 'body', content: 'Hi', variables: [] });
});

test.each([
  [60, 0, 1],
  [90, 0, 1],
  [1439, 0, 23],
  [1440, 1, 0],
  [1500, 1, 1],
  [43_200, 30, 0],
])('%i minutes are %i days and %i hours', (minutes, days, hours) =>
  expect(lookbackParts(minutes)).toEqual({ days, hours }),
);
