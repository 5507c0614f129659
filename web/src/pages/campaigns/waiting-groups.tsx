import { Accordion, Badge, Group, Pagination, Stack, Text } from '@mantine/core';
import { IconSunrise } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { channelLabel, inWords } from '../../components/badges.tsx';
import { formatCount, formatInstant } from '../../components/instant.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { timezonesQuery } from './queries.ts';
import { RecipientTable } from './recipient-table.tsx';
import type { CampaignDetails, WaitingGroup } from './types.ts';
import classes from './waiting-groups.module.css';
import { Countdown, InZone, TickingClock } from './zone-time.tsx';

const GROUPS_A_PAGE = 25;

type WaitingGroupsProps = {
  campaign: CampaignDetails;
  /** Which group is open, as the address has it. */
  open: string | undefined;
  onOpen: (zones: string | undefined) => void;
};

/** Who still waits, by timezone: how many, what time it is there, when it opens and why it is still scheduled. */
export function WaitingGroups({ campaign: { proactiveCampaignId: campaignId }, open, onOpen }: WaitingGroupsProps) {
  const { api } = useSession();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery(
    timezonesQuery(api, campaignId, { limit: GROUPS_A_PAGE, offset: (page - 1) * GROUPS_A_PAGE }),
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.timezones.length === 0) {
    return (
      <EmptyState icon={IconSunrise} title="Nobody waits">
        Everybody has been sent to, or never will be: the other tabs say which.
      </EmptyState>
    );
  }
  const pages = Math.ceil(data.page.count / GROUPS_A_PAGE);
  return (
    <Stack gap="md">
      <Accordion
        variant="contained"
        value={open ?? null}
        onChange={(zones) => onOpen(zones ?? undefined)}
        order={3}
        keepMounted={false}
      >
        {data.timezones.map((group) => {
          const key = keyOf(group);
          return (
            <Accordion.Item key={key} value={key}>
              <Accordion.Control>
                <GroupHead group={group} />
              </Accordion.Control>
              <Accordion.Panel>
                <RecipientTable
                  campaignId={campaignId}
                  filter={{ state: ['NOT_SENT', 'SCHEDULED'], zones: key }}
                  label={`scheduled in ${nameOf(group)}`}
                />
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={page}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': `${control} page of timezones` })}
        />
      )}
    </Stack>
  );
}

function GroupHead({ group }: { group: WaitingGroup }) {
  const [zone] = group.zones;
  return (
    <div className={classes.head}>
      <div>
        <Text fw={600}>{nameOf(group)}</Text>
        <Text size="sm" c="dimmed">
          {formatCount(group.waiting)} {group.waiting === 1 ? 'waits' : 'wait'}
          {group.channel !== null && ` for ${channelLabel(group.channel)}`}
        </Text>
      </div>
      <div>
        {group.zones.slice(0, 2).map(({ zone: one }) => (
          <Text key={one} size="sm">
            <TickingClock zone={one} />{' '}
            {group.zones.length > 1 && <span className={classes.quiet}>{placeOf(one)}</span>}
          </Text>
        ))}
        <Opening group={group} zone={zone?.zone} />
      </div>
      <div>
        <Group gap="xs" mb={2}>
          <Badge variant="light" color={group.waitsFor === null ? 'gray' : 'dawn'} tt="none">
            {group.waitsFor === null ? 'About to go' : inWords(group.waitsFor)}
          </Badge>
          {group.lastSendAt !== null && (
            <Text size="xs" c="dimmed">
              last of them about {formatInstant(group.lastSendAt)}
            </Text>
          )}
        </Group>
        <Text size="sm">{group.sentence}</Text>
      </div>
    </div>
  );
}

function Opening({ group, zone }: { group: WaitingGroup; zone: string | undefined }) {
  if (group.isOpen) {
    return (
      <Text size="sm" c="dimmed">
        Open
        {group.closesAt !== null && zone !== undefined && (
          <>
            {' '}
            until <InZone at={group.closesAt} zone={zone} />
          </>
        )}
      </Text>
    );
  }
  if (group.opensAt === null || zone === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Never opens
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      Opens <InZone at={group.opensAt} zone={zone} />, <Countdown to={group.opensAt} />
    </Text>
  );
}

/** As `zones=` of the recipients takes it. */
function keyOf({ zones }: WaitingGroup): string {
  return zones.length === 0 ? 'none' : zones.map(({ zone }) => zone).join(',');
}

function nameOf({ zones }: WaitingGroup): string {
  if (zones.length === 0) return 'No timezone';
  const names = zones.slice(0, 2).map(({ zone }) => zone);
  return names.join(' or ') + (zones.length > 2 ? ` or ${zones.length - 2} more` : '');
}

function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
