import { decideOnPage, listRecipientIds } from '../db/recipients.ts';
import type { RecipientInput } from '../workflows/inputs.ts';
import { transact } from '../db/transaction.ts';
import type { ActivityDeps } from './deps.ts';

type Page = { campaignId: string; from: number; limit: number };

export function createCampaignActivities({ db, now }: ActivityDeps) {
  return {
    /** A page of a campaign's recipients: their ids, in order. For campaigns from before `openPage`. */
    listRecipients(page: Page): Promise<string[]> {
      return listRecipientIds(db, page.campaignId, page.from, page.limit);
    },

    /**
     * A page of a campaign's recipients, in order, with the turn of those that may be sent to now. They are decided on together: one by one
     * costs each workflow an activity, and the database a transaction.
     */
    async openPage({ campaignId, from, limit }: Page): Promise<Pick<RecipientInput, 'recipientId' | 'turn'>[]> {
      const ids = await listRecipientIds(db, campaignId, from, limit);
      const nowMs = await now();
      const turns = await transact(db, (trx) => decideOnPage(trx, ids, nowMs));
      return ids.map((recipientId) => {
        const turn = turns.get(recipientId);
        return turn ? { recipientId, turn } : { recipientId };
      });
    },
  };
}
