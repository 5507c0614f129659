import { Button, Group, Select, Tabs, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconBan, IconDownload, IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { channelLabel, StatusBadge } from '../../components/badges.tsx';
import { Instant } from '../../components/instant.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { pageQuery } from '../../components/list-search.ts';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { Answers } from './answers.tsx';
import { AddOptOut, ImportOptOuts, TakeBack } from './opt-out-modals.tsx';
import { OPT_OUT_SOURCES, withFilter, type OptOutSearch } from './search.ts';

export type OptOut = Answer<Operation<'get', '/api/v2/account/{accountId}/opt-outs'>>['optOuts'][number];

const route = getRouteApi('/settings/opt-outs');

export function OptOutsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="Opt-outs"
      description="Who is not to be written to. An opt-out holds from the moment in which it is stored, in every campaign, and is checked again right before each call."
    >
      <Tabs
        value={search.tab ?? 'list'}
        onChange={(tab) => void navigate({ search: tab === 'answers' ? { tab } : {} })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="list">Who has opted out</Tabs.Tab>
          <Tabs.Tab value="answers">Answers to STOP and HELP</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <OptOutList />
        </Tabs.Panel>
        <Tabs.Panel value="answers">
          <Answers />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function filtersOf({ consumer, state, channel, source }: OptOutSearch) {
  return {
    ...(consumer !== undefined && { consumer }),
    ...(state !== undefined && { state }),
    ...(channel !== undefined && { channel }),
    ...(source !== undefined && { source }),
  };
}

function OptOutList() {
  const { api, accountId, may } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [open, setOpen] = useState<'add' | 'import' | OptOut>();
  const filters = filtersOf(search);
  const query = useQuery({
    queryKey: ['opt-outs', filters, pageQuery(search)],
    queryFn: () => api.get('/api/v2/account/{accountId}/opt-outs', { query: { ...filters, ...pageQuery(search) } }),
    placeholderData: keepPreviousData,
  });
  const canEdit = may('settings:edit');
  const isFiltered = Object.keys(filters).length > 0;
  const exportUrl = `/api/v2/account/${accountId}/opt-outs/export?${new URLSearchParams(filters).toString()}`;
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="md">
        <Filters search={search} onSearch={(next) => void navigate({ search: next })} />
        <Group gap="xs">
          <Button
            component="a"
            href={exportUrl}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Export CSV
          </Button>
          {canEdit && (
            <>
              <Button
                variant="default"
                leftSection={<IconUpload size={16} aria-hidden />}
                onClick={() => setOpen('import')}
              >
                Import CSV
              </Button>
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('add')}>
                Opt a consumer out
              </Button>
            </>
          )}
        </Group>
      </Group>
      <ListTable<OptOut & { key: string }>
        label="Opt-outs"
        idAccessor="key"
        records={query.data?.optOuts.map((each) => ({
          ...each,
          key: `${each.consumer} ${each.channel ?? ''} ${each.optedOutAt}`,
        }))}
        total={query.data?.page.count ?? 0}
        isFetching={query.isFetching}
        error={query.error}
        onRetry={() => void query.refetch()}
        search={search}
        onSearch={(next) => void navigate({ search: { ...search, ...next } })}
        empty={
          <EmptyState icon={IconBan} title={isFiltered ? 'Nobody fits these filters' : 'Nobody has opted out'}>
            {isFiltered
              ? 'Whoever answers START, or whose opt-out was taken back, is among those taken back.'
              : 'Who answers STOP appears here by themselves.'}
          </EmptyState>
        }
        columns={[
          {
            accessor: 'consumer',
            title: 'Consumer',
            render: ({ consumer }) => (
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {consumer}
              </Text>
            ),
          },
          { accessor: 'scope', title: 'Holds on', render: scopeText },
          { accessor: 'state', title: 'State', render: ({ state }) => <StatusBadge status={stateWord(state)} /> },
          { accessor: 'source', title: 'Came by', render: (optOut) => <Origin optOut={optOut} /> },
          {
            accessor: 'optedOutAt',
            title: 'When',
            noWrap: true,
            render: (optOut) => (
              <>
                <Instant at={optOut.optedOutAt} />
                {optOut.renewedAt !== null && (
                  <Text size="xs" c="dimmed">
                    again <Instant at={optOut.renewedAt} />
                  </Text>
                )}
                {optOut.revokedAt !== null && (
                  <Text size="xs" c="dimmed">
                    back <Instant at={optOut.revokedAt} />
                  </Text>
                )}
              </>
            ),
          },
          {
            accessor: 'actions',
            title: '',
            hidden: !canEdit,
            textAlign: 'right',
            render: (optOut) =>
              optOut.state === 'ACTIVE' && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Take back the opt-out of ${optOut.consumer}`}
                  onClick={() => setOpen(optOut)}
                >
                  Take back
                </Button>
              ),
          },
        ]}
      />
      {open === 'add' && <AddOptOut onClose={() => setOpen(undefined)} />}
      {open === 'import' && <ImportOptOuts onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && <TakeBack optOut={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function scopeText({ scope, channel }: OptOut): string {
  return scope === 'account' || channel === null ? 'All channels' : channelLabel(channel);
}

function stateWord(state: OptOut['state']): string {
  return state === 'ACTIVE' ? 'HOLDS' : 'TAKEN_BACK';
}

const SOURCES: Record<(typeof OPT_OUT_SOURCES)[number], string> = {
  consumer: 'The consumer',
  whatsapp: 'WhatsApp’s own stop',
  provider: 'The provider',
  api: 'A person or the API',
  import: 'A file',
};

function sourceText(source: string): string {
  const kind = OPT_OUT_SOURCES.find((each) => source === each || source.startsWith(`${each}:`));
  return kind === undefined ? source : SOURCES[kind];
}

function Origin({ optOut: { source, words, reason, recordedBy, revokedReason } }: { optOut: OptOut }) {
  const detail = [words && `“${words}”`, reason, recordedBy && `by ${recordedBy}`].filter(Boolean).join(' · ');
  return (
    <div style={{ maxWidth: 320 }}>
      <Text size="sm">
        {sourceText(source)}
        {source.startsWith('provider:') && ` (${source.slice('provider:'.length)})`}
      </Text>
      {detail !== '' && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {detail}
        </Text>
      )}
      {revokedReason !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Taken back: {revokedReason}
        </Text>
      )}
    </div>
  );
}

type FiltersProps = { search: OptOutSearch; onSearch: (search: OptOutSearch) => void };

function Filters({ search, onSearch }: FiltersProps) {
  const [consumer, setConsumer] = useState(search.consumer ?? '');
  const set = (field: keyof OptOutSearch, value: string | null) => onSearch(withFilter(search, field, value));
  const find = useDebouncedCallback((text: string) => set('consumer', text.trim()), 300);
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label="Consumer"
        placeholder="A number or user id, all of it"
        value={consumer}
        onChange={(event) => {
          setConsumer(event.currentTarget.value);
          find(event.currentTarget.value);
        }}
        w={220}
      />
      <Select
        label="State"
        placeholder="Both"
        clearable
        data={[
          { value: 'ACTIVE', label: 'Holds' },
          { value: 'REVOKED', label: 'Taken back' },
        ]}
        value={search.state ?? null}
        onChange={(value) => set('state', value)}
        w={130}
      />
      <Select
        label="Holds on"
        placeholder="Any channel"
        clearable
        data={(['wa', 'sms', 'inapp'] as const).map((value) => ({ value, label: channelLabel(value) }))}
        value={search.channel ?? null}
        onChange={(value) => set('channel', value)}
        w={140}
      />
      <Select
        label="Came by"
        placeholder="Any way"
        clearable
        data={OPT_OUT_SOURCES.map((value) => ({ value, label: SOURCES[value] }))}
        value={search.source ?? null}
        onChange={(value) => set('source', value)}
        w={180}
      />
    </Group>
  );
}
