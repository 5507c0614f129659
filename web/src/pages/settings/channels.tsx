import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Card,
  Group,
  NumberInput,
  Stack,
  Switch,
  Text,
  Title,
  Tooltip,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowDown, IconArrowUp, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { channelLabel, type Channel } from '../../components/badges.tsx';
import { ConfirmModal } from '../../components/confirm-modal.tsx';
import { faultOf } from '../../components/field-errors.ts';
import { FormError } from '../../components/form-error.tsx';
import { formatCount } from '../../components/instant.tsx';
import { showError } from '../../components/notify.ts';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session.tsx';
import { Loaded } from './loaded.tsx';
import { channelsQuery, useChange, type ChannelSetting } from './queries.ts';
import { Values } from './values.tsx';

const KEYS = [['channels']];

export function ChannelsPage() {
  const { api, may } = useSession();
  const channels = useQuery(channelsQuery(api));
  const order = useChange(
    (channels: Channel[]) => api.put('/api/v2/account/{accountId}/channels/order', { body: { channels } }),
    { keys: KEYS, done: 'The channels have their new order.', onError: showError },
  );
  return (
    <Page
      title="Channels"
      description="In the order in which they are offered to new handoffs. A change counts at once, for campaigns that run too."
    >
      <Loaded query={channels}>
        {(list) => (
          <Stack component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
            {list.map((setting, index) => (
              <li key={setting.channel}>
                <ChannelCard
                  setting={setting}
                  move={
                    may('settings:edit') && (
                      <Movers
                        name={channelLabel(setting.channel)}
                        isFirst={index === 0}
                        isLast={index === list.length - 1}
                        isBusy={order.isPending}
                        onMove={(by) => order.mutate(moved(list, index, by))}
                      />
                    )
                  }
                />
              </li>
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function moved(list: readonly ChannelSetting[], index: number, by: 1 | -1): Channel[] {
  const channels = list.map(({ channel }) => channel);
  const [channel] = channels.splice(index, 1);
  if (channel) channels.splice(index + by, 0, channel);
  return channels;
}

type MoversProps = {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  isBusy: boolean;
  onMove: (by: 1 | -1) => void;
};

function Movers({ name, isFirst, isLast, isBusy, onMove }: MoversProps) {
  const each = [
    { by: -1 as const, label: `Move ${name} up`, icon: IconArrowUp, isOff: isFirst },
    { by: 1 as const, label: `Move ${name} down`, icon: IconArrowDown, isOff: isLast },
  ];
  return (
    <Group gap={2} wrap="nowrap">
      {each.map(({ by, label, icon: Icon, isOff }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={label}
            disabled={isOff || isBusy}
            onClick={() => onMove(by)}
          >
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}

function ChannelCard({ setting, move }: { setting: ChannelSetting; move: React.ReactNode }) {
  const { may } = useSession();
  const name = channelLabel(setting.channel);
  const canEdit = may('settings:edit');
  return (
    <Card withBorder padding="lg" component="section" aria-label={name}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap="xs">
            <Text c="dimmed" fw={600} w={18} aria-hidden>
              {setting.position + 1}
            </Text>
            <Title order={2}>{name}</Title>
            <ChannelState setting={setting} />
          </Group>
          {move}
        </Group>
        {setting.pausedReason !== null && (
          <Alert color="yellow" variant="light" icon={<IconPlayerPause aria-hidden />} title="Nothing is sent on it">
            {setting.pausedReason}
          </Alert>
        )}
        {canEdit ? (
          <ChannelForm key={`${setting.ratePerSecond} ${setting.dailyLimit}`} setting={setting} />
        ) : (
          <Values
            values={[
              { label: 'Messages a second', value: formatCount(setting.ratePerSecond) },
              { label: 'Recipients a day', value: formatCount(setting.dailyLimit) },
            ]}
          />
        )}
      </Stack>
    </Card>
  );
}

function ChannelState({ setting: { enabled, pausedReason } }: { setting: ChannelSetting }) {
  const [color, label] = !enabled ? ['gray', 'Off'] : pausedReason === null ? ['teal', 'On'] : ['yellow', 'Paused'];
  return (
    <Badge variant="light" color={color} tt="none">
      {label}
    </Badge>
  );
}

const FIELDS = ['ratePerSecond', 'dailyLimit'];

function ChannelForm({ setting }: { setting: ChannelSetting }) {
  const { api } = useSession();
  const { channel, enabled, pausedReason } = setting;
  const name = channelLabel(channel);
  const [rate, setRate] = useState<number | string>(setting.ratePerSecond);
  const [limit, setLimit] = useState<number | string>(setting.dailyLimit);
  const [isAskingOff, setAskingOff] = useState(false);
  const path = { channel };
  const save = useChange(
    (body: { enabled?: boolean; ratePerSecond?: number; dailyLimit?: number }) =>
      api.patch('/api/v2/account/{accountId}/channels/{channel}', { path, body }),
    { keys: KEYS, done: `${name} is saved.`, onSuccess: () => setAskingOff(false) },
  );
  const pause = useChange(
    (to: 'pause' | 'resume') => api.post(`/api/v2/account/{accountId}/channels/{channel}/${to}`, { path }),
    {
      keys: KEYS,
      done: ({ pausedReason: why }) => (why === null ? `${name} sends again.` : `${name} is paused.`),
      onError: showError,
    },
  );
  const isChanged = rate !== setting.ratePerSecond || limit !== setting.dailyLimit;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ ratePerSecond: Number(rate), dailyLimit: Number(limit) });
  };
  return (
    <form onSubmit={submit} aria-label={`${name}, limits`}>
      <Stack gap="md">
        <Group align="flex-start" gap="md">
          <NumberInput
            label="Messages a second"
            description="1 to 1,000"
            min={1}
            max={1000}
            allowDecimal={false}
            thousandSeparator=","
            value={rate}
            onChange={setRate}
            error={faultOf(save.error, 'ratePerSecond')}
            w={180}
          />
          <NumberInput
            label="Recipients a day"
            description="1 to 10,000,000"
            min={1}
            max={10_000_000}
            allowDecimal={false}
            thousandSeparator=","
            value={limit}
            onChange={setLimit}
            error={faultOf(save.error, 'dailyLimit')}
            w={180}
          />
        </Group>
        {!isAskingOff && <FormError error={save.error} fields={FIELDS} />}
        <Group justify="space-between">
          <Switch
            label={enabled ? 'On' : 'Off'}
            aria-label={`${name} is on`}
            checked={enabled}
            disabled={save.isPending}
            onChange={() => (enabled ? setAskingOff(true) : save.mutate({ enabled: true }))}
          />
          <Group gap="xs">
            {enabled && (
              <Button
                variant="default"
                leftSection={pausedReason === null ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
                loading={pause.isPending}
                onClick={() => pause.mutate(pausedReason === null ? 'pause' : 'resume')}
              >
                {pausedReason === null ? `Pause ${name}` : `Resume ${name}`}
              </Button>
            )}
            <Button type="submit" disabled={!isChanged || rate === '' || limit === ''} loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Group>
      </Stack>
      <ConfirmModal
        opened={isAskingOff}
        title={`Switch ${name} off?`}
        action="Switch off"
        isBusy={save.isPending}
        error={save.error}
        onConfirm={() => save.mutate({ enabled: false })}
        onClose={() => setAskingOff(false)}
      >
        Recipients whose turn comes on {name} step down to the next channel of their plan; without one they fail, for
        good. To hold messages back for a while, pause the channel instead.
      </ConfirmModal>
    </form>
  );
}
