import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../session.tsx';
import type { Draft } from './draft.ts';

const PAUSE_MS = 600;

export type Saving = { state: 'new' | 'saving' | 'saved' } | { state: 'failed'; error: unknown };

/**
 * Keeps a draft as it changes, one call at a time, a moment after the last change and when the page is left. `stop` ends it: a draft that has become
 * a campaign must not come back.
 */
export function useAutosave(draftId: string, draft: Draft) {
  const { api } = useSession();
  const [saving, setSaving] = useState<Saving>({ state: 'new' });
  const state = useRef({ kept: draft, latest: draft, isSaving: false, isStopped: false });

  const save = useRef(async () => {
    const own = state.current;
    if (own.isSaving) return;
    own.isSaving = true;
    // Read anew each time: it changes while a call is under way.
    const hasMore = () => !own.isStopped && own.kept !== own.latest;
    try {
      while (hasMore()) {
        const { latest } = own;
        setSaving({ state: 'saving' });
        await api.put('/api/v2/account/{accountId}/drafts/{draftId}', { path: { draftId }, body: latest });
        own.kept = latest;
        setSaving({ state: 'saved' });
      }
    } catch (error) {
      setSaving({ state: 'failed', error });
    } finally {
      own.isSaving = false;
    }
  });

  useEffect(() => {
    state.current.latest = draft;
    if (draft !== state.current.kept) setSaving({ state: 'saving' });
    const timer = setTimeout(() => void save.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  useEffect(() => {
    const keepLast = () => {
      const { kept, latest, isStopped } = state.current;
      if (isStopped || kept === latest) return;
      // Outlives the page. If it fails, there is nobody left to be told.
      const call = { path: { draftId }, body: latest, keepalive: true };
      api.put('/api/v2/account/{accountId}/drafts/{draftId}', call).catch(() => undefined);
    };
    const leave = save.current;
    addEventListener('pagehide', keepLast);
    return () => {
      removeEventListener('pagehide', keepLast);
      void leave();
    };
  }, [api, draftId]);

  return {
    saving,
    saveNow: () => save.current(),
    stop: () => {
      state.current.isStopped = true;
    },
  };
}
