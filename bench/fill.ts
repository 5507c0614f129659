import { sql } from 'kysely';
import { hashSecret } from '../db/api-clients.ts';
import type { Db } from '../db/connect.ts';
import type { SmsPlan, WhatsAppPlan } from '../domain/plan.ts';
import { compactCounts } from '../db/recipient-counts.ts';

export const BENCH_ACCOUNT = '17728909';
export const BENCH_CLIENT = { id: 'bench', secret: 'bench-secret' };
/** When the first campaign was posted: far from any change of the clocks. */
export const FIRST_DAY = new Date('2026-01-05T00:00:00.000Z');

/** The product's own limit, so that a day of the benchmark is a day at its fullest. */
export const RECIPIENTS_A_DAY = 100_000;
const SMS: SmsPlan = {
  channel: 'sms',
  from: '+12025550100',
  text: 'Hello ${{1}}, your order ${{2}} is on its way.',
  optOutText: 'Reply STOP to opt out.',
};
const WHATSAPP: WhatsAppPlan = {
  channel: 'wa',
  from: '+12025550100',
  fromRef: '106540352242922',
  template: { name: 'order_on_its_way', language: 'en', category: 'UTILITY', body: SMS.text, header: null },
};
const CAMPAIGNS = 1_000;
const CAMPAIGNS_AT_ONCE = 100;

export type Filled = { recipients: number; campaigns: number; days: number; countRows: number };

/**
 * Fills a migrated database with recipients in a thousand campaigns, one day after the other at the daily limit. A day's recipients lie in the
 * table in no order, as they do where each has been updated many times. The counts are those that the triggers keep.
 */
export async function fill(db: Db, recipients: number): Promise<Filled> {
  const perCampaign = Math.max(1, Math.round(recipients / CAMPAIGNS));
  const campaignsADay = Math.min(100, Math.max(1, Math.round(RECIPIENTS_A_DAY / perCampaign)));
  await insertAccount(db);
  await sql`
    INSERT INTO campaign (id, account_id, name, skill, template_id, handoff_id, plan, lookback_minutes, status, le_campaign_id,
      le_engagement_id, request_trace_id, consented_by, source, created_at)
    SELECT 'c' || lpad(k::text, 8, '0'), ${BENCH_ACCOUNT}, 'Campaign ' || k, (ARRAY['sales', 'billing', 'support', 'care'])[1 + k % 4],
      'H' || lpad((k % 7)::text, 9, '0'), 'H' || lpad((k % 7)::text, 9, '0'),
      CASE k % 4 WHEN 3 THEN ${JSON.stringify([SMS])}::jsonb ELSE ${JSON.stringify([WHATSAPP, SMS])}::jsonb END, 43200,
      CASE WHEN k % 50 = 0 THEN 'CANCELLED' ELSE 'RUNNING' END, k::text, k::text, gen_random_uuid(), ${BENCH_CLIENT.id},
      CASE WHEN k % 5 = 0 THEN 'UI' ELSE 'API' END,
      ${FIRST_DAY}::timestamptz + k * make_interval(secs => 86400.0 / ${campaignsADay}::integer)
    FROM generate_series(0, ${CAMPAIGNS}::integer - 1) k`.execute(db);
  for (let from = 0; from < CAMPAIGNS; from += CAMPAIGNS_AT_ONCE) await insertRecipients(db, from, perCampaign);
  await insertAttempts(db);
  await insertConversations(db);
  await insertOptOuts(db);
  await compactCounts(db);
  for (const table of [
    'campaign',
    'recipient',
    'attempt',
    'conversation',
    'opt_out',
    'recipient_count',
    'zone_count',
    'minute_count',
  ]) {
    await sql`VACUUM (ANALYZE) ${sql.table(table)}`.execute(db);
  }
  return verify(db);
}

/** The campaign that `fillLarge` adds. */
export const LARGE_CAMPAIGN = 'clarge000';

/**
 * Adds one campaign of as many recipients as a file can have: half have been sent to over three hours, half wait in 30 groups of zones. Run it after
 * `fill`.
 */
export async function fillLarge(db: Db, recipients: number): Promise<void> {
  await sql`
    INSERT INTO campaign (id, account_id, name, skill, template_id, handoff_id, plan, lookback_minutes, status, le_campaign_id,
      le_engagement_id, request_trace_id, consented_by, source, created_at)
    SELECT ${LARGE_CAMPAIGN}, account_id, 'Large', skill, template_id, handoff_id, plan, lookback_minutes, 'RUNNING', '1', '1',
      gen_random_uuid(), consented_by, source, created_at FROM campaign ORDER BY id LIMIT 1`.execute(db);
  const zones = Intl.supportedValuesOf('timeZone').slice(0, LARGE_ZONES);
  await sql`
    INSERT INTO recipient (id, account_id, campaign_id, seq, consumer_content, wa, sms, zones, zone_source, zone_version, zone_ordinal,
      variables, state, waits_for, wake_at, channel, error_source, error_code, error_message, accepted_at, eligible_at, called_at, sent_at,
      delivered_at, read_at, failed_at)
    SELECT gen_random_uuid(), ${BENCH_ACCOUNT}, c.id, seq, jsonb_build_object('wa', phone, 'sms', phone), phone, phone,
      CASE WHEN seq % 3 = 0 THEN ARRAY[zone, 'America/New_York'] ELSE ARRAY[zone] END, 'prefix', '2026a', seq, '{"1":"Ada","2":"A-1207"}',
      state, CASE state WHEN 'SCHEDULED' THEN 'WINDOW' END, CASE state WHEN 'SCHEDULED' THEN now() + interval '1 hour' END,
      CASE WHEN state <> 'SCHEDULED' THEN 'sms' END, CASE state WHEN 'FAILED' THEN 'twilio' END,
      CASE state WHEN 'FAILED' THEN (ARRAY['30003', '30005', '30007'])[1 + seq % 3] END,
      CASE state WHEN 'FAILED' THEN 'The message could not be sent.' END, c.created_at, CASE WHEN called THEN at END,
      CASE WHEN called THEN at END, CASE state WHEN 'READ' THEN at END, CASE state WHEN 'READ' THEN at + interval '3 seconds' END,
      CASE state WHEN 'READ' THEN at + make_interval(secs => seq % 3600) END, CASE state WHEN 'FAILED' THEN at END
    FROM (SELECT * FROM campaign WHERE id = ${LARGE_CAMPAIGN}) c CROSS JOIN generate_series(0, ${recipients}::integer - 1) seq
    CROSS JOIN LATERAL (SELECT '+1' || (2035000000 + seq)::text AS phone, (${zones}::text[])[1 + seq / 2 % ${LARGE_ZONES}::integer] AS zone,
      c.created_at + make_interval(secs => seq / 10.0) AS at,
      CASE WHEN seq % 2 = 0 THEN 'SCHEDULED' WHEN seq % 100 = 1 THEN 'FAILED' ELSE 'READ' END AS state) f
    CROSS JOIN LATERAL (SELECT state <> 'SCHEDULED' AS called) s`.execute(db);
  await compactCounts(db);
  for (const table of ['recipient', 'recipient_count', 'zone_count', 'minute_count']) {
    await sql`VACUUM (ANALYZE) ${sql.table(table)}`.execute(db);
  }
}

const LARGE_ZONES = 30;

async function insertAccount(db: Db): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: BENCH_ACCOUNT,
      name: 'Bench',
      timezone: 'America/New_York',
      default_skill: 'care',
      api_calls_per_second: 1_000_000,
    })
    .execute();
  for (const channel of ['wa', 'sms'] as const) {
    await db.insertInto('channel_setting').values({ account_id: BENCH_ACCOUNT, channel, enabled: true }).execute();
  }
  const secret_hash = await hashSecret(BENCH_CLIENT.secret);
  await db
    .insertInto('api_client')
    .values({ client_id: BENCH_CLIENT.id, account_id: BENCH_ACCOUNT, secret_hash })
    .execute();
}

/** Fates are a hash of the place, so that every run has the same: most are delivered or read, some replied, some failed, some still wait. */
async function insertRecipients(db: Db, fromCampaign: number, perCampaign: number): Promise<void> {
  await sql`
    INSERT INTO recipient (id, account_id, campaign_id, seq, consumer_content, wa, sms, zones, zone_source, zone_version, zone_ordinal,
      variables, state, channel, error_source, error_code, error_message, accepted_at, eligible_at, called_at, sent_at, delivered_at, read_at,
      responded_at, failed_at, skipped_at, conversation_id, conversation_closed_at, csat)
    SELECT gen_random_uuid(), ${BENCH_ACCOUNT}, c.id, seq, jsonb_build_object('wa', phone, 'sms', phone), phone, phone,
      ARRAY['America/New_York'], 'prefix', '2026a', seq, '{"1":"Ada","2":"A-1207"}', state,
      CASE WHEN state IN ('SKIPPED', 'SCHEDULED') THEN NULL WHEN fate % 10 = 0 THEN 'sms' ELSE c.initial_channel END,
      CASE WHEN state = 'FAILED' THEN (ARRAY['outbound_wa', 'twilio', 'proactive'])[1 + fate % 3] END,
      CASE WHEN state = 'FAILED' THEN (ARRAY['131026', '30003', '1001'])[1 + fate % 3] END,
      CASE state WHEN 'FAILED' THEN 'The message could not be sent.' WHEN 'SKIPPED' THEN 'The consumer has opted out.' END,
      c.created_at, CASE WHEN sent OR state = 'FAILED' THEN c.created_at + lag END,
      CASE WHEN sent OR state = 'FAILED' THEN c.created_at + lag END, CASE WHEN sent THEN c.created_at + lag END,
      CASE WHEN state IN ('DELIVERED', 'READ') THEN c.created_at + lag * 2 END, CASE WHEN state = 'READ' THEN c.created_at + lag * 3 END,
      CASE WHEN fate < 10 THEN c.created_at + lag * 4 END, CASE WHEN state = 'FAILED' THEN c.created_at + lag END,
      CASE WHEN state = 'SKIPPED' THEN c.created_at END, CASE WHEN fate < 10 THEN gen_random_uuid() END,
      CASE WHEN fate < 8 THEN c.created_at + lag * 5 END, CASE WHEN fate < 5 THEN 1 + hash / 100 % 5 END
    FROM (SELECT * FROM campaign ORDER BY id OFFSET ${fromCampaign}::integer LIMIT ${CAMPAIGNS_AT_ONCE}::integer) c
    CROSS JOIN generate_series(0, ${perCampaign}::integer - 1) seq
    CROSS JOIN LATERAL (SELECT abs(hashint4(seq * 1009) # hashtext(c.id)) AS hash) h
    CROSS JOIN LATERAL (SELECT hash % 100 AS fate, make_interval(secs => hash % 3600) AS lag,
      '+1' || (2025000000 + hash % 300000)::text AS phone) f
    CROSS JOIN LATERAL (SELECT CASE WHEN fate < 45 THEN 'READ' WHEN fate < 80 THEN 'DELIVERED' WHEN fate < 90 THEN 'SENT'
      WHEN fate < 95 THEN 'FAILED' WHEN fate < 98 THEN 'SKIPPED' ELSE 'SCHEDULED' END AS state) s
    CROSS JOIN LATERAL (SELECT state IN ('SENT', 'DELIVERED', 'READ') AS sent) t
    ORDER BY hash`.execute(db);
}

async function insertAttempts(db: Db): Promise<void> {
  await db.connection().execute(async (connection) => {
    // The references are right by construction; a million checks of them take longer than the insert.
    await sql`SET session_replication_role = replica`.execute(connection);
    await sql`
      INSERT INTO attempt (id, account_id, recipient_id, number, channel, state, from_address, to_address, rule_version, called_at, ended_at)
      SELECT gen_random_uuid(), account_id, id, 1, channel,
        CASE WHEN state = 'FAILED' THEN 'REFUSED' WHEN state = 'SENT' THEN 'ACCEPTED' ELSE state END,
        '+12025550100', wa, '2026a', eligible_at, eligible_at
      FROM recipient WHERE eligible_at IS NOT NULL`.execute(connection);
    await sql`SET session_replication_role = DEFAULT`.execute(connection);
  });
}

/** Those that the replies opened. */
async function insertConversations(db: Db): Promise<void> {
  await sql`
    INSERT INTO conversation (id, account_id, consumer, brand_address, channel, skill, route, campaign_id, recipient_id, opened_at,
      closed_at, csat)
    SELECT r.conversation_id, r.account_id, r.wa, '+12025550100', r.channel, c.skill, 'campaign', c.id, r.id, r.responded_at,
      -- Of one consumer one conversation is open at a time.
      coalesce(r.conversation_closed_at, r.responded_at), r.csat
    FROM recipient r JOIN campaign c ON c.id = r.campaign_id WHERE r.responded_at IS NOT NULL AND r.channel IS NOT NULL`.execute(
    db,
  );
}

/** One consumer in ten has opted out at some time, and a quarter of those have come back. */
async function insertOptOuts(db: Db): Promise<void> {
  await sql`
    INSERT INTO opt_out (account_id, kind, consumer, source, created_at, revoked_at)
    SELECT ${BENCH_ACCOUNT}, 'phone', '+1' || (2025000000 + 10 * k)::text, 'reply', ${FIRST_DAY}::timestamptz + k * interval '30 seconds',
      CASE WHEN k % 4 = 0 THEN ${FIRST_DAY}::timestamptz + k * interval '31 seconds' END
    FROM generate_series(0, 29999) k`.execute(db);
}

/** Throws where the counts are not what counting says. */
async function verify(db: Db): Promise<Filled> {
  const { rows } = await sql<Filled & { counted: number }>`
    SELECT (SELECT count(*) FROM recipient) AS recipients, (SELECT sum(n) FROM recipient_count) AS counted,
      (SELECT count(*) FROM recipient_count) AS "countRows", count(*) AS campaigns,
      count(DISTINCT created_at::date) AS days FROM campaign`.execute(db);
  const [filled] = rows;
  if (!filled || filled.recipients !== filled.counted) throw new Error(`The counts are wrong: ${JSON.stringify(rows)}`);
  return filled;
}
