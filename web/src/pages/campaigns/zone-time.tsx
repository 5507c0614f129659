import { Text } from '@mantine/core';
import { formatInstant } from '../../components/instant.tsx';
import { useNow } from './use-now.ts';

/** What the clocks on the walls of a zone show now, second by second. */
export function TickingClock({ zone }: { zone: string }) {
  const now = useNow();
  return (
    <Text span inherit fw={600} style={{ whiteSpace: 'nowrap' }}>
      {wallClock(zone, now)}
    </Text>
  );
}

/** How long until then, as it grows less. */
export function Countdown({ to }: { to: string }) {
  const left = Date.parse(to) - useNow();
  return <>{left <= 0 ? 'now' : `in ${lengthOf(left)}`}</>;
}

export function InZone({ at, zone }: { at: string; zone: string }) {
  return (
    <time dateTime={at} title={formatInstant(at)}>
      {format(zone, { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))}
    </time>
  );
}

function wallClock(zone: string, now: number): string {
  return format(zone, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(now);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is dear to make, and each clock asks for its own every second. */
function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options).join()}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formats.set(key, known);
  return known;
}

function lengthOf(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return `${days} d ${hours} h`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
