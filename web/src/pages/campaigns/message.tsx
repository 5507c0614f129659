import { Accordion, Group, Stack, Text, Title } from '@mantine/core';
import { ChannelBadges } from '../../components/badges.tsx';
import type { CampaignDetails } from './types.ts';

/** What is sent, when it may be, and who stated the consent: as it was frozen at the launch. */
export function MessageSection({ campaign }: { campaign: CampaignDetails }) {
  const { plan, consent, schedulingMetrics, templateId, lookbackMinutes } = campaign;
  return (
    <Accordion variant="contained" order={2}>
      <Accordion.Item value="message">
        <Accordion.Control>Message, windows and consent</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="lg">
            {plan.map((entry) => (
              <Stack key={entry.channel} gap={4}>
                <Group gap="xs">
                  <ChannelBadges channels={[entry.channel]} />
                  <Text size="sm" c="dimmed">
                    {entry.from !== null && `from ${entry.from}`}
                    {entry.template && ` · template ${entry.template.name}, ${entry.template.language}`}
                    {entry.apps && `in ${entry.apps.join(', ')}`}
                  </Text>
                </Group>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {[entry.text, entry.optOutText].filter((line) => line !== null).join('\n')}
                </Text>
                <Text size="xs" c="dimmed">
                  {windowsText(entry.windows)}
                </Text>
              </Stack>
            ))}
            <Stack gap={4}>
              <Title order={3}>Consent</Title>
              <Text size="sm">
                Stated by {consent.statedBy}
                {consent.words !== null && `: “${consent.words}”`}
              </Text>
            </Stack>
            <Text size="xs" c="dimmed">
              {schedulingMetrics ? 'The windows are the campaign’s own.' : 'The windows are the account’s.'}{' '}
              {templateId !== null && `Launched with ${templateId}. `}
              Replies reach the skill for {Math.round(lookbackMinutes / 1440)} days.
            </Text>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

type Window = CampaignDetails['plan'][number]['windows'][number];

/** Windows in a line; days with the same hours together. */
function windowsText(windows: readonly Window[]): string {
  if (windows.length === 0) return 'At any hour';
  const byHours = new Map<string, string[]>();
  for (const { day, startTime, endTime } of windows) {
    const hours = `${clock(startTime)}–${clock(endTime)}`;
    byHours.set(hours, [...(byHours.get(hours) ?? []), day.charAt(0) + day.slice(1, 3).toLowerCase()]);
  }
  const parts = [...byHours].map(([hours, days]) => `${days.length === 7 ? 'every day' : days.join(', ')} ${hours}`);
  return `On the recipient’s own clock: ${parts.join('; ')}`;
}

function clock({ hour, minute }: Window['startTime']): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
