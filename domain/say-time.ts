import { offsetMsAt } from './zone-clock.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Day and time on the wall in `zone` for a sentence: "Wed 14 Jan at 10:02"; `seconds`: "… at 10:02:07". The year is said where it is not that of `nowMs`. */
export function dayAndTime(zone: string, atMs: number, nowMs: number, seconds = false): string {
  const wall = wallDate(zone, atMs);
  const year = wall.getUTCFullYear() === wallDate(zone, nowMs).getUTCFullYear() ? '' : ` ${wall.getUTCFullYear()}`;
  return `${dayOf(wall)}${year} at ${clock(wall, seconds)}`;
}

/** The same with the zone: "Wed 14 Jan at 10:02 in America/New_York". */
export function momentIn(zone: string, atMs: number, nowMs: number, seconds = false): string {
  return `${dayAndTime(zone, atMs, nowMs, seconds)} in ${zone}`;
}

/** What `say` says of up to two zones; of more, of the one where it is earliest and the one where it is latest: "07:42 in A to 09:42 in B". */
export function inZones(zones: readonly string[], atMs: number, say: (zone: string) => string): string {
  const sorted = [...zones].sort((a, b) => offsetMsAt(a, atMs) - offsetMsAt(b, atMs));
  const ends = [...new Set([sorted[0], sorted.at(-1)])].filter((zone) => zone !== undefined);
  return ends.map((zone) => `${say(zone)} in ${zone}`).join(zones.length > 2 ? ' to ' : ' and ');
}

/** How long something took, roughly: "at once", "3 s", "4 min", "5 h", "2 days". A negative one is none: clocks differ. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return 'at once';
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

/** "at once" or "3 s later". */
export function laterText(ms: number): string {
  const text = durationText(ms);
  return text === 'at once' ? text : `${text} later`;
}

/** The wall's date and time in the UTC fields of a Date. */
function wallDate(zone: string, atMs: number): Date {
  return new Date(atMs + offsetMsAt(zone, atMs));
}

function dayOf(wall: Date): string {
  return `${WEEKDAYS[wall.getUTCDay()] ?? ''} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()] ?? ''}`;
}

function clock(wall: Date, seconds: boolean): string {
  const parts = [wall.getUTCHours(), wall.getUTCMinutes(), ...(seconds ? [wall.getUTCSeconds()] : [])];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
