import { ColorSwatch, Group, Stack, Text } from '@mantine/core';
import { formatCount } from '../../components/instant.tsx';
import { percent } from './parts.ts';
import classes from './funnel.module.css';
import type { CampaignDetails, Counts } from './types.ts';

/** From night to morning. */
const STEPS = [
  {
    key: 'attempted',
    label: 'Attempted',
    color: 'light-dark(var(--mantine-color-night-9), var(--mantine-color-night-6))',
  },
  {
    key: 'eligible',
    label: 'Eligible',
    color: 'light-dark(var(--mantine-color-night-7), var(--mantine-color-night-5))',
  },
  { key: 'sent', label: 'Sent', color: 'var(--mantine-color-night-4)' },
  { key: 'delivered', label: 'Delivered', color: 'var(--mantine-color-night-3)' },
  { key: 'read', label: 'Read', color: 'var(--mantine-color-dawn-3)' },
  { key: 'responded', label: 'Responded', color: 'var(--mantine-color-dawn-5)' },
] as const satisfies { key: keyof Counts; label: string; color: string }[];

const BESIDE = [
  { key: 'pending', label: 'Waiting', color: 'var(--mantine-color-dawn-3)' },
  { key: 'callsUnderWay', label: 'Being sent', color: 'var(--mantine-color-night-2)' },
  { key: 'skipped', label: 'Skipped', color: 'var(--mantine-color-gray-5)' },
  { key: 'failed', label: 'Failed', color: 'var(--mantine-color-red-6)' },
] as const satisfies { key: keyof Counts; label: string; color: string }[];

const HEIGHT = 120;
const WIDTH = 100;
/** Of a step's width, what leads over to the next. */
const SLOPE = 0.34;

/** How many came how far: each step as high as its share of all. */
export function Funnel({ campaign: { counts, channels } }: { campaign: CampaignDetails }) {
  const hasNoReading = channels.every((channel) => channel === 'sms');
  return (
    <Stack gap="md">
      <div>
        <dl className={classes.figures}>
          {STEPS.map(({ key, label }) => {
            const isUnknown = key === 'read' && hasNoReading;
            return (
              <div key={key}>
                <Text component="dt" className={classes.label} c="dimmed">
                  {label}
                </Text>
                <Text component="dd" className={classes.count} m={0}>
                  {isUnknown ? '–' : formatCount(counts[key])}
                </Text>
                <Text component="dd" size="xs" c="dimmed" m={0}>
                  {isUnknown
                    ? 'no receipts on SMS'
                    : key === 'attempted'
                      ? 'all'
                      : percent(counts[key], counts.attempted)}
                </Text>
              </div>
            );
          })}
        </dl>
        <svg
          className={classes.picture}
          viewBox={`0 0 ${STEPS.length * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          {STEPS.map(({ key, color }, index) => (
            <path key={key} d={shapeOf(counts, index)} style={{ fill: color }} />
          ))}
        </svg>
      </div>
      <Group component="dl" gap="8px 28px" my={0}>
        {BESIDE.map(({ key, label, color }) => (
          <Group key={key} gap={8} wrap="nowrap">
            <ColorSwatch color={color} size={10} withShadow={false} aria-hidden />
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" fw={600} m={0}>
              {formatCount(counts[key])}
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  );
}

/** A step, and the slope to the next one; in the middle, so that it narrows from both sides. */
function shapeOf(counts: Counts, index: number): string {
  const [here, next] = [heightOf(counts, index), heightOf(counts, index + 1)];
  const isLast = index === STEPS.length - 1;
  const left = index * WIDTH;
  const bend = left + WIDTH * (isLast ? 1 : 1 - SLOPE);
  const right = left + WIDTH;
  const middle = (bend + right) / 2;
  const [top, bottom] = [(height: number) => (HEIGHT - height) / 2, (height: number) => (HEIGHT + height) / 2];
  if (isLast) return `M${left},${top(here)} H${right} V${bottom(here)} H${left} Z`;
  const over = `C${middle},${top(here)} ${middle},${top(next)} ${right},${top(next)}`;
  const back = `C${middle},${bottom(next)} ${middle},${bottom(here)} ${bend},${bottom(here)}`;
  return `M${left},${top(here)} H${bend} ${over} V${bottom(next)} ${back} H${left} Z`;
}

/** Something is left of it to be seen where there is anybody. */
function heightOf(counts: Counts, index: number): number {
  const step = STEPS[index];
  if (!step || counts[step.key] === 0) return 1;
  return Math.max(4, (counts[step.key] / counts.attempted) * HEIGHT);
}
