import { describe, expect, test } from 'vitest';
import { optOutConsumersOf, readOptOutConsumer, readOptOutScope } from '../../domain/opt-out-consumer.ts';
import { readOptOutHeader, readOptOutLine } from '../../domain/opt-out-file.ts';

const now = new Date('2026-01-14T15:00:00Z');
const context = { now, timezone: 'America/New_York', scope: 'account' as const };

describe('the consumer', () => {
  test.each([
    ['+1 (202) 555-0173', null, 'phone', '+12025550173'],
    [12_025_550_173, null, 'phone', '+12025550173'],
    ['0012025550173', 'sms', 'phone', '+12025550173'],
    ['user-42', 'inapp', 'user', 'user-42'],
    [' 12025550173 ', 'inapp', 'user', '12025550173'],
    ['+12025550173', 'inapp', 'user', '+12025550173'],
    [42, 'inapp', 'user', '42'],
  ] as const)('%j on %j is the %s %s', (given, channel, kind, consumer) => {
    expect(readOptOutConsumer(given, channel)).toEqual({ ok: true, consumer: { kind, consumer } });
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
    [' 12025550173', null, ['phone +12025550173', 'user 12025550173']],
    ['+12025550173', null, ['phone +12025550173', 'user +12025550173']],
    ['12025550173', 'sms', ['phone +12025550173']],
    ['12025550173', 'inapp', ['user 12025550173']],
    ['user-42', null, ['user user-42']],
    ['user-42', 'sms', []],
  ] as const)('%j on %j is looked for as %j', (given, channel, consumers) => {
    expect(optOutConsumersOf(given, channel).map(({ kind, consumer }) => `${kind} ${consumer}`)).toEqual(consumers);
  });
});

describe('the scope', () => {
  test.each([
    ['account', 'sms', 'channel', null],
    ['channel', 'sms', 'account', 'sms'],
    [null, 'sms', 'channel', 'sms'],
    [null, 'sms', 'account', null],
    [null, null, 'channel', null],
    ['account', null, 'channel', null],
  ] as const)('%j on %j, the setting being %s, is %j', (scope, channel, setting, expected) => {
    expect(readOptOutScope(scope, channel, setting)).toEqual({ ok: true, channel: expected });
  });

  test('of a channel needs the channel', () => {
    expect(readOptOutScope('channel', null, 'account')).toMatchObject({ ok: false });
  });
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
  const columns = ['consumer', 'reason', 'optedOutAt', 'channel', 'state', 'scope'] as const;
  const read = (cells: string[]) => readOptOutLine(cells, [...columns], context);
  const good = { ok: true, kind: 'phone', consumer: '+12025550173', channel: null, reason: null, at: now };

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
    [['user-42', '', '', 'inapp'], { ...good, kind: 'user', consumer: 'user-42' }],
    [['12025550173', '', '', 'sms', '', 'Channel'], { ...good, channel: 'sms' }],
    [['user-42', '', '', 'inapp', '', 'channel'], { ...good, kind: 'user', consumer: 'user-42', channel: 'inapp' }],
    [['12025550173', '', '', 'sms', '', 'account'], good],
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
    [['12025550173', '', '', 'sms', '', 'all'], 'scope: is none of account, channel: "all"'],
    [['12025550173', '', '', '', '', 'channel'], 'scope: "channel" needs the channel'],
    [['12025550173', '', '', '', 'Revoked'], 'state: is REVOKED: this opt-out was taken back'],
  ])('%j is bad: %s', (cells, reason) => expect(read(cells)).toEqual({ ok: false, reason }));

  test('without a scope is by the account’s setting', () => {
    const line = readOptOutLine(['12025550173', '', '', 'sms'], [...columns], { ...context, scope: 'channel' });
    expect(line).toMatchObject({ channel: 'sms' });
  });
});
