import { Anchor, Grid, Radio, Select, SimpleGrid, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { IconArrowDownRight, IconBell, IconBrandWhatsapp, IconMessage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ErrorState } from '../../components/states.tsx';
import { useChannels, useSkills } from './account-queries.ts';
import { channelsOf, type Way } from './draft.ts';
import { InAppFields } from './in-app-fields.tsx';
import { MessagePreview } from './message-preview.tsx';
import { SmsFields } from './sms-fields.tsx';
import { WhatsAppFields } from './whatsapp-fields.tsx';
import { useWizard } from './wizard-context.ts';

/** Step 1: name, channel, who answers, what is said. */
export function ComposeStep() {
  const { draft, change, errorOf } = useWizard();
  const channels = channelsOf(draft.way);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7, xl: 8 }}>
        <Stack gap="lg" maw={760}>
          <TextInput
            label="Campaign name"
            description="Agents see it with the answers: say what it is about."
            required
            maxLength={255}
            value={draft.campaignName}
            onChange={({ currentTarget: { value } }) => change({ campaignName: value })}
            error={errorOf('campaignName')}
          />
          <ChannelChoice />
          <SkillChoice />
          {channels.includes('wa') && <WhatsAppFields isAlone={draft.way === 'wa'} />}
          {channels.includes('sms') && <SmsFields />}
          {channels.includes('inapp') && <InAppFields />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5, xl: 4 }}>
        <div style={{ position: 'sticky', top: 80 }}>
          <MessagePreview />
        </div>
      </Grid.Col>
    </Grid>
  );
}

const WAYS: { way: Way; label: string; says: string; icon: typeof IconMessage }[] = [
  { way: 'sms', label: 'SMS', says: 'A text that you write, 140 characters.', icon: IconMessage },
  { way: 'wa', label: 'WhatsApp', says: 'A template that WhatsApp has approved.', icon: IconBrandWhatsapp },
  { way: 'inapp', label: 'App Messaging', says: 'In the inbox of your own apps.', icon: IconBell },
  {
    way: 'prioritized',
    label: 'Prioritized',
    says: 'WhatsApp first; SMS to who is not reached there.',
    icon: IconArrowDownRight,
  },
];

function ChannelChoice() {
  const { draft, change, errorOf } = useWizard();
  const { data, error, refetch } = useChannels();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const isOff = (way: Way) => {
    const own = channelsOf(way);
    return data?.channels.some(({ channel, enabled }) => !enabled && own.includes(channel)) === true;
  };
  return (
    <Radio.Group
      label="Channel"
      required
      value={draft.way}
      onChange={(way) => change({ way: way })}
      error={errorOf('channel')}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt={4} mb={4}>
        {WAYS.map(({ way, label, says, icon: Icon }) => (
          <Radio.Card key={way} value={way} p="sm" className="way" disabled={isOff(way)}>
            <ThemeIcon variant="light" size="lg" aria-hidden>
              <Icon size={20} />
            </ThemeIcon>
            <div>
              <Text fw={600} size="sm">
                {label}
              </Text>
              <Text size="xs" c="dimmed">
                {isOff(way) ? 'Switched off in the settings.' : says}
              </Text>
            </div>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}

function SkillChoice() {
  const { draft, change, errorOf } = useWizard();
  const { data, error, isPending, refetch } = useSkills();
  if (error) return <ErrorState error={error} title="The skills could not be loaded" onRetry={() => void refetch()} />;
  return (
    <Select
      label="Route to skill"
      description="Its agents get the answers."
      required
      searchable
      placeholder={isPending ? 'Loading…' : 'Search the onboarded skills'}
      nothingFoundMessage="No skill of that name is onboarded"
      data={data?.skills.map(({ name }) => name) ?? []}
      value={draft.skill}
      onChange={(skill) => change({ skill })}
      error={
        data?.skills.length === 0 ? (
          <>
            No skill is onboarded.{' '}
            <Anchor component={Link} to="/settings" inherit>
              Onboard one
            </Anchor>
          </>
        ) : (
          errorOf('skill')
        )
      }
    />
  );
}
