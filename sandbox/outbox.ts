import type { FastifyBaseLogger } from 'fastify';

export type Webhook = { url: string; headers: Record<string, string>; body: string };

/** How one try of a webhook went: `retry` says whether another may go better. */
export type Delivery = { ok: true } | { ok: false; problem: string; retry: boolean };

export type OutboxOptions = { concurrency: number; attempts: number; firstDelayMs: number; timeoutMs: number };

/** Some six minutes: the providers themselves try for hours, WhatsApp for days. */
export const OUTBOX_DEFAULTS: OutboxOptions = { concurrency: 32, attempts: 40, firstDelayMs: 250, timeoutMs: 10_000 };

const MAX_DELAY_MS = 10_000;
const MAX_WAITING = 20_000;

/**
 * Sends webhooks outside of the request path: so many at once, over kept-alive connections, each tried a few times with back-off
 * when the API is down. What waits is bounded: beyond it a webhook is given up at once.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #log: FastifyBaseLogger;
  readonly #waiting = new Set<() => void>();
  readonly #sleeping = new Set<() => void>();
  readonly #underWay = new Set<Promise<Delivery>>();
  #closed = false;
  #givenUp = 0;
  #notedMs = 0;

  constructor(options: OutboxOptions, log: FastifyBaseLogger) {
    this.#options = options;
    this.#log = log;
  }

  /** How many webhooks wait for their first or next try. */
  get waiting(): number {
    return this.#waiting.size + this.#sleeping.size;
  }

  /** Sends one webhook until it is taken or given up. `onTry` hears of each try. Never rejects. */
  async deliver(webhook: Webhook, onTry?: (delivery: Delivery) => void): Promise<Delivery> {
    if (this.waiting >= MAX_WAITING) return { ok: false, problem: 'Too many webhooks are waiting', retry: false };
    for (let tries = 1; ; tries += 1) {
      const delivery = await this.#try(webhook);
      onTry?.(delivery);
      if (delivery.ok || !delivery.retry || this.#closed) return delivery;
      if (tries >= this.#options.attempts) {
        this.#noteGivenUp(delivery.problem);
        return delivery;
      }
      await this.#sleep(Math.min(this.#options.firstDelayMs * 2 ** (tries - 1), MAX_DELAY_MS));
    }
  }

  /** Lets the tries under way end, and starts no more. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const wake of [...this.#waiting, ...this.#sleeping]) wake();
    await Promise.allSettled(this.#underWay);
  }

  async #try(webhook: Webhook): Promise<Delivery> {
    while (this.#underWay.size >= this.#options.concurrency && !this.#closed) await this.#turn();
    if (this.#closed) return { ok: false, problem: 'The sandbox is stopping', retry: true };
    const underWay = post(webhook, this.#options.timeoutMs);
    this.#underWay.add(underWay);
    try {
      return await underWay;
    } finally {
      this.#underWay.delete(underWay);
      this.#waiting.values().next().value?.();
    }
  }

  /** Waits for a try to end: each end wakes one. */
  #turn(): Promise<undefined> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = () => {
      this.#waiting.delete(wake);
      resolve(undefined);
    };
    this.#waiting.add(wake);
    return promise;
  }

  /** One line in five seconds: when the API is down, everything is given up. */
  #noteGivenUp(problem: string): void {
    this.#givenUp += 1;
    if (Date.now() - this.#notedMs < 5_000) return;
    this.#log.warn(`${this.#givenUp} webhooks given up since the last such line. ${problem}`);
    this.#notedMs = Date.now();
    this.#givenUp = 0;
  }

  #sleep(ms: number): Promise<undefined> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = () => {
      clearTimeout(timer);
      this.#sleeping.delete(wake);
      resolve(undefined);
    };
    const timer = setTimeout(wake, ms);
    this.#sleeping.add(wake);
    return promise;
  }
}

async function post({ url, headers, body }: Webhook, timeoutMs: number): Promise<Delivery> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    // Read to its end, or the connection can't be used again.
    await response.arrayBuffer();
    if (response.ok) return { ok: true };
    const retry = response.status >= 500 || response.status === 408 || response.status === 429;
    return { ok: false, problem: `The API at ${url} answered ${response.status}`, retry };
  } catch (error) {
    return {
      ok: false,
      problem: `The API at ${new URL(url).origin} could not be reached: ${reason(error)}`,
      retry: true,
    };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
