import type { MantineColor } from '@mantine/core';
import type { Counts } from './types.ts';

/** What all recipients of a campaign add up to, in the order in which they are drawn. */
export const PARTS = [
  { key: 'sent', label: 'sent', color: 'night.5' },
  { key: 'callsUnderWay', label: 'being sent', color: 'night.2' },
  { key: 'failed', label: 'failed', color: 'red.6' },
  { key: 'skipped', label: 'skipped', color: 'gray.5' },
  { key: 'pending', label: 'waiting', color: 'dawn.3' },
] as const satisfies { key: keyof Counts; label: string; color: MantineColor }[];

/** A share of a whole in percent, never 0 or 100 where it is only near them. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (part / whole) * 100;
  if (part > 0 && share < 1) return '<1%';
  if (part < whole && share > 99) return '>99%';
  return `${Math.round(share)}%`;
}
