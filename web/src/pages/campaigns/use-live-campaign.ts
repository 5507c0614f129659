import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSession } from '../../session.tsx';
import { campaignKey, campaignQuery } from './queries.ts';
import { useCampaignEvents } from './use-campaign-events.ts';

/** Counts come as they change; what has to be asked for (lists, groups, the timeline) follows no more often than this. */
const CALM_MS = 4_000;

/** Keeps what is known of a campaign as it is. */
export function useLiveCampaign(campaignId: string): void {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const asking = useRef<number>(undefined);
  useEffect(
    () => () => {
      clearTimeout(asking.current);
      asking.current = undefined;
    },
    [campaignId],
  );
  useCampaignEvents([campaignId], ([campaign]) => {
    if (campaign?.proactiveCampaignId !== campaignId) return;
    const { queryKey } = campaignQuery(api, campaignId);
    const known = queryClient.getQueryData(queryKey);
    if (
      !known ||
      JSON.stringify(known.counts) + known.campaignStatus === JSON.stringify(campaign.counts) + campaign.campaignStatus
    )
      return;
    queryClient.setQueryData(queryKey, { ...known, ...campaign });
    asking.current ??= window.setTimeout(() => {
      asking.current = undefined;
      void queryClient.invalidateQueries({ queryKey: campaignKey(campaignId) });
    }, CALM_MS);
  });
}
