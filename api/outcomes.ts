import type { Outcome } from '../db/campaigns.ts';
import {
  isUnsent,
  wireCampaignStatus,
  wireStatus,
  type CampaignStatus,
  type RecipientState,
  type WireCampaignStatus,
  type WireStatus,
} from '../domain/status.ts';

export type WireOutcomes = {
  campaignStatus: WireCampaignStatus;
  conversations: { id: string; status: WireStatus; conversationId: string | null; errorMessage: string | null }[];
};

/** A campaign's recipients in the words of contract.md section 2. */
export function toOutcomes(status: CampaignStatus, outcomes: Outcome[]): WireOutcomes {
  return {
    campaignStatus: wireCampaignStatus(
      status,
      outcomes.some(({ state }) => isUnsent(state)),
    ),
    conversations: outcomes.map((outcome) => toOutcome(status, outcome)),
  };
}

/** Sleepers of a cancelled campaign find out when they wake; what will become of them is certain, and is said at once. */
function toOutcome(campaign: CampaignStatus, outcome: Outcome): WireOutcomes['conversations'][number] {
  const willNotBeSent = campaign === 'CANCELLED' && (outcome.state === 'NOT_SENT' || outcome.state === 'SCHEDULED');
  return {
    id: outcome.id,
    status: wireStatus(willNotBeSent ? 'CANCELLED' : outcome.state),
    conversationId: outcome.conversation_id,
    errorMessage: willNotBeSent ? 'The campaign was cancelled.' : errorMessage(outcome),
  };
}

const ENDED_UNSENT = new Set<RecipientState>(['FAILED', 'SKIPPED', 'CANCELLED', 'EXPIRED', 'UNKNOWN']);

/** The source and code of the error dictionary (contract.md section 5) and a sentence; null for who is not stopped. */
function errorMessage(outcome: Outcome): string | null {
  if (!ENDED_UNSENT.has(outcome.state)) return null;
  const sentence = outcome.error_message ?? outcome.reason;
  if (outcome.error_source === null || outcome.error_code === null) return sentence;
  const code = `${outcome.error_source}_${outcome.error_code}`;
  return sentence === null ? code : `${code}: ${sentence}`;
}
