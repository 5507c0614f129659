import { sql, type RawBuilder } from 'kysely';
import type { MessageStatus } from '../domain/funnel.ts';

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
    WHEN ${sent} THEN 'SENT'
    WHEN ${state} = 'SKIPPED' THEN 'SKIPPED'
    WHEN ${state} = 'SENDING' THEN 'SCHEDULED'
    WHEN ${state} IN ('NOT_SENT', 'SCHEDULED') AND c.status NOT IN ('CANCELLED', 'FAILED') THEN ${state}
    ELSE 'FAILED' END`;
}
