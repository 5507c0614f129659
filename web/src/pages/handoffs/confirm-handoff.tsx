import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { channelLabel } from '../../components/badges.tsx';
import { Facts } from '../../components/facts.tsx';
import { PhonePreview } from '../../components/phone-preview.tsx';
import { draftPreview, lookbackMinutes, type Draft } from './draft.ts';
import { lookbackWords } from './lookback.ts';
import type { Ingredients } from './queries.ts';

type ConfirmHandoffProps = { draft: Draft; ingredients: Ingredients; isEdit: boolean };

/** Everything that will be saved, at a glance. */
export function ConfirmHandoff({ draft, ingredients, isEdit }: ConfirmHandoffProps) {
  const { order } = draft;
  return (
    <Stack gap="lg">
      <Card withBorder maw={720}>
        <Facts
          facts={[
            ['Title', draft.name.trim()],
            ['Lookback period', lookbackWords(lookbackMinutes(draft.lookback))],
            ['Channels', order.map((channel) => channelLabel(channel)).join(', then ')],
            ...(order.includes('inapp') ? [['Apps', draft.inapp.appNames.join(', ')] satisfies [string, string]] : []),
          ]}
        />
      </Card>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" maw={720}>
        {order.map((channel, index) => (
          <Stack key={channel} gap="xs">
            <Title order={2} size="h3">
              {order.length > 1 && `${index + 1}. `}
              {channelLabel(channel)}
            </Title>
            <PhonePreview channel={channel} {...draftPreview(draft, channel, ingredients)} />
          </Stack>
        ))}
      </SimpleGrid>
      {isEdit && (
        <Text size="sm" c="dimmed">
          Campaigns already launched keep what they were launched with.
        </Text>
      )}
    </Stack>
  );
}
