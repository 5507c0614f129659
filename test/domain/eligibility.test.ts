import { describe, expect, test } from 'vitest';
import { eligibilityOf, type EligibilityFacts } from '../../domain/eligibility.ts';
import type { WhatsAppPlan } from '../../domain/plan.ts';

const facts = (more: Partial<EligibilityFacts>): EligibilityFacts => ({
  entry: { channel: 'inapp', apps: ['shop', 'bank'], text: 'Hello.' },
  address: 'ada',
  enabled: true,
  learntCode: null,
  marketingToUs: false,
  ...more,
});
const current = (app: string) => ({ app, expired: false });
const expired = (app: string) => ({ app, expired: true });

describe('who is reached on In-App', () => {
  test.each<[string, Partial<EligibilityFacts>, string | undefined]>([
    ['registered with one of the apps', { registrations: [current('bank')] }, undefined],
    ['registered with both, one run out', { registrations: [expired('shop'), current('bank')] }, undefined],
    ['whose registration has run out', { registrations: [expired('shop')] }, '16'],
    [
      'whose registration has run out, with another app besides',
      { registrations: [expired('shop'), current('club')] },
      '16',
    ],
    ['registered with another app', { registrations: [current('club')] }, '28'],
    ['registered with none', { registrations: [] }, '28'],
    ['of whom nothing is known', {}, '28'],
    ['without a user id', { address: null, registrations: [current('shop')] }, '1001'],
    ['while the channel is off', { enabled: false, registrations: [current('shop')] }, '1001'],
  ])('a user %s', (_who, more, code) => {
    const ineligible = eligibilityOf(facts(more));
    expect(ineligible?.code).toBe(code);
    if (code !== undefined) expect(ineligible).toMatchObject({ source: 'proactive' });
  });
});

describe('WhatsApp marketing to the US', () => {
  const template = (category: 'MARKETING' | 'UTILITY') => ({ channel: 'wa', template: { category } }) as const;
  test.each([
    ['+12025550123', 'Washington', 'MARKETING', false, '131049'],
    ['+19075550123', 'Alaska', 'MARKETING', false, '131049'],
    ['+18085550123', 'Hawaii', 'MARKETING', false, '131049'],
    ['+12025550123', 'Washington', 'UTILITY', false, undefined],
    ['+12025550123', 'Washington, where the account sends it all the same', 'MARKETING', true, undefined],
    ['+14165550123', 'Canada', 'MARKETING', false, undefined],
    ['+18765550123', 'Jamaica', 'MARKETING', false, undefined],
    ['+12423221234', 'the Bahamas', 'MARKETING', false, undefined],
    // A territory of the US: WhatsApp says itself whether it counts as the US, and a refusal steps down.
    ['+17875550123', 'Puerto Rico', 'MARKETING', false, undefined],
    ['+442079460123', 'London', 'MARKETING', false, undefined],
  ] as const)('%s (%s), %s, allowed %s: %s', (address, _place, category, marketingToUs, code) => {
    const ineligible = eligibilityOf(facts({ entry: template(category), address, marketingToUs }));
    expect(ineligible?.code).toBe(code);
    if (code !== undefined) expect(ineligible?.source).toBe('outbound_wa');
  });
});

describe('a WhatsApp message that is too long with its values', () => {
  const entry: WhatsAppPlan = {
    channel: 'wa',
    from: '+12025550101',
    fromRef: '1',
    template: { name: 't', language: 'en', category: 'UTILITY', body: '{{1}}', header: null, hasMoreThanBody: true },
  };
  test.each([
    [1_024, undefined],
    [1_025, '132005'],
  ])('of %i characters: %s, before any call', (length, code) => {
    const ineligible = eligibilityOf(facts({ entry, address: '+12025550123', variables: { 1: 'x'.repeat(length) } }));
    expect(ineligible?.code).toBe(code);
  });
});

describe('who is reached by SMS', () => {
  const FROM = '+12025550100';
  const own = [{ channel: 'sms' as const, number: FROM }];
  const sms = (more: Partial<EligibilityFacts>) =>
    eligibilityOf(
      facts({
        entry: { channel: 'sms', from: FROM, text: 'Hello.', optOutText: null },
        address: '+14155550134',
        senders: own,
        ...more,
      }),
    );

  test.each<[string, Partial<EligibilityFacts>, string | undefined]>([
    ['nothing is known against the number', {}, undefined],
    ['Lookup says mobile', { lineType: 'mobile' }, undefined],
    ['Lookup was asked and did not say', { lineType: null }, undefined],
    ['Lookup says landline', { lineType: 'landline' }, 'outbound_twilio_21635'],
    ['Twilio said that it is no number', { badNumberCode: '21211' }, 'outbound_twilio_21211'],
    ["the sender is no longer the account's", { senders: [] }, 'proactive_1001'],
    ["the sender is the account's on WhatsApp alone", { senders: [{ channel: 'wa', number: FROM }] }, 'proactive_1001'],
    ['it is not asked which number sends', { entry: { channel: 'sms' }, senders: [] }, undefined],
  ])('%s', (_name, more, error) => {
    const ineligible = sms(more);
    expect(ineligible && `${ineligible.source}_${ineligible.code}`).toBe(error ?? null);
  });

  test('a number that is none is none on WhatsApp too', () => {
    const entry = { channel: 'wa', template: { category: 'UTILITY' } } as const;
    const address = '+14155550134';
    expect(eligibilityOf(facts({ entry, address, badNumberCode: '21211' }))).toMatchObject({ code: '21211' });
    expect(eligibilityOf(facts({ entry, address, lineType: 'landline' }))).toBeNull();
  });
});
