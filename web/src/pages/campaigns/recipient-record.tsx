import { Anchor, Code, Group, Stack, Table, Text, Timeline, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { channelLabel, inWords, StatusBadge, type Channel } from '../../components/badges.tsx';
import { Copy } from '../../components/copy.tsx';
import { Instant } from '../../components/instant.tsx';
import { useSession } from '../../session.tsx';
import type { RecipientRecord } from './types.ts';
import { TickingClock } from './zone-time.tsx';

const ZONE_SOURCES: Record<string, string> = {
  given: 'given with the recipient',
  'area-code': 'from the area code',
  prefix: 'from the prefix',
  country: 'from the country',
  override: 'from a reviewed correction',
  account: 'the account’s own',
  unknown: 'not known',
  none: 'without a number',
};

/** The record of a recipient: where it may be, what was tried, what came back, and on whose word it was sent to. */
export function RecipientRecordView({ record }: { record: RecipientRecord }) {
  return (
    <>
      <Facts record={record} />
      <Attempts attempts={record.attempts} />
      <Reply record={record} />
      <OptOuts optOuts={record.optOuts} />
      {record.nudge && <Nudge nudge={record.nudge} />}
      <Section title="Consent">
        <Text size="sm">
          Stated by {record.consent.by}, <Instant at={record.consent.at} />
          {record.consent.words !== null && `: “${record.consent.words}”`}
        </Text>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}

function Facts({ record }: { record: RecipientRecord }) {
  const { addresses, zones, zoneSource, zoneVersion, receipts } = record;
  const rows: [string, ReactNode][] = [
    ...Object.entries(addresses).map(([channel, address]): [string, ReactNode] => [
      channelLabel(channel as Channel),
      <Group key={channel} gap={4}>
        {address} <Copy value={address} what={`${channelLabel(channel as Channel)} address`} />
      </Group>,
    ]),
    [
      'May be in',
      <Zones key="zones" zones={zones} from={`${ZONE_SOURCES[zoneSource] ?? zoneSource} (${zoneVersion})`} />,
    ],
    ['Accepted', <Instant key="accepted" at={record.acceptedAt} />],
    ...when('Next send', record.nextSendAt),
    ...when('Sent', receipts.sentAt),
    ...when('Delivered', receipts.deliveredAt),
    ...when('Read', receipts.readAt),
    ...when('Ended', record.closedAt),
    ...when('Retried', record.retriedAt),
    ...((record.error
      ? [
          [
            'Error',
            `${[record.error.source, record.error.code].filter(Boolean).join(' ')} ${record.error.message ?? ''}`,
          ],
        ]
      : []) as [string, ReactNode][]),
    [
      'Id',
      <Group key="id" gap={4} wrap="nowrap">
        <Code>{record.id}</Code> <Copy value={record.id} what="id of the recipient" />
      </Group>,
    ],
  ];
  return (
    <Table variant="vertical" withTableBorder layout="fixed">
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={130}>{name}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function when(name: string, at: string | null): [string, ReactNode][] {
  return at === null ? [] : [[name, <Instant key={name} at={at} />]];
}

function Zones({ zones, from }: { zones: string[]; from: string }) {
  return (
    <>
      {zones.map((zone) => (
        <div key={zone}>
          {zone}, now <TickingClock zone={zone} />
        </div>
      ))}
      <Text size="xs" c="dimmed">
        {zones.length === 0 ? `No timezone: ${from}` : from}
      </Text>
    </>
  );
}

function Attempts({ attempts }: { attempts: RecipientRecord['attempts'] }) {
  return (
    <Section title="Attempts">
      {attempts.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing was tried yet.
        </Text>
      ) : (
        <Timeline active={attempts.length} bulletSize={16} lineWidth={2}>
          {attempts.map((attempt) => (
            <Timeline.Item
              key={attempt.id}
              title={
                <Group gap="xs">
                  <Text size="sm" fw={600}>
                    {attempt.number}. {channelLabel(attempt.channel)}
                  </Text>
                  <StatusBadge status={attempt.state} />
                </Group>
              }
            >
              <Text size="sm">
                <Instant at={attempt.calledAt} />
                {attempt.localTime !== null && ` · there ${attempt.localTime}`}
              </Text>
              <Text size="xs" c="dimmed">
                From {attempt.from} to {attempt.to}
              </Text>
              {attempt.code !== null && (
                <Text size="sm">
                  Code <Code>{attempt.code}</Code> {attempt.meaning}
                  {attempt.message !== null && attempt.message !== attempt.meaning && (
                    <Text span size="sm" c="dimmed">
                      {' '}
                      “{attempt.message}”
                    </Text>
                  )}
                </Text>
              )}
              <Text size="xs" c="dimmed">
                {attempt.receiptAt !== null && (
                  <>
                    Last receipt <Instant at={attempt.receiptAt} /> ·{' '}
                  </>
                )}
                Decided by {attempt.ruleVersion}
              </Text>
              {attempt.providerMessageId !== null && (
                <Group gap={4}>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {attempt.providerMessageId}
                  </Text>
                  <Copy value={attempt.providerMessageId} what="the provider’s id of the message" />
                </Group>
              )}
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Section>
  );
}

function Reply({ record: { reply, conversation } }: { record: RecipientRecord }) {
  const { may } = useSession();
  return (
    <Section title="Reply">
      <Text size="sm">
        {reply.respondedAt === null ? (
          'Not answered.'
        ) : (
          <>
            Answered <Instant at={reply.respondedAt} />.
          </>
        )}
        {reply.repliesUntil !== null && (
          <>
            {' '}
            A reply reaches {reply.skill} until <Instant at={reply.repliesUntil} />.
          </>
        )}
      </Text>
      {conversation && (
        <Group gap="xs">
          <StatusBadge status={conversation.state} />
          <Text size="sm">
            Conversation with {conversation.skill}, opened <Instant at={conversation.openedAt} />
          </Text>
          {may('conversations:work') && (
            // The page of another part of the tool.
            <Anchor component={Link} to={`/conversations/${conversation.id}` as '/'} size="sm">
              Open it
            </Anchor>
          )}
        </Group>
      )}
    </Section>
  );
}

function OptOuts({ optOuts }: { optOuts: RecipientRecord['optOuts'] }) {
  if (optOuts.length === 0) return null;
  return (
    <Section title="Opt-outs">
      {optOuts.map(({ consumer, channel, scope, state, source, words, optedOutAt }) => (
        <Text key={`${consumer} ${channel} ${optedOutAt}`} size="sm">
          {state === 'REVOKED' ? 'Taken back: ' : ''}
          {scope === 'account' || channel === null ? 'from all channels' : `from ${channelLabel(channel)}`}, since{' '}
          <Instant at={optedOutAt} /> by {source}
          {words !== null && `: “${words}”`}
        </Text>
      ))}
    </Section>
  );
}

function Nudge({ nudge }: { nudge: NonNullable<RecipientRecord['nudge']> }) {
  return (
    <Section title="Push to the app">
      <Group gap="xs">
        <StatusBadge status={nudge.state} />
        {nudge.reason !== null && <Text size="sm">{nudge.reason}</Text>}
      </Group>
      {nudge.devices.map((device, index) => (
        <Text key={index} size="sm">
          {device.app} on {device.platform}: {inWords(device.state).toLowerCase()}
          {device.reason !== null && `, ${device.reason}`} ({device.tries} {device.tries === 1 ? 'try' : 'tries'})
        </Text>
      ))}
      <Anchor href={nudge.workflowUrl} target="_blank" rel="noreferrer" size="sm">
        Its workflow in the Temporal UI
      </Anchor>
    </Section>
  );
}
