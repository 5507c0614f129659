import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { changeAccountRules, findRuleSetColumns } from '../../db/account-rules.ts';
import { isSkill, lockAccount, updateAccount } from '../../db/accounts.ts';
import type { Account, Database } from '../../db/schema.ts';
import { transact } from '../../db/transaction.ts';
import { builtInRuleSet } from '../../domain/rule-sets.ts';
import type { ChannelTexts } from '../../domain/channel.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import { settingsAnswer, settingsChange, type textsChange } from '../schemas/settings.ts';

/** What counts for the whole account, behind `authenticate`. */
export function settingsRoutes(app: App, { db, outbox }: RouteDeps): void {
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
      description:
        'Campaigns that are launched keep the lookback period that they were launched with. `ruleSet` and `messagesPerConsumer` count at once, for all campaigns: after the answer no message goes under the old ones, and who waits for them decides anew.',
      params: accountParams,
      body: settingsChange,
      response: { 200: jsonAnswer('The settings as they are now.', settingsAnswer), ...accountErrors(413, 415) },
    },
    handler: async (request) => {
      const { name, timezone, defaultSkill, lookbackMinutes } = request.body;
      const { maxConsumersPerCall, maxRecipientsPerFile } = request.body;
      const { whatsappMarketingToUs, lineTypeLookup } = request.body;
      const { optOutScope, optOutConfirmation, helpText } = request.body;
      const { id } = request.account;
      const account = await transact(db, async (trx) => {
        const before = await lockAccount(trx, id);
        if (defaultSkill !== undefined && !(await isSkill(trx, id, defaultSkill))) {
          throw new ApiError(400, `defaultSkill: the account has no skill ${JSON.stringify(defaultSkill)}`);
        }
        const changed = await updateAccount(trx, id, {
          name,
          timezone,
          default_skill: defaultSkill,
          lookback_minutes: lookbackMinutes,
          max_consumers: maxConsumersPerCall,
          max_file_recipients: maxRecipientsPerFile,
          whatsapp_marketing_to_us: whatsappMarketingToUs,
          opt_out_scope: optOutScope,
          opt_out_confirmation: optOutConfirmation && mergedTexts(before.opt_out_confirmation, optOutConfirmation),
          help_text: helpText && mergedTexts(before.help_text, helpText),
          line_type_lookup: lineTypeLookup,
        });
        return changeAccountRules(trx, changed, await toRules(trx, id, request.body));
      });
      outbox.kick();
      return toWire(account);
    },
  });
}

async function toRules(trx: Transaction<Database>, accountId: string, change: z.infer<typeof settingsChange>) {
  const { ruleSet: name, messagesPerConsumer: limits } = change;
  const ruleSet = name === undefined ? {} : await findRuleSetColumns(trx, accountId, name);
  if (!ruleSet) throw new ApiError(400, `ruleSet: there is no rule set ${JSON.stringify(name)}`);
  return {
    ...ruleSet,
    ...(limits?.per24Hours !== undefined && { messages_per_24_hours: limits.per24Hours }),
    ...(limits?.per7Days !== undefined && { messages_per_7_days: limits.per7Days }),
  };
}

/** A text takes the place of the one before it, null takes it away, and what is absent stays. */
function mergedTexts(texts: ChannelTexts, change: z.infer<typeof textsChange>): string {
  const merged = Object.entries({ ...texts, ...change }).filter(([, text]) => text !== null);
  return JSON.stringify(Object.fromEntries(merged));
}

function allOf(texts: ChannelTexts) {
  return { sms: texts.sms ?? null, wa: texts.wa ?? null, inapp: texts.inapp ?? null };
}

function toWire(account: Account) {
  return {
    accountId: account.id,
    name: account.name,
    timezone: account.timezone,
    defaultSkill: account.default_skill,
    lookbackMinutes: account.lookback_minutes,
    maxConsumersPerCall: account.max_consumers,
    maxRecipientsPerFile: account.max_file_recipients,
    whatsappMarketingToUs: account.whatsapp_marketing_to_us,
    lineTypeLookup: account.line_type_lookup,
    ruleSet: account.rule_set,
    ruleSetVersion: account.rule_set_version ?? builtInRuleSet(account.rule_set ?? '')?.version ?? null,
    messagesPerConsumer: { per24Hours: account.messages_per_24_hours, per7Days: account.messages_per_7_days },
    optOutScope: account.opt_out_scope,
    optOutConfirmation: allOf(account.opt_out_confirmation),
    helpText: allOf(account.help_text),
    apiCallsPerSecond: account.api_calls_per_second,
    createdAt: account.created_at.toISOString(),
  };
}
