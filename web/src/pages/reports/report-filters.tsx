import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { channelLabel } from '../../components/badges.tsx';
import { useSession } from '../../session.tsx';
import { plusDays } from './days.ts';
import type { ReportSearch } from './search.ts';

type ReportFiltersProps = {
  search: ReportSearch;
  from: string;
  to: string;
  today: string;
  onSearch: (search: ReportSearch) => void;
};

const MOST_HANDOFFS = 500;

export function ReportFilters({ search, from, to, today, onSearch }: ReportFiltersProps) {
  const { api } = useSession();
  const skills = useQuery({
    queryKey: ['skills'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/skills')).skills,
  });
  const handoffs = useQuery({
    queryKey: ['reports', 'handoffs'],
    queryFn: async () =>
      (await api.get('/api/v2/account/{accountId}/handoffs', { query: { limit: MOST_HANDOFFS } })).handoffs,
  });
  const set = (field: keyof ReportSearch, value: string | null) => {
    const rest = Object.entries(search).filter(([name]) => name !== field);
    onSearch(Object.fromEntries(value === null || value === '' ? rest : [...rest, [field, value]]));
  };
  const presets = presetsOf(today);
  return (
    <Stack gap="sm">
      <Group gap="xs" role="group" aria-label="Range">
        {presets.map((preset) => {
          const isChosen = preset.from === from && preset.to === to;
          return (
            <Button
              key={preset.label}
              size="compact-sm"
              variant={isChosen ? 'light' : 'default'}
              aria-pressed={isChosen}
              onClick={() => onSearch({ ...search, from: preset.from, to: preset.to })}
            >
              {preset.label}
            </Button>
          );
        })}
      </Group>
      <Group gap="xs" align="flex-end">
        <TextInput
          type="date"
          label="From"
          max={to}
          value={from}
          onChange={(event) => set('from', event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="To"
          max={today}
          value={to}
          onChange={(event) => set('to', event.currentTarget.value)}
        />
        <Select
          label="Channel"
          placeholder="All"
          clearable
          data={(['wa', 'sms', 'inapp'] as const).map((value) => ({ value, label: channelLabel(value) }))}
          value={search.channel ?? null}
          onChange={(value) => set('channel', value)}
          w={140}
        />
        <Select
          label="Skill"
          placeholder="All"
          clearable
          searchable
          data={withChosen(skills.data?.map(({ name }) => ({ value: name, label: name })) ?? [], search.skill)}
          value={search.skill ?? null}
          onChange={(value) => set('skill', value)}
          w={160}
        />
        <Select
          label="Handoff"
          placeholder="All"
          clearable
          searchable
          data={withChosen(
            handoffs.data?.map(({ id, name }) => ({ value: id, label: `${name} (${id})` })) ?? [],
            search.handoff,
          )}
          value={search.handoff ?? null}
          onChange={(value) => set('handoff', value)}
          w={240}
        />
        <Select
          label="Launched"
          placeholder="Anyhow"
          clearable
          data={[
            { value: 'API', label: 'Over the API' },
            { value: 'UI', label: 'In the web tool' },
          ]}
          value={search.source ?? null}
          onChange={(value) => set('source', value)}
          w={150}
        />
      </Group>
    </Stack>
  );
}

/** What is asked for is shown, also where it is no more. */
function withChosen(options: { value: string; label: string }[], chosen: string | undefined) {
  const isKnown = chosen === undefined || options.some(({ value }) => value === chosen);
  return isKnown ? options : [{ value: chosen, label: chosen }, ...options];
}

function presetsOf(today: string): { label: string; from: string; to: string }[] {
  const monthStart = `${today.slice(0, 8)}01`;
  const lastMonthEnd = plusDays(monthStart, -1);
  return [
    { label: 'Today', from: today, to: today },
    { label: 'Last 7 days', from: plusDays(today, -6), to: today },
    { label: 'Last 30 days', from: plusDays(today, -29), to: today },
    { label: 'Last 90 days', from: plusDays(today, -89), to: today },
    { label: 'This month', from: monthStart, to: today },
    { label: 'Last month', from: `${lastMonthEnd.slice(0, 8)}01`, to: lastMonthEnd },
  ];
}
