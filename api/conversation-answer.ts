import type { ListedConversation, NamedConversation } from '../db/conversations.ts';

/** A conversation on the wire. */
export function toConversation(row: NamedConversation) {
  return {
    id: row.id,
    state: row.closed_at === null ? ('OPEN' as const) : ('CLOSED' as const),
    channel: row.channel,
    consumer: row.consumer,
    brandNumber: row.brand_address,
    skill: row.skill,
    route: row.route,
    proactiveCampaignId: row.campaign_id,
    campaignName: row.campaign_name,
    recipientId: row.recipient_id,
    context: row.context,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    csat: row.csat,
  };
}

/** As it is in lists, and in the stream. */
export function toListedConversation(row: ListedConversation) {
  const { last_message: last, unread } = row;
  return {
    ...toConversation(row),
    lastMessage: last && { direction: last.direction, text: last.text, at: new Date(last.at).toISOString() },
    unread,
  };
}
