import { describe, expect, it } from 'vitest';
import { movesForward, wireCampaignStatus, wireStatus, type AttemptState } from '../../domain/status.ts';

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
