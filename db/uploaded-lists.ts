import { sql, type Insertable, type Transaction } from 'kysely';
import type { Channel } from '../domain/channel.ts';
import type { AcceptedConsumer } from '../domain/consumer.ts';
import type { ListRowState } from '../domain/recipient-file.ts';
import type { Db } from './connect.ts';
import { COPY_NULL, copyArray, copyText, transactWithCopy, type Copy } from './copy.ts';
import { othersWaiting, type Newcomer } from './opening-line.ts';
import { optOutHolds } from './opt-outs.ts';
import type { Database, RecipientList, RecipientListRow, RecipientListTable } from './schema.ts';

/** How long a list is kept, launched or not: it has people's numbers in it. */
export const LIST_DAYS = 7;

/** Whether it is new: there may be one with its id. */
export async function insertRecipientList(db: Db, list: Insertable<RecipientListTable>): Promise<boolean> {
  const result = await db
    .insertInto('recipient_list')
    .values(list)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** How far a file has been read. */
export type ListProgress = Pick<RecipientList, 'lines' | 'good' | 'wrong' | 'duplicates' | 'bytes_read'>;

/** Rows and how far they bring their list, which others see from then on. Returns false, and stores nothing, where the list is gone. */
export function insertListRows(db: Db, id: string, rows: string, progress: ListProgress): Promise<boolean> {
  return transactWithCopy(db, async (trx, copy) => {
    // Of a file that is still being read nothing has to outlive a crash. `finishRecipientList` waits for the disk, for all of it.
    await sql`SET LOCAL synchronous_commit = off`.execute(trx);
    const { numUpdatedRows } = await trx
      .updateTable('recipient_list')
      .set(progress)
      .where('id', '=', id)
      .where('state', '=', 'READING')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    if (rows !== '') await copy('recipient_list_row', rows);
    return true;
  });
}

/** A line for `insertListRows`, of a consumer to whom a message could go. */
export function goodRow(listId: string, line: number, consumer: AcceptedConsumer): string {
  const { addresses, zones, variables, headerVariables, buttonVariables } = consumer;
  const address = Object.values(addresses)[0] ?? '';
  return `${listId}\t${line}\tGOOD\t\\N\t${copyText(address)}\t{${zones.zones.join()}}\t${zones.source}\t${json(variables)}\t${json(headerVariables)}\t${json(buttonVariables)}\t\\N\n`;
}

/** The same of a line that is not good. */
export function badRow(
  listId: string,
  line: number,
  { state, reason, cells }: { state: ListRowState; reason: string; cells: readonly string[] },
): string {
  const nothing = Array.from({ length: 6 }, () => COPY_NULL).join('\t');
  return `${listId}\t${line}\t${state}\t${copyText(reason)}\t${nothing}\t${copyArray(cells)}\n`;
}

/** Nothing for none: most lists have neither header nor button. */
function json(variables: Readonly<Record<string, string>>): string {
  for (const _name in variables) return copyText(JSON.stringify(variables));
  return COPY_NULL;
}

/**
 * Ends the reading of a list, and marks in it who is opted out of all that its plan could send. `zones`: how many good ones there are in which.
 * Undefined where the list is gone.
 */
export function finishRecipientList(
  db: Db,
  { id, channels, zones }: { id: string; channels: Channel[]; zones: ZoneCounts },
): Promise<RecipientList | undefined> {
  return db.transaction().execute(async (trx) => {
    const list = await trx
      .updateTable('recipient_list')
      .set({ state: 'READY' })
      .where('id', '=', id)
      .where('state', '=', 'READING')
      .returning('account_id')
      .executeTakeFirst();
    if (!list) return undefined;
    // The rows are new, and the database takes them for few: going through all of them for each of the others it would take minutes.
    await sql`SET LOCAL enable_nestloop = off`.execute(trx);
    const optedOut = await markOptedOut(trx, { accountId: list.account_id, listId: id, channels });
    const left = withoutOptedOut(zones, optedOut);
    const count = optedOut.reduce((sum, each) => sum + each.count, 0);
    return trx
      .updateTable('recipient_list')
      .set((eb) => ({ good: eb('good', '-', count), opted_out: count, zones: JSON.stringify(left) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

export type ZoneCounts = { zones: string[]; count: number }[];

type OptedOutOf = {
  accountId: string;
  listId: string;
  channels: Channel[];
  /** Of these alone. */
  lines?: number[];
};

/** From the account's opt-outs to the rows: most accounts have far fewer of them than a file has lines. */
async function markOptedOut(
  trx: Transaction<Database>,
  { accountId, listId, channels, lines }: OptedOutOf,
): Promise<ZoneCounts> {
  const isAsked = lines ? sql`r.line = ANY(${lines}::int[])` : sql`true`;
  const addresses = sql.join(
    (['wa', 'sms', 'inapp'] as const).map(
      (channel) => sql`CASE WHEN ${channels.includes(channel)} THEN r.address END AS ${sql.ref(channel)}`,
    ),
  );
  const { rows } = await sql<ZoneCounts[number]>`
    WITH opted AS MATERIALIZED (
      SELECT DISTINCT r.line FROM opt_out o JOIN recipient_list_row r ON r.list_id = ${listId} AND r.address = o.consumer
      WHERE o.account_id = ${accountId} AND o.revoked_at IS NULL AND ${isAsked}
    ), addressed AS MATERIALIZED (
      SELECT r.line, ${accountId} AS account_id, ${addresses} FROM opted JOIN recipient_list_row r ON r.list_id = ${listId} AND r.line = opted.line
    ), marked AS (
      UPDATE recipient_list_row r SET state = 'OPTED_OUT', reason = 'OPTED_OUT' FROM addressed a
      WHERE r.list_id = ${listId} AND r.line = a.line AND r.state = 'GOOD'
        AND (EXISTS (SELECT FROM opt_out o WHERE ${optOutHolds('o', 'a')} AND o.channel IS NULL)
          OR NOT EXISTS (SELECT FROM unnest(${channels}::text[]) AS plan (channel) WHERE NOT EXISTS
            (SELECT FROM opt_out o WHERE ${optOutHolds('o', 'a')} AND (o.channel = plan.channel OR o.channel IS NULL))))
      RETURNING r.zones
    )
    SELECT zones, count(*)::int AS count FROM marked GROUP BY zones`.execute(trx);
  return rows;
}

/** Some rows of a list that is locked, in the order of the file. */
export function listRowsOfLines(
  trx: Transaction<Database>,
  id: string,
  lines: readonly number[],
): Promise<RecipientListRow[]> {
  return trx
    .selectFrom('recipient_list_row')
    .selectAll()
    .where('list_id', '=', id)
    .where('line', '=', sql<number>`ANY(${lines}::int[])`)
    .orderBy('line')
    .execute();
}

/** Which of the addresses are those of lines that were good, opted out or not. */
export async function listTakenAddresses(
  trx: Transaction<Database>,
  id: string,
  addresses: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('recipient_list_row')
    .select('address')
    .where('list_id', '=', id)
    .where('address', '=', sql<string>`ANY(${addresses}::text[])`)
    .execute();
  return rows.flatMap(({ address }) => address ?? []);
}

/** Puts rows, as `goodRow` and `badRow` have them, in place of the lines of a list that is locked, and counts all of it anew. */
export async function replaceListRows(
  trx: Transaction<Database>,
  copy: Copy,
  list: RecipientList,
  { lines, rows }: { lines: number[]; rows: string[] },
): Promise<RecipientList> {
  await trx
    .deleteFrom('recipient_list_row')
    .where('list_id', '=', list.id)
    .where('line', '=', sql<number>`ANY(${lines}::int[])`)
    .execute();
  if (rows.length > 0) await copy('recipient_list_row', rows.join(''));
  const channels = list.plan.map(({ channel }) => channel);
  await markOptedOut(trx, { accountId: list.account_id, listId: list.id, channels, lines });
  const { rows: counted } = await sql<RecipientList>`
    WITH counted AS MATERIALIZED (
      SELECT state, CASE WHEN state = 'GOOD' THEN zones END AS zones, count(*)::int AS n, min(line) AS first_line
      FROM recipient_list_row WHERE list_id = ${list.id} GROUP BY 1, 2
    )
    UPDATE recipient_list l SET lines = s.lines, good = s.good, wrong = s.wrong, duplicates = s.duplicates,
      opted_out = s.opted_out, zones = s.zones
    FROM (
      SELECT coalesce(sum(n), 0) AS lines, ${countedIn('GOOD')} AS good, ${countedIn('WRONG')} AS wrong,
        ${countedIn('DUPLICATE')} AS duplicates, ${countedIn('OPTED_OUT')} AS opted_out,
        coalesce(jsonb_agg(jsonb_build_object('zones', zones, 'count', n) ORDER BY n DESC, first_line)
          FILTER (WHERE state = 'GOOD'), '[]') AS zones
      FROM counted
    ) s
    WHERE l.id = ${list.id} RETURNING l.*`.execute(trx);
  return counted[0] ?? list;
}

function countedIn(state: ListRowState) {
  return sql`coalesce(sum(n) FILTER (WHERE state = ${sql.lit(state)}), 0)`;
}

/** The most first. */
function withoutOptedOut(zones: ZoneCounts, optedOut: ZoneCounts): ZoneCounts {
  const counts = new Map(zones.map((each) => [each.zones.join(), { ...each }]));
  for (const { zones: of, count } of optedOut) {
    const kept = counts.get(of.join());
    if (kept) kept.count -= count;
  }
  return [...counts.values()].filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

export function findRecipientList(db: Db, accountId: string, id: string): Promise<RecipientList | undefined> {
  return db
    .selectFrom('recipient_list')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A page of an account's lists, newest first, and how many there are. */
export async function listRecipientLists(
  db: Db,
  accountId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ lists: RecipientList[]; count: number }> {
  const own = db.selectFrom('recipient_list').where('account_id', '=', accountId);
  const { count } = await own.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const lists = await own.selectAll().orderBy('created_at', 'desc').orderBy('id').limit(limit).offset(offset).execute();
  return { lists, count };
}

/** In the order of the file, from the `offset`-th on. */
export function listListRows(
  db: Db,
  id: string,
  {
    state,
    limit,
    offset = 0,
    after,
  }: { state?: ListRowState | undefined; limit: number; offset?: number; after?: number },
): Promise<RecipientListRow[]> {
  let rows = db.selectFrom('recipient_list_row').selectAll().where('list_id', '=', id);
  if (state !== undefined) rows = rows.where('state', '=', state);
  if (after !== undefined) rows = rows.where('line', '>', after);
  return rows.orderBy('line').limit(limit).offset(offset).execute();
}

/** All of them in one state, page by page. */
export async function* readListRows(db: Db, id: string, state: ListRowState, page: number) {
  let after = 0;
  for (;;) {
    const rows = await listListRows(db, id, { state, limit: page, after });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.line;
  }
}

/** Takes a list away with its rows. Returns whether it was there. */
export async function deleteRecipientList(db: Db, accountId: string, id: string): Promise<boolean> {
  const result = await db
    .deleteFrom('recipient_list')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Deletes those whose time is over; campaigns that were launched from them have their own recipients. */
export async function deleteOldRecipientLists(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('recipient_list')
    .where('created_at', '<=', sql<Date>`${now}::timestamptz - make_interval(days => ${LIST_DAYS})`)
    .execute();
}

/** Holds a list until the transaction ends: of two launches at once the second finds it launched. */
export function lockRecipientList(
  trx: Transaction<Database>,
  accountId: string,
  id: string,
): Promise<RecipientList | undefined> {
  return trx
    .selectFrom('recipient_list')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Makes the good rows of a list that is locked the recipients of a campaign that is stored, and marks it launched. `inAppTimezone` as in
 * `readConsumers`; the place in an opening as `placeInOpening` has it.
 */
export async function insertListedRecipients(
  trx: Transaction<Database>,
  list: RecipientList,
  { campaign, inAppTimezone, now }: { campaign: Newcomer & { id: string }; inAppTimezone: string | null; now: Date },
): Promise<void> {
  const channels = list.plan.map(({ channel }) => channel);
  const address = (channel: Channel) => sql`CASE WHEN ${channels.includes(channel)} THEN r.address END`;
  const content = sql.join(channels.flatMap((channel) => [sql.lit(channel), sql`r.address`]));
  const isZoneless = sql`r.zone_source = 'none' AND ${inAppTimezone}::text IS NOT NULL`;
  await sql`
    INSERT INTO recipient (id, account_id, campaign_id, seq, consumer_content, wa, sms, inapp, zones, zone_source, zone_version,
      zone_ordinal, variables, header_variables, button_variables, accepted_at)
    SELECT gen_random_uuid(), ${list.account_id}, ${campaign.id}, row_number() OVER (ORDER BY r.line) - 1,
      jsonb_build_object(${content}), ${address('wa')}, ${address('sms')}, ${address('inapp')}, r.zones, r.zone_source,
      ${list.zone_version}, r.k + coalesce(least(r.k * others.campaigns, others.recipients), 0), coalesce(r.variables, '{}'),
      coalesce(r.header_variables, '{}'), coalesce(r.button_variables, '{}'), ${now}::timestamptz
    FROM (
      SELECT r.*, row_number() OVER (PARTITION BY r.zones ORDER BY r.line) - 1 AS k FROM (
        SELECT r.line, r.address, r.variables, r.header_variables, r.button_variables,
          CASE WHEN ${isZoneless} THEN ARRAY[${inAppTimezone}::text] ELSE r.zones END AS zones,
          CASE WHEN ${isZoneless} THEN 'account' ELSE r.zone_source END AS zone_source
        FROM recipient_list_row r WHERE r.list_id = ${list.id} AND r.state = 'GOOD'
      ) r
    ) r LEFT JOIN (${othersWaiting(campaign, now)}) others ON others.zones = r.zones`.execute(trx);
  await trx
    .updateTable('recipient_list')
    .set({ state: 'LAUNCHED', campaign_id: campaign.id })
    .where('id', '=', list.id)
    .execute();
}
