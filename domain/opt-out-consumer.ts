import type { Channel } from './channel.ts';
import { parsePhone } from './phone.ts';

/** A user id of an app is the brand's own: any text, but not without an end. */
const LONGEST_USER_ID = 255;

/** Whose namespace a consumer's name is of: phone numbers, or the brand's user ids. An id that looks like a number is none. */
export type ConsumerKind = 'phone' | 'user';

/** Whether an opt-out holds on all of the account's channels, or on one of them alone. */
export const OPT_OUT_SCOPES = ['account', 'channel'] as const;
export type OptOutScope = (typeof OPT_OUT_SCOPES)[number];

/** A consumer as an opt-out names them: E.164 of a phone, or a user id. */
export type OptOutConsumer = { kind: ConsumerKind; consumer: string };

export function consumerKindOf(channel: Channel): ConsumerKind {
  return channel === 'inapp' ? 'user' : 'phone';
}

/**
 * Whom an opt-out is about: the E.164 of a number in any notation, or, for In-App, the user id as it is. Completes, where it is neither,
 * the sentence "consumer: …".
 */
export function readOptOutConsumer(
  given: string | number,
  channel: Channel | null,
): { ok: true; consumer: OptOutConsumer } | { ok: false; reason: string } {
  if (channel === 'inapp') {
    const id = String(given).trim();
    if (id === '') return { ok: false, reason: 'is empty' };
    if (id.length > LONGEST_USER_ID) return { ok: false, reason: `has more than ${LONGEST_USER_ID} characters` };
    return { ok: true, consumer: { kind: 'user', consumer: id } };
  }
  if (String(given).trim() === '') return { ok: false, reason: 'is empty' };
  const parsed = parsePhone(given);
  if (parsed.ok) return { ok: true, consumer: { kind: 'phone', consumer: parsed.phone.e164 } };
  return { ok: false, reason: `is no valid phone number: ${parsed.reason}` };
}

/** All that a consumer may be recorded as: a text that is a number can be a user id too, unless the channel says which. */
export function optOutConsumersOf(given: string, channel: Channel | null): OptOutConsumer[] {
  const user: OptOutConsumer = { kind: 'user', consumer: given.trim() };
  if (channel === 'inapp') return [user];
  const parsed = parsePhone(given);
  const phones: OptOutConsumer[] = parsed.ok ? [{ kind: 'phone', consumer: parsed.phone.e164 }] : [];
  return channel === null ? [...phones, user] : phones;
}

/**
 * The channel on which alone an opt-out is to hold, null for all: as its scope is given, else by the account's setting where a channel is
 * known. Completes, where the scope can't be had, the sentence "scope: …".
 */
export function readOptOutScope(
  scope: OptOutScope | null,
  channel: Channel | null,
  setting: OptOutScope,
): { ok: true; channel: Channel | null } | { ok: false; reason: string } {
  if (scope === 'channel' && channel === null) return { ok: false, reason: '"channel" needs the channel' };
  return { ok: true, channel: (scope ?? setting) === 'channel' ? channel : null };
}
