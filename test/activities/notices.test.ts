/** What STOP and HELP are answered with: by the same rules as an agent's answer, and those of 47 CFR 64.1200(a)(12). */
import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordInbound } from '../../db/inbound.ts';
import { DEMO } from '../../dev/seed.ts';
import { CONFIRMATION_WITHIN_MS } from '../../domain/answer.ts';
import { OUTCOME_WAIT_MS } from '../../domain/decision.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';

/** Nothing listens there: these tests call the activity themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');
const CONFIRMATION = 'You will get no more messages from us.';
const HELP = 'Call us.';

let product: Product;
let now: number;
let lastNumber = 100;

beforeAll(async () => {
  now = Date.now();
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(now) });
  await product.call('PATCH', '/settings', {
    optOutConfirmation: { sms: CONFIRMATION, wa: CONFIRMATION, inapp: CONFIRMATION },
    helpText: { sms: HELP, wa: HELP, inapp: HELP },
  });
});
afterAll(() => product.stop());
beforeEach(async () => {
  now = Date.now();
  await product.sandbox.optOutHandling('off');
});

const newNumber = () => `1202555${String(++lastNumber).padStart(4, '0')}`;
const send = (messageId: string) => product.activities.sendAgentMessage({ messageId });
const shownTo = async (to: string) => (await product.sandbox.messages(to)).map(({ text }) => text);

type Notice = { id: string; state: string; purpose: string; error: { code: string; message: string } | null };

async function noticesTo(consumer: string): Promise<Notice[]> {
  const { notices } = (await product.call('GET', `/notices?consumer=${consumer}`)) as { notices: Notice[] };
  return notices;
}

/** What a consumer wrote, and the id of the notice that it is answered with. */
async function say(text: string, channel: 'sms' | 'wa' = 'sms', to = newNumber()) {
  await product.sandbox.reply(channel, to, text);
  const [notice] = await noticesTo(to);
  return { to, id: notice?.id ?? '' };
}

async function delayMs(run: Promise<unknown>): Promise<number> {
  const failure: unknown = await run.then(
    (value) => expect.unreachable(`It ended: ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  return Number((failure as ApplicationFailure).nextRetryDelay);
}

describe('a confirmation', () => {
  it.each(['sms', 'wa'] as const)('goes over %s once, though it is opted out of, at any hour', async (channel) => {
    const { to, id } = await say('Please stop', channel);
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(await shownTo(to)).toEqual([CONFIRMATION]);
    const { optOuts } = (await product.call('GET', `/opt-outs?consumer=${to}`)) as { optOuts: object[] };
    expect(optOuts).toMatchObject([{ words: 'Please stop', rule: 'keyword:STOP', confirmation: { id } }]);
  });

  it('is in the inbox of a user of the app', async () => {
    const message = { channel: 'inapp', from: DEMO.appUser, to: DEMO.app, accountId: DEMO.accountId } as const;
    await recordInbound(product.db, { ...message, providerMessageId: randomUUID(), text: 'STOP' }, new Date(now));
    const [notice] = await noticesTo(DEMO.appUser);
    expect(await send(notice?.id ?? '')).toMatchObject({ state: 'SENT' });
    const inbox = product.db.selectFrom('inapp_message').select('text').where('user_id', '=', DEMO.appUser);
    expect(await inbox.execute()).toEqual([{ text: CONFIRMATION }]);
  });

  it('is not repeated where the provider’s answer was lost', async () => {
    const { to, id } = await say('STOP');
    await product.sandbox.behave('sms', to, 'timeout-after-accept');
    await send(id).catch(() => undefined);
    now += 5_000;
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    expect(await shownTo(to)).toEqual([CONFIRMATION]);
  });

  it('of which nobody says whether it was taken is shown as UNKNOWN, and not sent again', async () => {
    const { to, id } = await say('STOP', 'wa');
    await product.db
      .updateTable('agent_message')
      .set({ state: 'CALLING', called_at: new Date(now) })
      .where('id', '=', id)
      .execute();
    expect(await delayMs(send(id))).toBe(10_000);
    now += OUTCOME_WAIT_MS;
    expect(await send(id)).toMatchObject({ state: 'UNKNOWN' });
    expect(await noticesTo(to)).toMatchObject([{ state: 'UNKNOWN' }]);
    expect(await send(id)).toMatchObject({ state: 'UNKNOWN' });
    expect(await shownTo(to)).toEqual([]);
  });

  it('is not sent later than five minutes', async () => {
    const { id } = await say('STOP');
    now += CONFIRMATION_WITHIN_MS - 1_000;
    expect(['SENT', 'DELIVERED']).toContain((await send(id)).state);
    now = Date.now();
    const late = await say('STOP');
    now += CONFIRMATION_WITHIN_MS;
    expect(await send(late.id)).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('five minutes') as string,
    });
    expect(await shownTo(late.to)).toEqual([]);
  });

  it('that Twilio is too busy for is tried again, for five minutes', async () => {
    const { to, id } = await say('STOP');
    await product.sandbox.behave('sms', to, '20429');
    expect(await delayMs(send(id))).toBe(2_000);
    now += CONFIRMATION_WITHIN_MS;
    expect(await send(id)).toMatchObject({ state: 'FAILED' });
    expect(await shownTo(to)).toEqual([]);
  });

  it('is not sent to who said START meanwhile', async () => {
    const { to, id } = await say('STOP');
    await say('START', 'sms', to);
    expect(await send(id)).toMatchObject({ state: 'FAILED', reason: 'The opt-out has been taken back.' });
    expect(await shownTo(to)).toEqual([]);
  });

  it('comes again with a new opt-out', async () => {
    const { to } = await say('STOP');
    await say('STOP', 'sms', to);
    expect(await noticesTo(to)).toHaveLength(1);
    await say('START', 'sms', to);
    await say('STOP', 'sms', to);
    expect(await noticesTo(to)).toHaveLength(2);
  });

  it('is one, though the number has two forms', async () => {
    const to = '5215512345678';
    await say('STOP', 'wa', to);
    const all = await product.db.selectFrom('agent_message').select('id').where('to_address', '=', `+${to}`).execute();
    expect(all).toHaveLength(1);
    const rows = await product.db
      .selectFrom('opt_out')
      .select(['consumer', 'confirmation_id'])
      .where('consumer', 'in', [`+${to}`, '+525512345678'])
      .execute();
    expect(rows.map(({ confirmation_id }) => confirmation_id)).toEqual([all[0]?.id, all[0]?.id]);
  });

  it('that Twilio refuses with 21610, for it has answered STOP by itself, fails visibly and is not tried again', async () => {
    await product.sandbox.optOutHandling('default');
    const { to, id } = await say('STOP');
    expect(await send(id)).toMatchObject({ state: 'FAILED', code: 'outbound_twilio_21610' });
    expect(await send(id)).toMatchObject({ state: 'FAILED' });
    expect(await noticesTo(to)).toMatchObject([
      {
        purpose: 'confirmation',
        state: 'FAILED',
        error: { code: '21610', message: 'The consumer answered STOP to this sender.' },
      },
    ]);
    expect(await shownTo(to)).toEqual([expect.stringContaining('[Twilio]')]);
  });

  it('is left to Twilio where it says that it has answered', async () => {
    await product.sandbox.optOutHandling('advanced');
    const { to } = await say('STOP');
    await say('HELP', 'sms', to);
    expect(await noticesTo(to)).toEqual([]);
    expect(await shownTo(to)).toEqual([expect.stringContaining('[Twilio]')]);
  });

  it('is not sent on a channel that is paused, and says so', async () => {
    const { id } = await say('STOP');
    const set = (paused_reason: string | null) =>
      product.db.updateTable('channel_setting').set({ paused_reason }).where('channel', '=', 'sms').execute();
    await set('Paused by hand.');
    const sent = await send(id);
    await set(null);
    expect(sent).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('paused') as string });
  });
});

describe('a help text', () => {
  it('goes once for each message, also to who has opted out', async () => {
    const { to } = await say('STOP');
    await say('HELP', 'sms', to);
    await say('INFO', 'sms', to);
    const help = (await noticesTo(to)).filter(({ purpose }) => purpose === 'help');
    for (const { id } of help) {
      await send(id);
      await send(id);
    }
    expect(await shownTo(to)).toEqual([HELP, HELP]);
  });

  it('is found in the list by what it is and what became of it', async () => {
    const { to, id } = await say('HELP');
    const list = async (query: string) =>
      ((await product.call('GET', `/notices?consumer=${to}&${query}`)) as { notices: Notice[] }).notices.length;
    expect([await list('purpose=help&state=QUEUED&channel=sms'), await list('purpose=confirmation')]).toEqual([1, 0]);
    await send(id);
    expect(await list('state=QUEUED')).toBe(0);
  });
});
