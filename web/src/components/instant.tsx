import { Text, Tooltip } from '@mantine/core';

/** How an instant is shown: in the reader's own time and language. `iso` is ISO 8601. */
export function formatInstant(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  );
}

/** An instant in the reader's own time; what exactly it was in UTC comes with the pointer. */
export function Instant({ at }: { at: string | null | undefined }) {
  if (at === null || at === undefined)
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  return (
    <Tooltip label={at} openDelay={400}>
      <time dateTime={at}>{formatInstant(at)}</time>
    </Tooltip>
  );
}

export function formatCount(count: number): string {
  return count.toLocaleString();
}
