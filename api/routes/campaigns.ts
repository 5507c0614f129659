import { findCampaign, listOutcomes, updateCampaignStatus } from '../../db/campaigns.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { launchCampaign } from '../launch-campaign.ts';
import { toOutcomes } from '../outcomes.ts';
import { campaignAnswer, campaignChangeAnswer, outcomesAnswer } from '../schemas/campaign-answer.ts';
import { campaignHeaders, campaignRequest } from '../schemas/campaign-request.ts';
import { accountParams, campaignParams, accountErrors, jsonAnswer } from '../schemas/common.ts';

/** Room for 1,000 consumers with all their variables. */
const CAMPAIGN_BODY_LIMIT = 16 * 1024 * 1024;

const CHANGES = [
  [
    'pause',
    'Pause a campaign',
    'Nobody is sent to after the answer, but for a call to the provider that is under way.',
  ],
  ['resume', 'Resume a paused campaign', 'Whoever the pause held up goes on, each in their own window.'],
  ['cancel', 'Cancel a campaign', 'For good. Who has not been sent to never is.'],
] as const;

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
        clientId: request.clientId,
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
      const campaign = await findCampaign(db, request.account.id, request.params.campaignId);
      if (!campaign) throw noCampaign(request.params.campaignId);
      return toOutcomes(campaign.status, await listOutcomes(db, campaign.id));
    },
  });

  for (const [change, summary, description] of CHANGES) {
    app.route({
      method: 'POST',
      url: `/campaign/:campaignId/${change}`,
      schema: {
        operationId: `${change}Campaign`,
        tags: ['Campaigns'],
        summary,
        description: `${description} Asked for again, it changes nothing and answers the same.`,
        params: campaignParams,
        response: {
          200: jsonAnswer('The campaign as it is now.', campaignChangeAnswer),
          ...accountErrors(404, 409, 413, 415),
        },
      },
      handler: async (request) => {
        const { campaignId } = request.params;
        const result = await updateCampaignStatus(db, request.account.id, campaignId, change);
        if (!result) throw noCampaign(campaignId);
        if (!result.ok) throw new ApiError(409, result.reason);
        outbox.kick();
        return { proactiveCampaignId: campaignId, campaignStatus: result.status, requestTraceId: request.id };
      },
    });
  }
}

function noCampaign(id: string): ApiError {
  return new ApiError(404, `The account has no campaign ${JSON.stringify(id)}`);
}
