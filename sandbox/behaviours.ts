import { type Channel, type Message, digits } from './message.ts';

/** What the carrier is to do with the next messages to a number. */
export type Outcome =
  | { kind: 'refuse'; code: string }
  | { kind: 'fail'; code: string; webhooks?: Message['webhooks'] }
  | { kind: 'timeout-after-accept'; webhooks?: Message['webhooks'] }
  | { kind: 'no-receipt' }
  | { kind: 'phone-off' }
  | { kind: 'trial' }
  | { kind: 'webhooks'; how: NonNullable<Message['webhooks']> };

export type Behaviour = { channel: Channel; to: string; outcome: string; times?: number };

const MAX_BEHAVIOURS = 10_000;

/**
 * An outcome as it is written: an error code of the provider, or `http_<status>` for a bare HTTP error; `failed:<code>`;
 * `timeout-after-accept`; `no-receipt`; `phone-off`, until `ok`; `late`, `doubled` or `shuffled`, of its webhooks, also after a `+` behind
 * `failed:<code>` and `timeout-after-accept`; `trial`, of a Twilio account that is one; `ok`. Undefined when it is none of them.
 */
export function parseOutcome(text: string): Outcome | 'ok' | undefined {
  const [, what, how] = /^(.*)\+(late|doubled|shuffled)$/.exec(text) ?? [];
  if (what === undefined) return parseOne(text);
  const outcome = parseOne(what);
  if (outcome === undefined || outcome === 'ok') return undefined;
  if (outcome.kind !== 'fail' && outcome.kind !== 'timeout-after-accept') return undefined;
  return { ...outcome, webhooks: how as Message['webhooks'] };
}

function parseOne(text: string): Outcome | 'ok' | undefined {
  if (text === 'ok' || text === 'no-receipt' || text === 'timeout-after-accept') {
    return text === 'ok' ? 'ok' : { kind: text };
  }
  if (text === 'phone-off' || text === 'trial') return { kind: text };
  if (text === 'late' || text === 'doubled' || text === 'shuffled') return { kind: 'webhooks', how: text };
  const refusal = /^(\d{1,6}|http_[45]\d\d)$/.exec(text);
  if (refusal?.[1] !== undefined) return { kind: 'refuse', code: refusal[1] };
  const failure = /^failed:(\d{1,6})$/.exec(text);
  return failure?.[1] === undefined ? undefined : { kind: 'fail', code: failure[1] };
}

/** Which status webhooks follow a message that is taken, and how. */
export function courseOf(outcome: Outcome | undefined): Pick<Message, 'receipts' | 'webhooks'> {
  switch (outcome?.kind) {
    case 'fail':
      return { receipts: { fail: outcome.code }, webhooks: outcome.webhooks };
    case 'timeout-after-accept':
      return { receipts: 'all', webhooks: outcome.webhooks };
    case 'no-receipt':
      return { receipts: 'none' };
    case 'phone-off':
      return { receipts: 'phone-off' };
    case 'webhooks':
      return { receipts: 'all', webhooks: outcome.how };
    default:
      return { receipts: 'all' };
  }
}

/** The behaviours that were asked for, by channel and number; they end with the process. */
export class Behaviours {
  readonly #byNumber = new Map<string, Behaviour>();

  /** Sets one; `ok` clears. Returns false when there are too many. */
  set(behaviour: Behaviour): boolean {
    const key = keyOf(behaviour.channel, behaviour.to);
    if (behaviour.outcome === 'ok') {
      this.#byNumber.delete(key);
      return true;
    }
    if (this.#byNumber.size >= MAX_BEHAVIOURS && !this.#byNumber.has(key)) return false;
    this.#byNumber.set(key, { ...behaviour });
    return true;
  }

  list(): Behaviour[] {
    return [...this.#byNumber.values()];
  }

  /** What to do with a message to this number, counting it against `times`; that of `*` where the number has none. */
  take(channel: Channel, to: string): Outcome | undefined {
    const key = [keyOf(channel, to), keyOf(channel, '*')].find((each) => this.#byNumber.has(each));
    const behaviour = key === undefined ? undefined : this.#byNumber.get(key);
    if (key === undefined || !behaviour) return undefined;
    if (behaviour.times !== undefined) {
      behaviour.times -= 1;
      if (behaviour.times <= 0) this.#byNumber.delete(key);
    }
    const outcome = parseOutcome(behaviour.outcome);
    return outcome === 'ok' ? undefined : outcome;
  }
}

function keyOf(channel: Channel, to: string): string {
  return `${channel}/${to === '*' ? to : digits(to)}`;
}
