import { isSkill, lockAccount, updateAccount } from '../../db/accounts.ts';
import type { Account } from '../../db/schema.ts';
import { transact } from '../../db/transaction.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { settingsAnswer, settingsChange } from '../schemas/settings.ts';

/** What counts for the whole account, behind `authenticate`. */
export function settingsRoutes(app: App, { db }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/settings',
    schema: {
      operationId: 'getSettings',
      tags: ['Settings'],
      summary: "The account's settings",
      params: accountParams,
      response: { 200: jsonAnswer('All of them.', settingsAnswer), ...accountErrors() },
    },
    handler: (request) => toWire(request.account),
  });

  app.route({
    method: 'PATCH',
    url: '/settings',
    schema: {
      operationId: 'changeSettings',
      tags: ['Settings'],
      summary: "Change the account's settings",
      description: 'Campaigns that are launched keep the lookback period that they were launched with.',
      params: accountParams,
      body: settingsChange,
      response: { 200: jsonAnswer('The settings as they are now.', settingsAnswer), ...accountErrors(413, 415) },
    },
    handler: async (request) => {
      const { name, timezone, defaultSkill, lookbackMinutes, maxConsumersPerCall } = request.body;
      const { whatsappMarketingToUs, lineTypeLookup } = request.body;
      const { id } = request.account;
      const account = await transact(db, async (trx) => {
        await lockAccount(trx, id);
        if (defaultSkill !== undefined && !(await isSkill(trx, id, defaultSkill))) {
          throw new ApiError(400, `defaultSkill: the account has no skill ${JSON.stringify(defaultSkill)}`);
        }
        return updateAccount(trx, id, {
          name,
          timezone,
          default_skill: defaultSkill,
          lookback_minutes: lookbackMinutes,
          max_consumers: maxConsumersPerCall,
          whatsapp_marketing_to_us: whatsappMarketingToUs,
          line_type_lookup: lineTypeLookup,
        });
      });
      return toWire(account);
    },
  });
}

function toWire(account: Account) {
  return {
    accountId: account.id,
    name: account.name,
    timezone: account.timezone,
    defaultSkill: account.default_skill,
    lookbackMinutes: account.lookback_minutes,
    maxConsumersPerCall: account.max_consumers,
    whatsappMarketingToUs: account.whatsapp_marketing_to_us,
    lineTypeLookup: account.line_type_lookup,
    apiCallsPerSecond: account.api_calls_per_second,
    createdAt: account.created_at.toISOString(),
  };
}
