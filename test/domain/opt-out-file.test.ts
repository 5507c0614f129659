import { describe, expect, test } from 'vitest';
import { isPhoneConsumer, optOutConsumersOf, readOptOutConsumer } from '../../domain/opt-out-consumer.ts';
import { readOptOutHeader, readOptOutLine } from '../../domain/opt-out-file.ts';

const now = new Date('2026-01-14T15:00:00Z');
const context = { now, timezone: 'America/New_York' };

describe('the consumer', () => {
  test.each([
    ['+1 (202) 555-0173', null, '+12025550173'],
    [12_025_550_173, null, '+12025550173'],
    ['0012025550173', 'sms', '+12025550173'],
    ['user-42', 'inapp', 'user-42'],
    [' 12025550173 ', 'inapp', '12025550173'],
    [42, 'inapp', '42'],
  ] as const)('%j on %j is %s', (given, channel, consumer) => {
    expect(readOptOutConsumer(given, channel)).toEqual({ ok: true, consumer });
  });

  test.each([
    ['', null, 'is empty'],
    [' ', 'inapp', 'is empty'],
    ['user-42', null, 'is no valid phone number: not a phone number'],
    ['1202', 'wa', 'is no valid phone number: too short'],
    ['x'.repeat(256), 'inapp', 'has more than 255 characters'],
  ] as const)('%j on %j %s', (given, channel, reason) => {
    expect(readOptOutConsumer(given, channel)).toEqual({ ok: false, reason });
  });

  test.each([
    [' 12025550173', null, ['+12025550173', '12025550173']],
    ['+12025550173', null, ['+12025550173']],
    ['12025550173', 'sms', ['+12025550173']],
    ['12025550173', 'inapp', ['12025550173']],
    ['user-42', null, ['user-42']],
    ['user-42', 'sms', []],
  ] as const)('%j on %j is looked for as %j', (given, channel, consumers) => {
    expect(optOutConsumersOf(given, channel)).toEqual(consumers);
  });

  test.each([
    ['+12025550173', true],
    ['12025550173', false],
    ['user-42', false],
  ])('%s is a phone: %j', (consumer, is) => expect(isPhoneConsumer(consumer)).toBe(is));
});

describe('the first line', () => {
  test.each([
    [['phone'], ['consumer']],
    [
      ['Reason', 'Phone Number', 'opted_out_at'],
      ['reason', 'consumer', 'optedOutAt'],
    ],
    [
      ['consumer', 'colour', 'state', 'CHANNEL'],
      ['consumer', null, 'state', 'channel'],
    ],
  ])('%j names the columns', (cells, columns) => {
    expect(readOptOutHeader(cells)).toEqual({ ok: true, columns, isHeader: true });
  });

  test('that names none is a line like any other', () => {
    expect(readOptOutHeader(['+12025550173', 'letter'])).toMatchObject({
      isHeader: false,
      columns: ['consumer', 'reason', 'optedOutAt'],
    });
  });

  test('that names columns but not the consumer’s is refused', () => {
    expect(readOptOutHeader(['reason', 'optedOutAt'])).toEqual({
      ok: false,
      reason: 'its first line has no column "consumer" or "phone"',
    });
  });
});

describe('a line', () => {
  const columns = ['consumer', 'reason', 'optedOutAt', 'channel', 'state'] as const;
  const read = (cells: string[]) => readOptOutLine(cells, [...columns], context);
  const good = { ok: true, consumer: '+12025550173', reason: null, at: now };

  test.each([
    [['12025550173'], good],
    [["'+12025550173", ' by letter '], { ...good, reason: 'by letter' }],
    [['12025550173', "'=why"], { ...good, reason: '=why' }],
    [['12025550173', '', '2026-01-01T10:00:00+01:00'], { ...good, at: new Date('2026-01-01T09:00:00Z') }],
    [['12025550173', '', '2026-01-01T10:00:00'], { ...good, at: new Date('2026-01-01T15:00:00Z') }],
    [['12025550173', '', '2026-01-01 10:00'], { ...good, at: new Date('2026-01-01T15:00:00Z') }],
    [['12025550173', '', '2026-07-01'], { ok: false, reason: 'optedOutAt: is in the future' }],
    [['12025550173', '', '2025-07-01'], { ...good, at: new Date('2025-07-02T03:59:59.999Z') }],
    [['12025550173', '', '20250701'], { ...good, at: new Date('2025-07-02T03:59:59.999Z') }],
    [['12025550173', '', '2025-07-01T00:00'], { ...good, at: new Date('2025-07-01T04:00:00Z') }],
    [['12025550173', '', '', 'WhatsApp', 'active'], good],
    [['user-42', '', '', 'inapp'], { ...good, consumer: 'user-42' }],
  ])('%j', (cells, line) => expect(read(cells)).toEqual(line));

  test.each([
    [[], 'consumer: is empty'],
    [['x'], 'consumer: is no valid phone number: not a phone number'],
    [['12025550173', 'x'.repeat(501)], 'reason: has more than 500 characters'],
    [['12025550173', '', '1/2/2026'], 'optedOutAt: is no date or instant as in ISO 8601, such as 2026-03-01T15:00:00Z'],
    [
      ['12025550173', '', '2026-02-30'],
      'optedOutAt: is no date or instant as in ISO 8601, such as 2026-03-01T15:00:00Z',
    ],
    [['12025550173', '', '', 'fax'], 'channel: is none of sms, wa, inapp: "fax"'],
    [['12025550173', '', '', '', 'Revoked'], 'state: is REVOKED: this opt-out was taken back'],
  ])('%j is bad: %s', (cells, reason) => expect(read(cells)).toEqual({ ok: false, reason }));
});
