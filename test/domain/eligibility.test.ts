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
