import type { Carrier } from './carrier.ts';
import { type Message, twilioId } from './message.ts';

/**
 * What Twilio does with STOP, START and HELP by itself. `off`: nothing, which one has to ask Twilio for. `default`: as a long code comes: it
 * answers, and blocks the sender for who said STOP. `advanced`: the same under Advanced Opt-Out, which also tells the webhook so.
 */
export const OPT_OUT_HANDLINGS = ['off', 'default', 'advanced'] as const;
export type OptOutHandling = (typeof OPT_OUT_HANDLINGS)[number];

export type Keyword = 'STOP' | 'START' | 'HELP';

const STOP = /^(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)$/i;
const START = /^(start|yes|unstop)$/i;
const HELP = /^(help|info)$/i;

const ANSWERS: Record<Keyword, string> = {
  STOP: '[Twilio] This number sends you nothing more. Reply START to undo.',
  START: '[Twilio] This number may send to you again.',
  HELP: '[Twilio] Reply STOP to end messages from this number.',
};

/** What Twilio makes of a message: the whole of it, any case, trimmed. */
export function keywordOf(text: string): Keyword | undefined {
  const word = text.trim();
  if (STOP.test(word)) return 'STOP';
  if (START.test(word)) return 'START';
  return HELP.test(word) ? 'HELP' : undefined;
}

/** What is to be noted of a consumer's SMS as it comes in. */
export function keywordNote(text: string, handling: OptOutHandling): Pick<Message, 'keyword'> {
  const type = keywordOf(text);
  return type === undefined || handling === 'off' ? {} : { keyword: { type, told: handling === 'advanced' } };
}

/** Sends Twilio's own answer to a keyword. Who is blocked gets none, and a second STOP none either. */
export function answerKeyword({ store, journal, receipts }: Carrier, asked: Message, wasBlocked: boolean): void {
  if (!asked.keyword || (wasBlocked && asked.keyword.type !== 'START')) return;
  const message: Message = {
    id: twilioId(),
    channel: 'sms',
    direction: 'outbound',
    from: asked.to,
    to: asked.from,
    text: ANSWERS[asked.keyword.type],
    isAutomatic: true,
    acceptedAt: new Date().toISOString(),
    status: 'queued',
    receipts: 'all',
  };
  store.add(message);
  journal.append({ message });
  receipts.start(message);
}
