import { CsvError, parse, type Parser } from 'csv-parse';
import type { OptOut } from '../db/schema.ts';
import { csvLine, separatorOf } from '../domain/csv.ts';
import { ApiError } from './errors.ts';

const CHUNK_BYTES = 64 * 1024;

/** A line of a CSV file with its number in the file, from 1; or why it, and all after it, can't be read. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; error: string };

/**
 * The bytes of a text as UTF-8 without its mark. Takes UTF-8 and, by its mark, UTF-16, which spreadsheets write. Throws an ApiError 400
 * for anything else.
 */
export function utf8Of(bytes: Buffer): Buffer {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return Buffer.from(text.replaceAll('\0', ''));
  } catch {
    throw new ApiError(400, 'The file is not text in UTF-8');
  }
}

/** The lines of a file, piece by piece, so that a long one leaves room for other calls. Empty lines are left out. */
export async function* readCsv(utf8: Buffer): AsyncGenerator<CsvRecord> {
  const firstLine = /^[^\r\n]*/.exec(utf8.subarray(0, CHUNK_BYTES).toString().trimStart())?.[0] ?? '';
  let records: CsvRecord[] = [];
  let lastLine = 0;
  // The parser would throw away what it has read when it meets an error: its records are taken one by one.
  const parser = parse({
    delimiter: separatorOf(firstLine),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (cells: string[], { lines }) => {
      const breaks = cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      lastLine = lines;
      if (cells.some((cell) => cell.trim() !== '')) records.push({ line: lines - breaks, cells });
      return null;
    },
  });
  parser.on('error', () => undefined).resume();
  for (const write of writesTo(parser, utf8)) {
    const error = await write();
    yield* records;
    records = [];
    if (error instanceof CsvError) {
      yield { line: lastLine + 1, error: 'a quotation mark is not closed: nothing from here on was read' };
      return;
    }
    if (error) throw error;
  }
}

type Write = () => Promise<Error | null | undefined>;

function* writesTo(parser: Parser, bytes: Buffer): Generator<Write> {
  for (const chunk of chunksOf(bytes)) yield () => new Promise((resolve) => parser.write(chunk, resolve));
  yield () => new Promise((resolve) => parser.end(resolve));
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

const HEADER = csvLine([
  'consumer',
  'channel',
  'scope',
  'state',
  'source',
  'reason',
  'words',
  'rule',
  'optedOutAt',
  'recordedBy',
  'revokedAt',
  'revokedSource',
  'revokedBy',
  'revokedReason',
]);

/** The file of an export, a page at a time. The import takes it back. */
export async function* toCsv(pages: AsyncIterable<OptOut[]>): AsyncGenerator<string> {
  yield HEADER;
  for await (const page of pages) yield page.map(toLine).join('');
}

function toLine(row: OptOut): string {
  return csvLine([
    row.consumer,
    row.kind === 'user' ? 'inapp' : row.channel,
    row.channel === null ? 'account' : 'channel',
    row.revoked_at === null ? 'ACTIVE' : 'REVOKED',
    row.source,
    row.reason,
    row.words,
    row.rule,
    row.created_at.toISOString(),
    row.recorded_by,
    row.revoked_at?.toISOString() ?? null,
    row.revoked_source,
    row.revoked_by,
    row.revoked_reason,
  ]);
}
