import { CHANNELS } from '../domain/channel.ts';
import { consumerKindOf } from '../domain/opt-out-consumer.ts';
import type { Db } from './connect.ts';
import { findPage, type PageQuery } from './report-pages.ts';
import type { OptOutTimes, ReportedRecipient } from './report-parts.ts';

/** The consumer's first opt-out since the campaign, and the first time since then that an opt-out was taken back. Epoch milliseconds. */
export type OptOutSince = { outMs: number | null; inMs: number | null };

export type Transaction = { recipient: ReportedRecipient; optOut: OptOutSince };

/** Who takes a page: first how many there are in all, then part by part those on it, in the order of their campaigns and requests. */
export type TransactionReader = { onCount: (count: number) => void; onPart: (transactions: Transaction[]) => void };

/** Hands over a page of transactions. What was handed over before an error is right, and not all. */
export function readTransactions(
  db: Db,
  query: Omit<PageQuery, 'withOptOuts'>,
  { onCount, onPart }: TransactionReader,
): Promise<void> {
  return snapshot(db).execute(async (trx) => {
    const { count, parts } = await findPage(trx, { ...query, withOptOuts: true });
    onCount(count);
    for await (const { recipients, optOuts } of parts) {
      const times = Map.groupBy(optOuts, ({ consumer }) => consumer);
      onPart(recipients.map((recipient) => ({ recipient, optOut: since(recipient, times) })));
    }
  });
}

/** A page of recipients in the order of their campaigns and requests, and how many there are in all. */
export function listReportedRecipients(
  db: Db,
  query: Omit<PageQuery, 'filters' | 'withOptOuts'>,
): Promise<{ count: number; recipients: ReportedRecipient[] }> {
  return snapshot(db).execute(async (trx) => {
    const { count, parts } = await findPage(trx, { ...query, filters: {}, withOptOuts: false });
    const recipients: ReportedRecipient[] = [];
    for await (const part of parts) recipients.push(...part.recipients);
    return { count, recipients };
  });
}

/** Several statements that see the same rows. */
function snapshot(db: Db) {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
}

const NEVER: OptOutSince = { outMs: null, inMs: null };

function since(recipient: ReportedRecipient, optOuts: Map<string, OptOutTimes[]>): OptOutSince {
  let found = NEVER;
  for (const channel of CHANNELS) {
    for (const { kind, createdMs, revokedMs } of optOuts.get(recipient[channel] ?? '') ?? []) {
      if (kind !== consumerKindOf(channel)) continue;
      const { accepted_ms } = recipient;
      found = { outMs: first(found.outMs, createdMs, accepted_ms), inMs: first(found.inMs, revokedMs, accepted_ms) };
    }
  }
  return found;
}

/** The earlier of two times, the second of which counts from `fromMs` on. */
function first(known: number | null, ms: number | null, fromMs: number): number | null {
  if (ms === null || ms < fromMs) return known;
  return known === null ? ms : Math.min(known, ms);
}
