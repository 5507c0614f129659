import type { AnalyticsRow } from '../db/reports.ts';
import type { ReportedRecipient } from '../db/report-pages.ts';
import type { Transaction } from '../db/transactions.ts';
import { isoInstant } from '../domain/iso-instant.ts';
import { ENDED_WITH_CAMPAIGN, isUnsent } from '../domain/status.ts';
import type { WireAnalyticsRow, WireConsumerReport, WireTransaction } from './schemas/report-answers.ts';

/** The funnel in the words of contract.md section 5; with `csatResponses` ours beside them, which no client of the original's has to know. */
export function toAnalyticsRow(row: AnalyticsRow, { csatResponses = false } = {}): WireAnalyticsRow {
  return {
    channel: row.channel,
    skill: row.skill,
    transactionday: row.day,
    ...(row.handoff_id === undefined ? {} : { handoffid: row.handoff_id }),
    ...(row.source === undefined ? {} : { source: row.source }),
    attempted: row.attempted,
    eligible: row.eligible,
    skipped: row.skipped,
    sent: row.sent,
    failed: row.attempted - row.sent - row.skipped,
    pending: row.pending,
    delivered: row.delivered,
    read: row.read,
    conversationscreated: row.responded,
    conversationsclosed: row.closed,
    csat: row.csat,
    ...(csatResponses ? { csatresponses: row.rated } : {}),
    error_aggregation: row.errors,
  };
}

/** A recipient in the words of contract.md section 5. */
export function toTransaction({ recipient: row, optOut }: Transaction): WireTransaction {
  return {
    channel: row.channel,
    skill: row.campaign.skill,
    transactionId: row.id,
    attemptedTime: isoInstant(row.accepted_ms),
    eligibleTime: isoOrNull(row.eligible_ms),
    inviteTime: isoOrNull(row.called_ms),
    sentTime: isoOrNull(row.sent_ms),
    deliveredTime: isoOrNull(row.delivered_ms),
    readTime: isoOrNull(row.read_ms),
    failedTime: isoOrNull(row.failed_ms),
    skippedTime: isoOrNull(row.skipped_ms),
    cancelledTime: isoOrNull(row.cancelled_ms ?? endedMs(row)),
    optInsTime: isoOrNull(optOut.inMs),
    optOutsTime: isoOrNull(optOut.outMs),
    conversationId: row.conversation_id,
    conversationsCreatedTime: isoOrNull(row.responded_ms),
    conversationsClosedTime: isoOrNull(row.closed_ms),
    consumerId: consumerOf(row),
    ...errorOf(row),
    proactiveCampaignId: row.campaign_id,
    initialSkill: row.campaign.skill,
    initialChannel: row.campaign.initial_channel,
    handOffId: row.campaign.handoff_id,
    ivrNumber: null,
    messageStatus: row.message_status,
  };
}

/** A recipient in the report of its campaign. */
export function toConsumerReport(row: ReportedRecipient): WireConsumerReport {
  return {
    id: row.id,
    status: row.message_status,
    consumerId: consumerOf(row),
    conversationId: row.conversation_id,
    ...errorOf(row),
  };
}

/** The address on its channel; a channel without one is tried by no one, so then any. */
function consumerOf(row: ReportedRecipient): string {
  return row[row.channel] ?? row.wa ?? row.sms ?? row.inapp ?? '';
}

/** When who has not been sent to was ended by the end of the campaign, of which the workflow has yet to find out. */
function endedMs(row: ReportedRecipient): number | null {
  if (!isEndedUnsent(row)) return null;
  const { status, cancelled_at, expires_at } = row.campaign;
  if (status === 'CANCELLED') return cancelled_at?.getTime() ?? null;
  return status === 'FAILED' ? null : (expires_at?.getTime() ?? null);
}

/** What is still to be sent to has no error yet; who will never be, because the campaign is over, has that one. */
function errorOf(row: ReportedRecipient): Pick<WireTransaction, 'errorSource' | 'errorCode' | 'errorMessage'> {
  if (!isUnsent(row.state)) {
    return { errorSource: row.error_source, errorCode: row.error_code, errorMessage: row.error_message };
  }
  return { errorSource: null, errorCode: null, errorMessage: isEndedUnsent(row) ? (endOf(row) ?? null) : null };
}

function isEndedUnsent({ state, message_status }: ReportedRecipient): boolean {
  return isUnsent(state) && message_status === 'FAILED';
}

function endOf({ campaign: { status, status_reason } }: ReportedRecipient): string | undefined {
  if (status === 'FAILED' && status_reason !== null) return status_reason;
  return ENDED_WITH_CAMPAIGN[status === 'CANCELLED' || status === 'FAILED' ? status : 'EXPIRED'];
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : isoInstant(ms);
}
