import { CHANNEL_NAMES, type Channel } from './channel.ts';

/** What stands behind an agent's answer, when it is written and again right before it is sent. */
export type AnswerFacts = {
  channel: Channel;
  /** When the conversation was closed, epoch ms; null: it is open. */
  closedAtMs: number | null;
  optedOut: boolean;
  /** Whether the account has the channel switched on. */
  channelOn: boolean;
  pausedReason: string | null;
  /** Whether the number that it would come from is still the account's; In-App has none to lose. */
  numberIsOwn: boolean;
  /** When the consumer last wrote on this channel to this number, epoch ms. */
  lastMessageAtMs: number | null;
};

/** What a notice stands on besides. */
export type NoticeFacts = AnswerFacts & {
  /** Of a confirmation: whether the very opt-out that it confirms still holds. */
  confirmsHolding: boolean;
  /** Whether an opt-out that holds came after what the notice answers. */
  optedOutSince: boolean;
};

/** Twilio's most for an SMS, WhatsApp's for a text: in characters. */
export const LONGEST_ANSWER: Record<Channel, number> = { sms: 1_600, wa: 4_096, inapp: 4_096 };

/** WhatsApp takes free text so long after the consumer's last message: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages */
const SERVICE_WINDOW_MS = 24 * 3_600_000;

/**
 * Why an agent's answer can't be sent now, in a sentence that names no person; undefined where it can. There is no send window: an answer to
 * a consumer who wrote is invited by what they wrote.
 */
export function refuseAnswer(facts: AnswerFacts, nowMs: number): string | undefined {
  const name = CHANNEL_NAMES[facts.channel];
  if (facts.closedAtMs !== null) return `The conversation was closed at ${new Date(facts.closedAtMs).toISOString()}.`;
  if (facts.optedOut) return 'The consumer has opted out.';
  if (!facts.channelOn) return `${name} is switched off for the account.`;
  if (facts.pausedReason !== null) return `${name} is paused. ${facts.pausedReason}`;
  if (!facts.numberIsOwn) return `The ${name} number of the conversation is no longer the account's.`;
  if (facts.channel !== 'wa') return undefined;
  if (facts.lastMessageAtMs === null)
    return 'The consumer never wrote on WhatsApp to this number: only a template may be sent.';
  const endedMs = facts.lastMessageAtMs + SERVICE_WINDOW_MS;
  if (nowMs < endedMs) return undefined;
  return `The 24 hours in which WhatsApp takes an answer ended at ${new Date(endedMs).toISOString()}: only a template may be sent until the consumer writes again.`;
}

/** What the account's own texts answer: a consumer's opt-out, which they confirm, or their HELP. */
export const NOTICE_PURPOSES = ['confirmation', 'help'] as const;
export type NoticePurpose = (typeof NOTICE_PURPOSES)[number];

/**
 * An opt-out may be confirmed once, within five minutes, with no marketing in it: 47 CFR 64.1200(a)(12), after FCC 12-143. It is counted from when
 * the consumer wrote.
 */
export const CONFIRMATION_WITHIN_MS = 5 * 60_000;

/** An answer that could not be sent until this long after it was written is stale: it fails, and is not sent. */
export const ANSWER_GIVE_UP_MS = 60 * 60_000;

/**
 * Why a message can't be sent now, as `refuseAnswer` has it. A notice goes to who has opted out, too: a confirmation of each opt-out while it
 * holds, and not late; the answer to a HELP that came after it. `writtenMs`: when the answer was written, or the consumer wrote what a notice answers.
 * They have waited for it then; an hour later, in the night perhaps, they do not.
 */
export function refuseMessage(
  message: { purpose: 'answer' | NoticePurpose; writtenMs: number },
  facts: NoticeFacts,
  nowMs: number,
): string | undefined {
  const isStale = message.purpose !== 'confirmation' && nowMs >= message.writtenMs + ANSWER_GIVE_UP_MS;
  return (
    refuseNow(message, facts, nowMs) ??
    (isStale ? 'It could not be sent within an hour of being asked for.' : undefined)
  );
}

function refuseNow(
  message: { purpose: 'answer' | NoticePurpose; writtenMs: number },
  facts: NoticeFacts,
  nowMs: number,
): string | undefined {
  if (message.purpose === 'answer') return refuseAnswer(facts, nowMs);
  if (message.purpose === 'confirmation') {
    if (!facts.confirmsHolding) return 'The opt-out has been taken back.';
    if (nowMs >= message.writtenMs + CONFIRMATION_WITHIN_MS) {
      return 'The five minutes in which an opt-out may be confirmed are over.';
    }
  } else if (facts.optedOutSince) {
    return 'The consumer has opted out since they asked.';
  }
  return refuseAnswer({ ...facts, optedOut: false }, nowMs);
}

const BACK_OFF_FIRST_MS = 2_000;
const BACK_OFF_MOST_MS = 60_000;

/** How long to wait before the next call, when the provider has said `tries` times that it did not take the answer, in ms. */
export function answerBackOffMs(
  tries: number,
  asked: { backOffMs?: number | undefined; retryAfterMs?: number | undefined },
): number {
  const own = Math.min(BACK_OFF_FIRST_MS * 2 ** (tries - 1), BACK_OFF_MOST_MS);
  return Math.max(own, asked.backOffMs ?? 0, asked.retryAfterMs ?? 0);
}
