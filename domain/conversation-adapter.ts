/** Where an account's agents work: our own inbox, a webhook's receiver, LivePerson. */
export type AdapterName = 'inbox' | 'webhook' | 'liveperson';

/** Those that have to be told: the inbox is our own tables. */
export type OutsideAdapter = Exclude<AdapterName, 'inbox'>;

export const ADAPTER_NAMES: Record<OutsideAdapter, string> = { webhook: 'The webhook', liveperson: 'LivePerson' };

export type WebhookSettings = { url: string };

/** Where LivePerson routes the conversations of one of our skills. */
export type LivePersonSkill = {
  /** Our name of it. */
  name: string;
  skillId: string;
  /** The campaign and engagement that LivePerson counts and targets it by. */
  campaignId?: string | undefined;
  engagementId?: string | undefined;
};

export type LivePersonSettings = { accountId: string; appKey: string; skills: LivePersonSkill[] };

export type AdapterSettings = WebhookSettings | LivePersonSettings;

/**
 * What there is to tell of a conversation: that it opened, what the consumer answers in it (for who sees lines only), each of their messages, that
 * it was closed.
 */
export type ConversationEventKind = 'opened' | 'origin' | 'message' | 'closed';

const BACK_OFF_FIRST_MS = 1_000;
/** So long at most after an adapter is back, or its settings are put right, what waited is delivered. */
const BACK_OFF_MOST_MS = 5 * 60_000;

/** How long to wait after the `tries`-th call that came to nothing, in ms. What the other side asks for counts where it is longer, up to an hour. */
export function deliveryBackOffMs(tries: number, retryAfterMs = 0): number {
  const own = Math.min(BACK_OFF_FIRST_MS * 2 ** Math.min(tries - 1, 20), BACK_OFF_MOST_MS);
  return Math.max(own, Math.min(retryAfterMs, 3_600_000));
}
