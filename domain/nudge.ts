import type { CampaignStatus } from './status.ts';

/** UNKNOWN: a platform may have taken it, and nothing says so. */
export type NudgeState = 'WAITING' | 'PUSHED' | 'NOT_PUSHED' | 'UNKNOWN';
export type NudgeDeviceState = 'WAITING' | 'CALLING' | 'PUSHED' | 'REFUSED' | 'UNKNOWN';

/** So long an app that is open has to say that it has the message. */
export const NUDGE_AFTER_MS = 5_000;

/** A message that is older is no news: a nudge for it comes too late, in whatever window. */
export const NUDGE_WITHIN_MS = 3_600_000;

const FIRST_BACK_OFF_MS = 10_000;
const LONGEST_BACK_OFF_MS = 300_000;

/** What a nudge stands on. Instants in epoch ms. */
export type NudgeFacts = {
  createdAtMs: number;
  deliveredAtMs: number | null;
  /** When the window of its message closes; null: it has none. */
  validUntilMs: number | null;
  optedOut: boolean;
  channelOn: boolean;
  channelPaused: boolean;
  /** Null: an agent's answer. */
  campaign: { status: CampaignStatus; expiresAtMs: number | null } | null;
};

/** Until when a phone may still be woken, epoch ms; or why none is, as a sentence. */
export type NudgeVerdict = { kind: 'push'; untilMs: number } | { kind: 'leave'; reason: string };

/**
 * Whether a phone is woken for a message at this moment. The same things hold back a nudge that hold back a message, the window first: it makes
 * a phone ring.
 */
export function judgeNudge(facts: NudgeFacts, nowMs: number): NudgeVerdict {
  const untilMs = Math.min(facts.validUntilMs ?? Infinity, facts.createdAtMs + NUDGE_WITHIN_MS);
  const reason = reasonToLeave(facts, nowMs, untilMs);
  return reason === undefined ? { kind: 'push', untilMs } : { kind: 'leave', reason };
}

function reasonToLeave(facts: NudgeFacts, nowMs: number, untilMs: number): string | undefined {
  const { campaign } = facts;
  if (facts.deliveredAtMs !== null) return 'The app had the message by itself.';
  if (facts.optedOut) return 'The consumer has opted out.';
  if (facts.validUntilMs !== null && nowMs >= facts.validUntilMs) return 'The send window of its message had closed.';
  if (!facts.channelOn) return 'In-App is switched off for the account.';
  if (facts.channelPaused) return 'In-App was paused.';
  if (campaign?.status === 'PAUSED') return 'The campaign was paused.';
  if (campaign?.status === 'CANCELLED' || campaign?.status === 'FAILED') return 'The campaign was called off.';
  if (campaign?.expiresAtMs != null && nowMs >= campaign.expiresAtMs) return 'The campaign had expired.';
  return nowMs >= untilMs ? 'It was too late: the message was an hour old.' : undefined;
}

/** How long a platform is left alone after so many calls, in ms: what it asked for, and no less than a growing time of our own. */
export function nudgeBackOffMs(tries: number, retryAfterMs: number | undefined): number {
  return Math.max(retryAfterMs ?? 0, Math.min(FIRST_BACK_OFF_MS * 2 ** (tries - 1), LONGEST_BACK_OFF_MS));
}

/** A lock screen shows less; both platforms take 4 KB in all. */
const LONGEST_TEXT = 180;

/** A message's text as a nudge shows it: on one line, cut between characters that a person would count. */
export function nudgeText(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  return characters.length <= LONGEST_TEXT
    ? line
    : `${characters
        .slice(0, LONGEST_TEXT - 1)
        .join('')
        .trimEnd()}…`;
}

/** What became of a nudge whose devices have all been tried. */
export function nudgeOutcome(states: readonly NudgeDeviceState[]): Exclude<NudgeState, 'WAITING'> {
  if (states.includes('PUSHED')) return 'PUSHED';
  return states.includes('UNKNOWN') || states.includes('CALLING') ? 'UNKNOWN' : 'NOT_PUSHED';
}
