import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { DaybreakError } from '../../../../client/errors.ts';
import { useSession } from '../../session.tsx';
import { messageKey } from './draft.ts';
import { uploadRecipients, type Upload } from './upload.ts';
import { useWizard } from './wizard-context.ts';

export type ParseState =
  | { kind: 'idle' | 'stopped' }
  | { kind: 'parsing'; id: string; sent: number; bytes: number }
  | { kind: 'failed'; error: unknown };

const LOOK_EVERY_MS = 700;

/** Parses recipients for the message as it is now, and keeps the list in the draft. */
export function useParse() {
  const { accountId, api } = useSession();
  const { draft, change, refused } = useWizard();
  const queryClient = useQueryClient();
  const [state, setState] = useState<ParseState>({ kind: 'idle' });
  const stopping = useRef<AbortController>(undefined);
  // What nobody waits for any more is not sent to its end.
  useEffect(() => () => stopping.current?.abort(), []);

  /** What was not answered may be there, or still be read: nobody will ask for it. */
  const forget = (listId: string) =>
    api.delete('/api/v2/account/{accountId}/recipient-lists/{listId}', { path: { listId } }).catch(() => undefined);

  const parse = async (content: Upload['content']) => {
    const message = messageKey(draft);
    if (message === null) return;
    // Another one is sent in place of what is still coming.
    stopping.current?.abort();
    const id = crypto.randomUUID();
    const stop = new AbortController();
    stopping.current = stop;
    const show = (next: ParseState) => {
      if (stopping.current === stop) setState(next);
    };
    const bytes = 'file' in content ? content.file.size : new Blob([content.typed]).size;
    const onSent = (sent: number) => show({ kind: 'parsing', id, sent: Math.min(sent, bytes), bytes });
    onSent(0);
    try {
      const list = await uploadRecipients({ accountId, id, message, content, onSent, signal: stop.signal });
      queryClient.setQueryData(listKey(id), list);
      change(({ recipients }) => ({ recipients: { ...recipients, listId: id, listFor: message } }));
      show({ kind: 'idle' });
    } catch (error) {
      if (!(error instanceof DaybreakError)) void forget(id);
      if (stop.signal.aborted) show({ kind: 'stopped' });
      else {
        refused(error);
        show({ kind: 'failed', error });
      }
    }
  };
  return { state, parse, stop: () => stopping.current?.abort() };
}

/** By which the list of the draft is kept. */
export function listKey(id: string | null) {
  return ['recipient-list', id];
}

/** The list of recipients that the draft has; undefined data: it has none. */
export function useList(id: string | null) {
  const { api } = useSession();
  return useQuery({
    queryKey: listKey(id),
    queryFn: () => api.get('/api/v2/account/{accountId}/recipient-lists/{listId}', { path: { listId: id ?? '' } }),
    enabled: id !== null,
    staleTime: 30_000,
  });
}

/** How far the API has read a file that is still coming. */
export function useReading(id: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ['recipient-list-reading', id],
    queryFn: () => api.get('/api/v2/account/{accountId}/recipient-lists/{listId}', { path: { listId: id } }),
    // It is not there before its first bytes are.
    retry: false,
    refetchInterval: LOOK_EVERY_MS,
    gcTime: 0,
  });
}
