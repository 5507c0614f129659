import { Alert, Paper, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconMoonStars } from '@tabler/icons-react';
import { dayAndTime } from '../../../../domain/say-time.ts';
import { channelLabel } from '../../components/badges.tsx';
import { formatCount } from '../../components/instant.tsx';
import { useChannels } from './account-queries.ts';
import { campaignWindows } from './hours.ts';
import { zonesInWords } from './list-rows.tsx';
import type { Simulation } from './use-simulation.ts';
import { useWizard } from './wizard-context.ts';
import { ZoneTimeline } from './zone-timeline.tsx';

/** What would come of the campaign if it were launched now: in short, as a picture, and as a table. */
export function SimulationView({ simulation }: { simulation: Simulation }) {
  const { draft, timezone = 'UTC' } = useWizard();
  const windows = campaignWindows(draft, useChannels().data?.channels);
  return (
    <Stack gap="lg">
      <SimulationSummary simulation={simulation} />
      <Warnings simulation={simulation} />
      {windows && simulation.zones.length > 0 && (
        <ZoneTimeline simulation={simulation} windows={windows} timezone={timezone} />
      )}
      <ZoneTable simulation={simulation} timezone={timezone} />
      {simulation.notSent.length > 0 && <NotSent simulation={simulation} />}
      {simulation.days.length > 1 && <Days simulation={simulation} />}
    </Stack>
  );
}

/** The four figures that a launch is decided by. */
export function SimulationSummary({ simulation }: { simulation: Simulation }) {
  const { timezone = 'UTC' } = useWizard();
  const { recipients, sends, startsAt, endsAt, at } = simulation;
  const when = (iso: string | null) => (iso === null ? 'Never' : dayAndTime(timezone, Date.parse(iso), Date.parse(at)));
  const facts = [
    { label: 'First message', value: when(startsAt) },
    { label: 'Last message', value: when(endsAt) },
    { label: 'Are sent to', value: `${formatCount(sends)} of ${formatCount(recipients)}` },
    { label: 'Are not', value: formatCount(recipients - sends) },
  ];
  return (
    <div>
      <dl className="figures">
        {facts.map(({ label, value }) => (
          <Paper key={label} withBorder p="sm">
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fw={650} size="lg" lh={1.3}>
              {value}
            </Text>
          </Paper>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt="sm">
        Times in {timezone}, the timezone of the account.
      </Text>
    </div>
  );
}

function Warnings({ simulation: { dailyLimit, days, channels, zones, recipients } }: { simulation: Simulation }) {
  const held = days.filter((day) => day.held > 0);
  const queued = channels.filter((channel) => channel.queued > 0);
  const isAnyOpen = zones.some(({ isOpen }) => isOpen);
  return (
    <>
      {dailyLimit?.isPassed && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title="More than the account may launch today"
        >
          {formatCount(recipients)} recipients, and of {formatCount(dailyLimit.limit)} a day on{' '}
          {channelLabel(dailyLimit.channel)} {formatCount(dailyLimit.remaining)} remain. The launch would be refused
          today.
        </Alert>
      )}
      {held.length > 0 && (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title="The limit of a day is used up"
        >
          {held.map((day) => `${formatCount(day.held)} wait after ${day.date} for the next day`).join('; ')}.
        </Alert>
      )}
      {!isAnyOpen && zones.length > 0 && (
        <Alert color="dawn" variant="light" icon={<IconMoonStars aria-hidden />}>
          It is outside of the sending hours for all of them now. Each waits for their own morning.
        </Alert>
      )}
      {queued.map(({ channel, queued: ahead }) => (
        <Text size="sm" key={channel}>
          {formatCount(ahead)} recipients of other campaigns wait for their turn on {channelLabel(channel)} before it.
        </Text>
      ))}
    </>
  );
}

function ZoneTable({ simulation: { zones, at }, timezone }: { simulation: Simulation; timezone: string }) {
  const when = (iso: string | null) => (iso === null ? '–' : dayAndTime(timezone, Date.parse(iso), Date.parse(at)));
  return (
    <Table.ScrollContainer minWidth={760} maxHeight={420}>
      <Table stickyHeader verticalSpacing="xs" aria-label="Recipients by timezone">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Timezone</Table.Th>
            <Table.Th ta="right">Recipients</Table.Th>
            <Table.Th>There it is</Table.Th>
            <Table.Th>Opens</Table.Th>
            <Table.Th>First message</Table.Th>
            <Table.Th>Last message</Table.Th>
            <Table.Th ta="right">Sent to</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {zones.map((zone) => (
            <Table.Tr key={zone.timezones.join()}>
              <Table.Th scope="row" fw={500} title={zone.timezones.join(', ')}>
                {zonesInWords(zone.timezones)}
                {zone.heldByRules.map(({ rules, recipients }) => (
                  <Text key={rules} size="xs" c="dimmed" fw={400}>
                    {rules} keeps {formatCount(recipients)} back now
                  </Text>
                ))}
              </Table.Th>
              <Table.Td ta="right">{formatCount(zone.recipients)}</Table.Td>
              <Table.Td>{zone.localTime ?? 'Any time'}</Table.Td>
              <Table.Td>
                {zone.opensAt === at ? 'Open now' : zone.opensAt === null ? 'Never' : when(zone.opensAt)}
              </Table.Td>
              <Table.Td>{when(zone.firstSendAt)}</Table.Td>
              <Table.Td>{when(zone.lastSendAt)}</Table.Td>
              <Table.Td ta="right">{formatCount(zone.sends)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NotSent({ simulation: { notSent } }: { simulation: Simulation }) {
  return (
    <Table maw={760} aria-label="Who is not sent to">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Not sent to, because</Table.Th>
          <Table.Th ta="right">Recipients</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {notSent.map(({ sentence, recipients }) => (
          <Table.Tr key={sentence}>
            <Table.Td>{sentence}</Table.Td>
            <Table.Td ta="right">{formatCount(recipients)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Days({ simulation: { days } }: { simulation: Simulation }) {
  return (
    <Table maw={480} aria-label="By day">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Day</Table.Th>
          <Table.Th ta="right">Messages</Table.Th>
          <Table.Th ta="right">Wait for the next day</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map(({ date, sends, held }) => (
          <Table.Tr key={date}>
            <Table.Td>{date}</Table.Td>
            <Table.Td ta="right">{formatCount(sends)}</Table.Td>
            <Table.Td ta="right">{formatCount(held)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
