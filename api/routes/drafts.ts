import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deleteDraft, DRAFT_DAYS, findDraft, listDrafts, MOST_DRAFTS, saveDraft, type Owner } from '../../db/drafts.ts';
import type { Draft } from '../../db/schema.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, isUuid, jsonAnswer } from '../schemas/common.ts';
import { draft, draftContent, draftParams, drafts } from '../schemas/drafts.ts';

const DRAFT_BODY_LIMIT = 64 * 1024;

/** Campaigns that are being composed, each user's own, behind `authenticate`. */
export function draftRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/drafts',
    schema: {
      operationId: 'listDrafts',
      tags: ['Drafts'],
      summary: 'List the drafts of who asks',
      params: accountParams,
      response: { 200: jsonAnswer('Without their content.', drafts), ...accountErrors() },
    },
    handler: async (request) => {
      const own = await listDrafts(db, ownerOf(request));
      return { drafts: own.map(({ name, ...row }) => summaryOf(row, name)) };
    },
  });

  app.route({
    method: 'GET',
    url: '/drafts/:draftId',
    schema: {
      operationId: 'getDraft',
      tags: ['Drafts'],
      summary: 'A draft with its content',
      params: draftParams,
      response: { 200: jsonAnswer('The draft.', draft), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { draftId } = request.params;
      const found = isUuid(draftId) ? await findDraft(db, ownerOf(request), draftId) : undefined;
      if (!found) throw noDraft(draftId);
      return toDraft(found);
    },
  });

  app.route({
    method: 'PUT',
    url: '/drafts/:draftId',
    bodyLimit: DRAFT_BODY_LIMIT,
    schema: {
      operationId: 'saveDraft',
      tags: ['Drafts'],
      summary: 'Keep a campaign as far as it is composed',
      description: `A new one, or in place of what it was before. At most 64 KB, and ${MOST_DRAFTS} drafts of one user. It is deleted ${DRAFT_DAYS} days after it was saved last.`,
      params: draftParams,
      body: draftContent,
      response: { 200: jsonAnswer('The draft.', draft), ...accountErrors(409, 413, 415) },
    },
    handler: async (request) => {
      const { draftId } = request.params;
      if (!isUuid(draftId)) throw new ApiError(400, 'draftId: must be a UUID');
      const given = { id: draftId, content: request.body };
      const saved = await db.transaction().execute((trx) => saveDraft(trx, ownerOf(request), given, now()));
      if (saved === 'full') throw new ApiError(409, `There are ${MOST_DRAFTS} drafts already: delete one`);
      if (saved === 'taken') throw new ApiError(409, `draftId: ${draftId} is the id of another user's draft`);
      return toDraft(saved);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/drafts/:draftId',
    schema: {
      operationId: 'deleteDraft',
      tags: ['Drafts'],
      summary: 'Delete a draft',
      params: draftParams,
      response: { 204: z.null().describe('It is gone.'), ...accountErrors(404) },
    },
    handler: async (request, reply) => {
      const { draftId } = request.params;
      const isGone = isUuid(draftId) && (await deleteDraft(db, ownerOf(request), draftId));
      if (!isGone) throw noDraft(draftId);
      return reply.code(204).send(null);
    },
  });
}

function ownerOf({ account, by }: FastifyRequest): Owner {
  return { accountId: account.id, owner: by };
}

function toDraft({ content, ...row }: Draft): z.infer<typeof draft> {
  const { campaignName } = content;
  return { ...summaryOf(row, typeof campaignName === 'string' ? campaignName : null), content };
}

function summaryOf(row: Pick<Draft, 'id' | 'created_at' | 'updated_at'>, campaignName: string | null) {
  return {
    id: row.id,
    campaignName,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    deletedAt: new Date(row.updated_at.getTime() + DRAFT_DAYS * 86_400_000).toISOString(),
  };
}

function noDraft(id: string): ApiError {
  return new ApiError(404, `There is no draft ${JSON.stringify(id)} of yours`);
}
