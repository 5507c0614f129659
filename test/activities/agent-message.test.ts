import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findAgentMessage, lockForAnswer, recordAnswerCall } from '../../db/agent-messages.ts';
import { insertOptOut } from '../../db/opt-outs.ts';
import { DEMO } from '../../dev/seed.ts';
import { ANSWER_GIVE_UP_MS } from '../../domain/answer.ts';
import { OUTCOME_WAIT_MS } from '../../domain/decision.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';

/** Nothing listens there: these tests call the activity themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
/** The sandbox keeps real time, and WhatsApp's 24 hours with it. */
let now: number;
let lastNumber = 100;

beforeAll(async () => {
  now = Date.now();
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());
beforeEach(() => (now = Date.now()));

/** A consumer who has written, and an agent's answer to them. */
async function converse(channel: 'sms' | 'wa' = 'sms', text = 'Tomorrow by noon.') {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  await product.sandbox.reply(channel, to, 'Where is it?');
  const { id: conversationId } = await product.db
    .selectFrom('conversation')
    .select('id')
    .where('consumer', '=', `+${to}`)
    .executeTakeFirstOrThrow();
  const answer = async (words = text) => {
    const message = await product.call('POST', `/conversations/${conversationId}/messages`, { text: words });
    return (message as { id: string }).id;
  };
  return { to, conversationId, answer, id: await answer() };
}

const send = (messageId: string) => product.activities.sendAgentMessage({ messageId });
const stateOf = async (id: string) => (await findAgentMessage(product.db, id))?.state;
const shownTo = async (to: string) => (await product.sandbox.messages(to)).map(({ text }) => text);

/** The activity asks the engine to run it again later: after how long. */
async function retryDelayMs(run: Promise<unknown>): Promise<number> {
  const failure: unknown = await run.then(
    (value) => expect.unreachable(`It ended: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect((failure as ApplicationFailure).nonRetryable).not.toBe(true);
  return Number((failure as ApplicationFailure).nextRetryDelay);
}

/** What a worker that dies right after leaves: the intent to call. */
async function insertCall(id: string): Promise<void> {
  await recordAnswerCall(product.db, id, new Date(now));
}

it('sends nothing from a number that is no longer the account’s', async () => {
  const { to, id } = await converse();
  const number = await product.db
    .deleteFrom('outbound_number')
    .where('number', '=', DEMO.smsNumber)
    .returningAll()
    .executeTakeFirstOrThrow();
  try {
    expect(await send(id)).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('number') as string });
    expect(await shownTo(to)).toEqual([]);
  } finally {
    await product.db.insertInto('outbound_number').values(number).execute();
  }
});

describe('once', () => {
  it.each(['sms', 'wa'] as const)('sends one message on %s when it is called twice', async (channel) => {
    const { to, id } = await converse(channel);
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(await shownTo(to)).toEqual(['Tomorrow by noon.']);
    await expect.poll(() => stateOf(id)).toBe('DELIVERED');
  });

  it('sends one message when it is called twice at once', async () => {
    const { to, id } = await converse();
    const results = await Promise.allSettled([send(id), send(id)]);
    expect(results.filter((result) => result.status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await shownTo(to)).toHaveLength(1);
  });

  it('looks a text up when the answer of Twilio was lost, and does not send it again', async () => {
    const { to, id } = await converse();
    await product.sandbox.behave('sms', to, 'timeout-after-accept');
    // The webhook may be there before the time-out has passed: then it is known already.
    await send(id).catch(() => undefined);
    now += 5_000;
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(await shownTo(to)).toHaveLength(1);
  });

  it('finds by a look-up what a worker sent that died before it heard so, among texts of the same words', async () => {
    const { to, id, answer } = await converse();
    await product.sandbox.behave('sms', to, 'no-receipt');
    await send(id);
    const second = await answer();
    await insertCall(second);
    const row = await findAgentMessage(product.db, second);
    const content = { kind: 'text', text: row?.text ?? '' } as const;
    const message = {
      attemptId: second,
      from: DEMO.smsNumber,
      fromRef: undefined,
      to: `+${to}`,
      content,
      validUntil: undefined,
    };
    const taken = await product.adapters.sms.send(message);
    now += 5_000;
    expect(await send(second)).toMatchObject({ state: 'SENT' });
    expect(await findAgentMessage(product.db, second)).toMatchObject({
      provider_message_id: taken.outcome === 'accepted' ? taken.providerMessageId : '',
    });
    expect(await shownTo(to)).toHaveLength(2);
  });

  it('sends again what a worker that died never sent, once the provider says so', async () => {
    const { to, id } = await converse();
    await insertCall(id);
    now += 10_000;
    expect(await retryDelayMs(send(id))).toBe(10_000);
    expect(await shownTo(to)).toEqual([]);
    now += 20_000;
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(await shownTo(to)).toHaveLength(1);
  });

  it('waits for the webhook when the answer of WhatsApp was lost, and does not repeat it', async () => {
    const { to, id } = await converse('wa');
    await product.sandbox.behave('wa', to, 'timeout-after-accept');
    await send(id).catch(() => undefined);
    await expect.poll(() => stateOf(id)).toBe('DELIVERED');
    expect(await send(id)).toMatchObject({ state: 'DELIVERED' });
    expect(await shownTo(to)).toHaveLength(1);
  });

  it('gives up after ten minutes without a word, and never sends it again', async () => {
    const { to, id } = await converse('wa');
    await insertCall(id);
    now += OUTCOME_WAIT_MS - 1;
    expect(await retryDelayMs(send(id))).toBe(1);
    now += 1;
    expect(await send(id)).toMatchObject({ state: 'UNKNOWN', code: 'proactive_5403' });
    expect(await send(id)).toMatchObject({ state: 'UNKNOWN' });
    expect(await shownTo(to)).toEqual([]);
  });
});

describe('right before the call', () => {
  const set = (change: object) =>
    product.db.updateTable('channel_setting').set(change).where('channel', '=', 'sms').execute();

  it.each<[string, (of: { to: string; conversationId: string }) => Promise<unknown>, string]>([
    [
      'a conversation that was closed',
      ({ conversationId }) => product.call('POST', `/conversations/${conversationId}/close`),
      'closed',
    ],
    ['a consumer who said STOP', ({ to }) => product.sandbox.reply('sms', to, 'STOP'), 'opted out'],
    ['a channel that was paused', () => set({ paused_reason: 'Paused by hand.' }), 'paused'],
    ['a channel that was switched off', () => set({ enabled: false }), 'switched off'],
  ])('%s meanwhile gets nothing, and the answer fails', async (_name, change, reason) => {
    const of = await converse();
    await change(of);
    const sent = await send(of.id);
    await set({ paused_reason: null, enabled: true });
    expect(sent).toEqual({
      state: 'FAILED',
      code: 'proactive_1001',
      reason: expect.stringContaining(reason) as string,
    });
    expect(await shownTo(of.to)).toEqual([]);
    expect(await send(of.id)).toMatchObject({ state: 'FAILED' });
  });

  it('the hour may have passed in which it was worth sending', async () => {
    const { to, id, answer } = await converse();
    now += ANSWER_GIVE_UP_MS;
    expect(await send(id)).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('an hour') as string });
    const fresh = await answer('Good morning.');
    expect(['SENT', 'DELIVERED']).toContain((await send(fresh)).state);
    expect(await shownTo(to)).toEqual(['Good morning.']);
  });

  it('WhatsApp’s 24 hours may have ended', async () => {
    const { to, id } = await converse('wa');
    now += 86_400_000;
    expect(await send(id)).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('24 hours') as string });
    expect(await shownTo(to)).toEqual([]);
  });

  it('a STOP that comes while it is checked waits for the check, and one before it is seen', async () => {
    const { to, id } = await converse();
    const optOut = {
      accountId: DEMO.accountId,
      kind: 'phone',
      channel: null,
      consumer: `+${to}`,
      source: 'test',
    } as const;
    const stopped = await product.db.transaction().execute(async (trx) => {
      await lockForAnswer(trx, id);
      const stop = product.db.transaction().execute((other) => insertOptOut(other, optOut, now));
      await expect.poll(() => product.waitingForLocks()).toBe(1);
      return { stop };
    });
    await stopped.stop;
    expect(await send(id)).toMatchObject({ state: 'FAILED' });
    expect(await shownTo(to)).toEqual([]);
  });

  it('an answer waits for the one that was written before it, but not for long', async () => {
    const { to, id, answer } = await converse('sms', 'First');
    now += 1_000;
    const second = await answer('Second');
    expect(await retryDelayMs(send(second))).toBe(500);
    await send(id);
    expect(['SENT', 'DELIVERED']).toContain((await send(second)).state);
    expect(await shownTo(to)).toEqual(['First', 'Second']);
    now += 1_000;
    const third = await answer('Third');
    now += 1;
    const fourth = await answer('Fourth');
    await insertCall(third);
    now += 30_000;
    expect(['SENT', 'DELIVERED']).toContain((await send(fourth)).state);
  });
});

describe("a provider's refusal", () => {
  it('that says to come back later is tried again, each time later, and then sent', async () => {
    const { to, id } = await converse();
    await product.sandbox.behave('sms', to, '20429');
    expect(await retryDelayMs(send(id))).toBe(2_000);
    expect(await findAgentMessage(product.db, id)).toMatchObject({ state: 'QUEUED', code: '20429', tries: 1 });
    now += 2_000;
    expect(await retryDelayMs(send(id))).toBe(4_000);
    await product.sandbox.behave('sms', to, 'ok');
    now += 4_000;
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(await findAgentMessage(product.db, id)).toMatchObject({ code: null, message: null, tries: 3 });
  });

  it('that would last for an hour makes the answer stale: it fails', async () => {
    const { to, id } = await converse();
    await product.sandbox.behave('sms', to, '20429');
    now += ANSWER_GIVE_UP_MS - 1_000;
    expect(await send(id)).toMatchObject({ state: 'FAILED', code: 'outbound_twilio_20429' });
  });

  it.each([
    ['sms', '21211', 'outbound_twilio_21211', 'The number is not valid.'],
    ['sms', '21408', 'outbound_twilio_21408', 'The Twilio account may not send to this country.'],
    ['wa', '131047', 'outbound_wa_131047', 'More than 24 hours since the consumer wrote: only a template may be sent.'],
  ] as const)('on %s with %s is final, with code and meaning', async (channel, code, full, reason) => {
    const { to, id } = await converse(channel);
    await product.sandbox.behave(channel, to, code);
    expect(await send(id)).toEqual({ state: 'FAILED', code: full, reason });
    await product.sandbox.behave(channel, to, 'ok');
    expect(await send(id)).toMatchObject({ state: 'FAILED' });
    expect(await shownTo(to)).toEqual([]);
  });

  it('that is an opt-out is recorded as one', async () => {
    const { to, id } = await converse();
    await product.sandbox.behave('sms', to, '21610');
    expect(await send(id)).toMatchObject({ state: 'FAILED', code: 'outbound_twilio_21610' });
    const optOuts = await product.db.selectFrom('opt_out').selectAll().where('consumer', '=', `+${to}`).execute();
    expect(optOuts).toMatchObject([{ source: 'provider:21610', revoked_at: null }]);
  });

  it('that closes the whole account pauses the channel, and says why', async () => {
    const { to, id } = await converse('wa');
    await product.sandbox.behave('wa', to, '131031');
    expect(await send(id)).toMatchObject({ state: 'FAILED', code: 'outbound_wa_131031' });
    const setting = product.db.selectFrom('channel_setting').select('paused_reason').where('channel', '=', 'wa');
    expect(await setting.executeTakeFirst()).toMatchObject({
      paused_reason: 'The WhatsApp account is locked (code 131031).',
    });
    await product.call('POST', '/channels/wa/resume');
  });
});

it('an answer that was erased fails for good', async () => {
  await expect(send(crypto.randomUUID())).rejects.toMatchObject({ nonRetryable: true, type: 'NotFound' });
});
