import { findOutcomes } from '../../db/campaigns.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { launchCampaign } from '../launch-campaign.ts';
import { toOutcomes } from '../outcomes.ts';
import { campaignAnswer, outcomesAnswer } from '../schemas/campaign-answer.ts';
import { campaignHeaders, campaignRequest } from '../schemas/campaign-request.ts';
import { accountParams, campaignParams, accountErrors, jsonAnswer } from '../schemas/common.ts';

/** Room for 1,000 consumers with all their variables. */
const CAMPAIGN_BODY_LIMIT = 16 * 1024 * 1024;

/** contract.md section 2, behind `authenticate`. */
export function campaignRoutes(app: App, { db, outbox, now }: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/campaign',
    bodyLimit: CAMPAIGN_BODY_LIMIT,
    schema: {
      operationId: 'createCampaign',
      tags: ['Campaigns'],
      summary: 'Launch a campaign',
      description:
        'Everyone accepted is stored before the answer. A bad consumer never stops the others: it comes back under `failedConsumers`. With every consumer bad the answer is still 201, and nothing is started.',
      params: accountParams,
      headers: campaignHeaders,
      body: campaignRequest,
      response: {
        201: jsonAnswer('Who was accepted, and who was not.', campaignAnswer),
        ...accountErrors(413, 415, 422),
      },
    },
    handler: async (request, reply) => {
      const answer = await launchCampaign(db, {
        account: request.account,
        by: request.by,
        source: request.caller.kind === 'user' ? 'UI' : 'API',
        request: request.body,
        idempotencyKey: request.headers['idempotency-key'],
        requestTraceId: request.id,
        now: now(),
      });
      outbox.kick();
      return reply.code(201).send(answer);
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/conversations',
    schema: {
      operationId: 'getCampaignConversations',
      tags: ['Campaigns'],
      summary: 'Where each recipient of a campaign is',
      params: campaignParams,
      response: { 200: jsonAnswer("The campaign's recipients.", outcomesAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const found = await findOutcomes(db, request.account.id, request.params.campaignId);
      if (!found) throw noCampaign(request.params.campaignId);
      const { status, expires_at: expiresAt } = found.campaign;
      return toOutcomes({ status, expiresAt }, found.outcomes, now());
    },
  });
}

export function noCampaign(id: string): ApiError {
  return new ApiError(404, `The account has no campaign ${JSON.stringify(id)}`);
}
