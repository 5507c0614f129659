/** Each row of docs/replies.md, over the whole product: webhooks in, and what came of them. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import twilio from 'twilio';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEMO } from '../../dev/seed.ts';
import { lookbackEndMs } from '../../domain/lookback.ts';
import { createClient } from '../../temporal/client.ts';
import { setUpTemporal } from '../../temporal/setup.ts';
import { createNamespace, temporalAddress } from '../support/servers.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { zoneWhereItIs } from '../support/time.ts';

const CONFIRMATION = 'You will get no more messages from us.';
const HELP = 'Call us at +1 202 555 0100.';

let client: Client;
/** One of its own: workers of other tests take none of its tasks. */
let namespace: string;
let connection: NativeConnection;
let stack: Stack;
let day: string;
let night: string;
let lastNumber = 4000;
/** Where the test holds the clock; null: it runs. */
let heldMs: number | null = null;

beforeAll(async () => {
  const address = await temporalAddress();
  namespace = await createNamespace();
  client = createClient(address, namespace);
  await setUpTemporal(client, namespace);
  connection = await NativeConnection.connect({ address });
  const now = () => Promise.resolve(heldMs ?? Date.now());
  stack = await startStack({ client, connection, namespace, now });
  day = zoneWhereItIs(Date.now(), 9, 20);
  night = zoneWhereItIs(Date.now(), 0, 6);
  await stack.call('PATCH', '/settings', {
    optOutConfirmation: { sms: CONFIRMATION, wa: CONFIRMATION },
    helpText: { sms: HELP },
  });
});

afterEach(() => void (heldMs = null));

afterAll(async () => {
  await stack.stop();
  await connection.close();
  await client.connection.close();
});

const newNumber = () => `1202555${++lastNumber}`;
const poll = <T>(look: () => T) => expect.poll(look, { timeout: 20_000, interval: 30 });
const shownTo = async (to: string) => (await stack.sandbox.messages(to)).map(({ text }) => text);
const stateOf = async (id: string) => (await stack.recipient(id)).state;

/** A consumer to whom a campaign's message was sent by SMS. */
async function sent(to = newNumber(), more: object = {}) {
  const launched = await stack.launch({ consumerContent: { sms: to }, timezone: day }, more);
  await poll(() => stateOf(launched.recipientId)).toBe('DELIVERED');
  return { to, ...launched };
}

const say = (to: string, text: string) => stack.sandbox.reply('sms', to, text);

/** The conversations of a consumer: skill, why, campaign, and how many messages each has. */
async function conversationsOf(to: string) {
  const rows = await stack.db
    .selectFrom('conversation')
    .select(['id', 'skill', 'route', 'campaign_id', 'closed_at'])
    .select((eb) =>
      eb
        .selectFrom('inbound_message')
        .whereRef('conversation_id', '=', 'conversation.id')
        .select((messages) => messages.fn.countAll<number>().as('count'))
        .as('messages'),
    )
    .where('consumer', '=', `+${to}`)
    .orderBy('opened_at')
    .execute();
  return rows;
}

type OptOut = { state: string; source: string; words: string; rule: string; confirmation: { state: string } | null };

async function optOutsOf(to: string): Promise<OptOut[]> {
  const { optOuts } = (await stack.call('GET', `/opt-outs?consumer=${to}`)) as { optOuts: OptOut[] };
  return optOuts;
}

type Notice = { purpose: string; state: string; words: string };

async function noticesTo(to: string): Promise<Notice[]> {
  const { notices } = (await stack.call('GET', `/notices?consumer=${to}`)) as { notices: Notice[] };
  return notices;
}

/** Twilio's webhook, signed as Twilio signs it. */
async function twilioWebhook(from: string, text: string, more: Record<string, string> = {}): Promise<number> {
  await stack.tick();
  const url = `${stack.url}/webhooks/twilio/inbound`;
  const form = { MessageSid: `SM${crypto.randomUUID()}`, From: `+${from}`, To: DEMO.smsNumber, Body: text, ...more };
  const signature = twilio.getExpectedTwilioSignature('test-twilio', url, form);
  const headers = { 'x-twilio-signature': signature };
  return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) })).status;
}

/** WhatsApp's webhook of a user's own choice, `minutes` from now. */
async function preference(waId: string, value: 'stop' | 'resume', minutes: number): Promise<number> {
  await stack.tick();
  const timestamp = String(Math.floor(Date.now() / 1_000) + minutes * 60);
  const choice = { wa_id: waId, detail: '', category: 'marketing_messages', value, timestamp };
  const metadata = { phone_number_id: DEMO.phoneNumberId };
  const change = { field: 'user_preferences', value: { metadata, user_preferences: [choice] } };
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: DEMO.wabaId, changes: [change] }] });
  const signature = `sha256=${createHmac('sha256', 'test-app-secret').update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  return (await fetch(`${stack.url}/webhooks/whatsapp`, { method: 'POST', headers, body })).status;
}

/** The clock at an instant of the lookback period of a recipient. */
async function holdAtLookbackEnd(recipientId: string, plusMs: number): Promise<void> {
  const { sent_at, campaign_id } = await stack.recipient(recipientId);
  const { lookback_minutes } = await stack.db
    .selectFrom('campaign')
    .select('lookback_minutes')
    .where('id', '=', campaign_id)
    .executeTakeFirstOrThrow();
  heldMs = lookbackEndMs(sent_at?.getTime() ?? 0, lookback_minutes) + plusMs;
}

const ROWS: Record<string, () => Promise<void>> = {
  async 'STOP, or words to that effect'() {
    const { to } = await sent();
    const other = await stack.launch({ consumerContent: { sms: to }, timezone: night });
    await poll(() => stateOf(other.recipientId)).toBe('SCHEDULED');
    await say(to, 'Please stop texting me');
    expect(await stateOf(other.recipientId)).toBe('SKIPPED');
    await poll(() => optOutsOf(to)).toMatchObject([
      {
        state: 'ACTIVE',
        source: 'consumer:sms',
        words: 'Please stop texting me',
        rule: 'phrase:stop-texting',
        confirmation: { state: 'DELIVERED' },
      },
    ]);
    expect(await shownTo(to)).toEqual([expect.stringContaining('order'), CONFIRMATION]);
    expect(await conversationsOf(to)).toEqual([]);
    const record = await stack.call('GET', `/campaign/${other.campaignId}/recipients/${other.recipientId}`);
    expect(record).toMatchObject({ optOuts: [{ words: 'Please stop texting me', rule: 'phrase:stop-texting' }] });
  },

  async 'STOP from someone who is opted out already'() {
    const { to } = await sent();
    await say(to, 'STOP');
    await say(to, 'stop!!');
    await poll(() => noticesTo(to)).toMatchObject([{ purpose: 'confirmation', state: 'DELIVERED', words: 'STOP' }]);
    expect(await optOutsOf(to)).toMatchObject([{ words: 'STOP' }]);
  },

  async 'START or UNSTOP, or YES from someone who is opted out'() {
    const { to } = await sent();
    const asleep = await stack.launch({ consumerContent: { sms: to }, timezone: night });
    await say(to, 'STOP');
    await say(to, 'Yes');
    expect(await optOutsOf(to)).toMatchObject([{ state: 'REVOKED', revokedSource: 'consumer:sms' }]);
    expect(await stateOf(asleep.recipientId)).toBe('SKIPPED');
    expect(await conversationsOf(to)).toEqual([]);
    await sent(to);
  },

  async "WhatsApp's own stop"() {
    const to = newNumber();
    expect([await preference(to, 'stop', -10), await preference(to, 'stop', -10)]).toEqual([200, 200]);
    expect(await optOutsOf(to)).toMatchObject([{ state: 'ACTIVE', source: 'whatsapp:preference', confirmation: null }]);
    expect(await noticesTo(to)).toEqual([]);
  },

  async "WhatsApp's own resume"() {
    const to = newNumber();
    await preference(to, 'stop', -10);
    await preference(to, 'resume', -20);
    expect(await optOutsOf(to)).toMatchObject([{ state: 'ACTIVE' }]);
    await preference(to, 'resume', -5);
    await preference(to, 'stop', -10);
    expect(await optOutsOf(to)).toMatchObject([{ state: 'REVOKED', revokedSource: 'whatsapp:preference' }]);
    await say(to, 'STOP');
    await preference(to, 'resume', 0);
    expect((await optOutsOf(to))[0]).toMatchObject({ state: 'ACTIVE', source: 'consumer:sms' });
  },

  async 'HELP or INFO, where the account has a help text'() {
    const { to, recipientId } = await sent();
    await say(to, 'HELP');
    // A STOP before it goes would keep it back.
    await poll(() => noticesTo(to)).toMatchObject([{ purpose: 'help', state: 'DELIVERED' }]);
    await say(to, 'STOP');
    await say(to, 'info?');
    await poll(async () => (await noticesTo(to)).map(({ purpose, state }) => `${purpose} ${state}`)).toEqual([
      'help DELIVERED',
      'confirmation DELIVERED',
      'help DELIVERED',
    ]);
    expect((await shownTo(to)).filter((text) => text === HELP)).toHaveLength(2);
    expect(await conversationsOf(to)).toEqual([]);
    expect((await stack.recipient(recipientId)).responded_at).toBeNull();
  },

  async 'HELP or INFO in an open conversation'() {
    const { to } = await sent();
    await say(to, 'Hello');
    await poll(() => conversationsOf(to)).toMatchObject([{ messages: 1 }]);
    await say(to, 'HELP');
    expect(await conversationsOf(to)).toMatchObject([{ messages: 2 }]);
    await poll(() => noticesTo(to)).toMatchObject([{ purpose: 'help', state: 'DELIVERED' }]);
  },

  async 'HELP or INFO, where the account has none'() {
    const to = newNumber();
    await stack.sandbox.reply('wa', to, 'HELP');
    expect(await conversationsOf(to)).toMatchObject([{ skill: 'general', route: 'inbound' }]);
    expect(await noticesTo(to)).toEqual([]);
  },

  async 'STOP or HELP that Twilio says it has answered'() {
    const { to } = await sent();
    await twilioWebhook(to, 'AYUDA', { OptOutType: 'HELP' });
    await twilioWebhook(to, 'BASTA', { OptOutType: 'STOP' });
    expect(await optOutsOf(to)).toMatchObject([{ words: 'BASTA', rule: 'provider:STOP', confirmation: null }]);
    expect(await noticesTo(to)).toEqual([]);
    expect(await conversationsOf(to)).toEqual([]);
  },

  async 'while a conversation with this number is open'() {
    const { to, campaignId } = await sent();
    await say(to, 'Hello');
    await poll(() => conversationsOf(to)).toHaveLength(1);
    await say(to, 'Anybody there?');
    expect(await conversationsOf(to)).toMatchObject([{ campaign_id: campaignId, messages: 2 }]);
  },

  async 'within the lookback period'() {
    const { to, campaignId } = await sent();
    await say(to, 'Where is it?');
    await poll(() => conversationsOf(to)).toMatchObject([
      { skill: 'sales', route: 'campaign', campaign_id: campaignId, messages: 1 },
    ]);
  },

  async 'at the last millisecond of the lookback period'() {
    const { to, recipientId } = await sent();
    await holdAtLookbackEnd(recipientId, -1);
    await say(to, 'Where is it?');
    await poll(() => conversationsOf(to)).toMatchObject([{ skill: 'sales', route: 'campaign' }]);
  },

  async 'at the first millisecond after the lookback period'() {
    const { to, recipientId } = await sent();
    await holdAtLookbackEnd(recipientId, 0);
    await say(to, 'Where is it?');
    await poll(() => conversationsOf(to)).toMatchObject([{ skill: 'general', route: 'after-lookback' }]);
  },

  async "when the recipient's workflow has ended"() {
    const { to, campaignId, workflow } = await sent();
    await workflow.terminate('The test ends it');
    await say(to, 'Where is it?');
    await poll(() => conversationsOf(to)).toMatchObject([{ skill: 'sales', campaign_id: campaignId }]);
  },

  async 'after the conversation was closed'() {
    const { to, campaignId } = await sent();
    await say(to, 'Where is it?');
    await poll(() => conversationsOf(to)).toHaveLength(1);
    const [first] = await conversationsOf(to);
    await stack.call('POST', `/conversations/${first?.id ?? ''}/close`);
    await say(to, 'And now?');
    await poll(() => conversationsOf(to)).toMatchObject([
      { skill: 'sales' },
      { skill: 'general', route: 'after-close', campaign_id: campaignId },
    ]);
  },

  async 'to an old campaign, when there is a newer one'() {
    const { to } = await sent();
    const newer = await sent(to, { skill: 'support' });
    await say(to, 'Which of the two?');
    await poll(() => conversationsOf(to)).toMatchObject([{ skill: 'support', campaign_id: newer.campaignId }]);
  },

  async 'while the recipient sleeps'() {
    const to = newNumber();
    const { campaignId, recipientId } = await stack.launch({ consumerContent: { sms: to }, timezone: night });
    await poll(() => stateOf(recipientId)).toBe('SCHEDULED');
    await say(to, 'Hello');
    expect(await conversationsOf(to)).toMatchObject([{ skill: 'general', route: 'inbound', campaign_id: null }]);
    const { sentence } = (await stack.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`)) as {
      sentence: string;
    };
    expect(sentence).toContain('send window');
    expect(await shownTo(to)).toEqual([]);
  },

  async 'while the message is being sent'() {
    const to = newNumber();
    await stack.sandbox.behave('sms', to, 'timeout-after-accept');
    const { campaignId, recipientId } = await stack.launch({ consumerContent: { sms: to }, timezone: day });
    await poll(() => shownTo(to)).toHaveLength(1);
    await say(to, 'So fast!');
    await poll(() => conversationsOf(to)).toMatchObject([
      { skill: 'sales', route: 'campaign', campaign_id: campaignId },
    ]);
    expect(await shownTo(to)).toHaveLength(1);
    expect((await stack.recipient(recipientId)).responded_at).not.toBeNull();
  },

  async 'before the delivery receipt'() {
    const to = newNumber();
    await stack.sandbox.behave('sms', to, 'no-receipt');
    const { campaignId, recipientId } = await stack.launch({ consumerContent: { sms: to }, timezone: day });
    await poll(() => stateOf(recipientId)).toBe('SENT');
    await say(to, 'Here already');
    await poll(() => conversationsOf(to)).toMatchObject([{ skill: 'sales', campaign_id: campaignId }]);
  },

  async 'from a number that was never written to'() {
    const to = newNumber();
    await say(to, 'Are you open today?');
    expect(await conversationsOf(to)).toMatchObject([{ skill: 'general', route: 'inbound', campaign_id: null }]);
  },

  async 'the same webhook twice'() {
    const { to, campaignId } = await sent();
    const twice = { MessageSid: `SM${crypto.randomUUID()}` };
    expect([await twilioWebhook(to, 'Hello', twice), await twilioWebhook(to, 'Hello', twice)]).toEqual([200, 200]);
    await poll(() => conversationsOf(to)).toMatchObject([{ campaign_id: campaignId, messages: 1 }]);
    expect(await twilioWebhook(to, 'Hello', twice)).toBe(200);
    expect(await conversationsOf(to)).toMatchObject([{ messages: 1 }]);
    const answered = async () => (await noticesTo(to)).map(({ purpose, state }) => `${purpose} ${state}`);
    const expected: string[] = [];
    for (const [word, purpose] of [
      ['HELP', 'help'],
      ['STOP', 'confirmation'],
    ] as const) {
      const again = { MessageSid: `SM${crypto.randomUUID()}` };
      await Promise.all([1, 2, 3].map(() => twilioWebhook(to, word, again)));
      expected.unshift(`${purpose} DELIVERED`);
      await poll(answered).toEqual(expected);
    }
    expect(await optOutsOf(to)).toHaveLength(1);
  },

  async 'to a number that was taken away, from who was sent to from it'() {
    const { to, campaignId } = await sent();
    const numbers = stack.db.selectFrom('outbound_number').selectAll().where('channel', '=', 'sms');
    const kept = await numbers.execute();
    await stack.db.deleteFrom('outbound_number').where('channel', '=', 'sms').execute();
    await twilioWebhook(to, 'Where is it?');
    await twilioWebhook(to, 'STOP');
    await stack.db.insertInto('outbound_number').values(kept).execute();
    await poll(() => conversationsOf(to)).toMatchObject([{ skill: 'sales', campaign_id: campaignId }]);
    expect(await optOutsOf(to)).toHaveLength(1);
  },

  async "to a number that is no account's"() {
    const to = newNumber();
    expect(await twilioWebhook(to, 'Hello', { To: '+12025559999' })).toBe(200);
    expect(await twilioWebhook(to, 'STOP', { To: '+12025559999' })).toBe(200);
    expect([await conversationsOf(to), await optOutsOf(to)]).toEqual([[], []]);
  },
};

/** The first column of the page's first table. */
function documentedRows(): string[] {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/replies.md'), 'utf8');
  const table = page.split('\n\n').find((block) => block.startsWith('| the message')) ?? '';
  const [, , ...rows] = table.trim().split('\n');
  return rows.map((row) => String(row.split('|')[1]).trim());
}

describe('a message goes where docs/replies.md says', () => {
  it.each(documentedRows())('%s', async (row) => {
    const test = ROWS[row];
    if (!test) expect.unreachable(`No test has the name of this row of docs/replies.md: ${row}`);
    await test();
  });

  it('every test here is a row there', () => {
    expect(Object.keys(ROWS).sort()).toEqual(documentedRows().sort());
  });
});
