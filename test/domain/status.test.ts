import { describe, expect, it } from 'vitest';
import {
  effectiveState,
  movesForward,
  wireCampaignStatus,
  wireStatus,
  type AttemptState,
  type CampaignStatus,
  type RecipientState,
} from '../../domain/status.ts';

describe('campaignStatus', () => {
  it.each([
    ['RUNNING', true, 'PUBLISHED'],
    ['RUNNING', false, 'FINISHED'],
    ['PAUSED', true, 'PAUSED'],
    ['PAUSED', false, 'FINISHED'],
    ['CANCELLED', true, 'CANCELLED'],
    ['CANCELLED', false, 'CANCELLED'],
    ['FAILED', false, 'FAILED'],
  ] as const)('%s with anyone unsent %s is %s', (status, anyUnsent, wire) => {
    expect(wireCampaignStatus(status, anyUnsent)).toBe(wire);
  });
});

it('says DELIVERED on the wire as soon as the gateway took the message', () => {
  expect(wireStatus('SENT')).toBe('DELIVERED');
  expect(wireStatus('SENDING')).toBe('SCHEDULED');
  expect(wireStatus('UNKNOWN')).toBe('FAILED');
});

describe('what a recipient is at an instant', () => {
  const now = new Date('2026-01-14T15:00:00.000Z');
  const later = new Date(now.getTime() + 1);
  it.each([
    ['RUNNING', null, 'SCHEDULED', 'SCHEDULED'],
    ['PAUSED', null, 'NOT_SENT', 'NOT_SENT'],
    ['CANCELLED', null, 'NOT_SENT', 'CANCELLED'],
    ['CANCELLED', null, 'SCHEDULED', 'CANCELLED'],
    // The call may still come to something.
    ['CANCELLED', null, 'SENDING', 'SENDING'],
    ['CANCELLED', null, 'SENT', 'SENT'],
    ['CANCELLED', null, 'FAILED', 'FAILED'],
    ['CANCELLED', now, 'SCHEDULED', 'CANCELLED'],
    ['FAILED', null, 'SCHEDULED', 'FAILED'],
    ['FAILED', null, 'SENDING', 'SENDING'],
    ['RUNNING', later, 'SCHEDULED', 'SCHEDULED'],
    ['RUNNING', now, 'SCHEDULED', 'EXPIRED'],
    ['PAUSED', now, 'NOT_SENT', 'EXPIRED'],
    ['RUNNING', now, 'SENDING', 'SENDING'],
    ['RUNNING', now, 'READ', 'READ'],
  ] as [CampaignStatus, Date | null, RecipientState, RecipientState][])(
    'of a campaign that is %s and ends at %s: %s is %s',
    (status, expiresAt, state, effective) => {
      expect(effectiveState({ status, expiresAt }, state, now)).toBe(effective);
    },
  );
});

describe('receipts move forwards only', () => {
  it.each([
    ['ACCEPTED', 'DELIVERED', true],
    ['ACCEPTED', 'READ', true],
    ['ACCEPTED', 'FAILED', true],
    ['CALLING', 'DELIVERED', true],
    ['UNKNOWN', 'ACCEPTED', true],
    ['DELIVERED', 'ACCEPTED', false],
    ['DELIVERED', 'DELIVERED', false],
    ['DELIVERED', 'FAILED', false],
    ['READ', 'DELIVERED', false],
    ['FAILED', 'ACCEPTED', false],
    ['FAILED', 'DELIVERED', true],
    ['REFUSED', 'DELIVERED', false],
  ] as [AttemptState, AttemptState, boolean][])('%s to %s: %s', (from, to, moves) => {
    expect(movesForward(from, to)).toBe(moves);
  });
});
