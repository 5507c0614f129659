import { updateCampaignStatus } from '../../db/campaign-changes.ts';
import { retryFailed, retryRecipient } from '../../db/retries.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { campaignChangeAnswer, retryAnswer, retryParams } from '../schemas/campaign-change.ts';
import { campaignParams, accountErrors, isUuid, jsonAnswer } from '../schemas/common.ts';
import { noCampaign } from './campaigns.ts';

const CHANGES = [
  [
    'pause',
    'Pause a campaign',
    'Nobody is sent to after the answer, but for calls to a provider that are under way: `counts.callsUnderWay` says how many.',
  ],
  ['resume', 'Resume a paused campaign', 'Whoever the pause held up goes on, each in their own window.'],
  [
    'cancel',
    'Cancel a campaign',
    'For good. Who has not been sent to never is, but for calls to a provider that are under way: `counts.callsUnderWay` says how many.',
  ],
] as const;

const RETRY =
  'Every channel of the plan is open again, and what a provider said before of the number is asked anew; windows, pauses, opt-outs and limits hold as ever. A campaign that was FINISHED is PUBLISHED again. Who was given up because the provider never said whether it took the message is never sent to again.';

/** What people do to a campaign that is launched, behind `authenticate`. */
export function campaignChangeRoutes(app: App, { db, outbox, now }: RouteDeps): void {
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
        const result = await updateCampaignStatus(db, request.account.id, campaignId, change, now());
        if (!result) throw noCampaign(campaignId);
        if (!result.ok) throw new ApiError(409, result.reason);
        outbox.kick();
        const { status: campaignStatus, counts } = result;
        return { proactiveCampaignId: campaignId, campaignStatus, requestTraceId: request.id, counts };
      },
    });
  }

  app.route({
    method: 'POST',
    url: '/campaign/:campaignId/recipients/:recipientId/retry',
    schema: {
      operationId: 'retryRecipient',
      tags: ['Campaigns'],
      summary: 'Try a failed recipient again',
      description: RETRY,
      params: retryParams,
      response: {
        200: jsonAnswer('The campaign as it is now.', retryAnswer),
        ...accountErrors(404, 409, 413, 415),
      },
    },
    handler: async (request) => {
      const { campaignId, recipientId } = request.params;
      const { id: accountId } = request.account;
      const result = isUuid(recipientId)
        ? await retryRecipient(db, accountId, campaignId, recipientId, now())
        : undefined;
      if (!result) throw noRecipient(campaignId, recipientId);
      if (!result.ok) throw new ApiError(409, result.reason);
      outbox.kick();
      const { status: campaignStatus, counts, reopened } = result;
      return { proactiveCampaignId: campaignId, campaignStatus, requestTraceId: request.id, counts, reopened };
    },
  });

  app.route({
    method: 'POST',
    url: '/campaign/:campaignId/retry-failed',
    schema: {
      operationId: 'retryFailedRecipients',
      tags: ['Campaigns'],
      summary: 'Try all failed recipients again',
      description: `${RETRY} Where nobody has failed, nothing is changed, and \`reopened\` is 0.`,
      params: campaignParams,
      response: {
        200: jsonAnswer('The campaign as it is now.', retryAnswer),
        ...accountErrors(404, 409, 413, 415),
      },
    },
    handler: async (request) => {
      const { campaignId } = request.params;
      const result = await retryFailed(db, request.account.id, campaignId, now());
      if (!result) throw noCampaign(campaignId);
      if (!result.ok) throw new ApiError(409, result.reason);
      outbox.kick();
      const { status: campaignStatus, counts, reopened } = result;
      return { proactiveCampaignId: campaignId, campaignStatus, requestTraceId: request.id, counts, reopened };
    },
  });
}

function noRecipient(campaignId: string, id: string): ApiError {
  return new ApiError(
    404,
    `The account has no recipient ${JSON.stringify(id)} in a campaign ${JSON.stringify(campaignId)}`,
  );
}
