import { findNumberToLookUp, recordLineType } from '../db/line-types.ts';
import type { SendChannel } from '../domain/plan.ts';
import type { ActivityDeps } from './deps.ts';

/**
 * Has the provider say what kind of line a recipient's number is, where the account wants that and it is not known yet. It is kept before the
 * facts are read for the call, so the decision stands on it. A provider that does not say is no reason not to send: that is kept too.
 */
export async function lookUpLineType(deps: ActivityDeps, channel: SendChannel, recipientId: string): Promise<void> {
  const { lineType } = deps.adapters[channel];
  if (!lineType) return;
  const wanted = await findNumberToLookUp(deps.db, recipientId, new Date(await deps.now()));
  if (!wanted) return;
  const { accountId, number } = wanted;
  const found = await lineType(number);
  await recordLineType(deps.db, {
    account_id: accountId,
    number,
    type: found.outcome === 'known' ? found.type : null,
    problem: found.outcome === 'known' ? null : `${found.message}.`,
    looked_up_at: new Date(await deps.now()),
  });
}
