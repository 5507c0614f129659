import { arch, cpus, loadavg, platform, totalmem } from 'node:os';

export type Measured = { p50: number; p95: number; max: number };

/** Calls `work` some times that do not count, then `times` times one after the other. Milliseconds. */
export async function measure(work: () => Promise<unknown>, times: number, warmUp = 5): Promise<Measured> {
  for (let n = 0; n < warmUp; n += 1) await work();
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (part: number) => rounded(took[Math.ceil(part * took.length) - 1] ?? NaN);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** What the figures were measured on. Others at work on the machine make them worse: the load says how much. */
export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg().map((value) => value.toFixed(1));
  return `${cpus().length} × ${model}, ${memory} GB, ${platform()} ${arch()}, Node ${process.versions.node}, load ${load.join(' ')}`;
}

/** Lines of text in columns: the first column to the left, the others, numbers, to the right. */
export function table(head: string[], rows: (string | number)[][]): string {
  const lines = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_name, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
