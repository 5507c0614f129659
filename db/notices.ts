import { randomUUID } from 'node:crypto';
import type { NoticePurpose } from '../domain/answer.ts';
import type { Channel } from '../domain/channel.ts';
import type { AgentMessageState } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { insertOutbox } from './outbox.ts';
import type { AgentMessage, InboundMessage } from './schema.ts';

/** Who a notice is by: nobody wrote it, the account's settings hold its text. */
const BY_SETTINGS = 'settings';

/** Stores a notice, which is the account's own text to a message of a consumer's, and has it sent. Once per message. */
export async function insertNotice(
  trx: Db,
  { inbound, purpose, text }: { inbound: InboundMessage; purpose: NoticePurpose; text: string },
): Promise<string> {
  const { account_id: accountId, channel } = inbound;
  const id = randomUUID();
  const setting = await trx
    .selectFrom('channel_setting')
    .select('rate_per_second')
    .where('account_id', '=', accountId)
    .where('channel', '=', channel)
    .executeTakeFirst();
  await trx
    .insertInto('agent_message')
    .values({
      id,
      account_id: accountId,
      conversation_id: null,
      purpose,
      inbound_id: inbound.id,
      author: BY_SETTINGS,
      text,
      channel,
      from_address: inbound.brand_address,
      to_address: inbound.consumer,
      created_at: inbound.received_at,
    })
    .execute();
  const ratePerSecond = setting?.rate_per_second ?? DEFAULT_RATE;
  await insertOutbox(trx, { kind: 'agent-message', accountId, messageId: id, channel, ratePerSecond });
  return id;
}

const DEFAULT_RATE = 10;

export type NoticeFilter = {
  purpose?: NoticePurpose | undefined;
  state?: AgentMessageState | undefined;
  channel?: Channel | undefined;
  /** What the consumer may be called: any of these. */
  consumers?: string[] | undefined;
};

/** A notice with the message that it answers. */
export type Notice = AgentMessage & { inbound_text: string };

/** A page of the account's notices, newest first, and how many there are. */
export async function listNotices(
  db: Db,
  accountId: string,
  filter: NoticeFilter,
  page: { limit: number; offset: number },
): Promise<{ notices: Notice[]; count: number }> {
  let query = db
    .selectFrom('agent_message')
    .innerJoin('inbound_message', 'inbound_message.id', 'agent_message.inbound_id')
    .where('agent_message.account_id', '=', accountId)
    .where('agent_message.purpose', '<>', 'answer');
  const { purpose, state, channel, consumers } = filter;
  if (purpose !== undefined) query = query.where('agent_message.purpose', '=', purpose);
  if (state !== undefined) query = query.where('agent_message.state', '=', state);
  if (channel !== undefined) query = query.where('agent_message.channel', '=', channel);
  if (consumers !== undefined) query = query.where('agent_message.to_address', 'in', consumers);
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const notices = await query
    .selectAll('agent_message')
    .select('inbound_message.text as inbound_text')
    .orderBy('agent_message.created_at', 'desc')
    .orderBy('agent_message.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return { notices, count };
}
