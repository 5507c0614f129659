/** Error codes of our own: contract.md section 5, `proactive_<code>`. */
export const PROACTIVE = {
  notEligible: '1001',
  openConversation: '1400',
  unexpected: '5000',
  timeout: '5403',
  /** The user was registered with an app of the handoff, and the registration has run out: "In-App token not found". */
  inAppExpired: '16',
  /** The user is registered with none of the handoff's apps: "In-App consumer is not authenticated". */
  inAppUnknown: '28',
} as const;

/** Ours too, with Twilio as its source: contract.md section 5. The message was taken, and what became of it nobody said. */
export const NO_RECEIPT = '5008';
/** How long a delivery receipt is waited for before that is said. */
export const NO_RECEIPT_AFTER_HOURS = 72;

export type ErrorSource = 'outbound_wa' | 'outbound_twilio' | 'twilio' | 'proactive';
