import { expect, test } from 'vitest';
import { changeCampaign, type CampaignChange } from '../../domain/campaign-change.ts';
import { wireCampaignStatus, type CampaignStatus } from '../../domain/status.ts';

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
