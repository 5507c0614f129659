import { ApplicationFailure } from '@temporalio/activity';
import type { ConversationEvent, Delivery } from '../conversations/port.ts';
import { findConversationAdapter, secretsOf } from '../db/conversation-adapters.ts';
import {
  findNextEvent,
  recordDelivered,
  recordExternalConsumer,
  recordNotDelivered,
  recordTry,
} from '../db/conversation-events.ts';
import { findConversation, findInboundText, findOrigin, type NamedConversation } from '../db/conversations.ts';
import type { ConversationAdapterRow, ConversationEventRow } from '../db/schema.ts';
import {
  ADAPTER_NAMES,
  deliveryBackOffMs,
  type LivePersonSettings,
  type OutsideAdapter,
  type WebhookSettings,
} from '../domain/conversation-adapter.ts';
import { originMessage } from '../domain/origin.ts';
import type { ActivityDeps } from './deps.ts';
import { persist, retryLater } from './once.ts';

type Input = { accountId: string; conversationId: string };

/** With the longest delivery after it, 40 s, it is well within the activity's time-out. */
const BEGINS_WITHIN_MS = 20_000;
/** LivePerson's webhook settles most calls whose answer was lost: it gets the time to. */
const DOUBT_MS = 15_000;

export function createConversationActivities(deps: ActivityDeps) {
  return {
    /**
     * Tells a conversation's adapter what it has not been told, one event after the other, and returns whether there is more. One that is not
     * taken holds up those after it, and is told again by the engine.
     */
    tellConversation: async ({ accountId, conversationId }: Input): Promise<{ more: boolean }> => {
      const startedMs = performance.now();
      while (performance.now() - startedMs < BEGINS_WITHIN_MS) {
        const event = await findNextEvent(deps.db, conversationId);
        if (!event) return { more: false };
        const conversation = await findConversation(deps.db, accountId, conversationId);
        if (!conversation || conversation.adapter === 'inbox') throw erased();
        await tell(deps, conversation, conversation.adapter, event);
      }
      return { more: true };
    },
  };
}

async function tell(
  deps: ActivityDeps,
  conversation: NamedConversation,
  adapter: OutsideAdapter,
  row: ConversationEventRow,
): Promise<void> {
  const { db } = deps;
  const account = await findConversationAdapter(db, conversation.account_id, adapter);
  if (!account) throw erased();
  const event = await eventOf(deps, conversation, row);
  const tries = await recordTry(db, row.id, new Date(await deps.now()));
  // What it is about was erased: there is nothing to tell.
  const delivery: Delivery = event ? await deliver(deps, adapter, account, event) : { outcome: 'taken' };
  if (delivery.outcome === 'taken') {
    const at = new Date(await deps.now());
    await persist(() => recordDelivered(db, row, delivery.externalId, at));
    return;
  }
  const { outcome, code, message } = delivery;
  if (!(await recordNotDelivered(db, row.id, message))) return;
  const backOffMs = deliveryBackOffMs(tries, outcome === 'refused' ? delivery.retryAfterMs : 0);
  const isSettledByWebhook = outcome === 'unknown' && adapter === 'liveperson';
  const name = ADAPTER_NAMES[adapter];
  // What the other side says may quote the consumer: it stays in the database.
  throw retryLater(
    `${name} has not taken the event "${row.kind}" (${code}, try ${tries}).`,
    isSettledByWebhook ? Math.max(backOffMs, DOUBT_MS) : backOffMs,
  );
}

async function deliver(
  { db, conversations, now }: ActivityDeps,
  adapter: OutsideAdapter,
  account: ConversationAdapterRow,
  event: ConversationEvent,
): Promise<Delivery> {
  const secrets = secretsOf(account, new Date(await now()));
  const onConsumer = (id: string) => recordExternalConsumer(db, event.conversation.id, id);
  return adapter === 'webhook'
    ? conversations.webhook.deliver(event, { settings: account.settings as WebhookSettings, secrets }, onConsumer)
    : conversations.liveperson.deliver(
        event,
        { settings: account.settings as LivePersonSettings, secrets },
        onConsumer,
      );
}

/** The event with all that it says; undefined where that was erased. */
async function eventOf(
  { db }: ActivityDeps,
  conversation: NamedConversation,
  { id, kind, message_id: messageId, created_at: at }: ConversationEventRow,
): Promise<ConversationEvent | undefined> {
  const { external_id: externalId, external_dialog_id: dialogId } = conversation;
  const common = {
    id,
    at: at.toISOString(),
    external: externalId === null ? null : { id: externalId, dialogId: dialogId ?? externalId },
  };
  const found = kind === 'opened' || kind === 'origin' ? await findOrigin(db, conversation) : undefined;
  const facts = { ...common, conversation: factsOf(conversation) };
  const message = found && originMessage(conversation.channel, found);
  const origin = message ? { ...message, sentAt: found.sentAt?.toISOString() ?? null } : null;
  switch (kind) {
    case 'opened':
      return { ...facts, kind, context: conversation.context, origin };
    case 'origin':
      return origin === null ? undefined : { ...facts, kind, origin };
    case 'message': {
      const text = messageId === null ? undefined : await findInboundText(db, messageId);
      return messageId === null || text === undefined
        ? undefined
        : { ...facts, kind, message: { id: messageId, text } };
    }
    case 'closed':
      return { ...facts, kind, csat: conversation.csat };
  }
}

function factsOf(conversation: NamedConversation): ConversationEvent['conversation'] {
  return {
    id: conversation.id,
    accountId: conversation.account_id,
    channel: conversation.channel,
    consumer: conversation.consumer,
    brandNumber: conversation.brand_address,
    skill: conversation.skill,
    route: conversation.route,
    campaignId: conversation.campaign_id,
    campaignName: conversation.campaign_name,
    handoffId: conversation.handoff_id,
    recipientId: conversation.recipient_id,
    openedAt: conversation.opened_at.toISOString(),
  };
}

function erased(): ApplicationFailure {
  return ApplicationFailure.nonRetryable('The conversation is not in the database: it was erased.', 'NotFound');
}
