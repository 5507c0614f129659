import { queryOptions } from '@tanstack/react-query';
import type { DaybreakClient } from '../../../../client/calls.ts';
import type { Answer, Operation } from '../../../../client/types.ts';
import { listAllTemplates } from '../templates/queries.ts';

export type Handoff = Answer<Operation<'get', '/api/v2/account/{accountId}/handoffs/{handoffId}'>>;
export type HandoffChannel = Handoff['channels'][number];
export type OutboundNumber = Answer<
  Operation<'get', '/api/v2/account/{accountId}/outbound-numbers'>
>['outboundNumbers'][number];
export type ChannelSetting = Answer<Operation<'get', '/api/v2/account/{accountId}/channels'>>['channels'][number];

export function handoffQuery(api: DaybreakClient, handoffId: string) {
  return queryOptions({
    queryKey: ['handoffs', 'one', handoffId],
    queryFn: () => api.get('/api/v2/account/{accountId}/handoffs/{handoffId}', { path: { handoffId } }),
  });
}

/** What a handoff is made of: the account's numbers, apps, templates, and how its channels stand. */
export function ingredientsQuery(api: DaybreakClient) {
  return queryOptions({
    queryKey: ['handoffs', 'ingredients'],
    queryFn: async () => {
      const [{ outboundNumbers }, { apps }, { channels }, templates, settings] = await Promise.all([
        api.get('/api/v2/account/{accountId}/outbound-numbers'),
        api.get('/api/v2/account/{accountId}/apps', { query: { limit: 500 } }),
        api.get('/api/v2/account/{accountId}/channels'),
        listAllTemplates(api),
        api.get('/api/v2/account/{accountId}/settings'),
      ]);
      const { lookbackMinutes } = settings;
      return { numbers: outboundNumbers, apps: apps.map(({ name }) => name), channels, templates, lookbackMinutes };
    },
  });
}

export type Ingredients = Awaited<ReturnType<NonNullable<ReturnType<typeof ingredientsQuery>['queryFn']>>>;

/** Whether another handoff of the account has this very title. */
export function titleTakenQuery(api: DaybreakClient, title: string, ownId: string | undefined) {
  return queryOptions({
    queryKey: ['handoffs', 'title', title],
    queryFn: () =>
      api.get('/api/v2/account/{accountId}/handoffs', { query: { name: title, sort: 'name', limit: 500 } }),
    enabled: title !== '',
    select: ({ handoffs }) => handoffs.some(({ id, name }) => name === title && id !== ownId),
  });
}
