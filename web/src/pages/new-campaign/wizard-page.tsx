import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../components/page.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { isNotFound, useSession } from '../../session.tsx';
import { newDraft, readDraft, type Draft } from './draft.ts';
import { CRUMBS, OnlyWhoMayLaunch } from './only-who-may.tsx';
import { Wizard } from './wizard.tsx';

const route = getRouteApi('/campaigns/new/$draftId');

export function WizardPage() {
  const { draftId } = route.useParams();
  return (
    <OnlyWhoMayLaunch>
      <KeptDraft key={draftId} draftId={draftId} />
    </OnlyWhoMayLaunch>
  );
}

/** What was kept under the id, or a new draft where nothing is. */
function KeptDraft({ draftId }: { draftId: string }) {
  const { api } = useSession();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['draft', draftId],
    queryFn: async (): Promise<Draft> => {
      try {
        const path = { draftId };
        const { content } = await api.get('/api/v2/account/{accountId}/drafts/{draftId}', { path });
        return readDraft(content);
      } catch (notThere) {
        if (isNotFound(notThere)) return newDraft();
        throw notThere;
      }
    },
    // Read once: from then on the wizard has it, and what is kept follows.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (isPending) return <LoadingState />;
  if (error) {
    return (
      <Page title="New campaign" crumbs={CRUMBS}>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return <Wizard draftId={draftId} kept={data} />;
}
