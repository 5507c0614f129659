import { ActionIcon, Anchor, Button, Group, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPencil, IconPlugConnected, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { DataTableColumn } from 'mantine-datatable';
import { useState } from 'react';
import { ChannelBadges, channelLabel } from '../../components/badges.tsx';
import { Copy } from '../../components/copy.tsx';
import { Instant } from '../../components/instant.tsx';
import { ListTable, pageQuery } from '../../components/list-table.tsx';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { DeleteHandoff } from './delete-handoff.tsx';
import { lookbackWords } from './lookback.ts';
import type { Handoff } from './queries.ts';
import type { HandoffSearch } from './routes.tsx';

const TITLE = 'API handoffs';
const DEFAULT_SORT = 'name';
const SORTS = ['name', 'createdAt', 'updatedAt'] as const;
const CHANNELS = (['wa', 'sms', 'inapp'] as const).map((value) => ({ value, label: channelLabel(value) }));

const route = getRouteApi('/handoffs');

export function HandoffsPage() {
  return (
    <Only permission="content:see" title={TITLE}>
      <Handoffs />
    </Only>
  );
}

function Handoffs() {
  const { api, may } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [deleted, setDeleted] = useState<Handoff>();
  const { name, channel } = search;
  const query = { ...pageQuery(search), ...sortOf(search.sort), ...(name && { name }), ...(channel && { channel }) };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['handoffs', 'list', query],
    queryFn: () => api.get('/api/v2/account/{accountId}/handoffs', { query }),
    placeholderData: keepPreviousData,
  });
  const show = (next: HandoffSearch) => void navigate({ search: next, replace: true });
  const isFiltered = name !== undefined || channel !== undefined;
  const newButton = may('content:edit') && (
    <Button component={Link} to="/handoffs/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New handoff
    </Button>
  );

  return (
    <Page
      title={TITLE}
      description="What an API campaign sends: the channels in their order, each with its number and text, under one ID. An edit never changes campaigns already launched."
      actions={newButton}
    >
      <Stack gap="sm">
        <Group gap="sm">
          <TitleFilter value={name ?? ''} onChange={(next) => show(withFilters(search, { name: next, channel }))} />
          <Select
            aria-label="Channel"
            placeholder="Every channel"
            data={CHANNELS}
            value={channel ?? null}
            onChange={(next) => show(withFilters(search, { name, channel: next ?? undefined }))}
            clearable
            clearButtonProps={{ 'aria-label': 'Every channel' }}
            w={170}
          />
        </Group>
        <ListTable<Handoff>
          label={TITLE}
          records={data?.handoffs}
          total={data?.page.count ?? 0}
          columns={columns(may('content:edit') ? setDeleted : undefined)}
          idAccessor="id"
          isFetching={isFetching}
          error={error}
          onRetry={() => void refetch()}
          search={search}
          onSearch={(next) => show({ ...search, ...next })}
          defaultSort={DEFAULT_SORT}
          onRowClick={({ id }) => void navigate({ to: '/handoffs/$handoffId', params: { handoffId: id } })}
          empty={
            isFiltered ? (
              <EmptyState
                icon={IconSearch}
                title="No handoff matches"
                action={
                  <Button variant="light" onClick={() => show(withFilters(search, {}))}>
                    Clear the filters
                  </Button>
                }
              />
            ) : (
              <EmptyState icon={IconPlugConnected} title="There is no handoff yet" action={newButton}>
                Make one, and name its ID as the <code>templateId</code> of the campaigns that you launch by API.
              </EmptyState>
            )
          }
        />
      </Stack>
      <DeleteHandoff handoff={deleted} onClose={() => setDeleted(undefined)} />
    </Page>
  );
}

/** A filter that changes shows its first page. */
function withFilters(
  { size, sort }: HandoffSearch,
  { name, channel }: { name?: string | undefined; channel?: HandoffSearch['channel'] | undefined },
): HandoffSearch {
  return { ...(size && { size }), ...(sort && { sort }), ...(name && { name }), ...(channel && { channel }) };
}

function sortOf(sort: string = DEFAULT_SORT) {
  const field = SORTS.find((each) => each === sort.replace(/^-/, '')) ?? DEFAULT_SORT;
  return { sort: field, order: sort.startsWith('-') ? ('desc' as const) : ('asc' as const) };
}

function TitleFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  // The address was changed elsewhere: by going back, or by clearing the filters.
  if (shown !== value) {
    setShown(value);
    if (text.trim() !== value) setText(value);
  }
  const tell = useDebouncedCallback((next: string) => onChange(next.trim()), 300);
  return (
    <TextInput
      aria-label="Title"
      placeholder="Title…"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value);
      }}
      w={240}
    />
  );
}

function columns(onDelete: ((handoff: Handoff) => void) | undefined): DataTableColumn<Handoff>[] {
  return [
    {
      accessor: 'name',
      title: 'Title',
      sortable: true,
      render: ({ id, name }) => (
        <Anchor
          component={Link}
          to={`/handoffs/${id}`}
          fz="sm"
          fw={500}
          display="block"
          miw={150}
          style={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </Anchor>
      ),
    },
    {
      accessor: 'id',
      title: 'ID',
      render: ({ id, name }) => (
        <Group gap={2} wrap="nowrap" onClick={(event) => event.stopPropagation()}>
          <Text size="sm" ff="monospace">
            {id}
          </Text>
          <Copy value={id} what={`the ID of ${name}`} />
        </Group>
      ),
    },
    {
      accessor: 'channels',
      title: 'Channels, in their order',
      render: ({ channels }) => <ChannelBadges channels={channels.map(({ type }) => type)} />,
    },
    {
      accessor: 'lookbackMinutes',
      title: 'Lookback',
      noWrap: true,
      render: ({ lookbackMinutes }) => lookbackWords(lookbackMinutes),
    },
    {
      accessor: 'createdAt',
      title: 'Created',
      sortable: true,
      noWrap: true,
      render: ({ createdAt }) => <Instant at={createdAt} />,
    },
    {
      accessor: 'updatedAt',
      title: 'Changed',
      sortable: true,
      noWrap: true,
      render: ({ updatedAt }) => <Instant at={updatedAt} />,
    },
    ...(onDelete ? [actionsColumn(onDelete)] : []),
  ];
}

function actionsColumn(onDelete: (handoff: Handoff) => void): DataTableColumn<Handoff> {
  return {
    accessor: 'actions',
    title: 'Actions',
    textAlign: 'right',
    width: 90,
    render: (handoff) => (
      <Group gap={2} wrap="nowrap" justify="end" onClick={(event) => event.stopPropagation()}>
        <Tooltip label="Edit">
          <ActionIcon
            component={Link}
            to={`/handoffs/${handoff.id}/edit`}
            variant="subtle"
            color="gray"
            aria-label={`Edit ${handoff.name}`}
          >
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Delete">
          <ActionIcon
            variant="subtle"
            color="red"
            onClick={() => onDelete(handoff)}
            aria-label={`Delete ${handoff.name}`}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
    ),
  };
}
