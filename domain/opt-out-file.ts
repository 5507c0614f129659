import { DateTime } from 'luxon';
import type { Channel } from './channel.ts';
import { unguardCell } from './csv.ts';
import {
  OPT_OUT_SCOPES,
  readOptOutConsumer,
  readOptOutScope,
  type ConsumerKind,
  type OptOutScope,
} from './opt-out-consumer.ts';

/** The longest reason that is kept with an opt-out, in characters. */
export const LONGEST_REASON = 500;

type Column = 'consumer' | 'channel' | 'scope' | 'reason' | 'optedOutAt' | 'state';

/** Which cell of a line is what; null: it is ignored. */
export type OptOutColumns = (Column | null)[];

/** Names without case, spaces, dashes and underscores. */
const NAMES: Record<string, Column> = {
  consumer: 'consumer',
  phone: 'consumer',
  phonenumber: 'consumer',
  number: 'consumer',
  mobile: 'consumer',
  msisdn: 'consumer',
  channel: 'channel',
  scope: 'scope',
  reason: 'reason',
  optedoutat: 'optedOutAt',
  state: 'state',
};

const WITHOUT_HEADER: OptOutColumns = ['consumer', 'reason', 'optedOutAt'];

/**
 * The columns that a file's first line names; where it names none it is a line like any other, and the columns are consumer, reason and
 * optedOutAt. An error where it is a header without the consumer's column.
 */
export function readOptOutHeader(
  cells: readonly string[],
): { ok: true; columns: OptOutColumns; isHeader: boolean } | { ok: false; reason: string } {
  const columns = cells.map((cell) => NAMES[cell.toLowerCase().replace(/[\s_-]/g, '')] ?? null);
  if (columns.every((column) => column === null)) return { ok: true, columns: WITHOUT_HEADER, isHeader: false };
  if (!columns.includes('consumer')) {
    return { ok: false, reason: 'its first line has no column "consumer" or "phone"' };
  }
  return { ok: true, columns, isHeader: true };
}

export type OptOutLine =
  | { ok: true; consumer: string; kind: ConsumerKind; channel: Channel | null; reason: string | null; at: Date }
  | { ok: false; reason: string };

/**
 * One line of a file of opt-outs. An instant without an offset is by the account's clock, a date alone the end of its day, or now; a scope that is
 * not given is by the account's setting. What makes a line bad is one sentence, with the column in front.
 */
export function readOptOutLine(
  cells: readonly string[],
  columns: OptOutColumns,
  context: { now: Date; timezone: string; scope: OptOutScope },
): OptOutLine {
  const cell = (column: Column) => {
    const index = columns.indexOf(column);
    return index === -1 ? '' : unguardCell((cells[index] ?? '').trim()).trim();
  };
  if (cell('state').toUpperCase() === 'REVOKED') return bad('state', 'is REVOKED: this opt-out was taken back');
  const channel = readChannel(cell('channel'));
  if (channel === undefined) return bad('channel', `is none of sms, wa, inapp: ${JSON.stringify(cell('channel'))}`);
  const consumer = readOptOutConsumer(cell('consumer'), channel);
  if (!consumer.ok) return bad('consumer', consumer.reason);
  const scope = readScope(cell('scope'));
  if (scope === undefined) return bad('scope', `is none of account, channel: ${JSON.stringify(cell('scope'))}`);
  const scoped = readOptOutScope(scope, channel, context.scope);
  if (!scoped.ok) return bad('scope', scoped.reason);
  const reason = cell('reason');
  if (reason.length > LONGEST_REASON) return bad('reason', `has more than ${LONGEST_REASON} characters`);
  const at = readInstant(cell('optedOutAt'), context);
  if (!at) return bad('optedOutAt', 'is no date or instant as in ISO 8601, such as 2026-03-01T15:00:00Z');
  if (at > context.now) return bad('optedOutAt', 'is in the future');
  return { ok: true, ...consumer.consumer, channel: scoped.channel, reason: reason === '' ? null : reason, at };
}

function bad(column: Column, reason: string): OptOutLine {
  return { ok: false, reason: `${column}: ${reason}` };
}

/** Null: not said. Undefined: a word that is no scope. */
function readScope(text: string): OptOutScope | null | undefined {
  if (text === '') return null;
  return OPT_OUT_SCOPES.find((scope) => scope === text.toLowerCase());
}

/** Null: not said, so a number. Undefined: a word that is no channel. */
function readChannel(text: string): Channel | null | undefined {
  switch (text.toLowerCase()) {
    case '':
      return null;
    case 'sms':
      return 'sms';
    case 'wa':
    case 'whatsapp':
      return 'wa';
    case 'inapp':
    case 'in-app':
      return 'inapp';
  }
}

/** In ISO 8601 and in SQL alike a time of day comes after the date and one of these. */
const HAS_TIME = /[T:]/i;

function readInstant(text: string, { now, timezone }: { now: Date; timezone: string }): Date | undefined {
  if (text === '') return now;
  const read = [DateTime.fromISO(text, { zone: timezone }), DateTime.fromSQL(text, { zone: timezone })];
  const year = (at: DateTime) => at.year >= 1970 && at.year <= 9999;
  const at = read.find((each) => each.isValid && year(each));
  if (!at || HAS_TIME.test(text)) return at?.toJSDate();
  // It may have been said at any time of that day: the last one is in no doubt after whatever was taken back on it.
  return at.toMillis() > now.getTime() ? at.toJSDate() : new Date(Math.min(at.endOf('day').toMillis(), now.getTime()));
}
