import type { App, RouteDeps } from '../deps.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { simulationAnswer, simulationRequest } from '../schemas/simulations.ts';
import { simulateCampaign } from '../simulate-campaign.ts';
import { toSimulation } from '../simulation-answer.ts';

/** Room for 1,000 consumers with all their variables, as a campaign has it. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** When a campaign would reach everyone, behind `authenticate`. */
export function simulationRoutes(app: App, { db, now }: RouteDeps): void {
  app.route({
    method: 'POST',
    url: '/simulations',
    bodyLimit: BODY_LIMIT,
    schema: {
      operationId: 'simulateCampaign',
      tags: ['Campaigns'],
      summary: 'When a campaign would reach everyone, before it is launched',
      description:
        'Nothing is sent and nothing stored. By the rules that send, and by what is known at this moment: zones, windows, rule set, rates, limits, who is ahead. It is refused where the launch would be; only past the day’s allowance it is answered, and says so. What comes later, such as other campaigns, pauses and providers’ refusals, it can’t know.',
      params: accountParams,
      body: simulationRequest,
      response: { 200: jsonAnswer('When who is reached.', simulationAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request) =>
      toSimulation(await simulateCampaign(db, request.account, request.body, now()), request.account),
  });
}
