import { ActionIcon, Alert, Checkbox, Group, Input, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconInfoCircle } from '@tabler/icons-react';
import { channelLabel, type Channel } from '../../components/badges.tsx';
import type { ChannelSetting } from './queries.ts';

const ALL: Channel[] = ['wa', 'sms', 'inapp'];

type ChannelOrderProps = {
  order: Channel[];
  onChange: (order: Channel[]) => void;
  error: string | undefined;
  settings: ChannelSetting[];
};

/** Which channels, and which first: WhatsApp and SMS in either order, or In-App by itself. */
export function ChannelOrder({ order, onChange, error, settings }: ChannelOrderProps) {
  const listed = [...order, ...ALL.filter((channel) => !order.includes(channel))];
  return (
    <Input.Wrapper
      label="Channels"
      labelElement="div"
      description="WhatsApp, SMS or both, or In-App alone"
      required
      error={error}
    >
      <Stack gap="xs" mt="xs" role="group" aria-label="Channels">
        {listed.map((channel) => {
          const excluded = exclusion(channel, order);
          const place = order.indexOf(channel);
          return (
            <Group key={channel} gap="xs" mih={30}>
              <Checkbox
                label={channelLabel(channel)}
                checked={place >= 0}
                disabled={excluded !== undefined}
                onChange={({ currentTarget }) =>
                  onChange(currentTarget.checked ? [...order, channel] : order.filter((each) => each !== channel))
                }
                error={error !== undefined}
              />
              {place >= 0 && order.length > 1 && <Mover channel={channel} order={order} onChange={onChange} />}
              <Text size="xs" c="dimmed">
                {excluded ?? (place >= 0 && order.length > 1 ? PLACES[place] : '')}
              </Text>
            </Group>
          );
        })}
        {settings
          .filter(({ channel }) => order.includes(channel))
          .map((setting) => (
            <Standing key={setting.channel} setting={setting} />
          ))}
      </Stack>
    </Input.Wrapper>
  );
}

const PLACES = ['is tried first', 'where the first does not reach the consumer'];

/** Why it can't be chosen beside what is. */
function exclusion(channel: Channel, order: Channel[]): string | undefined {
  if (channel === 'inapp')
    return order.some((each) => each !== 'inapp') ? 'In-App stands alone, without SMS and WhatsApp' : undefined;
  return order.includes('inapp') ? 'Not beside In-App, which stands alone' : undefined;
}

function Mover({
  channel,
  order,
  onChange,
}: {
  channel: Channel;
  order: Channel[];
  onChange: (order: Channel[]) => void;
}) {
  const isFirst = order[0] === channel;
  const label = `Try ${channelLabel(channel)} ${isFirst ? 'second' : 'first'}`;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size="sm" aria-label={label} onClick={() => onChange(order.toReversed())}>
        {isFirst ? <IconArrowDown size={14} /> : <IconArrowUp size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Where nothing goes out over a channel, whatever the handoff says. */
function Standing({ setting: { channel, enabled, pausedReason } }: { setting: ChannelSetting }) {
  if (enabled && pausedReason === null) return null;
  return (
    <Alert color="yellow" variant="light" p="xs" icon={<IconInfoCircle aria-hidden />}>
      {enabled
        ? `${channelLabel(channel)} is paused: ${pausedReason}`
        : `${channelLabel(channel)} is switched off for the account: nothing is sent on it until it is on.`}
    </Alert>
  );
}
