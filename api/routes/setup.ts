import { getSetUp } from '../../db/setup.ts';
import { setupSteps } from '../../domain/setup.ts';
import type { App, RouteDeps } from '../deps.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { setupAnswer } from '../schemas/setup.ts';

/** What an account still needs, behind `authenticate`. */
export function setupRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/setup',
    schema: {
      operationId: 'getSetup',
      tags: ['Settings'],
      summary: 'What is set up, and what is missing',
      params: accountParams,
      response: { 200: jsonAnswer('Each step.', setupAnswer), ...accountErrors() },
    },
    handler: async (request) => ({ steps: setupSteps(await getSetUp(db, request.account.id)) }),
  });
}
