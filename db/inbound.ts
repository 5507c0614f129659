import { randomUUID } from 'node:crypto';
import { inboundKind } from '../domain/opt-out.ts';
import { appendToOpenConversation, openConversation } from './conversations.ts';
import type { Db } from './connect.ts';
import { insertOptOut, isOptedOut, revokeOptOut } from './opt-outs.ts';
import { insertOutbox } from './outbox.ts';
import type { InboundMessage } from './schema.ts';
import { transact } from './transaction.ts';

/** A consumer's message as a provider's webhook brings it. */
export type IncomingMessage = {
  channel: 'sms' | 'wa';
  providerMessageId: string;
  /** The consumer, E.164. */
  from: string;
  /** The brand's number, E.164, or what the provider calls it. */
  to: string;
  text: string;
};

/**
 * Takes a consumer's message in: a STOP or START takes effect in this very transaction; a message in an open conversation joins it;
 * an answer to one of our messages goes to that recipient's workflow, which routes it; anything else is an inbound conversation on the
 * default skill. The same message a second time changes nothing. Returns false where the number is nobody's.
 */
export function recordInbound(db: Db, incoming: IncomingMessage, receivedAt: Date): Promise<boolean> {
  return transact(db, async (trx) => {
    const number = await findBrandNumber(trx, incoming.channel, incoming.to);
    if (!number) return false;
    const accountId = number.account_id;
    const kind = inboundKind(incoming.text, await isOptedOut(trx, accountId, incoming.from));
    const message = await trx
      .insertInto('inbound_message')
      .values({
        id: randomUUID(),
        account_id: accountId,
        channel: incoming.channel,
        provider_message_id: incoming.providerMessageId,
        consumer: incoming.from,
        brand_address: number.number,
        text: incoming.text,
        received_at: receivedAt,
        kind,
      })
      .onConflict((conflict) => conflict.columns(['channel', 'provider_message_id']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!message) return true;
    const optOut = { accountId, consumer: incoming.from, source: `consumer:${incoming.channel}` };
    if (kind === 'opt-out') await insertOptOut(trx, optOut, receivedAt.getTime());
    else if (kind === 'opt-in') await revokeOptOut(trx, optOut, receivedAt.getTime());
    else await routeIn(trx, message);
    return true;
  });
}

/**
 * A consumer's choice in WhatsApp itself: `stop` opts out as the word STOP does, `resume` takes it back. Returns false where the number is
 * nobody's.
 */
export function recordPreference(
  db: Db,
  choice: { from: string; to: string; preference: 'stop' | 'resume' },
  at: Date,
): Promise<boolean> {
  return transact(db, async (trx) => {
    const number = await findBrandNumber(trx, 'wa', choice.to);
    if (!number) return false;
    const optOut = { accountId: number.account_id, consumer: choice.from, source: 'whatsapp:preference' };
    await (choice.preference === 'stop' ? insertOptOut : revokeOptOut)(trx, optOut, at.getTime());
    return true;
  });
}

/** By its number, or by what the provider calls it. */
function findBrandNumber(
  db: Db,
  channel: IncomingMessage['channel'],
  to: string,
): Promise<{ account_id: string; number: string } | undefined> {
  return db
    .selectFrom('outbound_number')
    .select(['account_id', 'number'])
    .where('channel', '=', channel)
    .where((eb) => eb.or([eb('number', '=', to), eb('provider_ref', '=', to)]))
    .executeTakeFirst();
}

async function routeIn(db: Db, message: InboundMessage): Promise<void> {
  if (await appendToOpenConversation(db, message)) return;
  const answered = await findAnswered(db, message);
  if (!answered) {
    await openConversation(db, message, { skill: null, route: 'inbound', recipient: null });
    return;
  }
  await db.updateTable('inbound_message').set({ recipient_id: answered.id }).where('id', '=', message.id).execute();
  await insertOutbox(db, {
    kind: 'reply',
    accountId: message.account_id,
    campaignId: answered.campaign_id,
    recipientId: answered.id,
    messageId: message.id,
  });
}

/** The recipient of the newest message that went, or may have gone, from this number to this consumer. */
function findAnswered(db: Db, message: InboundMessage): Promise<{ id: string; campaign_id: string } | undefined> {
  return db
    .selectFrom('attempt')
    .innerJoin('recipient', 'recipient.id', 'attempt.recipient_id')
    .select(['recipient.id', 'recipient.campaign_id'])
    .where('attempt.account_id', '=', message.account_id)
    .where('attempt.channel', '=', message.channel)
    .where('attempt.to_address', '=', message.consumer)
    .where('attempt.from_address', '=', message.brand_address)
    .where('attempt.state', 'not in', ['REFUSED', 'ABSENT'])
    .orderBy('attempt.called_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
