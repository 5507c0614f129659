import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChannelBadges } from '../../components/badges.tsx';
import { formatCount } from '../../components/instant.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { errorsQuery } from './queries.ts';
import type { ErrorGroup } from './types.ts';

type ErrorGroupsProps = {
  campaignId: string;
  /** source_code. */
  chosen: string | undefined;
  onChoose: (error: string | undefined) => void;
};

/** Why recipients failed, and what to do about it. */
export function ErrorGroups({ campaignId, chosen, onChoose }: ErrorGroupsProps) {
  const { api } = useSession();
  const { data, error, refetch } = useQuery(errorsQuery(api, campaignId));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Errors">
      {data.errors.map((group) => {
        const key = `${group.source}_${group.code}`;
        return (
          <li key={`${group.channel} ${key}`}>
            <ErrorCard
              group={group}
              isChosen={key === chosen}
              onChoose={() => onChoose(key === chosen ? undefined : key)}
            />
          </li>
        );
      })}
    </Stack>
  );
}

type ErrorCardProps = { group: ErrorGroup; isChosen: boolean; onChoose: () => void };

function ErrorCard({ group, isChosen, onChoose }: ErrorCardProps) {
  return (
    <Paper withBorder p="sm" bg={isChosen ? 'var(--mantine-color-default-hover)' : undefined}>
      <Group justify="space-between" align="start" wrap="nowrap">
        <Stack gap={4}>
          <Group gap="xs">
            <Badge color="red" variant="light">
              {formatCount(group.recipients)}
            </Badge>
            <Text size="sm" fw={600}>
              {group.meaning}
            </Text>
            <Text size="xs" c="dimmed">
              {group.source} {group.code}
            </Text>
            <ChannelBadges channels={[group.channel]} />
          </Group>
          <Text size="sm">
            <b>What to do:</b> {group.whatToDo}
          </Text>
          <Text size="sm" c="dimmed">
            {group.action}
          </Text>
        </Stack>
        <Button size="xs" variant="default" onClick={onChoose} aria-pressed={isChosen} style={{ flexShrink: 0 }}>
          {isChosen ? 'Show all' : 'Show them'}
        </Button>
      </Group>
    </Paper>
  );
}
