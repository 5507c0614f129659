import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';
import { Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { formatCount, formatInstant } from '../../components/instant.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useSession } from '../../session.tsx';
import { timelineQuery } from './queries.ts';
import type { Timeline } from './types.ts';

const STEP_MS: Partial<Record<Timeline['step'], number>> = {
  minute: 60_000,
  '5 minutes': 300_000,
  hour: 3_600_000,
};
/** Bars thinner than that are no bars. */
const MOST_BARS = 400;

/** What was sent, and what failed, over time. */
export function TimelineChart({ campaignId }: { campaignId: string }) {
  const { api } = useSession();
  const { data, error, refetch } = useQuery(timelineQuery(api, campaignId));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.timeline.length === 0)
    return (
      <EmptyState icon={IconChartBar} title="Nothing sent yet">
        Once the first message is out, it shows here.
      </EmptyState>
    );
  return (
    <>
      <BarChart
        h={200}
        data={fillGaps(data).map((bucket) => ({ ...bucket, when: labelOf(data.step, bucket.at) }))}
        dataKey="when"
        type="stacked"
        withLegend
        series={[
          { name: 'sent', label: 'Sent', color: 'night.4' },
          { name: 'failed', label: 'Failed', color: 'red.6' },
        ]}
        tickLine="none"
        gridAxis="y"
        valueFormatter={formatCount}
        barProps={{ isAnimationActive: false, maxBarSize: 36 }}
        xAxisProps={{ minTickGap: 24 }}
        barChartProps={{ title: 'Sent and failed over time' }}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {summaryOf(data)}
      </Text>
    </>
  );
}

/** The stretches in which nothing happened are part of the picture. */
function fillGaps({ step, timeline }: Timeline): Timeline['timeline'] {
  const stepMs = STEP_MS[step];
  const [first, last] = [timeline[0], timeline.at(-1)];
  if (stepMs === undefined || !first || !last) return timeline;
  const start = Date.parse(first.at);
  const bars = (Date.parse(last.at) - start) / stepMs + 1;
  if (bars > MOST_BARS) return timeline;
  const known = new Map(timeline.map((bucket) => [Date.parse(bucket.at), bucket]));
  return Array.from({ length: Math.round(bars) }, (_, index) => {
    const at = start + index * stepMs;
    return known.get(at) ?? { at: new Date(at).toISOString(), sent: 0, delivered: 0, read: 0, failed: 0, responded: 0 };
  });
}

function labelOf(step: Timeline['step'], at: string): string {
  const day = { month: 'short', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const format = step === 'day' ? day : step === 'hour' ? { ...day, hour: 'numeric' as const } : time;
  return new Intl.DateTimeFormat(undefined, format).format(new Date(at));
}

/** The same in words. */
function summaryOf({ step, timeline }: Timeline): string {
  const most = timeline.reduce((best, bucket) => (bucket.sent > best.sent ? bucket : best));
  const stretch = step === '5 minutes' ? step : `a ${step}`.replace('a hour', 'an hour');
  return `Most in ${stretch}: ${formatCount(most.sent)} sent, from ${formatInstant(most.at)}. In your time.`;
}
