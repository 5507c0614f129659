import type { Channel } from './channel.ts';
import { PROACTIVE, type ErrorSource } from './errors.ts';
import type { SendChannel } from './plan.ts';
import { actionOf } from './provider-codes.ts';
import type { AttemptState } from './status.ts';

export type AttemptFact = {
  channel: Channel;
  state: AttemptState;
  /** The provider's code where it refused or failed. */
  code: string | null;
  calledAtMs: number;
  endedAtMs: number | null;
  /** When the provider, having taken it, said that it could not be delivered. */
  failedAtMs: number | null;
  /** How long the provider asked to be left alone, in milliseconds. */
  retryAfterMs: number | null;
};

/** Where earlier attempts leave a channel. */
export type Standing =
  | { kind: 'open' }
  | {
      kind: 'back-off';
      untilMs: number | 'next-opening';
      sinceMs: number;
      reason: string;
      /** The provider's code of the last try, what it means, and how many tries there were on the channel. */
      code: string;
      meaning: string;
      tries: number;
    }
  | { kind: 'exhausted'; error: { source: ErrorSource; code: string; reason: string } };

/** Openings that one message is tried at where the provider says that it came too late. */
export const MAX_OPENINGS = 5;

const ENDED: AttemptState[] = ['REFUSED', 'FAILED', 'ABSENT'];

/** Tries of one message on one channel when the provider is unwell: with the back-off below about five hours. */
export const MAX_TRIES = 40;
const BACK_OFF_FIRST_MS = 2_000;
const BACK_OFF_MOST_MS = 10 * 60_000;
/** Before the second and last try where the table says "once more": long enough for a phone to come back. */
const ONCE_MORE_AFTER_MS = 60_000;

const NEVER_TAKEN = { action: 'retry', meaning: 'The provider never got the message', backOffMs: undefined } as const;

/** What the attempts on a channel say of it, by the tables of provider-codes.ts. */
export function standingOf(channel: SendChannel, attempts: AttemptFact[]): Standing {
  const tries = attempts.filter((attempt) => attempt.channel === channel && ENDED.includes(attempt.state));
  const last = tries.at(-1);
  if (!last) return { kind: 'open' };
  const code = last.code ?? PROACTIVE.timeout;
  const rule = last.state === 'ABSENT' ? NEVER_TAKEN : actionOf(channel, code);
  const sinceMs = last.endedAtMs ?? last.calledAtMs;
  // A phone that is off is known to be off from then on.
  const knownMs = last.failedAtMs ?? sinceMs;
  const source = last.code === null ? 'proactive' : errorSource(channel, last.state);
  const exhausted: Standing = { kind: 'exhausted', error: { source, code, reason: `${rule.meaning}.` } };
  const backOff = (untilMs: number | 'next-opening'): Standing => {
    const reason = `${rule.meaning} (code ${code}, attempt ${tries.length}).`;
    return { kind: 'back-off', untilMs, sinceMs, reason, code, meaning: rule.meaning, tries: tries.length };
  };
  switch (rule.action) {
    case 'retry': {
      if (tries.length >= MAX_TRIES) return exhausted;
      const delayMs = Math.min(BACK_OFF_FIRST_MS * 2 ** (tries.length - 1), BACK_OFF_MOST_MS);
      return backOff(knownMs + Math.max(delayMs, rule.backOffMs ?? 0, last.retryAfterMs ?? 0));
    }
    case 'retry-then-next-channel': {
      const alike = tries.filter(
        (attempt) => attempt.code !== null && actionOf(channel, attempt.code).action === rule.action,
      );
      return alike.length > 1 ? exhausted : backOff(knownMs + ONCE_MORE_AFTER_MS);
    }
    case 'sleep-until-opening':
      return tries.length >= MAX_OPENINGS ? exhausted : backOff('next-opening');
    // The pause holds it; when a person resumes, it is tried again.
    case 'pause-campaign':
    case 'pause-channel':
      return { kind: 'open' };
    default:
      return exhausted;
  }
}

/** contract.md section 5: a refused send and a failed delivery carry different sources. */
export function errorSource(channel: Channel, state: AttemptState): ErrorSource {
  if (channel === 'inapp') return 'proactive';
  if (channel === 'wa') return 'outbound_wa';
  return state === 'FAILED' ? 'twilio' : 'outbound_twilio';
}
