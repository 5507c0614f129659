import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy } from '@temporalio/common';
import {
  continueAsNew,
  ParentClosePolicy,
  patched,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  startChild,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { recipientWorkflowId } from '../domain/workflow-ids.ts';
import type { CampaignInput, RecipientInput } from './inputs.ts';
import { progressQuery } from './messages.ts';
import { DECIDE_BY_PAGES } from './patches.ts';
import { recipient } from './recipient.ts';
import { accountIdKey, campaignIdKey, recipientStateKey } from './search-attributes.ts';

const { listRecipients, openPage } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s',
  localRetryThreshold: '5s',
  retry: { maximumInterval: '30s' },
});

/** Children whose start is asked for at once. */
const PAGE_SIZE = 100;
/** A child costs its parent three events at most (asked for, started, ended): with its tasks a run stays under 2,000. */
const PAGES_PER_RUN = 5;

/**
 * Starts one child workflow per recipient, page by page, and waits for none of them: each goes its own way, through nights and pauses, and
 * the campaign's progress is read from the database.
 */
export async function campaign(input: CampaignInput): Promise<{ started: number }> {
  const { accountId, campaignId } = input;
  let from = input.from;
  setHandler(progressQuery, () => ({ started: from }));
  for (let page = 0; page < PAGES_PER_RUN; page++) {
    setCurrentDetails(`Has started ${from} recipients.`);
    const recipients = await nextPage({ campaignId, from, limit: PAGE_SIZE });
    await Promise.all(recipients.map((each) => startRecipient({ accountId, campaignId, ...each })));
    from += recipients.length;
    if (recipients.length < PAGE_SIZE) return { started: from };
  }
  return continueAsNew<typeof campaign>({ accountId, campaignId, from });
}

async function nextPage(page: Parameters<typeof openPage>[0]): Promise<Pick<RecipientInput, 'recipientId' | 'turn'>[]> {
  if (patched(DECIDE_BY_PAGES)) return openPage(page);
  return (await listRecipients(page)).map((recipientId) => ({ recipientId }));
}

async function startRecipient(input: RecipientInput): Promise<void> {
  const { accountId, campaignId, recipientId } = input;
  try {
    await startChild(recipient, {
      workflowId: recipientWorkflowId(accountId, campaignId, recipientId),
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      // Who has ended stays so when an operator resets the campaign.
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      typedSearchAttributes: [
        { key: accountIdKey, value: accountId },
        { key: campaignIdKey, value: campaignId },
        { key: recipientStateKey, value: 'SCHEDULED' },
      ],
    });
  } catch (error) {
    // A STOP or a reply can have started it first, and so has an earlier run that an operator resets.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
