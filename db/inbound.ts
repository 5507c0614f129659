import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { NoticePurpose } from '../domain/answer.ts';
import type { Channel, ChannelTexts } from '../domain/channel.ts';
import { consumerKindOf, type OptOutScope } from '../domain/opt-out-consumer.ts';
import { readInbound, type Reading } from '../domain/opt-out.ts';
import { writtenForms } from '../domain/written-forms.ts';
import { appendToOpenConversation, openConversation } from './conversations.ts';
import type { Db } from './connect.ts';
import { insertNotice } from './notices.ts';
import { findOptOutChannel, insertOptOut, isOptedOut, revokeOptOuts, WHATSAPP_STOPS } from './opt-outs.ts';
import { insertOutbox } from './outbox.ts';
import type { InboundMessage } from './schema.ts';
import { transact } from './transaction.ts';

/** A consumer's message as a provider's webhook brings it. */
export type IncomingMessage = {
  channel: Channel;
  /** In-App: whose app it is, for names of apps are an account's own. */
  accountId?: string;
  providerMessageId: string;
  /** The consumer, E.164, or the user id of In-App. */
  from: string;
  /** The brand's number, E.164, or what the provider calls it; the app of In-App. */
  to: string;
  text: string;
  /** What the provider makes of a keyword, in whatever language: it goes before what the text says. */
  keyword?: 'STOP' | 'START' | 'HELP' | undefined;
};

/**
 * Takes a consumer's message in: a STOP or START takes effect in this very transaction, which also has a first STOP confirmed and a HELP
 * answered where the account has a text for it; a message in an open conversation joins it; an answer to one of our messages goes to that
 * recipient's workflow, which routes it; anything else is an inbound conversation on the default skill. The same message a second time changes
 * nothing. Returns false where the number is nobody's.
 */
export function recordInbound(db: Db, incoming: IncomingMessage, receivedAt: Date): Promise<boolean> {
  return transact(db, async (trx) => {
    const number = (await findBrand(trx, incoming)) ?? (await findFormerBrand(trx, incoming));
    if (!number) return false;
    const { account_id: accountId } = number;
    const { channel, text } = incoming;
    const settings = await getMessageSettings(trx, accountId);
    const consumer = await findConsumer(trx, accountId, channel, incoming.from);
    const wasOptedOut = await isOptedOut(trx, accountId, consumer, channel);
    const read = readIncoming(incoming, { optedOut: wasOptedOut, hasHelp: settings.help_text[channel] !== undefined });
    const message = await trx
      .insertInto('inbound_message')
      .values({
        id: randomUUID(),
        account_id: accountId,
        channel,
        provider_message_id: incoming.providerMessageId,
        consumer,
        brand_address: number.number,
        text,
        received_at: receivedAt,
        kind: read.kind,
      })
      .onConflict((conflict) => conflict.columns(['channel', 'provider_message_id']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!message) return true;
    switch (read.kind) {
      case 'reply':
        await routeIn(trx, message);
        break;
      case 'help':
        // Whoever is talking to an agent is heard by the agent too.
        await appendToOpenConversation(trx, message);
        await notify(trx, incoming, message, 'help', settings.help_text);
        break;
      case 'opt-in':
        await optIn(trx, message);
        break;
      case 'opt-out': {
        const isNew = await optOut(trx, message, read.rule, settings.opt_out_scope);
        if (!isNew || wasOptedOut) break;
        const confirmationId = await notify(trx, incoming, message, 'confirmation', settings.opt_out_confirmation);
        if (confirmationId !== undefined) await setConfirmation(trx, message, confirmationId);
      }
    }
    return true;
  });
}

function getMessageSettings(db: Db, accountId: string) {
  return db
    .selectFrom('account')
    .select(['opt_out_scope', 'opt_out_confirmation', 'help_text'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
}

/** A HELP that nothing here answers, and the provider has not, is a message like any other. */
function readIncoming(
  { text, keyword }: IncomingMessage,
  { optedOut, hasHelp }: { optedOut: boolean; hasHelp: boolean },
): Reading {
  if (keyword === 'STOP') return { kind: 'opt-out', rule: 'provider:STOP' };
  if (keyword === 'START') return { kind: 'opt-in' };
  if (keyword === 'HELP') return { kind: 'help' };
  const read = readInbound(text, optedOut);
  return read.kind === 'help' && !hasHelp ? { kind: 'reply' } : read;
}

/** Returns whether the consumer's own opt-out is new. */
async function optOut(db: Db, message: InboundMessage, rule: string, scope: OptOutScope): Promise<boolean> {
  const { account_id: accountId, channel, consumer } = message;
  const scoped = scope === 'channel' ? channel : null;
  const said = { accountId, channel: scoped, source: `consumer:${channel}`, words: message.text, rule };
  return insertOptOut(db, { ...said, kind: consumerKindOf(channel), consumer }, message.received_at.getTime());
}

async function optIn(db: Db, message: InboundMessage): Promise<void> {
  const { account_id: accountId, channel, consumer } = message;
  const given = { accountId, kind: consumerKindOf(channel), consumer, channel, source: `consumer:${channel}` };
  await revokeOptOuts(db, given, message.received_at.getTime());
}

/** Has the account's text sent, unless it has none or the provider has answered by itself; returns the notice's id. */
async function notify(
  db: Db,
  { keyword }: IncomingMessage,
  inbound: InboundMessage,
  purpose: NoticePurpose,
  texts: ChannelTexts,
): Promise<string | undefined> {
  const text = texts[inbound.channel];
  return text === undefined || keyword !== undefined ? undefined : insertNotice(db, { inbound, purpose, text });
}

/** Under all forms of the number: it is one opt-out, and one message confirms it. */
async function setConfirmation(db: Db, message: InboundMessage, confirmationId: string): Promise<void> {
  await db
    .updateTable('opt_out')
    .set({ confirmation_id: confirmationId })
    .where('account_id', '=', message.account_id)
    .where('kind', '=', consumerKindOf(message.channel))
    .where('consumer', 'in', writtenForms(message.consumer))
    .where('created_at', '=', message.received_at)
    .where('source', '=', `consumer:${message.channel}`)
    .where('revoked_at', 'is', null)
    .execute();
}

/**
 * A consumer's choice in WhatsApp itself: `stop` opts out as the word STOP does, `resume` takes it back. WhatsApp shows it in the chat: nothing
 * confirms it. Returns false where the number is nobody's.
 */
export function recordPreference(
  db: Db,
  choice: { from: string; to: string; preference: 'stop' | 'resume' },
  at: Date,
): Promise<boolean> {
  return transact(db, async (trx) => {
    const incoming = { channel: 'wa', to: choice.to, from: choice.from } as const;
    const number = (await findBrand(trx, incoming)) ?? (await findFormerBrand(trx, incoming));
    if (!number) return false;
    const accountId = number.account_id;
    const consumer = await findConsumer(trx, accountId, 'wa', choice.from);
    const of = { accountId, kind: 'phone', consumer, source: 'whatsapp:preference' } as const;
    const scoped = await findOptOutChannel(trx, accountId, 'wa');
    if (choice.preference === 'stop') await insertOptOut(trx, { ...of, channel: scoped }, at.getTime());
    else await revokeOptOuts(trx, { ...of, channel: 'wa' }, at.getTime(), WHATSAPP_STOPS);
    return true;
  });
}

/** The consumer by the number that we sent to: WhatsApp writes some countries' mobiles (Mexico, Brazil, Argentina) in a form of its own. */
async function findConsumer(
  db: Db,
  accountId: string,
  channel: IncomingMessage['channel'],
  from: string,
): Promise<string> {
  const known = await db
    .selectFrom('attempt')
    .select('to_address')
    .where('account_id', '=', accountId)
    .where('channel', '=', channel)
    .where('to_alias', '=', from)
    .orderBy('called_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return known?.to_address ?? from;
}

/** The consumer that a message of ours went to, by the provider's id of it: for a user whom WhatsApp names without a number. */
export async function findConsumerOfMessage(
  db: Db,
  channel: IncomingMessage['channel'],
  providerMessageId: string,
): Promise<string | undefined> {
  const known = await db
    .selectFrom('attempt')
    .select('to_address')
    .where('channel', '=', channel)
    .where('provider_message_id', '=', providerMessageId)
    .unionAll(
      db
        .selectFrom('agent_message')
        .select('to_address')
        .where('channel', '=', channel)
        .where('provider_message_id', '=', providerMessageId),
    )
    .executeTakeFirst();
  return known?.to_address;
}

/**
 * The consumer that WhatsApp calls by this id of its own, by the newest message of ours to them; `to` is the brand's number, or what WhatsApp
 * calls it. Undefined where none has gone to them.
 */
export async function findConsumerOfUser(db: Db, to: string, userId: string): Promise<string | undefined> {
  const sent = { channel: 'wa', to, from: userId } as const;
  const brand = (await findBrand(db, sent)) ?? (await findFormerBrand(db, sent));
  if (!brand) return undefined;
  const known = await db
    .selectFrom('attempt')
    .select('to_address')
    .where('account_id', '=', brand.account_id)
    .where('to_user_id', '=', userId)
    .orderBy('called_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return known?.to_address;
}

/** By its number, or by what the provider calls it; on In-App the app of that account. */
function findBrand(
  db: Db,
  { channel, to, accountId }: Pick<IncomingMessage, 'channel' | 'to' | 'accountId'>,
): Promise<{ account_id: string; number: string } | undefined> {
  if (channel === 'inapp') {
    return db
      .selectFrom('inapp_app')
      .select(['account_id', 'name as number'])
      .where('account_id', '=', accountId ?? null)
      .where('name', '=', to)
      .executeTakeFirst();
  }
  return db
    .selectFrom('outbound_number')
    .select(['account_id', 'number'])
    .where('channel', '=', channel)
    .where((eb) => eb.or([eb('number', '=', to), eb('provider_ref', '=', to)]))
    .executeTakeFirst();
}

/**
 * A number that was taken away is still that of the account whose message to this consumer came from it last, until it is another account's: what
 * they answer is said to that account, a STOP above all.
 */
async function findFormerBrand(
  db: Db,
  { channel, to, from }: Pick<IncomingMessage, 'channel' | 'to' | 'from'>,
): Promise<{ account_id: string; number: string } | undefined> {
  if (channel === 'inapp') return undefined;
  const { rows } = await sql<{ account_id: string; number: string }>`
    SELECT m.account_id, m.number FROM account a CROSS JOIN LATERAL (
      SELECT t.account_id, t.from_address AS number, t.called_at
      FROM attempt t JOIN recipient r ON r.id = t.recipient_id JOIN campaign c ON c.id = r.campaign_id
      WHERE t.account_id = a.id AND t.channel = ${channel}
        AND (t.to_address = ANY(${writtenForms(from)}::text[]) OR t.to_alias = ${from} OR t.to_user_id = ${from})
        AND (t.from_address = ${to} OR c.plan @> ${JSON.stringify([{ channel, fromRef: to }])}::jsonb)
        AND t.state NOT IN ('REFUSED', 'ABSENT')
      ORDER BY t.called_at DESC LIMIT 1) m
    ORDER BY m.called_at DESC LIMIT 1`.execute(db);
  return rows[0];
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

/** The recipient of the newest message that went, or may have gone, from this number to this consumer; on In-App to this app among others. */
function findAnswered(db: Db, message: InboundMessage): Promise<{ id: string; campaign_id: string } | undefined> {
  return db
    .selectFrom('attempt')
    .innerJoin('recipient', 'recipient.id', 'attempt.recipient_id')
    .select(['recipient.id', 'recipient.campaign_id'])
    .where('attempt.account_id', '=', message.account_id)
    .where('attempt.channel', '=', message.channel)
    .where('attempt.to_address', '=', message.consumer)
    .where((eb) =>
      message.channel === 'inapp'
        ? eb(
            'attempt.id',
            'in',
            eb
              .selectFrom('inapp_message')
              .select('id')
              .where('account_id', '=', message.account_id)
              .where('user_id', '=', message.consumer)
              .where(sql<boolean>`${message.brand_address} = ANY(apps)`),
          )
        : eb('attempt.from_address', '=', message.brand_address),
    )
    .where('attempt.state', 'not in', ['REFUSED', 'ABSENT'])
    .orderBy('attempt.called_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
