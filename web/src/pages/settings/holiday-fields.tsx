import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { monthName, NTH } from './holiday-text.ts';
import { WEEK } from './hours.ts';
import { faultWithin, newHoliday, type Faults, type HolidayDraft, type HolidayKind } from './rule-set-draft.ts';

const KINDS: { value: HolidayKind; label: string }[] = [
  { value: 'monthDay', label: 'Every year on' },
  { value: 'date', label: 'Once on' },
  { value: 'nth', label: 'Every year, the' },
  { value: 'easter', label: 'By Easter' },
];
const NTHS = ([1, 2, 3, 4, 'last'] as const).map((value) => ({ value, label: NTH[value] }));
const MONTHS = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: monthName(index + 1) }));
const WEEKDAYS = WEEK.map(({ day, name }) => ({ value: day, label: name }));

type HolidayFieldsProps = {
  holidays: HolidayDraft[];
  onChange: (holidays: HolidayDraft[]) => void;
  /** By `holidays[0]`, and what is inside of it. */
  faults: Faults;
};

/** The days on which nothing is sent, a line for each. */
export function HolidayFields({ holidays, onChange, faults }: HolidayFieldsProps) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        Nothing is sent on
      </Text>
      {holidays.length > 0 && (
        <Text size="xs" c="dimmed">
          Observed: where it falls on a Saturday the Friday before counts too, on a Sunday the Monday after.
        </Text>
      )}
      {faults.holidays !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {faults.holidays}
        </Text>
      )}
      {holidays.map((holiday, index) => (
        <HolidayLine
          key={holiday.key}
          place={index + 1}
          holiday={holiday}
          onChange={(part) => onChange(holidays.map((each, at) => (at === index ? { ...each, ...part } : each)))}
          onRemove={() => onChange(holidays.filter((_, at) => at !== index))}
          nameFault={faults[`holidays[${index}].name`]}
          fault={faultWithin(faults, `holidays[${index}]`, ['name'])}
        />
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...holidays, newHoliday()])}
        >
          Add a holiday
        </Button>
      </Group>
    </Stack>
  );
}

type HolidayLineProps = {
  place: number;
  holiday: HolidayDraft;
  onChange: (part: Partial<HolidayDraft>) => void;
  onRemove: () => void;
  nameFault: string | undefined;
  fault: string | undefined;
};

function HolidayLine({ place, holiday, onChange, onRemove, nameFault, fault }: HolidayLineProps) {
  const { name, kind, observed } = holiday;
  return (
    <Stack gap={4} role="group" aria-label={`Holiday ${place}`}>
      <Group gap="xs" align="flex-start">
        <TextInput
          size="xs"
          aria-label={`Name of holiday ${place}`}
          placeholder="Christmas Day"
          required
          w={190}
          value={name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={nameFault}
        />
        <Select
          size="xs"
          aria-label={`When holiday ${place} is`}
          w={140}
          allowDeselect={false}
          data={KINDS}
          value={kind}
          onChange={(next) => next !== null && onChange({ kind: next })}
          error={fault !== undefined}
        />
        <WhenFields place={place} holiday={holiday} onChange={onChange} />
        <Checkbox
          size="xs"
          mt={7}
          label="observed"
          checked={observed}
          onChange={(event) => onChange({ observed: event.currentTarget.checked })}
        />
        <Tooltip label="Take this holiday away">
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={`Take holiday ${place} away${name === '' ? '' : `: ${name}`}`}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </Group>
      {fault !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {fault}
        </Text>
      )}
    </Stack>
  );
}

type WhenFieldsProps = Pick<HolidayLineProps, 'place' | 'holiday' | 'onChange'>;

/** What its kind asks for. */
function WhenFields({ place, holiday, onChange }: WhenFieldsProps) {
  const { kind, month, day, date, nth, weekday, easter } = holiday;
  if (kind === 'date')
    return (
      <TextInput
        size="xs"
        type="date"
        aria-label={`Date of holiday ${place}`}
        required
        w={150}
        value={date}
        onChange={(event) => onChange({ date: event.currentTarget.value })}
      />
    );
  if (kind === 'easter')
    return (
      <NumberInput
        size="xs"
        aria-label={`Days of holiday ${place} after Easter Sunday`}
        suffix=" days after it"
        allowDecimal={false}
        min={-100}
        max={250}
        w={150}
        value={easter}
        onChange={(next) => onChange({ easter: next })}
      />
    );
  const months = (
    <Select
      size="xs"
      aria-label={`Month of holiday ${place}`}
      w={120}
      allowDeselect={false}
      data={MONTHS}
      value={String(month)}
      onChange={(next) => next !== null && onChange({ month: Number(next) })}
    />
  );
  if (kind === 'monthDay')
    return (
      <>
        {months}
        <NumberInput
          size="xs"
          aria-label={`Day of holiday ${place}`}
          allowDecimal={false}
          min={1}
          max={31}
          w={70}
          value={day}
          onChange={(next) => onChange({ day: next })}
        />
      </>
    );
  return (
    <>
      <Select
        size="xs"
        aria-label={`Which weekday of the month holiday ${place} is`}
        w={90}
        allowDeselect={false}
        data={NTHS.map(({ value, label }) => ({ value: String(value), label }))}
        value={String(nth)}
        onChange={(next) => onChange({ nth: NTHS.find(({ value }) => String(value) === next)?.value ?? nth })}
      />
      <Select
        size="xs"
        aria-label={`Weekday of holiday ${place}`}
        w={120}
        allowDeselect={false}
        data={WEEKDAYS}
        value={weekday}
        onChange={(next) => next !== null && onChange({ weekday: next })}
      />
      {months}
    </>
  );
}
