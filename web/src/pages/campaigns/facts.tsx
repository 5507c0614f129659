import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChannelBadges } from '../../components/badges.tsx';
import { Copy } from '../../components/copy.tsx';
import { Instant } from '../../components/instant.tsx';
import type { CampaignDetails } from './types.ts';

/** What a campaign is, in a line: channels, skill, when, by whom. */
export function CampaignFacts({ campaign }: { campaign: CampaignDetails }) {
  const { channels, skill, consent, createdAt, startAt, expiresAt, sendRate, source } = campaign;
  return (
    <Group gap="4px 24px" mt={4} mb={0} component="dl">
      <Fact name="Channels">
        <ChannelBadges channels={channels} />
      </Fact>
      <Fact name="Skill">{skill}</Fact>
      <Fact name="Launched">
        <Instant at={createdAt} /> by {consent.statedBy} {source === 'API' && 'through the API'}
      </Fact>
      {startAt !== null && (
        <Fact name="Starts">
          <Instant at={startAt} />
        </Fact>
      )}
      {expiresAt !== null && (
        <Fact name="Ends">
          <Instant at={expiresAt} />
        </Fact>
      )}
      {sendRate !== null && <Fact name="Send rate">{sendRate} a second</Fact>}
      <Fact name="Id">
        <Group gap={2} wrap="nowrap" component="span">
          {campaign.proactiveCampaignId} <Copy value={campaign.proactiveCampaignId} what="id of the campaign" />
        </Group>
      </Fact>
    </Group>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap" align="baseline">
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" c="var(--mantine-color-text)" m={0}>
        {children}
      </Text>
    </Group>
  );
}
