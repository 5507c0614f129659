import { z } from 'zod';
import { DRAFT_DAYS, MOST_DRAFTS } from '../../db/drafts.ts';
import { accountParams, instantAnswer } from './common.ts';

const ID = '5f0c2a52-9d5e-4b7e-8a43-3f1f5a2b9c10';

export const DRAFT_EXAMPLE = { campaignName: 'Orders of March', step: 2, message: { sms: { text: 'Hello {{1}}' } } };

const summary = {
  id: z.string(),
  campaignName: z.string().nullable().describe('As the draft has it.'),
  createdAt: instantAnswer,
  updatedAt: instantAnswer,
  deletedAt: instantAnswer.describe(`When it goes unless it is touched: ${DRAFT_DAYS} days after it was.`),
};

const SUMMARY_EXAMPLE = {
  id: ID,
  campaignName: 'Orders of March',
  createdAt: '2026-03-01T15:00:00.000Z',
  updatedAt: '2026-03-01T15:04:00.000Z',
  deletedAt: '2026-05-30T15:04:00.000Z',
};

/** Any object: what the caller composes with. */
export const draftContent = z.record(z.string(), z.unknown()).meta({
  id: 'DraftContent',
  description: 'Any JSON object, kept as it is given.',
  examples: [DRAFT_EXAMPLE],
});

export const draft = z
  .object({ ...summary, content: z.record(z.string(), z.unknown()).describe('As it was given.') })
  .meta({ id: 'Draft', examples: [{ ...SUMMARY_EXAMPLE, content: DRAFT_EXAMPLE }] });

export const drafts = z
  .object({ drafts: z.array(z.object(summary)).describe(`Touched last first, at most ${MOST_DRAFTS}.`) })
  .meta({ id: 'Drafts', examples: [{ drafts: [SUMMARY_EXAMPLE] }] });

export const draftParams = accountParams.extend({
  draftId: z.string().meta({ description: 'The draft, a UUID of the caller’s.', examples: [ID] }),
});
