import { Button, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { defaultWindows } from '../../../../domain/window.ts';
import { channelLabel, type Channel } from '../../components/badges.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session.tsx';
import { ConsumerLimits } from './consumer-limits.tsx';
import { hoursOf, stretchFault, windowsOf } from './hours.ts';
import { Loaded } from './loaded.tsx';
import { channelsQuery, settingsQuery, useChange, type ChannelSetting } from './queries.ts';
import { RuleSets } from './rule-sets.tsx';
import { Section } from './values.tsx';
import { WeekForm } from './week-form.tsx';
import { WeekPicture } from './week-picture.tsx';

export function WindowsPage() {
  const { api } = useSession();
  const settings = useQuery(settingsQuery(api));
  const channels = useQuery(channelsQuery(api));
  return (
    <Page
      title="Windows and limits"
      description="When messages may go out, by the recipient’s wall clock, and how many one consumer may get. Who falls outside waits, and the forecast says until when."
    >
      <Loaded query={channels}>{(list) => <SendWindows channels={list} />}</Loaded>
      <Loaded query={settings}>{(current) => <RuleSets inForce={current.ruleSet} />}</Loaded>
      <Loaded query={settings}>
        {({ messagesPerConsumer: limits }) => (
          <ConsumerLimits key={`${limits.per24Hours} ${limits.per7Days}`} limits={limits} />
        )}
      </Loaded>
    </Page>
  );
}

function SendWindows({ channels }: { channels: ChannelSetting[] }) {
  const { may } = useSession();
  const [chosen, setChosen] = useState<Channel>(channels[0]?.channel ?? 'sms');
  const setting = channels.find(({ channel }) => channel === chosen);
  return (
    <Section
      title="Send windows"
      description="Of campaigns that bring no hours of their own. A change counts at once, for campaigns that run too."
      aside={
        <SegmentedControl
          aria-label="Channel"
          data={channels.map(({ channel }) => ({ value: channel, label: channelLabel(channel) }))}
          value={chosen}
          onChange={(value) => setChosen(value)}
        />
      }
    >
      {setting &&
        (may('settings:edit') ? (
          <WindowsForm key={`${chosen} ${JSON.stringify(setting.windows)}`} setting={setting} />
        ) : (
          <>
            <Text size="sm">{setting.windows === null ? standardText(chosen) : 'Hours of the account’s own.'}</Text>
            <WeekPicture windows={setting.windows ?? defaultWindows(chosen)} />
          </>
        ))}
    </Section>
  );
}

function standardText(channel: Channel): string {
  return channel === 'inapp'
    ? 'The standard hours of In-App: any time.'
    : 'The standard hours: every day from 08:00 to 21:00.';
}

function WindowsForm({ setting: { channel, windows } }: { setting: ChannelSetting }) {
  const { api } = useSession();
  const [isOwn, setOwn] = useState(windows !== null);
  const [hours, setHours] = useState(() => hoursOf(windows ?? defaultWindows(channel)));
  const name = channelLabel(channel);
  const save = useChange(
    (next: ReturnType<typeof windowsOf> | null) =>
      api.patch('/api/v2/account/{accountId}/channels/{channel}', { path: { channel }, body: { windows: next } }),
    { keys: [['channels']], done: `The hours of ${name} are saved.` },
  );
  const wanted = isOwn ? windowsOf(hours) : null;
  const isWrong = isOwn && Object.values(hours).some((day) => day.some((each) => stretchFault(each) !== undefined));
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(windows && windowsOf(hoursOf(windows)));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(wanted);
  };
  return (
    <form onSubmit={submit} aria-label={`Hours of ${name}`}>
      <Stack>
        <Switch
          label={isOwn ? 'Hours of our own' : standardText(channel)}
          aria-label={`Hours of our own for ${name}`}
          checked={isOwn}
          onChange={(event) => setOwn(event.currentTarget.checked)}
        />
        {isOwn ? (
          <>
            <WeekForm hours={hours} onChange={setHours} />
            <Text size="xs" c="dimmed">
              Until 12:00 AM (00:00) is until the end of the day.
            </Text>
          </>
        ) : (
          <WeekPicture windows={defaultWindows(channel)} />
        )}
        <FormError error={save.error} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isChanged || isWrong} loading={save.isPending}>
            Save the hours
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
