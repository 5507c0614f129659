import { describe, expect, test } from 'vitest';
import { eligibilityOf, type EligibilityFacts } from '../../domain/eligibility.ts';

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
