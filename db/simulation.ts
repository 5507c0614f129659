import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { Registration } from '../domain/eligibility.ts';
import { LINE_TYPE_DAYS } from '../domain/eligibility.ts';
import { consumerKindOf } from '../domain/opt-out-consumer.ts';
import { limitsConsumers } from './consumer-messages.ts';
import { isBelieved, type SettingFacts } from './facts.ts';
import type { Account, Database } from './schema.ts';

/** A recipient that is not one yet. `line` tells it from the others, in their order. */
export type Candidate = {
  line: number;
  wa: string | null;
  sms: string | null;
  inapp: string | null;
  zones: string;
  source: string;
};

/** The good lines of a list, for the channels of its plan. `zones`: by commas. */
export async function listCandidates(
  trx: Transaction<Database>,
  listId: string,
  channels: readonly Channel[],
): Promise<Candidate[]> {
  const { rows } = await sql<{ line: number; address: string; zones: string; source: string }>`
    SELECT line, address, array_to_string(zones, ',') AS zones, zone_source AS source
    FROM recipient_list_row WHERE list_id = ${listId} AND state = 'GOOD' ORDER BY line`.execute(trx);
  const of = (channel: Channel, address: string) => (channels.includes(channel) ? address : null);
  return rows.map(({ address, ...row }) => ({
    ...row,
    wa: of('wa', address),
    sms: of('sms', address),
    inapp: of('inapp', address),
  }));
}

/** Where the candidates' addresses are read: a row `a (line, channel, address)` for each channel of each. */
export type AddressSource = RawBuilder<unknown>;

export function addressesOfList(listId: string, channels: readonly Channel[]): AddressSource {
  return sql`SELECT r.line, c.channel, r.address FROM recipient_list_row r
    CROSS JOIN unnest(${[...channels]}::text[]) AS c (channel) WHERE r.list_id = ${listId} AND r.state = 'GOOD'`;
}

export function addressesOf(candidates: readonly Candidate[]): AddressSource {
  const rows = candidates.flatMap(({ line, ...own }) =>
    (['wa', 'sms', 'inapp'] as const).flatMap((channel) =>
      own[channel] === null ? [] : [{ line, channel, address: own[channel] }],
    ),
  );
  return sql`SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS a (line integer, channel text, address text)`;
}

/** What is known of the few of whom anything is. */
export type Knowledge = {
  optedOut: (Channel | 'all')[];
  refusals: { channel: Channel; address: string; code: string }[];
  openConversation: boolean;
  lineType: string | null;
  registrations: Registration[];
  /** The latest first, epoch ms. */
  messagesMs: number[];
};

/** By line: what the account knows of the candidates, as `listFacts` reads it of recipients. Nothing is there of whom nothing is known. */
export async function readKnowledge(
  trx: Transaction<Database>,
  account: Account,
  addresses: AddressSource,
  channels: readonly Channel[],
  now: Date,
): Promise<Map<number, Knowledge>> {
  const known = new Map<number, Knowledge>();
  const of = (line: number): Knowledge => {
    const own = known.get(line) ?? nothing();
    known.set(line, own);
    return own;
  };
  const kind = consumerKindOf(channels[0] ?? 'sms');
  const optOuts = await sql<{ line: number; channel: Channel | 'all' }>`
    SELECT DISTINCT a.line, coalesce(o.channel, 'all') AS channel FROM (${addresses}) a JOIN opt_out o ON o.consumer = a.address
    WHERE o.account_id = ${account.id} AND o.revoked_at IS NULL AND o.kind = ${kind} AND (o.channel IS NULL OR o.channel = a.channel)
    ORDER BY 1, 2`.execute(trx);
  for (const { line, channel } of optOuts.rows) of(line).optedOut.push(channel);
  const refusals = await sql<{ line: number; channel: Channel; address: string; code: string }>`
    SELECT DISTINCT a.line, i.channel, i.address, i.code FROM (${addresses}) a JOIN channel_ineligibility i ON i.address = a.address
    WHERE i.account_id = ${account.id} AND i.channel IN ('wa', 'sms') AND ${isBelieved(now)} ORDER BY 1, 2, 3, 4`.execute(
    trx,
  );
  for (const { line, ...refusal } of refusals.rows) of(line).refusals.push(refusal);
  const conversations = await sql<{ line: number }>`
    SELECT DISTINCT a.line FROM (${addresses}) a JOIN conversation v ON v.consumer = a.address
    WHERE v.account_id = ${account.id} AND v.closed_at IS NULL`.execute(trx);
  for (const { line } of conversations.rows) of(line).openConversation = true;
  if (account.line_type_lookup) {
    const types = await sql<{ line: number; type: string | null }>`
      SELECT a.line, l.type FROM (${addresses}) a JOIN line_type l ON l.number = a.address AND a.channel = 'sms'
      WHERE l.account_id = ${account.id} AND l.looked_up_at > ${now}::timestamptz - make_interval(days => ${LINE_TYPE_DAYS})`.execute(
      trx,
    );
    for (const { line, type } of types.rows) of(line).lineType = type;
  }
  if (channels.includes('inapp')) {
    const users = await sql<{ line: number } & Registration>`
      SELECT a.line, u.app, coalesce(u.expires_at <= ${now}::timestamptz, false) AS expired
      FROM (${addresses}) a JOIN inapp_user u ON u.user_id = a.address WHERE u.account_id = ${account.id} ORDER BY 1, 2`.execute(
      trx,
    );
    for (const { line, ...registration } of users.rows) of(line).registrations.push(registration);
  }
  if (limitsConsumers(account)) {
    const messages = await sql<{ line: number; called_at: Date }>`
      SELECT DISTINCT a.line, t.id, t.called_at FROM (${addresses}) a JOIN attempt t ON t.to_address = a.address
      WHERE t.account_id = ${account.id} AND t.called_at > ${now}::timestamptz - interval '7 days'
        AND t.state IN ('CALLING', 'UNKNOWN', 'ACCEPTED', 'DELIVERED', 'READ')
      ORDER BY a.line, t.called_at DESC`.execute(trx);
    for (const { line, called_at } of messages.rows) of(line).messagesMs.push(called_at.getTime());
  }
  return known;
}

function nothing(): Knowledge {
  return { optedOut: [], refusals: [], openConversation: false, lineType: null, registrations: [], messagesMs: [] };
}

/** The account's channels with what they have done today, and who waits for a turn on them. `accepted_today`: into campaigns. */
export async function listChannelsToday(
  trx: Transaction<Database>,
  account: Account,
  now: Date,
): Promise<(SettingFacts & { accepted_today: number; queued: number })[]> {
  const { rows } = await sql<SettingFacts & { accepted_today: number; queued: number }>`
    SELECT s.channel, s.enabled, s.rate_per_second, s.daily_limit, s.windows, s.paused_reason,
      (extract(epoch FROM s.paused_at) * 1000)::float8 AS paused_ms, coalesce(u.sent, 0) AS sent_today,
      coalesce(u.accepted, 0) AS accepted_today,
      (SELECT count(*)::int FROM recipient r WHERE r.account_id = s.account_id AND r.turn_channel = s.channel
        AND r.turn_at IS NOT NULL) AS queued
    FROM channel_setting s LEFT JOIN daily_usage u ON u.account_id = s.account_id AND u.channel = s.channel
      AND u.day = (${now}::timestamptz AT TIME ZONE ${account.timezone})::date
    WHERE s.account_id = ${account.id}`.execute(trx);
  return rows;
}
