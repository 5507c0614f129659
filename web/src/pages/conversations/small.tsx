import { IconBell, IconBrandWhatsapp, IconMessage } from '@tabler/icons-react';
import { channelLabel, type Channel } from '../../components/badges.tsx';

const ICONS = { wa: IconBrandWhatsapp, sms: IconMessage, inapp: IconBell } as const;

export function ChannelIcon({ channel }: { channel: Channel }) {
  const Icon = ICONS[channel];
  return <Icon size={15} role="img" aria-label={channelLabel(channel)} style={{ flexShrink: 0 }} />;
}

const DAY_MS = 24 * 3_600_000;

/** The hour of what was within a day, the date of what was before. */
export function ShortTime({ at }: { at: string }) {
  const then = new Date(at);
  const isRecent = Date.now() - then.getTime() < DAY_MS;
  const options: Intl.DateTimeFormatOptions = isRecent ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' };
  return (
    <time dateTime={at} title={then.toLocaleString()}>
      {new Intl.DateTimeFormat(undefined, options).format(then)}
    </time>
  );
}
