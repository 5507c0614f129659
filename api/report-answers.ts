import type { AnalyticsRow } from '../db/reports.ts';
import type { ReportedCampaign, ReportedRecipient } from '../db/report-parts.ts';
import type { Transaction } from '../db/transactions.ts';
import { isoInstant } from '../domain/iso-instant.ts';
import { ENDED_WITH_CAMPAIGN, isUnsent } from '../domain/status.ts';
import type { WireAnalyticsRow, WireConsumerReport } from './schemas/report-answers.ts';

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

/**
 * A recipient in the words of contract.md section 5, as JSON: for a page of 5,000, to make objects of them and have those written takes a third more
 * of the processor. Tests hold it to the schema of the answer.
 */
export function transactionJson({ recipient: row, optOut }: Transaction): string {
  const { skill, campaign } = sharedJson(row.campaign);
  const { errorSource, errorCode, errorMessage } = errorOf(row);
  return (
    `{"channel":"${row.channel}",${skill},"transactionId":"${row.id}","attemptedTime":${instant(row.accepted_ms)}` +
    `,"eligibleTime":${instant(row.eligible_ms)},"inviteTime":${instant(row.called_ms)},"sentTime":${instant(row.sent_ms)}` +
    `,"deliveredTime":${instant(row.delivered_ms)},"readTime":${instant(row.read_ms)},"failedTime":${instant(row.failed_ms)}` +
    `,"skippedTime":${instant(row.skipped_ms)},"cancelledTime":${instant(row.cancelled_ms ?? endedMs(row))}` +
    `,"optInsTime":${instant(optOut.inMs)},"optOutsTime":${instant(optOut.outMs)},"conversationId":${text(row.conversation_id)}` +
    `,"conversationsCreatedTime":${instant(row.responded_ms)},"conversationsClosedTime":${instant(row.closed_ms)}` +
    `,"consumerId":${text(consumerOf(row))},"errorSource":${text(errorSource)},"errorCode":${text(errorCode)}` +
    `,"errorMessage":${text(errorMessage)},${campaign},"ivrNumber":null,"messageStatus":"${row.message_status}"}`
  );
}

type SharedJson = { skill: string; campaign: string };

const shared = new WeakMap<ReportedCampaign, SharedJson>();

/** What the transactions of a campaign have in common. */
function sharedJson(campaign: ReportedCampaign): SharedJson {
  const known = shared.get(campaign);
  if (known) return known;
  const skill = text(campaign.skill);
  const json = {
    skill: `"skill":${skill}`,
    campaign:
      `"proactiveCampaignId":${text(campaign.id)},"initialSkill":${skill}` +
      `,"initialChannel":"${campaign.initial_channel}","handOffId":${text(campaign.handoff_id)}`,
  };
  shared.set(campaign, json);
  return json;
}

function text(value: string | null): string {
  return value === null ? 'null' : JSON.stringify(value);
}

function instant(ms: number | null): string {
  return ms === null ? 'null' : `"${isoInstant(ms)}"`;
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
function errorOf(row: ReportedRecipient): Pick<WireConsumerReport, 'errorSource' | 'errorCode' | 'errorMessage'> {
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
