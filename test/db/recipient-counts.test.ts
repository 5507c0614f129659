import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Db } from '../../db/connect.ts';
import { compactRecipientCounts } from '../../db/recipient-counts.ts';
import type { RecipientState } from '../../domain/status.ts';
import { createTestDatabase, type TestDatabase } from '../support/servers.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url);
  await db.insertInto('account').values({ id: 'a', name: 'a', default_skill: 'general' }).execute();
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

let campaignId: string;
beforeEach(async () => {
  campaignId = randomUUID().slice(0, 9);
  await db
    .insertInto('campaign')
    .values({
      id: campaignId,
      account_id: 'a',
      name: 'n',
      skill: 's',
      template_id: 't',
      plan: JSON.stringify([{ channel: 'wa' }, { channel: 'sms' }]),
      lookback_minutes: 60,
      le_campaign_id: '1',
      le_engagement_id: '1',
      request_trace_id: randomUUID(),
      consented_by: 'c',
    })
    .execute();
});

async function insertRecipients(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await db
    .insertInto('recipient')
    .values(
      ids
        .map((id, seq) => {
          return { id, account_id: 'a', campaign_id: campaignId, seq, zones: [], zone_source: 'none' };
        })
        .map((row) => ({ ...row, zone_version: 'v', zone_ordinal: 0, variables: '{}', header_variables: '{}' })),
    )
    .execute();
  return ids;
}

/** What the counts say, and what counting the recipients themselves says. */
async function counts() {
  const { rows: kept } = await sql<{ channel: string; state: string; sent: boolean; n: number }>`
    SELECT channel, state, sent, sum(n) AS n FROM recipient_count WHERE campaign_id = ${campaignId}
    GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3`.execute(db);
  const { rows: counted } = await sql<(typeof kept)[number]>`
    SELECT coalesce(channel, 'wa') AS channel, state, sent_at IS NOT NULL AS sent, count(*) AS n FROM recipient
    WHERE campaign_id = ${campaignId} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`.execute(db);
  return { kept, counted };
}
const rowsOf = async () => {
  const rows = await db.selectFrom('recipient_count').selectAll().where('campaign_id', '=', campaignId).execute();
  return rows.length;
};
const set = (ids: string[], state: RecipientState, sent_at: Date | null = null) =>
  db.updateTable('recipient').set({ state, sent_at }).where('id', 'in', ids).execute();

describe('the counts of recipients', () => {
  it('are right after each change, before and after they are put together', async () => {
    const ids = await insertRecipients(80);
    expect((await counts()).kept).toEqual([{ channel: 'wa', state: 'NOT_SENT', sent: false, n: 80 }]);
    for (const id of ids.slice(0, 60)) {
      await set([id], 'SCHEDULED');
      await set([id], 'SENT', new Date());
    }
    await db.updateTable('recipient').set({ channel: 'sms' }).where('id', 'in', ids.slice(0, 10)).execute();
    await db
      .deleteFrom('recipient')
      .where('id', '=', ids[0] ?? '')
      .execute();
    const before = await counts();
    expect(before.kept).toEqual([
      { channel: 'sms', state: 'SENT', sent: true, n: 9 },
      { channel: 'wa', state: 'NOT_SENT', sent: false, n: 20 },
      { channel: 'wa', state: 'SENT', sent: true, n: 50 },
    ]);
    expect(before.kept).toEqual(before.counted);
    expect(await rowsOf()).toBeGreaterThan(200);

    expect(await compactRecipientCounts(db)).toBe(1);
    expect(await rowsOf()).toBe(3);
    expect(await counts()).toEqual(before);
    expect(await compactRecipientCounts(db)).toBe(0);
  });

  it('stay right while recipients change and counts are put together at the same time', async () => {
    const ids = await insertRecipients(60);
    await Promise.all([
      ...ids.map(async (id) => {
        await set([id], 'SENDING');
        await set([id], 'SENT', new Date());
      }),
      ...Array.from({ length: 6 }, () => compactRecipientCounts(db)),
    ]);
    const { kept, counted } = await counts();
    expect(kept).toEqual([{ channel: 'wa', state: 'SENT', sent: true, n: 60 }]);
    expect(kept).toEqual(counted);
  });

  it('grow by nothing where nothing that is counted changes', async () => {
    const [id = ''] = await insertRecipients(1);
    await db.updateTable('recipient').set({ reason: 'another sentence' }).where('id', '=', id).execute();
    expect(await rowsOf()).toBe(1);
  });

  it('go with their campaign', async () => {
    await insertRecipients(3);
    await db.deleteFrom('campaign').where('id', '=', campaignId).execute();
    expect(await rowsOf()).toBe(0);
  });
});
