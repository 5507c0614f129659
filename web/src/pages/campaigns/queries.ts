import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { pageQuery, type ListSearch } from '../../components/list-table.tsx';
import type { DaybreakClient } from '../../../../client/calls.ts';
import type { CampaignsSearch } from './search.ts';
import type { Campaign, RecipientState } from './types.ts';

type Api = DaybreakClient;
const CAMPAIGN = '/api/v2/account/{accountId}/campaign/{campaignId}';

export const campaignsKey = ['campaigns'];
/** All that is asked of one campaign begins with it. */
export const campaignKey = (campaignId: string) => ['campaign', campaignId];

export function campaignsQuery(api: Api, search: CampaignsSearch) {
  const { name, status, channel, from, to, sort } = search;
  const words = { ...(status && { status: list(status) }), ...(channel && { channel: list(channel) }) };
  const days = { ...(from && { createdFrom: dayStart(from) }), ...(to && { createdTo: dayStart(to, 1) }) };
  const query = {
    ...pageQuery(search),
    ...words,
    ...days,
    ...(name && { name }),
    ...(sort && { sort: sort as '-name' }),
  };
  return queryOptions({
    queryKey: [...campaignsKey, query],
    queryFn: ({ signal }) => api.get('/api/v2/account/{accountId}/campaign', { query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function campaignQuery(api: Api, campaignId: string) {
  return queryOptions({
    queryKey: [...campaignKey(campaignId), 'details'],
    queryFn: ({ signal }) => api.get(CAMPAIGN, { path: { campaignId }, signal }),
  });
}

export function timezonesQuery(api: Api, campaignId: string, page: { limit: number; offset: number }) {
  return queryOptions({
    queryKey: [...campaignKey(campaignId), 'timezones', page],
    queryFn: ({ signal }) => api.get(`${CAMPAIGN}/timezones`, { path: { campaignId }, query: page, signal }),
    placeholderData: keepPreviousData,
    // Windows open and close with nobody's doing.
    refetchInterval: 60_000,
  });
}

export function timelineQuery(api: Api, campaignId: string) {
  return queryOptions({
    queryKey: [...campaignKey(campaignId), 'timeline'],
    queryFn: ({ signal }) => api.get(`${CAMPAIGN}/timeline`, { path: { campaignId }, signal }),
  });
}

export function errorsQuery(api: Api, campaignId: string) {
  return queryOptions({
    queryKey: [...campaignKey(campaignId), 'errors'],
    queryFn: ({ signal }) => api.get(`${CAMPAIGN}/errors`, { path: { campaignId }, signal }),
  });
}

export type RecipientFilter = {
  state?: RecipientState[];
  zones?: string;
  consumer?: string;
  errorCode?: string;
};

export function recipientsQuery(api: Api, campaignId: string, filter: RecipientFilter, search: ListSearch) {
  const { state, ...more } = filter;
  const query = { ...pageQuery(search), ...more, ...(state && { state }) };
  return queryOptions({
    queryKey: [...campaignKey(campaignId), 'recipients', query],
    queryFn: ({ signal }) => api.get(`${CAMPAIGN}/recipients`, { path: { campaignId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function recipientQuery(api: Api, campaignId: string, recipientId: string) {
  return queryOptions({
    queryKey: [...campaignKey(campaignId), 'recipient', recipientId],
    queryFn: ({ signal }) =>
      api.get(`${CAMPAIGN}/recipients/{recipientId}`, { path: { campaignId, recipientId }, signal }),
  });
}

/** Whether anything more happens by itself. */
export function isOver({ campaignStatus }: Pick<Campaign, 'campaignStatus'>): boolean {
  return campaignStatus === 'FINISHED' || campaignStatus === 'CANCELLED' || campaignStatus === 'FAILED';
}

function list<T extends string>(text: string): T[] {
  return text.split(',') as T[];
}

/** Where a day of the reader's begins, or that which comes `later` days after it. */
function dayStart(day: string, later = 0): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}
