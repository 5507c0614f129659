import type { Answer, Call, Operation } from '../../../../client/types.ts';
import { useSession } from '../../session.tsx';
import { useChange } from './queries.ts';

export type App = Answer<Operation<'get', '/api/v2/account/{accountId}/apps'>>['apps'][number];
export type PushChange = Call<Operation<'patch', '/api/v2/account/{accountId}/apps/{name}/push'>>['body'];

/** Changes how an app nudges; what is left out stays. */
export function usePushChange({ name }: App, done: string, onSuccess: () => void) {
  const { api } = useSession();
  return useChange(
    (body: PushChange) => api.patch('/api/v2/account/{accountId}/apps/{name}/push', { path: { name }, body }),
    { keys: [['apps']], done, onSuccess },
  );
}
