import { ActionIcon, Anchor, Button, Group, Paper, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowRight, IconPencilPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { Instant } from '../../components/instant.tsx';
import { showDone, showError } from '../../components/notify.ts';
import { Page } from '../../components/page.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { CRUMBS, OnlyWhoMayLaunch } from './only-who-may.tsx';

type Summary = { id: string; campaignName: string | null; updatedAt: string };

export function StartPage() {
  return (
    <OnlyWhoMayLaunch>
      <Start />
    </OnlyWhoMayLaunch>
  );
}

/** Where drafts are kept, to go on with one; where none is, a new one at once. */
function Start() {
  const { api } = useSession();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['drafts'],
    queryFn: () => api.get('/api/v2/account/{accountId}/drafts'),
    // Coming back from the wizard, what it has kept since must be there.
    staleTime: 0,
    refetchOnMount: 'always',
  });
  const [draftId] = useState(() => crypto.randomUUID());
  const navigate = useNavigate();
  const begin = () => void navigate({ to: '/campaigns/new/$draftId', params: { draftId: crypto.randomUUID() } });
  if (isPending) return <LoadingState />;
  if (data?.drafts.length === 0) {
    return <Navigate to="/campaigns/new/$draftId" params={{ draftId }} replace />;
  }
  return (
    <Page
      title="New campaign"
      crumbs={CRUMBS}
      actions={
        <Button onClick={begin} leftSection={<IconPencilPlus size={18} aria-hidden />}>
          Begin a new one
        </Button>
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <DraftList drafts={data.drafts} />}
    </Page>
  );
}

function DraftList({ drafts }: { drafts: Summary[] }) {
  const [doomed, setDoomed] = useState<Summary>();
  return (
    <Stack gap="sm" maw={720}>
      <Title order={2}>Go on with…</Title>
      {drafts.map((draft) => (
        <Paper key={draft.id} withBorder p="md">
          <Group justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Anchor component={Link} to={`/campaigns/new/${draft.id}`} fw={600} style={{ overflowWrap: 'anywhere' }}>
                {nameOf(draft)}
              </Anchor>
              <Text size="sm" c="dimmed">
                Kept <Instant at={draft.updatedAt} />
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              <Tooltip label="Delete this draft">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Delete the draft ${nameOf(draft)}`}
                  onClick={() => setDoomed(draft)}
                >
                  <IconTrash size={18} />
                </ActionIcon>
              </Tooltip>
              <ActionIcon
                component={Link}
                to={`/campaigns/new/${draft.id}`}
                variant="light"
                size="lg"
                aria-label={`Go on with ${nameOf(draft)}`}
              >
                <IconArrowRight size={18} />
              </ActionIcon>
            </Group>
          </Group>
        </Paper>
      ))}
      <Text size="sm" c="dimmed">
        Only you see your drafts. One that you do not touch for ninety days goes.
      </Text>
      <DeleteDraft draft={doomed} onClose={() => setDoomed(undefined)} />
    </Stack>
  );
}

function DeleteDraft({ draft, onClose }: { draft: Summary | undefined; onClose: () => void }) {
  const { api } = useSession();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (draftId: string) => api.delete('/api/v2/account/{accountId}/drafts/{draftId}', { path: { draftId } }),
    onSuccess: async () => {
      onClose();
      showDone('The draft is deleted.');
      await queryClient.invalidateQueries({ queryKey: ['drafts'] });
    },
    onError: showError,
  });
  return (
    <ConfirmModal
      opened={draft !== undefined}
      title="Delete the draft?"
      action="Delete it"
      isBusy={isPending}
      onConfirm={() => draft && mutate(draft.id)}
      onClose={onClose}
    >
      “{draft && nameOf(draft)}” is deleted for good. Nothing of it has been sent.
    </ConfirmModal>
  );
}

function nameOf({ campaignName }: Summary): string {
  return campaignName === null || campaignName.trim() === '' ? 'Campaign without a name' : campaignName;
}
