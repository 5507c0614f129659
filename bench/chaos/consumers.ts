/** Consumers who answer while parts of the product die: most once their message is there, some before. */
import { setTimeout as delay } from 'node:timers/promises';
import { DEMO } from '../../dev/seed.ts';
import type { Message, Reply } from './audit.ts';
import { listCarrierMessages } from './evidence.ts';
import type { Person, Wave } from './people.ts';
import type { ChaosStack } from './stack.ts';

export type Consumers = ReturnType<typeof createConsumers>;

/** Who wrote within it is in the middle of answering: the product stores it, starts or wakes a workflow, and opens a conversation. */
const ANSWERING_MS = 1_500;

export function createConsumers(stack: ChaosStack) {
  const replies: Reply[] = [];
  const posted: Person[] = [];
  const wroteAt: number[] = [];
  let isOver = false;

  async function write({ address, answering }: Person, channel: 'wa' | 'sms'): Promise<void> {
    const isStop = answering.endsWith('stop');
    const isEarly = answering.startsWith('early');
    const text = isStop ? 'STOP' : `Where is it? (${address.slice(-5)})`;
    const reply: Reply = { address, text, isStop, isEarly, takenAtMs: null };
    replies.push(reply);
    wroteAt.push(Date.now());
    const to = channel === 'sms' ? DEMO.smsNumber : DEMO.whatsAppNumber;
    const answer = (await stack.sandboxCall('/replies', { channel, from: address, to, text })) as {
      delivered: boolean;
    };
    if (answer.delivered) reply.takenAtMs = Date.now();
  }

  /** One answer, of somebody who has got a message and has not written yet. Returns whether there was one. */
  async function answerOnce(): Promise<boolean> {
    const waiting = posted.filter(
      ({ answering, address }) =>
        (answering === 'reply' || answering === 'stop') && !replies.some((reply) => reply.address === address),
    );
    if (waiting.length === 0) return false;
    const reached = Map.groupBy((await listCarrierMessages(stack)).filter(isThere), ({ to }) => to);
    const person = waiting.find(({ address }) => reached.has(address));
    const message = person && reached.get(person.address)?.[0];
    if (!message || message.channel === 'inapp') return false;
    await write(person, message.channel);
    return true;
  }

  return {
    replies,
    answering: () => wroteAt.filter((at) => Date.now() - at < ANSWERING_MS).length,
    /** Those of a campaign that is there now. */
    async meet({ people }: Wave): Promise<void> {
      posted.push(...people);
      for (const person of people) {
        if (person.answering.startsWith('early')) await write(person, person.plan === 'sms' ? 'sms' : 'wa');
      }
    },
    answerOnce,
    /** Answers every so often, until it is told to leave. */
    async stay(everyMs: () => number): Promise<void> {
      while (!isOver) {
        await answerOnce();
        await delay(everyMs());
      }
    },
    leave: () => void (isOver = true),
  };
}

function isThere({ status, channel }: Message): boolean {
  return status === 'delivered' && channel !== 'inapp';
}
