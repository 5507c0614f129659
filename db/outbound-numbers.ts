import { sql, type Selectable } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import { UNSENT_STATES } from '../domain/status.ts';
import type { Db } from './connect.ts';
import type { OutboundNumberTable } from './schema.ts';

export type OutboundNumber = Selectable<OutboundNumberTable>;
type NewNumber = Pick<OutboundNumber, 'account_id' | 'channel' | 'number' | 'provider_ref' | 'waba_id'>;

/** Returns the number as it is stored; undefined where it, or what the provider calls it, is some account's already. */
export function insertOutboundNumber(db: Db, number: NewNumber, now: Date): Promise<OutboundNumber | undefined> {
  return db
    .insertInto('outbound_number')
    .values({ ...number, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Takes a number of an account away. Returns whether it was there. */
export async function deleteOutboundNumber(
  db: Db,
  accountId: string,
  channel: Channel,
  number: string,
): Promise<boolean> {
  const result = await db
    .deleteFrom('outbound_number')
    .where('account_id', '=', accountId)
    .where('channel', '=', channel as OutboundNumber['channel'])
    .where('number', '=', number)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** A campaign of the account that may still send from a number; undefined: none. */
export async function findCampaignSendingFrom(
  db: Db,
  accountId: string,
  channel: Channel,
  number: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM campaign c
    WHERE c.account_id = ${accountId} AND c.plan @> ${JSON.stringify([{ channel, from: number }])}::jsonb
      AND c.status IN ('RUNNING', 'PAUSED')
      AND (SELECT coalesce(sum(n.n), 0) FROM recipient_count n
        WHERE n.campaign_id = c.id AND n.state = ANY(${[...UNSENT_STATES]})) > 0
    ORDER BY c.created_at, c.id LIMIT 1`.execute(db);
  return rows[0]?.id;
}
