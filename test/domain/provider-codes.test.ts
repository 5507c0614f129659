import { describe, expect, test } from 'vitest';
import type { Channel } from '../../domain/channel.ts';
import { type ProviderAction, actionOf } from '../../domain/provider-codes.ts';

/** docs/channels.md sections 2 and 3, row by row. */
const rows: [channel: Channel, action: ProviderAction, codes: string[]][] = [
  ['sms', 'retry', ['20429', 'http_429', '20500', 'http_500', 'http_503', '30001', '30500', '21611', '63017']],
  ['sms', 'retry-then-next-channel', ['30003', '30008']],
  ['sms', 'sleep-until-opening', ['30610', '30047', '30036']],
  ['sms', 'next-channel', ['21612', '21614', '21635', '30004', '30005', '30006', '30007']],
  ['sms', 'bad-number', ['21211']],
  ['sms', 'opted-out', ['21610']],
  ['sms', 'pause-campaign', ['21408', '21606', '21602', '21617', '20003', '30002', '30032', '30034', 'http_401']],
  ['sms', 'no-retry-next-may-try', ['21999', 'http_400', 'template_on_sms', '131026', 'constructor', '']],

  ['wa', 'next-channel', ['131026', '131049', '130472', '131047', '132005']],
  ['wa', 'opted-out', ['131050']],
  ['wa', 'retry', ['130429', '80007', '131056', '131000', '131016', '1', '2', 'http_429', 'http_502', 'http_503']],
  ['wa', 'pause-campaign', ['132000', '132001', '132007', '132012', '132015', '132016']],
  ['wa', 'pause-channel', ['0', '190', '368', '131031', '131042', '131048', 'http_401']],
  ['wa', 'no-retry-next-may-try', ['131051', 'http_404', '21211', 'no_phone_number_id']],

  ['inapp', 'next-channel', ['16', '28']],
  ['inapp', 'no-retry-next-may-try', ['131026', '21610']],
];

const remembered: [Channel, string[]][] = [
  ['sms', ['21612', '21614', '21635', '30004', '30005', '30006', '30007', '21211']],
  ['wa', ['131026']],
];

describe('what to do about a provider code', () => {
  const cases = rows.flatMap(([channel, action, codes]) => codes.map((code) => [channel, code, action] as const));

  test.each(cases)('%s %s: %s', (channel, code, action) => {
    const rule = actionOf(channel, code);
    expect(rule.action).toBe(action);
    expect(rule.meaning).toMatch(/^[A-Z].{10,}[^.]$/);
    const isRemembered = remembered.some(([on, list]) => on === channel && list.includes(code));
    expect(rule.rememberNotEligible).toBe(isRemembered);
    expect(rule.backOffMs).toBe(channel === 'wa' && code === '131056' ? 6_000 : undefined);
  });

  test.each<Channel>(['sms', 'wa', 'inapp'])('%s: a provider that could not be reached is tried again', (channel) => {
    expect(actionOf(channel, 'unreachable').action).toBe('retry');
  });

  test('a code without a rule says its code', () => {
    expect(actionOf('sms', '21999').meaning).toContain('21999');
  });
});
