/**
 * Where a recipient is. NOT_SENT: published, its workflow has not looked yet. SCHEDULED: waits for its window or its turn.
 * SENDING: a provider call is under way, or its outcome is being found out. SENT: the gateway took it. UNKNOWN: a call whose outcome can't
 * be found out. What people see is `effectiveState` of it.
 */
export type RecipientState = (typeof RECIPIENT_STATES)[number];

export const RECIPIENT_STATES = [
  'NOT_SENT',
  'SCHEDULED',
  'SENDING',
  'SENT',
  'DELIVERED',
  'READ',
  'FAILED',
  'SKIPPED',
  'CANCELLED',
  'EXPIRED',
  'UNKNOWN',
] as const;

/** Still to be sent to. The indexes of db/migrations name the same three. */
export const UNSENT_STATES = ['NOT_SENT', 'SCHEDULED', 'SENDING'] as const satisfies readonly RecipientState[];

/** The gateway took it; receipts move it on. */
export const SENT_STATES = ['SENT', 'DELIVERED', 'READ'] as const satisfies readonly RecipientState[];

/** The end without a message at the gateway. */
export type ClosedState = Exclude<RecipientState, (typeof UNSENT_STATES)[number] | (typeof SENT_STATES)[number]>;

export function isUnsent(state: RecipientState): state is (typeof UNSENT_STATES)[number] {
  return (UNSENT_STATES as readonly RecipientState[]).includes(state);
}

export function isSent(state: RecipientState): state is (typeof SENT_STATES)[number] {
  return (SENT_STATES as readonly RecipientState[]).includes(state);
}

/** `status` of a conversation on the wire: contract.md section 2. */
export type WireStatus = 'DRAFT' | 'NOT_SENT' | 'SCHEDULED' | 'DELIVERED' | 'FAILED' | 'SKIPPED';

const WIRE: Record<RecipientState, WireStatus> = {
  NOT_SENT: 'NOT_SENT',
  SCHEDULED: 'SCHEDULED',
  SENDING: 'SCHEDULED',
  SENT: 'DELIVERED',
  DELIVERED: 'DELIVERED',
  READ: 'DELIVERED',
  FAILED: 'FAILED',
  SKIPPED: 'SKIPPED',
  CANCELLED: 'FAILED',
  EXPIRED: 'FAILED',
  UNKNOWN: 'FAILED',
};

/** The wire has six words for our eleven. Its DELIVERED means that the gateway took the message. */
export function wireStatus(state: RecipientState): WireStatus {
  return WIRE[state];
}

export const WIRE_CAMPAIGN_STATUSES = ['PUBLISHED', 'PAUSED', 'CANCELLED', 'FAILED', 'FINISHED'] as const;
export type WireCampaignStatus = (typeof WIRE_CAMPAIGN_STATUSES)[number];
export type CampaignStatus = 'RUNNING' | 'PAUSED' | 'CANCELLED' | 'FAILED';

/**
 * `campaignStatus` on the wire: FINISHED exactly once nobody is still to be sent to, unless the campaign was ended by hand. `anyUnsent` goes by
 * `effectiveState`.
 */
export function wireCampaignStatus(status: CampaignStatus, anyUnsent: boolean): WireCampaignStatus {
  if (status === 'CANCELLED' || status === 'FAILED') return status;
  if (!anyUnsent) return 'FINISHED';
  return status === 'PAUSED' ? 'PAUSED' : 'PUBLISHED';
}

/** What of a campaign ends its recipients, whatever their workflows know of it. */
export type CampaignEnd = { status: CampaignStatus; expiresAt: Date | null };

/**
 * What a recipient is at `now`, whatever its row says: who has not been sent to when the campaign is over never is. Its workflow finds out
 * when it wakes; people and reports read it at once. A call that is under way stays: its outcome says what becomes of the recipient.
 * db/effective-state.ts says the same in SQL.
 */
export function effectiveState(campaign: CampaignEnd, state: RecipientState, now: Date): RecipientState {
  return state === 'NOT_SENT' || state === 'SCHEDULED' ? (endOf(campaign, now) ?? state) : state;
}

/** The state of who is ended unsent by what the campaign is; undefined: it is not over. In the order of domain/decision.ts. */
function endOf({ status, expiresAt }: CampaignEnd, now: Date): ClosedState | undefined {
  if (status === 'CANCELLED' || status === 'FAILED') return status;
  return expiresAt !== null && expiresAt <= now ? 'EXPIRED' : undefined;
}

/** Why, in a sentence, where `effectiveState` says another state than the recipient's row. */
export const ENDED_WITH_CAMPAIGN: Partial<Record<RecipientState, string>> = {
  CANCELLED: 'The campaign was cancelled.',
  FAILED: 'The campaign failed.',
  EXPIRED: 'The campaign ended before the message could be sent.',
};

/** ABSENT: the provider was asked, and has no such message. */
export type AttemptState = 'CALLING' | 'UNKNOWN' | 'ABSENT' | 'REFUSED' | 'ACCEPTED' | 'DELIVERED' | 'READ' | 'FAILED';

/** The forward order of receipts. What is not in it takes no receipt. */
const RANK: Partial<Record<AttemptState, number>> = {
  ABSENT: 0,
  CALLING: 0,
  UNKNOWN: 0,
  ACCEPTED: 1,
  FAILED: 2,
  DELIVERED: 3,
  READ: 4,
};

/** Whether a receipt moves an attempt: forwards only, whatever the order in which receipts come. */
export function movesForward(from: AttemptState, to: AttemptState): boolean {
  const [before, after] = [RANK[from], RANK[to]];
  return before !== undefined && after !== undefined && after > before;
}

/** QUEUED: waits for its call. UNKNOWN: a call whose outcome can't be found out. */
export const AGENT_MESSAGE_STATES = ['QUEUED', 'CALLING', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'UNKNOWN'] as const;
export type AgentMessageState = (typeof AGENT_MESSAGE_STATES)[number];

/** The forward order of a provider's words on an agent's message. */
const AGENT_MESSAGE_RANK: Record<AgentMessageState, number> = {
  QUEUED: 0,
  CALLING: 0,
  UNKNOWN: 0,
  SENT: 1,
  FAILED: 2,
  DELIVERED: 3,
  READ: 4,
};

/** Whether a receipt moves an agent's message: forwards only, whatever the order in which receipts come. */
export function answerMovesForward(from: AgentMessageState, to: AgentMessageState): boolean {
  return AGENT_MESSAGE_RANK[to] > AGENT_MESSAGE_RANK[from];
}
