import type { Db } from '../db/connect.ts';
import { insertOptOuts, optOutKey, type OptOutEntry } from '../db/opt-outs.ts';
import type { Account } from '../db/schema.ts';
import { transact } from '../db/transaction.ts';
import { readOptOutHeader, readOptOutLine, type OptOutColumns } from '../domain/opt-out-file.ts';
import { ApiError } from './errors.ts';
import { readCsv } from './opt-out-csv.ts';

/** A transaction each: short enough to hold up no sender, long enough to cost little. */
const LINES_AT_ONCE = 1_000;
/** A file of nothing but errors is the wrong file; its answer need not be longer than it. */
const MOST_ERRORS = 10_000;

export type ImportResult = {
  lines: number;
  added: number;
  already: number;
  failed: number;
  errors: { line: number; reason: string }[];
};

/** By key. */
type Batch = Map<string, OptOutEntry & { line: number }>;

/**
 * Takes a file of opt-outs in, a batch at a time: each holds once its transaction has ended, and the same file a second time changes
 * nothing. A line that can't be taken stops no other. Throws an ApiError 400 for a file that has none, or no column for the consumer.
 */
export async function importOptOuts(
  db: Db,
  { account, by, utf8, now }: { account: Account; by: string; utf8: Buffer; now: Date },
): Promise<ImportResult> {
  const result: ImportResult = { lines: 0, added: 0, already: 0, failed: 0, errors: [] };
  const context = { now, timezone: account.timezone, scope: account.opt_out_scope };
  let columns: OptOutColumns | undefined;
  let batch: Batch = new Map();

  const fail = (line: number, reason: string) => {
    result.failed++;
    if (result.errors.length < MOST_ERRORS) result.errors.push({ line, reason });
  };
  const flush = async () => {
    const entries = [...batch.values()];
    batch = new Map();
    const from = { accountId: account.id, source: 'import', by };
    const { inserted, takenBack } = await transact(db, (trx) => insertOptOuts(trx, from, entries, now));
    result.added += inserted.length;
    result.already += entries.length - inserted.length - takenBack.size;
    for (const entry of entries) {
      const at = takenBack.get(optOutKey(entry));
      if (at) fail(entry.line, `consumer: took the opt-out back after it, at ${at.toISOString()}`);
    }
  };

  for await (const record of readCsv(utf8)) {
    if ('cells' in record && !columns) {
      const header = readOptOutHeader(record.cells);
      if (!header.ok) throw new ApiError(400, `The file: ${header.reason}`);
      columns = header.columns;
      if (header.isHeader) continue;
    }
    result.lines++;
    if ('error' in record) {
      fail(record.line, record.error);
      continue;
    }
    const entry = readOptOutLine(record.cells, columns ?? [], context);
    if (!entry.ok) {
      fail(record.line, entry.reason);
      continue;
    }
    const key = optOutKey(entry);
    const twin = batch.get(key);
    if (twin) result.already++;
    // What was said last counts, also between two lines of one file.
    if (!twin || twin.at < entry.at) batch.set(key, { ...entry, line: record.line });
    if (batch.size === LINES_AT_ONCE) await flush();
  }
  if (batch.size > 0) await flush();
  if (result.lines === 0) throw new ApiError(400, 'The file has no lines');
  result.errors.sort((a, b) => a.line - b.line);
  return result;
}
