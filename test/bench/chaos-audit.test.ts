import { describe, expect, it } from 'vitest';
import {
  listFaults,
  type Attempt,
  type Evidence,
  type Message,
  type Recipient,
  type Reply,
} from '../../bench/chaos/audit.ts';

const [PHONE, CAMPAIGN] = ['+12025550123', 'c1'];

const recipient = (more: Partial<Recipient> = {}): Recipient => {
  return {
    ...{ id: 'r1', campaignId: CAMPAIGN, address: PHONE, state: 'DELIVERED' },
    ...{ waitsFor: null, reason: null, errorCode: null, ...more },
  };
};
const attempt = (more: Partial<Attempt> = {}): Attempt => {
  return { id: 'a1', recipientId: 'r1', channel: 'wa', state: 'DELIVERED', calledAtMs: 1_000, ...more };
};
const message = (more: Partial<Message> = {}): Message => {
  return { reference: 'a1', to: PHONE, channel: 'wa', status: 'delivered', acceptedAtMs: 1_010, ...more };
};
const reply = (more: Partial<Reply> = {}): Reply => {
  return { address: PHONE, text: 'Where?', isStop: false, isEarly: false, takenAtMs: 2_000, ...more };
};

const STATUSES: Record<string, string> = { DELIVERED: 'DELIVERED', SENT: 'SENT', READ: 'READ', SKIPPED: 'SKIPPED' };

/** One recipient whose message was delivered on WhatsApp: with what a case changes, and reports that say the same unless it changes them. */
function evidence(changes: Partial<Evidence>): Evidence {
  const recipients = changes.recipients ?? [recipient()];
  const count = (states: string[]) => recipients.filter(({ state }) => states.includes(state)).length;
  const unsent = ['NOT_SENT', 'SCHEDULED', 'SENDING'];
  const messages = changes.messages ?? [message()];
  return {
    recipients,
    messages,
    attempts: [attempt()],
    ...{ replies: [], received: [], notices: [], halts: [], provoked: new Map(), mayWaitForOutcome: false },
    counts: new Map(
      [...Map.groupBy(recipients, ({ campaignId }) => campaignId)].map(([id, all]) => [
        id,
        Object.fromEntries([...Map.groupBy(all, ({ state }) => state)].map(([state, same]) => [state, same.length])),
      ]),
    ),
    transactions: recipients.map(({ id, state, address }) => {
      const hasReplied = (changes.replies ?? []).some((one) => one.address === address && !one.isStop);
      const status = unsent.includes(state) ? 'SCHEDULED' : (STATUSES[state] ?? 'FAILED');
      return { id, status: hasReplied && !['FAILED', 'SCHEDULED'].includes(status) ? 'RESPONDED' : status };
    }),
    sums: {
      attempted: recipients.length,
      sent: count(['SENT', 'DELIVERED', 'READ']),
      delivered: messages.filter(({ status }) => ['delivered', 'read'].includes(status)).length,
      skipped: count(['SKIPPED']),
      pending: count(unsent),
    },
    ...changes,
  };
}

const failed = { state: 'FAILED', errorCode: '131026', reason: 'The number is not on WhatsApp.' } as const;
const refused = attempt({ state: 'REFUSED' });
const stop = reply({ text: 'STOP', isStop: true });
const stopped = { address: PHONE, text: 'STOP', conversationId: null, kind: 'opt-out' };
const received = { address: PHONE, text: 'Where?', conversationId: 'v1', kind: 'reply' };
const pause = { campaignId: CAMPAIGN, fromMs: 500, toMs: 2_000, callsUnderWay: 0, isCancel: false };
const notice = { id: 'n1', address: PHONE, state: 'SENT' };
const confirmation = message({ reference: 'n1', status: 'sent' });

describe('nothing is wrong where', () => {
  it.each<[string, Partial<Evidence>]>([
    ['a message is delivered', {}],
    [
      'a carrier refused, with the code that it was told to give',
      { recipients: [recipient(failed)], attempts: [refused], messages: [], provoked: new Map([[PHONE, ['131026']]]) },
    ],
    [
      'a message failed on one channel and came on the other',
      {
        attempts: [attempt({ state: 'FAILED' }), attempt({ id: 'a2', channel: 'sms' })],
        messages: [message({ status: 'failed' }), message({ reference: 'a2', channel: 'sms' })],
      },
    ],
    ['somebody answered', { replies: [reply()], received: [received] }],
    [
      'a STOP was confirmed once',
      { replies: [stop], received: [stopped], notices: [notice], messages: [message(), confirmation] },
    ],
    ['a call that began before a pause ends in it', { halts: [{ ...pause, fromMs: 1_005, callsUnderWay: 1 }] }],
    [
      'WhatsApp never said whether it took the message',
      {
        recipients: [recipient({ state: 'UNKNOWN', reason: 'WhatsApp never said.' })],
        attempts: [attempt({ state: 'CALLING' })],
        messages: [],
      },
    ],
    [
      'a short run ends before that is known',
      {
        recipients: [recipient({ state: 'SENDING', waitsFor: 'OUTCOME', reason: 'Finding out.' })],
        attempts: [attempt({ state: 'CALLING' })],
        messages: [],
        mayWaitForOutcome: true,
      },
    ],
  ])('%s', (_name, changes) => {
    expect(listFaults(evidence(changes))).toEqual([]);
  });
});

describe('a fault is told where', () => {
  it.each<[string, Partial<Evidence>, RegExp]>([
    [
      'two messages arrived',
      { attempts: [attempt(), attempt({ id: 'a2' })], messages: [message(), message({ reference: 'a2' })] },
      /got more than one message/,
    ],
    [
      'one attempt was called twice, even if one of the messages failed',
      { messages: [message(), message({ status: 'failed' })] },
      /got attempt a1 2 times/,
    ],
    ['a message is lost', { messages: [] }, /is DELIVERED: no message arrived/],
    [
      'a message arrived of one that failed',
      { recipients: [recipient(failed)], provoked: new Map([[PHONE, ['131026']]]) },
      /is FAILED: a message arrived/,
    ],
    [
      'a message arrived of one that is UNKNOWN: its webhook was not heard',
      { recipients: [recipient({ state: 'UNKNOWN', reason: 'WhatsApp never said.' })] },
      /is UNKNOWN: a message arrived/,
    ],
    ['a receipt was not heard', { recipients: [recipient({ state: 'SENT' })] }, /it is delivered/],
    ['a receipt was made up', { messages: [message({ status: 'sent' })] }, /it is not delivered/],
    [
      'an attempt says other than the log',
      { attempts: [attempt({ state: 'REFUSED' })] },
      /attempt a1 is REFUSED, and delivered at the carrier/,
    ],
    [
      'somebody is forgotten',
      { recipients: [recipient({ state: 'SCHEDULED', reason: 'Waits.' })], attempts: [], messages: [] },
      /not at its end/,
    ],
    [
      'somebody waits for the word of a call whose message the carrier has',
      {
        recipients: [recipient({ state: 'SENDING', waitsFor: 'OUTCOME', reason: 'Finding out.' })],
        attempts: [attempt({ state: 'CALLING' })],
        mayWaitForOutcome: true,
      },
      /attempt a1 is CALLING, and delivered/,
    ],
    [
      'nothing says why nothing was sent',
      { recipients: [recipient({ ...failed, reason: null })], attempts: [refused], messages: [] },
      /nothing says why/,
    ],
    [
      'the reason was not provoked',
      { recipients: [recipient({ ...failed, errorCode: '5000' })], attempts: [refused], messages: [] },
      /nobody gave the code 5000/,
    ],
    [
      'somebody is skipped who did not opt out',
      { recipients: [recipient({ state: 'SKIPPED', reason: 'Opted out.' })], attempts: [], messages: [] },
      /nobody opted out/,
    ],
    [
      'somebody is cancelled whose campaign is not',
      {
        recipients: [recipient({ state: 'CANCELLED', reason: 'Cancelled.' })],
        attempts: [],
        messages: [],
        halts: [pause],
      },
      /nobody cancelled it/,
    ],
    [
      'an SMS is UNKNOWN: Twilio can be asked',
      {
        recipients: [recipient({ state: 'UNKNOWN', reason: 'Twilio never said.' })],
        attempts: [attempt({ channel: 'sms', state: 'UNKNOWN' })],
        messages: [],
      },
      /WhatsApp alone/,
    ],
    ['somebody else got a message', { messages: [message({ to: '+12025550199' })] }, /\+12025550199 got a message/],
    ['a message has no attempt', { messages: [message(), message({ reference: 'a9' })] }, /that is nobody's/],
    ['a reply is lost', { replies: [reply()] }, /is there 0 times/],
    ['a reply is there twice', { replies: [reply()], received: [received, received] }, /is there 2 times/],
    [
      'a reply is in no conversation',
      { replies: [reply()], received: [{ ...received, conversationId: null }] },
      /in no conversation/,
    ],
    [
      'a STOP opts nobody out',
      {
        replies: [stop],
        received: [{ ...stopped, kind: 'reply' }],
        notices: [notice],
        messages: [message(), confirmation],
      },
      /opts nobody out/,
    ],
    [
      'a call began after a STOP was answered',
      {
        replies: [{ ...stop, takenAtMs: 900 }],
        ...{ received: [stopped], notices: [notice], messages: [message(), confirmation] },
      },
      /was called after the answer to their STOP/,
    ],
    ['a STOP was not confirmed', { replies: [stop], received: [stopped] }, /has 0 confirmations/],
    [
      'a confirmation never came',
      { replies: [stop], received: [stopped], notices: [notice] },
      /confirmation of .* is SENT, and never came/,
    ],
    ['a STOP was confirmed that nobody wrote', { notices: [notice] }, /confirmation of no STOP/],
    ['a call began in a pause', { halts: [pause] }, /was called while campaign c1 was paused/],
    [
      'a call began after a cancel',
      { halts: [{ ...pause, toMs: Number.POSITIVE_INFINITY, isCancel: true }] },
      /was called while campaign c1 was cancelled/,
    ],
    [
      'more messages were taken in a pause than were under way',
      { halts: [{ ...pause, fromMs: 1_005 }] },
      /1 messages of c1 were taken while it was paused, and 0 were under way/,
    ],
    ['a campaign counts wrong', { counts: new Map([[CAMPAIGN, { DELIVERED: 2 }]]) }, /tells 2 DELIVERED and has 1/],
    [
      'a campaign counts a state that nobody is in',
      { counts: new Map([[CAMPAIGN, { DELIVERED: 1, FAILED: 1 }]]) },
      /tells 1 FAILED and has 0/,
    ],
    ['a transaction is missing', { transactions: [] }, /the transactions say undefined of/],
    ['a transaction is wrong', { transactions: [{ id: 'r1', status: 'SENT' }] }, /the transactions say SENT of/],
    [
      'the sums are wrong',
      { sums: { attempted: 1, sent: 1, delivered: 0, skipped: 0, pending: 0 } },
      /analytics says delivered 0, and it is 1/,
    ],
  ])('%s', (_name, changes, fault) => {
    expect(listFaults(evidence(changes)).join('\n')).toMatch(fault);
  });
});
