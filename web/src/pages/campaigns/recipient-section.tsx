import { ActionIcon, Badge, Button, Group, Paper, Stack, Tabs, TextInput, Title } from '@mantine/core';
import { IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { formatCount } from '../../components/instant.tsx';
import { useSession } from '../../session.tsx';
import { ErrorGroups } from './error-groups.tsx';
import type { RecipientFilter } from './queries.ts';
import { RecipientTable } from './recipient-table.tsx';
import type { CampaignSearch, RecipientTab } from './search.ts';
import type { CampaignDetails, RecipientState } from './types.ts';
import { WaitingGroups } from './waiting-groups.tsx';

const route = getRouteApi('/campaigns/$campaignId');

const TABS: Record<RecipientTab, { label: string; states: RecipientState[] }> = {
  scheduled: { label: 'Scheduled', states: ['NOT_SENT', 'SCHEDULED'] },
  sending: { label: 'Sending', states: ['SENDING'] },
  sent: { label: 'Sent', states: ['SENT'] },
  delivered: { label: 'Delivered', states: ['DELIVERED'] },
  read: { label: 'Read', states: ['READ'] },
  failed: { label: 'Failed', states: ['FAILED', 'CANCELLED', 'EXPIRED', 'UNKNOWN'] },
  skipped: { label: 'Skipped', states: ['SKIPPED'] },
  all: { label: 'All', states: [] },
};
const TAB_NAMES = Object.keys(TABS) as RecipientTab[];

/** Recipients by their states: those who wait by timezone, those who failed by error. */
export function RecipientSection({ campaign }: { campaign: CampaignDetails }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const count = (tab: RecipientTab) =>
    tab === 'all'
      ? campaign.counts.attempted
      : TABS[tab].states.reduce((sum, state) => sum + campaign.countsByState[state], 0);
  const tab = search.find === undefined ? (search.tab ?? firstTab(count)) : 'all';
  const go = (next: CampaignSearch) => void navigate({ search: next, replace: true, resetScroll: false });
  return (
    <Paper component="section" aria-label="Recipients" withBorder p="md">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2}>Recipients</Title>
          <Find key={search.find} find={search.find} onFind={(find) => go(find === '' ? {} : { find })} />
        </Group>
        <Tabs value={tab} onChange={(value) => go({ tab: (value ?? 'all') as RecipientTab })} keepMounted={false}>
          <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
            {TAB_NAMES.map((name) => (
              <Tabs.Tab
                key={name}
                value={name}
                style={{ flexShrink: 0 }}
                rightSection={
                  <Badge variant="default" size="sm" fw={500}>
                    {formatCount(count(name))}
                  </Badge>
                }
              >
                {TABS[name].label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab} pt="md">
            <Panel campaign={campaign} tab={tab} search={search} go={go} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Paper>
  );
}

/** Where there is most to be seen: who waits, else who failed, else everybody. */
function firstTab(count: (tab: RecipientTab) => number): RecipientTab {
  return (['scheduled', 'failed'] as const).find((tab) => count(tab) > 0) ?? 'all';
}

type PanelProps = {
  campaign: CampaignDetails;
  tab: RecipientTab;
  search: CampaignSearch;
  go: (search: CampaignSearch) => void;
};

function Panel({ campaign, tab, search, go }: PanelProps) {
  const { proactiveCampaignId: campaignId } = campaign;
  const { states } = TABS[tab];
  if (tab === 'scheduled') {
    return (
      <WaitingGroups
        campaign={campaign}
        open={search.zones}
        onOpen={(zones) => go({ tab, ...(zones !== undefined && { zones }) })}
      />
    );
  }
  const filter: RecipientFilter = {
    ...(states.length > 0 && { state: states }),
    ...(search.find !== undefined && { consumer: search.find }),
    ...(tab === 'failed' && search.error !== undefined && { errorCode: search.error }),
  };
  return (
    <Stack gap="md">
      {tab === 'failed' && (
        <ErrorGroups
          campaignId={campaignId}
          chosen={search.error}
          onChoose={(error) => go({ tab, ...(error !== undefined && { error }) })}
        />
      )}
      <RecipientTable campaignId={campaignId} filter={filter} label={TABS[tab].label} />
      <ExportButton campaignId={campaignId} filter={filter} />
    </Stack>
  );
}

function ExportButton({ campaignId, filter }: { campaignId: string; filter: RecipientFilter }) {
  const { accountId } = useSession();
  const query = new URLSearchParams(
    Object.entries(filter).map(([name, value]): [string, string] => [name, [value].flat().join(',')]),
  );
  return (
    <Group>
      <Button
        component="a"
        href={`/api/v2/account/${accountId}/campaign/${encodeURIComponent(campaignId)}/recipients.csv?${query.toString()}`}
        download
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        Export these as CSV
      </Button>
    </Group>
  );
}

function Find({ find = '', onFind }: { find?: string | undefined; onFind: (find: string) => void }) {
  const [text, setText] = useState(find);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(text.trim());
      }}
    >
      <TextInput
        aria-label="Find a number or user id in this campaign"
        placeholder="Find a number or user id"
        w={{ base: '100%', xs: 280 }}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          find !== '' && (
            <ActionIcon variant="subtle" color="gray" aria-label="Show all recipients" onClick={() => onFind('')}>
              <IconX size={16} />
            </ActionIcon>
          )
        }
      />
    </form>
  );
}
