/**
 * Stands where there is nothing to say. WhatsApp refuses a parameter without text (131008), and nobody documents that it takes one of
 * characters that do not show: those may be taken for nothing.
 */
const NOTHING = '-';

/**
 * A variable's value as WhatsApp takes it: without line breaks, tabs and more than four spaces in a row (132018), and not empty (131008).
 * Each stretch of them becomes one space; an empty value, which counts as given (contract.md section 2), becomes a dash. A refusal would
 * fail the recipient for what only differs in its layout.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export function whatsAppParameter(value: string): string {
  const text = value.replace(/\s*[\r\n\t\v\f\u0085\u2028\u2029]\s*|\s{5,}/g, ' ').trim();
  return text === '' || INVISIBLE.test(text) ? NOTHING : text;
}

/** Only spaces of no width, joiners, marks of direction and the like. */
const INVISIBLE = /^[\s\p{Cf}\p{Cc}]+$/u;
