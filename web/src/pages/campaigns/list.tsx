import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { DataTableColumn } from 'mantine-datatable';
import { memo } from 'react';
import { ChannelBadges, StatusBadge } from '../../components/badges.tsx';
import { formatCount, Instant } from '../../components/instant.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { CampaignFilters } from './filters.tsx';
import { CampaignProgress } from './progress.tsx';
import { campaignsQuery, isOver } from './queries.ts';
import type { CampaignsSearch } from './search.ts';
import type { Campaign } from './types.ts';
import { useCampaignEvents } from './use-campaign-events.ts';

const route = getRouteApi('/campaigns');

/** All campaigns, a page at a time, each as it goes. */
export function CampaignsPage() {
  const { api, may } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = campaignsQuery(api, search);
  const { data, error, isFetching, refetch } = useQuery(query);
  const queryClient = useQueryClient();
  const going = data?.campaigns.filter((campaign) => !isOver(campaign)) ?? [];
  useCampaignEvents(
    going.map(({ proactiveCampaignId }) => proactiveCampaignId),
    (news) => {
      const byId = new Map(news.map((campaign) => [campaign.proactiveCampaignId, campaign]));
      queryClient.setQueryData(query.queryKey, (known) =>
        known ? { ...known, campaigns: known.campaigns.map((one) => byId.get(one.proactiveCampaignId) ?? one) } : known,
      );
    },
  );
  const change = (next: CampaignsSearch) => void navigate({ search: next, replace: true });
  const isFiltered = ['name', 'status', 'channel', 'from', 'to'].some((key) => key in search);
  const newCampaign = may('campaigns:run') && (
    <Button component={Link} to="/campaigns/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New campaign
    </Button>
  );
  return (
    <Page title="Campaigns" actions={newCampaign}>
      <Stack gap="md">
        <CampaignFilters search={search} onChange={change} />
        <ListTable
          label="Campaigns"
          records={data?.campaigns}
          total={data?.page.count ?? 0}
          columns={COLUMNS}
          idAccessor="proactiveCampaignId"
          isFetching={isFetching}
          error={error}
          onRetry={() => void refetch()}
          search={search}
          onSearch={(next) => void navigate({ search: { ...search, ...next } })}
          defaultSort="-createdAt"
          empty={
            isFiltered ? (
              <EmptyState
                icon={IconSend}
                title="No campaign fits these filters"
                action={
                  <Button variant="light" onClick={() => change({})}>
                    Show all campaigns
                  </Button>
                }
              />
            ) : (
              <EmptyState icon={IconSend} title="No campaign yet" action={newCampaign}>
                A campaign sends one message to many recipients, each in their own daytime. Those launched by the API
                are listed here too.
              </EmptyState>
            )
          }
        />
      </Stack>
    </Page>
  );
}

// A hundred rows are drawn again with every piece of news: only what has changed of them is.
const NameCell = memo(Name);
const StatusCell = memo(StatusBadge);
const ProgressCell = memo(CampaignProgress);
const ChannelsCell = memo(ChannelBadges);
const InstantCell = memo(Instant);

const COLUMNS: DataTableColumn<Campaign>[] = [
  { accessor: 'name', title: 'Name', sortable: true, render: (campaign) => <NameCell campaign={campaign} /> },
  {
    accessor: 'campaignStatus',
    title: 'Status',
    width: 115,
    render: ({ campaignStatus }) => <StatusCell status={campaignStatus} />,
  },
  {
    accessor: 'progress',
    title: 'Progress',
    width: 180,
    render: ({ counts }) => <ProgressCell counts={counts} />,
  },
  {
    accessor: 'recipients',
    title: 'Recipients',
    width: 118,
    sortable: true,
    textAlign: 'right',
    render: ({ counts }) => formatCount(counts.attempted),
  },
  {
    accessor: 'channels',
    title: 'Channels',
    width: 180,
    render: ({ channels }) => <ChannelsCell channels={channels} />,
  },
  { accessor: 'skill', title: 'Skill', width: 85, ellipsis: true },
  {
    accessor: 'createdAt',
    title: 'Launched',
    width: 128,
    sortable: true,
    render: ({ createdAt }) => <InstantCell at={createdAt} />,
  },
  {
    accessor: 'startAt',
    title: 'Starts',
    width: 128,
    sortable: true,
    render: ({ startAt }) =>
      startAt === null ? (
        <Text span inherit c="dimmed">
          At the launch
        </Text>
      ) : (
        <InstantCell at={startAt} />
      ),
  },
];

function Name({ campaign }: { campaign: Campaign }) {
  const { proactiveCampaignId: campaignId, campaignName, statusReason } = campaign;
  return (
    <div style={{ minWidth: 180 }}>
      <Anchor
        renderRoot={(props) => <Link to="/campaigns/$campaignId" params={{ campaignId }} {...props} />}
        size="sm"
        fw={600}
      >
        {campaignName}
      </Anchor>
      {statusReason !== null && (
        <Text size="xs" c="dimmed" lineClamp={2} title={statusReason}>
          {statusReason}
        </Text>
      )}
    </div>
  );
}
