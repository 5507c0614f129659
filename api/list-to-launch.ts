import type { Transaction } from 'kysely';
import type { Database, RecipientList } from '../db/schema.ts';
import { lockRecipientList } from '../db/uploaded-lists.ts';
import type { ChannelPlan, Plan } from '../domain/plan.ts';
import { hashOfBody } from './body.ts';
import { ApiError } from './errors.ts';

/**
 * The list that a campaign is to be launched with, held until the transaction ends. Throws an ApiError where the account has no such list, where
 * its file is still coming, where it was launched before, or has nobody in it.
 */
export async function lockListToLaunch(
  trx: Transaction<Database>,
  accountId: string,
  id: string,
): Promise<RecipientList> {
  const list = await lockRecipientList(trx, accountId, id);
  if (!list) throw new ApiError(400, `recipientListId: the account has no list ${JSON.stringify(id)}`);
  if (list.state === 'LAUNCHED') {
    const campaign = list.campaign_id === null ? '' : `, as campaign ${list.campaign_id}`;
    throw new ApiError(409, `recipientListId: the list was launched before${campaign}`);
  }
  if (list.state === 'READING') throw new ApiError(409, 'recipientListId: the file of the list is still being read');
  if (list.good === 0) throw new ApiError(400, 'recipientListId: the list has no good line');
  return list;
}

/**
 * Handoffs and templates change: the recipients of a list would lack a variable, or have one too many. Throws an ApiError where a plan has another
 * content than the list was judged for; with `all`, where it would go out from other numbers too.
 */
export function checkListContent(list: RecipientList, plan: Plan, what: 'content' | 'all'): void {
  const of = what === 'all' ? hashOfBody : contentOf;
  if (of(list.plan) === of(plan)) return;
  throw new ApiError(409, 'recipientListId: the list was uploaded for another content; upload it again');
}

/** What recipients are judged by: the same from whichever number it is sent. */
function contentOf(plan: Plan): string {
  return hashOfBody(plan.map((entry: ChannelPlan) => ({ ...entry, from: null, fromRef: null })));
}
