import { unguardCell } from '../../../../domain/csv.ts';
import { createCsvReader } from '../../../../domain/csv-reader.ts';

export type MendedLine = { line: number; cells: string[] };

/**
 * Reads the file of wrong lines once it is mended: each by its number in the column `Line`, so that it goes back where it came from. `names`: the
 * columns of the list. Throws an Error that says why the file is not such a one.
 */
export function readMendedFile(text: string, names: readonly string[]): MendedLine[] {
  const [head, ...records] = createCsvReader().read(text, true);
  const header = head?.error === undefined ? (head?.cells ?? []).map((cell) => cell.toLowerCase()) : [];
  const placeOf = (name: string) => header.indexOf(name.toLowerCase());
  const missing = ['Line', ...names].filter((name) => name !== 'Timezone' && placeOf(name) === -1);
  if (missing.length > 0) {
    throw new Error(
      `The file lacks the column ${missing.join(', ')}: take in the one that is downloaded here, mended.`,
    );
  }
  const places = names.map(placeOf);
  const seen = new Set<number>();
  return records.map((record) => {
    if (record.error !== undefined) throw new Error(`Line ${record.line} of the file cannot be read: ${record.text}`);
    const number = record.cells[placeOf('Line')] ?? '';
    const line = /^\d{1,9}$/.test(number) ? Number(number) : 0;
    if (line === 0)
      throw new Error(`Line ${record.line} of the file: ${JSON.stringify(number)} is no number of a line.`);
    if (seen.has(line)) throw new Error(`Line ${record.line} of the file: line ${line} is there twice.`);
    seen.add(line);
    return { line, cells: inColumns(record.cells.map(unguardCell), places, header.length) };
  });
}

/** In the order of the list's columns, and after them what no column has. A cell that is missing at the end is no empty one. */
function inColumns(cells: readonly string[], places: readonly number[], width: number): string[] {
  const extra = cells.slice(width).filter((cell) => cell !== '');
  const own = places.map((place) => cells[place]);
  const end = extra.length > 0 ? own.length : own.findLastIndex((cell) => cell !== undefined) + 1;
  return [...own.slice(0, Math.max(end, 1)).map((cell) => cell ?? ''), ...extra];
}
