import { Anchor, Stack, Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { DataTableColumn } from 'mantine-datatable';
import { StatusBadge } from '../../components/badges.tsx';
import { Instant } from '../../components/instant.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { NumberCheck } from './number-check.tsx';
import { recipientsQuery, type RecipientFilter } from './queries.ts';
import type { Recipient } from './types.ts';

const route = getRouteApi('/campaigns/$campaignId');

type RecipientTableProps = { campaignId: string; filter: RecipientFilter; label: string };

/** A page of recipients, each with the sentence of its forecast or its end. */
export function RecipientTable({ campaignId, filter, label }: RecipientTableProps) {
  const { api } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isFetching, refetch } = useQuery(recipientsQuery(api, campaignId, filter, search));
  return (
    <ListTable
      label={`Recipients: ${label}`}
      records={data?.recipients}
      total={data?.page.count ?? 0}
      columns={filter.zones === undefined ? COLUMNS : COLUMNS.filter(({ accessor }) => accessor !== 'zones')}
      idAccessor="id"
      isFetching={isFetching}
      error={error}
      onRetry={() => void refetch()}
      search={search}
      onSearch={(next) => void navigate({ search: { ...search, ...next }, resetScroll: false })}
      onRowClick={({ id }) => void navigate({ search: (known) => ({ ...known, recipient: id }), resetScroll: false })}
      empty={
        filter.consumer === undefined ? (
          <EmptyState title="Nobody here now" />
        ) : (
          <Stack gap="xs">
            <EmptyState icon={IconUserSearch} title={`${filter.consumer} is not in this campaign`} />
            <NumberCheck phone={filter.consumer} />
          </Stack>
        )
      }
    />
  );
}

const COLUMNS: DataTableColumn<Recipient>[] = [
  { accessor: 'addresses', title: 'Recipient', width: 160, render: (recipient) => <Address recipient={recipient} /> },
  { accessor: 'state', title: 'State', width: 115, render: ({ state }) => <StatusBadge status={state} /> },
  {
    accessor: 'sentence',
    title: 'What it waits for, or what became of it',
    render: ({ sentence }) => (
      <Text size="sm" miw={260}>
        {sentence}
      </Text>
    ),
  },
  {
    accessor: 'zones',
    title: 'Timezone',
    width: 190,
    render: ({ zones }) => (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {zones.length === 0
          ? '–'
          : zones.slice(0, 2).join(', ') + (zones.length > 2 ? ` and ${zones.length - 2} more` : '')}
      </Text>
    ),
  },
  {
    accessor: 'sentAt',
    title: 'Sent, or next',
    width: 185,
    render: ({ sentAt, nextSendAt }) => <Instant at={sentAt ?? nextSendAt} />,
  },
];

function Address({ recipient: { id, addresses } }: { recipient: Recipient }) {
  return (
    <Anchor
      renderRoot={(props) => (
        <Link
          from="/campaigns/$campaignId"
          to="."
          search={(known) => ({ ...known, recipient: id })}
          resetScroll={false}
          {...props}
        />
      )}
      size="sm"
      fw={600}
      // The row opens the same.
      onClick={(event) => event.stopPropagation()}
    >
      {[...new Set(Object.values(addresses))].join(', ')}
    </Anchor>
  );
}
