/** How benchmarks say what they measured. */

export type Figures = Record<string, string | number>;

/** The p-th percentile by nearest rank, to a tenth; NaN of nothing. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
  return Math.round(value * 10) / 10;
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
