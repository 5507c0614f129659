import { randomUUID } from 'node:crypto';

/** A line of a conversation: what the connector published in the consumer's name, or an agent wrote. */
export type LivePersonLine = {
  sequence: number;
  role: 'CONSUMER' | 'ASSIGNED_AGENT';
  text: string;
  contentType: string;
  /** The id of the request that published it. */
  requestId?: string;
};

export type LivePersonConversation = {
  id: string;
  accountId: string;
  /** As the connector names the consumer, and as LivePerson does. */
  externalConsumerId: string;
  consumerId: string;
  skillId: string;
  campaignInfo?: { campaignId: string; engagementId: string };
  attributes: unknown[];
  state: 'OPEN' | 'CLOSE';
  closedBy?: 'CONSUMER' | 'AGENT';
  csat?: number;
  startedAt: number;
  endedAt?: number;
  lines: LivePersonLine[];
};

export const LIVEPERSON_CALLS = ['domain', 'token', 'consumer', 'conversation', 'send'] as const;
export type LivePersonCall = (typeof LIVEPERSON_CALLS)[number];

/** What the next calls get: `http_<status>`, `timeout-after-accept`; `ok` ends it. */
export type LivePersonBehaviour = { call: LivePersonCall | '*'; outcome: string; times?: number | undefined };

const MOST_CONVERSATIONS = 5_000;
const MOST_ENTRIES = 20_000;

/** LivePerson's conversations as this machine plays them, and a journal of the calls. They end with the process. */
export class LivePerson {
  readonly #conversations = new Map<string, LivePersonConversation>();
  readonly #consumers = new Map<string, string>();
  readonly journal: { at: string; call: LivePersonCall; status: number; requestIds: string[] }[] = [];
  #behaviour: LivePersonBehaviour | undefined;

  open(conversation: Omit<LivePersonConversation, 'id' | 'state' | 'startedAt' | 'lines'>): LivePersonConversation {
    const opened = { ...conversation, id: randomUUID(), state: 'OPEN' as const, startedAt: Date.now(), lines: [] };
    this.#conversations.set(opened.id, opened);
    const oldest = this.#conversations.size > MOST_CONVERSATIONS ? this.#conversations.keys().next().value : undefined;
    if (oldest !== undefined) this.#conversations.delete(oldest);
    return opened;
  }

  find(id: string): LivePersonConversation | undefined {
    return this.#conversations.get(id);
  }

  list(): LivePersonConversation[] {
    return [...this.#conversations.values()];
  }

  publish(conversation: LivePersonConversation, line: Omit<LivePersonLine, 'sequence'>): LivePersonLine {
    const published = { ...line, sequence: conversation.lines.length };
    conversation.lines.push(published);
    return published;
  }

  /** What LivePerson calls a consumer, and back. */
  nameConsumer(consumerId: string, externalConsumerId: string): void {
    this.#consumers.set(consumerId, externalConsumerId);
  }
  externalConsumer(consumerId: string): string | undefined {
    return this.#consumers.get(consumerId);
  }

  note(call: LivePersonCall, status: number, requestIds: string[] = []): void {
    this.journal.push({ at: new Date().toISOString(), call, status, requestIds });
    if (this.journal.length > MOST_ENTRIES) this.journal.shift();
  }

  behave(behaviour: LivePersonBehaviour): void {
    this.#behaviour = behaviour.outcome === 'ok' ? undefined : { ...behaviour };
  }

  /** What to do with this call, counting it. */
  take(call: LivePersonCall): string | undefined {
    const behaviour = this.#behaviour;
    if (!behaviour || (behaviour.call !== '*' && behaviour.call !== call)) return undefined;
    if (behaviour.times !== undefined && --behaviour.times <= 0) this.#behaviour = undefined;
    return behaviour.outcome;
  }
}
