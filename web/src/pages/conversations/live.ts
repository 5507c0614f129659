import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSession } from '../../session.tsx';
import { takeIn, type Listed } from './queries.ts';

/** EventSource gives up where the answer was an error: then it is made again after so long. */
const AGAIN_MS = 5_000;

/** Keeps the inbox and the conversation that is open as they are now. True while the stream is there. */
export function useLiveInbox(): boolean {
  const { accountId } = useSession();
  const queryClient = useQueryClient();
  const [isLive, setIsLive] = useState(false);

  useEffect(() => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout>;
    const open = () => {
      source = new EventSource(`/api/v2/account/${accountId}/conversations/events`);
      // At first, and where something may have been missed.
      source.addEventListener('ready', () => {
        setIsLive(true);
        void queryClient.invalidateQueries({ queryKey: ['conversations'] });
      });
      source.addEventListener('conversation', ({ data }: MessageEvent<string>) => {
        const changed = JSON.parse(data) as Listed;
        takeIn(queryClient, changed);
        void queryClient.invalidateQueries({ queryKey: ['conversations', 'one', changed.id] });
      });
      source.addEventListener('error', () => {
        setIsLive(false);
        if (source.readyState !== EventSource.CLOSED) return;
        // The session may have ended: whoever asks for it next is shown the way in.
        void queryClient.invalidateQueries({ queryKey: ['session'] });
        again = setTimeout(open, AGAIN_MS);
      });
    };
    open();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [accountId, queryClient]);

  return isLive;
}
