import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyReceipt } from '../../db/receipts.ts';
import { createClient } from '../../temporal/client.ts';
import { startProduct, type Product } from '../support/product.ts';
import { next } from '../support/time.ts';

const NOON = next('America/New_York', Date.parse('2026-11-23T00:00:00Z'), { weekday: 1, hour: 12 });
const HOUR_MS = 3_600_000;
const OVERDUE = NOON + 72 * HOUR_MS;

let product: Product;
let now = NOON;
let lastNumber = 100;

beforeAll(async () => {
  // Nothing listens there: these tests call the activities themselves.
  product = await startProduct({ client: createClient('127.0.0.1:1', 'default'), now: () => Promise.resolve(now) });
});
afterAll(() => product.stop());
beforeEach(() => (now = NOON));

/** A message that Twilio took, and of which nothing more is heard. */
async function sendWithoutReceipt(outcome = 'no-receipt') {
  const to = `1202555${String(++lastNumber).padStart(4, '0')}`;
  await product.tick();
  const launched = await product.launch({ consumerContent: { sms: to, wa: to } });
  await product.sandbox.behave('sms', to, outcome);
  expect(await product.activities.sendSms(launched)).toMatchObject({ kind: 'stop', state: 'SENT' });
  return { ...launched, to };
}

async function tidyAt(ms: number): Promise<void> {
  now = ms;
  await product.tick();
  await product.activities.tidyDatabase();
}

const show = ({ campaignId, recipientId }: { campaignId: string; recipientId: string }) =>
  product.call('GET', `/campaign/${campaignId}/recipients/${recipientId}`) as Promise<{
    state: string;
    error: object | null;
    sentence: string;
    attempts: object[];
  }>;

/** The counts that reports sum, and the same counted one by one. */
async function counts(campaignId: string) {
  const { rows } = await sql<{ kept: string | null; counted: string | null }>`
    SELECT (SELECT json_agg(k ORDER BY k::text) FROM (SELECT state, sent, error_source, error_code, sum(n)::int AS n FROM recipient_count
        WHERE campaign_id = ${campaignId} GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0) k) AS kept,
      (SELECT json_agg(k ORDER BY k::text) FROM (SELECT state, sent_at IS NOT NULL AS sent, error_source, error_code, count(*)::int AS n
        FROM recipient WHERE campaign_id = ${campaignId} GROUP BY 1, 2, 3, 4) k) AS counted`.execute(product.db);
  return rows[0];
}

async function report({ campaignId, recipientId }: { campaignId: string; recipientId: string }) {
  const { analytics } = await product.daybreak.get(
    '/api/account/{accountId}/app/prmsg/campaigns/{campaignId}/analytics',
    {
      path: { campaignId },
    },
  );
  const { transactions } = await product.daybreak.post('/api/account/{accountId}/app/prmsg/transactions', {
    query: { attemptedStartTime: String(NOON - HOUR_MS), attemptedEndTime: String(NOON + HOUR_MS), v: '2.0' },
    body: { transactionids: [recipientId] },
  });
  return { analytics, transactions };
}

describe('a receipt that never comes', () => {
  it('is said after 72 hours, not before, and the message stays sent', async () => {
    const sent = await sendWithoutReceipt();
    await tidyAt(OVERDUE - 1);
    expect(await show(sent)).toMatchObject({
      state: 'SENT',
      error: null,
      sentence: expect.stringContaining('no delivery receipt yet') as string,
    });

    await tidyAt(OVERDUE);
    expect(await show(sent)).toMatchObject({
      state: 'SENT',
      error: { source: 'twilio', code: '5008', message: 'No delivery receipt came within 72 hours.' },
      sentence: expect.stringContaining('no delivery receipt within 72 hours') as string,
      attempts: [{ state: 'ACCEPTED', code: '5008', meaning: 'No delivery receipt came within 72 hours' }],
    });
    const { kept, counted } = (await counts(sent.campaignId)) ?? {};
    expect(kept).toEqual(counted);
    expect(kept).toMatchObject([{ state: 'SENT', sent: true, error_code: '5008', n: 1 }]);
  });

  it('is in the reports: the message counts as sent, with the error beside it', async () => {
    const sent = await sendWithoutReceipt();
    await tidyAt(OVERDUE);
    const { analytics, transactions } = await report(sent);
    expect(analytics).toMatchObject([{ sent: 1, failed: 0, delivered: 0, error_aggregation: { twilio_5008: 1 } }]);
    expect(transactions).toMatchObject([
      {
        messageStatus: 'SENT',
        errorSource: 'twilio',
        errorCode: '5008',
        errorMessage: expect.stringContaining('72 hours') as string,
      },
    ]);
  });

  it('sends nothing again, steps down to nothing, and tells no workflow', async () => {
    const sent = await sendWithoutReceipt();
    const told = await product.db.selectFrom('outbox').select('id').execute();
    await tidyAt(OVERDUE + HOUR_MS);
    await tidyAt(OVERDUE + 2 * HOUR_MS);
    expect(await product.activities.checkEligibility({ ...sent, fresh: false })).toMatchObject({
      kind: 'stop',
      state: 'SENT',
    });
    expect(await product.sandbox.messages(sent.to)).toHaveLength(1);
    expect(await product.db.selectFrom('outbox').select('id').execute()).toEqual(told);
  });

  it.each(['DELIVERED', 'FAILED'] as const)('is forgotten when it comes after all: %s', async (state) => {
    const sent = await sendWithoutReceipt();
    await tidyAt(OVERDUE);
    const [attempt] = await product.attempts(sent.recipientId);
    const code = state === 'FAILED' ? '30005' : undefined;
    await applyReceipt(product.db, { channel: 'sms', attemptId: attempt?.id, state, code }, new Date(now));
    expect(await show(sent)).toMatchObject({
      state,
      error: code === undefined ? null : { source: 'twilio', code },
      attempts: [{ state, code: code ?? null }],
    });
    const { kept, counted } = (await counts(sent.campaignId)) ?? {};
    expect(kept).toEqual(counted);
    await tidyAt(OVERDUE + HOUR_MS);
    expect((await show(sent)).error).toEqual(code === undefined ? null : expect.objectContaining({ code }));
  });

  it.each(['30003', '30005', '30008'])(
    'that comes after all as a failure ends it: nobody is sent to days later, after %s',
    async (code) => {
      const sent = await sendWithoutReceipt();
      await tidyAt(OVERDUE);
      const [attempt] = await product.attempts(sent.recipientId);
      const receipt = { channel: 'sms', attemptId: attempt?.id, state: 'FAILED', code } as const;
      await applyReceipt(product.db, receipt, new Date(now));
      expect(await show(sent)).toMatchObject({
        state: 'FAILED',
        error: { source: 'twilio', code, message: expect.stringContaining('too late for another try') as string },
      });
      expect(await product.activities.checkEligibility({ ...sent, fresh: false })).toMatchObject({
        kind: 'stop',
        state: 'FAILED',
      });
      expect(await product.sandbox.messages(sent.to)).toHaveLength(1);
      const { kept, counted } = (await counts(sent.campaignId)) ?? {};
      expect(kept).toEqual(counted);
    },
  );

  it('is not said of a message that arrived, nor of one that was answered', async () => {
    const delivered = await sendWithoutReceipt('ok');
    await expect.poll(async () => (await product.recipient(delivered.recipientId)).state).toBe('DELIVERED');
    const answered = await sendWithoutReceipt();
    await product.sandbox.reply('sms', answered.to, 'Where is it?');
    const message = await product.db
      .selectFrom('inbound_message')
      .select('id')
      .where('recipient_id', '=', answered.recipientId)
      .executeTakeFirstOrThrow();
    await product.activities.routeReply({ messageId: message.id });
    await tidyAt(OVERDUE);
    for (const each of [delivered, answered]) expect((await show(each)).error).toBeNull();
  });

  it('is forgotten with an answer: the message arrived', async () => {
    const sent = await sendWithoutReceipt();
    await tidyAt(OVERDUE);
    await product.sandbox.reply('sms', sent.to, 'Thanks');
    const message = await product.db
      .selectFrom('inbound_message')
      .select('id')
      .where('recipient_id', '=', sent.recipientId)
      .executeTakeFirstOrThrow();
    await product.activities.routeReply({ messageId: message.id });
    expect(await show(sent)).toMatchObject({ state: 'SENT', error: null });
    await tidyAt(OVERDUE + HOUR_MS);
    expect((await show(sent)).error).toBeNull();
  });

  it('is found for thousands in a few statements, by an index', async () => {
    const rows = await product.db.transaction().execute(async (trx) => {
      // A table of a few rows is rather read whole.
      await sql`SET LOCAL enable_seqscan = off`.execute(trx);
      const plan = await sql<{ 'QUERY PLAN': string }>`EXPLAIN SELECT id FROM attempt
        WHERE channel = 'sms' AND state = 'ACCEPTED' AND code IS NULL AND ended_at <= now() ORDER BY ended_at LIMIT 500`.execute(
        trx,
      );
      return plan.rows;
    });
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('attempt_without_receipt');
  });
});
