import { Anchor, Badge, Code, Group, Stack, Tabs, Text, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DataTableColumn } from 'mantine-datatable';
import { useState } from 'react';
import { channelLabel } from '../../components/badges.tsx';
import { formatCount } from '../../components/instant.tsx';
import { ListTable, PAGE_SIZES, pageQuery, type ListSearch } from '../../components/list-table.tsx';
import { useSession } from '../../session.tsx';
import { MendForm, mendColumns } from './mend-form.tsx';
import type { Row } from './mended-lines.ts';
import { reasonInWords } from './reasons.ts';
import type { RecipientList } from './upload.ts';
import { useColumns } from './use-columns.ts';
import { useMend, type Mend } from './use-mend.ts';

type RowState = Row['state'];

type ListRowsProps = {
  list: RecipientList;
  /** Shows a line where it was typed: there it is mended, else here. */
  onLine: ((line: number) => void) | undefined;
};

const TABS: { state: RowState; label: string; color: string; countOf: (list: RecipientList) => number }[] = [
  { state: 'GOOD', label: 'Will be sent', color: 'teal', countOf: ({ good }) => good },
  { state: 'WRONG', label: 'Wrong', color: 'red', countOf: ({ wrong }) => wrong },
  { state: 'DUPLICATE', label: 'Duplicates', color: 'yellow', countOf: ({ duplicates }) => duplicates },
  { state: 'OPTED_OUT', label: 'Opted out', color: 'gray', countOf: ({ optedOut }) => optedOut },
];

/** What is in a list: what each number would get, and what is wrong with the others, each kind apart. */
export function ListRows({ list, onLine }: ListRowsProps) {
  // What has to be mended comes first.
  const [state, setState] = useState<RowState>(list.wrong > 0 ? 'WRONG' : 'GOOD');
  const mend = useMend(list);
  return (
    <Stack gap="sm">
      <Text role="status">
        {list.name !== null && <b style={{ overflowWrap: 'anywhere' }}>{list.name}: </b>}
        {formatCount(list.lines)} {list.lines === 1 ? 'line' : 'lines'} read: {formatCount(list.good)} will be sent
        {list.wrong > 0 && `, ${formatCount(list.wrong)} wrong`}
        {list.duplicates > 0 && `, ${formatCount(list.duplicates)} twice`}
        {list.optedOut > 0 && `, ${formatCount(list.optedOut)} opted out`}.
      </Text>
      <Tabs value={state} onChange={(value) => setState((value ?? 'GOOD') as RowState)} keepMounted={false}>
        <Tabs.List>
          {TABS.map(({ state: each, label, color, countOf }) => (
            <Tabs.Tab
              key={each}
              value={each}
              rightSection={
                <Badge variant="light" color={countOf(list) === 0 ? 'gray' : color} size="sm">
                  {formatCount(countOf(list))}
                </Badge>
              }
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(({ state: each, label }) => (
          <Tabs.Panel key={each} value={each} pt="sm">
            <Rows list={list} state={each} label={label} onLine={onLine} mend={mend} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

type RowsProps = ListRowsProps & { state: RowState; label: string; mend: Mend };

const NOTHING: Record<RowState, string> = {
  GOOD: 'Nobody would be sent to: mend the lines under “Wrong”.',
  WRONG: 'No line is wrong.',
  DUPLICATE: 'No number comes twice.',
  OPTED_OUT: 'Nobody in the list has opted out.',
};

const MENDED_HERE: Partial<Record<RowState, string>> = {
  WRONG:
    'Mend these lines here and check them again, drop them, or go on without them. Many of them can be downloaded, mended elsewhere, and taken in again. Your own file stays as it is, mistakes and all.',
  DUPLICATE: 'A number gets one message. Where it is a slip, mend it here and check it again.',
};

const DOWNLOADS: Record<RowState, string> = {
  GOOD: '',
  WRONG: 'Download the wrong lines with their reasons',
  DUPLICATE: 'Download the duplicates',
  OPTED_OUT: 'Download those who have opted out',
};

function Rows({ list, state, label, onLine, mend }: RowsProps) {
  const { api, accountId } = useSession();
  const { values } = useColumns();
  const [asked, setSearch] = useState<ListSearch>({});
  const count = countIn(list, state);
  // A page that its last mended line has left is none.
  const search = withinPages(asked, count);
  const query = { state, ...pageQuery(search) };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['recipient-list-rows', list.id, query],
    queryFn: () =>
      api.get('/api/v2/account/{accountId}/recipient-lists/{listId}/rows', { path: { listId: list.id }, query }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const hint = onLine ? undefined : MENDED_HERE[state];
  const isMended = hint !== undefined && list.state === 'READY';
  const columns =
    state === 'GOOD'
      ? goodColumns(list)
      : isMended
        ? mendColumns({ names: list.columns, values, changes: mend.changes })
        : otherColumns(state, list, onLine);
  const table = (
    <ListTable<Row>
      label={label}
      records={data?.rows}
      total={data?.page.count ?? 0}
      columns={columns}
      idAccessor="line"
      isFetching={isFetching}
      error={error}
      onRetry={() => void refetch()}
      search={search}
      onSearch={setSearch}
      empty={
        <Text c="dimmed" size="sm" py="md">
          {NOTHING[state]}
        </Text>
      }
    />
  );
  const download = state !== 'GOOD' && count > 0 && (
    <Anchor
      href={`/api/v2/account/${accountId}/recipient-lists/${list.id}/errors.csv?state=${state}`}
      download
      size="sm"
    >
      {DOWNLOADS[state]}
    </Anchor>
  );
  return (
    <Stack gap="sm">
      {state === 'WRONG' && count > 0 && onLine && (
        <Text size="sm">Mend these lines above and parse again, or go on without them.</Text>
      )}
      {isMended && count > 0 && <Text size="sm">{hint}</Text>}
      {state === 'OPTED_OUT' && list.optedOut > 0 && (
        <Text size="sm">They are left out: who opts out is not written to again.</Text>
      )}
      {isMended ? (
        <MendForm mend={mend} download={download}>
          {table}
        </MendForm>
      ) : (
        <>
          {table}
          {download}
        </>
      )}
    </Stack>
  );
}

function countIn(list: RecipientList, state: RowState): number {
  return TABS.find((tab) => tab.state === state)?.countOf(list) ?? 0;
}

function withinPages(search: ListSearch, count: number): ListSearch {
  const { size = PAGE_SIZES[0] ?? 25, page = 1 } = search;
  return { ...search, page: Math.min(page, Math.max(1, Math.ceil(count / size))) };
}

function goodColumns({ channels }: RecipientList): DataTableColumn<Row>[] {
  return [
    { accessor: 'line', title: 'Line', width: 70, textAlign: 'right' },
    { accessor: 'address', title: channels.includes('inapp') ? 'User' : 'Number', width: 160 },
    {
      accessor: 'messages',
      title: 'Would get',
      render: ({ messages }) => (
        <Stack gap={4}>
          {messages?.map(({ channel, text }) => (
            <Text key={channel} size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 220 }}>
              {channels.length > 1 && (
                <Text span size="xs" c="dimmed">
                  {channelLabel(channel)}:{' '}
                </Text>
              )}
              {text}
            </Text>
          ))}
        </Stack>
      ),
    },
    {
      accessor: 'timezones',
      title: 'Timezone',
      width: 200,
      render: ({ timezones }) => zonesInWords(timezones ?? []),
    },
  ];
}

/** One zone by its name, several by the first and how many more. */
export function zonesInWords(zones: readonly string[]): string {
  const [first, ...others] = zones;
  if (first === undefined) return 'None known';
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function otherColumns(
  state: RowState,
  { columns }: RecipientList,
  onLine: ((line: number) => void) | undefined,
): DataTableColumn<Row>[] {
  return [
    {
      accessor: 'line',
      title: 'Line',
      width: 90,
      textAlign: 'right',
      render: ({ line }) =>
        onLine ? (
          <UnstyledButton className="line-link" onClick={() => onLine(line)} aria-label={`Show line ${line}`}>
            {line}
          </UnstyledButton>
        ) : (
          line
        ),
    },
    {
      accessor: 'reason',
      title: state === 'WRONG' ? 'What is wrong' : 'Why',
      render: ({ reason }) => (
        <Text size="sm" c={state === 'WRONG' ? 'var(--mantine-color-error)' : undefined} style={{ minWidth: 200 }}>
          {reasonInWords(reason)}
        </Text>
      ),
    },
    {
      accessor: 'cells',
      title: 'What stands there',
      render: ({ cells, address }) => (
        <Group gap={4}>
          {(cells ?? [address ?? '']).map((cell, index) => (
            <Code key={index} title={columns[index]}>
              {cell === '' ? '(empty)' : cell}
            </Code>
          ))}
        </Group>
      ),
    },
  ];
}
