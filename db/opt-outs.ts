import { sql, type RawBuilder } from 'kysely';
import { CHANNEL_NAMES, type Channel } from '../domain/channel.ts';
import { consumerKindOf, type OptOutConsumer } from '../domain/opt-out-consumer.ts';
import { UNSENT_STATES } from '../domain/status.ts';
import { writtenForms } from '../domain/written-forms.ts';
import type { Db } from './connect.ts';
import { effectiveState } from './effective-state.ts';
import { insertOutboxes } from './outbox.ts';
import type { OptOut } from './schema.ts';

/** Who is opted out, of what, and where that comes from: `consumer:sms`, `provider:21610`, `api`, `import`… */
export type NewOptOut = OptOutConsumer & {
  accountId: string;
  /** The channel on which alone it holds; null: all of the account's. */
  channel: Channel | null;
  source: string;
  reason?: string | null;
  /** What the consumer wrote, and the rule of domain/opt-out.ts by which it is an opt-out. */
  words?: string | null;
  rule?: string | null;
  /** The API client or user that recorded it. */
  by?: string | null;
};

/** One line of a batch. */
export type OptOutEntry = OptOutConsumer & {
  channel: Channel | null;
  reason: string | null;
  words?: string | null;
  rule?: string | null;
  at: Date;
};

/** Where the opt-outs come from that WhatsApp's own resume takes back: its own stops. A STOP by text is taken back by text. */
export const WHATSAPP_STOPS = ['whatsapp:preference', 'provider:131050'];

/** What two opt-outs must differ in to hold side by side. */
export function optOutKey({ kind, channel, consumer }: OptOutConsumer & { channel: Channel | null }): string {
  return `${kind} ${channel ?? 'all'} ${consumer}`;
}

/**
 * That a row of `opt_out` holds for a row with an account's id and addresses, such as one of `recipient`, on the row's channel or, where that
 * is null, on all. Both are the names that the statement gives to them.
 */
export function optOutHolds(optOut: string, addresses: string): RawBuilder<boolean> {
  const o = sql.raw(optOut);
  const r = sql.raw(addresses);
  return sql`${o}.account_id = ${r}.account_id AND ${o}.revoked_at IS NULL AND ${o}.consumer IN (${r}.wa, ${r}.sms, ${r}.inapp)
    AND CASE WHEN ${o}.kind = 'user' THEN ${o}.consumer = ${r}.inapp
      WHEN ${o}.channel = 'wa' THEN ${o}.consumer = ${r}.wa
      WHEN ${o}.channel = 'sms' THEN ${o}.consumer = ${r}.sms
      ELSE ${o}.consumer IN (${r}.wa, ${r}.sms) END`;
}

/** Whether the account may not send to the consumer on the channel. */
export async function isOptedOut(db: Db, accountId: string, consumer: string, channel: Channel): Promise<boolean> {
  const rows = await listHolding(db, accountId, { kind: consumerKindOf(channel), consumer });
  return rows.some((row) => row.channel === null || row.channel === channel);
}

/** The opt-outs of a consumer that hold: of the whole account first, then the newest first. */
export function listHolding(db: Db, accountId: string, { kind, consumer }: OptOutConsumer): Promise<OptOut[]> {
  return db
    .selectFrom('opt_out')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('consumer', '=', consumer)
    .where('revoked_at', 'is', null)
    .orderBy((eb) => eb('channel', 'is not', null))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The channel on which alone an opt-out that came over `channel` holds, by the account's setting; null: all channels. */
export async function findOptOutChannel(db: Db, accountId: string, channel: Channel): Promise<Channel | null> {
  const account = await db
    .selectFrom('account')
    .select('opt_out_scope')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return account.opt_out_scope === 'channel' ? channel : null;
}

/**
 * Opts a consumer out, at once: from this transaction on no decision sends to it, who has not been sent to and has no other channel is
 * SKIPPED, and their workflows are told. A recipient whose provider call is under way stays: the call's outcome says what it becomes. Returns
 * whether it is new.
 */
export async function insertOptOut(db: Db, optOut: NewOptOut, nowMs: number): Promise<boolean> {
  const now = new Date(nowMs);
  const entry = { ...optOut, reason: optOut.reason ?? null, at: now };
  const { inserted } = await insertOptOuts(db, optOut, [entry], now);
  return inserted.length > 0;
}

/**
 * As `insertOptOut` for many, each at its own instant: the same few statements for a thousand as for one. None may be in it twice, by its key.
 * Returns the keys of those that are new, and of those that the consumer took back after the instant given: webhooks and files come late and
 * out of order, and what the consumer said last counts. Within one second, which is all that WhatsApp tells, the opt-out does. One that holds is
 * renewed by another: what takes it back must have been said after both. A number is opted out in every form in which it may be written, whatever
 * brings the opt-out.
 */
export async function insertOptOuts(
  db: Db,
  from: Pick<NewOptOut, 'accountId' | 'source' | 'by'>,
  entries: readonly OptOutEntry[],
  now: Date,
): Promise<{ inserted: string[]; takenBack: Map<string, Date> }> {
  const { accountId } = from;
  const given = new Set(entries.map(optOutKey));
  const revoked = await findTakenBack(db, accountId, inAllForms(entries));
  const takenBack = new Map([...revoked].filter(([key]) => given.has(key)));
  const own = entries.filter((entry) => !revoked.has(optOutKey(entry)));
  const standing = inAllForms(own).filter((entry) => !revoked.has(optOutKey(entry)));
  if (standing.length === 0) return { inserted: [], takenBack };
  const inserted = await db
    .insertInto('opt_out')
    .columns([
      'account_id',
      'consumer',
      'kind',
      'channel',
      'source',
      'created_at',
      'reason',
      'words',
      'rule',
      'recorded_by',
    ])
    .expression(
      sql`SELECT ${accountId}, e.consumer, e.kind, e.channel, ${from.source}, e.at, e.reason, e.words, e.rule, ${from.by ?? null}
        FROM ${unnest(standing)} ORDER BY e.consumer, e.kind, e.channel`,
    )
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'consumer', 'kind', 'channel'])
        .where('revoked_at', 'is', null)
        .doUpdateSet((eb) => ({ renewed_at: eb.ref('excluded.created_at'), ...ORIGIN_OF_STRONGER }))
        .where(SAID_AT, '<', (eb) => eb.ref('excluded.created_at')),
    )
    .returning(['consumer', 'kind', 'channel', sql<boolean>`xmax = 0`.as('is_new')])
    .execute();
  await lockConversations(db, accountId, standing);
  await skipUnsent(db, accountId, standing, now);
  const isNew = inserted.filter(({ is_new }) => is_new);
  return { inserted: isNew.map(optOutKey).filter((key) => given.has(key)), takenBack };
}

/** When an opt-out was said last. */
const SAID_AT = sql<Date>`coalesce(opt_out.renewed_at, opt_out.created_at)`;

/** Of an opt-out that is renewed: what WhatsApp's resume would take back stands on the other one's word from then on. */
const ORIGIN_OF_STRONGER = Object.fromEntries(
  ['source', 'reason', 'words', 'rule', 'recorded_by'].map((column) => [
    column,
    sql`CASE WHEN opt_out.source = ANY(${WHATSAPP_STOPS}::text[]) THEN ${sql.ref(`excluded.${column}`)} ELSE ${sql.ref(`opt_out.${column}`)} END`,
  ]),
);

/** Each once, as it was given where it was. */
function inAllForms(entries: readonly OptOutEntry[]): OptOutEntry[] {
  const others = entries.flatMap((entry) => formsOf(entry).map((consumer) => ({ ...entry, consumer })));
  return [...new Map([...others, ...entries].map((entry) => [optOutKey(entry), entry])).values()];
}

function formsOf({ kind, consumer }: OptOutConsumer): string[] {
  return kind === 'phone' ? writtenForms(consumer) : [consumer];
}

/** Taken back on all channels or on the very one. */
async function findTakenBack(db: Db, accountId: string, entries: readonly OptOutEntry[]): Promise<Map<string, Date>> {
  const { rows } = await sql<OptOutConsumer & { channel: Channel | null; revoked_at: Date }>`
    SELECT e.consumer, e.kind, e.channel, max(o.revoked_at) AS revoked_at
    FROM ${unnest(entries)}
    JOIN opt_out o ON o.account_id = ${accountId} AND o.consumer = e.consumer AND o.kind = e.kind
      AND (o.channel IS NULL OR o.channel = e.channel) AND o.revoked_at >= e.at + interval '1 second'
    WHERE NOT EXISTS (SELECT FROM opt_out h WHERE h.account_id = o.account_id AND h.consumer = o.consumer AND h.kind = o.kind
      AND h.channel IS NOT DISTINCT FROM e.channel AND h.revoked_at IS NULL)
    GROUP BY e.consumer, e.kind, e.channel`.execute(db);
  return new Map(rows.map((row) => [optOutKey(row), row.revoked_at]));
}

function unnest(entries: readonly OptOutEntry[]): RawBuilder<unknown> {
  return sql`unnest(${entries.map(({ consumer }) => consumer)}::text[], ${entries.map(({ kind }) => kind)}::text[],
    ${entries.map(({ channel }) => channel)}::text[], ${entries.map(({ at }) => at.toISOString())}::timestamptz[],
    ${entries.map(({ reason }) => reason)}::text[], ${entries.map(({ words }) => words ?? null)}::text[],
    ${entries.map(({ rule }) => rule ?? null)}::text[]) AS e (consumer, kind, channel, at, reason, words, rule)`;
}

function namesOf(consumers: readonly OptOutConsumer[], kind: OptOutConsumer['kind']): string[] {
  return consumers.filter((each) => each.kind === kind).map(({ consumer }) => consumer);
}

/**
 * The order of the locks is that of the ids: of two batches at once one waits for the other, and not both. All are told: who still has a
 * channel goes on to it.
 */
async function skipUnsent(db: Db, accountId: string, consumers: readonly OptOutConsumer[], now: Date): Promise<void> {
  const anyPhone = sql`= ANY (${namesOf(consumers, 'phone')}::text[])`;
  const { rows: unsent } = await sql<{ id: string; campaign_id: string }>`
    SELECT id, campaign_id FROM recipient
    WHERE account_id = ${accountId} AND state IN (${sql.join([...UNSENT_STATES])})
      AND (wa ${anyPhone} OR sms ${anyPhone} OR inapp = ANY (${namesOf(consumers, 'user')}::text[]))
    ORDER BY id FOR UPDATE`.execute(db);
  if (unsent.length === 0) return;
  const ids = unsent.map(({ id }) => id);
  // Who has been ended by the end of the campaign stays so.
  await sql`
    UPDATE recipient r SET state = 'SKIPPED', skipped_at = ${now}, waits_for = NULL, wake_at = NULL, turn_at = NULL,
      turn_channel = NULL, reason = closed.reason, error_message = closed.reason
    FROM (
      SELECT s.id, CASE WHEN EXISTS (SELECT FROM opt_out o WHERE ${optOutHolds('o', 's')} AND o.channel IS NULL)
        THEN ${SKIPPED} WHEN NOT EXISTS (SELECT FROM jsonb_array_elements(c.plan) e WHERE NOT EXISTS
          (SELECT FROM opt_out o WHERE ${optOutHolds('o', 's')} AND o.channel = e ->> 'channel'))
        THEN 'The consumer has opted out of ' || (SELECT string_agg(${NAMES}::jsonb ->> (e.value ->> 'channel'), ' and '
          ORDER BY e.ordinality) FROM jsonb_array_elements(c.plan) WITH ORDINALITY e) || '.' END AS reason
      FROM recipient s JOIN campaign c ON c.id = s.campaign_id
      WHERE s.id = ANY (${ids}::uuid[]) AND ${effectiveState('s.state', 'c', now)} IN ('NOT_SENT', 'SCHEDULED')
    ) closed
    WHERE r.id = closed.id AND closed.reason IS NOT NULL`.execute(db);
  await insertOutboxes(
    db,
    unsent.map(({ id, campaign_id }) => ({ kind: 'reassess', accountId, campaignId: campaign_id, recipientId: id })),
  );
}

/** domain/decision.ts has the same words. */
const NAMES = JSON.stringify(CHANNEL_NAMES);
const SKIPPED = 'The consumer has opted out.';

/**
 * An agent's answer is checked under this lock: one whose call has not begun is not sent any more. A conversation's own recipient has been sent
 * to, so it is none of those that an opt-out skips: the order of locks is kept.
 */
async function lockConversations(db: Db, accountId: string, consumers: readonly OptOutConsumer[]): Promise<void> {
  await sql`SELECT FROM conversation WHERE account_id = ${accountId} AND closed_at IS NULL
    AND consumer = ANY (${consumers.map(({ consumer }) => consumer)}::text[]) ORDER BY id FOR UPDATE`.execute(db);
}

/** Who takes an opt-out back, where, and why. */
export type Revocation = OptOutConsumer & {
  accountId: string;
  /** What is given on a channel lifts the opt-outs of that channel and of the account; null: all of them. */
  channel: Channel | null;
  source: string;
  by?: string | null;
  reason?: string | null;
};

/**
 * Takes back the opt-outs that were there by then, of a number in every form in which it may be written; with `sources`, only those that came from
 * there. Who was skipped meanwhile stays skipped. Returns them as they are now: of the form that was given first, and of the whole account.
 */
export async function revokeOptOuts(
  db: Db,
  given: Revocation,
  nowMs: number,
  sources?: readonly string[],
): Promise<OptOut[]> {
  const now = new Date(nowMs);
  let update = db
    .updateTable('opt_out')
    .set({
      revoked_at: now,
      revoked_source: given.source,
      revoked_by: given.by ?? null,
      revoked_reason: given.reason ?? null,
    })
    .where('account_id', '=', given.accountId)
    .where('kind', '=', given.kind)
    .where('consumer', 'in', formsOf(given))
    .where(SAID_AT, '<=', now)
    .where('revoked_at', 'is', null);
  const { channel } = given;
  if (channel !== null) update = update.where((eb) => eb.or([eb('channel', 'is', null), eb('channel', '=', channel)]));
  if (sources) update = update.where('source', 'in', [...sources]);
  const revoked = await update.returningAll().execute();
  const place = ({ consumer, channel }: OptOut) => 2 * Number(consumer !== given.consumer) + Number(channel !== null);
  return revoked.sort((a, b) => place(a) - place(b) || b.id - a.id);
}
