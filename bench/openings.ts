/** What benches of openings share: accounts that are alike, campaigns whose windows open at one instant, and the messages that went out. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { hashSecret } from '../db/api-clients.ts';
import { connect, type Db } from '../db/connect.ts';
import { databaseUrl } from '../dev/postgres.ts';
import { DEMO } from '../dev/seed.ts';
import { stateOf } from '../dev/state.ts';
import { DAYS } from '../domain/window.ts';
import { createOwnStack, type OwnStack } from '../test/support/own-stack.ts';
import { zoneWhereItIs } from '../test/support/time.ts';

export const BENCH_CHANNELS = ['wa', 'sms', 'inapp'] as const;
export type BenchChannel = (typeof BENCH_CHANNELS)[number];

export type Bench = { stack: OwnStack; db: Db };
export type Tenant = { accountId: string; authorization: string; numbers: { wa: string; sms: string } };

/** Most that a call may bring once the account is set so. */
export const CAMPAIGN_SIZE = 1_000;
const DAY_MS = 86_400_000;

/** Runs `work` on the whole of `npm start`, on ports and in a folder of its own. It is gone afterwards, however that ends. */
export async function withStack(work: (bench: Bench) => Promise<void>): Promise<void> {
  const stack = await createOwnStack();
  try {
    await stack.start();
    const secrets = JSON.parse(await readFile(stateOf(stack.folder).secrets, 'utf8')) as { POSTGRES_PASSWORD: string };
    const db = connect(databaseUrl({ port: stack.postgresPort, password: secrets.POSTGRES_PASSWORD }), 3);
    try {
      await work({ stack, db });
    } finally {
      await db.destroy();
    }
  } finally {
    await stack.remove();
  }
}

/** The demo account and others like it: a number of their own on each channel, ten messages a second. */
export async function addTenants({ stack, db }: Bench, count: number): Promise<Tenant[]> {
  await db.updateTable('account').set({ max_consumers: CAMPAIGN_SIZE }).execute();
  await db.updateTable('channel_setting').set({ daily_limit: 10_000_000 }).execute();
  const tenants: Tenant[] = [];
  for (let n = 0; n < count; n += 1) {
    const [accountId, clientId] = n === 0 ? [DEMO.accountId, DEMO.clientId] : [`bench-${n}`, `bench-client-${n}`];
    const numbers =
      n === 0 ? { wa: DEMO.whatsAppNumber, sms: DEMO.smsNumber } : { wa: `+1202555021${n}`, sms: `+1202555022${n}` };
    if (n > 0) await copyDemo(db, accountId, clientId, numbers);
    tenants.push({ accountId, numbers, authorization: await authorize(stack, accountId, clientId) });
  }
  return tenants;
}

async function copyDemo(db: Db, accountId: string, clientId: string, numbers: Tenant['numbers']): Promise<void> {
  const demo = DEMO.accountId;
  const copy = async (table: string, changes: Record<string, unknown>) => {
    const changed = JSON.stringify({ account_id: accountId, ...changes });
    await sql`INSERT INTO ${sql.table(table)} SELECT (jsonb_populate_record(d, ${changed}::jsonb)).*
      FROM ${sql.table(table)} d WHERE account_id = ${demo}`.execute(db);
  };
  await sql`INSERT INTO account SELECT (jsonb_populate_record(d, ${JSON.stringify({ id: accountId })}::jsonb)).*
    FROM account d WHERE id = ${demo}`.execute(db);
  const secret = { client_id: clientId, secret_hash: await hashSecret(DEMO.clientSecret) };
  await db
    .insertInto('api_client')
    .values({ account_id: accountId, ...secret })
    .execute();
  for (const table of ['channel_setting', 'skill', 'template', 'inapp_app']) await copy(table, {});
  await sql`INSERT INTO outbound_number (account_id, channel, number, provider_ref, waba_id) VALUES
    (${accountId}, 'sms', ${numbers.sms}, NULL, NULL),
    (${accountId}, 'wa', ${numbers.wa}, ${numbers.wa.slice(1)}, ${DEMO.wabaId})`.execute(db);
  await sql`INSERT INTO handoff (id, account_id, name, lookback_minutes, channels)
    SELECT ${accountId} || id, ${accountId}, name, lookback_minutes,
      replace(replace(channels::text, ${DEMO.smsNumber}, ${numbers.sms}), ${DEMO.whatsAppNumber}, ${numbers.wa})::jsonb
    FROM handoff WHERE account_id = ${demo}`.execute(db);
}

async function authorize(stack: OwnStack, accountId: string, clientId: string): Promise<string> {
  const body = new URLSearchParams({ client_id: clientId, client_secret: DEMO.clientSecret });
  const path = `/sentinel/api/account/${accountId}/app/token?v=1.0&grant_type=client_credentials`;
  const answer = await fetch(`${stack.api}${path}`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`No token: ${answer.status} ${await answer.text()}`);
  return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
}

const HANDOFFS = { wa: DEMO.bothHandoff, sms: DEMO.smsHandoff, inapp: DEMO.inAppHandoff };

let lastConsumer = 2_000_000;

/** Posts recipients whose window opens at `opensAtMs`, a whole minute, in campaigns of `size`, by default as large as they may be. Returns the campaigns' ids. */
export async function post(
  { stack, db }: Bench,
  tenant: Tenant,
  channel: BenchChannel,
  count: number,
  opensAtMs: number,
  size = CAMPAIGN_SIZE,
): Promise<string[]> {
  const ids: string[] = [];
  for (let left = count; left > 0; left -= size) {
    const consumers = Array.from({ length: Math.min(left, size) }, () => (lastConsumer += 1));
    if (channel === 'inapp') await register(db, tenant, consumers);
    ids.push(await postCampaign(stack, tenant, channel, consumers, opensAtMs));
  }
  return ids;
}

async function register(db: Db, { accountId }: Tenant, consumers: number[]): Promise<void> {
  await sql`INSERT INTO inapp_user (account_id, app, user_id, registered_at)
    SELECT ${accountId}, ${DEMO.app}, 'user-' || n, now() FROM unnest(${consumers}::int[]) AS n`.execute(db);
}

async function postCampaign(
  stack: OwnStack,
  { accountId, authorization }: Tenant,
  channel: BenchChannel,
  consumers: number[],
  opensAtMs: number,
): Promise<string> {
  const { timezone, windows } = openingAt(opensAtMs);
  const body = {
    campaignName: `${channel} from ${new Date(opensAtMs).toISOString()}`,
    skill: 'sales',
    templateId: accountId === DEMO.accountId ? HANDOFFS[channel] : `${accountId}${HANDOFFS[channel]}`,
    consent: true,
    schedulingMetrics: { windows },
    consumers: consumers.map((n) => ({
      // The handoff over WhatsApp asks for a number to step down to.
      consumerContent:
        channel === 'inapp' ? { inapp: `user-${n}` } : { sms: `1202${n}`, ...(channel === 'wa' && { wa: `1202${n}` }) },
      timezone,
      variables: { '1': 'Ada', '2': 'A-1207' },
    })),
  };
  for (;;) {
    const answer = await fetch(`${stack.api}/api/v2/account/${accountId}/campaign`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status === 429) {
      await delay(1_000);
      continue;
    }
    const said = await answer.text();
    if (answer.status !== 201) throw new Error(`The campaign was refused: ${answer.status} ${said.slice(0, 500)}`);
    const { proactiveCampaignId, failedConsumers = [] } = JSON.parse(said) as {
      proactiveCampaignId: string;
      failedConsumers?: unknown[];
    };
    if (failedConsumers.length > 0) throw new Error(`Consumers were refused: ${said.slice(0, 500)}`);
    return proactiveCampaignId;
  }
}

/** A place where it is day, and windows there that open at this instant and close at midnight. */
function openingAt(opensAtMs: number) {
  const timezone = zoneWhereItIs(opensAtMs, 6, 13);
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' });
  const [hour = 0, minute = 0] = wall.format(opensAtMs).split(':').map(Number);
  const windows = DAYS.map((day) => ({ day, startTime: { hour, minute }, endTime: { hour: 24, minute: 0 } }));
  return { timezone, windows };
}

/** Says how many recipients sleep, until all do or `untilMs`. Returns how many a second fell asleep, and how many sleep. */
export async function untilAsleep(
  { db }: Bench,
  campaigns: string[],
  count: number,
  untilMs: number,
): Promise<{ asleep: number; perSecond: number }> {
  const startedAtMs = Date.now();
  for (let saidAtMs = startedAtMs; ;) {
    const { asleep } = await db
      .selectFrom('recipient')
      .select((eb) => eb.fn.countAll<number>().as('asleep'))
      .where('campaign_id', 'in', campaigns)
      .where('waits_for', '=', 'WINDOW')
      .executeTakeFirstOrThrow();
    const nowMs = Date.now();
    const perSecond = asleep / ((nowMs - startedAtMs) / 1000);
    if (asleep >= count || nowMs >= untilMs) return { asleep, perSecond };
    if (nowMs - saidAtMs >= 15_000) {
      saidAtMs = nowMs;
      console.error(`  ${asleep} of ${count} are asleep, ${perSecond.toFixed(0)} a second`);
    }
    await delay(500);
  }
}

/** How many recipients a second the server starts, from a small campaign whose window does not open meanwhile. */
export async function measureStarts(bench: Bench, tenant: Tenant, count = 200): Promise<number> {
  const campaigns = await post(bench, tenant, 'sms', count, wholeMinute(Date.now() + DAY_MS / 4));
  const { perSecond } = await untilAsleep(bench, campaigns, count, Date.now() + 120_000);
  await cancel(bench, tenant, campaigns);
  return perSecond;
}

/** Thousands start at some two thirds of the pace of the few it was measured on. */
const SLOWER = 1.7;

/** When a window can open for which so many are to be asleep before: with time to spare, on a whole minute. */
export function openingAfter(count: number, startsPerSecond: number): number {
  return wholeMinute(Date.now() + 30_000 + (count / startsPerSecond) * SLOWER * 1_000);
}

function wholeMinute(ms: number): number {
  return Math.ceil(ms / 60_000) * 60_000;
}

export async function cancel({ stack }: Bench, { accountId, authorization }: Tenant, ids: string[]): Promise<void> {
  for (const id of ids) {
    const url = `${stack.api}/api/v2/account/${accountId}/campaign/${id}/cancel`;
    const answer = await fetch(url, { method: 'POST', headers: { authorization } });
    if (answer.status === 429) await delay(1_000);
  }
}

/** When the account's messages went out since `sinceMs`, in order: from the carrier's own log, and the inbox for In-App. Epoch ms. */
export async function listSent(
  { stack, db }: Bench,
  { accountId, numbers }: Tenant,
  channel: BenchChannel,
  sinceMs: number,
): Promise<number[]> {
  if (channel === 'inapp') {
    const rows = await db
      .selectFrom('inapp_message')
      .select('created_at')
      .where('account_id', '=', accountId)
      .where('created_at', '>=', new Date(sinceMs))
      .orderBy('created_at')
      .execute();
    return rows.map((row) => row.created_at.getTime());
  }
  const answer = await fetch(`${stack.sandbox}/sandbox/messages?channel=${channel}&limit=10000`);
  const messages = (await answer.json()) as { from: string; acceptedAt: string }[];
  return messages
    .filter(({ from }) => from === numbers[channel])
    .map(({ acceptedAt }) => Date.parse(acceptedAt))
    .filter((ms) => ms >= sinceMs)
    .sort((a, b) => a - b);
}
