import type { Channel } from './channel.ts';
import { parsePhone } from './phone.ts';

/** A user id of an app is the brand's own: any text, but not without an end. */
const LONGEST_USER_ID = 255;

/**
 * Whom an opt-out is about: the E.164 of a number in any notation, or, for In-App, the user id as it is. Completes, where it is neither,
 * the sentence "consumer: …".
 */
export function readOptOutConsumer(
  given: string | number,
  channel: Channel | null,
): { ok: true; consumer: string } | { ok: false; reason: string } {
  if (channel === 'inapp') {
    const id = String(given).trim();
    if (id === '') return { ok: false, reason: 'is empty' };
    if (id.length > LONGEST_USER_ID) return { ok: false, reason: `has more than ${LONGEST_USER_ID} characters` };
    return { ok: true, consumer: id };
  }
  if (String(given).trim() === '') return { ok: false, reason: 'is empty' };
  const parsed = parsePhone(given);
  if (parsed.ok) return { ok: true, consumer: parsed.phone.e164 };
  return { ok: false, reason: `is no valid phone number: ${parsed.reason}` };
}

/** All that a consumer may be recorded as: a text that is a number can be a user id too, unless the channel says which. */
export function optOutConsumersOf(given: string, channel: Channel | null): string[] {
  const id = given.trim();
  if (channel === 'inapp') return [id];
  const parsed = parsePhone(given);
  const numbers = parsed.ok ? [parsed.phone.e164] : [];
  return channel === null && !numbers.includes(id) ? [...numbers, id] : numbers;
}

/** Numbers are kept as E.164; whoever is none is a user of an app. */
export function isPhoneConsumer(consumer: string): boolean {
  return /^\+\d{6,15}$/.test(consumer);
}
