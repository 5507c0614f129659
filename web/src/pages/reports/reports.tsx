import { Alert, Button, Card, Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { IconChartHistogram, IconDownload, IconLock } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import { formatCount } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { countDays, dayIn, dayText, intervalsOf, MOST_DAYS, plusDays } from './days.ts';
import { downloadText } from './download.ts';
import { ErrorTable, FigureTable } from './report-tables.tsx';
import { errorsOf, groupsOf, shareText, toCsv, totalOf, withEmptyDays, type Figures, type Row } from './figures.ts';
import { ReportFilters } from './report-filters.tsx';
import type { Grouping, ReportSearch } from './search.ts';

const ReportChart = lazy(() => import('./report-charts.tsx'));

const route = getRouteApi('/reports');
const DEFAULT_DAYS = 30;

export function ReportsPage() {
  const { api, may } = useSession();
  const settings = useQuery({
    queryKey: ['settings'],
    queryFn: () => api.get('/api/v2/account/{accountId}/settings'),
    enabled: may('reports:see'),
  });
  if (!may('reports:see')) {
    return (
      <EmptyState icon={IconLock} title="Reports are not for your role">
        An admin or campaign manager of the account can look them up for you.
      </EmptyState>
    );
  }
  return (
    <Page
      title="Reports"
      description="What became of the messages, by day, channel and skill. An event shows here at once."
    >
      {settings.data ? (
        <Report zone={settings.data.timezone} />
      ) : settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  );
}

function Report({ zone }: { zone: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = dayIn(zone, Date.now());
  const to = search.to ?? today;
  const from = search.from ?? plusDays(to, 1 - DEFAULT_DAYS);
  const days = countDays(from, to);
  return (
    <Stack gap="lg">
      <ReportFilters
        search={search}
        {...{ from, to, today }}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
      {days < 1 ? (
        <Alert color="yellow" variant="light" title="There is no such range">
          It ends, on {dayText(to)}, before it begins, on {dayText(from)}.
        </Alert>
      ) : days > MOST_DAYS ? (
        <Alert color="yellow" variant="light" title="That is too long a range">
          It has {formatCount(days)} days; a report may have {MOST_DAYS}.
        </Alert>
      ) : (
        <Result
          search={search}
          {...{ from, to, zone }}
          onGroup={(by) => void navigate({ search: { ...search, by }, replace: true })}
        />
      )}
    </Stack>
  );
}

type ResultProps = {
  search: ReportSearch;
  from: string;
  to: string;
  zone: string;
  onGroup: (by: Grouping) => void;
};

/** The rows of a range: a call for each part of it that the API answers at once, together. */
function useRows({ search: { channel, skill, handoff, source }, from, to, zone }: Omit<ResultProps, 'onGroup'>) {
  const { api } = useSession();
  const filters = {
    ...(channel !== undefined && { channels: [channel] }),
    ...(skill !== undefined && { skills: [skill] }),
    ...(handoff !== undefined && { handoffids: [handoff] }),
    ...(source !== undefined && { source: [source] }),
  };
  return useQuery({
    queryKey: ['analytics', from, to, zone, filters],
    queryFn: async ({ signal }): Promise<Row[]> => {
      const answers = await Promise.all(
        intervalsOf(from, to, zone).map(({ fromMs, untilMs }) =>
          api.post('/api/account/{accountId}/app/prmsg/analytics', {
            query: { attemptedStartTime: String(fromMs), attemptedEndTime: String(untilMs), csatResponses: 'true' },
            body: { filters },
            signal,
          }),
        ),
      );
      return answers.flatMap(({ analytics }) => analytics);
    },
  });
}

function Result(props: ResultProps) {
  const { search, from, to, zone, onGroup } = props;
  const rows = useRows(props);
  const by = search.by ?? 'day';
  const groups = useMemo(() => groupsOf(rows.data ?? [], by), [rows.data, by]);
  const errors = useMemo(() => errorsOf(rows.data ?? []), [rows.data]);
  if (rows.error) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return <LoadingState />;
  if (rows.data.length === 0) {
    return (
      <EmptyState icon={IconChartHistogram} title="Nothing was sent in this range">
        From {dayText(from)} to {dayText(to)} no campaign fits these filters.
      </EmptyState>
    );
  }
  const total = totalOf(rows.data);
  const drawn = by === 'day' ? withEmptyDays(groups, from, to) : groups;
  return (
    <Stack gap="lg">
      <Headline total={total} />
      <Card withBorder padding="lg" component="section" aria-label="What became of everyone">
        <Group justify="space-between" mb="md">
          <Title order={2}>What became of everyone</Title>
          <Group gap="xs">
            <SegmentedControl
              aria-label="Sums by"
              data={[
                { value: 'day', label: 'By day' },
                { value: 'channel', label: 'By channel' },
                { value: 'skill', label: 'By skill' },
              ]}
              value={by}
              onChange={(value) => onGroup(value)}
            />
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => downloadText(toCsv(groups, by, errors), `report-by-${by}-${from}-to-${to}.csv`)}
            >
              Download CSV
            </Button>
          </Group>
        </Group>
        <Suspense fallback={<Skeleton h={300} />}>
          <ReportChart groups={drawn} by={by} />
        </Suspense>
        <FigureTable groups={by === 'day' ? groups.toReversed() : groups} total={total} by={by} />
        <Text size="xs" c="dimmed" mt="sm">
          Days are those of {zone}. Failed is for good: who is still to be sent to is pending. CSAT is the mean of what
          consumers said, 1 to 5.
        </Text>
      </Card>
      <ErrorTable errors={errors} />
    </Stack>
  );
}

/** The whole range in some figures, each with its part of what it is a part of. */
function Headline({ total }: { total: Figures }) {
  const figures = [
    { label: 'Attempted', value: total.attempted, note: 'everyone accepted' },
    { label: 'Sent', value: total.sent, note: `${shareText(total.sent, total.attempted)} of attempted` },
    { label: 'Delivered', value: total.delivered, note: `${shareText(total.delivered, total.sent)} of sent` },
    { label: 'Read', value: total.read, note: `${shareText(total.read, total.delivered)} of delivered` },
    { label: 'Responded', value: total.responded, note: `${shareText(total.responded, total.sent)} of sent` },
    { label: 'Failed', value: total.failed, note: `${shareText(total.failed, total.attempted)} of attempted` },
  ];
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, lg: 6 }} component="dl" m={0}>
      {figures.map(({ label, value, note }) => (
        <Card key={label} withBorder padding="md" component="div">
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz={26} fw={650} lh={1.2}>
            {formatCount(value)}
          </Text>
          <Text component="dd" m={0} size="xs" c="dimmed">
            {note}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
