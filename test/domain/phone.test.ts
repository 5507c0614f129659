import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { NEW_AREA_CODES, parsePhone, smsEligibility, type PhoneInput, type PhoneType } from '../../domain/phone.ts';
import { zonesOfPhone, type ZoneSource } from '../../domain/timezone.ts';

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

describe('every type of number that there is', () => {
  it.each<[string, string, PhoneType, string | null, boolean, ZoneSource]>([
    ['a US number', '+12025550100', 'FIXED_LINE_OR_MOBILE', 'US', true, 'area-code'],
    ['a landline', '+442079460123', 'FIXED_LINE', 'GB', true, 'country'],
    ['a landline in a country of several times', '+61291234567', 'FIXED_LINE', 'AU', true, 'prefix'],
    ['a mobile', '+447400123456', 'MOBILE', 'GB', true, 'country'],
    ['a mobile in a country of several times', '+61491570006', 'MOBILE', 'AU', true, 'country'],
    ['voice over IP', '+445612345678', 'VOIP', 'GB', true, 'country'],
    ['a personal number', '+447012345678', 'PERSONAL_NUMBER', 'GB', true, 'country'],
    ['a personal number of the US', '+15005550006', 'PERSONAL_NUMBER', 'US', true, 'country'],
    ['a toll-free number', '+18005550199', 'TOLL_FREE', 'US', false, 'country'],
    ['a premium-rate number', '+19005550100', 'PREMIUM_RATE', 'US', false, 'country'],
    ['a shared-cost number', '+611300123456', 'SHARED_COST', 'AU', false, 'country'],
    ['a universal access number', '+443001234567', 'UAN', 'GB', false, 'country'],
    ['a pager', '+447640123456', 'PAGER', 'GB', false, 'country'],
    ['a voicemail', '+41860123456789', 'VOICEMAIL', 'CH', false, 'country'],
    ['voice over IP of no country', '+883510012345', 'VOIP', null, false, 'unknown'],
    ['a satellite phone', '+881612345678', 'MOBILE', null, false, 'unknown'],
    ['an international freephone number', '+80012345678', 'TOLL_FREE', null, false, 'unknown'],
    ['an international premium-rate number', '+979123456789', 'PREMIUM_RATE', null, false, 'unknown'],
  ])(
    '%s (%s) is %s of %s, may take an SMS: %j, in the zones of its %s',
    (_kind, number, type, country, may, source) => {
      const parsed = parsePhone(number);
      if (!parsed.ok) throw new Error(parsed.reason);
      expect(parsed.phone).toEqual({ e164: number, country, type });
      expect(smsEligibility(parsed.phone).eligible).toBe(may);
      expect(zonesOfPhone(parsed.phone).source).toBe(source);
      expect(zonesOfPhone(parsed.phone).zones).not.toEqual([]);
    },
  );

  it.each(['911', '112', '12345', '741741', '+1911', '+44999', '+3312345'])('a short code, %s, is refused', (code) => {
    expect(parsePhone(code)).toMatchObject({ ok: false });
  });

  it('has a reason that is a sentence', () => {
    const reason = 'The number is toll-free.';
    expect(smsEligibility({ e164: '+18005550199', country: 'US', type: 'TOLL_FREE' })).toEqual({
      eligible: false,
      reason,
    });
  });
});
