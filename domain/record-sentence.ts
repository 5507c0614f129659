import { CHANNEL_NAMES, type Channel } from './channel.ts';
import { NO_RECEIPT, NO_RECEIPT_AFTER_HOURS, PROACTIVE, type ErrorSource } from './errors.ts';
import { actionOf } from './provider-codes.ts';
import { dayAndTime, inZones, laterText, momentIn } from './say-time.ts';
import type { AttemptFact } from './standing.ts';
import { isSent, type RecipientState } from './status.ts';

/** What is kept of a recipient that is sent, or never is. Instants in epoch ms. */
export type RecordFacts = {
  state: RecipientState;
  zones: readonly string[];
  /** The account's: serves where the recipient has no zone. */
  timezone: string;
  /** Of the last call. */
  channel: Channel | null;
  attempts: readonly AttemptFact[];
  error: { source: ErrorSource | null; code: string | null; message: string | null };
  sentAtMs: number | null;
  deliveredAtMs: number | null;
  readAtMs: number | null;
  respondedAtMs: number | null;
  /** When it was clear that it would not be sent. */
  closedAtMs: number | null;
};

/** One sentence for a person, naming none: what became of a recipient that is not waiting any more. */
export function recordSentence(record: RecordFacts, nowMs: number): string {
  return `${isSent(record.state) ? sentText(record, nowMs) : closedText(record, nowMs)}.`;
}

function sentText(record: RecordFacts, nowMs: number): string {
  const { sentAtMs, deliveredAtMs, readAtMs, respondedAtMs } = record;
  const by = `Sent by ${channelName(record.channel)}`;
  if (sentAtMs === null) return by;
  const zones = record.zones.length === 0 ? [record.timezone] : record.zones;
  const when = inZones(zones, sentAtMs, (zone) => dayAndTime(zone, sentAtMs, nowMs));
  const after = (what: string, atMs: number | null) => {
    return atMs === null ? '' : `; ${what} ${laterText(atMs - sentAtMs)}`;
  };
  const receipts = after('delivered', deliveredAtMs) + after('read', readAtMs);
  const answer = after('answered', respondedAtMs);
  const noReceipt = record.error.code === NO_RECEIPT ? `within ${NO_RECEIPT_AFTER_HOURS} hours` : 'yet';
  const none = receipts + answer === '' ? `; no delivery receipt ${noReceipt}` : '';
  return `${by} on ${when}${before(record)}${receipts}${none}${answer}`;
}

/** What came before the message that was sent. */
function before({ channel, attempts }: RecordFacts): string {
  const failed = attempts.filter((attempt) => FAILED.includes(attempt.state));
  const other = failed.findLast((attempt) => attempt.channel !== channel);
  const own = failed.filter((attempt) => attempt.channel === channel).length;
  const tries = own === 0 ? '' : `, at attempt ${own + 1}`;
  return `${tries}${other ? `, after ${failureText(other)}` : ''}`;
}

const FAILED: AttemptFact['state'][] = ['REFUSED', 'FAILED', 'ABSENT'];

function failureText({ channel, state, code }: AttemptFact): string {
  const name = CHANNEL_NAMES[channel];
  const why = code === null ? '' : ` (code ${code}: ${actionOf(channel, code).meaning})`;
  if (state === 'ABSENT') return `${name} never got it`;
  return state === 'FAILED' ? `${name} could not deliver it${why}` : `${name} refused it${why}`;
}

function closedText(record: RecordFacts, nowMs: number): string {
  const { state, error, closedAtMs } = record;
  const at = closedAtMs === null ? '' : ` on ${momentIn(record.zones[0] ?? record.timezone, closedAtMs, nowMs)}`;
  const why = plain(error.message ?? WITHOUT_WORDS[state] ?? 'Nobody has written down why.');
  const code = error.source === null || error.code === null ? '' : ` (${error.source}_${error.code})`;
  switch (state) {
    case 'SKIPPED':
      return `Skipped${at}: ${why}`;
    case 'UNKNOWN':
      return `Nobody knows whether it was sent, and it is not sent again${at === '' ? '' : `; given up${at}`}: ${why}${code}`;
    case 'FAILED':
      return `Failed${at}: ${undelivered(record)}${why}${code}`;
    default:
      return `Not sent: ${why}`;
  }
}

/** A gateway that took the message and could not deliver it is another matter than one that refused it. */
function undelivered({ attempts, error }: RecordFacts): string {
  const last = attempts.at(-1);
  if (last?.state !== 'FAILED' || error.code !== (last.code ?? PROACTIVE.timeout)) return '';
  return `${CHANNEL_NAMES[last.channel]} took the message and could not deliver it: `;
}

const WITHOUT_WORDS: Partial<Record<RecipientState, string>> = {
  SKIPPED: 'The consumer has opted out.',
  CANCELLED: 'The campaign was cancelled.',
  EXPIRED: 'The campaign ended before the message could be sent.',
  FAILED: 'The campaign failed.',
  UNKNOWN: 'The provider never said whether it took the message.',
};

function channelName(channel: Channel | null): string {
  return channel === null ? 'its channel' : CHANNEL_NAMES[channel];
}

function plain(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}
