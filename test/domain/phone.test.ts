import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { NEW_AREA_CODES, parsePhone, smsEligibility, type PhoneInput } from '../../domain/phone.ts';

const old = (consumerCountryCode: string | number, consumerPhoneNumber: string | number): PhoneInput => ({
  consumerCountryCode,
  consumerPhoneNumber,
});

describe('a number as integrators write it', () => {
  it.each<[PhoneInput, string, string | null]>([
    ['12025550100', '+12025550100', 'US'],
    ['+12025550100', '+12025550100', 'US'],
    [12025550100, '+12025550100', 'US'],
    ['+1 (202) 555-0100', '+12025550100', 'US'],
    ['1(202)5550100', '+12025550100', 'US'],
    ['1.202.555.0100', '+12025550100', 'US'],
    ['0012025550100', '+12025550100', 'US'],
    ['\u202a+1 202\u2011555\u20110100\u202c', '+12025550100', 'US'],
    ['+１２０２５５５０１００', '+12025550100', 'US'],
    ['+44 (0)20 7946 0123', '+442079460123', 'GB'],
    ['447400123456', '+447400123456', 'GB'],
    ['+61 491 570 006', '+61491570006', 'AU'],
    ['+91 98765 43210', '+919876543210', 'IN'],
    ['17875550100', '+17875550100', 'PR'],
    ['+883 510 012 345', '+883510012345', null],
    [old('1', '2025550100'), '+12025550100', 'US'],
    [old(1, 2025550100), '+12025550100', 'US'],
    [old('+1', '(202) 555-0100'), '+12025550100', 'US'],
    [old('1', '1(202)5550100'), '+12025550100', 'US'],
    [old('1', '+12025550100'), '+12025550100', 'US'],
    [old('44', '07400 123456'), '+447400123456', 'GB'],
    [old('44', '1624765432'), '+441624765432', 'IM'],
    [old(61, '0491 570 006'), '+61491570006', 'AU'],
  ])('%j is %s', (input, e164, country) => {
    expect(parsePhone(input)).toMatchObject({ ok: true, phone: { e164, country } });
  });

  it.each<[PhoneInput, string, string, string | null]>([
    ['+1202', 'too short', '+1202', 'US'],
    ['1202555010', 'too short', '+1202555010', 'US'],
    ['120255501000', 'too long', '+120255501000', 'US'],
    ['1(600)1234567', 'impossible in its country', '+16001234567', 'US'],
    ['12021234567', 'impossible in its country', '+12021234567', 'US'],
    ['+441632960123', 'impossible in its country', '+441632960123', 'GB'],
    ['+999123456', 'no such country code', '+999123456', null],
    ['', 'not a phone number', '', null],
    ['+', 'not a phone number', '+', null],
    ['1-800-FLOWERS', 'not a phone number', '1-800-FLOWERS', null],
    ['+12025550100x5', 'not a phone number', '+12025550100x5', 'US'],
    ['1'.repeat(50), 'not a phone number', '1'.repeat(50), null],
    [-12025550100, 'not a phone number', '-12025550100', null],
    [1202555.01, 'not a phone number', '1202555.01', null],
    [Number.NaN, 'not a phone number', 'NaN', null],
    [1e21, 'not a phone number', '1e+21', null],
    [old('999', '123456'), 'no such country code', '+999123456', null],
    [old('1', '(600)1234567'), 'impossible in its country', '+16001234567', 'US'],
    [old('', '2025550100'), 'not a phone number', '2025550100', null],
  ])('%j is refused: %s', (input, reason, written, country) => {
    expect(parsePhone(input)).toEqual({ ok: false, reason, written, country });
  });
});

describe('numbers that people try things with', () => {
  it.each([
    ...['202', '212', '206', '303', '312', '602', '808', '850', '907', '448', '689', '986'],
    ...['403', '604', '709', '902', '787', '671', '876'],
  ])('+1 %s 555-0100 to 555-0199 are valid and take an SMS', (areaCode) => {
    for (let line = 100; line < 200; line += 1) {
      const parsed = parsePhone(`+1${areaCode}5550${line}`);
      expect(parsed.ok && smsEligibility(parsed.phone)).toEqual({ eligible: true });
    }
  });

  it('has the mobile numbers that Ofcom keeps for drama, and those of Australia', () => {
    expect(parsePhone('+447700900123')).toMatchObject({ ok: true, phone: { country: 'GB', type: 'MOBILE' } });
    expect(parsePhone('+61491570156')).toMatchObject({ ok: true, phone: { country: 'AU', type: 'MOBILE' } });
  });
});

describe('area codes newer than the metadata', () => {
  it.each(Object.entries(NEW_AREA_CODES))('%s is as valid as %s, which it overlays', (areaCode, overlaid) => {
    const phone = parsePhone(`+1${areaCode}5550100`);
    const twin = parsePhone(`+1${overlaid}5550100`);
    if (!twin.ok) throw new Error(`${overlaid} is in service`);
    expect(phone).toEqual({ ok: true, phone: { ...twin.phone, e164: `+1${areaCode}5550100` } });
    expect(parsePhone(`+1${areaCode}1550100`).ok).toBe(false);
  });

  it.each(Object.keys(NEW_AREA_CODES))(
    '%s is still unknown to the metadata: if not, take it off the list',
    (areaCode) => {
      expect(parsePhoneNumberFromString(`+1${areaCode}5550100`)?.isValid()).toBe(false);
    },
  );
});

describe('who can be sent an SMS', () => {
  it.each([
    ['a US number', '+12025550100', true],
    ['a British mobile', '+447400123456', true],
    ['a British landline', '+442079460123', true],
    ['a personal number', '+15005550006', true],
    ['a toll-free number', '+18005550199', false],
    ['a premium-rate number', '+19005550100', false],
    ['a shared-cost number', '+448431234567', false],
    ['a universal access number', '+443001234567', false],
    ['a pager', '+447640123456', false],
    ['a number of no country', '+883510012345', false],
    ['an international freephone number', '+80012345678', false],
  ])('%s', (_kind, number, eligible) => {
    const parsed = parsePhone(number);
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(smsEligibility(parsed.phone).eligible).toBe(eligible);
  });

  it('has a reason that is a sentence', () => {
    const reason = 'The number is toll-free.';
    expect(smsEligibility({ e164: '+18005550199', country: 'US', type: 'TOLL_FREE' })).toEqual({
      eligible: false,
      reason,
    });
  });
});
