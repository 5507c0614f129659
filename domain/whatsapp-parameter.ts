/** Takes no room, and is no white space: a parameter of it has a text, and shows nothing. */
const NOTHING = '\u200b';

/**
 * A variable's value as WhatsApp takes it: without line breaks, tabs and more than four spaces in a row (132018), and not empty (131008).
 * Each stretch of them becomes one space; an empty value, which counts as given (contract.md section 2), shows nothing. A refusal would
 * fail the recipient for what only differs in its layout.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export function whatsAppParameter(value: string): string {
  const text = value.replace(/\s*[\r\n\t\v\f\u0085\u2028\u2029]\s*|\s{5,}/g, ' ').trim();
  return text === '' ? NOTHING : text;
}
