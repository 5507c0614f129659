import { Badge, Card, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { authorName } from '../../components/author-name.ts';
import { ChannelBadges } from '../../components/badges.tsx';
import { Instant } from '../../components/instant.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { ForceButton } from './force-button.tsx';
import { holidayText } from './holiday-text.ts';
import { hoursText } from './hours.ts';
import { Loaded } from './loaded.tsx';
import { ruleSetQuery, type Rule, type RuleSet } from './rule-set-queries.ts';
import { WriteLink } from './rule-sets.tsx';
import { Values } from './values.tsx';

const route = getRouteApi('/settings/windows/$ruleSet');

/** The rules of a set, in any of its versions, to be read. */
export function RuleSetPage() {
  const { api } = useSession();
  const { ruleSet: name } = route.useParams();
  const { version } = route.useSearch();
  const set = useQuery(ruleSetQuery(api, name, version));
  return (
    <Page
      title={`Rule set ${name}`}
      crumbs={[{ label: 'Windows and limits', to: '/settings/windows' }]}
      description={set.data?.description}
      aside={
        set.data?.inForce === true && (
          <Badge color="teal" variant="light" tt="none">
            In force
          </Badge>
        )
      }
      actions={<Actions name={name} shown={version} />}
    >
      <Loaded query={set}>{(data) => <Rules set={data} />}</Loaded>
    </Page>
  );
}

/** `shown` undefined: the latest version. */
function Actions({ name, shown }: { name: string; shown: number | undefined }) {
  const { api, may } = useSession();
  const { data: latest } = useQuery(ruleSetQuery(api, name));
  if (!latest) return null;
  const isLatest = shown === undefined || shown === latest.version;
  return (
    <>
      <VersionSelect latest={latest} shown={shown} />
      {may('settings:edit') && (
        <>
          <WriteLink set={latest} {...(!isLatest && { version: shown })} />
          {isLatest && <ForceButton set={latest} />}
        </>
      )}
    </>
  );
}

function VersionSelect({ latest: { name, version: last }, shown }: { latest: RuleSet; shown: number | undefined }) {
  const navigate = useNavigate();
  const versions = Array.from({ length: last }, (_, index) => String(index + 1)).toReversed();
  return (
    <Select
      aria-label="Version"
      w={140}
      allowDeselect={false}
      data={versions.map((each) => ({ value: each, label: `Version ${each}` }))}
      value={String(shown ?? last)}
      onChange={(value) =>
        void navigate({
          to: '/settings/windows/$ruleSet',
          params: { ruleSet: name },
          search: { version: Number(value) },
        })
      }
    />
  );
}

function Rules({ set }: { set: RuleSet }) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const rules = set.rules.filter(({ name, jurisdiction }) => `${name} ${jurisdiction}`.toLowerCase().includes(wanted));
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {set.rules.length} {set.rules.length === 1 ? 'rule' : 'rules'}
          {set.createdAt !== null && (
            <>
              , written <Instant at={set.createdAt} /> by {authorName(set.createdBy ?? 'an API client')}
            </>
          )}
        </Text>
        <TextInput
          aria-label="Find a jurisdiction"
          placeholder="Find a jurisdiction, such as Florida or US-FL"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={{ base: '100%', xs: 320 }}
        />
      </Group>
      {rules.length === 0 && (
        <EmptyState icon={IconScale} title="It has no such rule">
          Nothing in this version is about {text}.
        </EmptyState>
      )}
      {rules.map((rule) => (
        <RuleCard key={`${rule.jurisdiction} ${rule.channels.join()} ${rule.source}`} rule={rule} />
      ))}
    </Stack>
  );
}

function RuleCard({ rule }: { rule: Rule }) {
  return (
    <Card withBorder padding="md" component="section" aria-label={rule.name}>
      <Stack gap="sm">
        <Group gap="xs">
          <Title order={2} size="h3">
            {rule.name}
          </Title>
          <Badge variant="default" tt="none">
            {rule.jurisdiction}
          </Badge>
          <ChannelBadges channels={rule.channels} />
        </Group>
        <Values
          values={[
            { label: 'Hours', value: rule.windows === null ? 'Any time' : hoursText(rule.windows) },
            { label: 'Messages in 24 hours', value: rule.messagesPer24Hours ?? 'No limit' },
          ]}
        />
        {rule.holidays.length > 0 && (
          <div>
            <Text size="xs" c="dimmed">
              Nothing is sent on
            </Text>
            <details>
              <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
                {rule.holidays.length} holidays
              </Text>
              <Text size="sm" pt={4}>
                {rule.holidays.map(holidayText).join('; ')}
              </Text>
            </details>
          </div>
        )}
        <Text size="xs" c="dimmed">
          {rule.source} · as of {rule.asOf}
        </Text>
      </Stack>
    </Card>
  );
}
