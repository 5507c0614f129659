import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { isTwilioSignature, parseTwilioInbound, parseTwilioStatus } from '../../domain/webhooks/twilio.ts';

describe('the signature', () => {
  const url = 'https://daybreak.example/webhooks/twilio/inbound?a=1';
  const form = { MessageSid: 'SM1', Body: 'Grüße & mehr', From: '+14155550134' };
  const signature = twilio.getExpectedTwilioSignature('token', url, form);

  test('of Twilio is taken', () => {
    expect(isTwilioSignature('token', signature, url, form)).toBe(true);
  });

  test.each<[string, string | undefined, string, Record<string, unknown>]>([
    ['none', undefined, url, form],
    ['an empty one', '', url, form],
    ['one under another token', twilio.getExpectedTwilioSignature('other', url, form), url, form],
    ['one for another URL', signature, 'https://daybreak.example/webhooks/twilio/inbound', form],
    ['one for other fields', signature, url, { ...form, Body: 'STOP' }],
    ['one with a field more', signature, url, { ...form, OptOutType: 'STOP' }],
  ])('%s is refused', (_name, given, at, fields) => {
    expect(isTwilioSignature('token', given, at, fields)).toBe(false);
  });
});

describe('status callbacks', () => {
  test('a failure names its code', () => {
    const form = {
      MessageSid: 'SM1',
      MessageStatus: 'undelivered',
      ErrorCode: '30003',
      To: '+1',
      From: '+2',
      New: 'x',
    };
    expect(parseTwilioStatus(form)).toEqual({
      providerMessageId: 'SM1',
      status: 'undelivered',
      errorCode: '30003',
      to: '+1',
      from: '+2',
    });
  });

  test('the older names serve', () => {
    expect(parseTwilioStatus({ SmsSid: 'SM1', SmsStatus: 'sent', ErrorCode: '0' })).toMatchObject({
      providerMessageId: 'SM1',
      status: 'sent',
      errorCode: undefined,
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['no id', { MessageStatus: 'sent' }],
    ['no status', { MessageSid: 'SM1' }],
    ['a status of tomorrow', { MessageSid: 'SM1', MessageStatus: 'teleported' }],
    ['a field given twice', { MessageSid: ['SM1', 'SM2'], MessageStatus: 'sent' }],
    ['nothing', {}],
  ])('%s is passed over', (_name, form) => {
    expect(parseTwilioStatus(form)).toBeUndefined();
  });
});

describe('inbound messages', () => {
  const form = { MessageSid: 'SM1', From: '+14155550134', To: '+12025550100', Body: 'Stop', NumMedia: '2' };

  test('a message with all there is', () => {
    expect(parseTwilioInbound({ ...form, OptOutType: 'stop' })).toEqual({
      providerMessageId: 'SM1',
      from: '+14155550134',
      to: '+12025550100',
      text: 'Stop',
      optOutType: 'STOP',
      mediaCount: 2,
    });
  });

  test.each<[string, Record<string, unknown>, object]>([
    ['pictures only', { Body: '' }, { text: '' }],
    ['an unknown keyword type', { OptOutType: 'MAYBE' }, { optOutType: undefined }],
    ['a strange count', { NumMedia: 'many' }, { mediaCount: 0 }],
  ])('%s', (_name, more, expected) => {
    expect(parseTwilioInbound({ ...form, ...more })).toMatchObject(expected);
  });

  test.each(['MessageSid', 'From', 'To'])('without %s it is passed over', (name) => {
    expect(parseTwilioInbound({ ...form, [name]: undefined })).toBeUndefined();
  });
});
