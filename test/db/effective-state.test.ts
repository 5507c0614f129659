import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Db } from '../../db/connect.ts';
import { effectiveState, wireCampaignStatus } from '../../db/effective-state.ts';
import * as rules from '../../domain/status.ts';
import { createTestDatabase, type TestDatabase } from '../support/servers.ts';

const NOW = new Date('2026-01-14T15:00:00.000Z');
const EXPIRIES = [null, new Date(NOW.getTime() - 1), NOW, new Date(NOW.getTime() + 1)];
const STATUSES = ['RUNNING', 'PAUSED', 'CANCELLED', 'FAILED'] as const;

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

it('the rule in SQL and the rule in the domain say the same of every state of every campaign', async () => {
  const cases = STATUSES.flatMap((status) =>
    EXPIRIES.flatMap((expiresAt) => rules.RECIPIENT_STATES.map((state) => ({ status, expiresAt, state, id: newId() }))),
  );
  for (const { id, status, expiresAt, state } of cases) {
    const columns = { name: 'n', skill: 's', template_id: 't', lookback_minutes: 60, consented_by: 'c' };
    const ids = { le_campaign_id: '1', le_engagement_id: '1', request_trace_id: randomUUID() };
    const plan = JSON.stringify([{ channel: 'sms' }]);
    await db
      .insertInto('campaign')
      .values({ id, account_id: 'a', ...columns, ...ids, plan, status, expires_at: expiresAt })
      .execute();
    const zone = { zones: [], zone_source: 'none', zone_version: 'v', zone_ordinal: 0 };
    await db
      .insertInto('recipient')
      .values({
        id: randomUUID(),
        account_id: 'a',
        campaign_id: id,
        seq: 0,
        ...zone,
        variables: '{}',
        header_variables: '{}',
        state,
      })
      .execute();
  }
  const { rows } = await sql<{ id: string; state: string; status: string }>`
    SELECT c.id, ${effectiveState('r.state', 'c', NOW)} AS state, ${wireCampaignStatus('c', NOW)} AS status
    FROM campaign c JOIN recipient r ON r.campaign_id = c.id`.execute(db);
  const said = new Map(rows.map(({ id, ...row }) => [id, row]));
  expect(said.size).toBe(cases.length);
  for (const { id, ...campaign } of cases) {
    const state = rules.effectiveState(campaign, campaign.state, NOW);
    const status = rules.wireCampaignStatus(campaign.status, rules.isUnsent(state));
    expect(said.get(id), JSON.stringify(campaign)).toEqual({ state, status });
  }
});

function newId(): string {
  return randomUUID().slice(0, 13);
}
