import type { CampaignRow } from '../db/campaign-list.ts';
import { countCampaign, hasUnsent } from '../domain/campaign-counts.ts';
import { wireCampaignStatus } from '../domain/status.ts';
import type { CampaignSummary } from './schemas/campaign-list.ts';

/** A campaign in a few words, as it is at `now`. */
export function toSummary(row: CampaignRow, now: Date): CampaignSummary {
  const end = { status: row.status, expiresAt: row.expires_at };
  const campaignStatus = wireCampaignStatus(row.status, hasUnsent(row.counts, end, now));
  return {
    proactiveCampaignId: row.id,
    campaignName: row.name,
    campaignStatus,
    // A campaign that has ended meanwhile is no longer held up.
    statusReason: campaignStatus === 'FINISHED' ? null : row.status_reason,
    channels: row.channels,
    skill: row.skill,
    templateId: row.template_id,
    handoffId: row.handoff_id,
    source: row.source,
    createdAt: row.created_at.toISOString(),
    startAt: row.start_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    sendRate: row.send_rate,
    counts: countCampaign(row.counts, end, now),
  };
}
