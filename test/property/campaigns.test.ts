import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Recipient } from '../../db/schema.ts';
import { DEMO } from '../../dev/seed.ts';
import { isUnsent } from '../../domain/status.ts';
import { smsCampaign, startContract, type Contract } from '../contract/client.ts';

/** Each campaign is the whole product at work for some seconds. */
const RUNS = 12;

let api: Contract;
beforeAll(async () => (api = await startContract()));
afterAll(() => api.stop());

/** What the carrier does with messages to a number; undefined: it delivers them. */
const fates = {
  sms: [
    undefined,
    undefined,
    '21211',
    '21610',
    '21614',
    'failed:30003',
    'failed:30005',
    'timeout-after-accept',
    '20429',
  ],
  wa: [undefined, undefined, '131026', 'failed:131026', '131050', '130472', 'timeout-after-accept'],
};

/** What is wrong with a consumer, if anything. */
const faults = [
  'none',
  'none',
  'none',
  'none',
  'short',
  'no number',
  'a variable less',
  'not text',
  'opted out',
] as const;

const consumers = fc.array(
  fc.record({
    // Few enough that some come twice.
    n: fc.integer({ min: 0, max: 40 }),
    fault: fc.constantFrom(...faults),
    sms: fc.constantFrom(...fates.sms),
    wa: fc.constantFrom(...fates.wa),
  }),
  { minLength: 1, maxLength: 25 },
);

const campaigns = fc.record({
  templateId: fc.constantFrom(DEMO.smsHandoff, DEMO.bothHandoff, DEMO.template),
  sendRate: fc.option(fc.constantFrom(1, 5), { nil: undefined }),
  consumers,
});

type Consumer = { n: number; fault: (typeof faults)[number] };

function written(run: number, { n, fault }: Consumer): Record<string, unknown> {
  const number = numberOf(run, n);
  const content = fault === 'short' ? '1202' : number;
  return {
    ...(fault === 'no number' ? {} : { consumerContent: { sms: content, wa: content } }),
    variables: fault === 'a variable less' ? { '1': 'Ann' } : { '1': 'Ann', '2': fault === 'not text' ? 5 : '4711' },
  };
}

function numberOf(run: number, n: number): string {
  return `1202${String(2_000_000 + run * 100 + n)}`;
}

it('accepted + failed = given; each accepted one reaches exactly one final state; nobody gets two messages; reports add up', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(campaigns, async (campaign) => {
      run += 1;
      for (const { n, fault, sms, wa } of campaign.consumers) {
        const number = `+${numberOf(run, n)}`;
        if (sms !== undefined) await api.stack.sandbox.behave('sms', number, sms);
        if (wa !== undefined) await api.stack.sandbox.behave('wa', number, wa);
        if (fault === 'opted out') await api.stack.sandbox.reply('sms', number, 'STOP');
      }
      const { templateId, sendRate } = campaign;
      const given = campaign.consumers.map((consumer) => written(run, consumer));
      const answer = await api.launch(smsCampaign({ templateId, sendRate, consumers: given }));
      expect(answer.status).toBe(201);
      const id = String(answer.body.proactiveCampaignId);
      const accepted = answer.body.acceptedConsumers as { id: string; phoneNumber: string }[];
      const failed = answer.body.failedConsumers as unknown[];
      expect(accepted.length + failed.length).toBe(given.length);

      const rows = () => api.stack.db.selectFrom('recipient').selectAll().where('campaign_id', '=', id).execute();
      // Back-offs, look-ups of lost answers, and a send rate take minutes; ten hours end them all within the window or after the night.
      for (let hours = 0; hours < 72 && (await areUnderWay(await rows())); hours += 1) {
        await api.travelTo((await api.now()) + 3_600_000);
      }
      const ended = await rows();
      expect(ended.map(({ id }) => id).sort()).toEqual(accepted.map(({ id }) => id).sort());
      expect(ended.filter(({ state }) => isUnsent(state))).toEqual([]);
      await expectOneMessageEach(accepted.map(({ phoneNumber }) => phoneNumber));
      await expectReportsAddUp(id, accepted.length);
    }),
    { numRuns: RUNS, seed: 20_260_301, endOnFailure: true },
  );
}, 300_000);

/** Still to be sent to, or the carrier has given up a message and is about to say so, after which it may be tried again. */
async function areUnderWay(recipients: Recipient[]): Promise<boolean> {
  for (const { state, sms } of recipients) {
    if (isUnsent(state)) return true;
    const last = state === 'SENT' && sms !== null ? (await api.stack.sandbox.messages(sms.slice(1))).at(-1) : undefined;
    if (last?.status === 'failed' || last?.status === 'undelivered') return true;
  }
  return false;
}

/** As the phones have it: of all that the carrier took for a number, at most one was delivered. */
async function expectOneMessageEach(numbers: string[]): Promise<void> {
  for (const number of numbers) {
    const messages = await api.stack.sandbox.messages(number.slice(1));
    const delivered = messages.filter(({ status }) => status === 'delivered' || status === 'read');
    expect(delivered.length, `messages to ${number}`).toBeLessThanOrEqual(1);
  }
}

type Row = { attempted: number; sent: number; failed: number; skipped: number; pending: number };

async function expectReportsAddUp(id: string, attempted: number): Promise<void> {
  const { body } = await api.call('GET', `/api/account/{a}/app/prmsg/campaigns/${id}/analytics/`);
  const rows = body.analytics as Row[];
  const sum = (field: keyof Row) => rows.reduce((total, row) => total + row[field], 0);
  expect(sum('attempted')).toBe(attempted);
  expect(sum('sent') + sum('failed') + sum('skipped')).toBe(attempted);
  expect(sum('pending')).toBe(0);
  const recipients = await api.stack.db.selectFrom('recipient').selectAll().where('campaign_id', '=', id).execute();
  expect(sum('sent')).toBe(recipients.filter(({ sent_at }) => sent_at !== null).length);
}
