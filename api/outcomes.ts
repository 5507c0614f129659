import type { Outcome } from '../db/campaigns.ts';
import {
  effectiveState,
  ENDED_WITH_CAMPAIGN,
  isUnsent,
  wireCampaignStatus,
  wireStatus,
  type CampaignEnd,
  type RecipientState,
  type WireCampaignStatus,
  type WireStatus,
} from '../domain/status.ts';

export type WireOutcomes = {
  campaignStatus: WireCampaignStatus;
  conversations: { id: string; status: WireStatus; conversationId: string | null; errorMessage: string | null }[];
};

/** A campaign's recipients in the words of contract.md section 2, as they are at `now`. */
export function toOutcomes(campaign: CampaignEnd, outcomes: Outcome[], now: Date): WireOutcomes {
  const seen = outcomes.map((outcome) => ({ outcome, state: effectiveState(campaign, outcome.state, now) }));
  return {
    campaignStatus: wireCampaignStatus(
      campaign.status,
      seen.some(({ state }) => isUnsent(state)),
    ),
    conversations: seen.map(({ outcome, state }) => ({
      id: outcome.id,
      status: wireStatus(state),
      conversationId: outcome.conversation_id,
      errorMessage: state === outcome.state ? errorMessage(outcome) : (ENDED_WITH_CAMPAIGN[state] ?? null),
    })),
  };
}

const ENDED_UNSENT = new Set<RecipientState>(['FAILED', 'SKIPPED', 'CANCELLED', 'EXPIRED', 'UNKNOWN']);

/**
 * The source and code of the error dictionary (contract.md section 5) and a sentence; null for who is not stopped. Whoever never finds an open
 * window would wait for ever without a word.
 */
function errorMessage(outcome: Outcome): string | null {
  if (outcome.state === 'SCHEDULED' && outcome.waits_for === 'WINDOW' && outcome.wake_at === null)
    return outcome.reason;
  if (!ENDED_UNSENT.has(outcome.state)) return null;
  const sentence = outcome.error_message ?? outcome.reason;
  if (outcome.error_source === null || outcome.error_code === null) return sentence;
  const code = `${outcome.error_source}_${outcome.error_code}`;
  return sentence === null ? code : `${code}: ${sentence}`;
}
