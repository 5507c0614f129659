import { expect, test } from 'vitest';
import { NOT_KEPT, redactChange, targetOf } from '../../domain/audit.ts';

test('of a campaign are kept its settings, and of its consumers how many they are', () => {
  const body = {
    campaignName: 'Orders',
    consumers: [{ consumerContent: { sms: '12025550173' } }, {}],
    text: 'Hello Ada',
    startAt: new Date('2026-03-01T15:00:00Z'),
  };
  const startAt = '2026-03-01T15:00:00.000Z';
  expect(redactChange(body)).toEqual({ campaignName: 'Orders', consumers: { count: 2 }, text: NOT_KEPT, startAt });
});

test.each(['secret', 'clientSecret', 'token', 'helpText', 'url', 'whatever'])(
  '%s is not kept, at any depth',
  (name) => {
    const change = redactChange({ [name]: 'hidden', channels: [{ type: 'sms', [name]: 'hidden' }] });
    expect(change).toEqual({ [name]: NOT_KEPT, channels: [{ type: 'sms', [name]: NOT_KEPT }] });
  },
);

test('what is too long is kept by its names alone', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`field${n}`, 'x'.repeat(100)]));
  const change = redactChange({ ...many, channels: Array.from({ length: 20 }, () => ({ name: 'y'.repeat(200) })) });
  expect(JSON.stringify(change).length).toBeLessThan(1_000);
});

test('half of a character that is cut through is none that cannot be stored', () => {
  expect(redactChange({ name: `${'x'.repeat(199)}🌅`, userId: 'a user 🌅xyz' })).toEqual({
    name: `${'x'.repeat(199)}\uFFFD…`,
    userId: '…\uFFFDxyz',
  });
});

test('what Postgres does not store stands as U+FFFD, in names too', () => {
  expect(redactChange({ name: 'a\0b\uD83C', 'c\0': 1 })).toEqual({ name: 'a\uFFFDb\uFFFD', 'c\uFFFD': NOT_KEPT });
  expect(targetOf({ accountId: '1', campaignId: '\0' }, undefined)).toBe('\uFFFD');
});

test('the target is what the address names, a consumer by the last four', () => {
  expect(targetOf({ accountId: '1', campaignId: 'a9' }, undefined)).toBe('a9');
  expect(targetOf({ accountId: '1', consumer: '+12025550173' }, undefined)).toBe('…0173');
  expect(targetOf({ accountId: '1' }, 'made')).toBe('made');
  expect(targetOf({ accountId: '1' }, undefined)).toBeNull();
});
