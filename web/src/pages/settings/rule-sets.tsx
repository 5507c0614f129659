import { Badge, Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconPlus, IconScale } from '@tabler/icons-react';
import { authorName } from '../../components/author-name.ts';
import { useSession } from '../../session.tsx';
import { ForceButton } from './force-button.tsx';
import { Loaded } from './loaded.tsx';
import { ruleSetsQuery, type ListedRuleSet } from './rule-set-queries.ts';
import { Section } from './values.tsx';

/** The rules of the law that narrow all windows: which set is in force, and what there is. `inForce` null: none. */
export function RuleSets({ inForce }: { inForce: string | null }) {
  const { api, may } = useSession();
  const sets = useQuery(ruleSetsQuery(api));
  return (
    <Section
      title="Rules of the law"
      description="Sets of rules by country and state that narrow all windows, never widen them. They are no legal advice: have your own lawyers say what holds for you, and write that down as a rule set of your own."
      aside={
        may('settings:edit') && (
          <Button
            component={Link}
            to="/settings/windows/rule-sets/new"
            variant="light"
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            Write a rule set
          </Button>
        )
      }
    >
      {inForce === null && <Text size="sm">None is in force: campaigns go by their send windows alone.</Text>}
      <Loaded query={sets}>
        {(list) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {list.map((set) => (
              <RuleSetCard key={set.name} set={set} />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Section>
  );
}

function RuleSetCard({ set }: { set: ListedRuleSet }) {
  const { may } = useSession();
  return (
    <Card withBorder padding="md" bg="var(--mantine-color-default-hover)">
      <Stack gap="xs" h="100%">
        <Group gap="xs">
          <IconScale size={18} aria-hidden />
          <Text fw={600}>{set.name}</Text>
          <Badge variant="default" tt="none">
            Version {set.version}
          </Badge>
          {set.inForce && (
            <Badge color="teal" variant="light" tt="none">
              In force
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" flex={1}>
          {set.description}
        </Text>
        <Text size="xs">
          {set.jurisdictions.length} {set.jurisdictions.length === 1 ? 'jurisdiction' : 'jurisdictions'};{' '}
          {set.builtIn ? 'comes with Daybreak' : `written by ${authorName(set.createdBy ?? 'an API client')}`}
        </Text>
        <Group gap="xs" mt={4}>
          <Button
            component={Link}
            to={`/settings/windows/${encodeURIComponent(set.name)}`}
            size="xs"
            variant="default"
            aria-label={`Read the rules of ${set.name}`}
          >
            Read the rules
          </Button>
          {may('settings:edit') && (
            <>
              <WriteLink set={set} size="xs" />
              <ForceButton set={set} size="xs" />
            </>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

type WriteLinkProps = { set: Pick<ListedRuleSet, 'name' | 'builtIn'>; version?: number; size?: 'xs' };

/** To where a rule set is changed; of one that comes with Daybreak, to where its rules are taken over. `version`: the one to begin with. */
export function WriteLink({ set: { name, builtIn }, version, size }: WriteLinkProps) {
  const look = { variant: 'default', ...(size && { size }) };
  if (builtIn) {
    return (
      <Button
        {...look}
        aria-label={`Take over the rules of ${name}`}
        renderRoot={(props) => <Link {...props} to="/settings/windows/rule-sets/new" search={{ from: name }} />}
      >
        Take over
      </Button>
    );
  }
  return (
    <Button
      {...look}
      aria-label={`Change the rules of ${name}`}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/settings/windows/$ruleSet/edit"
          params={{ ruleSet: name }}
          search={version === undefined ? {} : { version }}
        />
      )}
    >
      Change
    </Button>
  );
}
