import { z } from 'zod';
import { campaignCounts, campaignStatus, COUNTS_EXAMPLE, traceId } from './campaign-counts.ts';
import { campaignParams } from './common.ts';

const change = { proactiveCampaignId: z.string(), campaignStatus, requestTraceId: traceId, counts: campaignCounts };

const example = {
  proactiveCampaignId: 'a9cRASfbQ',
  campaignStatus: 'PAUSED',
  requestTraceId: 'f7d5baa8-d4c1-46ad-bd1e-9a98a38b99a3',
  counts: COUNTS_EXAMPLE,
};

/** 200 of a pause, resume or cancel. */
export const campaignChangeAnswer = z.object(change).meta({ id: 'CampaignChange', examples: [example] });

export const retryParams = campaignParams.extend({
  recipientId: z
    .string()
    .meta({ description: '`acceptedConsumers[].id`.', examples: ['252d195b-1a4f-4807-aa45-97d2a5560e44'] }),
});

/** 200 of a retry. */
export const retryAnswer = z
  .object({ ...change, reopened: z.number().int().describe('How many recipients are tried again.') })
  .meta({ id: 'CampaignRetry', examples: [{ ...example, campaignStatus: 'PUBLISHED', reopened: 2 }] });
