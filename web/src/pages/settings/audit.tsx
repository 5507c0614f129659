import { Badge, Group, Select, Text, TextInput, type ComboboxData } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconHistory } from '@tabler/icons-react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { Instant } from '../../components/instant.tsx';
import { pageQuery } from '../../components/list-search.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { changeLines, OPERATIONS, operationText } from './operations.ts';
import { withFilter, type AuditSearch } from './search.ts';

type Event = Answer<Operation<'get', '/api/v2/account/{accountId}/audit-events'>>['events'][number];

const route = getRouteApi('/settings/audit');

/** The filters for the API: whole days of the reader's clock. */
function filtersOf({ actor, operation, from, to }: AuditSearch) {
  return {
    ...(actor !== undefined && { actor }),
    ...(operation !== undefined && { operation }),
    ...(from !== undefined && { from: startOf(from, 0) }),
    ...(to !== undefined && { to: startOf(to, 1) }),
  };
}

function startOf(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

export function AuditPage() {
  const { api } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filters = filtersOf(search);
  const events = useQuery({
    queryKey: ['audit-events', filters, pageQuery(search)],
    queryFn: () => api.get('/api/v2/account/{accountId}/audit-events', { query: { ...filters, ...pageQuery(search) } }),
    placeholderData: keepPreviousData,
  });
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Page
      title="Audit log"
      description="Who changed what, by the web tool and by the API. What was refused, secrets, texts to consumers and consumers themselves are not in it."
    >
      <Filters search={search} onSearch={(next) => void navigate({ search: next })} />
      <ListTable
        label="Audit events"
        idAccessor="id"
        records={events.data?.events}
        total={events.data?.page.count ?? 0}
        isFetching={events.isFetching}
        error={events.error}
        onRetry={() => void events.refetch()}
        search={search}
        onSearch={(next) => void navigate({ search: { ...search, ...next } })}
        empty={
          <EmptyState icon={IconHistory} title={isFiltered ? 'Nothing fits these filters' : 'Nothing was changed yet'}>
            {isFiltered ? 'Choose more days, or take a filter away.' : 'Every change from now on appears here.'}
          </EmptyState>
        }
        columns={[
          { accessor: 'at', title: 'When', noWrap: true, width: 190, render: ({ at }) => <Instant at={at} /> },
          { accessor: 'operation', title: 'Who did what', render: (event) => <What event={event} /> },
          { accessor: 'change', title: 'What was asked for', render: ({ change }) => <Change change={change} /> },
        ]}
      />
    </Page>
  );
}

function What({ event: { actor, operation, target, outcome } }: { event: Event }) {
  return (
    <div style={{ maxWidth: 380 }}>
      <Text size="sm" component="div">
        <b>{actor.name}</b>{' '}
        {actor.kind === 'client' && (
          <Badge component="span" variant="default" size="sm" tt="none" fw={500}>
            API
          </Badge>
        )}{' '}
        {operationText(operation)}
      </Text>
      {target !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {target}
        </Text>
      )}
      {outcome === 'unknown' && (
        <Group gap={6} mt={4}>
          <Badge variant="light" color="yellow" size="sm" tt="none">
            Outcome not known
          </Badge>
          <Text size="xs" c="dimmed">
            Still under way, or broken off: look whether it was done.
          </Text>
        </Group>
      )}
    </div>
  );
}

const SHOWN_LINES = 3;

function Change({ change }: { change: Event['change'] }) {
  const lines = changeLines(change);
  if (lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  return (
    <div style={{ maxWidth: 420 }}>
      <Lines lines={lines.slice(0, SHOWN_LINES)} />
      {lines.length > SHOWN_LINES && (
        <details>
          <Text component="summary" size="xs" style={{ cursor: 'pointer' }}>
            {lines.length - SHOWN_LINES} more
          </Text>
          <Lines lines={lines.slice(SHOWN_LINES)} />
        </details>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: ReturnType<typeof changeLines> }) {
  return lines.map(({ field, value }) => (
    <Text key={field} size="xs" style={{ overflowWrap: 'anywhere' }}>
      <Text span inherit c="dimmed">
        {field}
      </Text>{' '}
      {value}
    </Text>
  ));
}

const MOST_ACTORS = 500;

function Filters({ search, onSearch }: { search: AuditSearch; onSearch: (search: AuditSearch) => void }) {
  const actors = useActors(search.actor);
  const set = (field: keyof AuditSearch, value: string | null) => onSearch(withFilter(search, field, value));
  return (
    <Group gap="xs" align="flex-end">
      <Select
        label="Who"
        placeholder="Anybody"
        searchable
        clearable
        data={actors}
        value={search.actor ?? null}
        onChange={(value) => set('actor', value)}
        w={220}
      />
      <Select
        label="Did what"
        placeholder="Anything"
        searchable
        clearable
        data={Object.entries(OPERATIONS).map(([value, label]) => ({ value, label }))}
        value={search.operation ?? null}
        onChange={(value) => set('operation', value)}
        w={280}
      />
      <TextInput
        type="date"
        label="From"
        value={search.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="To"
        value={search.to ?? ''}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
    </Group>
  );
}

/** Users and API keys, by the id that events keep; and who is asked for, whoever that is. */
function useActors(asked: string | undefined): ComboboxData {
  const { api } = useSession();
  const users = useQuery({
    queryKey: ['audit', 'users'],
    queryFn: () => api.get('/api/v2/account/{accountId}/users', { query: { limit: MOST_ACTORS } }),
  });
  const clients = useQuery({
    queryKey: ['api-clients'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/api-clients')).clients,
  });
  const people = users.data?.users.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const programs = clients.data?.map(({ clientId, name }) => ({ value: clientId, label: name ?? clientId })) ?? [];
  const isKnown = [...people, ...programs].some(({ value }) => value === asked);
  return [
    ...(asked === undefined || isKnown ? [] : [{ value: asked, label: asked }]),
    { group: 'Users', items: people },
    { group: 'API keys', items: programs },
  ];
}
