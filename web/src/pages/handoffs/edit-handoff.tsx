import { Alert, Button, Group, Stack, Stepper } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Only } from '../../components/only.tsx';
import { Page, type Crumb } from '../../components/page.tsx';
import { showDone } from '../../components/notify.ts';
import { ErrorState, LoadingState, messageOf } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { ComposeHandoff } from './compose-handoff.tsx';
import { ConfirmHandoff } from './confirm-handoff.tsx';
import { draftFaults, draftOf, emptyDraft, refusalFaults, toRequest, type Draft, type Faults } from './draft.ts';
import { handoffQuery, ingredientsQuery, titleTakenQuery, type Handoff, type Ingredients } from './queries.ts';

const CRUMBS: Crumb[] = [{ label: 'API handoffs', to: '/handoffs' }];
const editRoute = getRouteApi('/handoffs/$handoffId/edit');

export function NewHandoffPage() {
  const { api } = useSession();
  const ingredients = useQuery({ ...ingredientsQuery(api), enabled: useSession().may('content:edit') });
  return (
    <Only permission="content:edit" title="New handoff">
      <Page
        title="New handoff"
        crumbs={CRUMBS}
        description="Channels in the order in which they are tried, each with its number and text. Campaigns name the ID that it gets."
      >
        {ingredients.data ? (
          <Steps ingredients={ingredients.data} />
        ) : (
          <Waiting error={ingredients.error} onRetry={() => void ingredients.refetch()} />
        )}
      </Page>
    </Only>
  );
}

export function EditHandoffPage() {
  const { api, may } = useSession();
  const { handoffId } = editRoute.useParams();
  const enabled = may('content:edit');
  const handoff = useQuery({ ...handoffQuery(api, handoffId), enabled });
  const ingredients = useQuery({ ...ingredientsQuery(api), enabled });
  const name = handoff.data?.name ?? handoffId;
  return (
    <Only permission="content:edit" title="Edit handoff">
      <Page
        title={`Edit ${name}`}
        crumbs={[...CRUMBS, { label: name, to: `/handoffs/${handoffId}` }]}
        description="An edit never changes campaigns already launched: each has a copy of its own."
      >
        {handoff.data && ingredients.data ? (
          <Steps ingredients={ingredients.data} handoff={handoff.data} />
        ) : (
          <Waiting
            error={handoff.error ?? ingredients.error}
            onRetry={() => void Promise.all([handoff.refetch(), ingredients.refetch()])}
          />
        )}
      </Page>
    </Only>
  );
}

function Waiting({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  return error ? <ErrorState error={error} onRetry={onRetry} /> : <LoadingState />;
}

/** Compose, then confirm. `handoff`: the one that is edited. */
function Steps({ ingredients, handoff }: { ingredients: Ingredients; handoff?: Handoff }) {
  const [draft, setDraft] = useState(() => (handoff ? draftOf(handoff, ingredients) : emptyDraft(ingredients)));
  const [step, setStep] = useState(0);
  const [refused, setRefused] = useState<Faults>({});
  const titleFault = useTitleFault(draft.name, handoff?.id);
  const faults = { ...refused, ...titleFault, ...draftFaults(draft, ingredients) };
  const save = useSave(handoff, {
    onRefused: (message) => {
      setRefused(refusalFaults(message, draft.order));
      setStep(0);
    },
  });
  const back = handoff ? `/handoffs/${handoff.id}` : '/handoffs';

  function change(next: Draft) {
    setDraft(next);
    // What was refused may be well now: the API says it again if it is not.
    setRefused({});
  }

  return (
    <Stack gap="lg">
      <Stepper active={step} onStepClick={(next) => next < step && setStep(next)} size="sm" maw={460} iconSize={32}>
        <Stepper.Step label="Compose" allowStepSelect={step === 1} />
        <Stepper.Step label="Confirm" allowStepSelect={false} />
      </Stepper>
      {refused[''] !== undefined && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="It was not saved" role="alert">
          {refused['']}
        </Alert>
      )}
      {step === 0 ? (
        <ComposeHandoff
          draft={draft}
          onChange={change}
          faults={faults}
          isRefused={Object.keys(refused).length > 0}
          ingredients={ingredients}
          isEdit={handoff !== undefined}
          back={back}
          onNext={() => setStep(1)}
        />
      ) : (
        <>
          <ConfirmHandoff draft={draft} ingredients={ingredients} isEdit={handoff !== undefined} />
          <Group gap="xs">
            <Button onClick={() => save.mutate(draft)} loading={save.isPending}>
              {handoff ? 'Save the changes' : 'Save the handoff'}
            </Button>
            <Button variant="default" onClick={() => setStep(0)} disabled={save.isPending}>
              Back
            </Button>
            <Button variant="subtle" color="gray" component={Link} to={back}>
              Cancel
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

/** Said while it is typed: no two handoffs have one title. */
function useTitleFault(name: string, ownId: string | undefined): Faults {
  const { api } = useSession();
  const [title] = useDebouncedValue(name.trim(), 300);
  const { data: isTaken } = useQuery(titleTakenQuery(api, title, ownId));
  return isTaken && title === name.trim() ? { name: 'Another handoff of the account has this title' } : {};
}

function useSave(handoff: Handoff | undefined, { onRefused }: { onRefused: (message: string) => void }) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (draft: Draft) => {
      const body = toRequest(draft);
      return handoff
        ? api.put('/api/v2/account/{accountId}/handoffs/{handoffId}', { path: { handoffId: handoff.id }, body })
        : api.post('/api/v2/account/{accountId}/handoffs', { body });
    },
    onSuccess: async (saved) => {
      queryClient.setQueryData(['handoffs', 'one', saved.id], saved);
      showDone(handoff ? `Saved “${saved.name}”` : `“${saved.name}” has the ID ${saved.id}`);
      await navigate({ to: '/handoffs/$handoffId', params: { handoffId: saved.id } });
      await queryClient.invalidateQueries({ queryKey: ['handoffs'] });
    },
    onError: (error) => onRefused(messageOf(error)),
  });
}
