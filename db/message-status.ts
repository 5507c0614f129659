import { sql, type RawBuilder } from 'kysely';
import type { MessageStatus } from '../domain/funnel.ts';
import type { RecipientState } from '../domain/status.ts';

/** The states that a recipient of a status can be in, where they are few of all: an index finds those. */
const RARE_STATES: Partial<Record<MessageStatus, { closed: RecipientState[]; unsent: RecipientState[] }>> = {
  SKIPPED: { closed: ['SKIPPED'], unsent: [] },
  FAILED: { closed: ['FAILED', 'CANCELLED', 'EXPIRED', 'UNKNOWN'], unsent: ['NOT_SENT', 'SCHEDULED'] },
  SCHEDULED: { closed: [], unsent: ['SCHEDULED', 'SENDING'] },
  NOT_SENT: { closed: [], unsent: ['NOT_SENT'] },
};

/** Whether a recipient `r` has one of the statuses; without a list it has. */
export function recipientHasStatus(statuses: readonly MessageStatus[] | undefined): RawBuilder<boolean> {
  if (!statuses) return sql<boolean>`true`;
  const has = sql<boolean>`${STATUS_OF_RECIPIENT} = ANY(${[...statuses]}::text[])`;
  const rare = statuses.flatMap((status) => RARE_STATES[status] ?? []);
  if (rare.length < statuses.length) return has;
  // Each half is what one partial index has: recipient_closed and recipient_unsent.
  const closed = sql`r.state = ANY(${rare.flatMap((states) => states.closed)}::text[])`;
  const unsent = sql`r.state = ANY(${rare.flatMap((states) => states.unsent)}::text[])`;
  return sql<boolean>`(${closed} OR ${unsent}) AND ${has}`;
}

/** Whether counted recipients `n` have one of the statuses; without a list they have. */
export function countedHaveStatus(statuses: readonly MessageStatus[] | undefined): RawBuilder<boolean> {
  return statuses ? sql<boolean>`${STATUS_OF_COUNTED} = ANY(${[...statuses]}::text[])` : sql<boolean>`true`;
}

/** What a recipient, or recipients counted together, say of their way through the funnel. */
type Funnel = Record<'state' | 'sent' | 'delivered' | 'read' | 'responded', RawBuilder<unknown>>;

/** The message status of the rows of `recipient_count`, which the query calls `n`, with their campaign `c`. */
export const STATUS_OF_COUNTED = statusOf({
  state: sql`n.state`,
  sent: sql`n.sent`,
  delivered: sql`n.delivered`,
  read: sql`n.read`,
  responded: sql`n.responded`,
});

/** The message status of the rows of `recipient`, which the query calls `r`, with their campaign `c`. */
export const STATUS_OF_RECIPIENT = statusOf({
  state: sql`r.state`,
  sent: sql`r.sent_at IS NOT NULL`,
  delivered: sql`r.delivered_at IS NOT NULL`,
  read: sql`r.read_at IS NOT NULL`,
  responded: sql`r.responded_at IS NOT NULL`,
});

/**
 * A reply is proof that the message was sent, whatever the provider has said so far. The sleepers of a campaign that is over find out when they
 * wake; what will become of them is certain.
 */
function statusOf({ state, sent, delivered, read, responded }: Funnel): RawBuilder<MessageStatus> {
  return sql<MessageStatus>`CASE
    WHEN ${responded} THEN 'RESPONDED'
    WHEN ${read} THEN 'READ'
    WHEN ${delivered} THEN 'DELIVERED'
    WHEN ${sent} OR ${state} IN ('SENT', 'DELIVERED', 'READ') THEN 'SENT'
    WHEN ${state} = 'SKIPPED' THEN 'SKIPPED'
    WHEN ${state} = 'SENDING' THEN 'SCHEDULED'
    WHEN ${state} IN ('NOT_SENT', 'SCHEDULED') AND c.status NOT IN ('CANCELLED', 'FAILED') THEN ${state}
    ELSE 'FAILED' END`;
}
