import { sql } from 'kysely';
import { consumerKindOf } from '../domain/opt-out-consumer.ts';
import type { CodeRule } from '../domain/provider-codes.ts';
import { rememberIneligible } from './attempts.ts';
import type { Db } from './connect.ts';
import { findOptOutChannel, insertOptOut } from './opt-outs.ts';
import type { Attempt } from './schema.ts';

/** What a provider's code means beyond this one message: an opt-out, a number to remember, a campaign or a channel to pause. */
export async function recordConsequences(
  db: Db,
  attempt: Attempt,
  code: string,
  rule: CodeRule,
  nowMs: number,
): Promise<void> {
  if (rule.rememberNotEligible) {
    const { account_id: accountId, channel, to_address: address } = attempt;
    await rememberIneligible(db, { accountId, channel, address, code }, nowMs);
  }
  const reason = `${rule.meaning} (code ${code}).`;
  if (rule.action === 'opted-out') {
    const { account_id: accountId, channel } = attempt;
    const consumer = { kind: consumerKindOf(channel), consumer: attempt.to_address };
    const scoped = await findOptOutChannel(db, accountId, channel);
    await insertOptOut(db, { accountId, ...consumer, channel: scoped, source: `provider:${code}` }, nowMs);
  } else if (rule.action === 'pause-campaign') {
    await db
      .updateTable('campaign')
      .set({ status: 'PAUSED', status_reason: reason })
      .where('status', '=', 'RUNNING')
      .where('id', 'in', (eb) =>
        eb.selectFrom('recipient').select('campaign_id').where('id', '=', attempt.recipient_id),
      )
      .execute();
  } else if (rule.action === 'pause-channel') {
    // The campaign's row before the channel's, as lockForSending has it.
    await sql`SELECT FROM campaign WHERE id = (SELECT campaign_id FROM recipient WHERE id = ${attempt.recipient_id}) FOR SHARE`.execute(
      db,
    );
    await db
      .updateTable('channel_setting')
      .set({ paused_reason: reason })
      .where('account_id', '=', attempt.account_id)
      .where('channel', '=', attempt.channel)
      .where('paused_reason', 'is', null)
      .execute();
  }
}
