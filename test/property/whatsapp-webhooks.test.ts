/** WhatsApp batches its webhooks, doubles them, and brings them in any order: whatever comes of them is the same. */
import { createHmac, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  acceptedOf,
  ACCOUNT,
  campaignBody,
  CONFIG,
  consumer,
  createFixture,
  NOW,
  WA_NUMBER,
  WA_REF,
  type Fixture,
} from '../api/fixture.ts';

const RUNS = 20;
const SEED = 20261122;
const WABA = '900';

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  await api.db.updateTable('outbound_number').set({ waba_id: WABA }).where('number', '=', WA_NUMBER).execute();
});
afterAll(() => api.close());

/** One part of a webhook: a change of one field, with one thing in it. */
type Part = { field: string; value: Record<string, unknown> };

let world = 0;

/** A world of its own for each run: six messages of ours that WhatsApp has taken, a template, and all that WhatsApp then says. */
async function newWorld() {
  world += 1;
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `1202${5_000_000 + world * 10 + n}`);
  const [read, failed, byId, swapped, silent, answered, stops, asks] = numbers as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const consumers = [read, failed, byId, swapped, silent, answered].map((wa) =>
    consumer(1, { consumerContent: { wa, sms: wa } }),
  );
  const body = campaignBody({ templateId: 'H100000002', consumers });
  const launched = await api.call('POST', '/campaign', body);
  const sent = new Map<string, { attemptId: string; messageId: string; recipientId: string }>();
  for (const { id: recipientId, phoneNumber } of acceptedOf(launched)) {
    const message = { attemptId: randomUUID(), messageId: `wamid.${phoneNumber}`, recipientId };
    sent.set(phoneNumber.slice(1), message);
    await api.db
      .insertInto('attempt')
      .values({
        id: message.attemptId,
        account_id: ACCOUNT,
        recipient_id: recipientId,
        number: 1,
        channel: 'wa',
        state: 'ACCEPTED',
        from_address: WA_NUMBER,
        to_address: phoneNumber,
        provider_message_id: message.messageId,
        rule_version: 'test',
        called_at: new Date(NOW.getTime() - 120_000),
        ended_at: new Date(NOW.getTime() - 119_000),
      })
      .execute();
    await api.db
      .updateTable('recipient')
      .set({ state: 'SENT', channel: 'wa', sent_at: new Date(NOW.getTime() - 119_000) })
      .where('id', '=', recipientId)
      .execute();
  }
  const template = `t${world}`;
  await api.db
    .insertInto('template')
    .values({
      account_id: ACCOUNT,
      id: template,
      name: template,
      language: 'en_US',
      category: 'UTILITY',
      status: 'PENDING',
      waba_id: WABA,
      provider_template_id: '4711',
      components: JSON.stringify([{ type: 'body', content: 'Hi.' }]),
    })
    .execute();

  const at = (seconds: number) => String(NOW.getTime() / 1_000 - 100 + seconds);
  const messages = (value: object): Part => ({
    field: 'messages',
    value: { messaging_product: 'whatsapp', metadata: { phone_number_id: WA_REF }, ...value },
  });
  const status = (to: string, word: string, seconds: number, more: object = {}) => {
    const { attemptId, messageId } = sent.get(to) ?? { attemptId: '', messageId: '' };
    const own = { id: messageId, status: word, timestamp: at(seconds), biz_opaque_callback_data: attemptId };
    return messages({ statuses: [{ ...own, recipient_id: to, ...more }] });
  };
  const text = (from: string, id: string, seconds: number, words: string, more: object = {}) =>
    messages({
      messages: [{ from, id: `${id}.${world}`, timestamp: at(seconds), type: 'text', text: { body: words }, ...more }],
    });
  const ofTemplate = { message_template_id: 4711, message_template_name: template, message_template_language: 'en_US' };
  const errors = (code: number) => ({ errors: [{ code, title: 'x' }] });
  const parts: Part[] = [
    status(read, 'sent', 1),
    status(read, 'delivered', 2),
    status(read, 'read', 3),
    status(failed, 'sent', 1),
    status(failed, 'failed', 2, errors(131026)),
    // Without our reference, and without a number.
    status(byId, 'delivered', 4, { biz_opaque_callback_data: undefined }),
    status(byId, 'read', 9, {
      biz_opaque_callback_data: undefined,
      recipient_id: undefined,
      recipient_user_id: 'US.9999',
    }),
    // WhatsApp takes it back, or its parts disagree: the consumer has it.
    status(swapped, 'delivered', 2),
    status(swapped, 'failed', 5, errors(131049)),
    status(silent, 'sent', 7),
    status(answered, 'delivered', 2),
    text(answered, 'yes', 8, 'Yes'),
    text(asks, 'asks', 3, 'Hello?'),
    messages({
      messages: [
        { id: `nameless.${world}`, from_user_id: `US.${world}`, timestamp: at(4), type: 'text', text: { body: 'Hi' } },
      ],
    }),
    messages({ user_preferences: [{ wa_id: stops, category: 'marketing_messages', value: 'stop', timestamp: at(6) }] }),
    { field: 'message_template_status_update', value: { event: 'APPROVED', reason: 'NONE', ...ofTemplate } },
    messages({ calls: [{ id: 'x' }] }),
    messages({ statuses: [{ id: 'wamid.none', status: 'read', timestamp: at(1) }] }),
    { field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } },
  ];
  const ids = [...sent.values()].map(({ recipientId }) => recipientId);
  return { parts, ids, numbers, template };
}

/** Entries of webhooks carry the time of a template's word: here all of one second. */
async function post(batch: Part[]): Promise<void> {
  const time = NOW.getTime() / 1_000 - 50;
  const payload = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      { id: WABA, time, changes: batch.slice(0, 3) },
      { id: WABA, time, changes: batch.slice(3) },
    ],
  });
  const signature = createHmac('sha256', CONFIG.WHATSAPP_APP_SECRET).update(payload).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  const response = await api.app.inject({ method: 'POST', url: '/webhooks/whatsapp', headers, payload });
  expect(response.statusCode).toBe(200);
}

/** All that has come of it, without what is each world's own. */
async function outcome({ ids, numbers, template }: Awaited<ReturnType<typeof newWorld>>) {
  const attempts = await api.db
    .selectFrom('attempt')
    .innerJoin('recipient', 'recipient.id', 'attempt.recipient_id')
    .select(['attempt.state', 'attempt.code', 'attempt.to_user_id'])
    .select(['recipient.state as recipient_state', 'recipient.channel', 'recipient.error_code', 'recipient.waits_for'])
    .select(['recipient.sent_at', 'recipient.delivered_at', 'recipient.read_at'])
    .where('recipient.id', 'in', ids)
    .orderBy('recipient.seq')
    .execute();
  const addresses = [...numbers.map((number) => `+${number}`), `US.${world}`];
  const inbound = await api.db
    .selectFrom('inbound_message')
    .select(['consumer', 'text', 'kind', 'received_at', 'recipient_id'])
    .where('consumer', 'in', addresses)
    .orderBy('provider_message_id')
    .execute();
  const conversations = await api.db
    .selectFrom('conversation')
    .select(['consumer', 'route'])
    .where('consumer', 'in', addresses)
    .orderBy('consumer')
    .execute();
  const optOuts = await api.db
    .selectFrom('opt_out')
    .select(['consumer', 'source', 'revoked_at'])
    .where('consumer', 'in', addresses)
    .execute();
  const templates = await api.db
    .selectFrom('template')
    .select(['status', 'category', 'status_at'])
    .where('id', '=', template)
    .execute();
  const replies = await api.db.selectFrom('outbox').select('message').execute();
  const place = (id: string | null) => (id === null ? null : ids.indexOf(id));
  const n = (address: string) => addresses.indexOf(address);
  return {
    attempts,
    inbound: inbound.map(({ consumer: who, recipient_id, ...rest }) => ({
      who: n(who),
      of: place(recipient_id),
      ...rest,
    })),
    conversations: conversations.map(({ consumer: who, ...rest }) => ({ who: n(who), ...rest })),
    optOuts: optOuts.map(({ consumer: who, ...rest }) => ({ who: n(who), ...rest })),
    templates,
    replies: replies
      .flatMap(({ message }) => (message.kind === 'reply' ? [place(message.recipientId)] : []))
      .filter((at) => at !== -1),
  };
}

it('any order, any doubling and any batches of WhatsApp’s webhooks come to the same', async () => {
  const inOrder = await newWorld();
  for (const part of inOrder.parts) await post([part]);
  const expected = await outcome(inOrder);
  expect(expected.attempts.map(({ state }) => state)).toEqual([
    'READ',
    'FAILED',
    'READ',
    'DELIVERED',
    'ACCEPTED',
    'DELIVERED',
  ]);
  expect(expected.inbound).toHaveLength(3);
  expect(expected.optOuts).toHaveLength(1);
  const places = inOrder.parts.map((_, index) => index);
  const deliveries = fc
    .tuple(
      fc.shuffledSubarray(places, { minLength: places.length }),
      fc.array(fc.nat({ max: places.length - 1 }), { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
    )
    .map(([order, again, sizes]) => ({ order: [...order, ...again], sizes }));
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ order, sizes }) => {
      const shuffled = await newWorld();
      for (let from = 0, turn = 0; from < order.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        await post(order.slice(from, from + size).flatMap((index) => shuffled.parts[index] ?? []));
        from += size;
      }
      expect(await outcome(shuffled)).toEqual(expected);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 120_000);
