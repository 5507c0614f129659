import { DateTime } from 'luxon';

/** The next time that the wall clock in `zone` shows this, after `nowMs`: epoch ms. `weekday` 1 is Monday. */
export function next(zone: string, nowMs: number, wall: { weekday?: number; hour: number; minute?: number }): number {
  let candidate = DateTime.fromMillis(nowMs, { zone }).set({
    hour: wall.hour,
    minute: wall.minute ?? 0,
    second: 0,
    millisecond: 0,
  });
  while (candidate.toMillis() <= nowMs || (wall.weekday !== undefined && candidate.weekday !== wall.weekday)) {
    candidate = candidate.plus({ days: 1 });
  }
  return candidate.toMillis();
}

/** The instant of the zone's next change of its clocks after `nowMs`, forwards (`+1`) or back (`-1`): epoch ms. */
export function nextClockChange(zone: string, nowMs: number, direction: 1 | -1): number {
  const offset = (ms: number) => DateTime.fromMillis(ms, { zone }).offset;
  const hour = 3_600_000;
  let ms = Math.ceil(nowMs / hour) * hour;
  while (Math.sign(offset(ms) - offset(ms - hour)) !== direction) ms += hour;
  return ms;
}

/** What the wall clock in `zone` shows: `Mon 08:00`. */
export function wallClock(zone: string, at: Date | number): string {
  return DateTime.fromMillis(Number(at), { zone }).toFormat('ccc HH:mm');
}

/** A zone whose local hour is now at least `from` and below `to`: somewhere on Earth it always is. */
export function zoneWhereItIs(nowMs: number, from: number, to: number): string {
  const zone = ZONES.find((candidate) => {
    const { hour } = DateTime.fromMillis(nowMs, { zone: candidate });
    return hour >= from && hour < to;
  });
  if (zone === undefined) throw new Error(`It is nowhere between ${from} and ${to} o'clock`);
  return zone;
}

const ZONES = [
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Africa/Johannesburg',
  'Asia/Dubai',
  'Asia/Dhaka',
  'Asia/Tokyo',
  'Australia/Brisbane',
  'Pacific/Auckland',
];
