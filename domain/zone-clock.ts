const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Zones change their offset at most once in such a stretch: one bisection finds the change. */
const BLOCK_MS = 6 * HOUR_MS;
const BLOCKS_KEPT = 4_000;

type Block = { offsetMs: number; changesAtMs: number; nextOffsetMs: number };
type Clock = { format: Intl.DateTimeFormat; blocks: Map<number, Block> };

/**
 * The wall clock of a zone at an instant. `day`: days since 1 January 1970 on the wall. `steadyUntilMs`: up to there
 * (epoch ms) it runs on evenly; it may run on longer.
 */
export type WallClock = { day: number; weekday: number; msOfDay: number; steadyUntilMs: number };

const clocks = new Map<string, Clock>();
/** More than there are zones; each may be written in many ways. */
const MOST_ZONES = 1_000;

/**
 * Weekday (0 is Sunday) and milliseconds since the wall's midnight in `zone` at `atMs`. Throws RangeError for an
 * unknown zone.
 */
export function wallClockAt(zone: string, atMs: number): WallClock {
  const clock = clockOf(zone);
  const number = Math.floor(atMs / BLOCK_MS);
  const block = blockOf(clock, number);
  const changed = atMs >= block.changesAtMs;
  const localMs = atMs + (changed ? block.nextOffsetMs : block.offsetMs);
  const day = Math.floor(localMs / DAY_MS);
  return {
    day,
    weekday: (((day + 4) % 7) + 7) % 7,
    msOfDay: localMs - day * DAY_MS,
    steadyUntilMs: changed ? (number + 1) * BLOCK_MS : Math.min(block.changesAtMs, (number + 1) * BLOCK_MS),
  };
}

/** The zone's offset from UTC at `atMs` in milliseconds, east positive. Throws RangeError for an unknown zone. */
export function offsetMsAt(zone: string, atMs: number): number {
  return readOffset(clockOf(zone), atMs);
}

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone);
  if (!clock) {
    // Making a formatter costs about 50 µs, using it 1 to 2 µs.
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', timeZoneName: 'longOffset' });
    clock = { format, blocks: new Map() };
    if (clocks.size >= MOST_ZONES) clocks.clear();
    clocks.set(zone, clock);
  }
  return clock;
}

function blockOf(clock: Clock, number: number): Block {
  const known = clock.blocks.get(number);
  if (known) return known;
  const startMs = number * BLOCK_MS;
  const offsetMs = readOffset(clock, startMs);
  const nextOffsetMs = readOffset(clock, startMs + BLOCK_MS);
  const changesAtMs = offsetMs === nextOffsetMs ? Infinity : changeWithin(clock, startMs, startMs + BLOCK_MS, offsetMs);
  const block = { offsetMs, changesAtMs, nextOffsetMs };
  if (clock.blocks.size >= BLOCKS_KEPT) clock.blocks.clear();
  clock.blocks.set(number, block);
  return block;
}

/** The first instant at which the offset is no longer `offsetMs`, to the second: no zone changes between seconds. */
function changeWithin(clock: Clock, fromMs: number, toMs: number, offsetMs: number): number {
  let before = fromMs / 1000;
  let after = toMs / 1000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (readOffset(clock, middle * 1000) === offsetMs) before = middle;
    else after = middle;
  }
  return after * 1000;
}

function readOffset(clock: Clock, atMs: number): number {
  const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(clock.format.format(atMs));
  if (!match) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ms : ms;
}
