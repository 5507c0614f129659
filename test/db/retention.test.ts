/** What retention erases and what it keeps, on the real schema: see the table in docs/operations.md. */
import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRetentionActivities } from '../../activities/retention.ts';
import type { ActivityDeps } from '../../activities/deps.ts';
import { connect, type Db } from '../../db/connect.ts';
import { recordInbound } from '../../db/inbound.ts';
import { ERASE_STEPS, eraseCampaigns, type Cutoffs } from '../../db/retention.ts';
import type { Database } from '../../db/schema.ts';
import type { Retention } from '../../domain/retention.ts';
import { createTestDatabase, type TestDatabase } from '../support/servers.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
/** 13 months before. */
const CUTOFF = new Date('2025-10-23T12:00:00.000Z');
const before = (ms: number) => new Date(CUTOFF.getTime() - ms);
const OLD = before(1);
const cutoffs: Cutoffs = { now: NOW, data: CUTOFF, consents: new Date('2021-11-23T12:00:00.000Z') };

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(async () => {
  await sql`TRUNCATE account CASCADE`.execute(db);
  await sql`TRUNCATE recipient_count, outbox`.execute(db);
  await db.insertInto('account').values({ id: 'a', name: 'a', default_skill: 'general' }).execute();
  await db.insertInto('outbound_number').values({ account_id: 'a', channel: 'sms', number: '+12025550100' }).execute();
});

function erase(retention?: Retention): ReturnType<ReturnType<typeof createRetentionActivities>['eraseOld']> {
  const activities = createRetentionActivities({
    db,
    now: () => Promise.resolve(NOW.getTime()),
    ...(retention && { retention }),
  } as ActivityDeps);
  return new MockActivityEnvironment().run(() => activities.eraseOld());
}

async function count(table: keyof Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? 0;
}

let campaigns = 0;
type Campaign = { id: string; recipientIds: string[] };

/** A campaign of some recipients whom a message was sent to, and nothing has happened since; each with an attempt. */
async function insertCampaign(
  lastEvent = OLD,
  {
    recipients = 1,
    state = 'SENT',
    createdAt = before(86_400_000),
  }: Partial<{ recipients: number; state: 'SENT' | 'SCHEDULED'; createdAt: Date }> = {},
): Promise<Campaign> {
  const id = `c${++campaigns}`;
  await db
    .insertInto('campaign')
    .values({
      id,
      account_id: 'a',
      name: 'n',
      skill: 's',
      template_id: 't',
      plan: JSON.stringify([{ channel: 'sms' }]),
      lookback_minutes: 60,
      le_campaign_id: '1',
      le_engagement_id: '1',
      request_trace_id: randomUUID(),
      consented_by: 'client',
      consent_words: 'They ticked the box.',
      created_at: createdAt,
    })
    .execute();
  const recipientIds = Array.from({ length: recipients }, () => randomUUID());
  for (let from = 0; from < recipients; from += 1_000) {
    const page = recipientIds.slice(from, from + 1_000);
    await db
      .insertInto('recipient')
      .values(
        page.map((recipientId, index) => ({
          ...{ id: recipientId, account_id: 'a', campaign_id: id, seq: from + index, zones: [], zone_source: 'none' },
          ...{ zone_version: 'v', zone_ordinal: 0, variables: '{}', header_variables: '{}', state },
          sms: `+1202${String(5_550_000 + from + index)}`,
          ...{ accepted_at: createdAt, sent_at: state === 'SENT' ? lastEvent : null },
        })),
      )
      .execute();
    await db
      .insertInto('attempt')
      .values(
        page.map((recipientId) => ({
          ...{ id: randomUUID(), account_id: 'a', recipient_id: recipientId, number: 1, channel: 'sms' as const },
          ...{ state: 'ACCEPTED' as const, from_address: '+1', to_address: '+2', rule_version: 'v' },
          called_at: createdAt,
        })),
      )
      .execute();
  }
  return { id, recipientIds };
}

async function insertConversation(closedAt: Date | null, of?: Campaign): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('conversation')
    .values({
      ...{ id, account_id: 'a', consumer: `+1${String(++campaigns).padStart(10, '0')}`, brand_address: '+1' },
      ...{ channel: 'sms', skill: 's', route: of ? 'campaign' : 'inbound' },
      ...{
        campaign_id: of?.id ?? null,
        recipient_id: of?.recipientIds[0] ?? null,
        opened_at: OLD,
        closed_at: closedAt,
      },
    })
    .execute();
  const message = {
    ...{ account_id: 'a', channel: 'sms' as const, consumer: '+2', brand_address: '+1', text: 'Hello' },
    ...{ received_at: OLD, kind: 'reply' as const, conversation_id: id, recipient_id: of?.recipientIds[0] ?? null },
  };
  const messageId = randomUUID();
  await db
    .insertInto('inbound_message')
    .values({ ...message, id: messageId, provider_message_id: messageId })
    .execute();
  await db
    .insertInto('agent_message')
    .values({
      ...{ id: randomUUID(), account_id: 'a', conversation_id: id, author: 'x', text: 'Hi', channel: 'sms' },
      ...{ from_address: '+1', to_address: '+2', created_at: OLD },
    })
    .execute();
  await db
    .insertInto('conversation_event')
    .values({
      ...{ id: randomUUID(), account_id: 'a', conversation_id: id, kind: 'message', message_id: messageId },
      created_at: OLD,
    })
    .execute();
  return id;
}

describe('a campaign', () => {
  it('goes with all that hangs on it, once the last that happened in it is older than 13 months', async () => {
    const campaign = await insertCampaign();
    await insertConversation(OLD, campaign);
    expect(await count('recipient_count')).toBe(1);
    expect(await erase()).toEqual({ erased: { campaigns: 1 }, more: false });
    const tables = ['campaign', 'recipient', 'attempt', 'recipient_count', 'conversation', 'inbound_message'] as const;
    for (const table of [...tables, 'agent_message', 'conversation_event'] as const) {
      expect([table, await count(table)]).toEqual([table, 0]);
    }
  });

  it('stays whole where something has happened at that very instant, or since', async () => {
    const campaign = await insertCampaign(CUTOFF, { recipients: 2 });
    await db.updateTable('recipient').set({ sent_at: OLD }).where('seq', '=', 0).execute();
    await insertConversation(OLD, campaign);
    expect(await erase()).toEqual({ erased: {}, more: false });
    expect([await count('recipient'), await count('conversation')]).toEqual([2, 1]);
  });

  it('stays while anyone in it is still to be sent to, however old it is', async () => {
    await insertCampaign(OLD, { state: 'SCHEDULED', createdAt: new Date('2020-01-01T00:00:00Z') });
    await db.updateTable('campaign').set({ status: 'PAUSED' }).execute();
    expect(await erase()).toEqual({ erased: {}, more: false });
  });

  it('stays with a conversation that it led to: one that is open, or was closed since', async () => {
    await insertConversation(null, await insertCampaign());
    await insertConversation(CUTOFF, await insertCampaign());
    expect(await erase()).toEqual({ erased: {}, more: false });
    await db.updateTable('conversation').set({ closed_at: OLD }).execute();
    expect(await erase()).toEqual({ erased: { campaigns: 2 }, more: false });
  });

  it('with more recipients than one statement takes goes in parts, the last first, and its neighbours keep their counts', async () => {
    const { id } = await insertCampaign(OLD, { recipients: 1_200 });
    const kept = await insertCampaign(CUTOFF, { recipients: 3 });
    const parts = [];
    for (let left = true; left;) {
      const { erased, more } = await eraseCampaigns(db, cutoffs, 500);
      parts.push([erased, await count('recipient')]);
      const { rows } = await sql<{ n: number }>`SELECT coalesce(sum(n), 0) AS n FROM recipient_count`.execute(db);
      expect(rows[0]?.n).toBe(await count('recipient'));
      const gaps = await sql`SELECT FROM (SELECT seq, row_number() OVER (ORDER BY seq) - 1 AS place FROM recipient
        WHERE campaign_id = ${id}) r WHERE seq <> place`.execute(db);
      expect(gaps.rows).toEqual([]);
      left = more;
    }
    expect(parts).toEqual([
      [0, 703],
      [0, 203],
      [1, 3],
      [0, 3],
    ]);
    const { rows } = await sql<{
      n: number;
    }>`SELECT sum(n) AS n FROM recipient_count WHERE campaign_id = ${kept.id}`.execute(db);
    expect(rows).toEqual([{ n: 3 }]);
  });

  it('that someone tries again at that moment stays', async () => {
    const { id, recipientIds } = await insertCampaign();
    const held = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const retry = db.transaction().execute(async (trx) => {
      await trx.updateTable('recipient').set({ state: 'SCHEDULED' }).where('id', 'in', recipientIds).execute();
      held.resolve(undefined);
      await goOn.promise;
    });
    await held.promise;
    const erasing = eraseCampaigns(db, cutoffs, 500);
    await expect
      .poll(async () => {
        const { rows } = await sql`SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
        return rows.length;
      })
      .toBe(1);
    goOn.resolve(undefined);
    await retry;
    expect(await erasing).toMatchObject({ erased: 0 });
    expect(await db.selectFrom('campaign').select('id').execute()).toEqual([{ id }]);
  });
});

describe('consents', () => {
  it('outlive their campaigns: who stated them, when, in which words, for whom, and when the message went', async () => {
    const { id } = await insertCampaign(OLD, { recipients: 2 });
    await erase();
    const stated = { campaign_id: id, account_id: 'a', stated_by: 'client', words: 'They ticked the box.' };
    expect(await db.selectFrom('consent').selectAll().execute()).toEqual([
      { ...stated, stated_at: before(86_400_000) },
    ]);
    expect(await db.selectFrom('consent_consumer').selectAll().orderBy('consumer').execute()).toEqual([
      { campaign_id: id, kind: 'phone', consumer: '+12025550000', sent_at: OLD },
      { campaign_id: id, kind: 'phone', consumer: '+12025550001', sent_at: OLD },
    ]);
  });

  it('go after five years, or as the installation says; with none kept they go with the campaign', async () => {
    const stated = (at: string) => ({
      campaign_id: at,
      account_id: 'a',
      stated_by: 'x',
      words: null,
      stated_at: new Date(at),
    });
    const [old, kept] = ['2021-11-23T11:59:59.999Z', '2021-11-23T12:00:00.000Z'];
    await db.insertInto('consent').values([old, kept].map(stated)).execute();
    const consumers = [old, kept].map((campaign_id) => ({
      campaign_id,
      kind: 'phone' as const,
      consumer: '+1',
      sent_at: null,
    }));
    await db.insertInto('consent_consumer').values(consumers).execute();
    expect(await erase()).toMatchObject({ erased: { consumersOfConsents: 1, consents: 1 } });
    expect(await db.selectFrom('consent').select('campaign_id').execute()).toEqual([{ campaign_id: kept }]);

    await insertCampaign();
    await erase({ months: 13, consentMonths: 0 });
    expect([await count('campaign'), await count('consent'), await count('consent_consumer')]).toEqual([0, 0, 0]);
  });
});

it('conversations that no campaign led to go by when they were closed; open ones stay', async () => {
  await insertConversation(OLD);
  const [kept, open] = [await insertConversation(CUTOFF), await insertConversation(null)];
  expect(await erase()).toEqual({ erased: { conversations: 1 }, more: false });
  const left = await db.selectFrom('conversation').select('id').execute();
  expect(left.map(({ id }) => id).sort()).toEqual([kept, open].sort());
  expect(await count('inbound_message')).toBe(2);
});

it('an opt-out is never erased, though the message that it came with is', async () => {
  const stop = (providerMessageId: string, from: string) => ({
    ...{ channel: 'sms' as const, providerMessageId, from, to: '+12025550100', text: 'STOP' },
  });
  await db
    .updateTable('account')
    .set({ opt_out_confirmation: JSON.stringify({ sms: 'You are out.' }) })
    .execute();
  await recordInbound(db, stop('SM1', '+12025550101'), new Date('2015-01-01T00:00:00Z'));
  await recordInbound(db, stop('SM2', '+12025550102'), CUTOFF);
  await sql`TRUNCATE outbox`.execute(db);
  expect(await erase()).toEqual({ erased: { messages: 1 }, more: false });
  const optOuts = await db.selectFrom('opt_out').select(['consumer', 'words', 'revoked_at']).orderBy('id').execute();
  expect(optOuts).toEqual([
    { consumer: '+12025550101', words: 'STOP', revoked_at: null },
    { consumer: '+12025550102', words: 'STOP', revoked_at: null },
  ]);
});

it('what else has its time goes when that is over, and not a moment before', async () => {
  const at = (key: string) => (key === 'old' ? OLD : CUTOFF);
  await db
    .insertInto('inapp_app')
    .values({ account_id: 'a', name: 'app', secret: 's', registration_days: 1, created_at: OLD })
    .execute();
  await db.insertInto('inapp_user').values(appUser('living', null)).execute();
  for (const key of ['old', 'kept']) {
    await db
      .insertInto('inapp_user')
      .values(appUser(key, at(key)))
      .execute();
    const message = { id: randomUUID(), account_id: 'a', user_id: key, apps: ['app'], text: 'x' };
    await db
      .insertInto('inapp_message')
      .values({ ...message, direction: 'out', created_at: at(key) })
      .execute();
    await db
      .insertInto('inapp_device')
      .values({
        id: randomUUID(),
        account_id: 'a',
        app: 'app',
        user_id: 'living',
        platform: 'fcm',
        token: key,
        seen_at: at(key),
      })
      .execute();
    await db
      .insertInto('channel_ineligibility')
      .values({ account_id: 'a', channel: 'wa', address: key, code: '131026', learnt_at: at(key) })
      .execute();
    const day = key === 'old' ? '2025-10-22' : '2025-10-23';
    await db.insertInto('daily_usage').values({ account_id: 'a', channel: 'sms', day }).execute();
    const message2 = JSON.stringify({ kind: 'start-campaign', accountId: 'a', campaignId: key });
    await db
      .insertInto('outbox')
      .values({ message: message2, created_at: at(key) })
      .execute();
    const actor = { actor_kind: 'user' as const, actor_id: key, actor_name: key };
    await db
      .insertInto('audit_event')
      .values({ account_id: 'a', at: at(key), ...actor, operation: 'addSkill', change: '{}' })
      .execute();
    const user = { account_id: 'a', issuer: 'i', subject: key, name: key, role: 'admin' as const, skills: [] };
    await db
      .insertInto('web_user')
      .values({ ...user, created_at: OLD, seen_at: at(key) })
      .execute();
    await db
      .insertInto('template')
      .values({
        ...{ account_id: 'a', id: key, name: key, language: 'en', category: 'UTILITY', status: 'APPROVED' },
        ...{ components: '[]', deleted_at: at(key) },
      })
      .execute();
  }
  expect(await erase()).toEqual({
    erased: {
      inAppMessages: 1,
      inAppUsers: 1,
      inAppDevices: 1,
      refusals: 1,
      dailyUsage: 1,
      outbox: 1,
      auditEvents: 1,
      users: 1,
      templates: 1,
    },
    more: false,
  });
  const users = await db.selectFrom('inapp_user').select('user_id').orderBy('user_id').execute();
  expect(users).toEqual([{ user_id: 'kept' }, { user_id: 'living' }]);
  expect(await db.selectFrom('inapp_device').select('token').execute()).toEqual([{ token: 'kept' }]);
  expect(await db.selectFrom('audit_event').select('actor_id').execute()).toEqual([{ actor_id: 'kept' }]);
  expect(await db.selectFrom('web_user').select('name').execute()).toEqual([{ name: 'kept' }]);
});

function appUser(user_id: string, expires_at: Date | null) {
  return { account_id: 'a', app: 'app', user_id, registered_at: OLD, last_seen_at: null, expires_at };
}

it('secrets that count no more are forgotten', async () => {
  const until = (previous_secret_until: Date) => ({ previous_secret: 'before', previous_secret_until });
  const app = { account_id: 'a', secret: 's', registration_days: 1, created_at: OLD };
  await db
    .insertInto('inapp_app')
    .values([
      { ...app, name: 'over', ...until(new Date(NOW.getTime() - 1)) },
      { ...app, name: 'still', ...until(NOW) },
    ])
    .execute();
  const adapter = { account_id: 'a', settings: '{}', secret: 's', secret_set_at: OLD };
  await db
    .insertInto('conversation_adapter')
    .values({ ...adapter, adapter: 'webhook', ...until(OLD) })
    .execute();
  expect(await erase()).toEqual({ erased: { appSecrets: 1, conversationSecrets: 1 }, more: false });
  const apps = await db.selectFrom('inapp_app').select(['name', 'previous_secret']).orderBy('name').execute();
  expect(apps).toEqual([
    { name: 'over', previous_secret: null },
    { name: 'still', previous_secret: 'before' },
  ]);
});

it('no statement takes more than it may', async () => {
  for (let n = 0; n < 5; n++) await insertConversation(OLD);
  const step = ERASE_STEPS.conversations;
  expect(await step?.(db, cutoffs, 2)).toEqual({ erased: 2, more: true });
  expect(await count('conversation')).toBe(3);
});

it('every table has its bound written down', async () => {
  const { readFile } = await import('node:fs/promises');
  const page = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const { rows } = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT LIKE 'kysely_%'`.execute(db);
  expect(rows.map(({ name }) => name).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
