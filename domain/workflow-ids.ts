/** The one place where workflow ids are made. They read well in the Temporal UI, and name nobody. */

export function campaignWorkflowId(accountId: string, campaignId: string): string {
  return `campaign/${accountId}/${campaignId}`;
}

export function recipientWorkflowId(accountId: string, campaignId: string, recipientId: string): string {
  return `recipient/${accountId}/${campaignId}/${recipientId}`;
}

/** Wakes the parked recipients of one campaign, or of a whole channel of an account. */
export function resumeWorkflowId(accountId: string, what: string): string {
  return `resume/${accountId}/${what}`;
}

/** Brings WhatsApp up to date with one template. */
export function templateWorkflowId(accountId: string, templateId: string): string {
  return `template/${accountId}/${templateId}`;
}

/** Sends one answer of an agent's. */
export function agentMessageWorkflowId(accountId: string, messageId: string): string {
  return `message/${accountId}/${messageId}`;
}

export const OUTBOX_SCHEDULE_ID = 'outbox';

export const HOUSEKEEPING_SCHEDULE_ID = 'housekeeping';
