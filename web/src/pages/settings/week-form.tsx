import { ActionIcon, Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { stretchFault, WEEK, type Day, type Hours, type Stretch } from './hours.ts';

type WeekFormProps = { hours: Hours; onChange: (hours: Hours) => void };

/** The open hours of each weekday, any number of stretches a day. */
export function WeekForm({ hours, onChange }: WeekFormProps) {
  const set = (day: Day, stretches: Stretch[]) => onChange({ ...hours, [day]: stretches });
  const likeMonday = () => onChange(Object.fromEntries(WEEK.map(({ day }) => [day, hours.MONDAY])) as Hours);
  return (
    <Stack gap="xs">
      {WEEK.map(({ day, name }) => (
        <DayForm key={day} name={name} stretches={hours[day]} onChange={(stretches) => set(day, stretches)} />
      ))}
      <Group>
        <Button size="compact-sm" variant="subtle" onClick={likeMonday}>
          Every day as on Monday
        </Button>
      </Group>
    </Stack>
  );
}

type DayFormProps = { name: string; stretches: Stretch[]; onChange: (stretches: Stretch[]) => void };

function DayForm({ name, stretches, onChange }: DayFormProps) {
  const change = (index: number, part: Partial<Stretch>) =>
    onChange(stretches.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <Group align="flex-start" gap="xs" role="group" aria-label={name}>
      <Text size="sm" w={92} pt={8}>
        {name}
      </Text>
      <Stack gap={4} flex={1} miw={230}>
        {stretches.length === 0 && (
          <Text size="sm" c="dimmed" py={8}>
            Closed
          </Text>
        )}
        {stretches.map((stretch, index) => (
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              type="time"
              aria-label={`${name}, from`}
              value={stretch.from}
              onChange={(event) => change(index, { from: event.currentTarget.value })}
              error={stretchFault(stretch)}
            />
            <Text c="dimmed" pt={6} aria-hidden>
              –
            </Text>
            <TextInput
              type="time"
              aria-label={`${name}, until`}
              value={stretch.to}
              onChange={(event) => change(index, { to: event.currentTarget.value })}
            />
            <Tooltip label="Take these hours away">
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={4}
                aria-label={`Take ${name} ${stretch.from} to ${stretch.to} away`}
                onClick={() => onChange(stretches.filter((_, at) => at !== index))}
              >
                <IconMinus size={16} />
              </ActionIcon>
            </Tooltip>
          </Group>
        ))}
      </Stack>
      <Tooltip label={`More hours on ${name}`}>
        <ActionIcon
          variant="subtle"
          mt={4}
          aria-label={`More hours on ${name}`}
          onClick={() => onChange([...stretches, nextStretch(stretches)])}
        >
          <IconPlus size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function nextStretch(stretches: readonly Stretch[]): Stretch {
  const last = stretches.at(-1);
  return last ? { from: last.to, to: '' } : { from: '09:00', to: '18:00' };
}
