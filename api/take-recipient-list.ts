import type { Readable } from 'node:stream';
import type { Db } from '../db/connect.ts';
import type { RecipientList } from '../db/schema.ts';
import {
  badRow,
  finishRecipientList,
  goodRow,
  insertListRows,
  type ListProgress,
  type ZoneCounts,
} from '../db/uploaded-lists.ts';
import { createConsumerReader, type ConsumerError, type ConsumerRules } from '../domain/consumer.ts';
import { createCsvReader, type CsvRecord } from '../domain/csv-reader.ts';
import { inColumns, readRecipientHeader, toConsumer, type RecipientColumns } from '../domain/recipient-file.ts';
import { MOST_TYPED_LINES } from '../domain/list-limits.ts';
import { createTypedReader, typedColumns } from '../domain/typed-lines.ts';
import { ApiError } from './errors.ts';

/** Rows that are stored together: others see the list grow by so many. */
const ROWS_AT_ONCE = 4_000;
/** Or so many characters of them, where lines are long. */
const CHARACTERS_AT_ONCE = 1_000_000;

/** 10 MB for 10,000 recipients, and more in proportion. */
export const BYTES_PER_RECIPIENT = 1_048.576;

export function longestFile(recipients: number): number {
  return Math.max(65_536, Math.round(recipients * BYTES_PER_RECIPIENT));
}

export type FileToTake = {
  listId: string;
  rules: ConsumerRules;
  header: 'present' | 'absent' | undefined;
  /** Whether a person has typed its lines. */
  isTyped: boolean;
  /** The account's limit of lines. */
  mostLines: number;
};

/**
 * Reads a file of recipients into the list that waits for it, as it comes: of the file no more is in memory than a piece, and while one is
 * stored the next is read. Returns the list as it is then. Throws an ApiError for a file that can't be taken at all.
 */
export async function takeRecipientList(db: Db, source: Readable, file: FileToTake): Promise<RecipientList> {
  const intake = createIntake(db, file);
  const reader = file.isTyped ? createTypedReader(file.rules.plan) : createCsvReader();
  const decode = decoder();
  const most = longestFile(file.mostLines);
  let bytes = 0;
  // Left as it is when the file is refused: the caller still has to read the answer.
  for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw tooLarge(file.mostLines);
    for (const text of decode(chunk)) await intake.take(reader.read(text), bytes);
  }
  for (const text of decode()) await intake.take(reader.read(text), bytes);
  await intake.take(reader.read('', true), bytes);
  return intake.finish(bytes);
}

export function tooLarge(mostLines: number): ApiError {
  return new ApiError(
    413,
    `The file is larger than ${longestFile(mostLines)} bytes, which is the account's limit with ${mostLines} recipients`,
  );
}

function createIntake(db: Db, { listId, rules, header, isTyped, mostLines }: FileToTake) {
  const { plan } = rules;
  const judge = createConsumerReader(rules);
  const zones = new Map<string, ZoneCounts[number]>();
  const progress: Omit<ListProgress, 'bytes_read'> = { lines: 0, good: 0, wrong: 0, duplicates: 0 };
  let columns = isTyped ? typedColumns(plan) : undefined;
  let rows: string[] = [];
  let characters = 0;
  let storing: Promise<boolean> = Promise.resolve(true);

  const add = (row: string) => {
    rows.push(row);
    characters += row.length;
  };
  const readLine = (line: number, inFile: readonly string[], given: RecipientColumns) => {
    const cells = inColumns(given, inFile);
    const reading = judge(toConsumer(cells, given.columns, plan));
    if (reading.failed) {
      const { state, row } = refusedRow(listId, line, { reason: reading.failed.error, cells });
      progress[state === 'WRONG' ? 'wrong' : 'duplicates']++;
      add(row);
      return;
    }
    progress.good++;
    const of = reading.accepted.zones.zones;
    const key = of.join();
    const inZones = zones.get(key);
    if (inZones) inZones.count++;
    else zones.set(key, { zones: of, count: 1 });
    add(goodRow(listId, line, reading.accepted));
  };
  const readRecord = (record: CsvRecord) => {
    if (record.error === undefined && columns === undefined) {
      const first = readRecipientHeader(record.cells, plan, header);
      if (!first.ok) throw new ApiError(400, `The file: ${first.reason}`);
      columns = first.columns;
      if (first.isHeader) return;
    }
    progress.lines++;
    if (isTyped && progress.lines > MOST_TYPED_LINES) {
      throw new ApiError(413, `There are more than ${MOST_TYPED_LINES} lines: upload them as a file`);
    }
    if (progress.lines > mostLines) {
      throw new ApiError(413, `The file has more than ${mostLines} recipients, which is the account's limit`);
    }
    if (record.error === undefined && columns) {
      readLine(record.line, record.cells, columns);
    } else if (record.error !== undefined) {
      progress.wrong++;
      add(badRow(listId, record.line, { state: 'WRONG', reason: record.error, cells: [record.text] }));
    }
  };
  const store = async (bytesRead: number) => {
    if (!(await storing)) throw new ApiError(409, 'The list was deleted while its file was read');
    storing = insertListRows(db, listId, rows.join(''), { ...progress, bytes_read: bytesRead });
    // It is waited for before the next: until then a failure is nobody's.
    storing.catch(() => undefined);
    rows = [];
    characters = 0;
  };

  return {
    async take(records: CsvRecord[], bytesRead: number) {
      for (const record of records) {
        readRecord(record);
        if (rows.length >= ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE) await store(bytesRead);
      }
    },
    async finish(bytesRead: number) {
      if (progress.lines === 0) throw new ApiError(400, 'The file has no recipients');
      await store(bytesRead);
      const stored = await storing;
      const channels = plan.map(({ channel }) => channel);
      const list = stored
        ? await finishRecipientList(db, { id: listId, channels, zones: [...zones.values()] })
        : undefined;
      if (!list) throw new ApiError(409, 'The list was deleted while its file was read');
      return list;
    },
  };
}

/** Why a line is not good, as its row has it. */
export function refusedRow(
  listId: string,
  line: number,
  { reason, cells }: { reason: ConsumerError; cells: readonly (string | undefined)[] },
): { state: 'DUPLICATE' | 'WRONG'; row: string } {
  const state = reason === 'DUPLICATE_NUMBER' ? 'DUPLICATE' : 'WRONG';
  return { state, row: badRow(listId, line, { state, reason, cells: shown(cells) }) };
}

/** A cell that a line lacks at its end is no empty one: uploaded again, it would count as given. */
function shown(cells: readonly (string | undefined)[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== undefined);
  return cells.slice(0, last + 1).map((cell) => cell ?? '');
}

/** What a workbook of Excel, a zip, begins with. */
const ZIP = Buffer.from('PK\x03\x04');

/** Pieces of UTF-8, with or without its mark, or by its mark UTF-16, as text; called with none at the end. */
function decoder(): (chunk?: Buffer) => string[] {
  let head: Buffer | undefined = Buffer.alloc(0);
  let decoding = new TextDecoder();
  const decode = (bytes: Buffer, stream: boolean) => [decoding.decode(bytes, { stream }).replaceAll('\0', '')];
  return (chunk) => {
    if (head === undefined) return decode(chunk ?? Buffer.alloc(0), chunk !== undefined);
    head = chunk ? Buffer.concat([head, chunk]) : head;
    if (chunk && head.length < ZIP.length) return [];
    if (head.subarray(0, ZIP.length).equals(ZIP)) {
      throw new ApiError(400, 'The file is an Excel workbook, or a zip: save it as CSV in UTF-8');
    }
    const mark = head.subarray(0, 2).toString('hex');
    decoding = new TextDecoder(mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8');
    const first = head;
    head = undefined;
    return decode(first, chunk !== undefined);
  };
}
