import type { ListedRecipient } from '../db/recipient-list.ts';
import { csvLine } from '../domain/csv.ts';
import type { RouteDeps } from './deps.ts';
import { toRecipient } from './recipient-answer.ts';

const HEADER = csvLine([
  'position',
  'id',
  'wa',
  'sms',
  'inapp',
  'state',
  'sentence',
  'timezones',
  'channel',
  'waitsFor',
  'nextSendAt',
  'acceptedAt',
  'sentAt',
  'deliveredAt',
  'readAt',
  'respondedAt',
  'failedAt',
  'errorSource',
  'errorCode',
  'errorMessage',
]);

/** The file of a campaign's recipients, a page at a time: as many are asked what they wait for as their reader has room for. */
export async function* toRecipientsCsv(
  { config, now }: RouteDeps,
  pages: AsyncIterable<ListedRecipient[]>,
): AsyncGenerator<string> {
  yield HEADER;
  for await (const page of pages) {
    const at = now();
    yield page.map((listed) => toLine(config, listed, at)).join('');
  }
}

function toLine(config: RouteDeps['config'], listed: ListedRecipient, now: Date): string {
  const { recipient } = listed;
  const { id, position, state, addresses, zones, channel, waitsFor, nextSendAt, error, sentence } = toRecipient(
    config,
    listed,
    now,
  );
  return csvLine([
    String(position),
    id,
    addresses.wa ?? null,
    addresses.sms ?? null,
    addresses.inapp ?? null,
    state,
    sentence,
    zones.join(' '),
    channel,
    waitsFor,
    nextSendAt,
    iso(recipient.accepted_at),
    iso(recipient.sent_at),
    iso(recipient.delivered_at),
    iso(recipient.read_at),
    iso(recipient.responded_at),
    iso(recipient.failed_at),
    error?.source ?? null,
    error?.code ?? null,
    error?.message ?? null,
  ]);
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
