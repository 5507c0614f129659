import type { PushCredential } from '../domain/push.ts';

/** One nudge to one device, complete. */
export type PushMessage = {
  /** That of the message in the inbox: two nudges with the same one collapse on the device. */
  messageId: string;
  app: string;
  /** The platform's name for the device. */
  token: string;
  title: string;
  text: string;
  /** The instant (ISO 8601) after which the platform must not show it: a device that was off gets it no later. */
  validUntil: string;
  /** The same from now on. */
  validForSeconds: number;
};

/** What came of a call, as far as this side can tell. Reasons name no person. */
export type PushResult =
  | { outcome: 'pushed' }
  /** The platform knows the device no more. */
  | { outcome: 'gone'; reason: string }
  /** This nudge, which no retry changes. */
  | { outcome: 'refused'; reason: string }
  /** The credential, or what it is for: nothing of the app's gets through until a person puts it right. */
  | { outcome: 'credential'; reason: string }
  /** The platform answered, or was never reached, and took nothing: later it may. */
  | { outcome: 'unwell'; reason: string; retryAfterMs?: number }
  /** No answer, or none that can be read: the platform may have taken it. */
  | { outcome: 'unknown'; reason: string };

/** The port that both platforms' adapters implement. Adapters never throw for what a platform says. */
export interface PushAdapter<Credential extends PushCredential> {
  push(credential: Credential, message: PushMessage): Promise<PushResult>;
  /** Ends what is open. */
  close(): Promise<void>;
}

/** Keeps what is made of a credential, of the `size` that were used last: tokens and connections are for more than one call. */
export class CredentialCache<T> {
  readonly #made = new Map<string, T>();
  readonly #make: (credential: string) => T;
  readonly #drop: (made: T) => void;
  readonly #size: number;

  constructor(options: { size: number; make: (key: string) => T; drop: (made: T) => void }) {
    this.#size = options.size;
    this.#make = options.make;
    this.#drop = options.drop;
  }

  get(key: string): T {
    const made = this.#made.get(key) ?? this.#make(key);
    this.#made.delete(key);
    this.#made.set(key, made);
    const [oldest] = this.#made.keys();
    if (this.#made.size > this.#size && oldest !== undefined) this.forget(oldest);
    return made;
  }

  forget(key: string): void {
    const made = this.#made.get(key);
    if (made === undefined) return;
    this.#made.delete(key);
    this.#drop(made);
  }

  clear(): void {
    for (const key of [...this.#made.keys()]) this.forget(key);
  }
}
