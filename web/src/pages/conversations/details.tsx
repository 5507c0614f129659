import { Stack, Text, Title } from '@mantine/core';
import { channelLabel } from '../../components/badges.tsx';
import { Instant } from '../../components/instant.tsx';
import classes from './details.module.css';
import type { Conversation } from './queries.ts';
import { readContext } from './sdes.ts';

const ROUTES: Record<Conversation['route'], string> = {
  campaign: 'Answers a campaign',
  'after-lookback': 'Answers a campaign after its lookback period',
  'after-close': 'An earlier conversation was closed',
  inbound: 'Answers nothing of ours',
};

/** What an agent should know: why the conversation is theirs, and what the brand passed along. */
export function Details({ conversation }: { conversation: Conversation }) {
  const { context, campaignName, skill, route, channel, brandNumber, openedAt, closedAt, csat } = conversation;
  const parts = readContext(context ?? []);
  return (
    <Stack gap="lg">
      <Part
        title="Conversation"
        facts={[
          ['Campaign', campaignName ?? 'None'],
          ['Skill', skill],
          ['Why here', ROUTES[route]],
          ['Channel', `${channelLabel(channel)} to ${brandNumber}`],
          ['Opened', <Instant key="opened" at={openedAt} />],
          ...(closedAt === null ? [] : [['Closed', <Instant key="closed" at={closedAt} />] satisfies Fact]),
          ...(csat === null ? [] : [['CSAT', `${csat} of 5`] satisfies Fact]),
        ]}
      />
      {parts.map(({ title, facts }, index) => (
        <Part key={index} title={title} facts={facts} />
      ))}
      {parts.length === 0 && (
        <Text size="sm" c="dimmed">
          The campaign brought no context for the agent.
        </Text>
      )}
    </Stack>
  );
}

type Fact = [name: string, value: React.ReactNode];

function Part({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <section>
      <Title order={3} size="h4" fz="sm" mb={6}>
        {title}
      </Title>
      <dl className={classes.facts}>
        {facts.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
