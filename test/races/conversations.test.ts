import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeConversation } from '../../db/conversations.ts';
import { takeLivePersonChange, takeLivePersonMessage } from '../../db/external-conversations.ts';
import { recordInbound } from '../../db/inbound.ts';
import { DEMO } from '../../dev/seed.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';

const NOW = new Date('2026-11-23T17:00:00Z');
/** Nothing listens there: these tests call the activities themselves. */
const nowhere = createClient('127.0.0.1:1', 'default');

let product: Product;
let lastNumber = 100;
let lastId = 0;

beforeAll(async () => {
  product = await startProduct({ client: nowhere, now: () => Promise.resolve(NOW.getTime()) });
  await product.call('PUT', '/settings/conversations', product.livePerson.settings());
});
afterAll(() => product.stop());
beforeEach(() => product.livePerson.behave('ok'));

const account = DEMO.accountId;
const write = (from: string, text: string) =>
  recordInbound(
    product.db,
    { channel: 'sms', providerMessageId: `SM${++lastId}`, from, to: DEMO.smsNumber, text },
    NOW,
  );

/** A conversation that LivePerson has, and what it calls it. */
async function converse() {
  const consumer = `+1202555${String(++lastNumber).padStart(4, '0')}`;
  await write(consumer, 'First');
  const { id } = await product.db
    .selectFrom('conversation')
    .select('id')
    .where('consumer', '=', consumer)
    .executeTakeFirstOrThrow();
  await product.activities.tellConversation({ accountId: account, conversationId: id });
  const { external_id: there } = await product.db
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { consumer, id, there: there ?? '' };
}

const change = (conversationId: string) => {
  return {
    kind: 'change',
    conversationId,
    state: 'CLOSE',
    consumerId: undefined,
    dialogId: undefined,
    csat: 5,
    endedAt: undefined,
  } as const;
};
const line = (conversationId: string, sequence: number) => {
  return {
    kind: 'message',
    conversationId,
    dialogId: conversationId,
    sequence,
    isConsumer: false,
    contentType: 'text/plain',
    text: `Line ${sequence}`,
  } as const;
};

/** What was written and what each conversation of the consumer's had told LivePerson once everything is told. */
async function settled(consumer: string) {
  const conversations = await product.db
    .selectFrom('conversation')
    .selectAll()
    .where('consumer', '=', consumer)
    .orderBy('opened_at')
    .execute();
  for (const { id } of conversations)
    await product.activities.tellConversation({ accountId: account, conversationId: id });
  const there = (await product.livePerson.list()).conversations.filter(({ externalConsumerId }) =>
    externalConsumerId.endsWith(consumer),
  );
  return {
    open: conversations.filter((row) => row.closed_at === null).length,
    lines: there.flatMap(({ lines }) => lines.filter(({ role }) => role === 'CONSUMER').map(({ text }) => text)),
  };
}

describe.each(Array.from({ length: 8 }, (_, round) => round))('round %i', () => {
  test('messages that come while LivePerson closes are all told, each once, and at most one conversation is open', async () => {
    const { consumer, there } = await converse();
    await Promise.all([
      write(consumer, 'One'),
      takeLivePersonChange(product.db, account, change(there), NOW),
      write(consumer, 'Two'),
      takeLivePersonChange(product.db, account, change(there), NOW),
      write(consumer, 'Three'),
    ]);
    const { open, lines } = await settled(consumer);
    expect(lines.toSorted()).toEqual(['First', 'One', 'Three', 'Two']);
    expect(open).toBeLessThanOrEqual(1);
  });

  test('a line that comes twice at once, while the conversation is closed here and there, is one answer', async () => {
    const { id, there } = await converse();
    await Promise.all([
      takeLivePersonMessage(product.db, account, line(there, 7), NOW),
      takeLivePersonMessage(product.db, account, line(there, 7), NOW),
      closeConversation(product.db, account, id, { csat: null, at: NOW }),
      takeLivePersonChange(product.db, account, change(there), NOW),
      takeLivePersonMessage(product.db, account, line(there, 8), NOW),
    ]);
    const answers = await product.db
      .selectFrom('agent_message')
      .select('text')
      .where('conversation_id', '=', id)
      .execute();
    expect(answers.map(({ text }) => text).toSorted()).toEqual(['Line 7', 'Line 8']);
    const kinds = await product.db
      .selectFrom('conversation_event')
      .select('kind')
      .where('conversation_id', '=', id)
      .execute();
    expect(kinds.filter(({ kind }) => kind === 'closed').length).toBeLessThanOrEqual(1);
  });
});

test('two workers that tell the same conversation at once leave nothing untold', async () => {
  const { consumer, id } = await converse();
  await write(consumer, 'One');
  await write(consumer, 'Two');
  const tell = () => product.activities.tellConversation({ accountId: account, conversationId: id });
  await Promise.allSettled([tell(), tell()]);
  const { lines } = await settled(consumer);
  expect([...new Set(lines)]).toEqual(['First', 'One', 'Two']);
});
