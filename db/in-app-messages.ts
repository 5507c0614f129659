import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { startNudge } from './nudges.ts';
import type { InAppMessage } from './schema.ts';

/** Whose inbox is looked into, and from which app. */
export type InAppReader = { accountId: string; app: string; userId: string };

/**
 * A call to the inbox has to be over before a look-up of it is believed (activities/send.ts: 30 s after its beginning): no statement of it
 * takes longer.
 */
const STATEMENT_TIMEOUT = '5s';

/**
 * Puts a message of a campaign or of an agent into a user's inbox, once however often it is called: its id is that of the attempt or agent
 * message, which says whose account it is. Returns whether it is there: false where the user is registered with none of the apps, or the attempt was
 * given up. A user who has a device gets a nudge unless the app shows the message by itself: `onNudge` hears of it when Temporal has to be told.
 */
export async function insertInAppMessage(
  db: Db,
  message: { id: string; apps: string[]; userId: string; text: string; validUntil: string | null },
  at: Date,
  onNudge: () => void = () => undefined,
): Promise<boolean> {
  const { isThere, isNudged } = await putIntoInbox(db, message, at);
  if (isNudged) onNudge();
  return isThere;
}

function putIntoInbox(
  db: Db,
  { id, apps, userId, text, validUntil }: Parameters<typeof insertInAppMessage>[1],
  at: Date,
): Promise<{ isThere: boolean; isNudged: boolean }> {
  return db.transaction().execute(async (trx) => {
    await sql.raw(`SET LOCAL statement_timeout = '${STATEMENT_TIMEOUT}'`).execute(trx);
    // A call that stalled until it was given up comes too late: another may have been made since.
    await sql`SELECT FROM attempt WHERE id = ${id} FOR SHARE`.execute(trx);
    const owner = sql`SELECT account_id FROM attempt WHERE id = ${id} AND state <> 'ABSENT'
      UNION ALL SELECT account_id FROM agent_message WHERE id = ${id}`;
    await sql`SELECT ${inboxLock(sql`o.account_id`, userId)} FROM (${owner}) o`.execute(trx);
    const { rows } = await sql`
      INSERT INTO inapp_message (id, account_id, user_id, apps, text, direction, created_at, valid_until)
      SELECT ${id}, o.account_id, ${userId}, ${apps}, ${text}, 'out', ${at}, ${validUntil}::timestamptz FROM (${owner}) o
      WHERE EXISTS (SELECT FROM inapp_user u WHERE u.account_id = o.account_id AND u.user_id = ${userId} AND u.app = ANY(${apps}))
      ON CONFLICT (id) DO NOTHING RETURNING id`.execute(trx);
    if (rows.length === 0) return { isThere: await isInAppMessage(trx, id), isNudged: false };
    return { isThere: true, isNudged: await startNudge(trx, { id, apps, userId }, at) };
  });
}

/** Whether an inbox has the message with this id. */
export async function isInAppMessage(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom('inapp_message').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/**
 * Puts what a user wrote into the inbox, for their other devices, and returns it; called again with the same id it changes nothing. Undefined
 * where the id is another message's.
 */
export function insertInAppReply(
  db: Db,
  { accountId, app, userId }: InAppReader,
  reply: { id: string; text: string },
  at: Date,
): Promise<InAppMessage | undefined> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT ${inboxLock(sql`${accountId}::text`, userId)}`.execute(trx);
    await trx
      .insertInto('inapp_message')
      .values({
        id: reply.id,
        account_id: accountId,
        user_id: userId,
        apps: [app],
        text: reply.text,
        direction: 'in',
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return trx
      .selectFrom('inapp_message')
      .selectAll()
      .where('id', '=', reply.id)
      .where('account_id', '=', accountId)
      .where('user_id', '=', userId)
      .where('direction', '=', 'in')
      .where(sql<boolean>`${app} = ANY(apps)`)
      .executeTakeFirst();
  });
}

/** Who writes into an inbox waits for who writes there already: places are then given in the order in which readers can see them. */
function inboxLock(accountId: ReturnType<typeof sql>, userId: string) {
  return sql`pg_advisory_xact_lock(hashtextextended(${accountId} || '/' || ${userId}, 0))`;
}

export type InboxPage = {
  limit: number;
  /** Only what comes after this place, from there on. Absent: the newest. */
  after?: number | undefined;
  /** Only what comes before this place, the newest of it. */
  before?: number | undefined;
  /** Leaves out what is no longer to be pushed at this instant. */
  pushableAt?: Date;
};

/** A part of an inbox, always oldest first. */
export async function listInbox(db: Db, reader: InAppReader, page: InboxPage): Promise<InAppMessage[]> {
  const { after, before, limit, pushableAt } = page;
  let query = inboxOf(db, reader).limit(limit);
  if (after !== undefined) query = query.where('seq', '>', after);
  if (before !== undefined) query = query.where('seq', '<', before);
  if (pushableAt !== undefined) {
    query = query.where((eb) =>
      eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', pushableAt), eb('delivered_at', 'is not', null)]),
    );
  }
  if (after !== undefined) return query.orderBy('seq').execute();
  return (await query.orderBy('seq', 'desc').execute()).reverse();
}

/** The place of the newest message in the inbox; 0 where there is none. */
export async function findNewestPlace(db: Db, reader: InAppReader): Promise<number> {
  const row = await inboxOf(db, reader).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/** The user has a message of ours, or has read it: returns it; undefined where the inbox has no such message. Each instant is the first. */
export function recordInAppReceipt(
  db: Db,
  { accountId, app, userId }: InAppReader,
  id: string,
  state: 'DELIVERED' | 'READ',
  at: Date,
): Promise<InAppMessage | undefined> {
  const first = (column: 'delivered_at' | 'read_at') => sql<Date>`coalesce(${sql.ref(column)}, ${at}::timestamptz)`;
  return db
    .updateTable('inapp_message')
    .set({ delivered_at: first('delivered_at'), ...(state === 'READ' ? { read_at: first('read_at') } : {}) })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where('direction', '=', 'out')
    .where(sql<boolean>`${app} = ANY(apps)`)
    .returningAll()
    .executeTakeFirst();
}

function inboxOf(db: Db, { accountId, app, userId }: InAppReader) {
  return db
    .selectFrom('inapp_message')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where(sql<boolean>`${app} = ANY(apps)`);
}
