/** What must be true after the fire, whatever was killed when: pure, over what the carrier's log and the product say. The log is right. */
import { actionOf } from '../../domain/provider-codes.ts';
import { PROACTIVE } from '../../domain/errors.ts';
import { isSent, isUnsent, type AttemptState, type RecipientState } from '../../domain/status.ts';
import type { Channel } from '../../domain/channel.ts';

/** A message that the carrier took; of In-App one in an inbox. */
export type Message = { reference: string | null; to: string; channel: Channel; status: string; acceptedAtMs: number };

export type Recipient = {
  id: string;
  campaignId: string;
  address: string;
  state: RecipientState;
  waitsFor: string | null;
  /** Why nothing was sent, or not yet. */
  reason: string | null;
  errorCode: string | null;
};

export type Attempt = { id: string; recipientId: string; channel: Channel; state: AttemptState; calledAtMs: number };

/** What a consumer wrote. `takenAtMs`: when the API had taken it at the first try. */
export type Reply = { address: string; text: string; isStop: boolean; isEarly: boolean; takenAtMs: number | null };

/** The same as the product has it. */
export type Received = { address: string; text: string; conversationId: string | null; kind: string };

/** The account's own text to a STOP. */
export type Notice = { id: string; address: string; state: string };

/** From the answer to a pause or cancel until the call that resumes nobody of a campaign may be called, but for the calls that the answer names. */
export type Halt = { campaignId: string; fromMs: number; toMs: number; callsUnderWay: number; isCancel: boolean };

export type Evidence = {
  messages: Message[];
  recipients: Recipient[];
  attempts: Attempt[];
  replies: Reply[];
  received: Received[];
  notices: Notice[];
  halts: Halt[];
  /** The codes that the carrier was told to give, by address. */
  provoked: ReadonlyMap<string, readonly string[]>;
  /** How many of each state each campaign says that it has. */
  counts: ReadonlyMap<string, Readonly<Record<string, number>>>;
  transactions: { id: string; status: string }[];
  sums: { attempted: number; sent: number; delivered: number; skipped: number; pending: number };
  /** Whether one may still wait for the word of a call whose answer was lost: it comes within ten minutes, and a short run has not so long. */
  mayWaitForOutcome: boolean;
};

/** Messages that did not reach the phone, and never will. */
const GONE = ['failed', 'undelivered'];
const REACHED = ['delivered', 'read'];

/** Each a sentence. */
export function listFaults(evidence: Evidence): string[] {
  const attempts = Map.groupBy(evidence.attempts, (attempt) => attempt.recipientId);
  const messages = Map.groupBy(evidence.messages, (message) => message.reference ?? '');
  const of = (recipient: Recipient): Known => {
    const own = attempts.get(recipient.id) ?? [];
    return { recipient, attempts: own, messages: own.flatMap(({ id }) => messages.get(id) ?? []), evidence };
  };
  const known = evidence.recipients.map(of);
  return [
    ...known.flatMap((each) => RULES.flatMap((rule) => rule(each).map((fault) => sentence(each, fault)))),
    ...strangers(evidence),
    ...doubles(evidence),
    ...replyFaults(evidence),
    ...stopFaults(evidence),
    ...haltFaults(evidence),
    ...reportFaults(evidence, known),
  ];
}

type Known = { recipient: Recipient; attempts: Attempt[]; messages: Message[]; evidence: Evidence };

const arrived = ({ messages }: Known) => messages.filter(({ status }) => !GONE.includes(status));

function sentence({ recipient, messages }: Known, fault: string): string {
  const log = messages.map(({ channel, status }) => `${channel} ${status}`).join(', ');
  return `${recipient.address} (${recipient.id}) is ${recipient.state}: ${fault}; the carrier has: ${log || 'nothing'}`;
}

const RULES: ((known: Known) => string[])[] = [
  (known) => (arrived(known).length > 1 ? ['it got more than one message'] : []),
  atEnd,
  asTheLogSays,
  withReason,
  ({ attempts, messages }) => attempts.flatMap((attempt) => attemptFaults(attempt, messages)),
];

function atEnd({ recipient, attempts, evidence }: Known): string[] {
  if (!isUnsent(recipient.state)) return [];
  const isWaiting = recipient.waitsFor === 'OUTCOME' && attempts.some(isOpenOnWhatsApp);
  return evidence.mayWaitForOutcome && isWaiting ? [] : ['it is not at its end'];
}

function asTheLogSays(known: Known): string[] {
  const { state } = known.recipient;
  const got = arrived(known);
  if (!isSent(state)) return got.length > 0 ? ['a message arrived'] : [];
  if (got.length === 0) return ['no message arrived'];
  const isReached = got.some(({ status }) => REACHED.includes(status));
  if (isReached !== (state !== 'SENT')) return [isReached ? 'it is delivered' : 'it is not delivered'];
  return [];
}

/** Nothing but what was provoked may be why somebody has no message. */
function withReason({ recipient, attempts, evidence }: Known): string[] {
  const { state, address, campaignId, reason, errorCode } = recipient;
  if (isSent(state)) return [];
  if ((reason ?? '') === '') return ['nothing says why'];
  const wrote = evidence.replies.filter((reply) => reply.address === address);
  const codes = evidence.provoked.get(address) ?? [];
  switch (state) {
    case 'FAILED': {
      const isTalking = errorCode === PROACTIVE.openConversation && wrote.some(({ isEarly }) => isEarly);
      return isTalking || codes.includes(errorCode ?? '') ? [] : [`nobody gave the code ${errorCode}`];
    }
    case 'SKIPPED': {
      const isProvoked = codes.some((code) => actionOf('sms', code).action === 'opted-out');
      return isProvoked || wrote.some(({ isStop }) => isStop) ? [] : ['nobody opted out'];
    }
    case 'CANCELLED':
      return evidence.halts.some((halt) => halt.isCancel && halt.campaignId === campaignId)
        ? []
        : ['nobody cancelled it'];
    case 'UNKNOWN':
      return attempts.some(isOpenOnWhatsApp) ? [] : ['WhatsApp alone can leave a call unknown'];
    case 'EXPIRED':
      return ['its campaign has no end'];
    default:
      return [];
  }
}

function isOpenOnWhatsApp({ channel, state }: Attempt): boolean {
  return channel === 'wa' && (state === 'CALLING' || state === 'UNKNOWN');
}

function attemptFaults({ id, state }: Attempt, messages: Message[]): string[] {
  const message = messages.find(({ reference }) => reference === id);
  const status = message?.status ?? 'nothing';
  const expected: Record<AttemptState, boolean> = {
    CALLING: !message,
    UNKNOWN: !message,
    ABSENT: !message,
    REFUSED: !message,
    ACCEPTED: message !== undefined && !GONE.includes(status) && !REACHED.includes(status),
    DELIVERED: REACHED.includes(status),
    READ: status === 'read',
    FAILED: GONE.includes(status),
  };
  return expected[state] ? [] : [`attempt ${id} is ${state}, and ${status} at the carrier`];
}

/** Whatever the carrier has was sent for somebody, to their own address. */
function strangers({ messages, attempts, recipients, notices }: Evidence): string[] {
  const addresses = new Map(recipients.map(({ id, address }) => [id, address]));
  const meant = new Map([
    ...attempts.map(({ id, recipientId }) => [id, addresses.get(recipientId)] as const),
    ...notices.map(({ id, address }) => [id, address] as const),
  ]);
  return messages
    .filter(({ reference, to }) => meant.get(reference ?? '') !== to)
    .map(({ to, channel }) => `${to} got a message on ${channel} that is nobody's`);
}

/** One attempt, one call. */
function doubles({ messages }: Evidence): string[] {
  return [...Map.groupBy(messages, ({ reference }) => reference ?? '')]
    .filter(([, same]) => same.length > 1)
    .map(([reference, same]) => `${same[0]?.to} got attempt ${reference} ${same.length} times`);
}

/** What is written is there once, a reply in a conversation. */
function replyFaults({ replies, received }: Evidence): string[] {
  return replies.flatMap(({ address, text, isStop }) => {
    const rows = received.filter((each) => each.address === address && each.text === text);
    if (rows.length !== 1) return [`"${text}" of ${address} is there ${rows.length} times`];
    if (isStop) return rows[0]?.kind === 'opt-out' ? [] : [`the STOP of ${address} opts nobody out`];
    return rows[0]?.conversationId == null ? [`"${text}" of ${address} is in no conversation`] : [];
  });
}

/** After a STOP was answered no call begins; it is confirmed once, and nothing else is. */
function stopFaults({ replies, attempts, recipients, notices, messages }: Evidence): string[] {
  const stops = replies.filter(({ isStop }) => isStop);
  const late = stops.flatMap(({ address, takenAtMs }) => {
    const own = recipients.filter((recipient) => recipient.address === address).map(({ id }) => id);
    return attempts
      .filter(
        ({ recipientId, calledAtMs }) => own.includes(recipientId) && takenAtMs !== null && calledAtMs > takenAtMs,
      )
      .map(() => `${address} was called after the answer to their STOP`);
  });
  const confirmed = stops.flatMap(({ address }) => {
    const own = notices.filter((notice) => notice.address === address);
    if (own.length !== 1) return [`${address} has ${own.length} confirmations of their STOP`];
    const [notice] = own;
    const sent = messages.filter(({ reference }) => reference === notice?.id).length;
    const isExplained = notice?.state === 'UNKNOWN' || notice?.state === 'CALLING' || notice?.state === 'FAILED';
    return sent === 1 || isExplained ? [] : [`the confirmation of ${address} is ${notice?.state}, and never came`];
  });
  const unasked = notices
    .filter(({ address }) => !stops.some((stop) => stop.address === address))
    .map(({ address }) => `${address} got a confirmation of no STOP`);
  return [...late, ...confirmed, ...unasked];
}

/** A call that began before the answer may end after it; one that began after it is a fault, and so is more of them than the answer named. */
function haltFaults({ halts, attempts, recipients, messages }: Evidence): string[] {
  const campaigns = new Map(recipients.map(({ id, campaignId }) => [id, campaignId]));
  const calls = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  return halts.flatMap(({ campaignId, fromMs, toMs, callsUnderWay, isCancel }) => {
    const isOfIt = ({ recipientId }: Attempt) => campaigns.get(recipientId) === campaignId;
    const within = (ms: number) => ms > fromMs && ms < toMs;
    const what = isCancel ? 'cancelled' : 'paused';
    const begun = attempts.filter((attempt) => isOfIt(attempt) && within(attempt.calledAtMs));
    const taken = messages.filter(({ reference, acceptedAtMs }) => {
      const attempt = calls.get(reference ?? '');
      return attempt !== undefined && isOfIt(attempt) && within(acceptedAtMs);
    });
    return [
      ...begun.map(({ recipientId }) => `${recipientId} was called while campaign ${campaignId} was ${what}`),
      ...(taken.length > callsUnderWay
        ? [
            `${taken.length} messages of ${campaignId} were taken while it was ${what}, and ${callsUnderWay} were under way`,
          ]
        : []),
    ];
  });
}

/** The counts of each campaign, the transactions and the sums are what the recipients are. */
function reportFaults({ counts, transactions, sums, replies }: Evidence, known: Known[]): string[] {
  const faults: string[] = [];
  for (const [campaignId, all] of Map.groupBy(known, ({ recipient }) => recipient.campaignId)) {
    const told = counts.get(campaignId) ?? {};
    const states = new Set([...Object.keys(told), ...all.map(({ recipient }) => recipient.state)]);
    for (const state of states) {
      const has = all.filter(({ recipient }) => recipient.state === state).length;
      if ((told[state] ?? 0) !== has)
        faults.push(`campaign ${campaignId} tells ${told[state] ?? 0} ${state} and has ${has}`);
    }
  }
  const statuses = Map.groupBy(transactions, ({ id }) => id);
  for (const { recipient } of known) {
    const [status, ...more] = (statuses.get(recipient.id) ?? []).map((transaction) => transaction.status);
    if (more.length > 0) faults.push(`the transactions have ${recipient.address} ${more.length + 1} times`);
    const allowed = statusesOf(recipient, replies);
    if (!allowed.includes(status ?? 'missing'))
      faults.push(`the transactions say ${status} of ${recipient.address}, which is ${allowed.join(' or ')}`);
  }
  const count = (is: (one: Known) => boolean) => known.filter(is).length;
  const expected: Evidence['sums'] = {
    attempted: known.length,
    sent: count(({ recipient }) => isSent(recipient.state)),
    delivered: count((one) => arrived(one).some(({ status }) => REACHED.includes(status))),
    skipped: count(({ recipient }) => recipient.state === 'SKIPPED'),
    pending: count(({ recipient }) => isUnsent(recipient.state)),
  };
  for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
    if (sums[name] !== expected[name]) faults.push(`analytics says ${name} ${sums[name]}, and it is ${expected[name]}`);
  }
  return faults;
}

/** Who wrote before their message came may count as having answered it, or not: that goes by when it came. */
function statusesOf({ state, address }: Recipient, replies: Reply[]): string[] {
  if (isUnsent(state)) return ['SCHEDULED', 'NOT_SENT'];
  if (state === 'SKIPPED') return ['SKIPPED'];
  if (!isSent(state)) return ['FAILED'];
  const wrote = replies.filter((reply) => reply.address === address && !reply.isStop);
  if (wrote.some(({ isEarly }) => !isEarly)) return ['RESPONDED'];
  return wrote.length > 0 ? [state, 'RESPONDED'] : [state];
}
