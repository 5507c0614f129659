import { findCampaignDetails } from '../../db/campaign-details.ts';
import { listCampaigns, type CampaignSort } from '../../db/campaign-list.ts';
import { campaignWorkflowId } from '../../domain/workflow-ids.ts';
import { toDetails } from '../campaign-details.ts';
import { toSummary } from '../campaign-summary.ts';
import type { App, RouteDeps } from '../deps.ts';
import { campaignDetails } from '../schemas/campaign-details.ts';
import { campaignList, campaignQuery } from '../schemas/campaign-list.ts';
import { accountParams, campaignParams, accountErrors, jsonAnswer } from '../schemas/common.ts';
import { workflowLink } from '../temporal-links.ts';
import { noCampaign } from './campaigns.ts';

/** Campaigns as they are, behind `authenticate`. */
export function campaignListRoutes(app: App, { db, config, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/campaign',
    schema: {
      operationId: 'listCampaigns',
      tags: ['Campaigns'],
      summary: 'List campaigns',
      params: accountParams,
      querystring: campaignQuery,
      response: { 200: jsonAnswer('A page of them.', campaignList), ...accountErrors() },
    },
    handler: async (request) => {
      const { status: statuses, channel: channels, sort, limit, offset, ...filter } = request.query;
      const page = { sort: sort.replace('-', '') as CampaignSort, descending: sort.startsWith('-'), limit, offset };
      const at = now();
      const found = await listCampaigns(db, request.account.id, { ...filter, statuses, channels }, page, at);
      return {
        campaigns: found.campaigns.map((row) => toSummary(row, at)),
        page: { count: found.count, offset, limit },
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/campaign/:campaignId',
    schema: {
      operationId: 'getCampaign',
      tags: ['Campaigns'],
      summary: 'Everything about one campaign',
      description: 'All counts are of one moment: those by state, by channel and by zone add up to `counts`.',
      params: campaignParams,
      response: { 200: jsonAnswer('The campaign.', campaignDetails), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { id: accountId } = request.account;
      const { campaignId } = request.params;
      const at = now();
      const details = await findCampaignDetails(db, accountId, campaignId, at);
      if (!details) throw noCampaign(campaignId);
      return toDetails(details, workflowLink(config, campaignWorkflowId(accountId, campaignId)), at);
    },
  });
}
