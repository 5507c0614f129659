import { offsetMsAt, wallClockAt } from '../../../../domain/zone-clock.ts';
import { windowAt, type WeeklyWindow } from '../../../../domain/window.ts';
import type { Simulation } from './use-simulation.ts';

type Zone = Simulation['zones'][number];
/** Epoch ms, [from, to). */
export type Stretch = { from: number; to: number };
export type Tick = { at: number; label: string; isMidnight: boolean };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More openings than these are a blur. */
const MOST_OPENINGS = 60;
/** About so much room a label needs. */
const LABEL_PX = 62;
const STEPS_H = [1, 2, 3, 6, 12, 24, 48, 96, 168];

/** What the picture shows: from the launch, or from shortly before a first message that is far off, for a day at least. */
export function rangeOf({ at, startsAt, endsAt }: Simulation): Stretch {
  const now = Date.parse(at);
  const first = startsAt === null ? now : Date.parse(startsAt);
  const from = Math.floor((first - now > DAY_MS ? first - 2 * HOUR_MS : now) / HOUR_MS) * HOUR_MS;
  const last = endsAt === null ? from : Date.parse(endsAt);
  return { from, to: Math.max(from + DAY_MS, Math.ceil((last + HOUR_MS) / HOUR_MS) * HOUR_MS) };
}

/** When the windows are open in all zones at once. */
export function openings(zones: readonly string[], windows: readonly WeeklyWindow[], { from, to }: Stretch): Stretch[] {
  const found: Stretch[] = [];
  let at = from;
  while (at < to && found.length < MOST_OPENINGS) {
    const state = windowAt(zones, windows, at);
    if (state.open) {
      const end = Math.min(state.closesAtMs ?? to, to);
      found.push({ from: at, to: end });
      at = end;
    } else {
      at = state.opensAtMs ?? to;
    }
  }
  return found;
}

/** When messages go out: the openings between the first of them and the last. */
export function sendStretches({ firstSendAt, lastSendAt }: Zone, open: readonly Stretch[]): Stretch[] {
  if (firstSendAt === null || lastSendAt === null) return [];
  const [first, last] = [Date.parse(firstSendAt), Date.parse(lastSendAt)];
  return open
    .map(({ from, to }) => ({ from: Math.max(from, first), to: Math.min(to, last) }))
    .filter(({ from, to }) => from <= to);
}

/** Where the scale has its marks, at full hours of a timezone. */
export function ticksOf({ from, to }: Stretch, width: number, timezone: string): Tick[] {
  const fitting = STEPS_H.find((hours) => (width * hours * HOUR_MS) / (to - from) >= LABEL_PX);
  const stepMs = (fitting ?? 336) * HOUR_MS;
  const offset = offsetMsAt(timezone, from);
  const first = Math.ceil((from + offset) / stepMs) * stepMs - offset;
  const count = Math.max(0, Math.floor((to - first) / stepMs) + 1);
  return Array.from({ length: count }, (_, index) => tickAt(first + index * stepMs, timezone));
}

function tickAt(at: number, timezone: string): Tick {
  const minutes = Math.round(wallClockAt(timezone, at).msOfDay / 60_000);
  const isMidnight = minutes === 0;
  const label = isMidnight
    ? new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: timezone }).format(at)
    : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return { at, label, isMidnight };
}

/** The hands of a clock that shows the time of a zone, in degrees. */
export function handsAt(timezone: string, at: number): { hour: number; minute: number; isDay: boolean } {
  const minutes = wallClockAt(timezone, at).msOfDay / 60_000;
  return { hour: (minutes / 720) * 360, minute: ((minutes % 60) / 60) * 360, isDay: minutes >= 360 && minutes < 1260 };
}
