import { BarChart } from '@mantine/charts';
import { Box, useComputedColorScheme } from '@mantine/core';
import '@mantine/charts/styles.layer.css';
import { shortDay } from './days.ts';
import type { Group } from './figures.ts';
import type { Grouping } from './search.ts';

/** What became of everyone, as parts that make up the whole. */
const PARTS = [
  { name: 'read', label: 'Read', light: 'teal.7', dark: 'teal.6' },
  { name: 'delivered', label: 'Delivered, not read', light: 'teal.4', dark: 'teal.3' },
  { name: 'sent', label: 'Sent, no receipt', light: 'night.4', dark: 'night.2' },
  { name: 'pending', label: 'Pending', light: 'dawn.4', dark: 'dawn.4' },
  { name: 'skipped', label: 'Skipped', light: 'gray.5', dark: 'gray.6' },
  { name: 'failed', label: 'Failed', light: 'red.6', dark: 'red.5' },
] as const;

/** A bar for each group; the table beneath it has the same in figures. */
export default function ReportChart({ groups, by }: { groups: readonly Group[]; by: Grouping }) {
  const scheme = useComputedColorScheme('light');
  const data = groups.map(({ key, label, read, delivered, sent, pending, skipped, failed }) => ({
    label: by === 'day' ? shortDay(key) : label,
    ...{ read, pending, skipped, failed },
    delivered: delivered - read,
    sent: sent - delivered,
  }));
  const isLying = by !== 'day';
  return (
    <Box role="img" aria-label={describe(groups, by)}>
      <BarChart
        h={isLying ? 110 + groups.length * 44 : 300}
        data={data}
        dataKey="label"
        type="stacked"
        orientation={isLying ? 'vertical' : 'horizontal'}
        series={PARTS.map(({ name, label, light, dark }) => ({
          name,
          label,
          color: scheme === 'dark' ? dark : light,
        }))}
        withLegend
        legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
        barChartProps={{ accessibilityLayer: false }}
        yAxisProps={isLying ? { width: 110 } : { allowDecimals: false }}
        xAxisProps={isLying ? { allowDecimals: false } : { minTickGap: 24 }}
        barProps={{ isAnimationActive: false }}
        maxBarWidth={44}
        valueFormatter={(value) => value.toLocaleString()}
      />
    </Box>
  );
}

function describe(groups: readonly Group[], by: Grouping): string {
  const attempted = groups.reduce((sum, group) => sum + group.attempted, 0);
  const highest = groups.reduce<Group | undefined>(
    (best, group) => (best === undefined || group.attempted > best.attempted ? group : best),
    undefined,
  );
  const most =
    highest === undefined ? '' : ` The most, ${highest.attempted.toLocaleString()}, are of ${highest.label}.`;
  return `What became of ${attempted.toLocaleString()} recipients, a bar for each ${by}.${most} The table below has every figure.`;
}
