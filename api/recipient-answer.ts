import type { z } from 'zod';
import type { ListedRecipient, RecipientRecord } from '../db/recipient-list.ts';
import type { NudgeRecord } from '../db/nudges.ts';
import type { Attempt, Campaign, Conversation } from '../db/schema.ts';
import { CHANNELS } from '../domain/channel.ts';
import { actionOf } from '../domain/provider-codes.ts';
import { recordSentence } from '../domain/record-sentence.ts';
import { nudgeWorkflowId, recipientWorkflowId } from '../domain/workflow-ids.ts';
import type { RouteDeps } from './deps.ts';
import { toOptOut } from './opt-out-answer.ts';
import type { recipientAnswer, recipientDetails } from './schemas/recipients.ts';
import { workflowLink } from './temporal-links.ts';

type Config = RouteDeps['config'];

/** A recipient in a list. */
export function toRecipient(config: Config, listed: ListedRecipient, now: Date): z.infer<typeof recipientAnswer> {
  const { recipient, state, forecast } = listed;
  const addresses = CHANNELS.flatMap((channel) => {
    const address = recipient[channel];
    return address === null ? [] : [[channel, address]];
  });
  return {
    id: recipient.id,
    position: recipient.seq,
    state,
    addresses: Object.fromEntries(addresses) as Record<string, string>,
    zones: recipient.zones,
    channel: forecast?.channel ?? recipient.channel,
    nextSendAt: forecast?.nextSendAt ?? null,
    waitsFor: forecast?.waitsFor ?? null,
    constraint: forecast?.constraint ?? null,
    sentAt: isoOrNull(recipient.sent_at),
    error: toError(listed),
    sentence: forecast?.sentence ?? whatBecameOf(listed, now),
    workflowUrl: workflowLink(config, recipientWorkflowId(recipient.account_id, recipient.campaign_id, recipient.id)),
  };
}

/** A recipient with all that is kept of it. */
export function toRecipientDetails(
  config: Config,
  campaign: Campaign,
  record: RecipientRecord,
  now: Date,
): z.infer<typeof recipientDetails> {
  const { recipient, facts, attempts, conversation, optOuts, nudge } = record;
  return {
    ...toRecipient(config, record, now),
    proactiveCampaignId: campaign.id,
    campaignName: campaign.name,
    zoneSource: recipient.zone_source,
    zoneVersion: recipient.zone_version,
    acceptedAt: recipient.accepted_at.toISOString(),
    eligibleAt: isoOrNull(recipient.eligible_at),
    closedAt: isoOrNull(closedAt(record)),
    retriedAt: isoOrNull(recipient.retried_at),
    attempts: attempts.map(toAttempt),
    consent: { by: campaign.consented_by, at: campaign.created_at.toISOString(), words: campaign.consent_words },
    receipts: {
      sentAt: isoOrNull(recipient.sent_at),
      deliveredAt: isoOrNull(recipient.delivered_at),
      readAt: isoOrNull(recipient.read_at),
    },
    reply: {
      respondedAt: isoOrNull(recipient.responded_at),
      repliesUntil: facts.repliesUntilMs === null ? null : new Date(facts.repliesUntilMs).toISOString(),
      skill: campaign.skill,
    },
    conversation: conversation && toConversation(conversation),
    optOuts: optOuts.map(toOptOut),
    nudge: nudge && toNudge(config, nudge),
  };
}

function toError({ recipient, forecast }: ListedRecipient) {
  const { error_source: source, error_code: code, error_message: message } = recipient;
  const hasNone = source === null && code === null && message === null;
  return forecast !== null || hasNone ? null : { source, code, message };
}

function whatBecameOf(listed: ListedRecipient, now: Date): string {
  const { recipient, state, facts, circumstances } = listed;
  return recordSentence(
    {
      state,
      zones: recipient.zones,
      timezone: circumstances.timezone,
      channel: recipient.channel,
      attempts: facts.attempts,
      error: { source: recipient.error_source, code: recipient.error_code, message: recipient.error_message },
      sentAtMs: msOrNull(recipient.sent_at),
      deliveredAtMs: msOrNull(recipient.delivered_at),
      readAtMs: msOrNull(recipient.read_at),
      respondedAtMs: msOrNull(recipient.responded_at),
      closedAtMs: msOrNull(closedAt(listed)),
    },
    now.getTime(),
  );
}

/** It may have been another state's for a while: the instant is that of the state which it has. */
function closedAt({ recipient, state }: ListedRecipient): Date | null {
  switch (state) {
    case 'SKIPPED':
      return recipient.skipped_at;
    case 'FAILED':
    case 'UNKNOWN':
      return recipient.failed_at;
    case 'CANCELLED':
    case 'EXPIRED':
      return recipient.cancelled_at;
    default:
      return null;
  }
}

function toAttempt(attempt: Attempt) {
  return {
    id: attempt.id,
    number: attempt.number,
    channel: attempt.channel,
    state: attempt.state,
    from: attempt.from_address,
    to: attempt.to_address,
    providerMessageId: attempt.provider_message_id,
    code: attempt.code,
    meaning: attempt.code === null ? null : actionOf(attempt.channel, attempt.code).meaning,
    message: attempt.message,
    calledAt: attempt.called_at.toISOString(),
    endedAt: isoOrNull(attempt.ended_at),
    receiptAt: isoOrNull(attempt.receipt_at),
    localTime: attempt.local_time,
    ruleVersion: attempt.rule_version,
  };
}

function toConversation(conversation: Conversation) {
  return {
    id: conversation.id,
    state: conversation.closed_at === null ? ('OPEN' as const) : ('CLOSED' as const),
    skill: conversation.skill,
    openedAt: conversation.opened_at.toISOString(),
    closedAt: isoOrNull(conversation.closed_at),
  };
}

function toNudge(config: Config, nudge: NudgeRecord) {
  return {
    state: nudge.state,
    reason: nudge.reason,
    endedAt: isoOrNull(nudge.ended_at),
    devices: nudge.devices.map((device) => ({
      app: device.app,
      platform: device.platform,
      state: device.state,
      reason: device.reason,
      tries: device.tries,
      calledAt: isoOrNull(device.called_at),
      endedAt: isoOrNull(device.ended_at),
    })),
    workflowUrl: workflowLink(config, nudgeWorkflowId(nudge.account_id, nudge.message_id)),
  };
}

function isoOrNull(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}

function msOrNull(instant: Date | null): number | null {
  return instant?.getTime() ?? null;
}
