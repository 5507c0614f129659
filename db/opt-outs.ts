import { sql, type Expression, type SqlBool } from 'kysely';
import { UNSENT_STATES } from '../domain/status.ts';
import type { Db } from './connect.ts';
import { effectiveState } from './effective-state.ts';
import { insertOutboxes } from './outbox.ts';
import type { OptOut } from './schema.ts';

/** Who is opted out, and where that comes from: `consumer:sms`, `provider:21610`, `api`, `import`… */
export type NewOptOut = {
  accountId: string;
  /** E.164, or an In-App user id. */
  consumer: string;
  source: string;
  reason?: string | null;
  /** The API client or user that recorded it. */
  by?: string | null;
};

/** One line of a batch. */
export type OptOutEntry = { consumer: string; reason: string | null; at: Date };

export async function isOptedOut(db: Db, accountId: string, consumer: string): Promise<boolean> {
  const row = await db
    .selectFrom('opt_out')
    .select('id')
    .where('account_id', '=', accountId)
    .where('consumer', '=', consumer)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Opts a consumer out for the whole account, at once: from this transaction on no decision sends to it, who has not been sent to is SKIPPED,
 * and their workflows are told. A recipient whose provider call is under way stays: the call's outcome says what it becomes. Returns whether
 * the consumer was not opted out already.
 */
export async function insertOptOut(db: Db, optOut: NewOptOut, nowMs: number): Promise<boolean> {
  const now = new Date(nowMs);
  const entry = { consumer: optOut.consumer, reason: optOut.reason ?? null, at: now };
  const { inserted } = await insertOptOuts(db, optOut, [entry], now);
  return inserted.length > 0;
}

/**
 * As `insertOptOut` for many, each at its own instant: the same few statements for a thousand as for one. No consumer may be in it twice.
 * Returns who was not opted out already, and who took an opt-out back after the instant given: webhooks and files come late and out of
 * order, and what the consumer said last counts. Within one second, which is all that WhatsApp tells, the opt-out does.
 */
export async function insertOptOuts(
  db: Db,
  from: Omit<NewOptOut, 'consumer' | 'reason'>,
  entries: readonly OptOutEntry[],
  now: Date,
): Promise<{ inserted: string[]; takenBack: Map<string, Date> }> {
  const { accountId } = from;
  const takenBack = await findTakenBack(db, accountId, entries);
  const standing = entries.filter(({ consumer }) => !takenBack.has(consumer));
  if (standing.length === 0) return { inserted: [], takenBack };
  const inserted = await db
    .insertInto('opt_out')
    .columns(['account_id', 'consumer', 'source', 'created_at', 'reason', 'recorded_by'])
    .expression(
      sql`SELECT ${accountId}, e.consumer, ${from.source}, e.at, e.reason, ${from.by ?? null}
        FROM ${unnest(standing)} AS e (consumer, at, reason) ORDER BY e.consumer`,
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'consumer']).where('revoked_at', 'is', null).doNothing())
    .returning('consumer')
    .execute();
  const consumers = standing.map(({ consumer }) => consumer);
  await lockConversations(db, accountId, consumers);
  await skipUnsent(db, accountId, consumers, now);
  return { inserted: inserted.map(({ consumer }) => consumer), takenBack };
}

async function findTakenBack(db: Db, accountId: string, entries: readonly OptOutEntry[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ consumer: string; revoked_at: Date }>`
    SELECT o.consumer, max(o.revoked_at) AS revoked_at
    FROM ${unnest(entries)} AS e (consumer, at, reason)
    JOIN opt_out o ON o.account_id = ${accountId} AND o.consumer = e.consumer AND o.revoked_at >= e.at + interval '1 second'
    WHERE NOT EXISTS (SELECT FROM opt_out h WHERE h.account_id = o.account_id AND h.consumer = o.consumer AND h.revoked_at IS NULL)
    GROUP BY o.consumer`.execute(db);
  return new Map(rows.map((row) => [row.consumer, row.revoked_at]));
}

function unnest(entries: readonly OptOutEntry[]) {
  return sql`unnest(${entries.map(({ consumer }) => consumer)}::text[], ${entries.map(({ at }) => at.toISOString())}::timestamptz[],
    ${entries.map(({ reason }) => reason)}::text[])`;
}

/** The order of the locks is that of the ids: of two batches at once one waits for the other, and not both. */
async function skipUnsent(db: Db, accountId: string, consumers: string[], now: Date): Promise<void> {
  const any = sql`= ANY (${consumers}::text[])`;
  const { rows: unsent } = await sql<{ id: string; campaign_id: string }>`
    SELECT id, campaign_id FROM recipient
    WHERE account_id = ${accountId} AND state IN (${sql.join([...UNSENT_STATES])})
      AND (wa ${any} OR sms ${any} OR inapp ${any})
    ORDER BY id FOR UPDATE`.execute(db);
  if (unsent.length === 0) return;
  const ids = unsent.map(({ id }) => id);
  await db
    .updateTable('recipient')
    .set({
      state: 'SKIPPED',
      skipped_at: now,
      waits_for: null,
      wake_at: null,
      turn_at: null,
      turn_channel: null,
      reason: SKIPPED,
      error_message: SKIPPED,
    })
    .where(sql<boolean>`id = ANY (${ids}::uuid[])`)
    // Who has been ended by the end of the campaign stays so.
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('campaign')
          .select('id')
          .whereRef('campaign.id', '=', 'recipient.campaign_id')
          .where(effectiveState('recipient.state', 'campaign', now), 'in', ['NOT_SENT', 'SCHEDULED']),
      ),
    )
    .execute();
  await insertOutboxes(
    db,
    unsent.map(({ id, campaign_id }) => ({ kind: 'reassess', accountId, campaignId: campaign_id, recipientId: id })),
  );
}

const SKIPPED = 'The consumer has opted out.';

/**
 * An agent's answer is checked under this lock: one whose call has not begun is not sent any more. A conversation's own recipient has been sent
 * to, so it is none of those that an opt-out skips: the order of locks is kept.
 */
async function lockConversations(db: Db, accountId: string, consumers: string[]): Promise<void> {
  await sql`SELECT FROM conversation WHERE account_id = ${accountId} AND consumer = ANY (${consumers}::text[]) AND closed_at IS NULL
    ORDER BY id FOR UPDATE`.execute(db);
}

/**
 * Takes an opt-out back that was there by then; with `sources`, only one that came from there. Who was skipped meanwhile stays skipped.
 * Returns it as it is now; undefined where there was none.
 */
export async function revokeOptOut(
  db: Db,
  optOut: NewOptOut,
  nowMs: number,
  sources?: readonly string[],
): Promise<OptOut | undefined> {
  const now = new Date(nowMs);
  let update = db
    .updateTable('opt_out')
    .set({
      revoked_at: now,
      revoked_source: optOut.source,
      revoked_by: optOut.by ?? null,
      revoked_reason: optOut.reason ?? null,
    })
    .where('account_id', '=', optOut.accountId)
    .where('consumer', '=', optOut.consumer)
    .where('created_at', '<=', now)
    .where('revoked_at', 'is', null);
  if (sources) update = update.where('source', 'in', [...sources]);
  return update.returningAll().executeTakeFirst();
}

/** The opt-out that holds for a consumer; undefined where there is none. */
export function findOptOut(db: Db, accountId: string, consumer: string): Promise<OptOut | undefined> {
  return db
    .selectFrom('opt_out')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('consumer', '=', consumer)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

export type OptOutFilter = {
  /** What the consumer may be called: any of these. */
  consumers?: string[] | undefined;
  state?: 'ACTIVE' | 'REVOKED' | undefined;
  /** All of it, or its part before the colon. */
  source?: string | undefined;
  /** When the opt-out was recorded, [from, to). */
  from?: Date | undefined;
  to?: Date | undefined;
};

function filtered(db: Db, accountId: string, { consumers, state, source, from, to }: OptOutFilter) {
  return db
    .selectFrom('opt_out')
    .where('account_id', '=', accountId)
    .where((eb) => {
      const conditions: Expression<SqlBool>[] = [];
      if (consumers) conditions.push(eb('consumer', 'in', consumers));
      if (state) conditions.push(eb('revoked_at', state === 'ACTIVE' ? 'is' : 'is not', null));
      if (source !== undefined) {
        conditions.push(
          eb.or([
            eb('source', '=', source),
            eb(eb.fn('split_part', ['source', sql.lit(':'), sql.lit(1)]), '=', source),
          ]),
        );
      }
      if (from) conditions.push(eb('created_at', '>=', from));
      if (to) conditions.push(eb('created_at', '<', to));
      return eb.and(conditions);
    });
}

/** A page of opt-outs, newest first, and how many there are. */
export async function listOptOuts(
  db: Db,
  accountId: string,
  filter: OptOutFilter,
  page: { limit: number; offset: number },
): Promise<{ optOuts: OptOut[]; count: number }> {
  const query = filtered(db, accountId, filter);
  const optOuts = await query
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return { optOuts, count };
}

/** All opt-outs, oldest first, in pages: none is held open while its reader takes its time. */
export async function* readOptOuts(
  db: Db,
  accountId: string,
  filter: OptOutFilter,
  pageSize: number,
): AsyncGenerator<OptOut[]> {
  // Postgres counts microseconds, a Date milliseconds: the place in the list is kept as text.
  let after: { at: string; id: number } | undefined;
  for (;;) {
    let query = filtered(db, accountId, filter)
      .selectAll()
      .select(sql<string>`created_at::text`.as('at'));
    if (after) query = query.where(sql<boolean>`(created_at, id) > (${after.at}::timestamptz, ${after.id})`);
    const rows = await query.orderBy('created_at').orderBy('id').limit(pageSize).execute();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = { at: last.at, id: last.id };
  }
}
