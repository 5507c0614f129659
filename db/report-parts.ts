/** How a part of a report's page comes from the database: made for thousands of recipients, of which each has two dozen fields. */
import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { ErrorSource } from '../domain/errors.ts';
import type { MessageStatus } from '../domain/funnel.ts';
import type { ConsumerKind } from '../domain/opt-out-consumer.ts';
import type { RecipientState } from '../domain/status.ts';
import { statusOfRecipient } from './message-status.ts';
import type { Database } from './schema.ts';

/** What the recipients of a campaign have in common. */
export type ReportedCampaign = Pick<
  Selectable<Database['campaign']>,
  'id' | 'skill' | 'handoff_id' | 'initial_channel' | 'status' | 'status_reason' | 'cancelled_at' | 'expires_at'
>;

/** A recipient as reports tell of it. Instants are epoch milliseconds. */
export type ReportedRecipient = {
  id: string;
  campaign_id: string;
  campaign: ReportedCampaign;
  /** Its place in the request. */
  seq: number;
  channel: Channel;
  state: RecipientState;
  message_status: MessageStatus;
  /** E.164. */
  wa: string | null;
  sms: string | null;
  inapp: string | null;
  conversation_id: string | null;
  error_source: ErrorSource | null;
  error_code: string | null;
  error_message: string | null;
  accepted_ms: number;
  eligible_ms: number | null;
  /** The call to the provider: that of the message which was taken, else the last one. */
  called_ms: number | null;
  sent_ms: number | null;
  delivered_ms: number | null;
  read_ms: number | null;
  failed_ms: number | null;
  skipped_ms: number | null;
  cancelled_ms: number | null;
  responded_ms: number | null;
  closed_ms: number | null;
};

/** A time that a consumer opted out. Epoch milliseconds. */
export type OptOutTimes = { consumer: string; kind: ConsumerKind; createdMs: number; revokedMs: number | null };

/** Recipients, and all times that their consumers opted out, where they were asked for. */
export type Part = { recipients: ReportedRecipient[]; optOuts: OptOutTimes[] };

/**
 * A part as one row: as columns each field would be a piece of the answer to be found and decoded, a quarter of what the API does for a page. The
 * instants come apart from the lines, in Postgres' own bytes: it takes longer to write a number in digits than to find its row.
 */
export type PartRow = {
  lines: string | null;
  instants: Buffer | null;
  opt_outs: string | null;
  opt_out_instants: Buffer | null;
};

/** The recipients `r`, with their campaigns `c`, as they are at `now`: for `readPart`. */
export function recipientTexts(now: Date): RawBuilder<unknown> {
  return texts([...FIELDS, statusOfRecipient(now)], INSTANTS);
}

/** In the order that `readRecipient` reads. What others wrote is in JSON, which says a tab and the end of a line in other words. */
const FIELDS = [
  'r.id',
  'r.campaign_id',
  'r.seq',
  'coalesce(r.channel, c.initial_channel)',
  'r.wa',
  'r.sms',
  'to_json(r.inapp)',
  'r.state',
  'r.error_source',
  'to_json(r.error_code)',
  'to_json(r.error_message)',
  'r.conversation_id',
].map((field) => sql.raw(field));

const INSTANTS = [
  'r.accepted_at',
  'r.eligible_at',
  'r.called_at',
  'r.sent_at',
  'coalesce(r.delivered_at, r.read_at)',
  'r.read_at',
  'r.failed_at',
  'r.skipped_at',
  'r.cancelled_at',
  'r.responded_at',
  'r.conversation_closed_at',
];

const OPT_OUT_INSTANTS = ['o.created_at', 'o.revoked_at'];

/** The opt-outs `o`, in the order that `readOptOut` reads. */
export const optOutTexts = texts([sql.raw('o.kind'), sql.raw('to_json(o.consumer)')], OPT_OUT_INSTANTS);

function texts(fields: RawBuilder<unknown>[], instants: string[]): RawBuilder<unknown> {
  const line = sql.join(fields.map((field) => sql`coalesce((${field})::text, '')`));
  return sql`string_agg(concat_ws(E'\\t', ${line}), E'\\n') AS lines,
    string_agg(array_send(ARRAY[${sql.raw(instants.join())}]), '') AS instants`;
}

/** In the order of the request. The instants are epoch milliseconds, with a fraction where there is one. */
export function readPart(part: PartRow, campaigns: Map<string, ReportedCampaign>): Part {
  const instants = readInstants(part.instants, INSTANTS.length);
  const optOutInstants = readInstants(part.opt_out_instants, OPT_OUT_INSTANTS.length);
  const recipients = linesOf(part.lines).map((line, n) =>
    readRecipient(line, instants, n * INSTANTS.length, campaigns),
  );
  return {
    // Sorted by the database none would begin to arrive before the last one is read. They come almost in order.
    recipients: recipients.sort(byRequest),
    optOuts: linesOf(part.opt_outs).map((line, n) => readOptOut(line, optOutInstants, n * OPT_OUT_INSTANTS.length)),
  };
}

function byRequest(a: ReportedRecipient, b: ReportedRecipient): number {
  if (a.accepted_ms !== b.accepted_ms) return a.accepted_ms - b.accepted_ms;
  if (a.campaign_id !== b.campaign_id) return a.campaign_id < b.campaign_id ? -1 : 1;
  return a.seq - b.seq;
}

/** Not-a-number where there is none: each in an object of its own would be memory to be collected. */
type Instants = Float64Array;

function readRecipient(
  line: string,
  instants: Instants,
  from: number,
  campaigns: Map<string, ReportedCampaign>,
): ReportedRecipient {
  const fields = line.split('\t');
  const campaign_id = fields[1] ?? '';
  const campaign = campaigns.get(campaign_id);
  if (!campaign) throw new Error(`The campaign ${campaign_id} of a recipient on the page was not read`);
  return {
    id: fields[0] ?? '',
    campaign_id,
    campaign,
    seq: Number(fields[2]),
    channel: fields[3] as Channel,
    wa: wordOf(fields[4]),
    sms: wordOf(fields[5]),
    inapp: textOf(fields[6]),
    state: fields[7] as RecipientState,
    error_source: wordOf(fields[8]) as ErrorSource | null,
    error_code: textOf(fields[9]),
    error_message: textOf(fields[10]),
    conversation_id: wordOf(fields[11]),
    message_status: fields[12] as MessageStatus,
    accepted_ms: instants[from] ?? NaN,
    eligible_ms: msOrNull(instants[from + 1]),
    called_ms: msOrNull(instants[from + 2]),
    sent_ms: msOrNull(instants[from + 3]),
    delivered_ms: msOrNull(instants[from + 4]),
    read_ms: msOrNull(instants[from + 5]),
    failed_ms: msOrNull(instants[from + 6]),
    skipped_ms: msOrNull(instants[from + 7]),
    cancelled_ms: msOrNull(instants[from + 8]),
    responded_ms: msOrNull(instants[from + 9]),
    closed_ms: msOrNull(instants[from + 10]),
  };
}

function readOptOut(line: string, instants: Instants, from: number): OptOutTimes {
  const [kind, consumer] = line.split('\t');
  return {
    kind: kind as ConsumerKind,
    consumer: textOf(consumer) ?? '',
    createdMs: instants[from] ?? NaN,
    revokedMs: msOrNull(instants[from + 1]),
  };
}

function linesOf(lines: string | null): string[] {
  return lines === null ? [] : lines.split('\n');
}

function wordOf(word: string | undefined): string | null {
  return word === undefined || word === '' ? null : word;
}

function textOf(json: string | undefined): string | null {
  if (!json) return null;
  // Most say nothing in other words.
  return json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1);
}

/** Its dimensions and what it is an array of. */
const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
const TIME_BYTES = 8;
const MS_TO_2000 = Date.UTC(2000);

/**
 * Arrays of `length` times, one after the other, as Postgres sends them in binary: behind its head each has of every time the length, -1 for null,
 * and the microseconds since the year 2000.
 */
function readInstants(bytes: Buffer | null, length: number): Instants {
  if (bytes === null) return new Float64Array();
  const most = bytes.length / (HEAD_BYTES + length * LENGTH_BYTES);
  const instants = new Float64Array(Math.ceil(most) * length);
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    if (n % length === 0) at += HEAD_BYTES;
    const isNull = bytes.readInt32BE(at) < 0;
    at += LENGTH_BYTES;
    instants[n] = isNull ? NaN : microsecondsAt(bytes, at) / 1000 + MS_TO_2000;
    if (!isNull) at += TIME_BYTES;
  }
  return instants;
}

function microsecondsAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

function msOrNull(ms: number | undefined): number | null {
  return ms === undefined || Number.isNaN(ms) ? null : ms;
}
