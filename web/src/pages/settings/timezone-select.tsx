import { Select } from '@mantine/core';

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const MOST_SHOWN = 100;

type TimezoneSelectProps = {
  label: string;
  description?: string;
  placeholder?: string;
  clearable?: boolean;
  value: string | null;
  onChange: (zone: string | null) => void;
  error?: string | undefined;
};

/** Any timezone that the browser knows, and the one that is set. */
export function TimezoneSelect({ clearable = false, value, ...props }: TimezoneSelectProps) {
  const zones = value === null || ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select
      searchable
      clearable={clearable}
      allowDeselect={clearable}
      limit={MOST_SHOWN}
      nothingFoundMessage="There is no such timezone"
      data={zones}
      value={value}
      w={280}
      {...props}
    />
  );
}
