import { ActionIcon, Anchor, Button, Group, Select, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBrandWhatsapp, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { DataTableColumn } from 'mantine-datatable';
import { useState } from 'react';
import { TEMPLATE_CATEGORIES, TEMPLATE_STATUSES } from '../../../../domain/template-status.ts';
import { inWords, StatusBadge } from '../../components/badges.tsx';
import { Instant } from '../../components/instant.tsx';
import { ListTable, pageQuery, type ListSearch } from '../../components/list-table.tsx';
import { Only } from '../../components/only.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { DeleteTemplate } from './delete-template.tsx';
import { languageName, LANGUAGES } from './languages.ts';
import { watchEvery, type Template } from './queries.ts';
import type { TemplateSearch } from './routes.tsx';

const TITLE = 'WhatsApp templates';
const SORTS = ['title', 'status', 'category', 'language', 'createdAt'] as const;
const DEFAULT_SORT = '-createdAt';
const STATUSES = TEMPLATE_STATUSES.map((value) => ({ value, label: inWords(value) }));
const CATEGORIES = TEMPLATE_CATEGORIES.map((value) => ({ value, label: inWords(value) }));

const route = getRouteApi('/templates');

export function TemplatesPage() {
  return (
    <Only permission="content:see" title={TITLE}>
      <Templates />
    </Only>
  );
}

function Templates() {
  const { api, may } = useSession();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [deleted, setDeleted] = useState<Template>();
  const { page, size, sort, ...filters } = search;
  const kept = { ...(size && { size }), ...(sort && { sort }) };
  const query = { ...pageQuery(search), sort: sortOf(sort), ...filters };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['templates', 'list', query],
    queryFn: () => api.get('/api/v2/account/{accountId}/templates', { query }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => watchEvery(state.data?.templates ?? []),
  });
  const show = (next: TemplateSearch) => void navigate({ search: next, replace: true });
  const isFiltered = Object.keys(filters).length > 0;
  const newButton = may('content:edit') && (
    <Button component={Link} to="/templates/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New template
    </Button>
  );

  return (
    <Page
      title={TITLE}
      description="WhatsApp sends a business’s first message only from a template that it has approved. What was submitted can’t be edited: make another, and delete the old one."
      actions={newButton}
    >
      <Stack gap="sm">
        <Filters filters={filters} onChange={(next) => show({ ...kept, ...next })} />
        <ListTable<Template>
          label={TITLE}
          records={data?.templates}
          total={data?.page.count ?? 0}
          columns={columns(may('content:edit') ? setDeleted : undefined)}
          idAccessor="id"
          isFetching={isFetching}
          error={error}
          onRetry={() => void refetch()}
          search={{ ...kept, ...(page && { page }) }}
          onSearch={(next) => show({ ...filters, ...next })}
          defaultSort={DEFAULT_SORT}
          onRowClick={({ id }) => void navigate({ to: '/templates/$templateId', params: { templateId: id } })}
          empty={
            isFiltered ? (
              <EmptyState
                icon={IconSearch}
                title="No template matches"
                action={
                  <Button variant="light" onClick={() => show(kept)}>
                    Clear the filters
                  </Button>
                }
              />
            ) : (
              <EmptyState icon={IconBrandWhatsapp} title="There is no template yet" action={newButton}>
                Write one here; it goes to WhatsApp for review, mostly for minutes.
              </EmptyState>
            )
          }
        />
      </Stack>
      <DeleteTemplate template={deleted} onClose={() => setDeleted(undefined)} />
    </Page>
  );
}

/** What makes no sense to the API is left to its own order. */
function sortOf(sort: string = DEFAULT_SORT) {
  const field = SORTS.find((each) => each === sort.replace(/^-/, ''));
  return field === undefined ? DEFAULT_SORT : sort.startsWith('-') ? (`-${field}` as const) : field;
}

type FilterValues = Omit<TemplateSearch, keyof ListSearch>;

function Filters({ filters, onChange }: { filters: FilterValues; onChange: (filters: FilterValues) => void }) {
  const [name, setName] = useState(filters.name ?? '');
  const [shown, setShown] = useState(filters.name);
  // The address was changed elsewhere: by going back, or by clearing the filters.
  if (shown !== filters.name) {
    setShown(filters.name);
    if (name.trim() !== (filters.name ?? '')) setName(filters.name ?? '');
  }
  const set = <K extends keyof FilterValues>(key: K, value: FilterValues[K] | null) => {
    const isSet = ([, each]: [string, unknown]) => each !== null && each !== '';
    onChange(Object.fromEntries(Object.entries({ ...filters, [key]: value }).filter(isSet)));
  };
  const tellName = useDebouncedCallback((next: string) => set('name', next.trim()), 300);
  return (
    <Group gap="sm">
      <TextInput
        aria-label="Title"
        placeholder="Title…"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={name}
        onChange={({ currentTarget }) => {
          setName(currentTarget.value);
          tellName(currentTarget.value);
        }}
        w={240}
      />
      <Select
        aria-label="Status"
        placeholder="Every status"
        data={STATUSES}
        value={filters.status ?? null}
        onChange={(status) => set('status', status)}
        clearable
        clearButtonProps={{ 'aria-label': 'Every status' }}
        w={150}
      />
      <Select
        aria-label="Category"
        placeholder="Every category"
        data={CATEGORIES}
        value={filters.category ?? null}
        onChange={(category) => set('category', category)}
        clearable
        clearButtonProps={{ 'aria-label': 'Every category' }}
        w={170}
      />
      <Select
        aria-label="Language"
        placeholder="Every language"
        data={LANGUAGES}
        value={filters.language ?? null}
        onChange={(language) => set('language', language)}
        clearable
        clearButtonProps={{ 'aria-label': 'Every language' }}
        searchable
        w={230}
      />
    </Group>
  );
}

function columns(onDelete: ((template: Template) => void) | undefined): DataTableColumn<Template>[] {
  return [
    {
      accessor: 'title',
      title: 'Title',
      sortable: true,
      render: ({ id, title, messageComponents }) => (
        <Stack gap={0} miw={180} maw={460}>
          <Anchor component={Link} to={`/templates/${id}`} fz="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Anchor>
          <Text size="xs" c="dimmed" truncate>
            {messageComponents.find(({ type }) => type === 'body')?.content}
          </Text>
        </Stack>
      ),
    },
    { accessor: 'status', title: 'Status', sortable: true, render: (template) => <Status template={template} /> },
    { accessor: 'category', title: 'Category', sortable: true, render: ({ category }) => inWords(category) },
    { accessor: 'language', title: 'Language', sortable: true, render: ({ language }) => languageName(language) },
    {
      accessor: 'createdAt',
      title: 'Created',
      sortable: true,
      noWrap: true,
      render: ({ createdAt }) => <Instant at={createdAt} />,
    },
    ...(onDelete ? [actionsColumn(onDelete)] : []),
  ];
}

function Status({ template: { status, statusReason } }: { template: Template }) {
  return (
    <Stack gap={2} align="start">
      <StatusBadge status={status} />
      {statusReason !== null && (
        <Text size="xs" c="dimmed" lineClamp={2} maw={260}>
          {statusReason}
        </Text>
      )}
    </Stack>
  );
}

function actionsColumn(onDelete: (template: Template) => void): DataTableColumn<Template> {
  return {
    accessor: 'actions',
    title: 'Actions',
    textAlign: 'right',
    width: 80,
    render: (template) => (
      <Group justify="end" onClick={(event) => event.stopPropagation()}>
        <Tooltip label="Delete">
          <ActionIcon
            variant="subtle"
            color="red"
            onClick={() => onDelete(template)}
            aria-label={`Delete ${template.title}`}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
    ),
  };
}
