import type { CampaignEnd, CampaignStatus, RecipientState, WireCampaignStatus } from './status.ts';

export type CampaignChange = 'pause' | 'resume' | 'cancel';

const TARGET: Record<CampaignChange, CampaignStatus> = { pause: 'PAUSED', resume: 'RUNNING', cancel: 'CANCELLED' };

/**
 * What a person's wish makes of a campaign: its new status, or why not. Asking for what already is changes nothing and is no error;
 * a campaign that is over stays as it is.
 */
export function changeCampaign(
  change: CampaignChange,
  status: CampaignStatus,
  wireStatus: WireCampaignStatus,
): { ok: true; status: CampaignStatus } | { ok: false; reason: string } {
  const target = TARGET[change];
  if (status === target) return { ok: true, status };
  if (wireStatus === 'FINISHED') return { ok: false, reason: 'The campaign is finished: nobody is left to be sent to' };
  const over = endedByHand(status);
  if (over !== undefined) return { ok: false, reason: over };
  return { ok: true, status: target };
}

function endedByHand(status: CampaignStatus): string | undefined {
  if (status === 'CANCELLED') return 'The campaign is cancelled, and that is for good';
  if (status === 'FAILED') return 'The campaign has failed';
  return undefined;
}

/** Why nobody of a campaign can be tried again at `now`; undefined: who has failed can. */
export function retryRefusal({ status, expiresAt }: CampaignEnd, now: Date): string | undefined {
  const over = endedByHand(status);
  if (over !== undefined) return over;
  if (expiresAt === null || expiresAt > now) return undefined;
  return `The campaign ended at ${expiresAt.toISOString()}: who had not been sent to by then never is`;
}

/** Why a recipient can't be tried again, whatever its campaign; undefined: it has failed, and can. */
export function recipientRetryRefusal(state: RecipientState): string | undefined {
  if (state === 'FAILED') return undefined;
  if (state === 'UNKNOWN') {
    return 'The provider never said whether it took the message: it is never sent again, for that could be a second one';
  }
  return `The recipient has not failed: it is ${STATE_IN_WORDS[state]}`;
}

const STATE_IN_WORDS: Record<Exclude<RecipientState, 'FAILED' | 'UNKNOWN'>, string> = {
  NOT_SENT: 'still to be sent to',
  SCHEDULED: 'still to be sent to',
  SENDING: 'being sent to right now',
  SENT: 'sent',
  DELIVERED: 'delivered',
  READ: 'read',
  SKIPPED: 'skipped, for the consumer has opted out',
  CANCELLED: 'cancelled',
  EXPIRED: 'expired',
};
