import { Button, CopyButton, Drawer, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink, IconLink, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { StatusBadge } from '../../components/badges.tsx';
import { showDone, showError } from '../../components/notify.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { isNotFound, useSession } from '../../session.tsx';
import { campaignKey, recipientQuery } from './queries.ts';
import { RecipientRecordView } from './recipient-record.tsx';
import type { CampaignDetails, RecipientRecord } from './types.ts';

type RecipientDrawerProps = {
  campaign: CampaignDetails;
  /** Whose, as the address has it; none: it is closed. */
  recipientId: string | undefined;
  onClose: () => void;
};

/** All that is kept of one recipient, at an address that can be given to a colleague. */
export function RecipientDrawer({ campaign, recipientId, onClose }: RecipientDrawerProps) {
  return (
    <Drawer
      opened={recipientId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title="Recipient"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {recipientId !== undefined && <Content campaign={campaign} recipientId={recipientId} />}
    </Drawer>
  );
}

function Content({ campaign, recipientId }: { campaign: CampaignDetails; recipientId: string }) {
  const { api } = useSession();
  const { data, error, refetch } = useQuery(recipientQuery(api, campaign.proactiveCampaignId, recipientId));
  if (error && !data) {
    return isNotFound(error) ? (
      <ErrorState error={error} title="There is no such recipient in this campaign" />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  }
  if (!data) return <LoadingState />;
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Group gap="sm">
          <Title order={2} size="h1">
            {[...new Set(Object.values(data.addresses))].join(', ')}
          </Title>
          <StatusBadge status={data.state} />
        </Group>
        <Paper withBorder p="md" bg="var(--mantine-primary-color-light)">
          <Text fw={500}>{data.sentence}</Text>
        </Paper>
        <Group gap="xs">
          <RetryButton campaign={campaign} recipient={data} />
          <CopyButton value={location.href}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" leftSection={<IconLink size={14} aria-hidden />} onClick={copy}>
                {copied ? 'Copied' : 'Copy the link'}
              </Button>
            )}
          </CopyButton>
          <Button
            component="a"
            href={data.workflowUrl}
            target="_blank"
            rel="noreferrer"
            variant="default"
            size="xs"
            leftSection={<IconExternalLink size={14} aria-hidden />}
          >
            Workflow in the Temporal UI
          </Button>
        </Group>
      </Stack>
      <RecipientRecordView record={data} />
    </Stack>
  );
}

function RetryButton({ campaign, recipient }: { campaign: CampaignDetails; recipient: RecipientRecord }) {
  const { api, may } = useSession();
  const queryClient = useQueryClient();
  const { proactiveCampaignId: campaignId, campaignStatus } = campaign;
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      api.post('/api/v2/account/{accountId}/campaign/{campaignId}/recipients/{recipientId}/retry', {
        path: { campaignId, recipientId: recipient.id },
      }),
    onSuccess: () => showDone('Tried again, in their own window'),
    onError: showError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: campaignKey(campaignId) }),
  });
  const isEnded = campaignStatus === 'CANCELLED' || campaignStatus === 'FAILED';
  if (!may('campaigns:run') || recipient.state !== 'FAILED' || isEnded) return null;
  return (
    <Button size="xs" leftSection={<IconRefresh size={14} aria-hidden />} loading={isPending} onClick={() => mutate()}>
      Retry
    </Button>
  );
}
