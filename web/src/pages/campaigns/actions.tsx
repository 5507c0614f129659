import { ActionIcon, Button, Menu, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBan,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatCount } from '../../components/instant.tsx';
import { showDone, showError } from '../../components/notify.ts';
import { useSession } from '../../session.tsx';
import { campaignKey, campaignQuery, campaignsKey, isOver } from './queries.ts';
import type { CampaignDetails } from './types.ts';

const CAMPAIGN = '/api/v2/account/{accountId}/campaign/{campaignId}';
type Change = 'pause' | 'resume' | 'cancel' | 'retry-failed';

/** What can be done to a campaign as it is, by who may. */
export function CampaignActions({ campaign }: { campaign: CampaignDetails }) {
  const { api, may, accountId } = useSession();
  const queryClient = useQueryClient();
  const [isAsking, { open: ask, close }] = useDisclosure();
  const [asked, setAsked] = useState<'cancel' | 'retry-failed'>('cancel');
  const { proactiveCampaignId: campaignId, campaignStatus, counts, countsByState } = campaign;
  const { mutate, isPending } = useMutation({
    mutationFn: (change: Change) => api.post(`${CAMPAIGN}/${change}`, { path: { campaignId } }),
    onSuccess: (answer, change) => {
      close();
      showDone(DONE[change]);
      const { counts: now, campaignStatus: status } = answer;
      queryClient.setQueryData(campaignQuery(api, campaignId).queryKey, (known) =>
        known ? { ...known, counts: now, campaignStatus: status } : known,
      );
    },
    onError: showError,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: campaignKey(campaignId) }),
        queryClient.invalidateQueries({ queryKey: campaignsKey }),
      ]),
  });
  const mayRun = may('campaigns:run');
  const failed = countsByState.FAILED;
  const mayRetry = mayRun && failed > 0 && campaignStatus !== 'CANCELLED' && campaignStatus !== 'FAILED';
  const mayCancel = mayRun && !isOver(campaign);
  const askFor = (what: typeof asked) => {
    setAsked(what);
    ask();
  };
  return (
    <>
      {mayRun && campaignStatus === 'PUBLISHED' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          loading={isPending && !isAsking}
          onClick={() => mutate('pause')}
        >
          Pause
        </Button>
      )}
      {mayRun && campaignStatus === 'PAUSED' && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={isPending && !isAsking}
          onClick={() => mutate('resume')}
        >
          Resume
        </Button>
      )}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More about this campaign">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={`/api/v2/account/${accountId}/campaign/${encodeURIComponent(campaignId)}/recipients.csv`}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Export all recipients as CSV
          </Menu.Item>
          <Menu.Item
            component="a"
            href={campaign.workflowUrl}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            Its workflow in the Temporal UI
          </Menu.Item>
          {mayRetry && (
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => askFor('retry-failed')}>
              Retry the failed
            </Menu.Item>
          )}
          {mayCancel && (
            <Menu.Item color="red" leftSection={<IconBan size={16} aria-hidden />} onClick={() => askFor('cancel')}>
              Cancel the campaign
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isAsking} onClose={close} title={TITLES[asked]} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack>
          {asked === 'cancel' ? <CancelWords campaign={campaign} /> : <RetryWords failed={failed} />}
          <Button
            color={asked === 'cancel' ? 'red' : undefined}
            loading={isPending}
            onClick={() => mutate(asked)}
            data-autofocus
          >
            {asked === 'cancel'
              ? `Cancel for good, ${formatCount(counts.pending)} not sent to`
              : `Retry ${formatCount(failed)} ${failed === 1 ? 'recipient' : 'recipients'}`}
          </Button>
          <Button variant="default" onClick={close}>
            Leave it as it is
          </Button>
        </Stack>
      </Modal>
    </>
  );
}

const TITLES = { cancel: 'Cancel this campaign?', 'retry-failed': 'Retry the failed?' };

const DONE: Record<Change, string> = {
  pause: 'Paused: nobody more is sent to',
  resume: 'Resumed: whoever waits goes on, each in their own window',
  cancel: 'Cancelled: nobody more is sent to',
  'retry-failed': 'The failed are tried again, each in their own window',
};

function CancelWords({ campaign: { counts } }: { campaign: CampaignDetails }) {
  return (
    <>
      <Text size="sm">
        The {formatCount(counts.pending)} who wait never get this message and count as failed. It can’t be taken back.
        The {formatCount(counts.sent)} who have it keep it, and their replies still reach the skill.
      </Text>
      {counts.callsUnderWay > 0 && (
        <Text size="sm">
          {formatCount(counts.callsUnderWay)} calls to a provider are under way: those messages may still go out.
        </Text>
      )}
    </>
  );
}

function RetryWords({ failed }: { failed: number }) {
  return (
    <Text size="sm">
      {formatCount(failed)} {failed === 1 ? 'recipient has' : 'recipients have'} failed. Every channel of the campaign
      is open to them again; windows, opt-outs and limits hold as ever. Mend the cause first: see the errors below. Who
      may have the message although the provider never said so is not sent to again.
    </Text>
  );
}
