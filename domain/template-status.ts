export const TEMPLATE_CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];

/** Only an APPROVED template can be sent. PENDING: with WhatsApp for review, or on its way there. */
export const TEMPLATE_STATUSES = ['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'] as const;
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number];

/**
 * WhatsApp's words for a template's status, from its webhook and its lists:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update
 */
const STATUS_OF: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: 'APPROVED',
  REINSTATED: 'APPROVED',
  UNPAUSED: 'APPROVED',
  PENDING: 'PENDING',
  IN_APPEAL: 'PENDING',
  REJECTED: 'REJECTED',
  LIMIT_EXCEEDED: 'REJECTED',
  PAUSED: 'PAUSED',
  DISABLED: 'DISABLED',
  DELETED: 'DISABLED',
  PENDING_DELETION: 'DISABLED',
  ARCHIVED: 'DISABLED',
};

/** What WhatsApp's word comes to; undefined for one that changes nothing of whether it may be sent (FLAGGED, LOCKED), and for new ones. */
export function templateStatusOf(word: string): TemplateStatus | undefined {
  const known = word.trim().toUpperCase();
  return Object.hasOwn(STATUS_OF, known) ? STATUS_OF[known] : undefined;
}

/** The code with which WhatsApp refuses to send a template of a status: channels.md section 3. A review that is under way stops nothing here. */
export const REFUSED_WITH: Readonly<Partial<Record<TemplateStatus, string>>> = {
  REJECTED: '132001',
  PAUSED: '132015',
  DISABLED: '132016',
};

/** WhatsApp writes a language with `_`, and in some webhooks with `-`. */
export function templateLanguageOf(code: string): string {
  return code.replace('-', '_');
}

/** One of WhatsApp's words on a template's status, and when it said it. */
export type StatusWord = { status: TemplateStatus; atMs: number };

/** Of words in one second: a review's outcome comes after its beginning, and what stops the sending goes before what allows it. */
const LATER: Record<TemplateStatus, number> = { PENDING: 0, APPROVED: 1, PAUSED: 2, REJECTED: 3, DISABLED: 4 };

/**
 * Whether a word on a template's status is newer than the last one: webhooks come in any order, and more than once. WhatsApp's instants are
 * whole seconds.
 */
export function isNewerStatus(known: { status: TemplateStatus; atMs: number | null }, word: StatusWord): boolean {
  if (known.atMs === null || word.atMs > known.atMs) return true;
  return word.atMs === known.atMs && LATER[word.status] > LATER[known.status];
}
