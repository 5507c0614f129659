import { listRecipientIds } from '../db/recipients.ts';
import type { ActivityDeps } from './deps.ts';

export function createCampaignActivities({ db }: ActivityDeps) {
  return {
    /** A page of a campaign's recipients: their ids, in order. */
    listRecipients(page: { campaignId: string; from: number; limit: number }): Promise<string[]> {
      return listRecipientIds(db, page.campaignId, page.from, page.limit);
    },
  };
}
