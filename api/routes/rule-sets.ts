import { changeAccountRules } from '../../db/account-rules.ts';
import { lockAccount } from '../../db/accounts.ts';
import { findRuleSet, insertRuleSet, listRuleSets } from '../../db/rule-sets.ts';
import type { Account } from '../../db/schema.ts';
import { transact } from '../../db/transaction.ts';
import type { RuleSet } from '../../domain/rule-set.ts';
import { builtInRuleSet, builtInRuleSets } from '../../domain/rule-sets.ts';
import type { App, RouteDeps } from '../deps.ts';
import { ApiError } from '../errors.ts';
import { accountErrors, accountParams, jsonAnswer } from '../schemas/common.ts';
import {
  ownRuleSetParams,
  ruleSetAnswer,
  ruleSetList,
  ruleSetParams,
  ruleSetQuery,
  ruleSetRequest,
} from '../schemas/rule-sets.ts';

type Stored = RuleSet & { created_at?: Date; created_by?: string };

/** Rules of the law by jurisdiction, as versioned data, behind `authenticate`. */
export function ruleSetRoutes(app: App, { db, outbox, now }: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/settings/rule-sets',
    schema: {
      operationId: 'listRuleSets',
      tags: ['Settings'],
      summary: 'The rule sets that can be put in force',
      params: accountParams,
      response: { 200: jsonAnswer('All of them.', ruleSetList), ...accountErrors() },
    },
    handler: async (request) => {
      const sets: Stored[] = [...builtInRuleSets(), ...(await listRuleSets(db, request.account.id))];
      return {
        ruleSets: sets.map((set) => ({
          ...toWire(set, request.account),
          jurisdictions: set.rules.map(({ jurisdiction }) => jurisdiction),
        })),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/settings/rule-sets/:name',
    schema: {
      operationId: 'getRuleSet',
      tags: ['Settings'],
      summary: 'The rules of a rule set, in any of its versions',
      params: ruleSetParams,
      querystring: ruleSetQuery,
      response: { 200: jsonAnswer('Its rules.', ruleSetAnswer), ...accountErrors(404) },
    },
    handler: async (request) => {
      const { name } = request.params;
      const { version } = request.query;
      const builtIn = builtInRuleSet(name);
      const isAsked = builtIn && (version === undefined || version === builtIn.version);
      const set: Stored | undefined = isAsked ? builtIn : await findRuleSet(db, request.account.id, name, version);
      if (!set) throw new ApiError(404, `There is no rule set ${JSON.stringify(name)}${version ? ` ${version}` : ''}`);
      return { ...toWire(set, request.account), rules: set.rules };
    },
  });

  app.route({
    method: 'PUT',
    url: '/settings/rule-sets/:name',
    schema: {
      operationId: 'writeRuleSet',
      tags: ['Settings'],
      summary: 'Write a rule set of your own',
      description:
        'It becomes the next version of its name; the versions before it stay, for attempts name the one that they stood on. One that is in force is so from the answer on, in its new version. The same again changes nothing.',
      params: ownRuleSetParams,
      body: ruleSetRequest,
      response: { 200: jsonAnswer('The version as it is kept.', ruleSetAnswer), ...accountErrors(409, 413, 415) },
    },
    handler: async (request) => {
      const { name } = request.params;
      if (builtInRuleSet(name)) {
        throw new ApiError(409, `name: ${name} comes with the product and cannot be changed; take another name`);
      }
      const { account, set } = await transact(db, async (trx) => {
        const before = await lockAccount(trx, request.account.id);
        const written = await insertRuleSet(trx, before.id, { name, ...request.body }, request.by, now());
        const isNew = before.rule_set === name && before.rule_set_version !== written.version;
        const change = isNew ? { rule_set_version: written.version } : {};
        return { account: await changeAccountRules(trx, before, change), set: written };
      });
      outbox.kick();
      return { ...toWire(set, account), rules: set.rules };
    },
  });
}

function toWire(set: Stored, account: Account) {
  const builtIn = set.created_at === undefined;
  return {
    name: set.name,
    version: set.version,
    description: set.description,
    builtIn,
    inForce: account.rule_set === set.name && account.rule_set_version === (builtIn ? null : set.version),
    createdAt: set.created_at?.toISOString() ?? null,
    createdBy: set.created_by ?? null,
  };
}
