import { type Message, type Status, brandOf, digits, phoneOf } from './message.ts';
import type { TemplateDefinition } from './templates.ts';

export type Entry =
  | { message: Message }
  | { status: { id: string; status: Status; errorCode?: string; problem?: string } }
  | { template: TemplateDefinition }
  /** The key of one that was deleted. */
  | { templateGone: string };

/** Statuses only go forwards; the final ones share the highest ranks. */
const RANK: Record<Status, number> = {
  accepted: 0,
  sending: 0,
  queued: 1,
  sent: 2,
  delivered: 3,
  taken: 3,
  read: 4,
  undelivered: 5,
  failed: 5,
  lost: 5,
};

/**
 * What the carrier knows, in memory: messages by id and by phone, the newest `maxMessages` of them, and the templates. Nothing here
 * is proportional to the whole log but the listing of all of it.
 */
export class Store {
  readonly templates = new Map<string, TemplateDefinition>();
  readonly #messages = new Map<string, Message>();
  /** By the consumer's digits; the order of the keys is that of the last activity. */
  readonly #phones = new Map<string, Message[]>();
  readonly #lastInboundMs = new Map<string, number>();
  readonly #blocked = new Set<string>();
  readonly #listeners = new Set<(message: Message) => void>();
  readonly #maxMessages: number;

  constructor(maxMessages: number) {
    this.#maxMessages = maxMessages;
  }

  get phoneCount(): number {
    return this.#phones.size;
  }

  get(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  /** The messages of one phone, oldest first. */
  ofPhone(number: string): readonly Message[] {
    return this.#phones.get(digits(number)) ?? [];
  }

  /** All messages, oldest first. */
  all(): MapIterator<Message> {
    return this.#messages.values();
  }

  /** The digits of the phones, the last active first. */
  phones(): string[] {
    return [...this.#phones.keys()].reverse();
  }

  add(message: Message): void {
    if (this.#messages.has(message.id)) return;
    this.#messages.set(message.id, message);
    const phone = phoneOf(message);
    const shown = this.#phones.get(phone) ?? [];
    shown.push(message);
    this.#phones.delete(phone);
    this.#phones.set(phone, shown);
    if (message.direction === 'inbound') this.#noteReply(message);
    if (this.#messages.size > this.#maxMessages) this.#forgetOldest();
    this.#changed(message);
  }

  /** Moves a message's status forwards. Returns whether it moved. */
  setStatus(id: string, status: Status, more: { errorCode?: string; problem?: string } = {}): boolean {
    const message = this.#messages.get(id);
    if (!message || RANK[status] <= RANK[message.status]) return false;
    Object.assign(message, { status }, more);
    this.#changed(message);
    return true;
  }

  /** Notes why a reply has not reached the API yet. */
  setProblem(id: string, problem: string): void {
    const message = this.#messages.get(id);
    if (!message) return;
    message.problem = problem;
    this.#changed(message);
  }

  /** Whether the consumer wrote to this WhatsApp number in the 24 hours before `nowMs`. */
  inSession(brand: string, consumer: string, nowMs: number): boolean {
    const last = this.#lastInboundMs.get(`${digits(brand)}/${digits(consumer)}`);
    return last !== undefined && nowMs - last < 24 * 3_600_000;
  }

  /** Whether Twilio took the consumer's STOP to this SMS sender: it then refuses with 21610. */
  isBlocked(brand: string, consumer: string): boolean {
    return this.#blocked.has(`${digits(brand)}/${digits(consumer)}`);
  }

  /** Applies an entry of the log. */
  apply(entry: Entry): void {
    if ('message' in entry) this.add(entry.message);
    else if ('template' in entry) this.templates.set(templateKey(entry.template), entry.template);
    else if ('templateGone' in entry) this.templates.delete(entry.templateGone);
    else {
      const { id, status, ...more } = entry.status;
      this.setStatus(id, status, more);
    }
  }

  /** Entries that, applied in order, make this store again. */
  *snapshot(): Generator<Entry> {
    for (const template of this.templates.values()) yield { template };
    for (const message of this.#messages.values()) yield { message };
  }

  subscribe(listener: (message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(message: Message): void {
    for (const listener of this.#listeners) listener(message);
  }

  #noteReply(message: Message): void {
    const key = `${digits(brandOf(message))}/${phoneOf(message)}`;
    if (message.channel === 'wa') this.#lastInboundMs.set(key, Date.parse(message.acceptedAt));
    else if (message.keyword?.type === 'STOP') this.#blocked.add(key);
    else if (message.keyword?.type === 'START') this.#blocked.delete(key);
  }

  #forgetOldest(): void {
    const oldest = this.#messages.values().next().value;
    if (!oldest) return;
    this.#messages.delete(oldest.id);
    const phone = phoneOf(oldest);
    const shown = this.#phones.get(phone);
    shown?.splice(shown.indexOf(oldest), 1);
    if (shown?.length === 0) this.#phones.delete(phone);
  }
}

export function templateKey(template: { name: string; language: string }): string {
  return `${template.name}/${template.language}`;
}
