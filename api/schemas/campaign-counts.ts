import { z } from 'zod';
import { WIRE_CAMPAIGN_STATUSES } from '../../domain/status.ts';

export const traceId = z.string().meta({ examples: ['f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3'] });

export const campaignStatus = z
  .enum(WIRE_CAMPAIGN_STATUSES)
  .describe('PUBLISHED while anyone is still to be sent to; FINISHED exactly once nobody is.');

const count = z.number().int();

export const COUNTS_EXAMPLE = {
  attempted: 100,
  eligible: 61,
  sent: 58,
  delivered: 55,
  read: 20,
  responded: 7,
  failed: 2,
  skipped: 1,
  pending: 37,
  callsUnderWay: 2,
  neverSent: 3,
};

/** domain/campaign-counts.ts, `CampaignCounts`. */
export const campaignCounts = z
  .object({
    attempted: count.describe('Everyone accepted: sent + failed + skipped + pending + callsUnderWay.'),
    eligible: count.describe('Could be sent to on a channel: a call to its provider was made.'),
    sent: count.describe('The gateway took it.'),
    delivered: count.describe('As the gateway reports.'),
    read: count.describe('As the gateway reports; SMS has none.'),
    responded: count.describe('A reply opened a conversation.'),
    failed: count.describe('Failed, cancelled or expired, or the provider never said whether it took the message.'),
    skipped: count.describe('The consumer has opted out.'),
    pending: count.describe('Still to be sent to.'),
    callsUnderWay: count.describe('A call to the provider has begun, and what came of it is not known yet.'),
    neverSent: count.describe('failed + skipped: nothing more is sent to them.'),
  })
  .meta({
    id: 'CampaignCounts',
    description:
      'How many of the recipients are where, all of one moment. Who is cut off by a cancel or by `expiresAt` counts as failed at once.',
    examples: [COUNTS_EXAMPLE],
  });
