import type { CampaignStatus, WireCampaignStatus } from './status.ts';

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
  if (status === 'CANCELLED') return { ok: false, reason: 'The campaign is cancelled, and that is for good' };
  if (status === 'FAILED') return { ok: false, reason: 'The campaign has failed' };
  return { ok: true, status: target };
}
