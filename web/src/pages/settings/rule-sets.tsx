import { Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import type { Answer, Operation } from '../../../../client/types.ts';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { useChange } from './queries.ts';
import { Section } from './values.tsx';

type RuleSet = Answer<Operation<'get', '/api/v2/account/{accountId}/settings/rule-sets'>>['ruleSets'][number];

/** The rules of the law that narrow all windows: which set is in force, and what there is. `inForce` null: none. */
export function RuleSets({ inForce }: { inForce: string | null }) {
  const { api } = useSession();
  const [asked, setAsked] = useState<RuleSet | null>();
  const sets = useQuery({
    queryKey: ['rule-sets'],
    queryFn: async () => (await api.get('/api/v2/account/{accountId}/settings/rule-sets')).ruleSets,
  });
  const choose = useChange(
    (ruleSet: string | null) => api.patch('/api/v2/account/{accountId}/settings', { body: { ruleSet } }),
    {
      keys: [['settings'], ['rule-sets'], ['rule-set']],
      done: ({ ruleSet }) => (ruleSet === null ? 'No rule set is in force.' : `The rule set ${ruleSet} is in force.`),
      onSuccess: () => setAsked(undefined),
    },
  );
  return (
    <Section
      title="Rules of the law"
      description={
        <>
          Sets of rules by country and state that narrow all windows, never widen them. They are no legal advice: have
          your own lawyers say what holds for you, and write that down as a rule set of your own,{' '}
          <Anchor href="/docs#/Settings/writeRuleSet" inherit c="inherit" underline="always">
            over the API
          </Anchor>
          .
        </>
      }
    >
      {inForce === null && <Text size="sm">None is in force: campaigns go by their send windows alone.</Text>}
      <Loaded query={sets}>
        {(list) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {list.map((set) => (
              <RuleSetCard key={set.name} set={set} onChoose={() => setAsked(set.inForce ? null : set)} />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
      <ConfirmModal
        opened={asked !== undefined}
        title={asked ? `Put ${asked.name} in force?` : `Take ${inForce ?? 'the rule set'} out of force?`}
        action={asked ? 'Put in force' : 'Take out of force'}
        isBusy={choose.isPending}
        error={choose.error}
        onConfirm={() => choose.mutate(asked?.name ?? null)}
        onClose={() => setAsked(undefined)}
      >
        {asked
          ? 'It counts from now on, for campaigns that run too: recipients whom its rules leave no time wait for it.'
          : 'Recipients who waited for one of its rules decide anew, and may be sent to at once.'}
      </ConfirmModal>
    </Section>
  );
}

function RuleSetCard({ set, onChoose }: { set: RuleSet; onChoose: () => void }) {
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
          {set.builtIn ? 'comes with Daybreak' : `written by ${set.createdBy ?? 'an API client'}`}
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
            <Button
              size="xs"
              variant={set.inForce ? 'default' : 'light'}
              onClick={onChoose}
              aria-label={`${set.inForce ? 'Take out of force' : 'Put in force'}: ${set.name}`}
            >
              {set.inForce ? 'Take out of force' : 'Put in force'}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
