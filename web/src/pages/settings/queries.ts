import { queryOptions, useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DaybreakClient } from '../../../../client/calls.ts';
import type { Answer, Operation } from '../../../../client/types.ts';
import { showDone } from '../../components/notify.ts';

export type Settings = Answer<Operation<'get', '/api/v2/account/{accountId}/settings'>>;
export type ChannelSetting = Answer<Operation<'get', '/api/v2/account/{accountId}/channels'>>['channels'][number];
export type WeeklyWindow = NonNullable<ChannelSetting['windows']>[number];

export const settingsQuery = (api: DaybreakClient) =>
  queryOptions({ queryKey: ['settings'], queryFn: () => api.get('/api/v2/account/{accountId}/settings') });

export const channelsQuery = (api: DaybreakClient) =>
  queryOptions({
    queryKey: ['channels'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/channels')).channels,
  });

export const skillsQuery = (api: DaybreakClient) =>
  queryOptions({
    queryKey: ['skills'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/skills')).skills,
  });

type ChangeOptions<R> = {
  /** What is shown as done. */
  done?: string | ((answer: R) => string);
  /** What is asked for anew. */
  keys: QueryKey[];
  onSuccess?: (answer: R) => void;
  onError?: (error: Error) => void;
};

/**
 * A change of a setting: afterwards what it concerns is asked for anew, and what is set up of the account too. While it is under way another one is
 * not begun: two clicks come before a button can say that it is busy.
 */
export function useChange<T, R>(
  change: (input: T) => Promise<R>,
  { done, keys, onSuccess, onError }: ChangeOptions<R>,
) {
  const queryClient = useQueryClient();
  const isUnderWay = useRef(false);
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      await Promise.all([...keys, ['setup']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      if (done !== undefined) showDone(typeof done === 'string' ? done : done(answer));
      onSuccess?.(answer);
    },
    onSettled: () => {
      isUnderWay.current = false;
    },
    ...(onError && { onError }),
  });
  const mutate = (input: T) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(input);
  };
  return { ...mutation, mutate };
}
