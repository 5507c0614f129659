import { sql, type RawBuilder } from 'kysely';
import type { MessageStatus } from '../domain/funnel.ts';
import type { RecipientState } from '../domain/status.ts';

/** What the column `reached` can say of a recipient of a status. */
const REACHED: Record<MessageStatus, (MessageStatus | RecipientState)[]> = {
  RESPONDED: ['RESPONDED'],
  READ: ['READ'],
  DELIVERED: ['DELIVERED'],
  SENT: ['SENT'],
  SKIPPED: ['SKIPPED'],
  FAILED: ['FAILED', 'CANCELLED', 'EXPIRED', 'UNKNOWN', 'NOT_SENT', 'SCHEDULED'],
  SCHEDULED: ['SCHEDULED', 'SENDING'],
  NOT_SENT: ['NOT_SENT'],
};

/** Whether a recipient `r` has one of the statuses at `now`; without a list it has. The column is said first, for its index. */
export function recipientHasStatus(statuses: readonly MessageStatus[] | undefined, now: Date): RawBuilder<boolean> {
  if (!statuses) return sql<boolean>`true`;
  const reached = statuses.flatMap((status) => REACHED[status]);
  return sql<boolean>`r.reached = ANY(${reached}::text[]) AND ${statusOfRecipient(now)} = ANY(${[...statuses]}::text[])`;
}

/** Whether counted recipients `n` have one of the statuses at `now`; without a list they have. */
export function countedHaveStatus(statuses: readonly MessageStatus[] | undefined, now: Date): RawBuilder<boolean> {
  return statuses ? sql<boolean>`${statusOfCounted(now)} = ANY(${[...statuses]}::text[])` : sql<boolean>`true`;
}

/**
 * The message status at `now` of the rows of `recipient_count`, which the query calls `n`, with their campaign `c`. A reply is proof that the
 * message was sent, whatever the provider has said so far.
 */
export function statusOfCounted(now: Date): RawBuilder<MessageStatus> {
  return statusOf(
    sql`CASE
  WHEN n.responded THEN 'RESPONDED'
  WHEN n.read THEN 'READ'
  WHEN n.delivered THEN 'DELIVERED'
  WHEN n.sent OR n.state IN ('SENT', 'DELIVERED', 'READ') THEN 'SENT'
  ELSE n.state END`,
    now,
  );
}

/** The message status at `now` of the rows of `recipient`, which the query calls `r`, with their campaign `c`. */
export function statusOfRecipient(now: Date): RawBuilder<MessageStatus> {
  return statusOf(sql`r.reached`, now);
}

/** The sleepers of a campaign that is over find out when they wake; what will become of them is certain: `effectiveState` of domain/status.ts. */
function statusOf(reached: RawBuilder<unknown>, now: Date): RawBuilder<MessageStatus> {
  const isOver = sql`c.status IN ('CANCELLED', 'FAILED') OR c.expires_at <= ${now}::timestamptz`;
  return sql<MessageStatus>`CASE ${reached}
    WHEN 'RESPONDED' THEN 'RESPONDED'
    WHEN 'READ' THEN 'READ'
    WHEN 'DELIVERED' THEN 'DELIVERED'
    WHEN 'SENT' THEN 'SENT'
    WHEN 'SKIPPED' THEN 'SKIPPED'
    WHEN 'SENDING' THEN 'SCHEDULED'
    WHEN 'SCHEDULED' THEN CASE WHEN ${isOver} THEN 'FAILED' ELSE 'SCHEDULED' END
    WHEN 'NOT_SENT' THEN CASE WHEN ${isOver} THEN 'FAILED' ELSE 'NOT_SENT' END
    ELSE 'FAILED' END`;
}
