import { Context } from '@temporalio/activity';
import type { Db } from '../db/connect.ts';
import { listWaitingOnSettings } from '../db/channels.ts';
import { listParked } from '../db/recipients.ts';
import { listWaitingOnRules } from '../db/rule-sets.ts';
import { deliverAll, recipientStart } from '../temporal/outbox.ts';
import type { ResumeInput } from '../workflows/inputs.ts';
import { reassessSignal } from '../workflows/messages.ts';
import type { recipient } from '../workflows/recipient.ts';
import type { ActivityDeps } from './deps.ts';
import { retryLater } from './once.ts';

const PAGE_SIZE = 200;
/** Younger messages are still being delivered by the process that wrote them. */
const OUTBOX_GRACE_SECONDS = 5;

export function createTemporalActivities({ db, client }: ActivityDeps) {
  return {
    /** Tells Temporal what it has not been told, and returns how much that was. */
    deliverOutbox(): Promise<number> {
      return deliverAll(db, client, OUTBOX_GRACE_SECONDS);
    },

    /** Wakes those who wait for a person or for settings, and returns how many. A retry goes on after the last page that was woken whole. */
    async wakeParked({ accountId, what }: ResumeInput): Promise<number> {
      const context = Context.current();
      let { after, woken } = (context.info.heartbeatDetails as { after: string | null; woken: number } | undefined) ?? {
        after: null,
        woken: 0,
      };
      for (;;) {
        if (context.cancellationSignal.aborted) throw retryLater('The worker ends; another goes on.', 0);
        const page = await listSleepers(db, accountId, what, after);
        for (const { id, campaign_id: campaignId } of page) {
          await client.workflow.signalWithStart<typeof recipient>('recipient', {
            ...recipientStart({ accountId, campaignId, recipientId: id }),
            signal: reassessSignal,
          });
        }
        const last = page.at(-1);
        if (!last) return woken;
        after = last.id;
        woken += page.length;
        context.heartbeat({ after, woken });
      }
    },
  };
}

function listSleepers(db: Db, accountId: string, what: ResumeInput['what'], after: string | null) {
  if (!('settingsOf' in what)) return listParked(db, accountId, what, after, PAGE_SIZE);
  if (what.settingsOf === 'rules') return listWaitingOnRules(db, accountId, after, PAGE_SIZE);
  return listWaitingOnSettings(db, accountId, what.settingsOf, after, PAGE_SIZE);
}
