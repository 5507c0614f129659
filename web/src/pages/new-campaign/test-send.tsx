import { Anchor, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { StatusBadge } from '../../components/badges.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { useChannels } from './account-queries.ts';
import { TEST_CONSENT_WORDS, testBody } from './campaign-body.ts';
import { Part } from './part.tsx';
import { reasonInWords } from './reasons.ts';
import { useColumns, type Value } from './use-columns.ts';
import { useWizard } from './wizard-context.ts';

/** The message to one number, as a campaign of its own. */
export function TestSend() {
  const { api } = useSession();
  const { draft, change, problems, timezone } = useWizard();
  const { isInApp, values } = useColumns();
  const settings = useChannels().data?.channels;
  const { to, values: given, campaignId } = draft.test;
  const setTest = (part: Partial<typeof draft.test>) => change(({ test }) => ({ test: { ...test, ...part } }));
  const valueOf = ({ column, example }: Value) => given[column] ?? example;
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async () => {
      const consumer = { to: to.trim(), values: byPart(values, valueOf) };
      const body = testBody(draft, { timezone, settings }, consumer);
      // Whom the launch would not take it would leave a campaign without anybody.
      const { failedConsumers } = await api.post('/api/v2/account/{accountId}/simulations', { body });
      if (failedConsumers.length > 0) return { failedConsumers, campaignId: null };
      const launched = await api.post('/api/v2/account/{accountId}/campaign', { body });
      const isTaken = launched.acceptedConsumers.length > 0;
      return { ...launched, campaignId: isTaken ? launched.proactiveCampaignId : null };
    },
    onSuccess: ({ campaignId: launchedId }) => setTest({ campaignId: launchedId }),
  });
  const failed = data?.failedConsumers[0]?.errorMessage;
  return (
    <Part title="Test send">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) mutate();
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            To one {isInApp ? 'user' : 'number'}, as a campaign of its own, within the same hours. {TEST_CONSENT_WORDS}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput
              label={isInApp ? 'User id' : 'Number, with its country code'}
              required
              type={isInApp ? 'text' : 'tel'}
              value={to}
              onChange={({ currentTarget: { value } }) => setTest({ to: value })}
              error={failed === undefined ? undefined : reasonInWords(failed)}
            />
            {values.map((value) => (
              <TextInput
                key={value.column}
                label={`${value.column} (${value.of === 'variables' ? `{{${value.key}}}` : value.key})`}
                required
                value={valueOf(value)}
                onChange={({ currentTarget: { value: text } }) =>
                  setTest({ values: { ...given, [value.column]: text } })
                }
              />
            ))}
          </SimpleGrid>
          <Group>
            <Button
              type="submit"
              variant="light"
              loading={isPending}
              disabled={problems.compose.length > 0 || settings === undefined}
              leftSection={<IconSend size={18} aria-hidden />}
            >
              Send the test
            </Button>
          </Group>
        </Stack>
      </form>
      {error && <ErrorState error={error} title="The test was not sent" />}
      {campaignId !== null && <Outcome campaignId={campaignId} />}
    </Part>
  );
}

function byPart(values: readonly Value[], valueOf: (value: Value) => string) {
  const parts: Partial<Record<Value['of'], Record<string, string>>> = {};
  for (const value of values) parts[value.of] = { ...parts[value.of], [value.key]: valueOf(value) };
  return parts;
}

const LOOK_EVERY_MS = 1_500;
const MAY_STILL_CHANGE = new Set(['NOT_SENT', 'SCHEDULED', 'SENDING', 'SENT', 'UNKNOWN']);

/** What has become of the test, until nothing more is awaited. */
function Outcome({ campaignId }: { campaignId: string }) {
  const { api } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['test-send', campaignId],
    queryFn: () =>
      api.get('/api/v2/account/{accountId}/campaign/{campaignId}/recipients', {
        path: { campaignId },
        query: { limit: 1 },
      }),
    refetchInterval: ({ state }) =>
      MAY_STILL_CHANGE.has(state.data?.recipients[0]?.state ?? 'SENT') ? LOOK_EVERY_MS : false,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const recipient = data?.recipients[0];
  if (!recipient) return null;
  return (
    <Group gap="xs" mt="sm" role="status" aria-label="Outcome of the test">
      <StatusBadge status={recipient.state} />
      <Text size="sm" style={{ flex: 1, minWidth: 200 }}>
        {recipient.sentence}
      </Text>
      <Anchor component={Link} to={`/campaigns/${campaignId}`} size="sm">
        Its campaign
      </Anchor>
    </Group>
  );
}
