import { describe, expect, test } from 'vitest';
import {
  changeCampaign,
  recipientRetryRefusal,
  retryRefusal,
  type CampaignChange,
} from '../../domain/campaign-change.ts';
import { wireCampaignStatus, type CampaignStatus, type RecipientState } from '../../domain/status.ts';

const FINISHED = /is finished/;
test.each([
  ['pause', 'RUNNING', true, 'PAUSED'],
  ['pause', 'PAUSED', true, 'PAUSED'],
  ['pause', 'PAUSED', false, 'PAUSED'],
  ['pause', 'RUNNING', false, FINISHED],
  ['pause', 'CANCELLED', true, /is cancelled/],
  ['pause', 'FAILED', true, /has failed/],
  ['resume', 'PAUSED', true, 'RUNNING'],
  ['resume', 'RUNNING', true, 'RUNNING'],
  ['resume', 'RUNNING', false, 'RUNNING'],
  ['resume', 'PAUSED', false, FINISHED],
  ['resume', 'CANCELLED', true, /is cancelled/],
  ['resume', 'FAILED', true, /has failed/],
  ['cancel', 'RUNNING', true, 'CANCELLED'],
  ['cancel', 'PAUSED', true, 'CANCELLED'],
  ['cancel', 'CANCELLED', true, 'CANCELLED'],
  ['cancel', 'CANCELLED', false, 'CANCELLED'],
  ['cancel', 'RUNNING', false, FINISHED],
  ['cancel', 'FAILED', true, /has failed/],
] as [CampaignChange, CampaignStatus, boolean, CampaignStatus | RegExp][])(
  '%s of a campaign that is %s, with anyone unsent: %s, is %s',
  (change, status, anyUnsent, expected) => {
    const changed = changeCampaign(change, status, wireCampaignStatus(status, anyUnsent));
    if (typeof expected === 'string') expect(changed).toEqual({ ok: true, status: expected });
    else expect(changed).toMatchObject({ ok: false, reason: expect.stringMatching(expected) as string });
  },
);

describe('another try', () => {
  const now = new Date('2026-01-14T15:00:00.000Z');
  test.each([
    ['RUNNING', null, undefined],
    ['PAUSED', null, undefined],
    ['RUNNING', new Date(now.getTime() + 1), undefined],
    ['RUNNING', now, /ended at 2026-01-14T15:00:00.000Z/],
    ['CANCELLED', null, /is cancelled/],
    ['FAILED', null, /has failed/],
  ] as [CampaignStatus, Date | null, RegExp | undefined][])(
    'in a campaign that is %s and ends at %s',
    (status, expiresAt, expected) => {
      const refusal = retryRefusal({ status, expiresAt }, now);
      if (expected) expect(refusal).toMatch(expected);
      else expect(refusal).toBeUndefined();
    },
  );

  test.each([
    ['FAILED', undefined],
    ['UNKNOWN', /never sent again/],
    ['SCHEDULED', /has not failed: it is still to be sent to/],
    ['SENDING', /has not failed/],
    ['DELIVERED', /it is delivered/],
    ['SKIPPED', /opted out/],
    ['CANCELLED', /it is cancelled/],
  ] as [RecipientState, RegExp | undefined][])('of a recipient that is %s', (state, expected) => {
    if (expected) expect(recipientRetryRefusal(state)).toMatch(expected);
    else expect(recipientRetryRefusal(state)).toBeUndefined();
  });
});
