import type { Channel } from '../domain/channel.ts';
import { defaultWindows, type WeeklyWindow } from '../domain/window.ts';
import { listChannelSettings } from './accounts.ts';
import { listDetailedCounts, type DetailedCountRow } from './campaign-counts.ts';
import { countWaiting, isOver } from './campaign-timezones.ts';
import { findCampaign } from './campaigns.ts';
import type { Db } from './connect.ts';
import type { Campaign } from './schema.ts';

export type CampaignDetails = {
  campaign: Campaign;
  counts: DetailedCountRow[];
  /** Who waits to be sent to, by their zones; most first. */
  waiting: { zones: string[]; waiting: number }[];
  /** What holds for each channel of the plan: the campaign's own, or the account's. */
  windows: Map<Channel, WeeklyWindow[]>;
  /** Why the account's channels are paused, those that are. */
  paused: Map<Channel, string>;
};

/** Everything about one campaign as it is at `now`, all of one moment; undefined where the account has none of this id. */
export function findCampaignDetails(
  db: Db,
  accountId: string,
  id: string,
  now: Date,
): Promise<CampaignDetails | undefined> {
  const oneMoment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return oneMoment.execute(async (trx) => {
    const campaign = await findCampaign(trx, accountId, id);
    if (!campaign) return undefined;
    const settings = await listChannelSettings(trx, accountId);
    const windows = campaign.plan.map(({ channel }): [Channel, WeeklyWindow[]] => {
      const setting = settings.find((candidate) => candidate.channel === channel);
      return [channel, campaign.windows ?? setting?.windows ?? defaultWindows(channel)];
    });
    return {
      campaign,
      counts: await listDetailedCounts(trx, id),
      waiting: isOver(campaign, now) ? [] : await countWaiting(trx, id),
      windows: new Map(windows),
      paused: new Map(settings.flatMap(({ channel, paused_reason: why }) => (why === null ? [] : [[channel, why]]))),
    };
  });
}
