import { Progress, Text } from '@mantine/core';
import { formatCount } from '../../components/instant.tsx';
import { PARTS } from './parts.ts';
import type { Counts } from './types.ts';

/** How far a campaign has come: a bar of its parts, and the figures beside it in words. */
export function CampaignProgress({ counts }: { counts: Counts }) {
  const parts = PARTS.filter(({ key }) => counts[key] > 0);
  return (
    <div>
      <Progress.Root size="sm" aria-hidden>
        {parts.map(({ key, color }) => (
          <Progress.Section key={key} value={(counts[key] / counts.attempted) * 100} color={color} />
        ))}
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={4}>
        {parts.length === 0
          ? 'nobody'
          : parts.map(({ key, label }) => `${formatCount(counts[key])} ${label}`).join(' · ')}
      </Text>
    </div>
  );
}
