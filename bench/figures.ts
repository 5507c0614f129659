/** How benchmarks say what they measured. */

export type Figures = Record<string, string | number>;

/** The p-th percentile by nearest rank, to a tenth; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
  return Math.round(value * 10) / 10;
}

/** How many of these instants, in order, lie within some stretch of so many ms at the most: [t, t + ms). */
export function mostWithin(instants: readonly number[], ms: number): number {
  let most = 0;
  let from = 0;
  for (const [index, instant] of instants.entries()) {
    while (instant - (instants[from] ?? instant) >= ms) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

/** For people: with `json` the standard output is for machines alone. */
export function say(text: string, json: boolean): void {
  if (json) console.error(text);
  else console.log(text);
}

/** A table on the screen, a single row from top to bottom; with `json`, one JSON object a line. */
export function print(bench: string, rows: readonly Figures[], json: boolean): void {
  if (json) for (const row of rows) console.log(JSON.stringify({ bench, ...row }));
  else console.table(rows.length === 1 ? rows[0] : rows);
}
