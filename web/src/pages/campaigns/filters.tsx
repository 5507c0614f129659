import { Button, Group, MultiSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { inWords } from '../../components/badges.tsx';
import type { CampaignsSearch } from './search.ts';

const STATUSES = ['PUBLISHED', 'PAUSED', 'FINISHED', 'CANCELLED', 'FAILED'];
const CHANNELS = [
  { value: 'wa', label: 'WhatsApp' },
  { value: 'sms', label: 'SMS' },
  { value: 'inapp', label: 'In-App' },
];
/** Between the last key and the question to the API. */
const TYPED_MS = 300;

type CampaignFiltersProps = { search: CampaignsSearch; onChange: (search: CampaignsSearch) => void };

/** Which campaigns are listed; kept in the address. */
export function CampaignFilters({ search, onChange }: CampaignFiltersProps) {
  // What came last from the address or was typed: the address follows the keys.
  const [name, setName] = useState({ typed: search.name ?? '', of: search.name });
  if (name.of !== search.name) setName({ typed: search.name ?? '', of: search.name });
  const set = (part: Partial<CampaignsSearch>) => {
    const next = Object.entries({ ...search, page: undefined, ...part });
    onChange(Object.fromEntries(next.filter(([, value]) => value !== undefined && value !== '')));
  };
  const ask = useDebouncedCallback((text: string) => set({ name: text.trim() }), TYPED_MS);
  const isFiltered = ['name', 'status', 'channel', 'from', 'to'].some((key) => key in search);
  return (
    <Group gap="sm" align="end">
      <TextInput
        label="Name"
        placeholder="Any part of it"
        type="search"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={name.typed}
        onChange={({ currentTarget }) => {
          setName({ typed: currentTarget.value, of: search.name });
          ask(currentTarget.value);
        }}
        miw={220}
        flex={{ base: '1 1 100%', sm: '1 1 220px' }}
        maw={{ sm: 340 }}
      />
      <MultiSelect
        label="Status"
        placeholder={search.status ? undefined : 'Any'}
        data={STATUSES.map((status) => ({ value: status, label: inWords(status) }))}
        value={split(search.status)}
        onChange={(values) => set({ status: values.join(',') })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any status' }}
        flex="1 1 180px"
        maw={{ sm: 300 }}
      />
      <MultiSelect
        label="Channel"
        placeholder={search.channel ? undefined : 'Any'}
        data={CHANNELS}
        value={split(search.channel)}
        onChange={(values) => set({ channel: values.join(',') })}
        clearable
        clearButtonProps={{ 'aria-label': 'Any channel' }}
        flex="1 1 150px"
        maw={{ sm: 260 }}
      />
      <TextInput
        label="Launched from"
        type="date"
        value={search.from ?? ''}
        max={search.to}
        onChange={({ currentTarget }) => set({ from: currentTarget.value })}
      />
      <TextInput
        label="to"
        aria-label="Launched to"
        type="date"
        value={search.to ?? ''}
        min={search.from}
        onChange={({ currentTarget }) => set({ to: currentTarget.value })}
      />
      {isFiltered && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={() => onChange({ ...(search.sort && { sort: search.sort }) })}
        >
          Clear
        </Button>
      )}
    </Group>
  );
}

function split(words: string | undefined): string[] {
  return words === undefined ? [] : words.split(',');
}
