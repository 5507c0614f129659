import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { createCalls, type DaybreakClient } from '../../client/calls.ts';
import { DaybreakError, errorOf } from '../../client/errors.ts';
import type { Answer, Operation } from '../../client/types.ts';
import { ErrorState, LoadingState } from './components/states.tsx';
import { SignInPage } from './pages/sign-in.tsx';

type SessionAnswer = Answer<Operation<'get', '/auth/session'>>;
export type Permission = SessionAnswer['permissions'][number];
export type Session = SessionAnswer & {
  /** The account's calls, by the session's cookie. */
  api: DaybreakClient;
  may: (permission: Permission) => boolean;
};

const SessionContext = createContext<Session | undefined>(undefined);
const SESSION = ['session'];

async function fetchSession(): Promise<SessionAnswer | null> {
  const response = await fetch('/auth/session');
  if (response.status === 401) return null;
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as SessionAnswer;
}

/** Shows its children to who is signed in, and the way in to everybody else. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({ queryKey: SESSION, queryFn: fetchSession, staleTime: 60_000 });
  const session = useMemo(
    () =>
      data && {
        ...data,
        may: (permission: Permission) => data.permissions.includes(permission),
        api: createCalls({
          baseUrl: location.origin,
          accountId: data.accountId,
          fetch: async (request) => {
            const response = await fetch(request);
            // The session has ended meanwhile: the way in is shown.
            if (response.status === 401) await queryClient.invalidateQueries({ queryKey: SESSION });
            return response;
          },
        }),
      },
    [data, queryClient],
  );
  if (isPending) return <LoadingState label="Signing in…" />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!session) return <SignInPage />;
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Who is signed in. Below SessionProvider only. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('There is no session here');
  return session;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof DaybreakError && error.status === 404;
}

/** Ends the session here and, where it has such an address, at the issuer. */
export async function signOut(): Promise<void> {
  const response = await fetch('/auth/sign-out', { method: 'POST' });
  if (!response.ok) throw await errorOf(response);
  const { signOutUrl } = (await response.json()) as Answer<Operation<'post', '/auth/sign-out'>>;
  location.assign(signOutUrl ?? '/');
}
