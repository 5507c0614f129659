/** Error codes of our own: contract.md section 5, `proactive_<code>`. */
export const PROACTIVE = {
  notEligible: '1001',
  openConversation: '1400',
  unexpected: '5000',
  timeout: '5403',
} as const;

export type ErrorSource = 'outbound_wa' | 'outbound_twilio' | 'twilio' | 'proactive';
