const DAY_MS = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');
const MINUTES = Array.from({ length: 1440 }, (_, n) => `${two(Math.floor(n / 60))}:${two(n % 60)}:`);
const SECONDS = Array.from({ length: 60 }, (_, n) => `${two(n)}.`);
const MILLISECONDS = Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(3, '0')}Z`);
const MOST_DAYS = 1000;
const days = new Map<number, string>();

/** What `toISOString` says of epoch milliseconds, a dozen times as fast: for lists of tens of thousands of instants. */
export function isoInstant(epochMs: number): string {
  const ms = Math.round(epochMs);
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const minute = MINUTES[Math.floor(rest / 60_000)];
  return `${dateOf(day)}${minute}${SECONDS[Math.floor(rest / 1000) % 60]}${MILLISECONDS[rest % 1000]}`;
}

function dateOf(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= MOST_DAYS) days.clear();
  const date = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length);
  days.set(day, date);
  return date;
}
