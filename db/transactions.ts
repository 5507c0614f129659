import { setImmediate } from 'node:timers/promises';
import { CHANNELS } from '../domain/channel.ts';
import { consumerKindOf } from '../domain/opt-out-consumer.ts';
import type { Db } from './connect.ts';
import { findPage, type OptOutTimes, type PageQuery, type ReportedRecipient } from './report-pages.ts';

/** The consumer's first opt-out since the campaign, and the first time since then that an opt-out was taken back. Epoch milliseconds. */
export type OptOutSince = { outMs: number | null; inMs: number | null };

export type Transaction = { recipient: ReportedRecipient; optOut: OptOutSince };

/**
 * Hands a page of transactions to `onPart`, part by part in the order of their campaigns and requests, and returns how many there are in all.
 * While one part is worked on, the database reads the next.
 */
export function readTransactions(
  db: Db,
  query: PageQuery,
  onPart: (transactions: Transaction[]) => void,
): Promise<number> {
  return snapshot(db).execute(async (trx) => {
    const { count, parts } = await findPage(trx, query);
    let next = parts.shift()?.();
    while (next) {
      const read = await next;
      next = parts.shift()?.();
      // Its error is for who waits for it, a moment later.
      next?.catch(() => undefined);
      // The statement leaves before this thread is busy.
      await setImmediate();
      const { recipients, optOuts } = read();
      const times = Map.groupBy(optOuts, ({ kind, consumer }) => `${kind} ${consumer}`);
      onPart(recipients.map((recipient) => ({ recipient, optOut: since(recipient, times) })));
    }
    return count;
  });
}

/** A page of recipients in the order of their campaigns and requests, and how many there are in all. */
export function listReportedRecipients(
  db: Db,
  query: Omit<PageQuery, 'filters'>,
): Promise<{ count: number; recipients: ReportedRecipient[] }> {
  return snapshot(db).execute(async (trx) => {
    const { count, parts } = await findPage(trx, { ...query, filters: {} });
    const recipients: ReportedRecipient[] = [];
    for (const ask of parts) recipients.push(...(await ask())().recipients);
    return { count, recipients };
  });
}

/** Several statements that see the same rows. */
function snapshot(db: Db) {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
}

const NEVER: OptOutSince = { outMs: null, inMs: null };

function since(recipient: ReportedRecipient, optOuts: Map<string, OptOutTimes[]>): OptOutSince {
  const keys = new Set(CHANNELS.map((channel) => `${consumerKindOf(channel)} ${recipient[channel] ?? ''}`));
  const times = [...keys].flatMap((key) => optOuts.get(key) ?? []);
  if (times.length === 0) return NEVER;
  const first = (all: (number | null)[]) => {
    const later = all.filter((time) => time !== null && time >= recipient.accepted_ms) as number[];
    return later.length === 0 ? null : Math.min(...later);
  };
  return { outMs: first(times.map((time) => time.createdMs)), inMs: first(times.map((time) => time.revokedMs)) };
}
