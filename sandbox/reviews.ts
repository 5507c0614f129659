/** What WhatsApp's reviewers are to make of the next templates of a name. */
export type ReviewOutcome =
  /** PENDING in the answer, until somebody says what it is to be. */
  | { kind: 'hold' }
  /** PENDING in the answer, and rejected by webhook. */
  | { kind: 'reject' }
  | { kind: 'refuse'; code: string }
  | { kind: 'timeout-after-accept' };

export type Review = { name: string; outcome: string; times?: number };

const MAX_REVIEWS = 1_000;

/** An outcome as it is written: hold, reject, timeout-after-accept, an error code or `http_<status>`; approve. Undefined when it is none. */
export function parseReview(text: string): ReviewOutcome | 'approve' | undefined {
  if (text === 'approve') return text;
  if (text === 'hold' || text === 'reject' || text === 'timeout-after-accept') return { kind: text };
  return /^(\d{1,6}|http_[45]\d\d)$/.test(text) ? { kind: 'refuse', code: text } : undefined;
}

/** The reviews that were asked for, by the template's name, `*` being all; they end with the process. Without any a template is approved at once. */
export class Reviews {
  readonly #byName = new Map<string, Review>();

  /** Sets one; `approve` clears. Returns false when there are too many. */
  set(review: Review): boolean {
    if (review.outcome === 'approve') this.#byName.delete(review.name);
    else if (this.#byName.size >= MAX_REVIEWS && !this.#byName.has(review.name)) return false;
    else this.#byName.set(review.name, { ...review });
    return true;
  }

  list(): Review[] {
    return [...this.#byName.values()];
  }

  /** What to do with a template of this name, counting it against `times`; undefined: approve it. */
  take(name: string): ReviewOutcome | undefined {
    const key = this.#byName.has(name) ? name : '*';
    const review = this.#byName.get(key);
    if (!review) return undefined;
    if (review.times !== undefined) {
      review.times -= 1;
      if (review.times <= 0) this.#byName.delete(key);
    }
    const outcome = parseReview(review.outcome);
    return outcome === 'approve' ? undefined : outcome;
  }
}
