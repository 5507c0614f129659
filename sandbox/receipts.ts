import type { SandboxConfig } from './config.ts';
import type { Journal } from './journal.ts';
import type { Channel, Message, Status } from './message.ts';
import type { Delivery, Outbox } from './outbox.ts';
import type { Store } from './store.ts';
import { twilioInboundWebhook, twilioStatusWebhook } from './twilio-webhooks.ts';
import { type StatusBatches, whatsAppInboundWebhook } from './whatsapp-webhooks.ts';

type Step = { status: Status; errorCode?: string };

/** Twilio fails these before the carrier sees the message; the others come back from the carrier as undelivered. */
const FAILED_AT_TWILIO = new Set(['30001', '30002', '30036', '30500', '30610']);

export type ReceiptsDeps = {
  config: SandboxConfig;
  store: Store;
  journal: Journal;
  outbox: Outbox;
  batches: StatusBatches;
  /** Between one status and the next. */
  stepMs: number;
  /** The same of messages whose webhooks are late. */
  lateMs: number;
};

/**
 * Takes each message through its statuses, and tells the API of each by webhook. A status is written to the log once the API has
 * been told, or could not be in all the tries: after a restart it goes on from there.
 */
export class Receipts {
  readonly #deps: ReceiptsDeps;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #telling = new Set<Promise<unknown>>();
  #stopped = false;

  constructor(deps: ReceiptsDeps) {
    this.#deps = deps;
  }

  /** Starts the course of a message that was just taken, or goes on with it. */
  start(message: Message): void {
    if (message.direction === 'outbound') this.#step(message, stepsAhead(message), Promise.resolve());
  }

  /** Goes on with everything that was under way when the sandbox stopped. */
  resume(): void {
    for (const message of this.#deps.store.all()) {
      if (message.direction === 'outbound') this.start(message);
      else if (message.status === 'sending') void this.sendReply(message);
    }
  }

  /** A phone that was off is on: what waited for it arrives. */
  switchOn(channel: Channel, phone: string): void {
    const messages = phone === '*' ? [...this.#deps.store.all()] : this.#deps.store.ofPhone(phone);
    for (const message of messages) {
      if (message.channel !== channel || message.receipts !== 'phone-off') continue;
      message.receipts = 'all';
      this.start(message);
    }
  }

  /** The consumer has seen a WhatsApp message. Returns whether that is news. */
  read(id: string): boolean {
    const message = this.#deps.store.get(id);
    if (message?.channel !== 'wa' || message.direction !== 'outbound' || message.receipts !== 'all') return false;
    if (!this.#deps.store.setStatus(id, 'read')) return false;
    void this.#track(this.#tell(message, { status: 'read' }));
    return true;
  }

  /**
   * Brings a consumer's message to the API. Resolves with its first try, so that the one who wrote it hears at once; the other
   * tries go on behind.
   */
  sendReply(message: Message): Promise<Delivery> {
    const { config, store, outbox, journal } = this.#deps;
    const webhook =
      message.channel === 'sms' ? twilioInboundWebhook(config, message) : whatsAppInboundWebhook(config, message);
    const first = Promise.withResolvers<Delivery>();
    const onTry = (delivery: Delivery) => {
      first.resolve(delivery);
      if (!delivery.ok && delivery.retry) store.setProblem(message.id, delivery.problem);
    };
    const told = outbox.deliver(webhook, onTry).then((delivery) => {
      first.resolve(delivery);
      if (this.#stopped && !delivery.ok && delivery.retry) return;
      const status = delivery.ok ? 'taken' : 'lost';
      const problem = delivery.ok ? undefined : delivery.problem;
      store.setStatus(message.id, status, { problem });
      journal.append({ status: { id: message.id, status, problem } });
    });
    void this.#track(told);
    return first.promise;
  }

  /** Starts nothing more; what is collected goes out. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#deps.batches.flush();
  }

  /** Resolves when what was told is in the log. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#telling);
  }

  #step(message: Message, [step, ...rest]: Step[], told: Promise<unknown>, untold: Step[] = []): void {
    if (!step || this.#stopped) return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        const { status, errorCode } = step;
        const moved = this.#deps.store.setStatus(message.id, status, errorCode === undefined ? {} : { errorCode });
        const steps = moved ? [...untold, step] : untold;
        if (message.webhooks === 'shuffled' && rest.length > 0) this.#step(message, rest, told, steps);
        else this.#step(message, rest, this.#track(told.then(() => this.#tellAll(message, steps))));
      },
      message.webhooks === 'late' ? this.#deps.lateMs : this.#deps.stepMs,
    );
    this.#timers.add(timer);
  }

  /** The last first: more than one are told at once where they are to be shuffled. */
  async #tellAll(message: Message, steps: Step[]): Promise<void> {
    for (const step of steps.toReversed()) await this.#tell(message, step);
  }

  #track<T>(telling: Promise<T>): Promise<T> {
    this.#telling.add(telling);
    return telling.finally(() => this.#telling.delete(telling));
  }

  async #tell(message: Message, step: Step): Promise<void> {
    if (message.webhooks === 'doubled') await this.#notify(message, step);
    const delivery = await this.#notify(message, step);
    if (this.#stopped && !delivery.ok) return;
    this.#deps.journal.append({ status: { id: message.id, ...step } });
  }

  async #notify(message: Message, { status, errorCode }: Step): Promise<Delivery> {
    const { config, outbox, batches } = this.#deps;
    if (message.channel === 'sms') {
      if (message.statusCallback === undefined) return { ok: true };
      return outbox.deliver(twilioStatusWebhook(config, message.statusCallback, message, status, errorCode));
    }
    if (status !== 'sent' && status !== 'delivered' && status !== 'read' && status !== 'failed') return { ok: true };
    return batches.add(message, status, errorCode);
  }
}

/** The statuses still to come. There is no callback for the first one: the answer has told it. */
function stepsAhead(message: Message): Step[] {
  const { receipts } = message;
  if (receipts === 'none') return [];
  if (receipts === 'phone-off')
    return goodSteps(message).filter(({ status }) => status !== 'delivered' && status !== message.status);
  const steps = receipts === 'all' ? goodSteps(message) : failingSteps(message, receipts.fail);
  const done = steps.findIndex((step) => step.status === message.status);
  return message.status === 'read' ? [] : steps.slice(done + 1);
}

function goodSteps(message: Message): Step[] {
  const steps: Step[] = [{ status: 'sent' }, { status: 'delivered' }];
  return message.channel === 'sms' && message.status === 'accepted' ? [{ status: 'queued' }, ...steps] : steps;
}

function failingSteps(message: Message, errorCode: string): Step[] {
  if (message.channel === 'wa') return [{ status: 'failed', errorCode }];
  if (FAILED_AT_TWILIO.has(errorCode)) return [{ status: 'failed', errorCode }];
  return [{ status: 'sent' }, { status: 'undelivered', errorCode }];
}
