import { Badge, Group, type MantineColor } from '@mantine/core';
import { IconBell, IconBrandWhatsapp, IconMessage } from '@tabler/icons-react';

const CHANNELS = {
  wa: { label: 'WhatsApp', icon: IconBrandWhatsapp },
  sms: { label: 'SMS', icon: IconMessage },
  inapp: { label: 'In-App', icon: IconBell },
} as const;
export type Channel = keyof typeof CHANNELS;

export function channelLabel(channel: Channel): string {
  return CHANNELS[channel].label;
}

/** Channels in the order in which they are tried. */
export function ChannelBadges({ channels }: { channels: readonly Channel[] }) {
  return (
    <Group gap={4} wrap="nowrap">
      {channels.map((channel) => {
        const { label, icon: Icon } = CHANNELS[channel];
        return (
          <Badge key={channel} variant="default" tt="none" fw={500} leftSection={<Icon size={13} aria-hidden />}>
            {label}
          </Badge>
        );
      })}
    </Group>
  );
}

const COLORS: Record<string, MantineColor> = {
  SCHEDULED: 'dawn',
  PUBLISHED: 'night',
  RUNNING: 'night',
  SENDING: 'night',
  SENT: 'night',
  DELIVERED: 'teal',
  READ: 'teal',
  RESPONDED: 'teal',
  FINISHED: 'teal',
  APPROVED: 'teal',
  OPEN: 'teal',
  PAUSED: 'yellow',
  PENDING: 'yellow',
  UNKNOWN: 'yellow',
  FAILED: 'red',
  REJECTED: 'red',
  EXPIRED: 'red',
};

/** A state of anything, in words: NOT_SENT is "Not sent". */
export function StatusBadge({ status }: { status: string }) {
  return (
    <Badge variant="light" color={COLORS[status] ?? 'gray'} tt="none">
      {inWords(status)}
    </Badge>
  );
}

export function inWords(status: string): string {
  const words = status.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
