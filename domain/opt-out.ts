const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'OPT OUT']);
const START = new Set(['START', 'YES', 'UNSTOP']);

export type InboundKind = 'reply' | 'opt-out' | 'opt-in';

/**
 * What a consumer's message asks for. A keyword is the whole message in any case; spaces and punctuation around it do not count.
 * Keywords: Twilio's list, and 47 CFR 64.1200(a)(10) for "revoke" and "opt out".
 * YES is an opt-in only from someone who is opted out: from anyone else it answers the campaign.
 */
export function inboundKind(text: string, optedOut: boolean): InboundKind {
  const word = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
    .replace(/[\s-]+/g, ' ');
  if (STOP.has(word)) return 'opt-out';
  if (START.has(word) && (optedOut || word !== 'YES')) return 'opt-in';
  return 'reply';
}
