import { findCampaign } from '../../db/campaigns.ts';
import { countUnsent, findRecipientRecord, listRecipients } from '../../db/recipient-list.ts';
import type { Campaign } from '../../db/schema.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { toRecipient, toRecipientDetails } from '../recipient-answer.ts';
import { accountErrors, campaignParams, isUuid, jsonAnswer } from '../schemas/common.ts';
import { recipientFilter, recipientQuery } from '../schemas/recipient-query.ts';
import { recipientDetails, recipientList, recipientParams } from '../schemas/recipients.ts';

/** Each of them is asked what it waits for: some seconds of a processor. */
const MOST_ASKED = 5_000;

function refuseMany(unsent: number): void {
  if (unsent <= MOST_ASKED) return;
  const [count, most] = [unsent, MOST_ASKED].map((number) => number.toLocaleString('en-US'));
  const problem = `waitsFor: would have to ask ${count} recipients that are still to be sent to, and ${most} is the most`;
  throw new ApiError(400, `${problem}; narrow it down by zone, state, phone or consumer`);
}

/** Why is it still scheduled, and what became of it: behind `authenticate`. */
export function recipientRoutes(app: App, { db, config, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/recipients',
    schema: {
      operationId: 'listRecipients',
      tags: ['Recipients'],
      summary: "A campaign's recipients, each with its forecast or its end",
      description:
        'For each that is still to be sent to: what it waits for at this moment, and when it can be sent, by the very rules that send it. For each other: what became of it. Always with a sentence for a person.',
      params: campaignParams,
      querystring: recipientQuery,
      response: { 200: jsonAnswer('A page of them.', recipientList), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { waitsFor, limit, offset } = request.query;
      const filter = { ...recipientFilter(request.query), waitsFor };
      const at = now();
      const campaign = await getCampaign(request.account.id, request.params.campaignId);
      if (waitsFor !== undefined) refuseMany(await countUnsent(db, campaign, filter, at.getTime()));
      const { count, recipients } = await listRecipients(db, campaign, filter, { limit, offset }, at.getTime());
      return {
        recipients: recipients.map((recipient) => toRecipient(config, recipient, at)),
        page: { count, offset, limit },
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId/recipients/:recipientId',
    schema: {
      operationId: 'getRecipient',
      tags: ['Recipients'],
      summary: 'One recipient, with all that is kept of it',
      description:
        'Its forecast or its end, and the record: possible zones and their source, attempts with the local time of each, consent, receipts, reply and conversation.',
      params: recipientParams,
      response: { 200: jsonAnswer('The recipient.', recipientDetails), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { campaignId, recipientId } = request.params;
      const at = now();
      const campaign = await getCampaign(request.account.id, campaignId);
      const record = isUuid(recipientId)
        ? await findRecipientRecord(db, campaign, recipientId, at.getTime())
        : undefined;
      if (!record) throw new ApiError(404, `The campaign has no recipient ${JSON.stringify(recipientId)}`);
      return toRecipientDetails(config, campaign, record, at);
    },
  });

  async function getCampaign(accountId: string, id: string): Promise<Campaign> {
    const campaign = await findCampaign(db, accountId, id);
    if (!campaign) throw new ApiError(404, `The account has no campaign ${JSON.stringify(id)}`);
    return campaign;
  }
}
