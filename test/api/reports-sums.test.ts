import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compactRecipientCounts } from '../../db/recipient-counts.ts';
import { CHANNELS } from '../../domain/channel.ts';
import type { RecipientState } from '../../domain/status.ts';
import { createFixture, type Fixture } from './fixture.ts';
import {
  analyticsOf,
  at,
  DAY,
  insertCampaignWith,
  interval,
  MINUTE,
  pageOf,
  REPORTS,
  START,
  transactionsOf,
  type Fate,
  type Row,
} from './reports-fixture.ts';

/** Of a fixed seed, so that a failure comes again (mulberry32). */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    one: <T>(of: readonly T[]) => of[Math.floor(next() * of.length)] as T,
    chance: (of: number) => next() < of,
  };
}

const STATES: RecipientState[] = [
  ...(['NOT_SENT', 'SCHEDULED', 'SENDING', 'SENT', 'DELIVERED', 'READ'] as const),
  ...(['FAILED', 'SKIPPED', 'CANCELLED', 'EXPIRED', 'UNKNOWN'] as const),
];
const random = randomOf(20260114);

function fate(): Fate {
  const state = random.one(STATES);
  const isSent = ['SENT', 'DELIVERED', 'READ'].includes(state);
  const isFailed = state === 'FAILED' || state === 'UNKNOWN';
  const replied = isSent && random.chance(0.5);
  const closed = replied && random.chance(0.7);
  return {
    state,
    channel: isSent || random.chance(0.5) ? random.one(CHANNELS) : null,
    inapp: 'ada',
    eligible_at: isSent || isFailed ? at(1) : null,
    sent_at: isSent ? at(2) : null,
    delivered_at: state === 'DELIVERED' || (state === 'READ' && random.chance(0.8)) ? at(3) : null,
    read_at: state === 'READ' ? at(4) : null,
    responded_at: replied ? at(5) : null,
    conversation_id: replied ? randomUUID() : null,
    conversation_closed_at: closed ? at(6) : null,
    csat: closed && random.chance(0.7) ? 1 + random.below(5) : null,
    error_source: isFailed ? random.one(['outbound_wa', 'twilio', 'proactive'] as const) : null,
    error_code: isFailed ? random.one(['1001', '30003']) : null,
  };
}

let api: Fixture;
beforeAll(async () => {
  api = await createFixture();
  for (let n = 0; n < 25; n += 1) {
    await insertCampaignWith(
      api,
      {
        // Some at the very same instant: then their ids say which is first.
        at: new Date(START + random.below(8) * 3 * MINUTE),
        skill: random.one(['sales', 'billing']),
        handoff: random.one([null, 'H1', 'H2']),
        source: random.one(['API', 'UI'] as const),
        status: random.one(['RUNNING', 'RUNNING', 'PAUSED', 'CANCELLED', 'FAILED'] as const),
        channels: random.one([['wa', 'sms'], ['sms'], ['inapp']] as const).slice(),
      },
      Array.from({ length: random.below(14) }, fate),
    );
  }
}, 60_000);
afterAll(() => api.close());

const post = (call: string, body: object, query = '') =>
  api.callAt('POST', `${REPORTS}/${call}/?${interval(START, START + DAY)}${query}`, body);

/** All transactions of a filter, by pages of a size, with their count. */
async function walk(filters: object, limit: number): Promise<{ count: number; rows: Row[] }> {
  const rows: Row[] = [];
  for (let offset = 0; ; offset += limit) {
    const answer = await post('transactions', { filters, offset, limit }, '&v=2.0');
    const page = transactionsOf(answer);
    rows.push(...page);
    expect(page.length).toBe(Math.max(0, Math.min(limit, pageOf(answer).count - offset)));
    if (page.length === 0) return { count: pageOf(answer).count, rows };
  }
}

const FILTERS: object[] = [
  {},
  { channels: ['sms'] },
  { channels: ['wa', 'inapp'], skills: ['sales'] },
  { messagestatus: ['FAILED'] },
  { messagestatus: ['RESPONDED', 'SCHEDULED'], channels: ['sms', 'wa'] },
  { messagestatus: ['READ', 'SKIPPED'], skills: ['billing', 'sales'] },
];

describe.each([
  ['as the triggers leave the counts', false],
  ['after the counts are put together', true],
])('%s', (_when, compact) => {
  beforeAll(async () => {
    if (compact) {
      // Changes that pile up and cancel out.
      for (let n = 0; n < 60; n += 1) {
        await api.db
          .updateTable('recipient')
          .set({ csat: 5 })
          .where('responded_at', 'is not', null)
          .where('csat', '=', 4)
          .execute();
        await api.db
          .updateTable('recipient')
          .set({ csat: 4 })
          .where('responded_at', 'is not', null)
          .where('csat', '=', 5)
          .execute();
      }
      expect(await compactRecipientCounts(api.db)).toBeGreaterThan(0);
    }
  });

  test.each(FILTERS)('pages of any size lead to the end of %j without a gap or a double', async (filters) => {
    const whole = await walk(filters, 5000);
    expect(whole.rows).toHaveLength(whole.count);
    expect(whole.count).toBeGreaterThan(0);
    expect(new Set(whole.rows.map((row) => row.transactionId)).size).toBe(whole.count);
    const order = whole.rows.map((row) => `${String(row.attemptedTime)} ${String(row.proactiveCampaignId)}`);
    expect(order).toEqual([...order].sort());
    for (const limit of [7, 1 + random.below(40)]) expect(await walk(filters, limit)).toEqual(whole);
  });

  test.each(FILTERS)('what is left of %j is what everything says of it', async (filters) => {
    const { channels, skills, messagestatus } = filters as Record<string, string[] | undefined>;
    const everything = await walk({}, 5000);
    const expected = everything.rows.filter(
      (row) =>
        (channels?.includes(String(row.channel)) ?? true) &&
        (skills?.includes(String(row.skill)) ?? true) &&
        (messagestatus?.includes(String(row.messageStatus)) ?? true),
    );
    expect((await walk(filters, 5000)).rows).toEqual(expected);
  });

  test('attempted is sent and failed and skipped together, and each figure is what counting transactions says', async () => {
    const { rows } = await walk({}, 5000);
    const analytics = analyticsOf(await post('analytics', {}));
    expect(analytics.length).toBeGreaterThan(3);
    let attempted = 0;
    for (const row of analytics) {
      const mine = rows.filter(({ channel, skill }) => channel === row.channel && skill === row.skill);
      const count = (is: (transaction: Row) => boolean) => mine.filter(is).length;
      const status = (...of: string[]) => count(({ messageStatus }) => of.includes(String(messageStatus)));
      const has = (field: string) => count((transaction) => transaction[field] !== null);
      expect(row).toMatchObject({
        attempted: mine.length,
        eligible: has('eligibleTime'),
        skipped: status('SKIPPED'),
        sent: status('RESPONDED', 'READ', 'DELIVERED', 'SENT'),
        pending: status('SCHEDULED', 'NOT_SENT'),
        delivered: has('deliveredTime'),
        read: has('readTime'),
        conversationscreated: has('conversationsCreatedTime'),
        conversationsclosed: has('conversationsClosedTime'),
      });
      expect(row.sent).toBe(has('sentTime'));
      expect(Number(row.failed) - Number(row.pending)).toBe(status('FAILED'));
      expect(row.attempted).toBe(Number(row.sent) + Number(row.failed) + Number(row.skipped));
      const errors: Record<string, number> = {};
      for (const { errorSource, errorCode } of mine as { errorSource: string | null; errorCode: string }[]) {
        if (errorSource === null) continue;
        const key = `${errorSource}_${errorCode}`;
        errors[key] = (errors[key] ?? 0) + 1;
      }
      expect(row.error_aggregation).toEqual(errors);
      attempted += mine.length;
    }
    expect(attempted).toBe(rows.length);
  });

  test('the mean of what consumers thought is that of the recipients', async () => {
    const said = await api.db
      .selectFrom('recipient')
      .innerJoin('campaign', 'campaign.id', 'recipient.campaign_id')
      .select(['channel', 'skill', 'csat'])
      .where('csat', 'is not', null)
      .execute();
    expect(said.length).toBeGreaterThan(2);
    for (const row of analyticsOf(await post('analytics', {}))) {
      const mine = said.filter(({ channel, skill }) => channel === row.channel && skill === row.skill);
      const sum = mine.reduce((total, { csat }) => total + Number(csat), 0);
      expect(row.csat).toBe(mine.length === 0 ? null : Math.round((sum / mine.length) * 100) / 100);
    }
  });

  test('handoffs, sources and campaigns split the whole', async () => {
    const sum = (rows: Row[]) => rows.reduce((total, row) => total + Number(row.attempted), 0);
    const whole = sum(analyticsOf(await post('analytics', {})));
    const sources = await post('analytics', { source: ['API', 'UI'] });
    expect(sum(analyticsOf(sources))).toBe(whole);
    const campaigns = await api.db.selectFrom('campaign').select('id').execute();
    let ofCampaigns = 0;
    for (const { id } of campaigns) {
      const answer = await api.callAt('GET', `${REPORTS}/campaigns/${id}/analytics`);
      const report = await api.callAt('GET', `${REPORTS}/campaigns/${id}`);
      expect(sum(analyticsOf(answer))).toBe(pageOf(report).count);
      ofCampaigns += pageOf(report).count;
    }
    expect(ofCampaigns).toBe(whole);
  });
});
