import type { DetailedCountRow } from '../db/campaign-counts.ts';
import type { CampaignDetails } from '../db/campaign-details.ts';
import { countByState, countCampaign } from '../domain/campaign-counts.ts';
import { CHANNELS, type Channel } from '../domain/channel.ts';
import { meaningOf } from '../domain/error-meaning.ts';
import type { ChannelPlan } from '../domain/plan.ts';
import { localTimeIn } from '../domain/timezone.ts';
import { windowAt, type WeeklyWindow } from '../domain/window.ts';
import { toSummary } from './campaign-summary.ts';
import type { CampaignDetailsAnswer } from './schemas/campaign-details.ts';

/** Everything about a campaign as it is at `now`. */
export function toDetails(details: CampaignDetails, workflowUrl: string, now: Date): CampaignDetailsAnswer {
  const { campaign, counts, waiting, windows, paused } = details;
  const end = { status: campaign.status, expiresAt: campaign.expires_at };
  const channels = campaign.plan.map(({ channel }) => channel);
  const counted = CHANNELS.filter((channel) => counts.some((row) => row.channel === channel));
  return {
    ...toSummary({ ...campaign, channels, counts }, now),
    schedulingMetrics: campaign.windows && { windows: campaign.windows },
    lookbackMinutes: campaign.lookback_minutes,
    leCampaignId: campaign.le_campaign_id,
    leEngagementId: campaign.le_engagement_id,
    requestTraceId: campaign.request_trace_id,
    plan: campaign.plan.map((entry) => ({
      ...toPlanEntry(entry, windows.get(entry.channel) ?? []),
      pausedReason: paused.get(entry.channel) ?? null,
    })),
    consent: {
      statedBy: campaign.consented_by,
      statedAt: campaign.created_at.toISOString(),
      words: campaign.consent_words,
    },
    countsByState: countByState(counts, end, now),
    countsByChannel: [...new Set<Channel>([...channels, ...counted])].map((channel) => {
      const rows = counts.filter((row) => row.channel === channel);
      return { channel, counts: countCampaign(rows, end, now) };
    }),
    countsByZone: waiting.map(({ zones, waiting: count }) => ({
      zones: zones.map((zone) => ({ zone, localTime: localTimeIn(zone, now.getTime()) })),
      waiting: count,
      windows: channels.map((channel) => ({ channel, ...toWindow(zones, windows.get(channel) ?? [], now) })),
    })),
    errors: toErrors(counts),
    workflowUrl,
  };
}

function toPlanEntry(
  entry: ChannelPlan,
  windows: WeeklyWindow[],
): Omit<CampaignDetailsAnswer['plan'][number], 'pausedReason'> {
  const common = { channel: entry.channel, optOutText: null, template: null, apps: null, windows };
  switch (entry.channel) {
    case 'sms':
      return { ...common, from: entry.from, text: entry.text, optOutText: entry.optOutText };
    case 'inapp':
      return { ...common, from: null, text: entry.text, apps: entry.apps };
    case 'wa': {
      const { body, name, language, category, header } = entry.template;
      return { ...common, from: entry.from, text: body, template: { name, language, category, header } };
    }
  }
}

function toWindow(zones: string[], windows: WeeklyWindow[], now: Date) {
  const window = windowAt(zones, windows, now.getTime());
  return {
    isOpen: window.open,
    closesAt: window.open ? iso(window.closesAtMs) : null,
    opensAt: window.open ? null : iso(window.opensAtMs),
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** Most first. */
function toErrors(counts: DetailedCountRow[]): CampaignDetailsAnswer['errors'] {
  const byError = new Map<string, CampaignDetailsAnswer['errors'][number]>();
  for (const { error_source: errorSource, error_code: errorCode, n } of counts) {
    if (errorSource === null || errorCode === null) continue;
    const key = `${errorSource}_${errorCode}`;
    const known = byError.get(key) ?? { errorSource, errorCode, meaning: meaningOf(errorSource, errorCode), count: 0 };
    byError.set(key, { ...known, count: known.count + n });
  }
  return [...byError.entries()]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(([, error]) => error);
}
