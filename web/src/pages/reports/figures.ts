import type { Answer, Operation } from '../../../../client/types.ts';
import { csvLine } from '../../../../domain/csv.ts';
import type { ErrorSource } from '../../../../domain/errors.ts';
import { channelLabel } from '../../components/badges.tsx';
import { csatOf, meanOf, NO_CSAT, plusCsat, type Csat } from './csat.ts';
import { plusDays } from './days.ts';
import type { Grouping } from './search.ts';

export type Row = Answer<Operation<'post', '/api/account/{accountId}/app/prmsg/analytics'>>['analytics'][number];

/** The counts of a report, in the order of the funnel. `failed` is for good here: who is still to be sent to is `pending`. */
export const COUNTS = [
  { count: 'attempted', label: 'Attempted' },
  { count: 'eligible', label: 'Eligible' },
  { count: 'sent', label: 'Sent' },
  { count: 'delivered', label: 'Delivered' },
  { count: 'read', label: 'Read' },
  { count: 'responded', label: 'Responded' },
  { count: 'closed', label: 'Closed' },
  { count: 'skipped', label: 'Skipped' },
  { count: 'failed', label: 'Failed' },
  { count: 'pending', label: 'Pending' },
] as const;
export type Count = (typeof COUNTS)[number]['count'];
export type Counts = Record<Count, number>;
export type Figures = Counts & { csat: Csat };
export type Group = Figures & { key: string; label: string };

const NOTHING: Figures = {
  attempted: 0,
  eligible: 0,
  sent: 0,
  delivered: 0,
  read: 0,
  responded: 0,
  closed: 0,
  skipped: 0,
  failed: 0,
  pending: 0,
  csat: NO_CSAT,
};

function figuresOf(row: Row): Figures {
  const { attempted, eligible, sent, delivered, read, skipped, pending } = row;
  return {
    ...{ attempted, eligible, sent, delivered, read, skipped, pending },
    responded: row.conversationscreated,
    closed: row.conversationsclosed,
    failed: row.failed - pending,
    csat: csatOf(row),
  };
}

function plus(one: Figures, other: Figures): Figures {
  const counts = COUNTS.map(({ count }) => [count, one[count] + other[count]]);
  return { ...(Object.fromEntries(counts) as Counts), csat: plusCsat(one.csat, other.csat) };
}

export function totalOf(rows: readonly Row[]): Figures {
  return rows.map(figuresOf).reduce(plus, NOTHING);
}

/** MM-DD-YYYY of the reports, as YYYY-MM-DD. */
export function dayOf({ transactionday }: Pick<Row, 'transactionday'>): string {
  const [month = '', day = '', year = ''] = transactionday.split('-');
  return `${year}-${month}-${day}`;
}

/** The rows as sums by one of their columns: days in their order, the others by how many were attempted. */
export function groupsOf(rows: readonly Row[], by: Grouping): Group[] {
  const sums = new Map<string, Figures>();
  for (const row of rows) {
    const key = by === 'day' ? dayOf(row) : row[by];
    sums.set(key, plus(sums.get(key) ?? NOTHING, figuresOf(row)));
  }
  const groups = [...sums].map(([key, figures]) => ({ ...figures, key, label: labelOf(key, by) }));
  return by === 'day'
    ? groups.toSorted((a, b) => a.key.localeCompare(b.key))
    : groups.toSorted((a, b) => b.attempted - a.attempted || a.key.localeCompare(b.key));
}

function labelOf(key: string, by: Grouping): string {
  return by === 'channel' ? channelLabel(key as Row['channel']) : key;
}

/** Every day of a range, those without anything too: for a picture that tells no lie about time. */
export function withEmptyDays(groups: readonly Group[], from: string, to: string): Group[] {
  const found = new Map(groups.map((group) => [group.key, group]));
  const days: Group[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    days.push(found.get(day) ?? { ...NOTHING, key: day, label: day });
  }
  return days;
}

const SOURCES = ['outbound_wa', 'outbound_twilio', 'twilio', 'proactive'] as const satisfies ErrorSource[];
export type ErrorSum = { key: string; source: ErrorSource; code: string; channel: Row['channel']; count: number };

/** The errors of the rows by code, the most frequent first. */
export function errorsOf(rows: readonly Row[]): ErrorSum[] {
  const sums = new Map<string, ErrorSum>();
  for (const { error_aggregation: errors, channel } of rows) {
    for (const [key, count] of Object.entries(errors)) {
      const source = SOURCES.find((each) => key.startsWith(`${each}_`)) ?? 'proactive';
      const known = sums.get(key) ?? { key, source, code: key.slice(source.length + 1), channel, count: 0 };
      sums.set(key, { ...known, count: known.count + count });
    }
  }
  return [...sums.values()].toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

/** A part of a whole in per cent, as it is read: "98.2%". */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toLocaleString(undefined, { maximumFractionDigits: 1 })}%`;
}

/** What a table shows, as a file; whole figures, and the errors below. */
export function toCsv(groups: readonly Group[], by: Grouping, errors: readonly ErrorSum[]): string {
  const head = csvLine([by, ...COUNTS.map(({ count }) => count), 'csat', 'csat_responses']);
  const body = groups.map((group) =>
    csvLine([
      group.key,
      ...COUNTS.map(({ count }) => String(group[count])),
      meanOf(group.csat) ?? null,
      String(group.csat.responses),
    ]),
  );
  const below = errors.map(({ key, count }) => csvLine([key, String(count)]));
  return [head, ...body, ...(below.length > 0 ? ['\r\n', csvLine(['error', 'recipients']), ...below] : [])].join('');
}
