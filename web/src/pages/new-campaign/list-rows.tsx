import { Anchor, Badge, Code, Group, Stack, Tabs, Text, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DataTableColumn } from 'mantine-datatable';
import { useState } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { channelLabel } from '../../components/badges.tsx';
import { formatCount } from '../../components/instant.tsx';
import { ListTable, pageQuery, type ListSearch } from '../../components/list-table.tsx';
import { useSession } from '../../session.tsx';
import { reasonInWords } from './reasons.ts';
import type { RecipientList } from './upload.ts';

type Row = Answer<Operation<'get', '/api/v2/account/{accountId}/recipient-lists/{listId}/rows'>>['rows'][number];
type RowState = Row['state'];

type ListRowsProps = {
  list: RecipientList;
  /** Shows a line where it was typed. */
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
            <Rows key={list.id} list={list} state={each} label={label} onLine={onLine} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

type RowsProps = ListRowsProps & { state: RowState; label: string };

const NOTHING: Record<RowState, string> = {
  GOOD: 'Nobody would be sent to: mend the lines under “Wrong”.',
  WRONG: 'No line is wrong.',
  DUPLICATE: 'No number comes twice.',
  OPTED_OUT: 'Nobody in the list has opted out.',
};

function Rows({ list, state, label, onLine }: RowsProps) {
  const { api, accountId } = useSession();
  const [search, setSearch] = useState<ListSearch>({});
  const query = { state, ...pageQuery(search) };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['recipient-list-rows', list.id, query],
    queryFn: () =>
      api.get('/api/v2/account/{accountId}/recipient-lists/{listId}/rows', { path: { listId: list.id }, query }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const columns = state === 'GOOD' ? goodColumns(list) : otherColumns(state, list, onLine);
  return (
    <Stack gap="sm">
      {state === 'WRONG' && list.wrong > 0 && (
        <Text size="sm">
          {onLine
            ? 'Mend these lines above and parse again, or go on without them.'
            : 'Mend these lines in the file and choose it again, or go on without them. They can also be downloaded and mended alone, for a campaign of their own.'}
        </Text>
      )}
      {state === 'OPTED_OUT' && list.optedOut > 0 && (
        <Text size="sm">They are left out: who opts out is not written to again.</Text>
      )}
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
      {state !== 'GOOD' && (data?.page.count ?? 0) > 0 && (
        <Anchor
          href={`/api/v2/account/${accountId}/recipient-lists/${list.id}/errors.csv?state=${state}`}
          download
          size="sm"
        >
          Download these lines as a file
        </Anchor>
      )}
    </Stack>
  );
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
