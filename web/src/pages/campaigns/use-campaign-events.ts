import { useDocumentVisibility } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useSession } from '../../session.tsx';
import type { Campaign } from './types.ts';

/** What comes within it is shown at once: a page of campaigns that all go would otherwise draw itself a hundred times a second. */
const GATHER_MS = 250;
const CONNECT_AGAIN_MS = 5_000;

/**
 * Hears how campaigns go while the page is in sight: a browser has six connections to a server, and a tab that nobody looks at keeps none of
 * them. A stream that is refused for good has the session asked for, and is tried again.
 */
export function useCampaignEvents(ids: readonly string[], onProgress: (campaigns: Campaign[]) => void): void {
  const { accountId } = useSession();
  const queryClient = useQueryClient();
  const isVisible = useDocumentVisibility() !== 'hidden';
  const tell = useEffectEvent(onProgress);
  const wanted = ids.join(',');

  useEffect(() => {
    if (!isVisible || wanted === '') return;
    const gathered = new Map<string, Campaign>();
    let gathering: number | undefined;
    let again: number | undefined;
    let source: EventSource | undefined;
    const flush = () => {
      gathering = undefined;
      tell([...gathered.values()]);
      gathered.clear();
    };
    const connect = () => {
      const url = `/api/v2/account/${accountId}/campaign/events?ids=${encodeURIComponent(wanted)}`;
      source = new EventSource(url);
      source.addEventListener('progress', (event: MessageEvent<string>) => {
        const campaign = JSON.parse(event.data) as Campaign;
        gathered.set(campaign.proactiveCampaignId, campaign);
        gathering ??= window.setTimeout(flush, GATHER_MS);
      });
      source.addEventListener('error', () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        void queryClient.invalidateQueries({ queryKey: ['session'] });
        again = window.setTimeout(connect, CONNECT_AGAIN_MS);
      });
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(gathering);
      clearTimeout(again);
    };
  }, [accountId, isVisible, queryClient, wanted]);
}
