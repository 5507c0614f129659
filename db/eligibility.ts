import type { Channel } from '../domain/channel.ts';
import { listHolding } from './opt-outs.ts';
import type { Db } from './connect.ts';
import { isBelieved } from './facts.ts';

/** What an account knows of a consumer, before any campaign. */
export type ConsumerFacts = {
  /** The channels that the consumer is opted out of; `all`: of the account. */
  optedOut: Set<Channel | 'all'>;
  openConversation: boolean;
  /** By channel, the code with which its provider has refused the consumer lately. */
  refusals: Map<string, string>;
};

/** `consumer`: E.164. */
export async function getConsumerFacts(db: Db, accountId: string, consumer: string, now: Date): Promise<ConsumerFacts> {
  const conversation = await db
    .selectFrom('conversation')
    .select('id')
    .where('account_id', '=', accountId)
    .where('consumer', '=', consumer)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  const refused = await db
    .selectFrom('channel_ineligibility as i')
    .select(['channel', 'code'])
    .where('account_id', '=', accountId)
    .where('address', '=', consumer)
    .where(isBelieved(now))
    .execute();
  const optOuts = await listHolding(db, accountId, { kind: 'phone', consumer });
  return {
    optedOut: new Set(optOuts.map(({ channel }) => channel ?? 'all')),
    openConversation: conversation !== undefined,
    refusals: new Map(refused.map(({ channel, code }) => [channel, code])),
  };
}
