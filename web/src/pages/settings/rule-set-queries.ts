import { queryOptions } from '@tanstack/react-query';
import type { DaybreakClient } from '../../../../client/calls.ts';
import type { Answer, Operation } from '../../../../client/types.ts';

export type ListedRuleSet = Answer<
  Operation<'get', '/api/v2/account/{accountId}/settings/rule-sets'>
>['ruleSets'][number];
export type RuleSet = Answer<Operation<'get', '/api/v2/account/{accountId}/settings/rule-sets/{name}'>>;
export type Rule = RuleSet['rules'][number];

/** What a change of a rule set, or of which is in force, has asked for anew. */
export const RULE_SET_KEYS = [['settings'], ['rule-sets'], ['rule-set']];

export const ruleSetsQuery = (api: DaybreakClient) =>
  queryOptions({
    queryKey: ['rule-sets'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/settings/rule-sets')).ruleSets,
  });

/** In one of its versions; undefined: the latest. */
export const ruleSetQuery = (api: DaybreakClient, name: string, version?: number) =>
  queryOptions({
    queryKey: ['rule-set', name, version],
    queryFn: () =>
      api.get('/api/v2/account/{accountId}/settings/rule-sets/{name}', {
        path: { name },
        query: { ...(version !== undefined && { version }) },
      }),
  });
