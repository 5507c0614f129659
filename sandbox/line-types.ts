import { digits } from './message.ts';

/** Twilio Lookup's words: https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence#type-property-values */
export const LINE_TYPES = [
  ...['mobile', 'landline', 'fixedVoip', 'nonFixedVoip', 'personal', 'tollFree', 'premium', 'sharedCost', 'uan'],
  ...['voicemail', 'pager', 'unknown'],
];

/**
 * Whether a text is what Lookup can be told to say of a number: a line type; `no-type:<code>`, an answer without one; an error code or
 * `http_<status>`; `timeout`.
 */
export function isLineType(text: string): boolean {
  return LINE_TYPES.includes(text) || /^(no-type:\d{5}|\d{5}|http_[45]\d\d|timeout)$/.test(text);
}

/** What Twilio Lookup says of numbers, and how often it was asked; it ends with the process. */
export class LineTypes {
  readonly #byNumber = new Map<string, string>();
  readonly #asked = new Map<string, number>();

  set(number: string, type: string): void {
    this.#byNumber.set(number === '*' ? number : digits(number), type);
  }

  /** What it says of a number, counting that it was asked: every phone is a mobile one unless it was told otherwise. */
  ask(number: string): string {
    const key = digits(number);
    this.#asked.set(key, this.asked(number) + 1);
    return this.#byNumber.get(key) ?? this.#byNumber.get('*') ?? 'mobile';
  }

  asked(number: string): number {
    return this.#asked.get(digits(number)) ?? 0;
  }
}
