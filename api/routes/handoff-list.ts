import { listHandoffs, listTemplatesOf } from '../../db/handoffs.ts';
import { CHANNELS, type Channel } from '../../domain/channel.ts';
import type { App, RouteDeps } from '../deps.ts';
import { toProfile } from '../handoff-answer.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { handoffListParams, handoffListQuery, handoffProfiles, type HandoffProfile } from '../schemas/handoff-list.ts';

type Page = { limit: number; offset: number };

/** The original's read API of handoffs, contract.md section 4, behind `authenticate`. */
export function handoffListRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/app/prmsg/handoffs/list',
    schema: {
      operationId: 'listHandoffProfiles',
      tags: ['Handoffs'],
      summary: 'All handoffs, as the original lists them',
      params: accountParams,
      querystring: handoffListQuery,
      response: { 200: jsonAnswer('A page of them, oldest first.', handoffProfiles), ...accountErrors() },
    },
    handler: (request) => profiles(request.account.id, undefined, request.query),
  });

  app.route({
    method: 'GET',
    url: '/app/prmsg/handoffs/list/channel/:channel',
    schema: {
      operationId: 'listHandoffProfilesOfChannel',
      tags: ['Handoffs'],
      summary: 'The handoffs that send on a channel',
      description: 'Each with all of its channels.',
      params: handoffListParams,
      querystring: handoffListQuery,
      response: { 200: jsonAnswer('A page of them, oldest first.', handoffProfiles), ...accountErrors() },
    },
    handler: async (request) => {
      const word = request.params.channel === 'sms-twilio' ? 'sms' : request.params.channel;
      const channel = CHANNELS.find((known) => known === word);
      return channel === undefined ? [] : profiles(request.account.id, channel, request.query);
    },
  });

  async function profiles(accountId: string, channel: Channel | undefined, page: Page): Promise<HandoffProfile[]> {
    const { limit, offset } = page;
    const filter = { channel, sort: 'created_at', order: 'asc', limit, offset } as const;
    const { handoffs } = await listHandoffs(db, accountId, filter);
    const templates = await listTemplatesOf(db, accountId, handoffs);
    return handoffs.map((handoff) => toProfile(handoff, templates));
  }
}
