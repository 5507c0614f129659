/** The one place where workflow ids are made. They read well in the Temporal UI, and name nobody. */

export function campaignWorkflowId(accountId: string, campaignId: string): string {
  return `campaign/${accountId}/${campaignId}`;
}

export function recipientWorkflowId(accountId: string, campaignId: string, recipientId: string): string {
  return `recipient/${accountId}/${campaignId}/${recipientId}`;
}

/** Wakes the parked recipients of one campaign, or of a whole channel of an account, or those that wait for what its settings have moved. */
export function resumeWorkflowId(
  accountId: string,
  what: { campaignId: string } | { channel: string } | { settingsOf: string },
): string {
  if ('settingsOf' in what) return `resume/${accountId}/settings/${what.settingsOf}`;
  return `resume/${accountId}/${'channel' in what ? what.channel : what.campaignId}`;
}

/** Brings WhatsApp up to date with one template. */
export function templateWorkflowId(accountId: string, templateId: string): string {
  return `template/${accountId}/${templateId}`;
}

/** Sends one answer of an agent's. */
export function agentMessageWorkflowId(accountId: string, messageId: string): string {
  return `message/${accountId}/${messageId}`;
}

/** Tells a conversation's adapter what happens in it. */
export function conversationWorkflowId(accountId: string, conversationId: string): string {
  return `conversation/${accountId}/${conversationId}`;
}

/** Wakes the phones of one In-App message's user. */
export function nudgeWorkflowId(accountId: string, messageId: string): string {
  return `nudge/${accountId}/${messageId}`;
}

export const OUTBOX_SCHEDULE_ID = 'outbox';

export const HOUSEKEEPING_SCHEDULE_ID = 'housekeeping';

export const RETENTION_SCHEDULE_ID = 'retention';
