import type { FastifyReply } from 'fastify';
import type { Carrier } from './carrier.ts';
import type { Outcome } from './behaviours.ts';
import type { Message } from './message.ts';

const MAX_HELD = 500;

/** Takes a message: logs it, answers, and starts its receipts; or holds the answer back, where that was asked for. */
export function accept(
  carrier: Carrier,
  message: Message,
  outcome: Outcome | undefined,
  reply: FastifyReply,
  statusCode: number,
  answer: unknown,
): FastifyReply {
  carrier.store.add(message);
  carrier.journal.append({ message });
  carrier.receipts.start(message);
  if (outcome?.kind !== 'timeout-after-accept') return reply.code(statusCode).send(answer);
  carrier.held.hold(reply);
  return reply;
}

/** Answers that never come: each socket is held open until its caller gives up, or for `holdMs` at the most. */
export class HeldAnswers {
  readonly #sockets = new Map<FastifyReply['raw'], NodeJS.Timeout>();
  readonly #holdMs: number;

  constructor(holdMs: number) {
    this.#holdMs = holdMs;
  }

  hold(reply: FastifyReply): void {
    reply.hijack();
    const oldest = this.#sockets.size >= MAX_HELD ? this.#sockets.keys().next().value : undefined;
    if (oldest) this.#drop(oldest);
    this.#sockets.set(
      reply.raw,
      setTimeout(() => this.#drop(reply.raw), this.#holdMs),
    );
    reply.raw.once('close', () => this.#drop(reply.raw));
  }

  dropAll(): void {
    for (const held of [...this.#sockets.keys()]) this.#drop(held);
  }

  #drop(held: FastifyReply['raw']): void {
    clearTimeout(this.#sockets.get(held));
    if (this.#sockets.delete(held)) held.destroy();
  }
}
