import {
  deleteHandoff,
  findHandoff,
  HandoffIdTaken,
  HandoffNameTaken,
  insertHandoff,
  listHandoffs,
  listTemplatesOf,
  updateHandoff,
  type HandoffColumns,
} from '../../db/handoffs.ts';
import type { Account, Handoff } from '../../db/schema.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { toHandoffAnswer } from '../handoff-answer.ts';
import { toHandoffChannels } from '../handoff-channels.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import {
  handoffAnswer,
  handoffList,
  handoffParams,
  handoffQuery,
  handoffRequest,
  SORTS,
  type HandoffAnswer,
  type HandoffRequest,
} from '../schemas/handoffs.ts';

const FROZEN = 'Campaigns that were launched with it keep what they were launched with.';

/** What campaigns are made of, behind `authenticate`. The rules are the guide's: domain/handoff-rules.ts. */
export function handoffRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/handoffs',
    schema: {
      operationId: 'listHandoffs',
      tags: ['Handoffs'],
      summary: 'List handoffs',
      params: accountParams,
      querystring: handoffQuery,
      response: { 200: jsonAnswer('A page of them.', handoffList), ...accountErrors() },
    },
    handler: async (request) => {
      const { name, channel, sort, order, limit, offset } = request.query;
      const filter = { name, channel, sort: SORTS[sort], order, limit, offset };
      const { handoffs, count } = await listHandoffs(db, request.account.id, filter);
      const templates = await listTemplatesOf(db, request.account.id, handoffs);
      return {
        handoffs: handoffs.map((handoff) => toHandoffAnswer(handoff, templates)),
        page: { count, offset, limit },
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/handoffs',
    schema: {
      operationId: 'createHandoff',
      tags: ['Handoffs'],
      summary: 'Create a handoff',
      description: 'Its `id` is what campaigns name as their `templateId`. One that is brought along keeps its own.',
      params: accountParams,
      body: handoffRequest,
      response: { 201: jsonAnswer('The handoff.', handoffAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request, reply) => {
      const { id } = request.body;
      const columns = await toColumns(request.account, request.body);
      const handoff = await refusingTaken({ id, ...columns }, () =>
        insertHandoff(db, request.account.id, { id, ...columns }, now()),
      );
      return reply.code(201).send(await answer(handoff));
    },
  });

  app.route({
    method: 'GET',
    url: '/handoffs/:handoffId',
    schema: {
      operationId: 'getHandoff',
      tags: ['Handoffs'],
      summary: 'One handoff',
      params: handoffParams,
      response: { 200: jsonAnswer('The handoff.', handoffAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { handoffId } = request.params;
      const handoff = await findHandoff(db, request.account.id, handoffId);
      if (!handoff) throw noHandoff(handoffId);
      return answer(handoff);
    },
  });

  app.route({
    method: 'PUT',
    url: '/handoffs/:handoffId',
    schema: {
      operationId: 'replaceHandoff',
      tags: ['Handoffs'],
      summary: 'Change a handoff',
      description: `The body is the whole handoff. ${FROZEN}`,
      params: handoffParams,
      body: handoffRequest,
      response: { 200: jsonAnswer('The handoff as it is now.', handoffAnswer), ...accountErrors(404, 409, 413, 415) },
    },
    handler: async (request) => {
      const { handoffId } = request.params;
      if (!(await findHandoff(db, request.account.id, handoffId))) throw noHandoff(handoffId);
      const { id = handoffId } = request.body;
      if (id !== null && id !== handoffId)
        throw new ApiError(400, 'id: is another than that in the address, and never changes');
      const columns = await toColumns(request.account, request.body);
      const handoff = await refusingTaken(columns, () =>
        updateHandoff(db, request.account.id, handoffId, columns, now()),
      );
      if (!handoff) throw noHandoff(handoffId);
      return answer(handoff);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/handoffs/:handoffId',
    schema: {
      operationId: 'deleteHandoff',
      tags: ['Handoffs'],
      summary: 'Delete a handoff',
      description: FROZEN,
      params: handoffParams,
      response: { 200: jsonAnswer('The handoff as it was.', handoffAnswer), ...accountErrors(404, 413, 415) },
    },
    handler: async (request) => {
      const { handoffId } = request.params;
      const handoff = await deleteHandoff(db, request.account.id, handoffId);
      if (!handoff) throw noHandoff(handoffId);
      return answer(handoff);
    },
  });

  async function toColumns(account: Account, request: HandoffRequest): Promise<HandoffColumns> {
    return {
      name: request.name,
      lookback_minutes: request.lookbackMinutes ?? account.lookback_minutes,
      channels: JSON.stringify(await toHandoffChannels(db, account.id, request.channels)),
    };
  }

  async function answer(handoff: Handoff): Promise<HandoffAnswer> {
    return toHandoffAnswer(handoff, await listTemplatesOf(db, handoff.account_id, [handoff]));
  }
}

async function refusingTaken<T>(
  { id, name }: Pick<HandoffRequest, 'id' | 'name'>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof HandoffIdTaken) throw new ApiError(409, `id: another handoff has ${JSON.stringify(id)}`);
    if (!(error instanceof HandoffNameTaken)) throw error;
    throw new ApiError(409, `name: another handoff of the account is called ${JSON.stringify(name)}`);
  }
}

function noHandoff(id: string): ApiError {
  return new ApiError(404, `The account has no handoff ${JSON.stringify(id)}`);
}
