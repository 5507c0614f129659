import { sql, type Transaction } from 'kysely';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import { MOST_MESSAGES, WEEK_MS } from '../domain/consumer-limit.ts';
import { writtenForms } from '../domain/written-forms.ts';
import type { Db } from './connect.ts';
import type { Account, Database } from './schema.ts';

/** A consumer's address on each channel. */
export type Addresses = Record<Channel, string | null>;

type Limits = Pick<Account, 'messages_per_24_hours' | 'messages_per_7_days' | 'rule_set'>;

/** Whether an account limits the messages to a consumer, by itself or by a rule: only then are they looked up. */
export function limitsConsumers(account: Limits): boolean {
  return account.messages_per_24_hours !== null || account.messages_per_7_days !== null || account.rule_set !== null;
}

/** All addresses of a consumer, in every form in which they may be written. */
function addressesOf(addresses: Addresses): string[] {
  const own = CHANNELS.flatMap((channel) => addresses[channel] ?? []);
  return [...new Set(own.flatMap(writtenForms))];
}

/**
 * When messages of the account's campaigns went to each of these consumers on any channel within the last seven days, or may have gone: the
 * latest first, epoch ms, and no more than any limit counts. One that a provider refused, or could not deliver, went to nobody. In the order
 * of `consumers`. There is no upper end: another process's clock may be ahead of this one.
 */
export async function listConsumerMessages(
  db: Db,
  accountId: string,
  consumers: readonly Addresses[],
  nowMs: number,
): Promise<number[][]> {
  const asked = consumers.map((consumer, place) => ({ place, addresses: addressesOf(consumer) }));
  const since = new Date(nowMs - WEEK_MS);
  const { rows } = await sql<{ place: number; called_at: Date }>`
    SELECT c.place, m.called_at
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS c (place integer, addresses text[])
    CROSS JOIN LATERAL (SELECT t.called_at
      FROM attempt t WHERE t.account_id = ${accountId} AND t.channel = ANY(${[...CHANNELS]}::text[])
        AND t.to_address = ANY(c.addresses) AND t.called_at > ${since}::timestamptz
        AND t.state IN ('CALLING', 'UNKNOWN', 'ACCEPTED', 'DELIVERED', 'READ')
      ORDER BY t.called_at DESC LIMIT ${MOST_MESSAGES}) m
    ORDER BY c.place, m.called_at DESC`.execute(db);
  const messages = consumers.map((): number[] => []);
  for (const { place, called_at } of rows) messages[place]?.push(called_at.getTime());
  return messages;
}

/**
 * Holds the consumer of a recipient until the transaction ends, where messages to consumers are limited: what is counted then stays so until
 * it is written that there is one more. Keys in order, so that two recipients with the same two numbers don't wait for each other.
 */
export async function lockConsumer(trx: Transaction<Database>, recipientId: string): Promise<void> {
  const known = await trx
    .selectFrom('recipient')
    .innerJoin('account', 'account.id', 'recipient.account_id')
    .select(['account_id', 'wa', 'sms', 'inapp', 'messages_per_24_hours', 'messages_per_7_days', 'rule_set'])
    .where('recipient.id', '=', recipientId)
    .executeTakeFirst();
  if (!known || !limitsConsumers(known)) return;
  const keys = addressesOf(known).map((address) => `consumer/${known.account_id}/${address}`);
  await sql`SELECT pg_advisory_xact_lock(k.key) FROM (SELECT DISTINCT hashtextextended(key, 0) AS key
    FROM unnest(${keys}::text[]) AS key ORDER BY 1 OFFSET 0) k`.execute(trx);
}
