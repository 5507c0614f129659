import { z } from 'zod';
import { CHANNELS } from '../../domain/channel.ts';
import { WIRE_CAMPAIGN_STATUSES } from '../../domain/status.ts';
import { campaignCounts, campaignStatus, COUNTS_EXAMPLE } from './campaign-counts.ts';
import { instant, instantAnswer, pageAnswer, paging } from './common.ts';

/** Words of a query parameter that comes several times, or once with commas; without a word there is no filter. */
function wordsOf<T extends string>(words: readonly T[]) {
  return z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((given) => [given].flat().flatMap((text) => text.split(',')))
    .transform((given) => given.map((word) => word.trim()).filter((word) => word !== ''))
    .pipe(z.array(z.enum(words)));
}

const SORTS = ['createdAt', 'name', 'startAt', 'recipients'] as const;

export const campaignQuery = z
  .looseObject({
    status: wordsOf(WIRE_CAMPAIGN_STATUSES).describe(
      `Any of ${WIRE_CAMPAIGN_STATUSES.join(', ')}; several with commas, or the parameter several times.`,
    ),
    channel: wordsOf(CHANNELS).describe(
      'Campaigns that have the channel in their plan, as the first or a later one. Any of wa, sms, inapp; several as in `status`.',
    ),
    name: z.string().max(255).optional().describe('The name contains this text, in upper or lower case.'),
    source: z.enum(['API', 'UI']).optional().describe('Where it was launched.'),
    skill: z.string().max(255).optional(),
    createdFrom: instant
      .optional()
      .meta({ description: 'Launched at this instant or later, such as 2026-03-01T00:00:00Z.' }),
    createdTo: instant.optional().meta({ description: 'Launched before this instant.' }),
    sort: z
      .enum([...SORTS, ...SORTS.map((sort) => `-${sort}` as const)])
      .default('-createdAt')
      .describe(
        'With `-` downwards. A campaign without a `startAt` goes by when it was launched; `recipients` by how many were accepted.',
      ),
    ...paging,
  })
  .refine(({ createdFrom, createdTo }) => !createdFrom || !createdTo || createdFrom <= createdTo, {
    path: ['createdTo'],
    error: 'is before createdFrom',
  });

export type CampaignQuery = z.infer<typeof campaignQuery>;

export const campaignSummaryFields = {
  proactiveCampaignId: z.string(),
  campaignName: z.string(),
  campaignStatus,
  statusReason: z.string().nullable().describe("Why it is paused or has failed, where it was not by a person's hand."),
  channels: z.array(z.enum(CHANNELS)).describe('In the order in which they are tried.'),
  skill: z.string(),
  templateId: z.string().nullable().describe('As it was given at the launch; null: it came with a `message`.'),
  handoffId: z.string().nullable().describe('The same, where it is a handoff.'),
  source: z.enum(['API', 'UI']),
  createdAt: instantAnswer,
  startAt: instantAnswer.nullable(),
  expiresAt: instantAnswer.nullable(),
  sendRate: z.number().nullable().describe("Messages a second, where it has a rate below the account's."),
  counts: campaignCounts,
};

export const SUMMARY_EXAMPLE = {
  proactiveCampaignId: 'a9cRASfbQ',
  campaignName: 'Orders of March',
  campaignStatus: 'PUBLISHED',
  statusReason: null,
  channels: ['wa', 'sms'],
  skill: 'sales',
  templateId: 'H100000002',
  handoffId: 'H100000002',
  source: 'API',
  createdAt: '2026-03-02T15:00:00.000Z',
  startAt: null,
  expiresAt: null,
  sendRate: null,
  counts: COUNTS_EXAMPLE,
};

export const campaignSummary = z
  .object(campaignSummaryFields)
  .meta({ id: 'CampaignSummary', examples: [SUMMARY_EXAMPLE] });

export type CampaignSummary = z.infer<typeof campaignSummary>;

/** 200 of `GET …/campaign`. */
export const campaignList = z.object({ campaigns: z.array(campaignSummary), page: pageAnswer }).meta({
  id: 'CampaignList',
  examples: [{ campaigns: [SUMMARY_EXAMPLE], page: { count: 1, offset: 0, limit: 100 } }],
});
