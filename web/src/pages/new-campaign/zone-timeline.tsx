import { Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { dayAndTime } from '../../../../domain/say-time.ts';
import type { WeeklyWindow } from '../../../../domain/window.ts';
import { formatCount } from '../../components/instant.tsx';
import { zonesInWords } from './list-rows.tsx';
import { handsAt, openings, rangeOf, sendStretches, ticksOf, type Stretch } from './timeline.ts';
import type { Simulation } from './use-simulation.ts';
import './zone-timeline.css';

type Zone = Simulation['zones'][number];
type Props = { simulation: Simulation; windows: readonly WeeklyWindow[]; timezone: string };

/** The rest is in the table below. */
const MOST_ROWS = 12;
const BARS = 58;
const ROW = 50;
const AXIS = 24;
/** The ends of the scale, for half a label. */
const EDGE = 6;
/** The widest on the scale: Mon 23. */
const LABEL = 52;
const HOUR_MS = 3_600_000;

/** One line for each zone: its hours of sending, and in them its messages; above them all messages by the hour. */
export function ZoneTimeline({ simulation, windows, timezone }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const shown = simulation.zones.slice(0, MOST_ROWS);
  const more = simulation.zones.length - shown.length;
  return (
    <figure className="timeline">
      <div ref={ref}>
        {width > 0 && (
          <Picture simulation={simulation} shown={shown} windows={windows} timezone={timezone} width={width} />
        )}
      </div>
      <Group component="figcaption" gap="md" mt="xs">
        <Legend className="timeline-open" label="Hours of sending there" />
        <Legend className="timeline-sends" label="Messages go out" />
        <Legend className="timeline-now-sign" label="Now" width={3} />
        <Text size="xs" c="dimmed">
          Scale in {timezone}.{more > 0 && ` ${more} more timezones are in the table.`}
        </Text>
      </Group>
    </figure>
  );
}

function Legend({ className, label, width = 18 }: { className: string; label: string; width?: number }) {
  return (
    <Group gap={6}>
      <svg width={width} height={10} aria-hidden>
        <rect width={width} height={10} rx={width === 18 ? 3 : 0} className={className} />
      </svg>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
    </Group>
  );
}

function Picture({ simulation, shown, windows, timezone, width }: Props & { shown: Zone[]; width: number }) {
  const range = rangeOf(simulation);
  const x = (at: number) => EDGE + ((at - range.from) / (range.to - range.from)) * (width - 2 * EDGE);
  const top = BARS + AXIS;
  const height = top + shown.length * ROW + 4;
  const now = Date.parse(simulation.at);
  return (
    <svg width={width} height={height} role="img" aria-label={inWords(simulation, timezone)}>
      <Hours hours={simulation.hours} x={x} />
      {ticksOf(range, width - 2 * EDGE, timezone).map(({ at, label, isMidnight }) => (
        <g key={at} className={isMidnight ? 'timeline-tick timeline-midnight' : 'timeline-tick'}>
          <line x1={x(at)} x2={x(at)} y1={BARS} y2={height} />
          <text x={clamp(x(at), LABEL / 2, width - LABEL / 2)} y={BARS + 16} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      <line x1={EDGE} x2={width - EDGE} y1={BARS} y2={BARS} className="timeline-axis" />
      {shown.map((zone, index) => (
        <ZoneRow key={zone.timezones.join()} zone={zone} y={top + index * ROW} {...{ range, x, windows, now, width }} />
      ))}
    </svg>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

type Scale = (at: number) => number;

/** All messages by the hour. */
function Hours({ hours, x }: { hours: Simulation['hours']; x: Scale }) {
  const most = Math.max(1, ...hours.map(({ sends }) => sends));
  return hours.map(({ from, sends }) => {
    const start = Date.parse(from);
    const height = Math.max(2, (sends / most) * (BARS - 16));
    const left = x(start);
    const width = Math.max(2, x(start + HOUR_MS) - left - 1);
    return (
      <g key={from}>
        <rect x={left} y={BARS - height} width={width} height={height} rx={2} className="timeline-hour" />
        {sends === most && (
          <text
            x={left + width / 2}
            y={BARS - height - 4}
            textAnchor={left < 30 ? 'start' : 'middle'}
            className="timeline-count"
          >
            {formatCount(sends)}
          </text>
        )}
      </g>
    );
  });
}

type RowProps = {
  zone: Zone;
  y: number;
  range: Stretch;
  x: Scale;
  windows: readonly WeeklyWindow[];
  now: number;
  width: number;
};

function ZoneRow({ zone, y, range, x, windows, now, width }: RowProps) {
  const open = openings(zone.timezones, windows, range);
  const [first] = zone.timezones;
  return (
    <g>
      {first !== undefined && <Clock timezone={first} at={now} cx={EDGE + 9} cy={y + 13} />}
      <text x={EDGE + 25} y={y + 17} className="timeline-zone">
        {placeOf(zone.timezones)}
        <tspan className="timeline-quiet" dx={8}>
          {formatCount(zone.recipients)}
          {zone.localTime !== null && ` · ${zone.localTime}`}
        </tspan>
      </text>
      <rect x={EDGE} y={y + 26} width={width - 2 * EDGE} height={16} rx={4} className="timeline-night" />
      {open.map(({ from, to }) => (
        <rect
          key={from}
          x={x(from)}
          y={y + 26}
          width={Math.max(1, x(to) - x(from))}
          height={16}
          rx={4}
          className="timeline-open"
        />
      ))}
      {sendStretches(zone, open).map(({ from, to }) => (
        <rect
          key={from}
          x={x(from)}
          y={y + 29}
          width={Math.max(4, x(to) - x(from))}
          height={10}
          rx={3}
          className="timeline-sends"
        />
      ))}
      {now >= range.from && <line x1={x(now)} x2={x(now)} y1={y + 23} y2={y + 45} className="timeline-now" />}
    </g>
  );
}

/** What time it is there now. */
function Clock({ timezone, at, cx, cy }: { timezone: string; at: number; cx: number; cy: number }) {
  const { hour, minute, isDay } = handsAt(timezone, at);
  return (
    <g
      transform={`translate(${cx} ${cy})`}
      className={isDay ? 'timeline-clock' : 'timeline-clock timeline-clock-night'}
    >
      <circle r={8.5} />
      <line y2={-4.2} transform={`rotate(${hour})`} />
      <line y2={-6.4} transform={`rotate(${minute})`} />
    </g>
  );
}

/** "New York" of America/New_York. */
function placeOf(timezones: readonly string[]): string {
  const [first, ...others] = timezones;
  if (first === undefined) return zonesInWords(timezones);
  const place = first.slice(first.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return others.length === 0 ? place : `${place} and ${others.length} more`;
}

function inWords({ sends, zones, startsAt, endsAt, at }: Simulation, timezone: string): string {
  if (startsAt === null || endsAt === null) return `Nothing is sent in ${zones.length} timezones.`;
  const when = (iso: string) => dayAndTime(timezone, Date.parse(iso), Date.parse(at));
  return `${formatCount(sends)} messages in ${zones.length} timezones, the first ${when(startsAt)}, the last ${when(endsAt)}, in ${timezone}. The table below has the same by timezone.`;
}
