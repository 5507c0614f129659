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
    const timer = setTimeout(() => void save.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  useEffect(() => {
    const keep = () => void save.current();
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('pagehide', keep);
      keep();
    };
  }, []);

  return {
    saving,
    saveNow: () => save.current(),
    stop: () => {
      state.current.isStopped = true;
    },
  };
}
