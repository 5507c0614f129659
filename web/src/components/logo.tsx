import { Group, Text } from '@mantine/core';

/** The sign alone, or with the name beside it. */
export function Logo({ size = 28, withName = true }: { size?: number; withName?: boolean }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <img src="/icon.svg" width={size} height={size} alt={withName ? '' : 'Daybreak'} />
      {withName && (
        <Text component="span" fw={700} fz={size * 0.68} lh={1}>
          Daybreak
        </Text>
      )}
    </Group>
  );
}
