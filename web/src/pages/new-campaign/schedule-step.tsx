import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { dayAndTime } from '../../../../domain/say-time.ts';
import type { Day } from '../../../../domain/window.ts';
import { formatInstant } from '../../components/instant.tsx';
import { ErrorState, LoadingState, messageOf } from '../../components/states.tsx';
import { useAccountSettings, useChannels } from './account-queries.ts';
import { channelsOf, isParsed, type Draft, type Hours } from './draft.ts';
import { accountWindows, clockText, dayName, hoursOfDay, WEEK, weekInWords, type ChannelSetting } from './hours.ts';
import { startInstant, toProblems } from './problems.ts';
import { SimulationView } from './simulation-view.tsx';
import { useList } from './use-parse.ts';
import { useSimulation } from './use-simulation.ts';
import { useWizard } from './wizard-context.ts';

/** Step 3: when it is sent, how fast, and what comes of it. */
export function ScheduleStep() {
  const { draft, problems } = useWizard();
  const { data, error, isPending, refetch } = useChannels();
  const simulation = useSimulation();
  const [refusal] = simulation.error ? toProblems(messageOf(simulation.error)) : [];
  if (isPending) return <LoadingState />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const refusedField = problems.schedule.length === 0 ? refusal : undefined;
  const errorAt = (field: string) => (refusedField?.field === field ? refusedField.reason : undefined);
  return (
    <Stack gap="xl">
      <Stack gap="lg" maw={760}>
        <StartFields refused={errorAt('startAt')} />
        <RateField settings={data.channels} refused={errorAt('sendRate')} />
        {draft.way === null ? null : <HoursFields settings={data.channels} refused={errorAt('schedulingMetrics')} />}
      </Stack>
      <section aria-labelledby="simulation">
        <Title order={2} id="simulation" mb="sm">
          When everyone is reached
        </Title>
        <SimulationOrWhyNot simulation={simulation} />
      </section>
    </Stack>
  );
}

function useSchedule() {
  const { draft, change } = useWizard();
  return {
    schedule: draft.schedule,
    setSchedule: (part: Partial<Draft['schedule']>) =>
      change(({ schedule }) => ({ schedule: { ...schedule, ...part } })),
  };
}

function StartFields({ refused }: { refused: string | undefined }) {
  const { timezone, errorOf } = useWizard();
  const { schedule, setSchedule } = useSchedule();
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const instant = startInstant(schedule.startAt, timezone);
  return (
    <Radio.Group
      label="Start"
      value={schedule.start}
      onChange={(start) => setSchedule({ start: start === 'later' ? 'later' : 'now' })}
    >
      <Stack gap="xs" mt={6}>
        <Radio value="now" label="At once, when it is launched" />
        <Radio value="later" label="At a date and time" />
        {schedule.start === 'later' && (
          <TextInput
            type="datetime-local"
            label="Date and time"
            description={`In ${timezone ?? '…'}, the timezone of the account.`}
            maw={320}
            value={schedule.startAt}
            onChange={({ currentTarget: { value } }) => setSchedule({ startAt: value })}
            error={errorOf('startAt') ?? refused}
          />
        )}
        {schedule.start === 'later' && instant && (
          <Text size="sm" c="dimmed">
            {instant.getTime() < Date.now() ? 'That is over: it starts at once. ' : ''}
            {timezone !== own && `For you that is ${formatInstant(instant.toISOString())} (${own}).`}
          </Text>
        )}
      </Stack>
    </Radio.Group>
  );
}

function RateField({ settings, refused }: { settings: readonly ChannelSetting[]; refused: string | undefined }) {
  const { draft, errorOf } = useWizard();
  const { schedule, setSchedule } = useSchedule();
  const channels = channelsOf(draft.way);
  const rates = settings.filter(({ channel }) => channels.includes(channel)).map(({ ratePerSecond }) => ratePerSecond);
  const most = Math.max(1, ...rates);
  return (
    <NumberInput
      label="Send rate"
      description={`Messages a second. Empty: as fast as the account may, ${most} a second.`}
      placeholder={String(most)}
      maw={320}
      min={0.001}
      max={most}
      step={1}
      decimalScale={3}
      clampBehavior="none"
      value={schedule.sendRate ?? ''}
      onChange={(value) => setSchedule({ sendRate: typeof value === 'number' ? value : null })}
      error={
        errorOf('sendRate') ??
        refused ??
        (schedule.sendRate !== null && schedule.sendRate > most
          ? `The account’s own rate, ${most}, is the most.`
          : undefined)
      }
    />
  );
}

function HoursFields({ settings, refused }: { settings: readonly ChannelSetting[]; refused: string | undefined }) {
  const { draft, errorOf } = useWizard();
  const { schedule, setSchedule } = useSchedule();
  const { data: account } = useAccountSettings();
  const allowed = accountWindows(channelsOf(draft.way), settings);
  const setDay = (day: Day, hours: Hours) => setSchedule({ ownHours: { ...schedule.ownHours, [day]: hours } });
  return (
    <Stack gap="sm">
      <Radio.Group
        label="Days and hours"
        description="By each recipient’s own clock."
        value={schedule.hours}
        onChange={(hours) => setSchedule({ hours: hours === 'own' ? 'own' : 'account' })}
        error={errorOf('schedulingMetrics') ?? refused}
      >
        <Stack gap="xs" mt={6} mb={4}>
          <Radio value="account" label={`The account’s: ${weekInWords(allowed)}`} />
          <Radio value="own" label="Narrower ones, of this campaign" />
        </Stack>
      </Radio.Group>
      {schedule.hours === 'own' && (
        <Table.ScrollContainer minWidth={330}>
          <Table verticalSpacing={6} layout="auto" maw={480} aria-label="Days and hours of this campaign">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Day</Table.Th>
                <Table.Th>From</Table.Th>
                <Table.Th>To</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {WEEK.map((day) => (
                <DayFields
                  key={day}
                  day={day}
                  hours={schedule.ownHours[day]}
                  allowed={hoursOfDay(allowed, day)}
                  onChange={(hours) => setDay(day, hours)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {account?.ruleSet != null && (
        <Text size="sm" c="dimmed">
          The rule set “{account.ruleSet}” is in force: by where a recipient lives it narrows these hours further, on
          holidays too.
        </Text>
      )}
    </Stack>
  );
}

type DayFieldsProps = { day: Day; hours: Hours; allowed: Hours; onChange: (hours: Hours) => void };

const HALF_HOUR = 30;

function DayFields({ day, hours, allowed, onChange }: DayFieldsProps) {
  const name = dayName(day);
  if (allowed === null) {
    return (
      <Table.Tr>
        <Table.Td>{name}</Table.Td>
        <Table.Td colSpan={2} c="dimmed">
          The account sends nothing
        </Table.Td>
      </Table.Tr>
    );
  }
  const own = hours ?? allowed;
  const options = (from: number, to: number, chosen: number) =>
    [...new Set([...halfHours(from, to), from, to, chosen])]
      .filter((minutes) => minutes === chosen || (minutes >= from && minutes <= to))
      .sort((a, b) => a - b)
      .map((minutes) => ({ value: String(minutes), label: clockText(minutes) }));
  const isOutside = hours !== null && (own.from < allowed.from || own.to > allowed.to);
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          label={name}
          checked={hours !== null}
          onChange={({ currentTarget: { checked } }) => onChange(checked ? allowed : null)}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={`${name} from`}
          size="xs"
          disabled={hours === null}
          data={options(allowed.from, own.to - 1, own.from)}
          value={String(own.from)}
          onChange={({ currentTarget: { value } }) => onChange({ ...own, from: Number(value) })}
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          aria-label={`${name} to`}
          size="xs"
          disabled={hours === null}
          data={options(own.from + 1, allowed.to, own.to)}
          value={String(own.to)}
          onChange={({ currentTarget: { value } }) => onChange({ ...own, to: Number(value) })}
          error={
            isOutside
              ? `The account’s end at ${clockText(allowed.to)} and begin at ${clockText(allowed.from)}`
              : undefined
          }
        />
      </Table.Td>
    </Table.Tr>
  );
}

function halfHours(from: number, to: number): number[] {
  const first = Math.ceil(from / HALF_HOUR) * HALF_HOUR;
  return Array.from(
    { length: Math.max(0, Math.floor((to - first) / HALF_HOUR) + 1) },
    (_, index) => first + index * HALF_HOUR,
  );
}

function SimulationOrWhyNot({ simulation }: { simulation: ReturnType<typeof useSimulation> }) {
  const { draft, goTo, problems } = useWizard();
  const { data: list } = useList(draft.recipients.listId);
  const { data, error, isFetching, refetch } = simulation;
  if (!isParsed(draft) || list?.good === 0) {
    return (
      <Alert icon={<IconInfoCircle aria-hidden />} title="It needs the recipients">
        <Stack align="start" gap="sm">
          <Text size="sm">
            Once they are parsed, it shows here when each of them is reached, before anything is sent.
          </Text>
          <Button variant="light" onClick={() => goTo('recipients')}>
            To the recipients
          </Button>
        </Stack>
      </Alert>
    );
  }
  if (problems.schedule.length > 0) return <Text c="dimmed">Say first when it starts.</Text>;
  if (error) return <ErrorState error={error} title="It could not be simulated" onRetry={() => void refetch()} />;
  if (!data) return <LoadingState label="Following each recipient…" />;
  return (
    <Stack gap="sm" aria-busy={isFetching}>
      <SimulationView simulation={data} />
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          As things stood{' '}
          {dayAndTime(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.parse(data.at), Date.now())} by your clock.
        </Text>
        <Button size="compact-sm" variant="subtle" onClick={() => void refetch()} loading={isFetching}>
          Look again
        </Button>
      </Group>
    </Stack>
  );
}
