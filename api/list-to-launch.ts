import type { Transaction } from 'kysely';
import type { Database, RecipientList } from '../db/schema.ts';
import { lockRecipientList } from '../db/uploaded-lists.ts';
import type { ChannelPlan, Plan } from '../domain/plan.ts';
import { hashOfBody } from './body.ts';
import { ApiError } from './errors.ts';

/**
 * The list that a campaign with this plan is to be launched with, held until the transaction ends. Throws an ApiError where the account has no
 * such list, where its file is still coming, where it was launched before or for another content, or has nobody in it.
 */
export async function lockListToLaunch(
  trx: Transaction<Database>,
  accountId: string,
  id: string,
  plan: Plan,
): Promise<RecipientList> {
  const list = await lockRecipientList(trx, accountId, id);
  if (!list) throw new ApiError(400, `recipientListId: the account has no list ${JSON.stringify(id)}`);
  if (list.state === 'LAUNCHED') {
    const campaign = list.campaign_id === null ? '' : `, as campaign ${list.campaign_id}`;
    throw new ApiError(409, `recipientListId: the list was launched before${campaign}`);
  }
  if (list.state === 'READING') throw new ApiError(409, 'recipientListId: the file of the list is still being read');
  // Handoffs and templates change: its recipients would lack a variable, or have one too many.
  if (contentOf(list.plan) !== contentOf(plan)) {
    throw new ApiError(409, 'recipientListId: the list was uploaded for another content; upload it again');
  }
  if (list.good === 0) throw new ApiError(400, 'recipientListId: the list has no good line');
  return list;
}

/** What recipients are judged by: the same from whichever number it is sent. */
function contentOf(plan: Plan): string {
  return hashOfBody(plan.map((entry: ChannelPlan) => ({ ...entry, from: null, fromRef: null })));
}
