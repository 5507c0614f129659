import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Answer, Operation } from '../../../../client/types.ts';
import { useSession } from '../../session.tsx';
import { useChannels } from './account-queries.ts';
import { simulationBody } from './campaign-body.ts';
import { isParsed } from './draft.ts';
import { useList } from './use-parse.ts';
import { useWizard } from './wizard-context.ts';

export type Simulation = Answer<Operation<'post', '/api/v2/account/{accountId}/simulations'>>;

/** While a number is being typed nothing is asked. */
const PAUSE_MS = 400;

/** When everyone would be reached by the draft as it is now. Not asked before there are recipients and a schedule. */
export function useSimulation() {
  const { api } = useSession();
  const { draft, timezone, problems } = useWizard();
  const settings = useChannels().data?.channels;
  const list = useList(draft.recipients.listId).data;
  const [body] = useDebouncedValue(simulationBody(draft, { timezone, settings }), PAUSE_MS, { leading: true });
  const isReady =
    isParsed(draft) &&
    list?.state === 'READY' &&
    list.good > 0 &&
    settings !== undefined &&
    problems.schedule.length === 0;
  return useQuery({
    queryKey: ['simulation', JSON.stringify(body)],
    queryFn: () => api.post('/api/v2/account/{accountId}/simulations', { body }),
    enabled: isReady,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
