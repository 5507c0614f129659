/** Pause, cancel and another try while recipients are on their way, held at the point where it matters: what is answered is true. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import type { OutboundMessage, SendResult } from '../../channels/port.ts';
import { insertAttempt } from '../../db/attempts.ts';
import { lockCampaign } from '../../db/campaign-changes.ts';
import { lockForSending } from '../../db/recipients.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { DAYS } from '../../domain/window.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const NIGHT = next('America/New_York', NOON, { hour: 22 });
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());

type Counts = Record<'attempted' | 'sent' | 'pending' | 'failed' | 'skipped' | 'callsUnderWay' | 'neverSent', number>;
type Changed = { campaignStatus: string; counts: Counts; reopened?: number };

async function launch(count: number) {
  const numbers = Array.from({ length: count }, () => `1202555${String(++lastNumber).padStart(4, '0')}`);
  const consumers = numbers.map((sms) => ({ consumerContent: { sms }, variables: { '1': 'Ann', '2': '4711' } }));
  const answer = (await product.call('POST', '/campaign', {
    ...{ campaignName: 'Orders', skill: 'sales', templateId: DEMO.smsHandoff, consent: true, consumers },
  })) as { proactiveCampaignId: string; acceptedConsumers: { id: string }[] };
  const id = answer.proactiveCampaignId;
  const recipients = answer.acceptedConsumers.map((accepted, index) => ({ id: accepted.id, to: numbers[index] ?? '' }));
  return { id, recipients, path: `/campaign/${id}` };
}

const ask = (path: string) => product.call('POST', path) as Promise<Changed>;
const check = (recipientId: string) => product.activities.checkEligibility({ recipientId, fresh: true });
const send = (recipientId: string) => product.activities.sendSms({ recipientId });
const counts = async (path: string) => ((await product.call('GET', path)) as { counts: Counts }).counts;

async function messagesTo(recipients: { to: string }[]): Promise<number> {
  const sent = await Promise.all(recipients.map(({ to }) => product.sandbox.messages(to)));
  return sent.flat().length;
}

async function untilSomebodyWaits(): Promise<void> {
  await expect.poll(() => product.waitingForLocks()).toBeGreaterThan(0);
}

/** Activities whose provider is called when the gate is opened, and not before. */
function gated() {
  const gate = Promise.withResolvers<undefined>();
  const calling = Promise.withResolvers<undefined>();
  const sms = {
    ...product.adapters.sms,
    async send(message: OutboundMessage): Promise<SendResult> {
      calling.resolve(undefined);
      await gate.promise;
      return product.adapters.sms.send(message);
    },
  };
  const activities = createActivities({
    ...{ db: product.db, client: nowhere, outbox: { kick: () => undefined }, now: () => Promise.resolve(now) },
    wait: product.wait,
    adapters: { ...product.adapters, sms },
    templates: product.templates,
    conversations: product.conversations,
    push: product.push,
  });
  return { activities, isCalling: calling.promise, open: () => gate.resolve(undefined) };
}

describe.each([
  ['pause', { campaignStatus: 'PAUSED', neverSent: 0 }],
  ['cancel', { campaignStatus: 'CANCELLED', neverSent: 1 }],
] as const)('%s', (change, { campaignStatus, neverSent }) => {
  /** The counts of `left` recipients that are not sent to any more. */
  const rest = (left: number) => ({ pending: left * (1 - neverSent), neverSent: left * neverSent });

  it('while a page of recipients is being started: who is called goes before it, nobody after, and the counts say which', async () => {
    const { id, recipients, path } = await launch(6);
    const opened = await product.activities.openPage({ campaignId: id, from: 0, limit: 100 });
    expect(opened.every(({ turn }) => turn?.channel === 'sms')).toBe(true);
    const page = opened.map(({ recipientId }) => recipientId);
    const [sent = '', calling = '', ...others] = page;
    await send(sent);
    const changing = await product.db.transaction().execute(async (trx) => {
      // One is about to be called when the change comes: it goes before. Two are started while the change waits, two after its answer.
      await lockForSending(trx, calling);
      const answer = ask(`${path}/${change}`);
      await untilSomebodyWaits();
      for (const recipientId of others.slice(0, 2)) expect(await check(recipientId)).toMatchObject({ kind: 'send' });
      await insertCall(trx, calling);
      return { answer };
    });
    const called = { attempted: 6, sent: 1, callsUnderWay: 1, ...rest(4) };
    expect(await changing.answer).toMatchObject({ campaignStatus, counts: called });
    for (const recipientId of others) {
      const decision = change === 'pause' ? { constraint: 'PAUSED' } : { state: 'CANCELLED' };
      if (recipientId === others[2]) expect(await check(recipientId)).toMatchObject(decision);
      expect(await send(recipientId)).toMatchObject(decision);
    }
    expect(await counts(path)).toMatchObject(called);
    expect(await messagesTo(recipients)).toBe(1);
  });

  it('at once with many sends: as many are sent as its counts say, and no more', async () => {
    const { recipients, path } = await launch(12);
    const sending = recipients.slice(0, 8).map(({ id }) => send(id));
    const answer = await ask(`${path}/${change}`);
    const late = recipients.slice(8).map(({ id }) => send(id));
    await Promise.all([...sending, ...late]);
    const { sent, callsUnderWay, pending, neverSent: never } = answer.counts;
    expect(sent + callsUnderWay + pending + never).toBe(12);
    expect(await messagesTo(recipients)).toBe(sent + callsUnderWay);
    const left = 12 - sent - callsUnderWay;
    expect(await counts(path)).toMatchObject({ sent: sent + callsUnderWay, callsUnderWay: 0, ...rest(left) });
  });

  it('while recipients wait in the rate queue: none of them is called when its turn comes', async () => {
    const { recipients, path } = await launch(5);
    for (const { id } of recipients) expect(await check(id)).toMatchObject({ kind: 'send' });
    const [first] = recipients;
    await send(first?.id ?? '');
    expect(await ask(`${path}/${change}`)).toMatchObject({ counts: { sent: 1, callsUnderWay: 0, ...rest(4) } });
    await Promise.all(recipients.map(({ id }) => send(id)));
    expect(await messagesTo(recipients)).toBe(1);
    expect(await counts(path)).toMatchObject({ sent: 1, callsUnderWay: 0, ...rest(4) });
  });

  it('with a call under way: it is the one that still goes out, and the counts name it', async () => {
    const { recipients, path } = await launch(3);
    const [calling] = recipients;
    const { activities, isCalling, open } = gated();
    const call = activities.sendSms({ recipientId: calling?.id ?? '' });
    await isCalling;
    const answer = await ask(`${path}/${change}`);
    expect(answer.counts).toMatchObject({ attempted: 3, sent: 0, callsUnderWay: 1, ...rest(2) });
    expect(await messagesTo(recipients)).toBe(0);
    open();
    expect(await call).toMatchObject({ kind: 'stop', state: 'SENT' });
    await Promise.all(recipients.map(({ id }) => send(id)));
    expect(await messagesTo(recipients)).toBe(1);
    expect(await counts(path)).toMatchObject({ sent: 1, callsUnderWay: 0, ...rest(2) });
  });

  it('with a call under way that is then refused: nothing follows it', async () => {
    const { recipients, path } = await launch(1);
    const [calling = { id: '', to: '' }] = recipients;
    await product.sandbox.behave('sms', calling.to, '21611');
    const { activities, isCalling, open } = gated();
    const call = activities.sendSms({ recipientId: calling.id });
    await isCalling;
    expect(await ask(`${path}/${change}`)).toMatchObject({ counts: { callsUnderWay: 1, ...rest(0) } });
    open();
    expect(await call).toMatchObject(change === 'pause' ? { constraint: 'PAUSED' } : { state: 'CANCELLED' });
    expect(await counts(path)).toMatchObject({ callsUnderWay: 0, ...rest(1) });
    expect(await product.attempts(calling.id)).toHaveLength(1);
  });

  it('with a call whose answer was lost: it stays under way until its outcome is known', async () => {
    const { recipients, path } = await launch(1);
    const [lost = { id: '', to: '' }] = recipients;
    await product.db.transaction().execute((trx) => insertCall(trx, lost.id));
    expect(await check(lost.id)).toMatchObject({ kind: 'sleep', constraint: 'OUTCOME' });
    expect(await ask(`${path}/${change}`)).toMatchObject({ campaignStatus, counts: { callsUnderWay: 1, ...rest(0) } });
    now += 11 * 60_000;
    expect(await check(lost.id)).toMatchObject({ kind: 'stop', state: 'UNKNOWN' });
    now = NOON;
    expect(await counts(path)).toMatchObject({ callsUnderWay: 0, pending: 0, failed: 1 });
  });
});

it('a resume answers with everyone who is to be sent to again', async () => {
  const { recipients, path } = await launch(3);
  await ask(`${path}/pause`);
  for (const { id } of recipients) expect(await check(id)).toMatchObject({ constraint: 'PAUSED' });
  expect(await ask(`${path}/resume`)).toMatchObject({ campaignStatus: 'PUBLISHED', counts: { pending: 3, sent: 0 } });
  await Promise.all(recipients.map(({ id }) => send(id)));
  expect(await messagesTo(recipients)).toBe(3);
});

describe('another try', () => {
  /** A campaign of one recipient that the carrier has refused once, and would now take. */
  async function failed() {
    const launched = await launch(1);
    const [recipient = { id: '', to: '' }] = launched.recipients;
    await product.sandbox.behave('sms', recipient.to, '30007');
    expect(await send(recipient.id)).toMatchObject({ kind: 'stop', state: 'FAILED' });
    await product.sandbox.behave('sms', recipient.to, 'ok');
    now += 1_000;
    return { ...launched, recipient };
  }

  it('at once by two people is one message', async () => {
    const { path, recipient, recipients } = await failed();
    const one = `${path}/recipients/${recipient.id}/retry`;
    const answers = await Promise.allSettled([ask(one), ask(one), ask(`${path}/retry-failed`)]);
    const reopened = answers.map((answer) => (answer.status === 'fulfilled' ? (answer.value.reopened ?? 0) : 0));
    expect(reopened.reduce((a, b) => a + b, 0)).toBe(1);
    await Promise.allSettled([send(recipient.id), send(recipient.id)]);
    expect(await messagesTo(recipients)).toBe(1);
    expect((await product.attempts(recipient.id)).map(({ state }) => state)).toEqual([
      'REFUSED',
      expect.stringMatching(/^(ACCEPTED|DELIVERED)$/),
    ]);
  });

  it('that meets a cancel is refused, or is cut off by it: nothing is sent', async () => {
    const { id, path, recipient, recipients } = await failed();
    const other = await product.db.transaction().execute(async (trx) => {
      await lockCampaign(trx, DEMO.accountId, id);
      const retrying = ask(`${path}/recipients/${recipient.id}/retry`).then(
        () => 'reopened',
        (error: unknown) => String(error),
      );
      await untilSomebodyWaits();
      await trx.updateTable('campaign').set({ status: 'CANCELLED' }).where('id', '=', id).execute();
      return { retrying };
    });
    expect(await other.retrying).toContain('The campaign is cancelled');
    expect(await send(recipient.id)).toMatchObject({ kind: 'stop', state: 'FAILED' });
    expect(await messagesTo(recipients)).toBe(0);
  });

  it('from a number that was taken away since is refused: it may be another account’s', async () => {
    const { path, recipient, recipients } = await failed();
    const number = await product.db
      .deleteFrom('outbound_number')
      .where('number', '=', DEMO.smsNumber)
      .returningAll()
      .executeTakeFirstOrThrow();
    try {
      await expect(ask(`${path}/retry-failed`)).rejects.toThrow(`sends from ${DEMO.smsNumber}`);
      await expect(ask(`${path}/recipients/${recipient.id}/retry`)).rejects.toThrow(`sends from ${DEMO.smsNumber}`);
      expect(await send(recipient.id)).toMatchObject({ kind: 'stop', state: 'FAILED' });
      expect(await messagesTo(recipients)).toBe(0);
    } finally {
      await product.db.insertInto('outbound_number').values(number).execute();
    }
  });

  it('by an API whose clock is ahead of the worker’s counts what the provider then says', async () => {
    const { path, recipient } = await failed();
    await product.sandbox.behave('sms', recipient.to, '21999');
    now += 60_000;
    await ask(`${path}/recipients/${recipient.id}/retry`);
    now -= 60_000;
    expect(await send(recipient.id)).toMatchObject({ kind: 'stop', state: 'FAILED', error: { code: '21999' } });
    expect(await product.attempts(recipient.id)).toHaveLength(2);
  });

  it('of one who fails again fails with the new reason, and can be asked for once more', async () => {
    const { path, recipient, recipients } = await failed();
    await product.sandbox.behave('sms', recipient.to, '21614');
    await ask(`${path}/recipients/${recipient.id}/retry`);
    expect(await send(recipient.id)).toMatchObject({ kind: 'stop', state: 'FAILED', error: { code: '21614' } });
    await product.sandbox.behave('sms', recipient.to, 'ok');
    now += 1_000;
    expect(await ask(`${path}/retry-failed`)).toMatchObject({ reopened: 1, campaignStatus: 'PUBLISHED' });
    expect(await send(recipient.id)).toMatchObject({ kind: 'stop', state: 'SENT' });
    expect(await messagesTo(recipients)).toBe(1);
  });
});

/** What a send activity leaves in the database when it is about to call. */
async function insertCall(trx: Parameters<typeof lockForSending>[0], recipientId: string): Promise<void> {
  const recipient = await product.recipient(recipientId);
  const call = {
    channel: 'sms',
    from: DEMO.smsNumber,
    to: recipient.sms ?? '',
    localTime: '',
    ruleVersion: '',
  } as const;
  await insertAttempt(trx, { id: randomUUID(), recipient, ...call, calledAtMs: now });
}

describe('other windows of the channel', () => {
  const allDay = DAYS.map((day) => ({ day, startTime: { hour: 0, minute: 0 }, endTime: { hour: 24, minute: 0 } }));
  const setWindows = (db: Kysely<Database>, windows: string | null) =>
    db.updateTable('channel_setting').set({ windows }).where('channel', '=', 'sms').execute();

  it('set while a recipient falls asleep by the old ones: it goes by the new ones', async () => {
    const { recipients } = await launch(1);
    const id = recipients[0]?.id ?? '';
    now = NIGHT;
    const checking = await product.db.transaction().execute(async (trx) => {
      await setWindows(trx, JSON.stringify(allDay));
      const answer = check(id);
      await untilSomebodyWaits();
      return { answer };
    });
    expect(await checking.answer).toMatchObject({ kind: 'send' });
    now = NOON;
    await setWindows(product.db, null);
  });
});
