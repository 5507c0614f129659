import { Alert, Grid, Paper, Stack, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { channelLabel, StatusBadge } from '../../components/badges.tsx';
import { Page, type Crumb } from '../../components/page.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { isNotFound, useSession } from '../../session.tsx';
import { CampaignActions } from './actions.tsx';
import { CampaignFacts } from './facts.tsx';
import { Funnel } from './funnel.tsx';
import { MessageSection } from './message.tsx';
import { campaignQuery } from './queries.ts';
import { RecipientDrawer } from './recipient-drawer.tsx';
import { RecipientSection } from './recipient-section.tsx';
import type { CampaignDetails } from './types.ts';
import { useLiveCampaign } from './use-live-campaign.ts';

const TimelineChart = lazy(() => import('./timeline.tsx').then((module) => ({ default: module.TimelineChart })));
const route = getRouteApi('/campaigns/$campaignId');
const CRUMBS: Crumb[] = [{ label: 'Campaigns', to: '/campaigns' }];

/** A campaign as it goes, and each of its recipients. */
export function CampaignPage() {
  const { api } = useSession();
  const { campaignId } = route.useParams();
  const { recipient } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: campaign, error, refetch } = useQuery(campaignQuery(api, campaignId));
  useLiveCampaign(campaignId);
  if (error && !campaign) {
    return (
      <Page title="Campaign" crumbs={CRUMBS}>
        {isNotFound(error) ? (
          <ErrorState error={error} title="There is no such campaign" />
        ) : (
          <ErrorState error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  if (!campaign) {
    return (
      <Page title="Campaign" crumbs={CRUMBS}>
        <LoadingState />
      </Page>
    );
  }
  return (
    <Page
      title={campaign.campaignName}
      crumbs={CRUMBS}
      aside={<StatusBadge status={campaign.campaignStatus} />}
      description={<CampaignFacts campaign={campaign} />}
      actions={<CampaignActions campaign={campaign} />}
    >
      <Holds campaign={campaign} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Section title="How it goes">
            <Funnel campaign={campaign} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Section title="Over time">
            <Suspense fallback={<LoadingState />}>
              <TimelineChart campaignId={campaignId} />
            </Suspense>
          </Section>
        </Grid.Col>
      </Grid>
      <RecipientSection campaign={campaign} />
      <MessageSection campaign={campaign} />
      <RecipientDrawer
        campaign={campaign}
        recipientId={recipient}
        onClose={() => void navigate({ search: (known) => ({ ...known, recipient: undefined }), resetScroll: false })}
      />
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" aria-label={title} withBorder p="md" h="100%">
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

/** What keeps it from going on. */
function Holds({ campaign }: { campaign: CampaignDetails }) {
  const { campaignStatus, statusReason, plan } = campaign;
  const isEnded = campaignStatus === 'FINISHED' || campaignStatus === 'CANCELLED';
  const paused = isEnded ? [] : plan.filter(({ pausedReason }) => pausedReason !== null);
  if (campaignStatus !== 'PAUSED' && statusReason === null && paused.length === 0) return null;
  return (
    <Stack gap="xs">
      {campaignStatus === 'PAUSED' && (
        <Alert color="yellow" icon={<IconPlayerPause aria-hidden />} title="Paused">
          {statusReason ?? 'Paused by hand.'} Nobody is sent to until it is resumed.
        </Alert>
      )}
      {campaignStatus !== 'PAUSED' && statusReason !== null && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Failed">
          {statusReason}
        </Alert>
      )}
      {paused.map(({ channel, pausedReason }) => (
        <Alert
          key={channel}
          color="yellow"
          icon={<IconPlayerPause aria-hidden />}
          title={`${channelLabel(channel)} is paused for the whole account`}
        >
          {pausedReason} It is resumed in the settings.
        </Alert>
      ))}
    </Stack>
  );
}
