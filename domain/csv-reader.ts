/** Why a line of a file can't be read at all. */
export type CsvLineError = 'QUOTE_NOT_CLOSED' | 'TEXT_AFTER_QUOTE' | 'LINE_TOO_LONG' | 'NOT_UTF8';

/** A line with its number in the file, from 1: that on which it begins. `text`: the line as it stands there. */
export type CsvRecord =
  { line: number; cells: string[]; error?: undefined } | { line: number; error: CsvLineError; text: string };

/** In characters, with all its cells: more than any template's variables take. */
export const LONGEST_RECORD = 65_536;

/** What a decoder puts where bytes made no character. */
const NO_CHARACTER = '\uFFFD';
/** So much of a line that can't be read is kept, to find it by. */
const SHOWN = 200;

/**
 * Reads a CSV file (RFC 4180) piece by piece, holding no more of it than one line. Cells are separated by commas, semicolons or tabs,
 * whichever comes first; lines end with CRLF, LF or CR. Spaces around a cell don't count, nor do empty lines. A quotation mark
 * inside of a cell that does not begin with one is a character like any other. A line that can't be read takes no other with it: an open quote
 * ends with its line.
 */
export function createCsvReader(): { read: (text: string, isEnd?: boolean) => CsvRecord[] } {
  let rest = '';
  let line = 1;
  let separator: string | undefined;
  let inLongLine = false;

  return {
    read(text, isEnd = false) {
      const input = rest + text;
      const records: CsvRecord[] = [];
      const mayBeBroken = input.includes(NO_CHARACTER);
      const find = { lf: finder(input, '\n'), cr: finder(input, '\r'), quote: finder(input, '"') };
      let at = 0;

      const lineEnd = () => {
        const [lf, cr] = [find.lf(at), find.cr(at)];
        const end = Math.min(lf, cr);
        // A CR at the end of a piece may be half of a CRLF.
        if (end < input.length && (end !== cr || cr + 1 < input.length || isEnd)) return end;
        return isEnd ? input.length : undefined;
      };
      const push = (record: CsvRecord, physicalLine: string) => {
        if (mayBeBroken && record.error === undefined && record.cells.some((cell) => cell.includes(NO_CHARACTER))) {
          records.push({ line, error: 'NOT_UTF8', text: physicalLine.slice(0, SHOWN) });
        } else if (record.error !== undefined || record.cells.some((cell) => cell !== '')) records.push(record);
      };
      const passLine = (end: number) => {
        at = end + (input.startsWith('\r\n', end) ? 2 : 1);
        line++;
      };

      while (at < input.length) {
        const end = lineEnd();
        if (inLongLine && end !== undefined) {
          inLongLine = false;
          passLine(end);
          continue;
        }
        const tooLong = (end ?? input.length) - at > LONGEST_RECORD;
        if (tooLong && !inLongLine) {
          push({ line, error: 'LINE_TOO_LONG', text: input.slice(at, at + SHOWN) }, '');
          inLongLine = true;
          continue;
        }
        if (end === undefined) {
          if (inLongLine) at = input.length;
          break;
        }
        const whole = input.slice(at, end);
        if (separator === undefined && whole.trim() !== '') separator = separatorOf(whole);
        if (find.quote(at) >= end) {
          push({ line, cells: whole.split(separator ?? ',').map((cell) => cell.trim()) }, whole);
          passLine(end);
          continue;
        }
        const found = readQuoted(input, at, separator ?? ',', isEnd);
        if (found === 'incomplete' && !isEnd && input.length - at <= LONGEST_RECORD) break;
        if (typeof found === 'string') {
          const error = found === 'incomplete' ? 'QUOTE_NOT_CLOSED' : found;
          push({ line, error, text: whole.slice(0, SHOWN) }, whole);
          passLine(end);
          continue;
        }
        push({ line, cells: found.cells }, whole);
        line += found.breaks;
        passLine(found.end);
      }
      rest = input.slice(at);
      return records;
    },
  };
}

/** A phone number, a user id and the name of a column have none of them in it; an address or a sentence behind it may. */
function separatorOf(line: string): string {
  return /[,;\t]/.exec(line.replace(/"(?:[^"]|"")*"/g, ''))?.[0] ?? ',';
}

/** The next place of a character, the end where there is none: the text is looked through once, however often it is asked. */
function finder(text: string, character: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      found = text.indexOf(character, from);
      if (found === -1) found = text.length;
    }
    return found;
  };
}

type Quoted = { cells: string[]; end: number; breaks: number };

/** A line in which there are quotes: its cells, the place of the line break that ends it, and how many breaks there are inside of it. */
function readQuoted(
  input: string,
  start: number,
  separator: string,
  isEnd: boolean,
): Quoted | 'incomplete' | 'TEXT_AFTER_QUOTE' {
  const isSpace = (char: string | undefined) => char === ' ' || (char === '\t' && separator !== '\t');
  const cells: string[] = [];
  let breaks = 0;
  let at = start;
  for (;;) {
    while (isSpace(input[at])) at++;
    if (input[at] === '"') {
      const close = closingQuote(input, at + 1);
      if (close === -1 || (close + 1 === input.length && !isEnd)) return 'incomplete';
      const value = input.slice(at + 1, close);
      cells.push(value.includes('"') ? value.replaceAll('""', '"') : value);
      breaks += value.match(/\r\n|\r|\n/g)?.length ?? 0;
      at = close + 1;
      while (isSpace(input[at])) at++;
    } else {
      let end = at;
      while (end < input.length && input[end] !== separator && input[end] !== '\n' && input[end] !== '\r') end++;
      cells.push(input.slice(at, end).trim());
      at = end;
    }
    if (at >= input.length) return isEnd ? { cells, end: at, breaks } : 'incomplete';
    if (input[at] === '\r' && at + 1 === input.length && !isEnd) return 'incomplete';
    if (input[at] === '\r' || input[at] === '\n') return { cells, end: at, breaks };
    if (input[at] !== separator) return 'TEXT_AFTER_QUOTE';
    at++;
  }
}

/** The next quote that is not one of a pair, from `at` on; -1: there is none. */
function closingQuote(input: string, at: number): number {
  let quote = input.indexOf('"', at);
  while (quote !== -1 && input[quote + 1] === '"') quote = input.indexOf('"', quote + 2);
  return quote;
}
