/** What a spreadsheet takes for the beginning of a formula, and what it skips before one. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r＝＋－＠]/;
/** A + and digits alone are a number to a spreadsheet, and an E.164 to everyone else. */
const PHONE = /^\+\d+$/;

/**
 * One line of a CSV file with its line end, RFC 4180. A value that a spreadsheet would run as a formula gets an apostrophe before it
 * (https://owasp.org/www-community/attacks/CSV_Injection); `unguardCell` takes it off again.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

function csvCell(value: string): string {
  const safe = FORMULA.test(value) && !PHONE.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as it was before `csvLine`, also where a spreadsheet's user put an apostrophe before a number to keep its `+`. */
export function unguardCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** The separator of a file's columns, by its first line: the one that stands there most often outside of quotes. */
export function separatorOf(firstLine: string): ',' | ';' | '\t' {
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const count = (separator: string) => bare.split(separator).length - 1;
  if (count('\t') > Math.max(count(','), count(';'))) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
